//! A workbook: tables on a sheet each, what made them and what columns mean on another. Every text is written as text, so
//! nothing is a formula or a link; full dates are real dates and numbers real numbers. The same book gives the same bytes.
//!
//! A [`Table`] is a book of one sheet; a [`Book`] may have several, with columns to fill in, lists to choose from, cells
//! that are locked, and a hidden sheet for programs.

mod about;
mod book;
mod guide;
mod look;

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatDataBar, DocProperties, ExcelDateTime, Format as Look, IgnoreError,
    Note, Workbook, Worksheet, XlsxError,
};

use super::{Page, cell, wrap};
use crate::say::{Words, plain, plain_lines};
use crate::table::{Answer, Cell, Gauge, Layout, Table};
use crate::value::Date;
pub use book::{Allowed, Book, Guide, Sheet};
use look::Looks;

/// The rows that a sheet has room for below the headings.
const MOST_ROWS: usize = 1_048_575;
/// The UTF-16 units that a cell has room for.
const MOST_UNITS: usize = 32_767;
/// Whole numbers above this lose digits in a spreadsheet, and are written as text.
const MOST_EXACT: u64 = 999_999_999_999_999;
/// The narrowest and widest columns, in characters.
const WIDTHS: (usize, usize) = (8, 60);
/// The characters that a paper on its side has room for, in letters that can be read.
const PAPER: usize = 200;
/// The lines that a row shows at most; the rest of a long text is read in the cell itself.
const MOST_LINES: usize = 8;
/// The height of a line, in points.
const LINE: usize = 15;

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    book(&Book::of(table), page, out)
}

/// The tables of an answer, each on a sheet of its own.
pub fn write_all(answer: &Answer, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    book(&Book::of_answer(answer), page, out)
}

/// Writes a workbook. The same book and page give the same bytes.
pub fn book(book: &Book, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&made(book, page).map_err(failed)?)
}

/// What a workbook has no room for: more columns than 16 384 or more bytes than 4 GB.
fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::new(io::ErrorKind::FileTooLarge, other),
    }
}

fn made(book: &Book, page: &Page) -> Result<Vec<u8>, XlsxError> {
    let mut made = Workbook::new();
    let created = ExcelDateTime::from_ymd(2015, 1, 1)?;
    let title = fitting(page.say(&book.title));
    made.set_properties(&DocProperties::new().set_title(title).set_author("karta").set_creation_datetime(&created));
    let looks = Looks::new(page);
    for sheet in &book.sheets {
        match sheet.table.layout {
            Layout::Rows => sheets(&mut made, sheet, &book.lists, &looks)?,
            Layout::Record => form(made.add_worksheet(), sheet, &looks)?,
        }
    }
    about::about(made.add_worksheet(), book, &looks)?;
    if !book.lists.is_empty() {
        guide::lists(made.add_worksheet(), &book.lists, &looks)?;
    }
    if let Some((name, rows)) = &book.stamp {
        stamp(made.add_worksheet(), name, rows)?;
    }
    made.save_to_buffer()
}

/// The rows, on as many sheets as they need.
fn sheets(book: &mut Workbook, sheet: &Sheet, lists: &[Vec<Words>], looks: &Looks<'_>) -> Result<(), XlsxError> {
    let parts = sheet.table.rows.len().div_ceil(MOST_ROWS).max(1);
    for part in 0..parts {
        let from = part * MOST_ROWS;
        let made = book.add_worksheet();
        made.set_name(sheet_name(looks.page.say(&sheet.name), part))?;
        guide::guide(made, sheet, lists, looks)?;
        rows(made, sheet, from, looks)?;
    }
    Ok(())
}

/// A name that a tab may have, without the signs that it may not.
fn sheet_name(name: &str, part: usize) -> String {
    let name: String = plain(name).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], " ");
    let name: String = name.chars().take(25).collect();
    if part == 0 { name } else { format!("{name} {}", part + 1) }
}

