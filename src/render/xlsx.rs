//! A workbook: the answer on one sheet, what made it on another. Every text is written as text, so nothing is a formula
//! or a link; full dates are real dates and numbers real numbers. The same table gives the same bytes.

use std::io::{self, Write};

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatDataBar, DocProperties, ExcelDateTime, Format as Look, FormatAlign,
    FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::{Page, cell, wrap};
use crate::say::{Words, plain};
use crate::table::{Answer, Cell, Gauge, Layout, Table};
use crate::value::Date;

/// The rows that a sheet has room for below the headings.
const MOST_ROWS: usize = 1_048_575;
/// The UTF-16 units that a cell has room for.
const MOST_UNITS: usize = 32_767;
/// Whole numbers above this lose digits in a spreadsheet, and are written as text.
const MOST_EXACT: u64 = 999_999_999_999_999;
/// The narrowest and widest columns, in characters.
const WIDTHS: (usize, usize) = (8, 60);

pub fn write(table: &Table, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let name = page.say(&ANSWER).to_owned();
    let about = About { title: &table.title, parts: vec![(None, &table.notes)] };
    out.write_all(&book(&[(name, table)], &about, page).map_err(failed)?)
}

/// The tables of an answer, each on a sheet of its own.
pub fn write_all(answer: &Answer, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let sheets: Vec<_> = answer.sheets.iter().map(|sheet| (page.say(&sheet.name).to_owned(), &sheet.table)).collect();
    let parts = answer.sheets.iter().map(|sheet| (Some(&sheet.table.title), &sheet.table.notes));
    let about = About { title: &answer.title, parts: parts.chain([(None, &answer.notes)]).collect() };
    out.write_all(&book(&sheets, &about, page).map_err(failed)?)
}

const ANSWER: Words = Words::new("Svar", "Answer");

/// What the sheets show and what made them.
struct About<'t> {
    title: &'t Words,
    /// What each sheet shows, where there are several, and what is said of it.
    parts: Vec<(Option<&'t Words>, &'t Vec<Words>)>,
}

/// What a workbook has no room for: more columns than 16 384 or more bytes than 4 GB.
fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::new(io::ErrorKind::FileTooLarge, other),
    }
}

fn book(sheets: &[(String, &Table)], about: &About<'_>, page: &Page) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = safe(page.say(about.title));
    let made = ExcelDateTime::from_ymd(2015, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_author("karta").set_creation_datetime(&made));
    let looks = Looks::new();
    for (name, table) in sheets {
        match table.layout {
            Layout::Rows => parts(&mut book, name, table, page, &looks)?,
            Layout::Record => form(book.add_worksheet().set_name(name)?, table, page, &looks)?,
        }
    }
    about.write(book.add_worksheet(), page, &looks)?;
    book.save_to_buffer()
}

/// How cells look.
struct Looks {
    heading: Look,
    text: Look,
    date: Look,
    number: Look,
}

impl Looks {
    fn new() -> Looks {
        let cell = || Look::new().set_align(FormatAlign::Top);
        Looks {
            heading: cell().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
            text: cell().set_text_wrap().set_num_format("@"),
            date: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            number: cell(),
        }
    }
}

/// The rows, on as many sheets as they need.
fn parts(book: &mut Workbook, name: &str, table: &Table, page: &Page, looks: &Looks) -> Result<(), XlsxError> {
    let parts = table.rows.len().div_ceil(MOST_ROWS).max(1);
    for part in 0..parts {
        let rows = table.rows.iter().skip(part * MOST_ROWS).take(MOST_ROWS);
        let sheet = book.add_worksheet();
        sheet.set_name(if part == 0 { name.to_owned() } else { format!("{name} {}", part + 1) })?;
        self::rows(sheet, table, rows, page, looks)?;
    }
    Ok(())
}

