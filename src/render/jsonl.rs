//! JSON Lines: each row as a JSON object on a line of its own, as in `rows` of [`super::json`], and nothing else.

use std::io::{self, Write};

use super::{Page, json};
use crate::table::Table;

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    json::rows(table, page.lang).try_for_each(|row| writeln!(out, "{row}"))
}
