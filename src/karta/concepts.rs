use hashbrown::HashMap;

use crate::entry::{Entry, Value};
use crate::say::Words;
use crate::value::{Id, Kind, Scheme};

/// The concepts of one scheme, in the order of its file.
pub struct Concepts {
    /// Whether the scheme's file is there and could be read.
    pub is_known: bool,
    list: Vec<Concept>,
    by_id: HashMap<Box<str>, usize>,
}

/// A concept that entries are classified by.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its name in files.
    pub id: Id,
    /// What a reader sees.
    pub name: Words,
    /// The concept above it.
    pub broader: Option<Box<str>>,
    /// Its place in the file's list, counted from 0.
    pub item: usize,
}

impl Concepts {
    pub(super) fn new(entries: &[Entry], scheme: Scheme) -> Concepts {
        let file = entries.iter().find(|entry| entry.kind == Kind::Taxonomi && entry.id.as_str() == scheme.name());
        let items = file.map_or(&[][..], |file| file.items("begrepp"));
        let list: Vec<Concept> = items.iter().enumerate().filter_map(|(item, value)| concept(item, value)).collect();
        let mut by_id = HashMap::with_capacity(list.len());
        for (at, concept) in list.iter().enumerate() {
            by_id.entry(concept.id.as_str().into()).or_insert(at);
        }
        Concepts { is_known: file.is_some(), list, by_id }
    }

    /// The concept of that id.
    pub fn find(&self, id: &str) -> Option<&Concept> {
        self.by_id.get(id).map(|at| &self.list[*at])
    }

    /// Every concept, in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Concept> {
        self.list.iter()
    }

    /// Where a concept stands in the scheme's own order.
    pub fn rank(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}

fn concept(item: usize, value: &Value) -> Option<Concept> {
    let text = |name| value.part(name).and_then(Value::text);
    let id = Id::parse(text("id")?).ok()?;
    let sv = text("namn").unwrap_or(id.as_str()).to_owned();
    let en = text("namn_en").unwrap_or(&sv).to_owned();
    Some(Concept {
        id,
        name: Words { sv: sv.into(), en: en.into() },
        broader: text("overordnat").map(Into::into),
        item,
    })
}
