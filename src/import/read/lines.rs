//! Tables as lines of text, with a comma, semicolon, tab or bar between cells.

use super::super::grid::{Grid, Raw};
use super::encoding::decoded;
use crate::say::{Failure, Result, Words};

/// What may stand between cells.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// How many lines are looked at to find it.
const LOOKED_AT: usize = 50;

/// Reads lines as one sheet.
pub fn read(bytes: &[u8]) -> Result<Grid> {
    let text = decoded(bytes).ok_or_else(no_text)?;
    let (text, told) = match text.split_once('\n') {
        Some((first, rest)) if is_told(first) => (rest, first.trim().as_bytes().get(4).copied()),
        _ => (&*text, None),
    };
    let separator = told.unwrap_or_else(|| separator(text));
    let mut grid = Grid::default();
    let (mut number, mut count) = (u32::from(told.is_some()), 0);
    for record in reader(text, separator).into_records() {
        let record = record.map_err(|_| no_text())?;
        let begins = record.position().map_or(0, |position| position.byte() as usize);
        number = number.saturating_add(1).saturating_add(empty_lines(text, begins));
        for (column, cell) in (0..).zip(&record).filter(|(_, cell)| !cell.is_empty()) {
            grid.push((number, column), Raw::Text(cell.into()), &mut count)?;
        }
    }
    Ok(grid)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The lines without anything before a record: no records to the reader, but rows to whoever sees them in a sheet.
fn empty_lines(text: &str, begins: usize) -> u32 {
    let before = text.as_bytes()[..begins].last();
    let rest = text.get(begins..).unwrap_or_default();
    let rest = if before == Some(&b'\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    let breaks = &rest[..rest.len() - rest.trim_start_matches(['\r', '\n']).len()];
    (breaks.matches('\n').count().max(breaks.matches('\r').count())) as u32
}

/// Whether a line is what Excel itself tells the separator with: `sep=;`.
fn is_told(line: &str) -> bool {
    let line = line.trim();
    line.len() == 5 && line.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("sep="))
}

/// The separator that makes lines the most alike: the most lines of the most common width, of more than one cell.
fn separator(text: &str) -> u8 {
    let score = |separator: &u8| {
        let records = reader(text, *separator).into_records().take(LOOKED_AT);
        let widths: Vec<usize> = records.map_while(std::result::Result::ok).map(|record| record.len()).collect();
        let alike = |width: &usize| widths.iter().filter(|other| *other == width).count();
        let best = widths.iter().filter(|width| **width > 1).map(|width| (alike(width), *width)).max();
        best.unwrap_or_default()
    };
    SEPARATORS.into_iter().rev().max_by_key(score).unwrap_or(b',')
}

fn no_text() -> Failure {
    Failure::new(Words::new(
        "Filen är varken ett kalkylark eller en tabell som text.",
        "The file is neither a spreadsheet nor a table as text.",
    ))
    .hint(Words::new("Ange en fil i .xlsx, .ods eller .csv.", "Give a file in .xlsx, .ods or .csv."))
}
