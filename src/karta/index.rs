use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use crate::entry;
use crate::value::Kind;

/// Finds an entry by its id. Of several with one id, it finds the first.
pub struct Index {
    places: HashTable<u32>,
    /// The entries whose id another has already.
    doubles: Vec<u32>,
    hasher: DefaultHashBuilder,
}

impl Index {
    pub fn new(entries: &[entry::Entry]) -> Index {
        let hasher = DefaultHashBuilder::default();
        let mut places = HashTable::with_capacity(entries.len());
        let mut doubles = Vec::new();
        let hash = |at: &u32| hasher.hash_one(entries[*at as usize].id.as_str());
        for (at, entry) in (0u32..).zip(entries) {
            if !Kind::ENTRIES.contains(&entry.kind) {
                continue;
            }
            match places.entry(hash(&at), |other| entries[*other as usize].id == entry.id, hash) {
                Entry::Occupied(_) => doubles.push(at),
                Entry::Vacant(place) => drop(place.insert(at)),
            }
        }
        Index { places, doubles, hasher }
    }

    pub fn doubles(&self) -> &[u32] {
        &self.doubles
    }

    pub fn find(&self, entries: &[entry::Entry], id: &str) -> Option<usize> {
        let hash = self.hasher.hash_one(id);
        self.places.find(hash, |at| entries[*at as usize].id.as_str() == id).map(|at| *at as usize)
    }
}
