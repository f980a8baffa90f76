//! Text for people on a terminal: it fits the width, has few lines, and colour only where the page allows it.

use std::io::{self, Write};

use super::ink::Ink;
use super::{NOTHING, Page, columns, form, gauge, grid, line, matrix, wrap};
use crate::say::Words;
use crate::table::{Answer, Layout, Shown, Table};

/// The columns of a page that has room for what is not needed.
const ROOMY: usize = 110;

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    paragraph(page.say(&table.title), Ink::Title, page, out)?;
    writeln!(out)?;
    body(table, page, out)?;
    notes(&table.notes, page, out)
}

/// The tables of an answer, one below the other.
pub fn write_all(answer: &Answer, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    paragraph(page.say(&answer.title), Ink::Title, page, out)?;
    for sheet in &answer.sheets {
        writeln!(out)?;
        write(&sheet.table, page, out)?;
    }
    notes(&answer.notes, page, out)
}

fn notes(notes: &[Words], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    if !notes.is_empty() {
        writeln!(out)?;
    }
    notes.iter().try_for_each(|note| paragraph(page.say(note), Ink::Quiet, page, out))
}

fn body(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let table = &*table.with_columns(|column| match column.shown {
        Shown::Always | Shown::ToPeople => true,
        Shown::WhereRoom => page.columns() >= ROOMY,
        Shown::InData => false,
    });
    let drawn = gauge::with_bars(table);
    // Words come before bars.
    let has_room = columns::has_room(&grid::wants(&drawn, page), grid::room(&drawn, page));
    let table = if has_room { &*drawn } else { table };
    if table.rows.is_empty() {
        return writeln!(out, "{}", page.say(&NOTHING));
    }
    let wants = grid::wants(table, page);
    let widths = match table.layout {
        Layout::Rows => columns::share(&wants, grid::room(table, page)),
        Layout::Record => None,
    };
    match widths {
        widths if matrix::is_too_wide(table, &wants, widths.as_deref()) => matrix::write(table, page, out),
        Some(widths) => grid::write(table, &widths, page, out),
        None => form::write(table, page, out),
    }
}

fn paragraph(text: &str, ink: Ink, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let text = wrap::on_one_line(text);
    wrap::lines(&text, page.columns()).try_for_each(|text| line::write(out, &ink.set(text, page.is_styled)))
}
