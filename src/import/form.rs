use std::borrow::Cow;
use std::collections::BTreeSet;

use super::moment::typed_year;
use crate::edit::Target;
use crate::entry::{Entry, Field, Shape, Value, fields};
use crate::karta::Karta;
use crate::render::{data, fitting, join, yes_or_no};
use crate::say::{Lang, Words, plain};
use crate::table::{Align, Cell, Column};
use crate::value::{Id, Kind};

/// The most columns that the map's own fields get; where there are more kinds of them, they share one.
const MOST_OWN: usize = 50;

/// What stands between the parts of a record on a line.
pub(super) const BETWEEN_PARTS: &str = " | ";

/// A place in the entries of a kind that a column holds: a field, a part of a record, or one of the map's own fields.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The column's name in data: `titel`, `nytta.varde`, `egna.kod`.
    pub key: String,
    /// The place.
    pub target: Target,
}

/// The places that entries of a kind have, in the order of their declarations.
pub fn slots(karta: &Karta, kind: Kind) -> Vec<Slot> {
    let mut slots = Vec::new();
    for field in fields(kind) {
        match field.shape {
            Shape::Record(parts) => slots.extend(parts.iter().map(|part| Slot::part(field, part))),
            Shape::Free => slots.extend(own(karta, kind, field)),
            _ => slots.push(Slot::field(field)),
        }
    }
    slots
}

/// The map's own fields that entries of a kind have, in the alphabet's order.
fn own(karta: &Karta, kind: Kind, field: &'static Field) -> Vec<Slot> {
    let mut names = BTreeSet::new();
    for entry in karta.of_kind(kind) {
        if let Some(Value::Record(parts)) = entry.get(field.name) {
            names.extend(parts.iter().map(|(name, _)| &**name));
        }
        if names.len() > MOST_OWN {
            return vec![Slot::field(field)];
        }
    }
    names.into_iter().map(|name| Slot::own(field, name)).collect()
}

/// The same for CSV, where all of the map's own fields share a column.
pub fn slots_of_lines(kind: Kind) -> Vec<Slot> {
    let mut slots = Vec::new();
    for field in fields(kind) {
        match field.shape {
            Shape::Record(parts) => slots.extend(parts.iter().map(|part| Slot::part(field, part))),
            _ => slots.push(Slot::field(field)),
        }
    }
    slots
}

impl Slot {
    /// A whole field.
    pub fn field(field: &'static Field) -> Slot {
        Slot::new(field, field, vec![field.name.to_owned()])
    }

    /// A part of a field that is a record.
    pub fn part(field: &'static Field, part: &'static Field) -> Slot {
        Slot::new(field, part, vec![field.name.to_owned(), part.name.to_owned()])
    }

    /// One of the map's own fields.
    pub fn own(field: &'static Field, name: &str) -> Slot {
        Slot::new(field, field, vec![field.name.to_owned(), name.to_owned()])
    }

    fn new(top: &'static Field, leaf: &'static Field, keys: Vec<String>) -> Slot {
        Slot { key: keys.join("."), target: Target { top, leaf, keys } }
    }

    /// What an entry holds there.
    pub fn value<'e>(&self, entry: &'e Entry) -> Option<&'e Value> {
        let value = entry.get(self.target.top.name)?;
        match self.target.keys.get(1) {
            Some(part) => value.part(part),
            None => Some(value),
        }
    }

    /// What people call it.
    pub fn heading(&self) -> Words {
        let top = self.target.top.label.words();
        match self.target.keys.get(1) {
            None => top,
            Some(_) if self.target.is_own() => Words::same(plain(&self.key)),
            Some(_) => {
                let part = self.target.leaf.label.words();
                Words::each(|lang| format!("{}: {}", top.get(lang), part.get(lang)))
            }
        }
    }

    /// The column that holds it.
    pub fn column(&self) -> Column {
        let align = if matches!(self.target.leaf.shape, Shape::Number(..)) { Align::Right } else { Align::Left };
        Column { align, ..Column::text(&self.key, self.heading()) }
    }

    /// What an entry's cell in a workbook holds: texts as [`crate::import`] says, dates and numbers as what they are.
    pub fn cell(&self, karta: &Karta, entry: &Entry, lang: Lang) -> Cell {
        self.value(entry).map_or(Cell::Empty, |value| cell(karta, self.target.leaf, value, lang))
    }

    /// What an entry's cell in CSV says.
    pub fn line(&self, karta: &Karta, entry: &Entry) -> String {
        let value = self.value(entry);
        value.map_or_else(String::new, |value| data(&karta.cell_of(self.target.leaf, value), Lang::Sv).into_owned())
    }
}

/// A value as a cell of a workbook.
fn cell(karta: &Karta, field: &Field, value: &Value, lang: Lang) -> Cell {
    match (field.shape, value) {
        (Shape::Records(parts), Value::List(records)) => Cell::Text(lines(karta, field, parts, records, lang)),
        (Shape::Free, Value::List(_) | Value::Record(_)) => {
            Cell::Text(data(&karta.cell_of(field, value), lang).into_owned())
        }
        (_, Value::List(items)) => {
            Cell::Text(join(&items.iter().map(|item| word(karta, field, item, lang)).collect::<Vec<_>>()))
        }
        (_, Value::Number(number)) => Cell::Number(*number),
        (_, Value::Decimal(number)) => Cell::Decimal(*number),
        // A real day that would be taken for a year somebody wrote is a text.
        (_, Value::Date(date)) if typed_year(*date).is_none() => Cell::Date(*date),
        _ => Cell::Text(word(karta, field, value, lang).into_owned()),
    }
}

/// A single value as a word in a text.
fn word<'v>(karta: &Karta, field: &Field, value: &'v Value, lang: Lang) -> Cow<'v, str> {
    match value {
        Value::Id(id) => label(id, &karta.name_of(field, id), lang).into(),
        Value::Choice(choice) => choice.label.words().get(lang).to_owned().into(),
        Value::Bool(value) => yes_or_no(*value, lang).into(),
        Value::Text(text) => Cow::Borrowed(text),
        other => data(&karta.cell_of(field, other), lang).into_owned().into(),
    }
}

/// Something that has an id, as a person reads it and a program finds it: `Skola och lärande (skola)`.
pub fn label(id: &Id, name: &Words, lang: Lang) -> String {
    let name = plain(name.get(lang)).replace([';', '|'], ",");
    if name == id.as_str() { name } else { format!("{name} ({id})") }
}

/// Records, a line each; as JSON where lines would not bring the same parts back.
fn lines(karta: &Karta, field: &Field, parts: &[Field], records: &[Value], lang: Lang) -> String {
    let rows: Vec<Vec<Cow<'_, str>>> = records
        .iter()
        .map(|record| {
            let text =
                |part: &Field| record.part(part.name).map_or(Cow::Borrowed(""), |value| word(karta, part, value, lang));
            let mut texts: Vec<Cow<'_, str>> = parts.iter().map(text).collect();
            texts.truncate(texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1));
            texts
        })
        .collect();
    let lines = rows.iter().map(|row| row.join(BETWEEN_PARTS)).collect::<Vec<_>>().join("\n");
    match super::canonical::records(parts, &lines).is_some_and(|read| read == rows) {
        true => lines,
        false => data(&karta.cell_of(field, &Value::List(records.into())), lang).into_owned(),
    }
}

/// What a workbook's cell says, as it is read back.
pub fn said(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Text(text) => fitting(text).into_owned(),
        _ => String::new(),
    }
}
