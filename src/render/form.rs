//! A form for each row: headings to the left, what they have to the right. Nothing is said of what is not known.

use std::io::{self, Write};

use super::ink::Ink;
use super::{Page, cell, line, wrap};
use crate::table::{Cell, Layout, Table};

/// Blanks between heading and value.
const GAP: usize = 2;
/// The widest that the headings may become.
const WIDEST: usize = 24;
/// The most lines of a value, where the form is only a table that did not fit.
const SOME_LINES: usize = 6;

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let headings: Vec<_> = table.columns.iter().map(|column| wrap::on_one_line(page.say(&column.heading))).collect();
    let widest = headings.iter().map(|heading| wrap::width(heading)).max().unwrap_or(0).min(WIDEST);
    for (at, row) in table.rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for (heading, cell) in headings.iter().zip(row).filter(|(_, cell)| !cell::is_empty(cell)) {
            let mut lines = lines(cell, page.columns() - widest - GAP, page);
            if table.layout == Layout::Rows && lines.len() > SOME_LINES {
                lines.splice(SOME_LINES - 1.., ["…".to_owned()]);
            }
            field(&wrap::cut(heading, widest), widest, &lines, page, out)?;
        }
    }
    Ok(())
}

fn field(heading: &str, widest: usize, lines: &[String], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let blanks = |text: &str| " ".repeat(widest + GAP - wrap::width(text));
    for (at, line) in lines.iter().enumerate() {
        let label = if at == 0 { heading } else { "" };
        let line = format!("{}{}{line}", Ink::Heading.set(label, page.is_styled), blanks(label));
        line::write(out, &line)?;
    }
    Ok(())
}

/// A value on lines: prose keeps its paragraphs, and each record of a list has lines of its own.
fn lines(cell: &Cell, room: usize, page: &Page) -> Vec<String> {
    let items = match cell {
        Cell::List(items) if items.iter().any(|item| matches!(item, Cell::Record(_))) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    items.iter().flat_map(|item| prose(&cell::shown(item, page.lang, ", "), room)).collect()
}

fn prose(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim().lines() {
        match wrap::on_one_line(line) {
            line if line.is_empty() => lines.push(String::new()),
            line => lines.extend(wrap::lines(&line, room).map(str::to_owned)),
        }
    }
    lines
}
