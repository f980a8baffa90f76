//! What could not be taken in, as people are told it and as a sheet to mend and take in again.

use super::grid::{Row, column_name};
use super::layout::{Meaning, Sure, TAKE};
use super::merge::{Laid, Merged};
use crate::say;
use crate::say::{Failure, Words, quote};
use crate::table::{Cell, Column, Table};
use crate::value::Kind;

/// Something in a sheet that could not be taken in.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The sheet.
    pub sheet: String,
    /// The row, counted from 1.
    pub row: u32,
    /// The column, counted from 0; none for the row as a whole.
    pub column: Option<u32>,
    /// The column's heading.
    pub heading: String,
    /// What is wrong, and what to do.
    pub why: Failure,
}

/// A value that the sheet may not change without asking.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The sheet, the row, counted from 1, and the column, counted from 0.
    pub at: (String, u32, u32),
    /// The entry.
    pub id: String,
    /// What people call the value.
    pub heading: Words,
    /// What the sheet says.
    pub sheet: String,
    /// What the map says.
    pub map: String,
    /// Whether the row was taken for the entry because of its name alone; else the map has changed since the sheet was
    /// made.
    pub is_by_name: bool,
    /// The column's key.
    pub(super) key: String,
    /// What the map says, whoever says it; see [`super::canonical`].
    pub(super) now: String,
}

/// In how many rows an example is looked for.
const LOOKED_AT: usize = 100;

/// How somebody says which side to take.
pub(super) enum Ask {
    /// In words on the command line.
    Flag,
    /// In a column of the sheet of what was not taken in.
    Column,
}

impl Fault {
    /// A cell that cannot be taken in.
    pub fn at(laid: &Laid<'_>, row: &Row, column: u32, why: Failure) -> Fault {
        let heading = laid.layout.columns.iter().find(|other| other.at == column);
        Fault {
            column: Some(column),
            heading: heading.map_or_else(String::new, |column| column.heading.clone()),
            ..Fault::of_row(laid, row, why)
        }
    }

    /// A row that cannot be taken in.
    pub fn of_row(laid: &Laid<'_>, row: &Row, why: Failure) -> Fault {
        Fault::new(&laid.grid.name, row.number, why)
    }

    /// A row that cannot be taken in for what a field of it says, where the sheet has a column of it.
    pub fn in_field(laid: &Laid<'_>, row: u32, field: &str, why: Failure) -> Fault {
        let fault = Fault::new(&laid.grid.name, row, why);
        match laid.layout.column_of(field) {
            Some(column) => Fault { column: Some(column.at), heading: column.heading.clone(), ..fault },
            None => fault,
        }
    }

    /// A row of a sheet that cannot be taken in.
    pub fn new(sheet: &str, row: u32, why: Failure) -> Fault {
        Fault { sheet: sheet.to_owned(), row, column: None, heading: String::new(), why }
    }

    /// What is wrong and what to do, in one text.
    pub(super) fn told(&self) -> Words {
        sentences(&self.why)
    }
}

/// What is wrong, why, and what to do, one sentence after the other.
fn sentences(Failure { what, why, hint }: &Failure) -> Words {
    Words::each(|lang| {
        let parts = [Some(what), why.as_ref(), hint.as_ref()];
        parts.into_iter().flatten().map(|words| words.get(lang).to_owned()).collect::<Vec<_>>().join(" ")
    })
}

impl Conflict {
    /// Both values, and how to choose.
    pub(super) fn told(&self, ask: &Ask) -> Words {
        let (id, map) = (&self.id, shown(&self.map));
        let what = match (&ask, self.is_by_name) {
            (Ask::Column, true) => say!(
                "Raden togs för {id}, som har samma namn. Kartan säger {map}.",
                "The row was taken for {id}, which has the same name. The map says {map}.";
                map in words
            ),
            (Ask::Column, false) => say!(
                "Kartan har ändrats sedan arket gjordes och säger {map}.",
                "The map has changed since the sheet was made and says {map}.";
                map in words
            ),
            (Ask::Flag, true) => {
                let sheet = shown(&self.sheet);
                say!(
                    "{id}: arket säger {sheet} och kartan {map}. Raden togs för posten för att namnet är detsamma.",
                    "{id}: the sheet says {sheet} and the map {map}. The row was taken for the entry because the name is the same.";
                    sheet in words, map in words
                )
            }
            (Ask::Flag, false) => {
                let sheet = shown(&self.sheet);
                say!(
                    "{id}: arket säger {sheet}, men kartan har ändrats sedan arket gjordes och säger {map}.",
                    "{id}: the sheet says {sheet}, but the map has changed since the sheet was made and says {map}.";
                    sheet in words, map in words
                )
            }
        };
        let how = match ask {
            Ask::Column => {
                let column = &TAKE;
                say!(
                    "Välj i kolumnen {column}; värdet i cellen kan också ändras.",
                    "Choose in the column {column}; the value in the cell can be changed too.";
                    column in words
                )
            }
            Ask::Flag => {
                Words::new("Välj med --take sheet eller --take map.", "Choose with --take sheet or --take map.")
            }
        };
        sentences(&Failure::new(what).hint(how))
    }
}

