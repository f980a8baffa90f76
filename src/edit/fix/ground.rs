use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::names::{Called, key};
use crate::check::{self, Wishes};
use crate::entry::{self, Entry, Field};
use crate::karta::Karta;
use crate::source::{File, Tree};
use crate::value::{Id, Kind, Scheme, stem};

/// Links that should follow what they point at: the field and the id, and what has taken its place.
pub type Ways<'k> = HashMap<(&'static str, &'k str), &'k Id>;

/// What mending stands on; what only faulty maps need is found out when it is first asked for.
pub struct Ground<'k> {
    pub karta: &'k Karta,
    tree: &'k Tree,
    wishes: Wishes<'k>,
    doubles: HashSet<&'k Id>,
    replaced: HashSet<&'k Id>,
    /// The names of files that gave no entry of that id.
    lost: OnceLock<HashSet<String>>,
    entries: OnceLock<Called<'k>>,
    concepts: [OnceLock<Called<'k>>; Scheme::ALL.len()],
}

impl<'k> Ground<'k> {
    pub fn new(karta: &'k Karta, tree: &'k Tree) -> Ground<'k> {
        let doubles = karta.doubles().map(|entry| &entry.id).collect();
        let replaced = karta.entries().par_iter().filter(|entry| entry.get("ersatt_av").is_some());
        let replaced = replaced.map(|entry| &entry.id).collect();
        Ground {
            karta,
            tree,
            wishes: Wishes::of(karta),
            doubles,
            replaced,
            lost: OnceLock::new(),
            entries: OnceLock::new(),
            concepts: Default::default(),
        }
    }

    /// Whether the map has neither turned a rule off for the file's kind nor made an exception from it for the file.
    pub fn minds(&self, rule: &str, file: &File) -> bool {
        self.wishes.minds(rule, &file.path)
    }

    /// The entry that the map has from a file.
    pub fn entry(&self, file: &File) -> Option<&'k Entry> {
        let entries = self.karta.with_id(file.kind, stem(&file.path));
        entries.iter().find(|entry| entry.path == file.path)
    }

    /// The links in a file that should follow what they point at; `now` is its text, where that is no longer what the
    /// map was drawn from.
    pub fn ways(&self, file: &File, now: Option<&str>) -> Ways<'k> {
        if self.replaced.is_empty() || !self.minds("replaced-link", file) {
            return Ways::new();
        }
        let read = now.and_then(|now| entry::read(file.kind, &file.path, now).0);
        let Some(entry) = read.as_ref().or_else(|| self.entry(file)) else {
            return Ways::new();
        };
        let replaced = entry.mentions().filter_map(|mention| Some((mention.field, *self.replaced.get(mention.id)?)));
        replaced.filter_map(|(field, id)| Some(((field.name, id.as_str()), self.way(entry, field, id)?))).collect()
    }

    fn way(&self, entry: &Entry, field: &Field, id: &'k Id) -> Option<&'k Id> {
        let target = self.karta.find(id.as_str())?;
        // A membership may tell of any time.
        let is_of_now = field.name != "i" && field.scheme().is_none() && check::is_said_of_now(entry, field, target);
        let now = if is_of_now { self.now(field, id)? } else { id };
        (now != id && *now != entry.id && now.as_str() != entry.stem()).then_some(now)
    }

    pub fn is_double(&self, id: &Id) -> bool {
        self.doubles.contains(id)
    }

    /// What a text was meant to be in a field of ids, in an entry of that name, and the rule that minds: the one thing
    /// that it can mean. None when it is right, or when there is doubt.
    pub fn meant(&self, field: &Field, own: &str, said: &str) -> Option<(&'static str, Id)> {
        match self.named(field, said) {
            Named::Wrong => {
                let id = self.near(field, said).filter(|id| id.as_str() != own)?;
                Some((rule(field, said), id.clone()))
            }
            Named::Right | Named::Doubtful => None,
        }
    }

    /// Whether a field of ids can hold that text; other fields can hold any.
    pub fn knows(&self, field: &Field, said: &str) -> bool {
        let is_of_ids = field.scheme().is_some() || !field.targets().is_empty();
        !is_of_ids || matches!(self.named(field, said), Named::Right)
    }

    fn named(&self, field: &Field, said: &str) -> Named {
        if let Some(scheme) = field.scheme() {
            return match self.karta.concepts(scheme).find(said) {
                Some(_) => Named::Right,
                None if check::knows_all(self.karta, scheme) => Named::Wrong,
                None => Named::Doubtful,
            };
        }
        let namesake = |kind: &Kind| self.karta.with_id(*kind, said).first();
        match self.karta.find(said) {
            Some(entry) if field.targets().contains(&entry.kind) => Named::Right,
            Some(_) if field.targets().iter().find_map(namesake).is_some() => Named::Right,
            Some(_) => Named::Doubtful,
            None if self.may_be_there(said) => Named::Doubtful,
            None => Named::Wrong,
        }
    }

    /// Whether a file has that name, case and accents apart, though it gave no entry of that id.
    fn may_be_there(&self, said: &str) -> bool {
        let stems = || self.tree.files().iter().map(|file| stem(&file.path));
        let lost = || stems().filter(|stem| self.karta.find(stem).is_none()).map(key).collect();
        self.lost.get_or_init(lost).contains(&key(said))
    }

    fn near(&self, field: &Field, said: &str) -> Option<&'k Id> {
        match field.scheme() {
            Some(scheme) => {
                let concepts = self.karta.concepts(scheme);
                let called = self.concepts[scheme.index()].get_or_init(|| Called::concepts(concepts));
                called.meant(said, |_| true, |slip| concepts.find(slip).map(|concept| &concept.id))
            }
            None => {
                let called = self.entries.get_or_init(|| Called::entries(self.karta));
                let kinds = field.targets();
                let known = |slip: &str| kinds.iter().find_map(|kind| self.karta.with_id(*kind, slip).first());
                called.meant(said, |kind| kinds.contains(&kind), |slip| known(slip).map(|entry| &entry.id))
            }
        }
    }

    /// What has taken the place of an entry, step by step to the one that nothing has replaced; the entry itself where
    /// nothing has. None where the way divides, goes in a circle or leads to what the field cannot hold.
    fn now(&self, field: &Field, id: &'k Id) -> Option<&'k Id> {
        let mut passed = vec![id];
        loop {
            let last = *passed.last()?;
            let entry = self.karta.find(last.as_str())?;
            match successors(entry)[..] {
                [] => return field.targets().contains(&entry.kind).then_some(last),
                [next] if !passed.contains(&next) => passed.push(next),
                _ => return None,
            }
        }
    }
}

/// What an id is, where it stands.
enum Named {
    /// Something that the map has.
    Right,
    /// Something of another kind, or perhaps in a file that could not be read.
    Doubtful,
    /// Nothing.
    Wrong,
}

fn successors(entry: &Entry) -> Vec<&Id> {
    let mut ids: Vec<&Id> = entry.ids("ersatt_av").collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn rule(field: &Field, said: &str) -> &'static str {
    match (Id::check(said), field.scheme(), field.targets()) {
        (Err(_), ..) => "bad-id",
        (_, Some(_), _) => "unknown-concept",
        (_, _, [Kind::Aktor]) => "unknown-actor",
        _ => "broken-link",
    }
}
