//! What a change of the map did to its gaps and overlaps, and how a paper tells what changed.

use std::collections::{BTreeMap, BTreeSet};

use super::luckor::{Gap, Grade, gaps};
use super::overlapp::pairs;
use crate::diff::{Diff, FieldChange, Replaced, Run, Shown, Story, label};
use crate::entry::{Value, Weight};
use crate::karta::{Karta, name};
use crate::paper::{Chunk, Item, Line};
use crate::say;
use crate::say::{Lang, Words};
use crate::table::Cell;
use crate::value::{Id, Kind, Order};

/// Gaps and overlaps that one map has and another has not.
#[derive(Clone, Debug, Default)]
pub struct Shift {
    /// Needs that nothing under way answers now, though something did, or they were not there.
    pub opened: Vec<Item>,
    /// Needs that nothing under way answered, and that now are answered, met or gone.
    pub closed: Vec<Item>,
    /// Initiatives that may now be doing the same thing apart.
    pub overlaps: Vec<Item>,
}

impl Shift {
    /// What came of going from one map to another, of what concerns these entries; of everything where none are named.
    /// What goes on under another id has the gaps and overlaps that it had. Each by title.
    pub fn between((before, after): (&Karta, &Karta), replaced: &Replaced<'_>, only: Option<&BTreeSet<Id>>) -> Shift {
        let concerns = |id: &Id| only.is_none_or(|ids| ids.contains(id));
        let (was, is) = (open_gaps(before), open_gaps(after));
        let standing = |gaps: &BTreeMap<&Id, Gap>| gaps.keys().map(|id| replaced.entry(id).to_owned()).collect();
        let (had, has): (BTreeSet<String>, BTreeSet<String>) = (standing(&was), standing(&is));
        let opened = is.iter().filter(|(id, _)| !had.contains(replaced.entry(id)) && concerns(id));
        let opened = opened.map(|(id, gap)| opened_item(before, after, id, gap)).collect();
        let closed = was.keys().filter(|id| !has.contains(replaced.entry(id)) && concerns(id));
        let closed = closed.map(|id| closed_item(before, after, id)).collect();
        let overlaps = overlaps((before, after), replaced, &concerns);
        Shift { opened: by_title(opened), closed: by_title(closed), overlaps: by_title(overlaps) }
    }
}

/// Items as a reader looks for them.
fn by_title(mut items: Vec<Item>) -> Vec<Item> {
    let order = Order::swedish();
    items.sort_by_cached_key(|item| item.about.as_ref().map(|(id, name)| (order.key(&name.sv), id.clone())));
    items
}

/// The needs that nothing under way answers, by id.
fn open_gaps(karta: &Karta) -> BTreeMap<&Id, Gap> {
    let open = gaps(karta).into_iter().filter(|gap| matches!(gap.grade, Grade::Unanswered | Grade::Idle));
    open.map(|gap| (&karta.entries()[gap.at].id, gap)).collect()
}

fn opened_item(before: &Karta, after: &Karta, id: &Id, gap: &Gap) -> Item {
    let entry = &after.entries()[gap.at];
    let is_new = before.find(id.as_str()).is_none();
    let new = is_new.then(|| Chunk::Say(Words::new("Nytt behov:", "New need:")));
    let reason = gap.reasons.first().cloned().map(Chunk::Say);
    Item::of(id, name(entry), vec![new.into_iter().chain(reason).collect()])
}

fn closed_item(before: &Karta, after: &Karta, id: &Id) -> Item {
    let called = after.find(id.as_str()).or_else(|| before.find(id.as_str())).map_or(Words::same(id.as_str()), name);
    let why = match after.find(id.as_str()) {
        None => vec![Chunk::Say(Words::new("behovet finns inte längre i kartan", "the need is no longer in the map"))],
        Some(need)
            if matches!(need.text("status"), Some("avfort" | "tillgodosett")) || need.get("ersatt_av").is_some() =>
        {
            let status = need.get("status").map(|value| crate::karta::cell_of(after, status_field(), value));
            vec![Chunk::Say(Words::new("behovet är nu:", "the need is now:")), Chunk::New(status.unwrap_or_default())]
        }
        Some(_) => vec![Chunk::Say(Words::new("möts av", "answered by")), Chunk::New(answers(after, id))],
    };
    Item::of(id, called, vec![why])
}

fn status_field() -> &'static crate::entry::Field {
    crate::entry::find(Kind::Behov, "status").expect("a need has a status")
}

/// The initiatives that answer a need.
fn answers(karta: &Karta, id: &Id) -> Cell {
    let links = karta.position(id.as_str()).into_iter().flat_map(|at| karta.links().to(at));
    let from = links.filter(|link| link.field.name == "moter").map(|link| &karta.entries()[link.from as usize]);
    Cell::List(from.map(|entry| Cell::Named(entry.id.clone(), name(entry))).collect())
}

