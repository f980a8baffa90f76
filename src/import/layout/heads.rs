//! The headings of a sheet, also where they stand over two rows.

use std::collections::BTreeSet;

use super::{Column, Meaning, Sure, Vocabulary};
use crate::import::canonical::tidy;
use crate::import::grid::{Grid, Merged, Row};
use crate::import::mapping::Mapping;

/// The columns that a row of headings names.
pub fn columns(grid: &Grid, row: &Row, words: &Vocabulary, mapping: Option<&Mapping>) -> Vec<Column> {
    let mut ats: BTreeSet<u32> = row.cells.iter().map(|(at, _)| *at).collect();
    ats.extend(
        grid.merged
            .iter()
            .filter(|merged| merged.rows.0 < row.number && merged.rows.1 == row.number)
            .map(|merged| merged.columns.0),
    );
    ats.into_iter().filter_map(|at| column(grid, row, at, words, mapping)).collect()
}

fn column(grid: &Grid, row: &Row, at: u32, words: &Vocabulary, mapping: Option<&Mapping>) -> Option<Column> {
    let (above, own) = (above(grid, row.number, at), row.text(at));
    let own = if own.is_empty() { above.clone().unwrap_or_default() } else { own };
    let own = tidy(&own).replace('\n', " ");
    if own.is_empty() {
        return None;
    }
    let joined = above.filter(|above| *above != own).map(|above| format!("{}: {own}", tidy(&above).replace('\n', " ")));
    let told = |heading: &str, meaning, sure| Some(Column { at, heading: heading.to_owned(), meaning, sure });
    for heading in joined.iter().chain([&own]) {
        if let Some(meaning) = mapping.and_then(|mapping| mapping.meaning(heading, words.kinds.as_slice())) {
            return told(heading, meaning, Sure::Known);
        }
        if let Some(meaning) = words.known(heading) {
            return told(heading, meaning, Sure::Known);
        }
    }
    match words.guessed(&own).filter(|_| mapping.is_none()) {
        Some(meaning) => told(&own, meaning, Sure::Guessed),
        None if mapping.is_some() => told(&own, Meaning::Nothing, Sure::Known),
        None => told(&own, Meaning::Nothing, Sure::Unknown),
    }
}

/// What a heading above reaches over: a cell joined across columns, in the row above, or down into this one.
fn above(grid: &Grid, row: u32, at: u32) -> Option<String> {
    let covers = |from: u32, to: u32, at: u32| (from..=to).contains(&at);
    let is_above = |merged: &&Merged| {
        let is_over = merged.rows.1 + 1 == row && merged.columns.0 < merged.columns.1;
        let is_into = merged.rows.0 < row && merged.rows.1 == row;
        covers(merged.columns.0, merged.columns.1, at) && (is_over || is_into)
    };
    let merged = grid.merged.iter().find(is_above)?;
    let above = grid.rows.iter().find(|row| row.number == merged.rows.0)?;
    Some(above.text(merged.columns.0)).filter(|text| !text.is_empty())
}
