//! One JSON document:
//!
//! ```json
//! {
//!   "schema_version": 1,
//!   "title": "Behov om migration",
//!   "notes": ["Urval: tema migration"],
//!   "columns": [
//!     {"key": "id", "heading": "Id"},
//!     {"key": "agare", "heading": "Ägare", "labels": {"esam": "eSam"}}
//!   ],
//!   "rows": [
//!     {"id": "oversattning-och-tolkning", "agare": ["esam"]}
//!   ]
//! }
//! ```
//!
//! `title`, `notes`, `heading` and `labels` are in the reader's language; what `rows` has from the map is the same in
//! every language, and only the program's own sentences follow the reader. A row has every column, in order; what is
//! not known is `null`. Entries and concepts are their ids, choices their words in data, and `labels` says what a
//! person calls each that the column has. Dates are strings with their own precision (`2018`, `2018-03`, `2018-03-08`),
//! several values an array, records objects. There is one row to a line. An answer of several tables has `tables` in
//! place of `columns` and `rows`: an object with a member for each, by its key, whose value has `title`, `notes`,
//! `columns` and `rows` of its own.
//!
//! New keys may come without a new `schema_version`; none goes or changes meaning.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::Page;
use crate::say::{Lang, plain, unsafe_to_show};
use crate::table::{Answer, Cell, Column, Table};

/// The version of what JSON from this program looks like.
pub const SCHEMA_VERSION: u32 = 1;

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},")?;
    members(table, page, out)?;
    out.write_all(b"\n}\n")
}

/// The tables of an answer, by their keys.
pub fn write_all(answer: &Answer, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"title\": {},", text(page.say(&answer.title)))?;
    array(out, "notes", answer.notes.iter().map(|note| text(page.say(note))))?;
    out.write_all(b",\n  \"tables\": {")?;
    for (at, sheet) in answer.sheets.iter().enumerate() {
        let between = if at == 0 { "" } else { "," };
        writeln!(out, "{between}\n  {}: {{", text(sheet.key))?;
        members(&sheet.table, page, out)?;
        out.write_all(b"\n  }")?;
    }
    out.write_all(b"\n  }\n}\n")
}

fn members(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let notes = table.notes.iter().map(|note| text(page.say(note)));
    let columns = (0..table.columns.len()).map(|at| column(table, at, page.lang));
    writeln!(out, "  \"title\": {},", text(page.say(&table.title)))?;
    array(out, "notes", notes)?;
    out.write_all(b",\n")?;
    array(out, "columns", columns)?;
    out.write_all(b",\n")?;
    array(out, "rows", rows(table, page.lang))
}

/// Writes a member whose value is an array, an item to a line.
pub fn array(out: &mut dyn Write, key: &str, items: impl Iterator<Item = String>) -> io::Result<()> {
    write!(out, "  \"{key}\": [")?;
    let mut end = "";
    for (at, item) in items.enumerate() {
        let between = if at == 0 { "" } else { "," };
        write!(out, "{between}\n    {item}")?;
        end = "\n  ";
    }
    write!(out, "{end}]")
}

/// Each row as an object.
pub fn rows(table: &Table, lang: Lang) -> impl Iterator<Item = String> {
    let keys: Vec<String> = table.columns.iter().map(|column| text(&column.key)).collect();
    table.rows.iter().map(move |row| {
        let mut json = String::new();
        object(&mut json, keys.iter().zip(row), lang);
        json
    })
}

/// A cell as JSON without blanks.
pub fn compact(cell: &Cell, lang: Lang) -> String {
    let mut json = String::new();
    value(&mut json, cell, lang);
    json
}

/// A text as a JSON string, with escapes for whatever is not safe to show on a terminal.
pub fn text(text: &str) -> String {
    safe(serde_json::to_string(text).expect("a text is always JSON"))
}

/// Any JSON on one line, with the same escapes.
pub fn on_one_line(value: &serde_json::Value) -> String {
    safe(value.to_string())
}

/// What is not safe to show stands inside strings, if anywhere: JSON itself has none of it.
fn safe(json: String) -> String {
    match plain(&json) {
        std::borrow::Cow::Borrowed(_) => json,
        std::borrow::Cow::Owned(_) => json.chars().map(escaped).collect(),
    }
}

/// Every character that is unsafe to show is below U+10000 and so a single escape.
fn escaped(c: char) -> String {
    if unsafe_to_show(c) { format!("\\u{:04x}", c as u32) } else { c.to_string() }
}

fn value(json: &mut String, cell: &Cell, lang: Lang) {
    match cell {
        Cell::Empty => json.push_str("null"),
        Cell::Number(number) => json.push_str(&number.to_string()),
        Cell::Decimal(number) => json.push_str(&serde_json::Value::from(*number).to_string()),
        Cell::Bool(value) => json.push_str(if *value { "true" } else { "false" }),
        Cell::Text(_) | Cell::Url(_) | Cell::Date(_) | Cell::Named(..) | Cell::Choice(..) | Cell::Words(_) => {
            json.push_str(&text(&super::cell::data(cell, lang)));
        }
        Cell::List(items) => list(json, items, lang),
        Cell::Record(parts) => {
            let keys: Vec<String> = parts.iter().map(|part| text(&part.key)).collect();
            object(json, keys.iter().zip(parts.iter().map(|part| &part.cell)), lang);
        }
    }
}

fn list(json: &mut String, items: &[Cell], lang: Lang) {
    json.push('[');
    for (at, item) in items.iter().enumerate() {
        json.push_str(if at == 0 { "" } else { "," });
        value(json, item, lang);
    }
    json.push(']');
}

fn object<'c>(json: &mut String, members: impl Iterator<Item = (&'c String, &'c Cell)>, lang: Lang) {
    json.push('{');
    for (at, (key, cell)) in members.enumerate() {
        json.push_str(if at == 0 { "" } else { "," });
        json.push_str(key);
        json.push(':');
        value(json, cell, lang);
    }
    json.push('}');
}

fn column(table: &Table, at: usize, lang: Lang) -> String {
    let Column { key, heading, .. } = &table.columns[at];
    let mut labels = BTreeMap::new();
    table.rows.iter().filter_map(|row| row.get(at)).for_each(|cell| gather(cell, lang, &mut labels));
    let mut json = format!("{{\"key\":{},\"heading\":{}", text(key), text(heading.get(lang)));
    for (at, (word, label)) in labels.iter().enumerate() {
        let before = if at == 0 { ",\"labels\":{" } else { "," };
        let _ = write!(json, "{before}{}:{}", text(word), text(label));
    }
    json.push_str(if labels.is_empty() { "}" } else { "}}" });
    json
}

fn gather<'c>(cell: &'c Cell, lang: Lang, labels: &mut BTreeMap<&'c str, &'c str>) {
    match cell {
        Cell::Named(id, name) => drop(labels.insert(id.as_str(), name.get(lang))),
        Cell::Choice(word, label) => drop(labels.insert(word, label.get(lang))),
        Cell::List(items) => items.iter().for_each(|item| gather(item, lang, labels)),
        _ => {}
    }
}
