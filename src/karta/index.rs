use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use crate::entry;
use crate::value::Kind;

/// Finds an entry by its id. Of several with one id, it finds the first.
pub struct Index {
    places: HashTable<u32>,
    ids: Ids,
    /// The entries whose id another has already.
    doubles: Vec<u32>,
    hasher: DefaultHashBuilder,
}

/// Every id in one text: they are looked up a million times, and lie far apart in the entries.
struct Ids {
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    fn of(entries: &[entry::Entry]) -> Ids {
        let mut ids = Ids { text: String::new(), ends: Vec::with_capacity(entries.len() + 1) };
        ids.ends.push(0);
        for entry in entries {
            ids.text.push_str(entry.id.as_str());
            ids.ends.push(ids.text.len());
        }
        ids
    }

    fn get(&self, at: u32) -> &str {
        &self.text[self.ends[at as usize]..self.ends[at as usize + 1]]
    }
}

impl Index {
    pub fn new(entries: &[entry::Entry]) -> Index {
        let hasher = DefaultHashBuilder::default();
        let ids = Ids::of(entries);
        let mut places = HashTable::with_capacity(entries.len());
        let mut doubles = Vec::new();
        let hash = |at: &u32| hasher.hash_one(ids.get(*at));
        for (at, entry) in (0u32..).zip(entries) {
            if !Kind::ENTRIES.contains(&entry.kind) {
                continue;
            }
            match places.entry(hash(&at), |other| ids.get(*other) == ids.get(at), hash) {
                Entry::Occupied(_) => doubles.push(at),
                Entry::Vacant(place) => drop(place.insert(at)),
            }
        }
        Index { places, ids, doubles, hasher }
    }

    pub fn doubles(&self) -> &[u32] {
        &self.doubles
    }

    pub fn find(&self, id: &str) -> Option<usize> {
        let hash = self.hasher.hash_one(id);
        self.places.find(hash, |at| self.ids.get(*at) == id).map(|at| *at as usize)
    }
}
