//! A sheet as a person sees it: rows and columns of cells, and nothing where nothing is.

use std::sync::Arc;

use crate::say;
use crate::say::{Failure, Result, Words};
use crate::value::Date;

/// The most columns that a sheet may use.
pub const MOST_COLUMNS: u32 = 1_000;
/// The most cells that a file may have.
pub const MOST_CELLS: usize = 10_000_000;

/// The most joined cells that are looked at.
const MOST_MERGED: usize = 5_000;

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The name on its tab; empty in CSV.
    pub name: String,
    /// The rows that have anything, in order.
    pub rows: Vec<Row>,
    /// The cells that are joined into one.
    pub merged: Vec<Merged>,
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its number, counted from 1.
    pub number: u32,
    /// Its cells that have anything, by column, counted from 0.
    pub cells: Vec<(u32, Raw)>,
}

/// What a cell holds, as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// A text; cells that share one in the file share it here.
    Text(Arc<str>),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Bool(bool),
    /// Something that is no value, and why.
    Broken(Words),
}

/// Cells joined into one: the first and the last row (from 1) and column (from 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The rows.
    pub rows: (u32, u32),
    /// The columns.
    pub columns: (u32, u32),
}

impl Row {
    /// What a column holds.
    pub fn get(&self, column: u32) -> Option<&Raw> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&self.cells[at].1)
    }

    /// What a column says, as text.
    pub fn text(&self, column: u32) -> String {
        self.get(column).map_or_else(String::new, Raw::text)
    }
}

impl Raw {
    /// What the cell says, as text; nothing where it is broken.
    pub fn text(&self) -> String {
        match self {
            Raw::Text(text) => text.to_string(),
            Raw::Number(number) => number.to_string(),
            Raw::Day(date) => date.to_string(),
            Raw::Bool(value) => value.to_string(),
            Raw::Broken(_) => String::new(),
        }
    }
}

impl Grid {
    /// Adds a cell, where there is room for it.
    pub fn push(&mut self, (row, column): (u32, u32), raw: Raw, count: &mut usize) -> Result<()> {
        if matches!(&raw, Raw::Text(text) if text.is_empty()) {
            return Ok(());
        }
        *count += 1;
        if column >= MOST_COLUMNS || *count > MOST_CELLS {
            return Err(too_large(&self.name, column));
        }
        match self.rows.last_mut() {
            Some(last) if last.number == row => last.cells.push((column, raw)),
            _ => self.rows.push(Row { number: row, cells: vec![(column, raw)] }),
        }
        Ok(())
    }

    /// Adds joined cells, where there is room for them; headings need few.
    pub fn merge(&mut self, merged: Merged) {
        if self.merged.len() < MOST_MERGED {
            self.merged.push(merged);
        }
    }

    /// Puts rows and cells in order, whatever order the file had; of two in one place the last counts.
    pub fn settle(&mut self) {
        if !self.rows.is_sorted_by_key(|row| row.number) {
            self.rows.sort_by_key(|row| row.number);
        }
        self.rows.dedup_by(|row, before| {
            let is_same = row.number == before.number;
            if is_same {
                before.cells.append(&mut row.cells);
            }
            is_same
        });
        for row in &mut self.rows {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by(|cell, before| {
                let is_same = cell.0 == before.0;
                if is_same {
                    std::mem::swap(cell, before);
                }
                is_same
            });
        }
    }
}

/// A column's name as sheets have it: `A`, `Z`, `AA`.
pub fn column_name(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        name.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    name.iter().rev().map(|letter| char::from(*letter)).collect()
}

fn too_large(name: &str, column: u32) -> Failure {
    let name = say::quote(name);
    let what = match column >= MOST_COLUMNS {
        true if name.is_empty() => {
            let column = column_name(column);
            say!(
                "Tabellen har celler ända bort i kolumn {column}; {MOST_COLUMNS} kolumner är det mesta som läses.",
                "The table has cells as far away as column {column}; {MOST_COLUMNS} columns is the most that is read."
            )
        }
        true => {
            let column = column_name(column);
            say!(
                "Bladet {name} har celler ända bort i kolumn {column}; {MOST_COLUMNS} kolumner är det mesta som läses.",
                "The sheet {name} has cells as far away as column {column}; {MOST_COLUMNS} columns is the most that is read."
            )
        }
        false => say!(
            "Filen har fler än {MOST_CELLS} celler; mer läses inte på en gång.",
            "The file has more than {MOST_CELLS} cells; no more is read at once."
        ),
    };
    Failure::new(what).hint(Words::new(
        "Kopiera det som ska läsas in till ett nytt ark, och läs in det.",
        "Copy what is to be taken in to a new sheet, and take that in.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_a_sheet() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(column_name), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn cells_are_in_order_and_the_last_of_two_counts() {
        let mut grid = Grid::default();
        let text = |text: &str| Raw::Text(text.into());
        for (at, raw) in [((2, 1), "b"), ((2, 0), "a"), ((1, 0), "x"), ((2, 1), "c")] {
            grid.push(at, text(raw), &mut 0).expect("there is room");
        }
        grid.settle();
        let told: Vec<_> = grid.rows.iter().map(|row| (row.number, row.text(0), row.text(1))).collect();
        assert_eq!(told, [(1, "x".into(), String::new()), (2, "a".into(), "c".into())]);
        assert!(grid.push((1, MOST_COLUMNS), text("x"), &mut 0).is_err());
        assert!(grid.push((1, 0), text("x"), &mut { MOST_CELLS }).is_err());
    }
}
