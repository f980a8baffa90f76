//! Tab-separated values: the columns of CSV, decimal point, LF, and never a tab or a line break inside a value (IANA
//! `text/tab-separated-values`): they become spaces. Formulas are guarded as in CSV.

use std::io::{self, Write};

use super::guard::guard;
use super::{Page, cell, wrap};
use crate::table::{Cell, Table};

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    line(out, table.columns.iter().map(|column| safe(&column.key)))?;
    table.rows.iter().try_for_each(|row| line(out, row.iter().map(|cell| value(cell, page))))
}

fn line(out: &mut dyn Write, values: impl Iterator<Item = String>) -> io::Result<()> {
    for (at, value) in values.enumerate() {
        let tab = if at == 0 { "" } else { "\t" };
        write!(out, "{tab}{value}")?;
    }
    out.write_all(b"\n")
}

fn value(cell: &Cell, page: &Page) -> String {
    let text = cell::data(cell, page.lang);
    if cell::is_number(cell) { text.into_owned() } else { safe(&text) }
}

fn safe(text: &str) -> String {
    guard(&wrap::on_one_line(text)).into_owned()
}
