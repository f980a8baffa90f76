//! What helps whoever fills a sheet in: locks, and lists to choose from.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, ProtectionOptions, Worksheet, XlsxError,
};

use super::book::{Allowed, Sheet};
use super::look::Looks;
use super::{MOST_ROWS, Page, fitting};
use crate::say;
use crate::say::Words;

/// The sheet that holds the lists.
static LISTS: Words = Words::new("Listor", "Lists");

/// Writes the lists, a column each.
pub fn lists(sheet: &mut Worksheet, lists: &[Vec<Words>], looks: &Looks<'_>) -> Result<(), XlsxError> {
    sheet.set_name(looks.page.say(&LISTS))?.set_hidden(true);
    for (column, list) in (0u16..).zip(lists) {
        for (row, item) in (0u32..).zip(list.iter().take(MOST_ROWS)) {
            sheet.write_string_with_format(row, column, fitting(looks.page.say(item)), &looks.text)?;
        }
    }
    Ok(())
}

/// Sets up a sheet to be filled in: how empty cells look, what they take, and which are locked.
pub fn guide(sheet: &mut Worksheet, of: &Sheet, lists: &[Vec<Words>], looks: &Looks<'_>) -> Result<(), XlsxError> {
    for (at, guide) in (0u16..).zip(&of.guides) {
        sheet.set_column_format(at, looks.of(guide))?;
        if let Some(validation) = validation(guide.allowed, lists, looks.page)? {
            sheet.add_data_validation(1, at, MOST_ROWS as u32, at, &validation)?;
        }
    }
    if of.is_locked() {
        sheet.protect_with_options(&all_but_locked());
    }
    Ok(())
}

/// A lock without a password, on locked cells only: everything else about the sheet is free.
fn all_but_locked() -> ProtectionOptions {
    ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        insert_rows: true,
        insert_links: true,
        delete_columns: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        use_pivot_tables: true,
        ..ProtectionOptions::new()
    }
}

fn validation(allowed: Allowed, lists: &[Vec<Words>], page: &Page) -> Result<Option<DataValidation>, XlsxError> {
    let whole = |number: i64| number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
    let from = |list: usize| -> Option<DataValidation> {
        let count = lists.get(list)?.len().min(MOST_ROWS);
        (count > 0).then(|| DataValidation::new().allow_list_formula(Formula::new(range(list, count, page))))
    };
    let validation = match allowed {
        Allowed::Kept | Allowed::Text => None,
        Allowed::Number(least, most) => {
            let rule = DataValidationRule::Between(whole(least), whole(most));
            let told = say!("Ett heltal från {least} till {most}.", "A whole number from {least} to {most}.");
            Some(DataValidation::new().allow_whole_number(rule).set_error_message(page.say(&told))?)
        }
        Allowed::OneOf(list) => {
            let told = Words::new("Välj ett av orden i listan.", "Choose one of the words in the list.");
            let message = |validation: DataValidation| validation.set_error_message(page.say(&told));
            from(list).map(message).transpose()?
        }
        // Several are written with `; ` between, which no list has: the list is there to choose from, and refuses nothing.
        Allowed::SeveralOf(list) => from(list).map(|validation| {
            validation.set_error_style(DataValidationErrorStyle::Information).show_error_message(false)
        }),
    };
    Ok(validation)
}

/// Where a list stands: `Listor!$C$1:$C$12`.
fn range(list: usize, count: usize, page: &Page) -> String {
    let column = rust_xlsxwriter::utility::column_number_to_name(list as u16);
    format!("={}!${column}$1:${column}${count}", page.say(&LISTS))
}
