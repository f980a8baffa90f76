use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{Entry, Field};
use crate::karta::{Karta, Names, name};
use crate::say::Words;
use crate::source::Half;
use crate::value::{Id, Kind};

/// One of two maps that are compared: what the other has not, and what that names.
pub struct Side {
    /// What a person called it; empty for the working tree.
    pub called: String,
    /// The commit's own name; `None` for a folder.
    pub commit: Option<String>,
    /// What the other has not.
    pub(super) differing: Karta,
    /// What the differing entries name.
    named: Karta,
}

/// Ids that are named, by the kinds that they may be of.
#[derive(Default)]
pub(super) struct Wanted {
    pub entries: BTreeMap<Vec<Kind>, BTreeSet<Id>>,
    pub has_concepts: bool,
}

impl Wanted {
    /// Asks for what an entry of these kinds is.
    pub fn entry(&mut self, kinds: &[Kind], id: &Id) {
        self.entries.entry(kinds.to_vec()).or_default().insert(id.clone());
    }
}

impl Side {
    pub(super) fn new(half: &Half, differing: Karta, named: Karta) -> Side {
        Side { called: half.called.clone(), commit: half.commit.clone(), differing, named }
    }

    /// The entry of that id, where the comparison has to do with it.
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.differing.find(id).or_else(|| self.named.find(id))
    }

    /// What to call the map: `2018 (db93ff05ef)`.
    pub fn label(&self) -> Words {
        match (&self.commit, &*self.called) {
            (Some(commit), called) => {
                let short = &commit[..commit.len().min(10)];
                Words::same(if commit.starts_with(called) { short.to_owned() } else { format!("{called} ({short})") })
            }
            (None, "") => Words::new("kartan som den är nu", "the map as it is now"),
            (None, folder) => Words::same(folder),
        }
    }
}

impl Names for Side {
    fn name_of(&self, field: &Field, id: &Id) -> Words {
        let found = match field.scheme() {
            Some(scheme) => {
                let concepts = [&self.differing, &self.named].map(|karta| karta.concepts(scheme));
                concepts.iter().find_map(|concepts| concepts.find(id.as_str())).map(|concept| concept.name.clone())
            }
            None => self.find(id.as_str()).map(name),
        };
        found.unwrap_or_else(|| Words::same(id.as_str()))
    }
}

/// What is named and not at hand: looked up by the names of files, which are ids in a map that is right; and where that
/// does not find all, in the whole map. What the other map alone has is not looked for.
pub(super) fn named(half: &Half, differing: &Karta, other: &Karta, wanted: &Wanted) -> Karta {
    let mut missing: BTreeMap<&[Kind], BTreeSet<&str>> = BTreeMap::new();
    for (kinds, ids) in &wanted.entries {
        let ids = ids.iter().map(Id::as_str).filter(|id| differing.find(id).is_none());
        missing.entry(kinds).or_default().extend(ids);
    }
    missing.retain(|_, ids| !ids.is_empty());
    let schemes = crate::value::Scheme::ALL.map(|scheme| scheme.name());
    if wanted.has_concepts {
        missing.entry(&[Kind::Taxonomi]).or_default().extend(schemes);
    }
    let kinds: BTreeSet<Kind> = missing.keys().flat_map(|kinds| kinds.iter().copied()).collect();
    let ids: BTreeSet<&str> = missing.values().flatten().copied().collect();
    if ids.is_empty() {
        return Karta::draw(&half.named(&[], &ids));
    }
    let found = Karta::draw(&half.named(&kinds.into_iter().collect::<Vec<_>>(), &ids));
    let is_all = ids.iter().all(|id| found.find(id).is_some() || other.find(id).is_some() || schemes.contains(id));
    if is_all {
        return found;
    }
    half.whole().map_or(found, |whole| Karta::draw(&whole))
}
