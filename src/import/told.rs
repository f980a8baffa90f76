//! What could not be taken in, as people are told it and as a sheet to mend and take in again.

use std::collections::BTreeSet;

use super::grid::{Raw, Row, column_name};
use super::layout::{FAULTS, Layout, Meaning, Sure};
use super::merge::{Laid, Merged, Understood};
use super::stamp::{SHEET, Stamp};
use super::workbook::tab;
use crate::render::{Book, Sheet};
use crate::say;
use crate::say::{Failure, Words, quote};
use crate::table::{Cell, Column, Table};
use crate::value::Kind;

/// Something in a sheet that could not be taken in.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u32,
    /// The column, counted from 0; none for the row as a whole.
    pub column: Option<u32>,
    /// The column's heading.
    pub heading: String,
    /// What is wrong, and what to do.
    pub why: Failure,
}

/// A value that both the sheet and the map have changed since the sheet was made.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The cell.
    pub at: (String, u32, u32),
    /// The entry.
    pub id: String,
    /// What people call the value.
    pub heading: Words,
    /// What the sheet says, as much as fits in a sentence.
    pub sheet: String,
    /// What the map says, as much as fits in a sentence.
    pub map: String,
}

impl Fault {
    /// A cell that cannot be taken in.
    pub fn at(laid: &Laid<'_>, row: &Row, column: u32, why: Failure) -> Fault {
        let heading = laid.layout.columns.iter().find(|other| other.at == column);
        Fault {
            column: Some(column),
            heading: heading.map_or_else(String::new, |column| column.heading.clone()),
            ..Fault::of_row(laid, row, why)
        }
    }

    /// A row that cannot be taken in.
    pub fn of_row(laid: &Laid<'_>, row: &Row, why: Failure) -> Fault {
        Fault::new(&laid.grid.name, row.number, why)
    }

    /// A row of a sheet that cannot be taken in.
    pub fn new(sheet: &str, row: u32, why: Failure) -> Fault {
        Fault { sheet: sheet.to_owned(), row, column: None, heading: String::new(), why }
    }

    /// What is wrong and what to do, in one text.
    fn told(&self) -> Words {
        let Failure { what, why, hint } = &self.why;
        Words::each(|lang| {
            let parts = [Some(what), why.as_ref(), hint.as_ref()];
            parts.into_iter().flatten().map(|words| words.get(lang).to_owned()).collect::<Vec<_>>().join(" ")
        })
    }
}

impl Conflict {
    /// Both values, and how to choose.
    fn told(&self) -> Words {
        let id = &self.id;
        let nothing = Words::new("(tomt)", "(empty)");
        let shown = |text: &str| if text.is_empty() { nothing.clone() } else { Words::same(format!("”{text}”")) };
        let (sheet, map) = (shown(&self.sheet), shown(&self.map));
        say!(
            "{id}: arket säger {sheet}, men kartan har ändrats sedan arket gjordes och säger {map}. Välj med --take sheet eller --take map.",
            "{id}: the sheet says {sheet}, but the map has changed since the sheet was made and says {map}. Choose with --take sheet or --take map.";
            sheet in words, map in words
        )
    }
}

/// Everything that was not taken in, a row each: what could not be read, and what the map has changed meanwhile.
pub fn report(merged: &Merged) -> Table {
    let columns = vec![
        Column::text("slag", Words::new("Slag", "Sort")),
        Column::text("blad", Words::new("Blad", "Sheet")),
        Column::text("cell", Words::new("Cell", "Cell")),
        Column::text("kolumn", Words::new("Kolumn", "Column")),
        Column::text("vad", Words::new("Vad och varför", "What and why")),
    ];
    let (faults, conflicts) = (merged.faults.len(), merged.conflicts.len());
    let title = say!("Fel: {faults}. Krockar: {conflicts}.", "Faults: {faults}. Conflicts: {conflicts}.");
    let fault = |fault: &Fault| {
        vec![
            Cell::Choice("fel", Words::new("fel", "fault")),
            Cell::Text(fault.sheet.clone()),
            Cell::Text(cell_name(fault.row, fault.column)),
            Cell::Text(fault.heading.clone()),
            Cell::Words(fault.told()),
        ]
    };
    let conflict = |conflict: &Conflict| {
        let (sheet, row, column) = &conflict.at;
        vec![
            Cell::Choice("krock", Words::new("krock", "conflict")),
            Cell::Text(sheet.clone()),
            Cell::Text(cell_name(*row, Some(*column))),
            Cell::Words(conflict.heading.clone()),
            Cell::Words(conflict.told()),
        ]
    };
    let rows = merged.faults.iter().map(fault).chain(merged.conflicts.iter().map(conflict));
    Table { rows: rows.collect(), ..Table::new(title, columns) }
}