/// The headings, and the rows from one on that there is room for.
fn rows(made: &mut Worksheet, sheet: &Sheet, from: usize, looks: &Looks<'_>) -> Result<(), XlsxError> {
    let table = &sheet.table;
    let rows = &table.rows[from..table.rows.len().min(from + MOST_ROWS)];
    let headings: Vec<String> =
        table.columns.iter().map(|column| fitting(looks.page.say(&column.heading)).into()).collect();
    for (at, heading) in (0u16..).zip(&headings) {
        made.write_string_with_format(0, at, heading, &looks.heading)?;
    }
    let mut widths = widths(&headings, rows, looks.page);
    for (at, width) in (0u16..).zip(&mut widths) {
        *width = (*width).min(most_wide(sheet, at));
    }
    for (at, width) in (0u16..).zip(&widths) {
        made.set_column_width(at, *width as u16)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        let mut lines = 1;
        for ((at, cell), width) in (0u16..).zip(cells).zip(&widths) {
            let is_locked = sheet.guides.get(usize::from(at)).is_some_and(|guide| guide.allowed == Allowed::Kept);
            lines = lines.max(write_cell(made, (row, at), cell, *width, is_locked.then_some(&looks.locked), looks)?);
        }
        // A spreadsheet finds the height itself, but not on every locked sheet.
        let is_set = lines > MOST_LINES || (lines > 1 && sheet.is_locked());
        if is_set {
            made.set_row_height(row, (lines.min(MOST_LINES) * LINE) as u32)?;
        }
    }
    mark(made, sheet, from..from + rows.len(), looks)?;
    let (last, columns) = (rows.len() as u32, (table.columns.len() as u16).saturating_sub(1));
    let counted = last.saturating_sub(table.totals as u32);
    gauges(made, table, counted)?;
    made.ignore_error_range(0, 0, last, columns, IgnoreError::NumberStoredAsText)?;
    made.autofilter(0, 0, counted, columns)?.set_freeze_panes(1, sheet.frozen)?;
    made.set_landscape().set_repeat_rows(0, 0)?;
    if widths.iter().sum::<usize>() <= PAPER {
        made.set_print_fit_to_pages(1, 0);
    } else if let Some(last) = sheet.frozen.checked_sub(1) {
        made.set_repeat_columns(0, last)?;
    }
    Ok(())
}

/// How wide a column may be: those that stay in view leave room for the others, and what nobody changes takes little.
fn most_wide(sheet: &Sheet, at: u16) -> usize {
    match sheet.guides.get(usize::from(at)).map(|guide| guide.allowed) {
        Some(Allowed::Kept) => 22,
        _ if at < sheet.frozen => 38,
        _ => WIDTHS.1,
    }
}

/// How wide columns are: as their widest cell, within reason.
fn widths(headings: &[String], rows: &[Vec<Cell>], page: &Page) -> Vec<usize> {
    let mut widths: Vec<usize> = headings.iter().map(|heading| wrap::width(heading) + 3).collect();
    for cells in rows {
        for (width, cell) in widths.iter_mut().zip(cells).filter(|(width, _)| **width < WIDTHS.1) {
            *width = (*width).max(wish(cell, page));
        }
    }
    widths.into_iter().map(|width| width.clamp(WIDTHS.0, WIDTHS.1)).collect()
}

/// How wide a cell would like to be.
fn wish(cell: &Cell, page: &Page) -> usize {
    match cell {
        cell if cell::is_empty(cell) => 0,
        Cell::Number(_) | Cell::Decimal(_) | Cell::Date(_) => 12,
        _ => cell::shown(cell, page.lang, "; ").lines().map(wrap::width).max().unwrap_or(0) + 2,
    }
}

/// Bars and shades that the spreadsheet draws itself, so that they follow when numbers are changed.
fn gauges(sheet: &mut Worksheet, table: &Table, last: u32) -> Result<(), XlsxError> {
    for (at, column) in (0u16..).zip(&table.columns).filter(|_| last > 0) {
        if column.gauge == Gauge::Bar {
            let bar = ConditionalFormatDataBar::new().set_fill_color(0x8F_B8_DE).set_solid_fill(true);
            sheet.add_conditional_format(1, at, last, at, &bar)?;
        }
    }
    let shaded: Vec<u16> =
        (0u16..).zip(&table.columns).filter(|(_, column)| column.gauge == Gauge::Shade).map(|(at, _)| at).collect();
    if let (Some(first), Some(end), 1..) = (shaded.first(), shaded.last(), last) {
        let scale = ConditionalFormat2ColorScale::new().set_minimum_color(0xFF_FF_FF).set_maximum_color(0x8F_B8_DE);
        sheet.add_conditional_format(1, *first, last, *end, &scale)?;
    }
    Ok(())
}

