use minijinja::value::Value;

use super::Around;
use crate::render;
use crate::say::{Lang, Words};
use crate::table::{Answer, Cell, Column, Table};

/// All that a template can name: the answer as `--format json` has it, and the map's name, the language and the day.
/// An answer of one table has that table's columns and rows at the top.
pub fn of(answer: &Answer, around: &Around<'_>) -> Value {
    let lang = around.lang;
    let first = answer.first();
    let notes = if answer.sheets.len() == 1 { &first.notes } else { &answer.notes };
    let tables = answer.sheets.iter().map(|sheet| (sheet.key, table(&sheet.table, lang)));
    Value::from_pairs([
        ("title", Value::from(answer.title.get(lang))),
        ("notes", texts(notes, lang)),
        ("columns", columns(&first.columns, lang)),
        ("rows", rows(&first, lang)),
        ("tables", Value::from_pairs(tables)),
        ("karta", Value::from(around.karta.name().get(lang))),
        ("lang", Value::from(lang.code())),
        ("today", Value::from(around.today.to_string())),
    ])
}

/// The names at the top.
pub const NAMES: [&str; 8] = ["title", "notes", "columns", "rows", "tables", "karta", "lang", "today"];

/// What a row calls its values as programs read them, beside those that a person reads.
pub const DATA: &str = "data";

fn table(table: &Table, lang: Lang) -> Value {
    Value::from_pairs([
        ("title", Value::from(table.title.get(lang))),
        ("notes", texts(&table.notes, lang)),
        ("columns", columns(&table.columns, lang)),
        ("rows", rows(table, lang)),
    ])
}

fn texts(words: &[Words], lang: Lang) -> Value {
    words.iter().map(|words| Value::from(words.get(lang))).collect()
}

fn columns(columns: &[Column], lang: Lang) -> Value {
    let column = |column: &Column| {
        Value::from_pairs([
            ("key", Value::from(&column.key)),
            ("heading", Value::from(column.heading.get(lang))),
            ("is_number", Value::from(column.align == crate::table::Align::Right)),
        ])
    };
    columns.iter().map(column).collect()
}

fn rows(table: &Table, lang: Lang) -> Value {
    table.rows.iter().map(|cells| row(&table.columns, cells, lang)).collect()
}

/// A row: each value under its column's key as a person reads it, and under [`DATA`] as a program does.
fn row(columns: &[Column], cells: &[Cell], lang: Lang) -> Value {
    let keys = || columns.iter().map(|column| column.key.as_str());
    let data = Value::from_pairs(keys().zip(cells).map(|(key, cell)| (key, data(cell, lang))));
    let shown = keys().zip(cells).map(|(key, cell)| (key, shown(cell, lang)));
    Value::from_pairs(shown.chain([(DATA, data)]))
}

/// A value as a person reads it. Numbers stay numbers, and lists are lists.
fn shown(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Number(number) => Value::from(*number),
        Cell::Decimal(number) => Value::from(*number),
        Cell::Bool(value) => Value::from(*value),
        Cell::List(items) => items.iter().map(|item| shown(item, lang)).collect(),
        other => Value::from(render::cell(other, lang)),
    }
}

/// A value as a program reads it.
fn data(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Empty => Value::from(()),
        Cell::Number(_) | Cell::Decimal(_) | Cell::Bool(_) => shown(cell, lang),
        Cell::List(items) => items.iter().map(|item| data(item, lang)).collect(),
        Cell::Record(parts) => Value::from_pairs(parts.iter().map(|part| (&*part.key, data(&part.cell, lang)))),
        other => Value::from(render::data(other, lang)),
    }
}
