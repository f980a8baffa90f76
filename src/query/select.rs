use std::cmp::Reverse;
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::resolve::{Part, Resolved, Rule};
use super::search::{Folded, Scores};
use super::test::Test;
use crate::entry::Entry;
use crate::karta::Karta;
use crate::value::{Id, Kind, Order};

/// The entries that a filter lets through, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Their places in [`Karta::entries`].
    pub positions: Vec<usize>,
    /// What was asked, as an expression.
    pub expression: String,
    /// How many entries were found, shown or not.
    pub found: usize,
    /// The kinds of which every entry is let through, whatever it says.
    pub kinds: Vec<Kind>,
}

impl Selection {
    /// The entries.
    pub fn entries<'k>(&self, karta: &'k Karta) -> impl ExactSizeIterator<Item = &'k Entry> {
        self.positions.iter().map(|at| &karta.entries()[*at])
    }

    /// Keeps only the first ones.
    pub fn limit(&mut self, most: usize) {
        self.positions.truncate(most);
    }

    /// Their ids.
    pub fn ids<'k>(&self, karta: &'k Karta) -> impl ExactSizeIterator<Item = &'k Id> {
        self.entries(karta).map(|entry| &entry.id)
    }
}

/// Finds what a filter lets through: by kind, then by how well searched words fit, then by title in Swedish order.
pub fn select(karta: &Karta, resolved: &Resolved) -> Selection {
    let tried = Tried::new(karta, resolved);
    let order = Order::swedish();
    let key = |(at, rank): (usize, u32)| {
        let entry = &karta.entries()[at];
        (entry.kind, Reverse(rank), order.key(entry.title()), at)
    };
    let mut found: Vec<_> = tried.passing(&resolved.root).into_par_iter().map(key).collect();
    found.par_sort_unstable();
    let positions: Vec<usize> = found.into_iter().map(|(.., at)| at).collect();
    selected(resolved, positions)
}

fn selected(resolved: &Resolved, positions: Vec<usize>) -> Selection {
    let kinds = resolved.kinds.iter().copied().filter(|kind| takes_all(&resolved.root, *kind)).collect();
    Selection { found: positions.len(), positions, expression: resolved.expression.clone(), kinds }
}

/// Whether a filter lets every entry of a kind through.
fn takes_all(part: &Part, kind: Kind) -> bool {
    match &part.rule {
        Rule::All(parts) => parts.iter().all(|part| takes_all(part, kind)),
        Rule::Any(parts) => parts.iter().any(|part| takes_all(part, kind)),
        Rule::Test(Test::Kind(of)) => *of == kind,
        Rule::Not(_) | Rule::Test(_) => false,
    }
}

/// The same in the map's own order, which costs nothing: for whoever only counts.
pub fn unsorted(karta: &Karta, resolved: &Resolved) -> Selection {
    let positions: Vec<usize> =
        Tried::new(karta, resolved).passing(&resolved.root).into_iter().map(|(at, _)| at).collect();
    selected(resolved, positions)
}

/// The entries that a filter is about, with what its searches found in them.
pub struct Tried<'k> {
    karta: &'k Karta,
    resolved: &'k Resolved,
    candidates: Vec<usize>,
    /// As many for each candidate as there are searches.
    scores: Vec<Scores>,
    was_found: Vec<bool>,
}

impl<'k> Tried<'k> {
    pub fn new(karta: &'k Karta, resolved: &'k Resolved) -> Tried<'k> {
        let candidates = karta.positions_of(&resolved.kinds);
        let was_found: Vec<AtomicBool> = resolved.searches.iter().map(|_| AtomicBool::new(false)).collect();
        let scores = match resolved.searches.is_empty() {
            true => Vec::new(),
            false => candidates.par_iter().flat_map_iter(|at| scores(karta, *at, resolved, &was_found)).collect(),
        };
        let was_found = was_found.into_iter().map(AtomicBool::into_inner).collect();
        Tried { karta, resolved, candidates, scores, was_found }
    }

    /// Every row of what there is to choose from.
    pub fn all(&self) -> Vec<usize> {
        (0..self.candidates.len()).collect()
    }

    /// The rows that a part lets through.
    pub fn keep(&self, rows: &[usize], part: &Part) -> Vec<usize> {
        rows.par_iter().with_min_len(64).copied().filter(|row| self.holds(part, *row)).collect()
    }

    /// The places of the entries that pass, in the map's order, with how well searched words fit.
    pub fn passing(&self, part: &Part) -> Vec<(usize, u32)> {
        self.keep(&self.all(), part).into_iter().map(|row| (self.candidates[row], self.rank(row))).collect()
    }

    fn holds(&self, part: &Part, row: usize) -> bool {
        match &part.rule {
            Rule::All(parts) => parts.iter().all(|part| self.holds(part, row)),
            Rule::Any(parts) => parts.iter().any(|part| self.holds(part, row)),
            Rule::Not(part) => !self.holds(part, row),
            Rule::Test(test) => {
                let at = self.candidates[row];
                test.holds(at, &self.karta.entries()[at], |search| self.score(row, search) > 0)
            }
        }
    }

    fn score(&self, row: usize, search: usize) -> u8 {
        self.scores[row * self.was_found.len() + search].get(self.was_found[search])
    }

    fn rank(&self, row: usize) -> u32 {
        let searches = self.resolved.searches.iter().enumerate().filter(|(_, search)| search.is_ranked);
        searches.map(|(search, _)| u32::from(self.score(row, search))).sum()
    }
}

/// What each search finds in an entry, whose text is folded once for all of them.
fn scores(karta: &Karta, at: usize, resolved: &Resolved, was_found: &[AtomicBool]) -> Vec<Scores> {
    let entry = &karta.entries()[at];
    let folded = Folded::of(entry);
    resolved.searches.iter().zip(was_found).map(|(search, found)| search.scores(entry, &folded, found)).collect()
}
