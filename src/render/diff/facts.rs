//! What a change is in pieces, and what is worth knowing of an entry that came or went.

use super::flow::Piece;
use crate::diff::{Diff, FieldChange, Run, Shown, Story};
use crate::entry::{Entry, Value, Weight};
use crate::karta::{Names, cell_of};
use crate::render::ink::Ink;
use crate::render::{Page, cell};
use crate::say;
use crate::say::{Lang, Words};
use crate::table::Cell;

/// How many words are kept on each side of a change in a text.
const AROUND: usize = 6;
/// How many items of a list are shown.
const ITEMS: usize = 12;

/// A change of a field, a line for each part of it.
pub fn of_field(diff: &Diff<'_>, change: &FieldChange<'_>, lang: Lang) -> Vec<Vec<Piece>> {
    let told = diff.shown(change);
    let is_of_records = !change.field.parts().is_empty();
    if is_of_records && change.weight <= Weight::Wording {
        return vec![counted(&told)];
    }
    if told.iter().all(|one| matches!(one, Shown::Gone(_) | Shown::Came(_))) && !is_of_records {
        return vec![in_list(&told, lang)];
    }
    let mut lines: Vec<Vec<Piece>> = told.iter().take(ITEMS).flat_map(|one| lines(one, lang)).collect();
    if told.len() > ITEMS {
        let more = told.len() - ITEMS;
        lines.push(vec![Piece::new(Ink::Quiet, say!("och {more} till", "and {more} more").get(lang))]);
    }
    lines
}

/// Items of a list on one line.
fn in_list(told: &[Shown], lang: Lang) -> Vec<Piece> {
    let last = told.len().saturating_sub(1);
    let item = |(at, one): (usize, &Shown)| {
        let comma = if at < last { "," } else { "" };
        lines(one, lang)
            .into_iter()
            .flatten()
            .map(move |piece| Piece { text: format!("{}{comma}", piece.text), ..piece })
    };
    told.iter().enumerate().flat_map(item).collect()
}

/// How many sources and the like came, went and changed: few read them here.
fn counted(told: &[Shown]) -> Vec<Piece> {
    let count = |is_such: fn(&Shown) -> bool| told.iter().filter(|one| is_such(one)).count();
    let came = count(|one| matches!(one, Shown::Came(_)));
    let gone = count(|one| matches!(one, Shown::Gone(_)));
    let other = told.len() - came - gone;
    let parts = [(came, Ink::Came, "+"), (gone, Ink::Gone, "−"), (other, Ink::Changed, "~")];
    parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, ink, sign)| Piece::new(ink, &format!("{sign} {count}")))
        .collect()
}

fn lines(shown: &Shown, lang: Lang) -> Vec<Vec<Piece>> {
    let read = |cell: &Cell| cell::shown(cell, lang, ", ").into_owned();
    match shown {
        Shown::Gone(cell) => vec![vec![Piece::new(Ink::Gone, &format!("− {}", read(cell)))]],
        Shown::Came(cell) => vec![vec![Piece::new(Ink::Came, &format!("+ {}", read(cell)))]],
        Shown::Prose(runs) => vec![prose(runs)],
        Shown::Inside(name, parts) => parts.iter().flat_map(|part| inside(name, part, lang)).collect(),
        Shown::Swap { old, new, note } => {
            let old = if cell::is_empty(old) { vec![] } else { vec![Piece::new(Ink::Gone, &read(old))] };
            let new = match cell::is_empty(new) {
                true => vec![Piece::new(Ink::Quiet, "→ –")],
                false => vec![
                    Piece::new(Ink::Quiet, if old.is_empty() { "+" } else { "→" }),
                    Piece::new(Ink::Came, &read(new)),
                ],
            };
            let note = note.iter().map(|note| Piece::new(Ink::Quiet, &format!("({})", note.get(lang))));
            vec![old.into_iter().chain(new).chain(note).collect()]
        }
    }
}

fn inside(name: &Cell, (label, shown): &(Words, Shown), lang: Lang) -> Vec<Vec<Piece>> {
    let head = format!("{}, {}:", cell::shown(name, lang, ", "), label.get(lang).to_lowercase());
    let with_head = |line: Vec<Piece>| std::iter::once(Piece::new(Ink::Plain, &head)).chain(line).collect();
    lines(shown, lang).into_iter().map(with_head).collect()
}

/// The words around each change; brackets tell old from new where there is no colour.
fn prose(runs: &[Run]) -> Vec<Piece> {
    let last = runs.len().saturating_sub(1);
    let piece = |(at, run): (usize, &Run)| match run {
        Run::Same(text) => Piece::new(Ink::Plain, &shortened(text, at > 0, at < last)),
        Run::Gone(text) => Piece::new(Ink::Gone, &format!("[−{}]", text.trim())),
        Run::Came(text) => Piece::new(Ink::Came, &format!("[+{}]", text.trim())),
    };
    runs.iter().enumerate().map(piece).collect()
}

/// What stays, with its middle left out when it is long.
fn shortened(text: &str, keeps_start: bool, keeps_end: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (head, tail) = (if keeps_start { AROUND } else { 0 }, if keeps_end { AROUND } else { 0 });
    if words.len() <= head + tail + 2 {
        return words.join(" ");
    }
    [&words[..head], &["…"], &words[words.len() - tail..]].concat().join(" ")
}

/// What is worth knowing at once of an entry that came or went: what it says of substance, but for its name.
pub fn of_entry(entry: &Entry, names: &dyn Names, page: &Page) -> String {
    let told = entry.fields().iter().filter(|field| {
        field.weight >= Weight::Substance && !matches!(field.name, "id" | "titel" | "namn" | "forkortning" | "namn_en")
    });
    let facts = told.filter_map(|field| {
        let value = entry.get(field.name).filter(|value| !is_of_records(value))?;
        let text = cell::shown(&cell_of(names, field, value), page.lang, ", ").into_owned();
        Some(match field.name {
            "status" | "typ" | "niva" => text,
            _ => format!("{}: {text}", page.say(&field.label.words()).to_lowercase()),
        })
    });
    facts.collect::<Vec<_>>().join(" · ")
}

fn is_of_records(value: &Value) -> bool {
    matches!(value.items().first(), Some(Value::Record(_)) | None)
}

/// What went over into what, and under which name it went before.
pub fn origin(story: &Story<'_>) -> Vec<Words> {
    let mut told = Vec::new();
    if let Some(former) = &story.former {
        let name = &former.name;
        told.push(match former.until {
            Some(until) => say!("Hette förut {name}, till {until}.", "Formerly {name}, until {until}."; name in words),
            None => say!("Hette förut {name}.", "Formerly {name}."; name in words),
        });
    }
    let list = |cell: &Cell| Words::each(|lang| cell::shown(cell, lang, ", ").into_owned());
    let (from, to) = (list(&story.went()), list(&story.came()));
    match (story.from.len(), story.to.len()) {
        (0, 0) => {}
        (1, 1) => {
            let (old, new) = (&story.from[0].id, &story.to[0].id);
            told.push(say!("Nytt id: {old} → {new}.", "New id: {old} → {new}."));
        }
        (_, 1) => {
            told.push(say!("{from} slogs ihop till {to}.", "{from} were merged into {to}."; from in words, to in words))
        }
        (1, _) => told.push(say!("{from} delades i {to}.", "{from} was split into {to}."; from in words, to in words)),
        _ => told.push(say!("{from} blev {to}.", "{from} became {to}."; from in words, to in words)),
    }
    told
}
