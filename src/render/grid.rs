//! Rows under headings.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, Table as Grid, TableStyle, Width,
};

use super::columns::Want;
use super::ink::Ink;
use super::{Page, cell, line, wrap};
use crate::table::{Align, Cell, Column, Table};

/// Blanks between two columns: one that the style draws, and padding.
const GAP: usize = 2;
/// The most lines of a row.
const MOST_LINES: usize = 6;
/// Rows drawn at a time: widths are known beforehand, so a long table need not be held as text.
const ROWS_AT_A_TIME: usize = 500;
/// No lines, only blanks.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .content_lines(ContentLineStyle::none().junction(' '));

/// What each column would like.
pub fn wants(table: &Table, page: &Page) -> Vec<Want> {
    let mut wants: Vec<Want> = headings(table, page).map(|heading| want(&heading)).collect();
    for row in &table.rows {
        for (most, cell) in wants.iter_mut().zip(row) {
            let own = want(&shown(cell, page));
            *most = Want { word: most.word.max(own.word), cell: most.cell.max(own.cell) };
        }
    }
    wants
}

/// The columns of the page that are left for cells.
pub fn room(table: &Table, page: &Page) -> usize {
    page.columns().saturating_sub(GAP * table.columns.len().saturating_sub(1))
}

pub fn write(table: &Table, widths: &[usize], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for line in drawn([wrapped(headings(table, page), widths)], &table.columns, widths).lines() {
        writeln!(out, "{}", Ink::Heading.set(line.trim_end(), page.is_styled))?;
    }
    let rule = "─".repeat(widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1));
    writeln!(out, "{}", Ink::Quiet.set(&rule, page.is_styled))?;
    for rows in table.rows.chunks(ROWS_AT_A_TIME) {
        let rows = rows.iter().map(|row| wrapped(row.iter().map(|cell| shown(cell, page)), widths));
        drawn(rows, &table.columns, widths).lines().try_for_each(|text| line::write(out, &text))?;
    }
    Ok(())
}

fn headings<'t>(table: &'t Table, page: &'t Page) -> impl Iterator<Item = Cow<'t, str>> {
    table.columns.iter().map(|column| wrap::on_one_line(page.say(&column.heading)))
}

/// Each cell on the lines that its column has room for.
fn wrapped<'c>(cells: impl Iterator<Item = Cow<'c, str>>, widths: &[usize]) -> Vec<String> {
    cells.zip(widths).map(|(cell, width)| wrap::some_lines(&cell, *width, MOST_LINES).join("\n")).collect()
}

/// Rows that are already on lines, set side by side.
fn drawn(rows: impl IntoIterator<Item = Vec<String>>, columns: &[Column], widths: &[usize]) -> Grid {
    let mut grid = Grid::new();
    grid.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled).add_rows(rows);
    for ((at, column), (set, width)) in grid.column_iter_mut().enumerate().zip(columns.iter().zip(widths)) {
        let gap = if at + 1 < columns.len() { GAP as u16 - 1 } else { 0 };
        column.set_padding((0, gap));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(*width as u16 + gap)));
        column.set_cell_alignment(match set.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    grid
}

fn want(text: &str) -> Want {
    Want { word: wrap::longest_word(text), cell: wrap::width(text) }
}

/// A cell on one line.
fn shown<'c>(cell: &'c Cell, page: &Page) -> Cow<'c, str> {
    match cell::shown(cell, page.lang, ", ") {
        Cow::Borrowed(text) => wrap::on_one_line(text),
        Cow::Owned(text) => wrap::on_one_line(&text).into_owned().into(),
    }
}
