use std::collections::BTreeSet;

use super::change::Change;
use super::fate::Fate;
use super::succession::Succession;
use crate::entry::{Entry, Value};
use crate::likeness::{Title, pairs_where};
use crate::value::{Id, Kind, words};

/// How much of their words two titles must have in common to be looked at, in per cent.
const TITLES: usize = 50;
/// The least score that is told.
const LEAST: usize = 60;

/// One that went and one that came, which are so alike that the one may be the other under a new name.
#[derive(Clone, Copy, Debug)]
pub struct Suggestion<'v> {
    /// The one that went, as it was.
    pub from: &'v Entry,
    /// The one that came.
    pub to: &'v Entry,
    /// How alike they are, from 0 to 100.
    pub score: usize,
}

/// The pairs of one that went, with no record of where, and one that came; the likeliest first, each entry once.
pub fn all<'v>(changes: &[Change<'v>], successions: &[Succession<'v>]) -> Vec<Suggestion<'v>> {
    let told: BTreeSet<&Id> =
        successions.iter().flat_map(|one| one.from.iter().chain(&one.to)).map(|e| &e.id).collect();
    let free = |entry: &&'v Entry| !told.contains(&entry.id);
    let mut found = Vec::new();
    for kind in Kind::ENTRIES {
        let gone = |change: &&Change<'_>| matches!(change.fate, Fate::Removed | Fate::Withdrawn);
        let gone =
            changes.iter().filter(gone).filter_map(|change| change.before).filter(|e| e.kind == kind).filter(free);
        let gone: Vec<&Entry> = gone.collect();
        let came = changes.iter().filter(|change| change.fate == Fate::Added).filter_map(|change| change.after);
        let came: Vec<&Entry> = came.filter(|e| e.kind == kind).filter(free).collect();
        if !gone.is_empty() && !came.is_empty() {
            found.extend(alike(&gone, &came));
        }
    }
    best(found)
}

/// Those whose titles are alike, told apart by all else that they say.
fn alike<'v>(gone: &[&'v Entry], came: &[&'v Entry]) -> Vec<Suggestion<'v>> {
    let titles = Title::of(gone.iter().chain(came).map(|entry| entry.title()));
    let joins = |first: usize, second: usize| first < gone.len() && second >= gone.len();
    let pairs = pairs_where(&titles, TITLES, joins).into_iter();
    let suggestion = |from: &'v Entry, to: &'v Entry, title: usize| {
        let score = (2 * title + rest(from, to)) / 3;
        Suggestion { from, to, score }
    };
    let found = pairs.map(|pair| suggestion(gone[pair.first], came[pair.second - gone.len()], pair.score));
    found.filter(|suggestion| suggestion.score >= LEAST).collect()
}

/// How much two entries have in common besides their titles, from 0 to 100: of the words of their descriptions, and of
/// what they name.
fn rest(from: &Entry, to: &Entry) -> usize {
    let text = |entry: &Entry| words(entry.text("beskrivning").unwrap_or_default()).take(500).collect::<BTreeSet<_>>();
    let named = |entry: &Entry| {
        let ids = entry.mentions().map(|mention| format!("{}:{}", mention.field.name, mention.id));
        ids.chain(
            entry.items("kallor").iter().filter_map(|item| item.part("url").and_then(Value::text)).map(str::to_owned),
        )
        .collect::<BTreeSet<_>>()
    };
    (share(&text(from), &text(to)) + share(&named(from), &named(to))) / 2
}

fn share(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    100 * a.intersection(b).count() / a.union(b).count().max(1)
}

fn best(mut found: Vec<Suggestion<'_>>) -> Vec<Suggestion<'_>> {
    found.sort_by_key(|one| (std::cmp::Reverse(one.score), &one.from.id, &one.to.id));
    let (mut from, mut to) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|one| {
        !from.contains(&one.from.id) && !to.contains(&one.to.id) && from.insert(&one.from.id) && to.insert(&one.to.id)
    });
    found
}
