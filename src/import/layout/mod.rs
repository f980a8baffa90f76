//! What the columns of a sheet mean: by their headings, or as a mapping says.

mod doubles;
mod heads;
mod kinds;
mod vocabulary;

use std::collections::BTreeMap;

use super::form::Slot;
use super::grid::Grid;
use super::mapping::Mapping;
use crate::karta::Karta;
use crate::say::{Result, Words};
use crate::value::Kind;
use doubles::{refuse_doubles, without_doubtful};
use heads::columns;
use kinds::{by_ids, kind_of_tab};
use vocabulary::Vocabulary;
pub use vocabulary::key;

/// How many rows are looked at to find the headings.
const LOOKED_AT: usize = 30;

/// What faults are told under, in a sheet of faulty rows.
pub static FAULTS: Words = Words::new("Vad som är fel", "What is wrong");

/// The column of a row's choice in such a sheet, and what it may say.
pub static TAKE: Words = Words::new("Ark eller karta", "Sheet or map");
/// The sheet's values are taken.
pub static SHEET: Words = Words::new("Ark", "Sheet");
/// The map's values stay.
pub static KARTA: Words = Words::new("Karta", "Map");

/// What a column holds.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A place in entries, by kind: one where the sheet is about one kind.
    Slots(BTreeMap<Kind, Slot>),
    /// What kind of entry the row is.
    Kind,
    /// The fingerprints of the row.
    Prints,
    /// Which side the row's conflicts are settled with.
    Take,
    /// What the program itself wrote, and does not read.
    Own,
    /// Nothing that is read.
    Nothing,
}

/// How surely a column's meaning is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// The heading is a field's own name or label, or a mapping says so.
    Known,
    /// The heading is like one.
    Guessed,
    /// Nothing is like it.
    Unknown,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its place, counted from 0.
    pub at: u32,
    /// Its heading, on one line.
    pub heading: String,
    /// What it holds.
    pub meaning: Meaning,
    /// How surely.
    pub sure: Sure,
}

/// How a sheet is laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The kind of the rows; none where a column says it of each.
    pub kind: Option<Kind>,
    /// The row of the headings.
    pub heading_row: u32,
    /// The columns that have headings.
    pub columns: Vec<Column>,
}

impl Layout {
    /// Finds out how a sheet is laid out; none where nothing in it is like headings.
    pub fn of(karta: &Karta, grid: &Grid, kind: Option<Kind>, mapping: Option<&Mapping>) -> Result<Option<Layout>> {
        let kind = kind.or(mapping.and_then(|mapping| mapping.kind)).or_else(|| kind_of_tab(&grid.name));
        let kinds = kind.map_or_else(|| Kind::ENTRIES.to_vec(), |kind| vec![kind]);
        let words = Vocabulary::of(karta, kinds);
        let heads = grid.rows.iter().take(LOOKED_AT).map(|row| {
            let columns = columns(grid, row, &words, mapping);
            let weight = |column: &Column| match (column.sure, &column.meaning) {
                (_, Meaning::Nothing) | (Sure::Unknown, _) => 0,
                (Sure::Guessed, _) => 1,
                (Sure::Known, _) => 3,
            };
            (columns.iter().map(weight).sum::<u32>(), row.number, columns)
        });
        // Of rows that fit as well, the first.
        let best = heads.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((_, heading_row, mut columns)) = best.filter(|(weight, ..)| *weight > 0) else { return Ok(None) };
        without_doubtful(&mut columns);
        refuse_doubles(&grid.name, &columns)?;
        let has_kind = columns.iter().any(|column| matches!(column.meaning, Meaning::Kind));
        let kind = kind
            .filter(|_| !has_kind || mapping.is_some())
            .or_else(|| by_ids(karta, grid, heading_row, &columns).filter(|_| !has_kind));
        Ok(Some(Layout { kind, heading_row, columns }.narrowed()))
    }

    /// Whether every heading is one of our own, so that nobody need be asked.
    pub fn is_known(&self) -> bool {
        self.columns.iter().all(|column| column.sure == Sure::Known)
    }

    /// Whether empty cells say that a value is gone: where the sheet has ids under our own headings.
    pub fn is_whole(&self) -> bool {
        self.is_known() && self.slots().any(|(_, slot)| slot.key == "id")
    }

    /// The column of a field, by its key; where it has none, one of a part of it, or of the record that it is a part of.
    pub fn column_of(&self, field: &str) -> Option<&Column> {
        let (top, _) = field.split_once('.').unwrap_or((field, ""));
        let of = |is_it: &dyn Fn(&Slot) -> bool| {
            self.columns
                .iter()
                .find(|column| matches!(&column.meaning, Meaning::Slots(slots) if slots.values().any(is_it)))
        };
        of(&|slot| slot.key == field).or_else(|| of(&|slot| slot.target.top.name == top))
    }

    /// The places that its columns hold, each of the first kind that has it.
    pub fn slots(&self) -> impl Iterator<Item = (u32, &Slot)> {
        self.columns.iter().filter_map(|column| match &column.meaning {
            Meaning::Slots(slots) => slots.values().next().map(|slot| (column.at, slot)),
            _ => None,
        })
    }

    /// The places of a kind that its columns hold.
    pub fn slots_of(&self, kind: Kind) -> impl Iterator<Item = (u32, &Slot)> {
        self.columns.iter().filter_map(move |column| match &column.meaning {
            Meaning::Slots(slots) => slots.get(&kind).map(|slot| (column.at, slot)),
            _ => None,
        })
    }

    /// Where the kind is known, columns are about that kind alone.
    fn narrowed(mut self) -> Layout {
        if let Some(kind) = self.kind {
            for column in &mut self.columns {
                if let Meaning::Slots(slots) = &mut column.meaning
                    && slots.contains_key(&kind)
                {
                    slots.retain(|other, _| *other == kind);
                }
            }
        }
        self
    }
}
