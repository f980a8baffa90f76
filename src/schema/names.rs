use serde_json::{Map, Value, json};

use super::MOST_IDS;
use super::shape::{id, one_of};
use crate::karta::{Karta, name};
use crate::say::{Lang, Words};
use crate::value::{Kind, Scheme};

/// The ids that a map has to choose among: each set is defined once, however many fields use it.
pub struct Names<'k> {
    karta: &'k Karta,
    pub lang: Lang,
    pub definitions: Map<String, Value>,
}

impl<'k> Names<'k> {
    pub fn new(karta: &'k Karta, lang: Lang) -> Names<'k> {
        Names { karta, lang, definitions: Map::new() }
    }

    /// A concept of a scheme.
    pub fn concepts(&mut self, scheme: Scheme) -> Value {
        let concepts = self.karta.concepts(scheme);
        self.define(scheme.name().to_owned(), concepts.iter().len(), || {
            concepts.iter().map(|concept| (concept.id.as_str(), concept.name.clone())).collect()
        })
    }

    /// An entry of one of these kinds.
    pub fn entries(&mut self, kinds: &[Kind]) -> Value {
        let karta = self.karta;
        let title = kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("-");
        let count = kinds.iter().map(|kind| karta.of_kind(*kind).len()).sum();
        self.define(title, count, || {
            let entries = kinds.iter().flat_map(|kind| karta.of_kind(*kind));
            let mut ids: Vec<_> = entries.map(|entry| (entry.id.as_str(), name(entry))).collect();
            ids.dedup_by_key(|(id, _)| *id);
            ids
        })
    }

    /// A reference to a set of ids. Where there are none yet, or very many, it is any id.
    fn define<'i>(&mut self, title: String, count: usize, ids: impl FnOnce() -> Vec<(&'i str, Words)>) -> Value {
        let reference = json!({ "$ref": format!("#/definitions/{title}") });
        if !self.definitions.contains_key(&title) {
            let set = if (1..=MOST_IDS).contains(&count) { self.choose(&ids()) } else { id() };
            self.definitions.insert(title, set);
        }
        reference
    }

    fn choose(&self, ids: &[(&str, Words)]) -> Value {
        let meanings = ids.iter().map(|(_, name)| name.get(self.lang)).collect();
        one_of(ids.iter().map(|(id, _)| *id).collect(), meanings)
    }
}
