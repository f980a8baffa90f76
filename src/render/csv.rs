//! Comma-separated values, for programs and for spreadsheets.
//!
//! A line of column names, then a line for each row; ids and words in data, several values in a cell with `; ` between
//! them (or as a JSON array where that would be unclear, see [`super::join`]), records as JSON. Texts that a
//! spreadsheet would run are guarded in both dialects (see `render/guard.rs`), and control characters other than line
//! breaks are shown as signs; where every character counts, take JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;

use super::guard::guard;
use super::{Page, cell};
use crate::say::plain_lines;
use crate::table::{Cell, Table};

/// Which CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// RFC 4180 in UTF-8: comma, CRLF, decimal point, no byte order mark.
    #[default]
    Rfc4180,
    /// What Excel with Swedish settings opens by a double click: byte order mark, semicolon, CRLF, decimal comma.
    Excel,
}

impl Dialect {
    /// What stands between cells.
    pub(super) fn delimiter(self) -> u8 {
        match self {
            Dialect::Rfc4180 => b',',
            Dialect::Excel => b';',
        }
    }

    fn mark(self) -> &'static [u8] {
        match self {
            Dialect::Rfc4180 => b"",
            Dialect::Excel => b"\xef\xbb\xbf",
        }
    }

    fn number(self, text: Cow<'_, str>) -> Cow<'_, str> {
        match self {
            Dialect::Rfc4180 => text,
            Dialect::Excel => text.replace('.', ",").into(),
        }
    }
}

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(page.dialect.mark())?;
    let head = table.columns.iter().map(|column| Cell::Text(column.key.clone())).collect();
    out.write_all(&text(&[head], page)?)?;
    for some in table.rows.chunks(AT_ONCE) {
        let texts: Vec<Vec<u8>> = some.par_chunks(FOR_ONE).map(|rows| text(rows, page)).collect::<io::Result<_>>()?;
        texts.iter().try_for_each(|text| out.write_all(text))?;
    }
    Ok(())
}

/// How many rows become text before any of it is written.
const AT_ONCE: usize = 64 * FOR_ONE;
/// How many of them each core takes at a time.
const FOR_ONE: usize = 256;

fn text(rows: &[Vec<Cell>], page: &Page) -> io::Result<Vec<u8>> {
    let mut lines = csv::WriterBuilder::new()
        .delimiter(page.dialect.delimiter())
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        row.iter().try_for_each(|cell| lines.write_field(&*value(cell, page)))?;
        lines.write_record(None::<&str>)?;
    }
    lines.into_inner().map_err(|error| error.into_error())
}

fn value<'c>(cell: &'c Cell, page: &Page) -> Cow<'c, str> {
    match (cell::is_number(cell), cell::data(cell, page.lang)) {
        (true, text) => page.dialect.number(text),
        (false, Cow::Borrowed(text)) => safe(text),
        (false, Cow::Owned(text)) => safe(&text).into_owned().into(),
    }
}

/// The text guarded, with signs for control characters and line breaks kept.
fn safe(text: &str) -> Cow<'_, str> {
    match guard(text) {
        Cow::Borrowed(text) => plain_lines(text),
        Cow::Owned(text) => plain_lines(&text).into_owned().into(),
    }
}
