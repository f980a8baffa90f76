//! Files of ours that answer a question, and are no sheets to fill in: they look so much alike that they would be taken
//! for such, and every row of them for wrong.

use std::collections::BTreeSet;

use super::grid::Grid;
use super::layout::key;
use crate::say::{Failure, Words};

/// How many rows are looked at to find the headings.
const LOOKED_AT: usize = 5;

/// Says what a sheet is that has a row for each value or for each revision.
pub fn refuse_answer(grid: &Grid) -> Result<(), Failure> {
    for row in grid.rows.iter().take(LOOKED_AT) {
        let headings: Vec<String> = row.cells.iter().map(|(_, raw)| key(&raw.text())).collect();
        let all: BTreeSet<&str> = headings.iter().map(String::as_str).collect();
        let has = |names: &[&str]| names.iter().all(|name| all.contains(name));
        if has(&["id", "falt", "nummer", "varde"]) || has(&["id", "field", "number", "value"]) {
            return Err(no_sheet(Words::new(
                "Filen har en rad för varje värde (karta export --long) och kan inte läsas in.",
                "The file has a row for each value (karta export --long) and cannot be taken in.",
            )));
        }
        if has(&["id"]) && headings.iter().take(2).any(|heading| heading == "revision") {
            return Err(no_sheet(Words::new(
                "Filen har en rad för varje post i varje revision (--all-revisions) och kan inte läsas in.",
                "The file has a row for each entry in each revision (--all-revisions) and cannot be taken in.",
            )));
        }
    }
    Ok(())
}

/// A workbook of ours that was not made to be filled in.
pub fn answer() -> Failure {
    no_sheet(Words::new(
        "Arbetsboken är ett svar från karta (en rapport eller en fråga) och inget ark att fylla i.",
        "The workbook is an answer from karta (a report or a query) and no sheet to fill in.",
    ))
}

fn no_sheet(what: Words) -> Failure {
    Failure::new(what).hint(Words::new(
        "Gör ett ark att ändra i med karta export -o karta.xlsx",
        "Make a sheet to change with karta export -o karta.xlsx",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Wanted, open, understand};
    use crate::karta::Karta;
    use crate::render::{self, Book, Page};
    use crate::source::Tree;
    use crate::table::{Cell, Column, Table};

    fn refused(bytes: &[u8]) -> Option<String> {
        let karta = Karta::draw(&Tree::memory([("karta.toml", "namn = \"Kartan\"\nformat = 1\n")]));
        understand(&karta, &open(bytes).unwrap(), &Wanted::default()).err().map(|failure| failure.what.sv.into_owned())
    }

    #[test]
    fn tables_that_are_no_sheets_are_known_by_their_headings() {
        let told = [
            "id,kind,falt,nummer,varde,namn\na,behov,titel,1,A,\n",
            "Karta;Revision;Slag;Id;Titel\nKartan;2018;behov;a;A\n",
            "id,titel,revision\na,A,1\n",
        ]
        .map(|csv| refused(csv.as_bytes()).unwrap_or_default());
        insta::assert_snapshot!(told.join("\n"), @r"
        Filen har en rad för varje värde (karta export --long) och kan inte läsas in.
        Filen har en rad för varje post i varje revision (--all-revisions) och kan inte läsas in.
        ");
    }

    #[test]
    fn a_report_is_no_sheet_but_a_list_of_entries_is() {
        let book = |keys: &[&str]| {
            let columns = keys.iter().map(|key| Column::text(key, Words::same(*key))).collect();
            let rows = vec![keys.iter().map(|_| Cell::Text("a".into())).collect()];
            let mut bytes = Vec::new();
            let book = Book::of(&Table { rows, ..Table::new(Words::same("Svar"), columns) });
            render::book(&book, &Page::default(), &mut bytes).unwrap();
            refused(&bytes)
        };
        assert!(book(&["Tema", "Antal"]).is_some_and(|what| what.contains("svar från karta")));
        assert_eq!(book(&["id", "titel", "status"]), None);
    }
}
