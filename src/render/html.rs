//! A web page that stands alone: no scripts, nothing from outside, light or dark as the reader has it, and usable down
//! to 320 pixels (WCAG 2.1 AA).

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::{Reading, Setter};
use super::gauge::Scale;
use super::markup::escape;
use super::{NOTHING, Page, cell};
use crate::say::Words;
use crate::table::{Align, Answer, Cell, Gauge, Layout, Sheet, Shown, Table};

const STYLE: &str = include_str!("html.css");

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let title = escape(page.say(&table.title));
    document(&title, "", page, out, |out| {
        body(table, &title, page, out)?;
        notes(&table.notes, page, out)
    })
}

/// The tables of an answer, each under a heading of its own.
pub fn write_all(answer: &Answer, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    document(&escape(page.say(&answer.title)), "", page, out, |out| {
        for Sheet { key, table, .. } in &answer.sheets {
            let title = escape(page.say(&table.title));
            writeln!(out, "<h2 id=\"{}\">{title}</h2>", escape(key))?;
            body(table, &title, page, out)?;
            notes(&table.notes, page, out)?;
        }
        notes(&answer.notes, page, out)
    })
}

/// A page with a title that is set already, and with more style than every page has.
pub fn document(
    title: &str,
    style: &str,
    page: &Page,
    out: &mut dyn Write,
    inside: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">", page.lang.code())?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )?;
    writeln!(
        out,
        "<title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
    )?;
    inside(out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

fn body(table: &Table, title: &str, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let table = &*table.with_columns(|column| column.shown != Shown::InData);
    if table.rows.is_empty() {
        return writeln!(out, "<p>{}</p>", escape(page.say(&NOTHING)));
    }
    match table.layout {
        Layout::Rows => frame(title, out, |out| rows(table, page, out)),
        Layout::Record => table.rows.iter().try_for_each(|row| frame(title, out, |out| record(table, row, page, out))),
    }
}

/// A table that scrolls by itself where it is wider than the page, from the keyboard too. Its caption is for those who
/// go from table to table by ear; the page's heading says the same to the eye.
fn frame(title: &str, out: &mut dyn Write, table: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    writeln!(out, "<div class=\"frame\" role=\"region\" aria-label=\"{title}\" tabindex=\"0\">\n<table>")?;
    writeln!(out, "<caption>{title}</caption>")?;
    table(out)?;
    writeln!(out, "</table>\n</div>")
}

fn rows(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<thead>\n<tr>")?;
    for column in &table.columns {
        write!(out, "<th scope=\"col\"{}>{}</th>", class(column.align), escape(page.say(&column.heading)))?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    let scale = Scale::of(table);
    for (number, row) in table.rows.iter().enumerate() {
        let is_sum = number >= table.counted().len();
        if is_sum && number == table.counted().len() {
            writeln!(out, "</tbody>\n<tfoot>")?;
        }
        write!(out, "<tr>")?;
        for (at, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let (open, close) = if at == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let (class, gauge) =
                (class(column.align), gauge(column.gauge, scale.part(at, cell).filter(|part| !is_sum && *part > 0.0)));
            write!(out, "<{open}{class}{gauge}>{}</{close}>", shown(cell, page))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "{}", if table.totals > 0 { "</tfoot>" } else { "</tbody>" })
}

fn record(table: &Table, row: &[Cell], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<tbody>")?;
    for (column, cell) in table.columns.iter().zip(row).filter(|(_, cell)| !cell::is_empty(cell)) {
        let heading = escape(page.say(&column.heading));
        writeln!(out, "<tr><th scope=\"row\">{heading}</th><td>{}</td></tr>", shown(cell, page))?;
    }
    writeln!(out, "</tbody>")
}

/// What made the page, and what else a reader has to know.
pub fn notes(notes: &[Words], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul>")?;
    notes.iter().try_for_each(|note| writeln!(out, "<li>{}</li>", escape(page.say(note))))?;
    writeln!(out, "</ul>")
}

/// The size of a number as a part of the greatest, for the style to show.
fn gauge(gauge: Gauge, part: Option<f64>) -> String {
    match (gauge, part) {
        (Gauge::Bar, Some(part)) => format!(" data-gauge=\"bar\" style=\"--part:{part:.3}\""),
        (Gauge::Shade, Some(part)) => format!(" data-gauge=\"shade\" style=\"--part:{part:.3}\""),
        _ => String::new(),
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Right => " class=\"number\"",
    }
}

/// A cell on a page.
pub fn shown(cell: &Cell, page: &Page) -> String {
    let reading = Reading { lang: page.lang, between: ", ", setter: &Html };
    match cell {
        Cell::List(items) if cell::is_list_of_records(cell) => {
            let items = items.iter().map(|item| format!("<li>{}</li>", reading.of(item)));
            format!("<ul>{}</ul>", items.collect::<String>())
        }
        _ => reading.of(cell).into_owned(),
    }
}

/// Sets text as text and addresses on the web as links.
struct Html;

impl Setter for Html {
    fn text<'c>(&self, text: &'c str) -> Cow<'c, str> {
        escape(text)
    }

    fn address<'c>(&self, address: &'c str) -> Cow<'c, str> {
        let text = escape(address);
        if cell::is_web(address) { format!("<a href=\"{text}\" rel=\"noopener\">{text}</a>").into() } else { text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_on_the_web_are_links_and_nothing_else_is() {
        let page = Page::default();
        let told = |address: &str| shown(&Cell::Url(address.into()), &page);
        assert_eq!(
            told("https://a.se/?b=\"&c=<d>'"),
            "<a href=\"https://a.se/?b=&quot;&amp;c=&lt;d&gt;&#39;\" rel=\"noopener\">https://a.se/?b=&quot;&amp;c=&lt;d&gt;&#39;</a>"
        );
        assert_eq!(told("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(shown(&Cell::Text("https://a.se".into()), &page), "https://a.se");
    }
}
