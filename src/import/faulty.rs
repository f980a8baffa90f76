//! The rows that could not be taken in, as a workbook to mend and take in again.

use std::collections::{BTreeMap, HashMap};

use super::canonical;
use super::grid::{Raw, Row};
use super::layout::{self, FAULTS, KARTA, Meaning, SHEET, TAKE};
use super::merge::{Laid, Merged, Understood};
use super::stamp::{self, Fingerprints, Stamp};
use super::told::{Ask, Conflict};
use super::workbook::{Lists, guide, tab};
use crate::karta::Karta;
use crate::render::{Allowed, Book, Guide, Sheet, unguard};
use crate::say::Words;
use crate::table::{Cell, Column, Table};
use crate::value::Kind;

/// What is said of a row.
struct Remark<'m> {
    column: Option<u32>,
    told: Words,
    conflict: Option<&'m Conflict>,
}

/// What is said of rows, by sheet and row.
type Remarks<'m> = HashMap<(&'m str, u32), Vec<Remark<'m>>>;

/// The workbook while it is made.
struct Making<'m> {
    karta: &'m Karta,
    understood: &'m Understood<'m>,
    lists: Lists,
    stamped: BTreeMap<(Kind, String), Fingerprints>,
}

/// A workbook of the rows that could not be taken in, as they were, with what is wrong beside them and on each cell. In
/// rows that somebody has to choose in there is a column for that.
pub fn faulty(karta: &Karta, understood: &Understood<'_>, merged: &Merged) -> Book {
    let remarks = remarks(merged);
    let mut making = Making { karta, understood, lists: Lists::default(), stamped: BTreeMap::new() };
    let sheets = understood.sheets.iter().filter_map(|laid| making.sheet(laid, &remarks)).collect();
    let origin = understood.stamp.as_ref().map(|stamp| stamp.origin.clone()).unwrap_or_default();
    let rows = making.stamped.iter().map(|((kind, id), prints)| (*kind, id.as_str(), prints.clone()));
    let mut notes = vec![Words::new(
        "Rätta de gula cellerna och läs in den här filen med karta import, på samma sätt som förra gången.",
        "Mend the yellow cells and take this file in with karta import, in the same way as the last time.",
    )];
    notes.extend((!merged.conflicts.is_empty()).then(|| {
        Words::new(
            "Där arket och kartan säger olika: skriv Ark på raden för att ta dess värden, eller Karta för att lämna kartans.",
            "Where the sheet and the map say different things: write Sheet on the row to take its values, or Map to leave the map's.",
        )
    }));
    Book {
        title: Words::new("Rader som inte gick att läsa in", "Rows that could not be taken in"),
        notes,
        sheets,
        stamp: Some((stamp::SHEET, Stamp::rows(&origin, rows))),
        lists: making.lists.words,
    }
}

fn remarks(merged: &Merged) -> Remarks<'_> {
    let mut remarks = Remarks::new();
    for fault in &merged.faults {
        let remark = Remark { column: fault.column, told: fault.told(), conflict: None };
        remarks.entry((&fault.sheet, fault.row)).or_default().push(remark);
    }
    for conflict in &merged.conflicts {
        let (sheet, row, column) = &conflict.at;
        let remark = Remark { column: Some(*column), told: conflict.told(&Ask::Column), conflict: Some(conflict) };
        remarks.entry((sheet, *row)).or_default().push(remark);
    }
    remarks
}

