//! Markdown as GitHub and GitLab show it. Whatever the map says is text: it can neither break the table nor become
//! markup, HTML, a link, a mention or a reference. Addresses on the web are links where the map says that they are
//! addresses.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::{Reading, Setter};
use super::line::BREAK;
use super::{NOTHING, Page, cell, wrap};
use crate::say::{Words, plain};
use crate::table::{Align, Answer, Cell, Column, Layout, Sheet, Shown, Table};

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", inline(page.say(&table.title)))?;
    body(table, page, out)?;
    notes(&table.notes, page, out)
}

/// The tables of an answer, each under a heading of its own.
pub fn write_all(answer: &Answer, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", inline(page.say(&answer.title)))?;
    for Sheet { table, .. } in &answer.sheets {
        writeln!(out, "\n## {}\n", inline(page.say(&table.title)))?;
        body(table, page, out)?;
        notes(&table.notes, page, out)?;
    }
    notes(&answer.notes, page, out)
}

fn body(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let table = &*table.with_columns(|column| column.shown != Shown::InData);
    match table.layout {
        _ if table.rows.is_empty() => writeln!(out, "{}", page.say(&NOTHING))?,
        Layout::Rows => rows(table, page, out)?,
        Layout::Record => {
            let records: Vec<String> = table.rows.iter().map(|row| record(table, row, page)).collect();
            writeln!(out, "{}", records.join("\n\n"))?;
        }
    }
    Ok(())
}

fn notes(notes: &[Words], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    if !notes.is_empty() {
        writeln!(out)?;
    }
    notes.iter().try_for_each(|note| writeln!(out, "- {}", block(page.say(note))))
}

fn rows(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    line(out, table.columns.iter().map(|column| inline(page.say(&column.heading))))?;
    line(out, table.columns.iter().map(|column| rule(column).to_owned()))?;
    table.rows.iter().try_for_each(|row| line(out, row.iter().map(|cell| shown(cell, page))))
}

/// A cell on one line.
pub fn shown(cell: &Cell, page: &Page) -> String {
    Reading { lang: page.lang, between: ", ", setter: &Markdown }.of(cell).into_owned()
}

/// Sets text as text and addresses on the web as links.
struct Markdown;

impl Setter for Markdown {
    fn text<'c>(&self, text: &'c str) -> Cow<'c, str> {
        inline(text).into()
    }

    fn address<'c>(&self, address: &'c str) -> Cow<'c, str> {
        if cell::is_web(address) { link(address).into() } else { self.text(address) }
    }
}

/// An address between angles, where Markdown knows no escapes: signs that would end it, or the cell of a table that it
/// stands in, are written as addresses write signs.
fn link(address: &str) -> String {
    let mut link = String::from("<");
    for c in address.chars() {
        match c {
            '<' | '>' | '|' | '\\' | '`' => link.push_str(&format!("%{:02X}", u32::from(c))),
            c => link.push(c),
        }
    }
    link.push('>');
    link
}

fn line(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    out.write_all(b"|")?;
    for cell in cells {
        write!(out, " {cell} |")?;
    }
    out.write_all(b"\n")
}

fn rule(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "---",
        Align::Right => "--:",
    }
}

/// One entry: short values as a list, prose and lists of records under headings of their own.
fn record(table: &Table, row: &[Cell], page: &Page) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_in_list = false;
    for (column, cell) in table.columns.iter().zip(row).filter(|(_, cell)| !cell::is_empty(cell)) {
        let heading = inline(page.say(&column.heading));
        match (parts(cell, page), blocks.last_mut()) {
            (Parts::Short(text), Some(list)) if is_in_list => list.push_str(&format!("\n- **{heading}:** {text}")),
            (Parts::Short(text), _) => blocks.push(format!("- **{heading}:** {text}")),
            (Parts::Long(text), _) => blocks.push(format!("## {heading}\n\n{text}")),
        }
        is_in_list = blocks.last().is_some_and(|block| block.starts_with("- "));
    }
    blocks.join("\n\n")
}

enum Parts {
    Short(String),
    Long(String),
}

fn parts(cell: &Cell, page: &Page) -> Parts {
    match cell {
        Cell::List(items) if cell::is_list_of_records(cell) => {
            let items = items.iter().map(|item| format!("- {}", at_start(shown(item, page))));
            Parts::Long(items.collect::<Vec<_>>().join("\n"))
        }
        Cell::Text(text) if text.contains('\n') || text.len() > 200 => {
            let lines = text.trim().lines().map(block);
            Parts::Long(lines.collect::<Vec<_>>().join("\n"))
        }
        _ => Parts::Short(shown(cell, page)),
    }
}

/// Text on one line that Markdown leaves as it is.
pub fn inline(text: &str) -> String {
    let text = wrap::on_one_line(text);
    let text = plain(&text);
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        if is_markup(c) || (c == ':' && rest.starts_with("//")) || (c == '.' && text[..at].ends_with("www")) {
            escaped.push('\\');
        }
        escaped.push(c);
        // Mentions and references are made after Markdown is read, where no backslash helps.
        if c == '@' || (matches!(c, '#' | '!') && rest.starts_with(|c: char| c.is_ascii_digit())) {
            escaped.push(BREAK);
        }
    }
    escaped
}

/// ASCII punctuation that CommonMark and GitHub's additions give a meaning inside a line.
fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$')
}

/// Text at the beginning of a line.
pub fn block(text: &str) -> String {
    at_start(inline(text))
}

/// What is already safe inside a line, at the beginning of one: it shall not begin a heading, a list, an underline, a
/// numbered list or, in GitLab, a command; quotes and fences are markup anyway.
fn at_start(text: String) -> String {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match number.len() < text.len() && number.starts_with(['.', ')']) {
        true => format!("{}\\{number}", &text[..text.len() - number.len()]),
        false if text.starts_with(['#', '-', '+', '=', ':', '/']) => format!("\\{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(inline("a|b `c` <script>"), "a\\|b \\`c\\` \\<script\\>");
        assert_eq!(inline("[x](http://a.se)"), "\\[x\\](http\\://a.se)");
        assert_eq!(inline("www.a.se"), "www\\.a.se");
        assert_eq!(inline("@org/team a@b.se #12"), "@\u{2060}org/team a@\u{2060}b.se #\u{2060}12");
        assert_eq!(inline("- # x\n# y"), "- # x # y");
    }

    #[test]
    fn addresses_on_the_web_are_links_and_nothing_else_is() {
        let told = |address: &str| shown(&Cell::Url(address.into()), &Page::default());
        assert_eq!(told("https://a.se/x_y*z?a=|`<b>\\"), "<https://a.se/x_y*z?a=%7C%60%3Cb%3E%5C>");
        assert_eq!(told("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(told("https://a.se> x"), "https\\://a.se\\> x");
    }

    #[test]
    fn no_line_begins_a_block() {
        for (text, safe) in
            [("# a", "\\# a"), ("- a", "\\- a"), ("1. a", "1\\. a"), ("/close", "\\/close"), ("2018", "2018")]
        {
            assert_eq!(block(text), safe);
        }
    }
}