/// Marks cells, and says why in a note on each.
fn mark(made: &mut Worksheet, sheet: &Sheet, shown: Range<usize>, looks: &Looks<'_>) -> Result<(), XlsxError> {
    for (row, column, why) in sheet.marked.iter().filter(|(row, ..)| shown.contains(row)) {
        let (at, column) = ((row - shown.start + 1) as u32, *column as u16);
        made.set_cell_format(at, column, &looks.marked)?;
        let note = Note::new(fitting(looks.page.say(why))).add_author_prefix(false).set_author("karta");
        made.insert_note(at, column, &note)?;
    }
    Ok(())
}

/// One entry: headings in the first column, values in the second.
fn form(made: &mut Worksheet, sheet: &Sheet, looks: &Looks<'_>) -> Result<(), XlsxError> {
    made.set_name(sheet_name(looks.page.say(&sheet.name), 0))?.set_column_width(0, 28)?.set_column_width(1, 90)?;
    let mut row = 0;
    for cells in &sheet.table.rows {
        for (column, cell) in sheet.table.columns.iter().zip(cells).filter(|(_, cell)| !cell::is_empty(cell)) {
            made.write_string_with_format(row, 0, fitting(looks.page.say(&column.heading)), &looks.heading)?;
            write_cell(made, (row, 1), cell, 90, None, looks)?;
            row += 1;
        }
        row += 1;
    }
    made.ignore_error_range(0, 0, row, 1, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// What programs are to find again, where people need not see it.
fn stamp(made: &mut Worksheet, name: &str, rows: &[Vec<String>]) -> Result<(), XlsxError> {
    made.set_name(name)?.set_very_hidden(true);
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            made.write_string(row, column, fitting(cell))?;
        }
    }
    Ok(())
}

/// Writes a cell in its look, or in another, and tells how many lines it takes in a column that wide.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    width: usize,
    other: Option<&Look>,
    looks: &Looks<'_>,
) -> Result<usize, XlsxError> {
    match cell {
        cell if cell::is_empty(cell) => {}
        Cell::Number(number) if number.unsigned_abs() <= MOST_EXACT => {
            sheet.write_number_with_format(row, column, *number as f64, other.unwrap_or(&looks.number))?;
        }
        Cell::Decimal(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, other.unwrap_or(&looks.number))?;
        }
        Cell::Date(date) if day(*date).is_some() => {
            let day = day(*date).unwrap_or_default();
            sheet.write_datetime_with_format(row, column, &day, other.unwrap_or(&looks.date))?;
        }
        _ => {
            let shown = cell::shown(cell, looks.page.lang, "; ");
            let text = fitting(&shown);
            // Words at the ends of lines leave some of them unfilled.
            let lines = text.lines().map(|line| (wrap::width(line) * 11).div_ceil(width * 10).max(1)).sum();
            sheet.write_string_with_format(row, column, text, other.unwrap_or(&looks.text))?;
            return Ok(lines);
        }
    }
    Ok(1)
}

/// A full date in the years that a spreadsheet knows.
fn day(date: Date) -> Option<ExcelDateTime> {
    date.on_day()?;
    let (year, month, day) = date.first();
    ExcelDateTime::from_ymd(year, month, day).ok().filter(|_| year >= 1900)
}

