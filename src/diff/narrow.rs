use std::collections::BTreeSet;

use super::change::Diff;
use crate::entry::Entry;
use crate::karta::Karta;
use crate::value::{Id, Kind};

impl Diff<'_> {
    /// Keeps only what concerns these entries. A succession is kept whole where it concerns any of them.
    pub fn narrow(&mut self, ids: &BTreeSet<Id>) {
        self.successions.retain(|one| one.from.iter().chain(&one.to).any(|entry| ids.contains(&entry.id)));
        let joined = self.successions.iter().flat_map(|one| one.from.iter().chain(&one.to));
        let kept: BTreeSet<&Id> = joined.map(|entry| &entry.id).chain(ids).collect();
        self.changes.retain(|change| Kind::ENTRIES.contains(&change.kind()) && kept.contains(change.id()));
        self.suggestions.retain(|one| kept.contains(&one.from.id) || kept.contains(&one.to.id));
    }
}

/// The behov and initiativ among these, and those that one link leads to or from them. An actor that many share is no
/// link.
pub fn around(karta: &Karta, ids: &BTreeSet<Id>) -> BTreeSet<Id> {
    let concerns = |entry: &Entry| entry.kind != Kind::Aktor;
    let mut around: BTreeSet<Id> = ids.clone();
    for at in ids.iter().filter_map(|id| karta.position(id.as_str())) {
        let to = karta.links().from(at).iter().map(|link| link.to);
        let from = karta.links().to(at).map(|link| link.from);
        let near = to.chain(from).map(|at| &karta.entries()[at as usize]);
        if concerns(&karta.entries()[at]) {
            around.extend(near.filter(|entry| concerns(entry)).map(|entry| entry.id.clone()));
        }
    }
    around
}
