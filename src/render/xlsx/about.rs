use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, Sheet};
use super::fitting;
use super::look::Looks;
use crate::say::Words;

/// What the book shows, what made it, and what each column to be filled in means.
pub fn about(made: &mut Worksheet, book: &Book, looks: &Looks<'_>) -> Result<(), XlsxError> {
    made.set_name(looks.page.say(&Words::new("Om", "About")))?;
    let is_form = book.sheets.iter().any(|sheet| !sheet.guides.is_empty());
    let widths: &[u16] = if is_form { &[30, 26, 60, 60] } else { &[90] };
    for (column, width) in (0u16..).zip(widths) {
        made.set_column_width(column, *width)?;
    }
    made.write_string_with_format(0, 0, fitting(looks.page.say(&book.title)), &looks.heading)?;
    let mut row = 1;
    for note in &book.notes {
        let note = fitting(looks.page.say(note));
        match is_form {
            true => made.merge_range(row, 0, row, 3, &note, &looks.text)?,
            false => made.write_string_with_format(row, 0, note, &looks.text)?,
        };
        row += 1;
    }
    // Of several sheets, each says what it shows and what made it.
    for sheet in book.sheets.iter().filter(|_| book.sheets.len() > 1 && !is_form) {
        let title = (&sheet.table.title, &looks.heading);
        for (line, look) in std::iter::once(title).chain(sheet.table.notes.iter().map(|note| (note, &looks.text))) {
            made.write_string_with_format(row, 0, fitting(looks.page.say(line)), look)?;
            row += 1;
        }
    }
    for sheet in book.sheets.iter().filter(|sheet| !sheet.guides.is_empty()) {
        row = columns(made, sheet, row + 1, looks)?;
    }
    Ok(())
}

/// What the columns of a sheet mean, from a row on; the row behind is given back.
fn columns(made: &mut Worksheet, sheet: &Sheet, mut row: u32, looks: &Looks<'_>) -> Result<u32, XlsxError> {
    let headings = [
        sheet.name.clone(),
        Words::new("Namn i data", "Name in data"),
        Words::new("Vad det är", "What it is"),
        Words::new("Hur det skrivs", "How it is written"),
    ];
    for (column, heading) in (0u16..).zip(&headings) {
        made.write_string_with_format(row, column, fitting(looks.page.say(heading)), &looks.heading)?;
    }
    for (column, guide) in sheet.table.columns.iter().zip(&sheet.guides) {
        row += 1;
        let told =
            [looks.page.say(&column.heading), &column.key, looks.page.say(&guide.about), looks.page.say(&guide.wants)];
        for (at, text) in (0u16..).zip(told) {
            made.write_string_with_format(row, at, fitting(text), &looks.text)?;
        }
    }
    Ok(row + 1)
}
