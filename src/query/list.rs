use rayon::prelude::*;

use super::select::Selection;
use super::show::{Show, columns};
use crate::entry::{Entry, Field, Value};
use crate::karta::Karta;
use crate::say;
use crate::say::Words;
use crate::table::{Cell, Column, Table};

/// The entries of a selection, a row each.
pub fn list(karta: &Karta, selection: &Selection, columns: &[Show]) -> Table {
    let mut table = Table::new(title(selection), columns.iter().map(|show| show.column.clone()).collect());
    table.notes = notes(selection);
    let row = |at: &usize| columns.iter().map(|show| show.cell(karta, &karta.entries()[*at])).collect();
    table.rows = selection.positions.par_iter().map(row).collect();
    table
}

/// Every value of the entries of a selection, a row each: the entry's id and kind, the field, which of its values it is
/// (counted from 1), the value as data has it, and the name that a person knows it by.
pub fn long(karta: &Karta, selection: &Selection) -> Table {
    let mut table = Table::new(title(selection), long_columns());
    table.notes = notes(selection);
    let rows = selection.positions.par_iter().flat_map_iter(|at| long_rows(karta, &karta.entries()[*at]));
    table.rows = rows.collect();
    table
}

fn long_columns() -> Vec<Column> {
    let mut columns: Vec<Column> =
        columns(["id", "kind"]).expect("these are fields").into_iter().map(|show| show.column).collect();
    columns.push(Column::text("falt", Words::new("Fält", "Field")));
    columns.push(Column::number("nummer", Words::new("Nummer", "Number")));
    columns.push(Column::text("varde", Words::new("Värde", "Value")));
    columns.push(Column::text("namn", Words::new("Namn", "Name")));
    columns
}

fn long_rows(karta: &Karta, entry: &Entry) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for field in entry.fields() {
        for (number, item) in (1..).zip(entry.items(field.name)) {
            long_value(karta, field, field.name, item, &mut |name, value| {
                rows.push(vec![
                    Cell::Text(entry.id.to_string()),
                    Cell::Choice(entry.kind.name(), entry.kind.label()),
                    Cell::Text(name.to_owned()),
                    Cell::Number(number),
                    data(&value),
                    called(value),
                ]);
            });
        }
    }
    rows
}

/// Hands on a value, or each value of a record under the name of the way to it.
fn long_value(karta: &Karta, field: &Field, name: &str, value: &Value, each: &mut dyn FnMut(&str, Cell)) {
    match value {
        Value::Record(parts) => {
            for (key, value) in parts {
                let part = field.parts().iter().find(|part| part.name == key).unwrap_or(field);
                long_value(karta, part, &format!("{name}.{key}"), value, each);
            }
        }
        Value::List(items) => items.iter().for_each(|item| long_value(karta, field, name, item, each)),
        single => each(name, karta.cell_of(field, single)),
    }
}

/// The name that a person knows a value by, where that is another.
fn called(cell: Cell) -> Cell {
    match cell {
        Cell::Named(_, name) | Cell::Choice(_, name) => Cell::Words(name),
        _ => Cell::Empty,
    }
}

/// A value as files have it, whoever reads.
fn data(cell: &Cell) -> Cell {
    match cell {
        Cell::Named(id, _) => Cell::Text(id.to_string()),
        Cell::Choice(name, _) => Cell::Text((*name).to_owned()),
        other => other.clone(),
    }
}

/// How many entries it is about.
pub fn title(selection: &Selection) -> Words {
    match selection.positions.len() {
        1 => Words::new("1 post", "1 entry"),
        count => say!("{count} poster", "{count} entries"),
    }
}

/// What was asked, and how much of the answer is shown.
pub fn notes(selection: &Selection) -> Vec<Words> {
    let expression = say::plain(&selection.expression);
    let asked = match expression.is_empty() {
        true => Words::new("Filter: inget", "Filter: none"),
        false => Words::same(format!("Filter: {expression}")),
    };
    let (shown, found) = (selection.positions.len(), selection.found);
    let part = say!("Visar {shown} av {found} poster.", "Shows {shown} of {found} entries.");
    std::iter::once(asked).chain((shown < found).then_some(part)).collect()
}
