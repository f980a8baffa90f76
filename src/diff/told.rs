use super::change::Diff;
use super::story::{Story, Turn};
use super::{Fate, Way};
use crate::entry::Weight;
use crate::say;
use crate::say::{Words, quote};
use crate::value::Kind;

/// What beside the changes themselves a reader has to know: what was left out, what may have been renamed, and that
/// smaller changes were not asked for.
pub fn notes(diff: &Diff<'_>, least: Weight) -> Vec<Words> {
    let mut notes: Vec<Words> = diff.suggestions.iter().map(|one| maybe(diff, one)).collect();
    notes.extend(left_out(diff));
    notes.extend(smaller(diff, least));
    notes
}

fn maybe(diff: &Diff<'_>, one: &super::Suggestion<'_>) -> Words {
    let (from, to, score) = (quote(one.from.title()), quote(one.to.title()), one.score);
    let (old, new) = (&one.from.id, &one.to.id);
    if diff.after.find(old.as_str()).is_none() {
        return say!(
            "Kanske omdöpt ({score} % likt): {from} ({old}) → {to} ({new}). Är det så, ta tillbaka filen för {old} och skriv ersatt_av = [\"{new}\"] i den. Med karta rename blir det rätt från början.",
            "Perhaps renamed ({score} % alike): {from} ({old}) → {to} ({new}). If so, bring back the file of {old} and write ersatt_av = [\"{new}\"] in it. With karta rename it comes out right from the start."
        );
    }
    say!(
        "Kanske omdöpt ({score} % likt): {from} ({old}) → {to} ({new}). Är det så, skriv ersatt_av = [\"{new}\"] i {old}.",
        "Perhaps renamed ({score} % alike): {from} ({old}) → {to} ({new}). If so, write ersatt_av = [\"{new}\"] in {old}."
    )
}

fn left_out(diff: &Diff<'_>) -> Option<Words> {
    let first = diff.left_out.first()?;
    let (count, path) = (diff.left_out.len(), quote(&first.path));
    let side = if first.is_before { diff.before.label() } else { diff.after.label() };
    Some(match count {
        1 => say!(
            "Filen {path} i {side} har fel; det som inte gick att förstå är inte jämfört.",
            "The file {path} in {side} has errors; what could not be understood is not compared.";
            side in words
        ),
        _ => say!(
            "{count} filer har fel, den första {path} i {side}; det som inte gick att förstå är inte jämfört.",
            "{count} files have errors, the first {path} in {side}; what could not be understood is not compared.";
            side in words
        ),
    })
}

fn smaller(diff: &Diff<'_>, least: Weight) -> Option<Words> {
    match diff.changes.iter().filter(|change| change.weight() < least).count() {
        0 => None,
        1 => Some(Words::new(
            "1 mindre ändring visas inte; se den med --min form.",
            "1 smaller change is not shown; see it with --min form.",
        )),
        count => Some(say!(
            "{count} mindre ändringar visas inte; se dem med --min form.",
            "{count} smaller changes are not shown; see them with --min form."
        )),
    }
}

/// How many stories of each sort a kind has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The kind.
    pub kind: Kind,
    /// What happened, as a reader calls it of one or of many.
    pub turn: Turn,
    /// To how many.
    pub count: usize,
}

/// How many stories there are, by kind and by what happened, in the order that they are told.
pub fn counts(stories: &[Story<'_>]) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    for story in stories {
        match counts.last_mut().filter(|last| (last.kind, last.turn) == (story.kind(), story.turn)) {
            Some(last) => last.count += 1,
            None => counts.push(Count { kind: story.kind(), turn: story.turn, count: 1 }),
        }
    }
    counts
}

impl Count {
    /// The count in words: `3 nya`.
    pub fn words(&self) -> Words {
        let count = self.count;
        let many = match (self.turn, count) {
            (turn, 1) => turn.label(self.kind),
            (Turn::Fate(Fate::Added), _) => Words::new("nya", "new"),
            (Turn::Fate(Fate::Removed), _) => Words::new("borttagna", "removed"),
            (Turn::Fate(Fate::Withdrawn), _) => Words::new("avförda", "withdrawn"),
            (Turn::Fate(Fate::Restored), _) => Words::new("återförda", "restored"),
            (Turn::Fate(Fate::Changed), _) => Words::new("ändrade", "changed"),
            (Turn::Fate(Fate::Moved), _) => Words::new("flyttade", "moved"),
            (Turn::Way(Way::Renamed), _) => Words::new("omdöpta", "renamed"),
            (Turn::Way(Way::Merged), _) => Words::new("sammanslagningar", "mergers"),
            (Turn::Way(Way::Split), _) => Words::new("delningar", "splits"),
            (Turn::Way(Way::Regrouped), _) => Words::new("omgrupperingar", "regroupings"),
        };
        Words::each(|lang| format!("{count} {}", many.get(lang)))
    }
}