/// A value as it is quoted in a sentence.
fn shown(text: &str) -> Words {
    match text {
        "" => Words::new("ingenting", "nothing"),
        text => Words::same(format!("”{}”", quote(text))),
    }
}

/// Everything that was not taken in, a row each, as many as are wanted: what could not be read, and what somebody has to
/// choose.
pub fn report(merged: &Merged, most: usize) -> Table {
    let columns = vec![
        Column::text("slag", Words::new("Slag", "Sort")),
        Column::text("blad", Words::new("Blad", "Sheet")),
        Column::text("cell", Words::new("Cell", "Cell")),
        Column::text("kolumn", Words::new("Kolumn", "Column")),
        Column::text("vad", Words::new("Vad och varför", "What and why")),
    ];
    let (faults, conflicts) = (merged.faults.len(), merged.conflicts.len());
    let title = say!("Fel: {faults}. Krockar: {conflicts}.", "Faults: {faults}. Conflicts: {conflicts}.");
    let fault = |fault: &Fault| {
        vec![
            Cell::Choice("fel", Words::new("fel", "fault")),
            Cell::Text(fault.sheet.clone()),
            Cell::Text(cell_name(fault.row, fault.column)),
            Cell::Text(fault.heading.clone()),
            Cell::Words(fault.told()),
        ]
    };
    let conflict = |conflict: &Conflict| {
        let (sheet, row, column) = &conflict.at;
        vec![
            Cell::Choice("krock", Words::new("krock", "conflict")),
            Cell::Text(sheet.clone()),
            Cell::Text(cell_name(*row, Some(*column))),
            Cell::Words(conflict.heading.clone()),
            Cell::Words(conflict.told(&Ask::Flag)),
        ]
    };
    let rows = merged.faults.iter().map(fault).chain(merged.conflicts.iter().map(conflict));
    let mut table = Table { rows: rows.take(most).collect(), ..Table::new(title, columns) };
    let more = (faults + conflicts).saturating_sub(most);
    table.notes.extend((more > 0).then(|| say!("… och {more} till.", "… and {more} more.")));
    table
}

/// What the columns of a sheet are understood as, with the first that each says, for a person to approve.
pub fn layout(laid: &Laid<'_>) -> Table {
    let layout = &laid.layout;
    let columns = vec![
        Column::text("kolumn", Words::new("Kolumn", "Column")),
        Column::text("rubrik", Words::new("Rubrik", "Heading")),
        Column::text("falt", Words::new("Läses som", "Read as")),
        Column::text("hur", Words::new("Hur säkert", "How surely")),
        Column::text("exempel", Words::new("Exempel", "Example")),
    ];
    let (name, row) = (quote(&laid.grid.name), layout.heading_row);
    let kind = layout.kind.map_or(Words::new("poster", "entries"), Kind::plural);
    let title = match name.is_empty() {
        true => say!("{kind}, rubriker på rad {row}", "{kind}, headings on row {row}"; kind in words),
        false => {
            say!("Bladet {name}: {kind}, rubriker på rad {row}", "The sheet {name}: {kind}, headings on row {row}"; kind in words)
        }
    };
    let example = |at: u32| {
        let mut texts = laid.below_heading().take(LOOKED_AT).map(|row| quote(row.text(at).trim()));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    };
    let row = |column: &super::layout::Column| {
        let sure = match (column.sure, &column.meaning) {
            (Sure::Known, _) => Words::new("säkert", "surely"),
            (Sure::Guessed, _) => Words::new("gissning", "a guess"),
            (Sure::Unknown, _) => Words::new("", ""),
        };
        let meaning = match &column.meaning {
            Meaning::Slots(slots) => slots.values().next().map_or(Words::same(""), |slot| slot.heading()),
            Meaning::Kind => Words::new("Slag", "Kind"),
            Meaning::Prints | Meaning::Take | Meaning::Own => Words::new("(vårt eget)", "(our own)"),
            Meaning::Nothing => Words::new("(läses inte)", "(not read)"),
        };
        vec![
            Cell::Text(column_name(column.at)),
            Cell::Text(column.heading.clone()),
            Cell::Words(meaning),
            Cell::Words(sure),
            Cell::Text(example(column.at)),
        ]
    };
    Table { rows: layout.columns.iter().map(row).collect(), ..Table::new(title, columns) }
}

/// A cell as sheets call it: `C12`; a row as `12`.
fn cell_name(row: u32, column: Option<u32>) -> String {
    format!("{}{row}", column.map(column_name).unwrap_or_default())
}
