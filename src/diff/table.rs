use std::collections::BTreeMap;

use super::change::{Change, Diff};
use super::fate::Fate;
use super::field::FieldChange;
use super::slip::slip;
use super::succession::Succession;
use crate::entry::{Entry, Value, Weight};
use crate::karta::{cell_of, name};
use crate::say;
use crate::say::Words;
use crate::table::{Cell, Column, Table};
use crate::value::{Id, Kind};

/// What differs, a row for each change: one for each field that says something else, one for an entry that came or
/// went, one for a file that was moved. Nothing that weighs less than was asked for.
pub fn table(diff: &Diff<'_>, least: Weight) -> Table {
    let mut table = Table::new(title(diff), columns());
    let went =
        diff.successions.iter().flat_map(|one| one.from.iter().chain(&one.to).map(move |entry| (&entry.id, one)));
    let rows = Rows { diff, least, joined: went.collect() };
    for change in diff.changes.iter().filter(|change| change.weight() >= least) {
        rows.of(change, &mut table.rows);
    }
    table.notes = super::told::notes(diff, least);
    table
}

/// What the comparison is called.
pub fn title(diff: &Diff<'_>) -> Words {
    let (before, after) = (diff.before.label(), diff.after.label());
    say!("Ändringar från {before} till {after}", "Changes from {before} to {after}"; before in words, after in words)
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("kind", Words::new("Slag", "Kind")),
        Column::text("id", Words::new("Id", "Id")),
        Column::text("namn", Words::new("Namn", "Name")),
        Column::text("handelse", Words::new("Händelse", "Event")),
        Column::text("vikt", Words::new("Vikt", "Weight")),
        Column::text("falt", Words::new("Fält", "Field")),
        Column::text("fore", Words::new("Före", "Before")),
        Column::text("efter", Words::new("Efter", "After")),
        Column::text("tillkom", Words::new("Tillkom", "Came")),
        Column::text("utgick", Words::new("Utgick", "Went")),
        Column::text("skillnad", Words::new("Skillnad", "Difference")),
        Column::text("ur", Words::new("Ur", "Out of")),
        Column::text("till", Words::new("Till", "Into")),
        Column::text("fil", Words::new("Fil", "File")),
    ]
}

/// The cells that tell one row from another.
#[derive(Default)]
struct Row {
    field: Cell,
    old: Cell,
    new: Cell,
    came: Cell,
    went: Cell,
    slip: Cell,
}

/// What rows are made from.
struct Rows<'d, 'v> {
    diff: &'d Diff<'v>,
    least: Weight,
    joined: BTreeMap<&'d Id, &'d Succession<'v>>,
}

impl<'v> Rows<'_, 'v> {
    fn of(&self, change: &Change<'v>, rows: &mut Vec<Vec<Cell>>) {
        if matches!(change.fate, Fate::Added | Fate::Removed) {
            rows.push(self.row(change, change.weight(), Row::default()));
        }
        if let Some((old, new)) = change.kinds() {
            let kind = |kind: Kind| Cell::Choice(kind.name(), kind.label());
            let own = Row { field: text("kind"), old: kind(old), new: kind(new), ..Row::default() };
            rows.push(self.row(change, Weight::Decision, own));
        }
        for field in change.fields.iter().filter(|field| field.weight >= self.least) {
            rows.push(self.row(change, field.weight, of_field(self.diff, field)));
        }
        if let Some((old, new)) = change.paths().filter(|_| self.least == Weight::Form) {
            let own = Row { field: text("fil"), old: text(old), new: text(new), ..Row::default() };
            rows.push(self.row(change, Weight::Form, own));
        }
    }

    fn row(&self, change: &Change<'_>, weight: Weight, own: Row) -> Vec<Cell> {
        let entry = change.entry();
        let joined = self.joined.get(&entry.id).filter(|_| Kind::ENTRIES.contains(&entry.kind));
        let event = match joined.filter(|_| change.fate != Fate::Changed) {
            Some(one) => Cell::Choice(one.way().name(), one.way().label()),
            None => Cell::Choice(change.fate.name(), change.fate.label()),
        };
        let cells = |entries: &[&Entry]| {
            Cell::List(entries.iter().map(|entry| Cell::Named(entry.id.clone(), name(entry))).collect())
        };
        vec![
            Cell::Choice(entry.kind.name(), entry.kind.label()),
            text(entry.id.as_str()),
            Cell::Text(entry.title().to_owned()),
            event,
            Cell::Choice(weight.name(), weight.label()),
            own.field,
            own.old,
            own.new,
            own.came,
            own.went,
            own.slip,
            joined.map_or(Cell::Empty, |one| cells(&one.from)),
            joined.map_or(Cell::Empty, |one| cells(&one.to)),
            text(&entry.path),
        ]
    }
}

fn of_field<'v>(diff: &Diff<'v>, change: &FieldChange<'v>) -> Row {
    let old = change.old.map_or(Cell::Empty, |value| cell_of(diff.before, change.field, value));
    let new = change.new.map_or(Cell::Empty, |value| cell_of(diff.after, change.field, value));
    let is_list = [change.old, change.new].iter().flatten().any(|value| matches!(value, Value::List(_)));
    let (mut went, mut came) = (Vec::new(), Vec::new());
    if is_list {
        for item in diff.items(change) {
            went.extend(item.old.map(|value| cell_of(diff.before, change.field, value)));
            came.extend(item.new.map(|value| cell_of(diff.after, change.field, value)));
        }
    }
    let slip = match (change.old, change.new) {
        (Some(Value::Date(old)), Some(Value::Date(new))) => slip(*old, *new).map(|slip| Cell::Words(slip.words())),
        _ => None,
    };
    let slip = slip.unwrap_or_default();
    Row { field: text(&change.name), old, new, came: Cell::List(came), went: Cell::List(went), slip }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}
