use std::collections::HashSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::names::{Called, key};
use crate::entry::{Entry, Field, Value};
use crate::karta::Karta;
use crate::source::Tree;
use crate::value::{Id, Kind, Scheme, fold};

/// What mending stands on; what only faulty maps need is found out when it is first asked for.
pub struct Ground<'k> {
    pub karta: &'k Karta,
    tree: &'k Tree,
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
            doubles,
            replaced,
            lost: OnceLock::new(),
            entries: OnceLock::new(),
            concepts: Default::default(),
        }
    }

    /// Whether the map has not turned a rule off.
    pub fn minds(&self, rule: &str) -> bool {
        let rules = self.karta.settings().and_then(|settings| settings.get("regler"));
        let level = rules.and_then(|rules| rules.part(rule)).and_then(Value::text);
        !level.is_some_and(|level| ["av", "off"].contains(&&*fold(level)))
    }

    pub fn is_double(&self, id: &Id) -> bool {
        self.doubles.contains(id)
    }

    /// What a text was meant to be in a field of ids, by an entry of that name, and the rule that minds: the one thing
    /// that it can mean, or what has taken its place. None when it is right, or when there is doubt.
    pub fn meant(&self, field: &Field, own: &str, said: &str) -> Option<(&'static str, Id)> {
        let (rule, id) = match self.named(field, said) {
            Named::Right(id) => ("replaced-link", id),
            Named::Wrong => (rule(field, said), self.near(field, said)?),
            Named::Doubtful => return None,
        };
        let now = if keeps_what_was(field) { Some(id) } else { self.now(field, id) };
        let now = now.filter(|now| now.as_str() != said && now.as_str() != own)?;
        Some((rule, now.clone()))
    }

    /// Whether a field of ids can hold that text; other fields can hold any.
    pub fn knows(&self, field: &Field, said: &str) -> bool {
        let is_of_ids = field.scheme().is_some() || !field.targets().is_empty();
        !is_of_ids || matches!(self.named(field, said), Named::Right(_))
    }

    fn named(&self, field: &Field, said: &str) -> Named<'k> {
        if let Some(scheme) = field.scheme() {
            return match self.karta.concepts(scheme).find(said) {
                Some(concept) => Named::Right(&concept.id),
                None if self.is_whole(scheme) => Named::Wrong,
                None => Named::Doubtful,
            };
        }
        let namesake = |kind: &Kind| self.karta.with_id(*kind, said).first();
        match self.karta.find(said) {
            Some(entry) if field.targets().contains(&entry.kind) => Named::Right(&entry.id),
            Some(_) => match field.targets().iter().find_map(namesake) {
                Some(entry) => Named::Right(&entry.id),
                None => Named::Doubtful,
            },
            None if self.may_be_there(said) => Named::Doubtful,
            None => Named::Wrong,
        }
    }

    /// Whether every concept of a scheme is known.
    fn is_whole(&self, scheme: Scheme) -> bool {
        let file = self.karta.with_id(Kind::Taxonomi, scheme.name()).first();
        file.is_some_and(|file| self.karta.problems_in(&file.path).is_empty())
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
        if field.scheme().is_some() || !self.replaced.contains(id) {
            return Some(id);
        }
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

/// A file's name without folder and ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// What an id is, where it stands.
enum Named<'k> {
    /// Something that the map has.
    Right(&'k Id),
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

/// Fields that tell of a time that was, when what is now replaced was in force.
fn keeps_what_was(field: &Field) -> bool {
    matches!(field.name, "ersatter" | "beslutad_av" | "i")
}

fn rule(field: &Field, said: &str) -> &'static str {
    match (Id::check(said), field.scheme(), field.targets()) {
        (Err(_), ..) => "bad-id",
        (_, Some(_), _) => "unknown-concept",
        (_, _, [Kind::Aktor]) => "unknown-actor",
        _ => "broken-link",
    }
}
