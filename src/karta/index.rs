use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::entry::Entry;
use crate::value::Kind;

/// Finds an entry by its id. Of several with one id, it finds the first.
pub struct Index {
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Index {
    pub fn new(entries: &[Entry]) -> Index {
        let hasher = DefaultHashBuilder::default();
        let mut places = HashTable::with_capacity(entries.len());
        let hash = |at: &u32| hasher.hash_one(entries[*at as usize].id.as_str());
        for (at, entry) in (0u32..).zip(entries) {
            if Kind::ENTRIES.contains(&entry.kind) {
                places.entry(hash(&at), |other| entries[*other as usize].id == entry.id, hash).or_insert(at);
            }
        }
        Index { places, hasher }
    }

    pub fn find(&self, entries: &[Entry], id: &str) -> Option<usize> {
        let hash = self.hasher.hash_one(id);
        self.places.find(hash, |at| entries[*at as usize].id.as_str() == id).map(|at| *at as usize)
    }
}