impl Making<'_> {
    /// The rows of a sheet that something is said of; none where nothing is said of any.
    fn sheet(&mut self, laid: &Laid<'_>, remarks: &Remarks<'_>) -> Option<Sheet> {
        let rows = laid.grid.rows.iter();
        let found: Vec<(&Row, &Vec<Remark<'_>>)> =
            rows.filter_map(|row| Some((row, remarks.get(&(laid.grid.name.as_str(), row.number))?))).collect();
        (!found.is_empty()).then(|| self.filled(laid, &found))
    }

    /// The sheet of such rows.
    fn filled(&mut self, laid: &Laid<'_>, found: &[(&Row, &Vec<Remark<'_>>)]) -> Sheet {
        let kept: Vec<&layout::Column> = laid.layout.columns.iter().filter(|column| !is_ours(column)).collect();
        let has_choice = found.iter().any(|(_, remarks)| remarks.iter().any(|remark| remark.conflict.is_some()));
        let is_guarded = self.understood.is_guarded(laid);
        let (mut rows, mut marked) = (Vec::new(), Vec::new());
        for (at, (row, remarks)) in found.iter().enumerate() {
            let mut cells: Vec<Cell> = kept.iter().map(|column| cell(row.get(column.at), is_guarded)).collect();
            cells.push(Cell::Words(Words::each(|lang| {
                remarks.iter().map(|remark| remark.told.get(lang)).collect::<Vec<_>>().join("\n")
            })));
            for remark in remarks.iter() {
                let place = remark.column.and_then(|column| kept.iter().position(|kept| kept.at == column));
                marked.push((at, place.unwrap_or(kept.len()), remark.told.clone()));
            }
            if has_choice {
                cells.push(Cell::Empty);
                let is_asked = remarks.iter().any(|remark| remark.conflict.is_some());
                marked.extend(is_asked.then(|| (at, kept.len() + 1, how_to_choose())));
            }
            rows.push(cells);
            self.remember(laid, row, remarks);
        }
        let (columns, mut guides): (Vec<Column>, Vec<Guide>) =
            kept.iter().map(|column| self.column(column, laid.layout.kind)).chain([told_column()]).unzip();
        let mut table = Table { rows, ..Table::new(name(laid), columns) };
        if has_choice {
            self.lists.words.push(vec![SHEET.clone(), KARTA.clone()]);
            table.columns.push(Column::text("ark-eller-karta", TAKE.clone()));
            let allowed = Allowed::OneOf(self.lists.words.len() - 1);
            guides.push(Guide { about: how_to_choose(), wants: Words::new("Ark, Karta", "Sheet, Map"), allowed });
        }
        Sheet { marked, guides, ..Sheet::new(table.title.clone(), table) }
    }

    /// A column as it was, with what it may hold.
    fn column(&mut self, column: &layout::Column, kind: Option<Kind>) -> (Column, Guide) {
        let heading = Words::same(column.heading.clone());
        let slot = match &column.meaning {
            Meaning::Slots(slots) => slots.iter().find(|(of, _)| kind.is_none_or(|kind| **of == kind)),
            _ => None,
        };
        let Some((kind, slot)) = slot else {
            return (Column::text(&column.heading, heading), free(Words::same("")));
        };
        let guide = guide(self.karta, *kind, slot, &mut self.lists);
        // An id may be what is wrong.
        let allowed = if guide.allowed == Allowed::Kept { Allowed::Text } else { guide.allowed };
        (Column::text(&slot.key, heading), Guide { allowed, ..guide })
    }

    /// Remembers what the sheet said when it was made, and what the map said when somebody was asked to choose.
    fn remember(&mut self, laid: &Laid<'_>, row: &Row, remarks: &[Remark<'_>]) {
        let Some(stamp) = &self.understood.stamp else { return };
        let Some((at, _)) = laid.layout.slots().find(|(_, slot)| slot.key == "id") else { return };
        let text = row.text(at);
        for kind in Kind::ENTRIES {
            let key = (kind, canonical::id(text.trim()).to_owned());
            let Some(mut prints) = stamp.entries.get(&key).cloned() else { continue };
            for conflict in remarks.iter().filter_map(|remark| remark.conflict) {
                prints.show(&conflict.key, &conflict.now);
            }
            self.stamped.insert(key, prints);
        }
    }
}

/// Whether a column is one that a workbook such as this has of its own.
fn is_ours(column: &layout::Column) -> bool {
    let heading = layout::key(&column.heading);
    matches!(column.meaning, Meaning::Take) || [&FAULTS.sv, &FAULTS.en].iter().any(|name| layout::key(name) == heading)
}

fn told_column() -> (Column, Guide) {
    let about = Words::new(
        "Vad som är fel på raden; läses inte in igen.",
        "What is wrong with the row; it is not taken in again.",
    );
    (Column::text("fel", FAULTS.clone()), free(about))
}

fn free(about: Words) -> Guide {
    Guide { about, wants: Words::same(""), allowed: Allowed::Text }
}

fn how_to_choose() -> Words {
    Words::new(
        "Ark tar värdena på raden, Karta lämnar kartans.",
        "Sheet takes the values of the row, Map leaves the map's.",
    )
}

fn name(laid: &Laid<'_>) -> Words {
    match (laid.grid.name.as_str(), laid.layout.kind) {
        ("", Some(kind)) => tab(kind),
        ("", None) => Words::new("Fel", "Faults"),
        (name, _) => Words::same(name),
    }
}