fn rows<'t>(
    sheet: &mut Worksheet,
    table: &Table,
    rows: impl Iterator<Item = &'t Vec<Cell>>,
    page: &Page,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let mut widths = Vec::new();
    for (at, column) in (0u16..).zip(&table.columns) {
        let heading = safe(page.say(&column.heading));
        widths.push(wrap::width(&heading) + 3);
        sheet.write_string_with_format(0, at, heading, &looks.heading)?;
    }
    let mut last = 0;
    for (row, cells) in (1u32..).zip(rows) {
        last = row;
        for ((at, cell), width) in (0u16..).zip(cells).zip(&mut widths) {
            *width = (*width).max(write_cell(sheet, (row, at), cell, page, looks)?);
        }
    }
    for (at, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(at, (*width).clamp(WIDTHS.0, WIDTHS.1) as u16)?;
    }
    let columns = (table.columns.len() as u16).saturating_sub(1);
    sheet.ignore_error_range(0, 0, last, columns, IgnoreError::NumberStoredAsText)?;
    let counted = last.saturating_sub(table.totals as u32);
    sheet.autofilter(0, 0, counted, columns)?.set_freeze_panes(1, 0)?;
    gauges(sheet, table, counted)
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

/// One entry: headings in the first column, values in the second.
fn form(sheet: &mut Worksheet, table: &Table, page: &Page, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 28)?.set_column_width(1, 90)?;
    let mut row = 0;
    for cells in &table.rows {
        for (column, cell) in table.columns.iter().zip(cells).filter(|(_, cell)| !cell::is_empty(cell)) {
            sheet.write_string_with_format(row, 0, safe(page.say(&column.heading)), &looks.heading)?;
            write_cell(sheet, (row, 1), cell, page, looks)?;
            row += 1;
        }
        row += 1;
    }
    sheet.ignore_error_range(0, 0, row, 1, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

impl About<'_> {
    fn write(&self, sheet: &mut Worksheet, page: &Page, looks: &Looks) -> Result<(), XlsxError> {
        sheet.set_name(page.say(&Words::new("Om", "About")))?.set_column_width(0, 90)?;
        sheet.write_string_with_format(0, 0, safe(page.say(self.title)), &looks.heading)?;
        let lines = self.parts.iter().flat_map(|(title, notes)| {
            let title = title.iter().map(|title| (*title, &looks.heading));
            title.chain(notes.iter().map(|note| (note, &looks.text)))
        });
        for (row, (line, look)) in (1u32..).zip(lines) {
            sheet.write_string_with_format(row, 0, safe(page.say(line)), look)?;
        }
        Ok(())
    }
}

/// Writes a cell, and tells how wide it would like to be.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    page: &Page,
    looks: &Looks,
) -> Result<usize, XlsxError> {
    match cell {
        cell if cell::is_empty(cell) => return Ok(0),
        Cell::Number(number) if number.unsigned_abs() <= MOST_EXACT => {
            sheet.write_number_with_format(row, column, *number as f64, &looks.number)?;
        }
        Cell::Decimal(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &looks.number)?;
        }
        Cell::Date(date) if day(*date).is_some() => {
            let day = day(*date).unwrap_or_default();
            sheet.write_datetime_with_format(row, column, &day, &looks.date)?;
            return Ok(12);
        }
        _ => {
            let text = safe(&cell::shown(cell, page.lang, "; "));
            let width = text.lines().map(wrap::width).max().unwrap_or(0) + 2;
            sheet.write_string_with_format(row, column, text, &looks.text)?;
            return Ok(width);
        }
    }
    Ok(12)
}

/// A full date in the years that a spreadsheet knows.
fn day(date: Date) -> Option<ExcelDateTime> {
    date.on_day()?;
    let (year, month, day) = date.first();
    ExcelDateTime::from_ymd(year, month, day).ok().filter(|_| year >= 1900)
}

/// Text that XML can have and a cell has room for: signs for control characters, line breaks kept, cut with `…`.
fn safe(text: &str) -> String {
    let text = text.lines().map(plain).collect::<Vec<_>>().join("\n").replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    if text.len() <= MOST_UNITS {
        return text;
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_UNITS
    };
    let head: String = text.chars().take_while(fits).collect();
    if head.len() == text.len() { head } else { format!("{head}…") }
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
        assert_eq!(safe(&"å".repeat(40_000)).chars().count(), MOST_UNITS);
        assert_eq!(safe(&"\u{1f600}".repeat(20_000)).encode_utf16().count(), MOST_UNITS);
        assert_eq!(safe("a\u{ffff}\u{0}\r\nb"), "a\u{fffd}␀\nb");
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
