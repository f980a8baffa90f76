//! The ratchet: of what is wrong with a map, only what was not wrong before.
//!
//! A finding is known again by its facts: the rule, the entry, the field and the value. Files may move and be renamed,
//! lines and fields change places, and entries be renamed, joined and split: an old problem stays old.

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::check::Heirs;
use crate::finding::{Facts, Finding};
use crate::karta::Karta;

/// What became of a map's findings since an earlier point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratchet {
    /// The findings that are new, in the order that they came.
    pub new: Vec<Finding>,
    /// How many of the old ones remain.
    pub old_remaining: usize,
    /// How many of the old ones are gone.
    pub mended: usize,
}

/// Tells new findings from old. Where several are alike, as many are old as there were before; one that tells of
/// several places is old only if all of them are.
pub fn compare(now: (&Karta, &[Finding]), before: (&Karta, &[Finding])) -> Ratchet {
    let (here, then) = (facts(now.0, now.1), facts(before.0, before.1));
    let heirs = Succession { now: now.0, before: before.0, by_name: OnceCell::new() };
    let mut known: Count<'_> = Count::default();
    then.iter().flatten().flat_map(|facts| heirs.of(facts)).for_each(|facts| known.add(facts));
    let mut left: Count<'_> = Count::default();
    here.iter().flatten().for_each(|facts| left.add(facts.clone()));

    let is_new = |places: &Vec<_>| places.iter().filter(|facts| !known.take(facts)).count() > 0;
    let is_new: Vec<bool> = here.iter().map(is_new).collect();
    let is_gone = |places: &&Vec<_>| {
        let remaining = places.iter().filter(|facts| heirs.of(facts).any(|facts| left.take(&facts)));
        remaining.count() == 0
    };
    let mended = then.iter().filter(is_gone).count();
    let new: Vec<Finding> =
        now.1.iter().zip(is_new).filter(|(_, is_new)| *is_new).map(|(finding, _)| finding.clone()).collect();
    Ratchet { old_remaining: now.1.len() - new.len(), new, mended }
}

/// How many there are of each.
#[derive(Default)]
struct Count<'f>(HashMap<Facts<'f>, usize>);

impl<'f> Count<'f> {
    fn add(&mut self, facts: Facts<'f>) {
        *self.0.entry(facts).or_default() += 1;
    }

    /// Takes one away; false where none is left.
    fn take(&mut self, facts: &Facts<'f>) -> bool {
        match self.0.get_mut(facts) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

/// The facts of every place that each finding tells of; an entry goes by its id, whatever its file is named.
fn facts<'f>(karta: &'f Karta, findings: &'f [Finding]) -> Vec<Vec<Facts<'f>>> {
    let files: HashSet<&str> = findings.iter().flat_map(|finding| finding.places().map(|(file, _)| file)).collect();
    let entries = karta.entries().iter().filter(|entry| files.contains(&*entry.path));
    let ids: HashMap<&str, &str> = entries.map(|entry| (&*entry.path, entry.id.as_str())).collect();
    let of = |finding: &'f Finding| {
        let places = finding.places().map(|(file, place)| {
            let facts = finding.facts_at(file, place);
            Facts { subject: ids.get(file).copied().unwrap_or(facts.subject), ..facts }
        });
        places.collect()
    };
    findings.iter().map(of).collect()
}

/// Who has come in the place of whom.
struct Succession<'f> {
    now: &'f Karta,
    before: &'f Karta,
    /// Asked for only where an entry is gone without a record of where it went.
    by_name: OnceCell<Heirs<'f>>,
}

impl<'f> Succession<'f> {
    /// The same facts of the entry itself, and of every entry that has come in its place.
    fn of(&self, facts: &Facts<'f>) -> impl Iterator<Item = Facts<'f>> + use<'f> {
        let mut heirs = BTreeSet::from([facts.subject]);
        let mut next = vec![facts.subject];
        next.extend(self.by_name(facts.subject).filter(|id| heirs.insert(id)));
        while let Some(id) = next.pop() {
            let entry = self.now.find(id).into_iter();
            next.extend(
                entry.flat_map(|entry| entry.ids("ersatt_av")).map(|id| id.as_str()).filter(|id| heirs.insert(id)),
            );
        }
        let facts = facts.clone();
        heirs.into_iter().map(move |subject| Facts { subject, ..facts.clone() })
    }

    /// The entry that has the name of one that is gone.
    fn by_name(&self, id: &str) -> Option<&'f str> {
        let gone = self.before.find(id).filter(|_| self.now.position(id).is_none())?;
        let heir = self.by_name.get_or_init(|| Heirs::of(self.now)).heir(gone)?.as_str();
        // What was there already has its own old problems only.
        self.before.position(heir).is_none().then_some(heir)
    }
}