/// A cell as it was, without what kept a spreadsheet from running it: in a workbook a text is only a text.
fn cell(raw: Option<&Raw>, is_guarded: bool) -> Cell {
    match raw {
        None => Cell::Empty,
        Some(Raw::Number(number)) if number.fract() == 0.0 && number.abs() < 1e15 => Cell::Number(*number as i64),
        Some(Raw::Number(number)) => Cell::Decimal(*number),
        Some(Raw::Day(date)) => Cell::Date(*date),
        Some(Raw::Text(text)) if is_guarded => Cell::Text(unguard(text).into_owned()),
        Some(other) => Cell::Text(other.text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Origin, Wanted, merge, open, understand, workbook};
    use crate::query::{self, Filter};
    use crate::render::{self, Page};
    use crate::say::Lang;
    use crate::source::Tree;

    fn draw(text: &str) -> Karta {
        Karta::draw(&Tree::memory([
            ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
            ("taxonomi/tema.toml", "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n"),
            ("behov/skola/buss.toml", text),
        ]))
    }

    const BUSS: &str =
        "id = \"buss\"\ntitel = \"Buss\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n";

    fn bytes(book: &Book) -> Vec<u8> {
        let mut bytes = Vec::new();
        render::book(book, &Page::default(), &mut bytes).unwrap();
        bytes
    }

    /// What comes of a file, and the workbook of what did not come in.
    fn taken_in(bytes: &[u8], text: &str) -> (String, Book) {
        let karta = draw(text);
        let opened = open(bytes).unwrap();
        let wanted = Wanted { kind: Some(Kind::Behov), ..Wanted::default() };
        let understood = understand(&karta, &opened, &wanted).unwrap();
        let merged = merge(&karta, &understood, &wanted, |_| Some(text.to_owned()));
        let new = |text: &str| text.lines().filter(|line| !BUSS.contains(line)).collect::<Vec<_>>().join(", ");
        let mut told: Vec<String> =
            merged.changes.iter().map(|change| new(change.after.as_deref().unwrap_or_default())).collect();
        told.push(format!("fel {}, krockar {}", merged.faults.len(), merged.conflicts.len()));
        (told.join("; "), faulty(&karta, &understood, &merged))
    }

    /// A cell by the key of its column, in the first row.
    fn at<'b>(book: &'b mut Book, key: &str) -> &'b mut Cell {
        let table = &mut book.sheets[0].table;
        let column = table.columns.iter().position(|column| column.key == key).unwrap();
        &mut table.rows[0][column]
    }

    #[test]
    fn what_keeps_lines_from_being_run_is_no_part_of_what_comes_back() {
        let csv = "id,titel,beskrivning,status\nbuss,'=HYPERLINK(1),'- punkt ett,fel\n";
        let (told, mut book) = taken_in(csv.as_bytes(), BUSS);
        assert_eq!(told, "fel 1, krockar 0");
        *at(&mut book, "status") = Cell::Text("prioriterat".into());
        let (told, _) = taken_in(&bytes(&book), BUSS);
        insta::assert_snapshot!(
            told,
            @r#"titel = "=HYPERLINK(1)", beskrivning = "- punkt ett", status = "prioriterat"; fel 0, krockar 0"#
        );
    }

    /// The workbook of a map in which the title was changed, when the map has another by then.
    fn krock(map: &str) -> (String, Book) {
        let karta = draw(BUSS);
        let filter = Filter::any_of("kind", [Kind::Behov.name()]);
        let selection = query::select(&karta, &filter.resolve(&karta).unwrap());
        let mut made = workbook(&karta, &selection, &Origin::default(), Lang::Sv);
        *at(&mut made, "titel") = Cell::Text("Arkets".into());
        taken_in(&bytes(&made), &BUSS.replace("\"Buss\"", &format!("\"{map}\"")))
    }

    #[test]
    fn what_both_have_changed_is_chosen_in_the_sheet() {
        let map = BUSS.replace("\"Buss\"", "\"Kartans\"");
        let (told, book) = krock("Kartans");
        assert_eq!((told.as_str(), book.sheets[0].marked.len()), ("fel 0, krockar 1", 2));
        let chosen = |word: &str, map: &str| {
            let mut book = book.clone();
            *at(&mut book, "ark-eller-karta") = Cell::Text(word.into());
            taken_in(&bytes(&book), map).0
        };
        assert_eq!(chosen("", &map), "fel 0, krockar 1");
        assert_eq!(chosen("Ark", &map), "titel = \"Arkets\"; fel 0, krockar 0");
        assert_eq!(chosen("karta", &map), "fel 0, krockar 0");
        assert_eq!(chosen("kanske", &map), "fel 1, krockar 0");
        // Who chose did not see what the map says by now.
        assert_eq!(chosen("Ark", &BUSS.replace("\"Buss\"", "\"Tredje\"")), "fel 0, krockar 1");
    }
}