/// The pairs that overlap after and did not before.
fn overlaps((before, after): (&Karta, &Karta), replaced: &Replaced<'_>, concerns: &dyn Fn(&Id) -> bool) -> Vec<Item> {
    let ids = |karta: &Karta, pair: &super::overlapp::Pair| {
        (karta.entries()[pair.first].id.clone(), karta.entries()[pair.second].id.clone())
    };
    let standing = |(first, second): &(Id, Id)| {
        let (first, second) = (replaced.entry(first).to_owned(), replaced.entry(second).to_owned());
        if first < second { (first, second) } else { (second, first) }
    };
    let known: BTreeSet<(String, String)> = pairs(before).iter().map(|pair| standing(&ids(before, pair))).collect();
    let new = pairs(after).into_iter().filter(|pair| {
        let pair = ids(after, pair);
        (concerns(&pair.0) || concerns(&pair.1)) && !known.contains(&standing(&pair))
    });
    let item = |pair: super::overlapp::Pair| {
        let (first, second) = (&after.entries()[pair.first], &after.entries()[pair.second]);
        let score = pair.score;
        let with = Chunk::Show(Cell::Named(second.id.clone(), name(second)));
        let mut line = vec![Chunk::Say(Words::new("kan göra samma sak som", "may be doing the same as")), with];
        line.push(Chunk::Say(say!("({score} av 100):", "({score} of 100):")));
        let reasons: Vec<Line> = pair.reasons.into_iter().take(2).map(|reason| vec![Chunk::Say(reason)]).collect();
        line.extend(reasons.join(&between()));
        Item::of(&first.id, name(first), vec![line])
    };
    new.map(item).collect()
}

/// What a story tells, a line for each field that weighs enough.
pub(super) fn lines(diff: &Diff<'_>, story: &Story<'_>, least: Weight) -> Vec<Line> {
    let fields = story.fields.iter().filter(|field| field.weight >= least);
    fields.map(|field| of_field(diff, field)).collect()
}

/// A change of one field on a line.
pub(super) fn of_field(diff: &Diff<'_>, change: &FieldChange<'_>) -> Line {
    let label = label(change);
    let mut line = vec![Chunk::Say(Words::each(|lang| format!("{}:", label.get(lang))))];
    let told: Vec<Line> = diff.shown(change).into_iter().map(chunks).collect();
    line.extend(told.join(&between()));
    let is_first = change.old.is_none() && !matches!(change.new, Some(Value::List(_)));
    line.extend(is_first.then(|| Chunk::Say(Words::new("(inte angivet förut)", "(not given before)"))));
    line
}

/// What stands between two things on a line.
fn between() -> Chunk {
    Chunk::Say(Words::same("·"))
}

fn chunks(shown: Shown) -> Vec<Chunk> {
    let text = |text: String| Cell::Text(text);
    match shown {
        Shown::Gone(cell) => vec![Chunk::Say(Words::new("utgår", "out:")), Chunk::Old(cell)],
        Shown::Came(cell) => vec![Chunk::Say(Words::new("tillkommer", "in:")), Chunk::New(cell)],
        Shown::Prose(runs) => {
            let chunk = |run| match run {
                Run::Same(same) => Chunk::Show(text(shortened(&same))),
                Run::Gone(gone) => Chunk::Old(text(gone)),
                Run::Came(came) => Chunk::New(text(came)),
            };
            runs.into_iter().map(chunk).collect()
        }
        Shown::Inside(name, parts) => {
            let inside = parts.into_iter().flat_map(|(label, shown)| {
                let label = Words::each(|lang: Lang| format!("{}:", label.get(lang).to_lowercase()));
                std::iter::once(Chunk::Say(label)).chain(chunks(shown))
            });
            std::iter::once(Chunk::Show(name)).chain(inside).collect()
        }
        Shown::Swap { old, new, note } => {
            let note = note.map(|note| Chunk::Say(Words::each(|lang| format!("({})", note.get(lang)))));
            let arrow = Chunk::Say(Words::same("→"));
            let had = old != Cell::Empty;
            let sign = had.then_some(arrow);
            let new = if new == Cell::Empty { Chunk::Say(Words::same("–")) } else { Chunk::New(new) };
            std::iter::once(Chunk::Old(old)).chain(sign).chain([new]).chain(note).collect()
        }
    }
}

/// What stays in a text, with its middle left out when it is long.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() {
        0..=12 => words.join(" "),
        count => format!("{} … {}", words[..5].join(" "), words[count - 5..].join(" ")),
    }
}
