//! A form for each row: headings to the left, what they have to the right. Nothing is said of what is not known.
//!
//! A form fits the page, but for an address on the web that is wider than it: that is kept whole on a line of its own.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::{Reading, Setter};
use super::ink::Ink;
use super::{Page, cell, line, record, wrap};
use crate::table::{Cell, Layout, Table};
use crate::value::Id;

/// Blanks between heading and value.
const GAP: usize = 2;
/// Blanks before the lines of a value that go on from another.
const HANG: usize = 2;
/// The widest that the headings may become.
const WIDEST: usize = 24;
/// The most lines of a value, where the form is only a table that did not fit.
const SOME_LINES: usize = 6;

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let headings: Vec<_> = table.columns.iter().map(|column| wrap::on_one_line(page.say(&column.heading))).collect();
    let widest =
        headings.iter().map(|heading| wrap::width(heading)).max().unwrap_or(0).min(WIDEST.min(page.columns() / 2));
    for (at, row) in table.rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for (heading, cell) in headings.iter().zip(row).filter(|(_, cell)| !cell::is_empty(cell)) {
            let mut lines = lines(cell, page.columns() - widest - GAP, table.layout, page);
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

/// A value on lines.
fn lines(cell: &Cell, room: usize, layout: Layout, page: &Page) -> Vec<String> {
    match layout {
        Layout::Rows => prose(&cell::shown(cell, page.lang, ", "), room),
        Layout::Record => in_full(cell, room, &Reading { lang: page.lang, between: ", ", setter: &WithIds }),
    }
}

/// A value of the only entry that is shown, on as many lines as it needs: a line for each of several that do not fit on
/// one, and for each part of a record.
fn in_full(cell: &Cell, room: usize, reading: &Reading<'_>) -> Vec<String> {
    match cell {
        Cell::List(items) if items.iter().any(cell::is_compound) || !fits(&reading.of(cell), room) => {
            items.iter().flat_map(|item| item_in_full(item, room, reading)).collect()
        }
        Cell::Record(parts) => {
            record::lines(parts, reading).iter().flat_map(|line| hanging(line, room, HANG)).collect()
        }
        _ => prose(&reading.of(cell), room),
    }
}

/// One of several values: what does not fit on its first line stands in.
fn item_in_full(item: &Cell, room: usize, reading: &Reading<'_>) -> Vec<String> {
    match item {
        Cell::Record(parts) => {
            let mut lines = record::lines(parts, reading).into_iter();
            let first = lines.next().unwrap_or_default();
            let rest = lines.flat_map(|line| hanging(&line, room - HANG, 0)).map(|line| format!("{:HANG$}{line}", ""));
            hanging(&first, room, HANG).into_iter().chain(rest).collect()
        }
        one => hanging(&reading.of(one), room, HANG),
    }
}

fn fits(text: &str, room: usize) -> bool {
    wrap::width(&wrap::on_one_line(text)) <= room
}

/// Text that keeps its paragraphs.
fn prose(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim().lines() {
        match wrap::on_one_line(line) {
            line if line.is_empty() => lines.push(String::new()),
            line => lines.extend(wrap::hanging(&line, room, 0)),
        }
    }
    lines
}

fn hanging(text: &str, room: usize, hang: usize) -> Vec<String> {
    wrap::hanging(&wrap::on_one_line(text), room, hang)
}

/// Sets what has an id with it, for the next command needs it.
struct WithIds;

impl Setter for WithIds {
    fn text<'c>(&self, text: &'c str) -> Cow<'c, str> {
        Cow::Borrowed(text)
    }

    fn named<'c>(&self, id: &'c Id, name: &'c str) -> Cow<'c, str> {
        if name == id.as_str() { Cow::Borrowed(name) } else { format!("{name} ({id})").into() }
    }
}
