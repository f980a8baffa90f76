//! A table or findings become bytes in a format.
//!
//! Each format is a file with one function, `write`, and a variant of [`Format`]; each way to show findings is a file
//! in `findings/` and a variant of [`FindingFormat`].

mod address;
mod cell;
mod columns;
mod csv;
mod datapackage;
mod diff;
mod findings;
mod form;
mod gauge;
mod graph;
mod grid;
mod guard;
mod html;
mod hyphen;
mod ink;
mod json;
mod jsonl;
mod line;
mod markup;
mod matrix;
mod md;
mod paper;
mod record;
mod several;
mod text;
mod tsv;
mod wrap;
mod xlsx;

use std::borrow::Cow;
use std::io;
use std::path::Path;

pub use cell::data;
pub use cell::yes_or_no;
pub use csv::Dialect;
pub use datapackage::{NAME as DATAPACKAGE, datapackage};
pub use diff::{DiffLayout, diff};
pub use findings::{FindingFormat, findings, summary};
pub use graph::{Drawing, graph};
pub use guard::unguard;
pub use markup::escape as escape_html;
pub use md::block as escape_md;
pub use paper::{COMMENT, paper};
pub use several::{apart, join};
pub use xlsx::{Allowed, Book, Guide, Sheet, book, fitting};

use crate::say::{Lang, Words};
use crate::table::{Answer, Cell, Column, Shown, Table};

/// A format that every table can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, on a terminal.
    Text,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON document.
    Json,
    /// A JSON object on each line.
    Jsonl,
    /// Markdown, as GitHub and GitLab show it.
    Md,
    /// A web page.
    Html,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// Every format, in the order that they are shown.
    pub const ALL: [Format; 8] =
        [Format::Text, Format::Csv, Format::Tsv, Format::Json, Format::Jsonl, Format::Md, Format::Html, Format::Xlsx];

    /// What it is called, and what files in it may end with: the name first, then other words for it.
    fn names(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["text", "txt"],
            Format::Csv => &["csv"],
            Format::Tsv => &["tsv"],
            Format::Json => &["json"],
            Format::Jsonl => &["jsonl", "ndjson"],
            Format::Md => &["md", "markdown"],
            Format::Html => &["html", "htm"],
            Format::Xlsx => &["xlsx"],
        }
    }

    /// The word in commands.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// What a file in the format ends with, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            other => other.name(),
        }
    }

    /// Reads a format's name, in any case.
    pub fn parse(name: &str) -> Option<Format> {
        let is_called = |format: &Format| format.names().iter().any(|own| own.eq_ignore_ascii_case(name));
        Format::ALL.into_iter().find(is_called)
    }

    /// The format that a file's extension asks for.
    pub fn of_path(path: &Path) -> Option<Format> {
        Format::parse(path.extension()?.to_str()?)
    }

    /// Whether it is for people to read, and not for programs.
    pub fn is_for_people(self) -> bool {
        matches!(self, Format::Text | Format::Md | Format::Html)
    }

    /// Whether there is room for one table only.
    pub fn is_single(self) -> bool {
        matches!(self, Format::Csv | Format::Tsv | Format::Jsonl)
    }

    /// Whether the bytes are not text, and so nothing for a terminal.
    pub fn is_binary(self) -> bool {
        self == Format::Xlsx
    }
}

/// Whom the bytes are for.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The reader's language.
    pub lang: Lang,
    /// The columns of the terminal; unknown when piped, and then 80.
    pub width: Option<usize>,
    /// Whether colour and bold may be used.
    pub is_styled: bool,
    /// Which CSV.
    pub dialect: Dialect,
    /// What stands before the paths of findings: the folders from where paths are read (the root of the repository, for
    /// a build server) down to the map, with `/` between them; empty where the map is right there.
    pub base: String,
}

impl Page {
    /// The columns to keep within, in reason.
    fn columns(&self) -> usize {
        self.width.unwrap_or(80).clamp(20, 1000)
    }

    /// The path of a file of the map, from where paths are read.
    fn path<'f>(&self, file: &'f str) -> Cow<'f, str> {
        match self.base.trim_end_matches('/') {
            "" => Cow::Borrowed(file),
            base => format!("{base}/{file}").into(),
        }
    }

    /// A text in the reader's language.
    fn say<'w>(&self, words: &'w Words) -> &'w str {
        words.get(self.lang)
    }
}

/// Writes a table in a format. The same table and page give the same bytes.
pub fn table(table: &Table, format: Format, page: &Page, out: &mut dyn io::Write) -> io::Result<()> {
    let is_data = |column: &Column| column.shown != Shown::ToPeople || format.is_for_people();
    let table = &*table.with_columns(is_data);
    match format {
        Format::Text => text::write(table, page, out),
        Format::Csv => csv::write(table, page, out),
        Format::Tsv => tsv::write(table, page, out),
        Format::Json => json::write(table, page, out),
        Format::Jsonl => jsonl::write(table, page, out),
        Format::Md => md::write(table, page, out),
        Format::Html => html::write(table, page, out),
        Format::Xlsx => xlsx::write(table, page, out),
    }
}

/// Writes an answer in a format: all of its tables, or the one that matters most where there is room for one only.
pub fn answer(answer: &Answer, format: Format, page: &Page, out: &mut dyn io::Write) -> io::Result<()> {
    if answer.sheets.len() == 1 || format.is_single() {
        return table(&answer.first(), format, page, out);
    }
    let answer = &*if format.is_for_people() { Cow::Borrowed(answer) } else { answer.for_data() };
    match format {
        Format::Json => json::write_all(answer, page, out),
        Format::Md => md::write_all(answer, page, out),
        Format::Html => html::write_all(answer, page, out),
        Format::Xlsx => xlsx::write_all(answer, page, out),
        Format::Text | Format::Csv | Format::Tsv | Format::Jsonl => text::write_all(answer, page, out),
    }
}

/// A cell alone, as a person reads it.
pub fn cell(cell: &Cell, lang: Lang) -> String {
    cell::shown(cell, lang, ", ").into_owned()
}

/// What people are told instead of a table without rows.
const NOTHING: Words = Words::new("Här finns inget att visa.", "There is nothing to show.");

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