/// What the columns of a sheet are understood as, for a person to approve.
pub fn layout(name: &str, layout: &Layout) -> Table {
    let columns = vec![
        Column::text("kolumn", Words::new("Kolumn", "Column")),
        Column::text("rubrik", Words::new("Rubrik", "Heading")),
        Column::text("falt", Words::new("Läses som", "Read as")),
        Column::text("hur", Words::new("Hur säkert", "How surely")),
    ];
    let (name, row) = (quote(name), layout.heading_row);
    let kind = layout.kind.map_or(Words::new("poster", "entries"), Kind::plural);
    let title = match name.is_empty() {
        true => say!("{kind}, rubriker på rad {row}", "{kind}, headings on row {row}"; kind in words),
        false => {
            say!("Bladet {name}: {kind}, rubriker på rad {row}", "The sheet {name}: {kind}, headings on row {row}"; kind in words)
        }
    };
    let row = |column: &super::layout::Column| {
        let sure = match (column.sure, &column.meaning) {
            (Sure::Known, _) => Words::new("säkert", "surely"),
            (Sure::Guessed, _) => Words::new("gissning", "a guess"),
            (Sure::Unknown, _) => Words::new("", ""),
        };
        let meaning = match &column.meaning {
            Meaning::Slots(slots) => slots.values().next().map_or(Words::same(""), |slot| slot.heading()),
            Meaning::Kind => Words::new("Slag", "Kind"),
            Meaning::Prints | Meaning::Own => Words::new("(vårt eget)", "(our own)"),
            Meaning::Nothing => Words::new("(läses inte)", "(not read)"),
        };
        vec![
            Cell::Text(column_name(column.at)),
            Cell::Text(column.heading.clone()),
            Cell::Words(meaning),
            Cell::Words(sure),
        ]
    };
    Table { rows: layout.columns.iter().map(row).collect(), ..Table::new(title, columns) }
}

/// A workbook of the rows that could not be taken in, as they were, with what is wrong beside them and on each cell.
pub fn faulty(understood: &Understood<'_>, merged: &Merged) -> Book {
    let mut stamped = BTreeSet::new();
    let sheets = understood.sheets.iter().filter_map(|laid| sheet(laid, &merged.faults, &mut stamped)).collect();
    let stamp = understood.stamp.as_ref().map(|stamp| {
        let kept = stamped
            .iter()
            .filter_map(|key: &(Kind, String)| Some((key.0, key.1.as_str(), stamp.entries.get(key)?.clone())));
        (SHEET, Stamp::rows(&stamp.origin, kept))
    });
    Book {
        title: Words::new("Rader som inte gick att läsa in", "Rows that could not be taken in"),
        notes: vec![Words::new(
            "Rätta de gula cellerna och läs in den här filen med karta import, på samma sätt som förra gången.",
            "Mend the yellow cells and take this file in with karta import, in the same way as the last time.",
        )],
        sheets,
        lists: Vec::new(),
        stamp,
    }
}

fn sheet(laid: &Laid<'_>, faults: &[Fault], stamped: &mut BTreeSet<(Kind, String)>) -> Option<Sheet> {
    let faults: Vec<&Fault> = faults.iter().filter(|fault| fault.sheet == laid.grid.name).collect();
    let layout = &laid.layout;
    let mut columns: Vec<Column> = Vec::new();
    let kept: Vec<u32> = layout
        .columns
        .iter()
        .filter(|column| column.heading != FAULTS.sv && column.heading != FAULTS.en)
        .map(|column| column.at)
        .collect();
    columns.extend(
        layout
            .columns
            .iter()
            .filter(|column| kept.contains(&column.at))
            .map(|column| Column::text(&column.heading, Words::same(column.heading.clone()))),
    );
    columns.push(Column::text("fel", FAULTS.clone()));
    let (mut rows, mut marked) = (Vec::new(), Vec::new());
    for row in &laid.grid.rows {
        let of_row: Vec<&&Fault> = faults.iter().filter(|fault| fault.row == row.number).collect();
        if of_row.is_empty() {
            continue;
        }
        let mut cells: Vec<Cell> = kept.iter().map(|at| row.get(*at).map_or(Cell::Empty, raw_cell)).collect();
        let told = Words::each(|lang| {
            of_row.iter().map(|fault| fault.told().get(lang).to_owned()).collect::<Vec<_>>().join("\n")
        });
        cells.push(Cell::Words(told));
        for fault in of_row {
            let at = fault.column.and_then(|column| kept.iter().position(|at| *at == column)).unwrap_or(kept.len());
            marked.push((rows.len(), at, fault.told()));
        }
        rows.push(cells);
        if let Some((at, _)) = layout.slots().find(|(_, slot)| slot.key == "id") {
            let id = row.text(at).trim().to_owned();
            stamped.extend(Kind::ENTRIES.map(|kind| (kind, id.clone())));
        }
    }
    let name = match (laid.grid.name.as_str(), layout.kind) {
        ("", Some(kind)) => tab(kind),
        ("", None) => Words::new("Fel", "Faults"),
        (name, _) => Words::same(name),
    };
    let table = Table { rows, ..Table::new(name.clone(), columns) };
    (!table.rows.is_empty()).then(|| Sheet { marked, ..Sheet::new(name, table) })
}

/// A cell as it was.
fn raw_cell(raw: &Raw) -> Cell {
    match raw {
        Raw::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => Cell::Number(*number as i64),
        Raw::Number(number) => Cell::Decimal(*number),
        Raw::Day(date) => Cell::Date(*date),
        other => Cell::Text(other.text()),
    }
}

/// A cell as sheets call it: `C12`; a row as `12`.
fn cell_name(row: u32, column: Option<u32>) -> String {
    format!("{}{row}", column.map(column_name).unwrap_or_default())
}