/// Text that XML can have and a cell has room for: signs for control characters, line breaks kept, cut with `…`.
pub fn fitting(text: &str) -> Cow<'_, str> {
    let text = plain_lines(text);
    if text.len() <= MOST_UNITS {
        return text;
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_UNITS
    };
    let head: String = text.chars().take_while(fits).collect();
    if head.len() == text.len() { text } else { format!("{head}…").into() }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::super::Format;
    use super::super::sample::{bytes, empty, english, record, table};
    use super::*;

    /// A part of a workbook, with a line for each element.
    fn part(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook is an archive");
        let mut xml = String::new();
        archive.by_name(name).expect("the part").read_to_string(&mut xml).expect("UTF-8");
        xml.replace("><", ">\n<")
    }

    fn made(table: &Table) -> Vec<u8> {
        bytes(table, Format::Xlsx, &Page::default())
    }

    #[test]
    fn the_same_table_is_the_same_bytes() {
        assert_eq!(made(&table()), made(&table()));
        assert!(part(&made(&table()), "docProps/core.xml").contains("2015-01-01T00:00:00Z"));
    }

    #[test]
    fn a_sheet_has_a_frozen_header_a_filter_real_dates_and_no_formula() {
        let sheet = part(&made(&table()), "xl/worksheets/sheet1.xml");
        for wanted in
            ["<pane ySplit=\"1\"", "<autoFilter ref=\"A1:F4\"/>", "<v>43167</v>", "<v>12500</v>", "<v>-2.5</v>"]
        {
            assert!(sheet.contains(wanted), "{wanted} is not in\n{sheet}");
        }
        assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"), "{sheet}");
    }

    #[test]
    fn texts_are_texts_that_fit_and_that_xml_can_have() {
        let book = made(&table());
        let texts = part(&book, "xl/sharedStrings.xml");
        assert!(texts.contains("␛[2J\u{fffd}=HYPERLINK(\"http://x.se\",\"Åäö\")\n&lt;script&gt;"), "{:.2000}", texts);
        assert!(texts.contains("Sveriges Kommuner och Regioner; eSam"));
        assert!(texts.contains("…</t>"));
        assert_eq!(fitting(&"å".repeat(40_000)).chars().count(), MOST_UNITS);
        assert_eq!(fitting(&"\u{1f600}".repeat(20_000)).encode_utf16().count(), MOST_UNITS);
        assert_eq!(fitting("a\u{ffff}\u{0}\r\nb"), "a\u{fffd}␀\nb");
    }

    #[test]
    fn the_second_sheet_tells_what_made_the_first() {
        for table in [table(), record(), empty()] {
            let names = part(&bytes(&table, Format::Xlsx, &english()), "xl/workbook.xml");
            assert!(names.contains("<sheet name=\"Answer\"") && names.contains("<sheet name=\"About\""), "{names}");
            let about = part(&made(&table), "xl/worksheets/sheet2.xml");
            assert_eq!(about.matches("t=\"s\"").count(), 2, "{about}");
        }
    }

    #[test]
    fn a_book_to_fill_in_has_locks_lists_and_a_hidden_stamp() {
        let guide = |allowed| Guide { about: Words::same("Om"), wants: Words::same("Hur"), allowed };
        let allowed = [Allowed::Kept, Allowed::Text, Allowed::OneOf(0), Allowed::SeveralOf(1), Allowed::Number(1, 5)];
        let guides = allowed.map(guide).to_vec();
        let sheet = Sheet { guides, frozen: 2, ..Sheet::new(Words::new("Behov: a/b", "Needs"), table()) };
        let list = |words: &[&str]| words.iter().map(|word| Words::same(*word)).collect::<Vec<_>>();
        let lists = vec![list(&["identifierat", "avfört"]), list(&["eSam (esam)"])];
        let stamp = Some(("karta", vec![vec!["karta".to_owned(), "1".to_owned()]]));
        let of = Book { title: Words::same("Kartan"), notes: Vec::new(), sheets: vec![sheet], lists, stamp };
        let mut bytes = Vec::new();
        book(&of, &Page::default(), &mut bytes).expect("memory never fails");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        for wanted in [
            "<sheetProtection sheet=\"1\"",
            "<formula1>Listor!$A$1:$A$2</formula1>",
            "<formula1>Listor!$B$1:$B$1</formula1>",
            "<dataValidation type=\"whole\"",
            "<pane xSplit=\"2\" ySplit=\"1\"",
        ] {
            assert!(sheet.contains(wanted), "{wanted} is not in\n{sheet}");
        }
        assert!(!sheet.contains("<f>"), "{sheet}");
        let sheets = part(&bytes, "xl/workbook.xml");
        for wanted in ["name=\"Behov  a b\"", "name=\"Listor\" sheetId=\"3\" state=\"hidden\"", "state=\"veryHidden\""]
        {
            assert!(sheets.contains(wanted), "{wanted} is not in\n{sheets}");
        }
        let mut again = Vec::new();
        book(&of, &Page::default(), &mut again).expect("memory never fails");
        assert_eq!(bytes, again);
    }

    #[test]
    fn what_a_spreadsheet_would_round_or_misread_is_text() {
        let mut table = table();
        table.rows = vec![
            vec![
                Cell::Number(i64::MAX),
                Cell::Decimal(f64::NAN),
                Cell::Date(Date::parse("1850-01-01").expect("a date")),
            ],
            vec![
                Cell::Text("212000-0142".into()),
                Cell::Text("0180".into()),
                Cell::Date(Date::parse("2018").expect("a date")),
            ],
        ];
        let book = made(&table);
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert_eq!(sheet.matches("t=\"s\"").count(), 6 + 6, "{sheet}");
        assert!(sheet.contains("numberStoredAsText=\"1\""));
    }
}
