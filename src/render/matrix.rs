//! A table of counts that is too wide for words as headings: columns get numbers, told below, and stand in as many
//! blocks as the width asks for.

use std::io::{self, Write};

use super::columns::Want;
use super::{Page, grid, line, wrap};
use crate::say::Words;
use crate::table::{Column, Gauge, Table};

/// The widest that the first column becomes.
const WIDEST: usize = 30;
/// Blanks between two columns.
const GAP: usize = 2;

/// Whether a table is a matrix of counts, and its headings would be broken inside words.
pub fn is_too_wide(table: &Table, wants: &[Want], widths: Option<&[usize]>) -> bool {
    let is_broken = |widths: &[usize]| {
        let pairs = table.columns.iter().zip(wants).zip(widths);
        pairs.filter(|((column, _), _)| is_shaded(column)).any(|((_, want), width)| want.heading > *width)
    };
    table.columns.iter().any(is_shaded) && widths.is_none_or(is_broken)
}

fn is_shaded(column: &Column) -> bool {
    column.gauge == Gauge::Shade
}

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let (table, legend) = numbered(table, page);
    let wants = grid::wants(&table, page);
    let head = wants.first().map_or(0, |want| want.cell.min(WIDEST).min(page.columns() / 2));
    let widths: Vec<usize> =
        wants.iter().enumerate().map(|(at, want)| if at == 0 { head } else { want.cell.max(want.firm) }).collect();
    let mut from = 1;
    while from < widths.len() {
        let to = end_of_block(&widths, from, page.columns().saturating_sub(head));
        let kept: Vec<usize> = std::iter::once(0).chain(from..to).collect();
        let part = table.with_places(&kept);
        let widths: Vec<usize> = kept.iter().map(|at| widths[*at]).collect();
        if from > 1 {
            writeln!(out)?;
        }
        grid::write(&part, &widths, page, out)?;
        from = to;
    }
    writeln!(out)?;
    wrap::lines(&wrap::on_one_line(&legend), page.columns()).try_for_each(|text| line::write(out, text))
}

/// Where a block that begins at a column has no room for more; it has room for one at least.
fn end_of_block(widths: &[usize], from: usize, room: usize) -> usize {
    let mut left = room;
    let fits = |width: &&usize| {
        let fits = **width + GAP <= left;
        left = left.saturating_sub(**width + GAP);
        fits
    };
    from + widths[from..].iter().take_while(fits).count().max(1)
}

/// The table with numbers for headings, and what they stand for.
fn numbered(table: &Table, page: &Page) -> (Table, String) {
    let mut table = table.clone();
    let mut told = Vec::new();
    for (number, column) in (1..).zip(table.columns.iter_mut().filter(|column| is_shaded(column))) {
        told.push(format!("{number} = {}", page.say(&column.heading)));
        column.heading = Words::same(number.to_string());
    }
    (table, told.join(", "))
}
