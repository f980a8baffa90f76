//! What kind of entry a sheet is about.

use std::collections::BTreeSet;

use super::{Column, Meaning, key};
use crate::import::grid::Grid;
use crate::import::workbook::tab;
use crate::karta::Karta;
use crate::value::Kind;

/// The kind whose sheet is called so, also when there are several.
pub fn kind_of_tab(name: &str) -> Option<Kind> {
    let name = key(name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
    Kind::ENTRIES.into_iter().find(|kind| {
        let (tab, many) = (tab(*kind), kind.plural());
        [&*tab.sv, &*tab.en, &*many.sv, &*many.en, kind.name()].iter().any(|word| key(word) == name)
    })
}

/// The kind that the entries have whose ids the rows tell, where all have the same.
pub fn by_ids(karta: &Karta, grid: &Grid, heading_row: u32, columns: &[Column]) -> Option<Kind> {
    let is_id = |column: &&Column| matches!(&column.meaning, Meaning::Slots(slots) if slots.values().any(|slot| slot.key == "id"));
    let at = columns.iter().find(is_id)?.at;
    let rows = grid.rows.iter().filter(|row| row.number > heading_row);
    let kinds: BTreeSet<Kind> =
        rows.filter_map(|row| karta.find(row.text(at).trim())).map(|entry| entry.kind).collect();
    kinds.first().copied().filter(|_| kinds.len() == 1)
}
