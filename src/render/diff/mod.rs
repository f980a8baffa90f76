//! What differs between two maps, laid out for people and for programs. Each layout is a file and a variant of
//! [`DiffLayout`]; rows for spreadsheets are [`crate::diff::table`].

mod facts;
mod flow;
mod html;
mod json;
mod summary;
#[cfg(test)]
mod tests;
mod text;

use std::io;

use super::Page;
use crate::diff::Diff;
use crate::entry::Weight;
use crate::say::Words;

/// How a comparison is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffLayout {
    /// For people, on a terminal.
    Text,
    /// How many of each sort, on a terminal.
    Summary,
    /// A web page with what was beside what is.
    Html,
    /// One JSON document.
    Json,
}

/// What is said where nothing differs.
static SAME: Words = Words::new("Inget skiljer kartorna åt.", "Nothing tells the maps apart.");

/// Writes what differs, but for what weighs less than `least`.
pub fn diff(
    diff: &Diff<'_>,
    layout: DiffLayout,
    least: Weight,
    page: &Page,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match layout {
        DiffLayout::Text => text::write(diff, least, page, out),
        DiffLayout::Summary => summary::write(diff, least, page, out),
        DiffLayout::Html => html::write(diff, least, page, out),
        DiffLayout::Json => json::write(diff, least, page, out),
    }
}
