//! Rows under headings.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, Table as Grid, TableStyle, Width,
};

use super::columns::Want;
use super::ink::Ink;
use super::{Page, cell, hyphen, line, wrap};
use crate::table::{Align, Cell, Column, Gauge, Table};

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
    let mut wants: Vec<Want> = headings(table, page).map(|heading| heading_wants(&heading)).collect();
    for row in &table.rows {
        let cells = wants.iter_mut().zip(row).zip(&table.columns);
        cells.for_each(|((most, cell), column)| widen(most, cell, column, page));
    }
    wants
}

/// The columns of the page that are left for cells.
pub fn room(table: &Table, page: &Page) -> usize {
    page.columns().saturating_sub(GAP * table.columns.len().saturating_sub(1))
}

pub fn write(table: &Table, widths: &[usize], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for text in drawn([wrapped(broken(headings(table, page), widths), widths)], &table.columns, widths).lines() {
        line::write(out, &Ink::Heading.set(text.trim_end(), page.is_styled))?;
    }
    let rule = "─".repeat(widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1));
    writeln!(out, "{}", Ink::Quiet.set(&rule, page.is_styled))?;
    body(table.counted(), table, widths, page, out)?;
    if table.totals > 0 {
        writeln!(out, "{}", Ink::Quiet.set(&rule, page.is_styled))?;
    }
    body(&table.rows[table.counted().len()..], table, widths, page, out)
}

fn body(rows: &[Vec<Cell>], table: &Table, widths: &[usize], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for rows in rows.chunks(ROWS_AT_A_TIME) {
        let rows = rows.iter().map(|row| wrapped(row.iter().map(|cell| shown(cell, page)), widths));
        drawn(rows, &table.columns, widths).lines().try_for_each(|text| line::write(out, &text))?;
    }
    Ok(())
}

fn headings<'t>(table: &'t Table, page: &'t Page) -> impl Iterator<Item = Cow<'t, str>> {
    table.columns.iter().map(|column| wrap::on_one_line(page.say(&column.heading)))
}

/// Headings whose words fit in their columns.
fn broken<'h>(headings: impl Iterator<Item = Cow<'h, str>>, widths: &[usize]) -> impl Iterator<Item = Cow<'h, str>> {
    headings.zip(widths).map(|(heading, width)| hyphen::broken(&heading, *width).into())
}

/// Each cell on the lines that its column has room for.
fn wrapped<'c>(cells: impl Iterator<Item = Cow<'c, str>>, widths: &[usize]) -> Vec<String> {
    let lines = |(cell, width): (Cow<'c, str>, &usize)| {
        wrap::some_lines(&hyphen::in_text(&cell, *width), *width, MOST_LINES).join("\n")
    };
    cells.zip(widths).map(lines).collect()
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

fn heading_wants(heading: &str) -> Want {
    Want { heading: wrap::longest_word(heading), cell: wrap::width(heading), ..Want::default() }
}

/// What a column would like, with one cell more.
fn widen(want: &mut Want, cell: &Cell, column: &Column, page: &Page) {
    let text = shown(cell, page);
    let width = wrap::width(&text);
    want.cell = want.cell.max(width);
    if is_firm(cell) || is_bar(column) {
        want.firm = want.firm.max(width);
        return;
    }
    let word = wrap::longest_word(&text);
    want.word = want.word.max(word);
    want.part = want.part.max(wrap::longest_part(&text));
    want.is_prose |= width > word;
}

/// Whether a column is one of bars, beside the numbers that they show.
fn is_bar(column: &Column) -> bool {
    column.gauge == Gauge::Bar && column.align == Align::Left
}

/// Whether a cell loses its meaning to the eye when it is broken.
fn is_firm(cell: &Cell) -> bool {
    cell::is_number(cell) || matches!(cell, Cell::Date(_) | Cell::Bool(_) | Cell::Choice(..))
}

/// A cell on one line.
fn shown<'c>(cell: &'c Cell, page: &Page) -> Cow<'c, str> {
    match cell::shown(cell, page.lang, ", ") {
        Cow::Borrowed(text) => wrap::on_one_line(text),
        Cow::Owned(text) => wrap::on_one_line(&text).into_owned().into(),
    }
}
