use std::collections::{BTreeMap, BTreeSet};

use super::list::notes;
use super::select::Selection;
use super::show::{Atom, Show};
use super::sort::Key;
use crate::entry::Entry;
use crate::karta::Karta;
use crate::say;
use crate::say::Words;
use crate::table::{Cell, Column, Table};
use crate::value::Order;

/// How many entries of a selection have each value of a field, a row each.
///
/// An entry with several values counts under each of them; entries with none have the last row. Dates count by year,
/// unless the field is asked for by month or day (`start.manad`).
pub fn count(karta: &Karta, selection: &Selection, field: &Show) -> Table {
    let field = &field.clone().by_year();
    let groups = Groups::new(karta, selection, field);
    let number = Column::number("antal", Words::new("Antal", "Count"));
    let mut table = Table::new(title(&[field]), vec![field.column.clone(), number]);
    table.notes = group_notes(selection, &[field]);
    for (group, count) in groups.counts(selection.entries(karta)) {
        table.rows.push(vec![groups.cells[group].clone(), Cell::Number(count)]);
    }
    table
}

/// How many entries have each pair of values: rows of the one field, columns of the other, with totals.
///
/// A total counts each entry once, so it may be less than its row or column adds up to.
pub fn cross(karta: &Karta, selection: &Selection, rows: &Show, columns: &Show) -> Table {
    let (rows, columns) = (&rows.clone().by_year(), &columns.clone().by_year());
    let (down, across) = (Groups::new(karta, selection, rows), Groups::new(karta, selection, columns));
    let mut table = Table::new(title(&[rows, columns]), cross_columns(&rows.column, &across));
    table.notes = group_notes(selection, &[rows, columns]);
    let mut counts = vec![vec![0; across.cells.len() + 1]; down.cells.len() + 1];
    for entry in selection.entries(karta) {
        let columns: Vec<usize> = across.of(entry).into_iter().chain([across.cells.len()]).collect();
        for row in down.of(entry).into_iter().chain([down.cells.len()]) {
            columns.iter().for_each(|column| counts[row][*column] += 1);
        }
    }
    let heads = down.cells.into_iter().chain([Cell::Words(TOTAL)]);
    table.rows = heads
        .zip(counts)
        .map(|(head, row)| std::iter::once(head).chain(row.into_iter().map(Cell::Number)).collect())
        .collect();
    table
}

const MISSING: Words = Words::new("(saknas)", "(missing)");
const TOTAL: Words = Words::new("Totalt", "Total");

/// The values that entries have, in order, with a place last for those that have none.
struct Groups<'s> {
    karta: &'s Karta,
    show: &'s Show,
    cells: Vec<Cell>,
    places: BTreeMap<String, usize>,
}

impl<'s> Groups<'s> {
    fn new(karta: &'s Karta, selection: &Selection, show: &'s Show) -> Groups<'s> {
        let mut found: BTreeMap<String, Atom<'_>> = BTreeMap::new();
        let mut has_missing = false;
        for entry in selection.entries(karta) {
            let atoms = show.atoms(karta, entry);
            has_missing |= atoms.is_empty();
            atoms.into_iter().for_each(|atom| _ = found.entry(atom.identity()).or_insert(atom));
        }
        let order = Order::swedish();
        let mut found: Vec<(String, Atom<'_>)> = found.into_iter().collect();
        found.sort_by_cached_key(|(_, atom)| Key::of(karta, *atom, &order));
        let missing = has_missing.then_some(Cell::Words(MISSING));
        let cells = found.iter().map(|(_, atom)| atom.cell(karta)).chain(missing).collect();
        let places = (0..).zip(found).map(|(place, (identity, _))| (identity, place)).collect();
        Groups { karta, show, cells, places }
    }

    /// The groups that an entry is in, each once.
    fn of(&self, entry: &Entry) -> BTreeSet<usize> {
        let atoms = self.show.atoms(self.karta, entry);
        match atoms.is_empty() {
            true => BTreeSet::from([self.places.len()]),
            false => atoms.into_iter().filter_map(|atom| self.places.get(&atom.identity()).copied()).collect(),
        }
    }

    fn counts<'k>(&self, entries: impl Iterator<Item = &'k Entry>) -> BTreeMap<usize, i64> {
        let mut counts = BTreeMap::new();
        entries.flat_map(|entry| self.of(entry)).for_each(|group| *counts.entry(group).or_insert(0) += 1);
        counts
    }
}

fn cross_columns(first: &Column, across: &Groups<'_>) -> Vec<Column> {
    let mut keys: Vec<&str> = vec!["saknas"; across.cells.len()];
    across.places.iter().for_each(|(identity, place)| keys[*place] = identity);
    let mut columns = vec![first.clone()];
    columns.extend(keys.iter().zip(&across.cells).map(|(key, cell)| Column::number(key, words(cell, key))));
    columns.push(Column::number("totalt", TOTAL));
    columns
}

/// A group's heading.
fn words(cell: &Cell, otherwise: &str) -> Words {
    match cell {
        Cell::Named(_, name) | Cell::Choice(_, name) | Cell::Words(name) => name.clone(),
        _ => Words::same(otherwise),
    }
}

fn title(fields: &[&Show]) -> Words {
    let heading = |field: &&Show| Words::each(|lang| field.column.heading.get(lang).to_lowercase());
    let first = heading(&fields[0]);
    match fields.get(1).map(heading) {
        None => say!("Antal poster efter {first}", "Entries by {first}"; first in words),
        Some(second) => {
            say!("Antal poster efter {first} och {second}", "Entries by {first} and {second}"; first in words, second in words)
        }
    }
}

fn group_notes(selection: &Selection, fields: &[&Show]) -> Vec<Words> {
    let mut notes = notes(selection);
    let found = selection.positions.len();
    notes.push(say!("Poster i allt: {found}", "Entries in all: {found}"));
    if fields.iter().any(|field| field.is_list()) {
        notes.push(Words::new(
            "En post med flera värden räknas under vart och ett av dem, men en gång i en totalsumma.",
            "An entry with several values counts under each of them, but once in a total.",
        ));
    }
    notes
}
