use crate::say::Words;
use crate::table::{Answer, Table};

/// Tables that go together, as sheets of one workbook.
#[derive(Clone, Debug)]
pub struct Book {
    /// What it is about.
    pub title: Words,
    /// What made it, and how it is used: a line each, on a sheet of its own that also explains the columns.
    pub notes: Vec<Words>,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
    /// What columns may offer to choose from.
    pub lists: Vec<Vec<Words>>,
    /// What programs are to find again: a hidden sheet of that name, and its rows.
    pub stamp: Option<(&'static str, Vec<Vec<String>>)>,
}

/// One table of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The name on its tab.
    pub name: Words,
    /// What stands on it.
    pub table: Table,
    /// What its columns want; none where nothing is to be filled in.
    pub guides: Vec<Guide>,
    /// How many columns, from the first, stay in view.
    pub frozen: u16,
    /// Cells to mark, with what to say of them: row and column of the table.
    pub marked: Vec<(usize, usize, Words)>,
}

/// What a column wants from whoever fills it in.
#[derive(Clone, Debug)]
pub struct Guide {
    /// What it means.
    pub about: Words,
    /// How it is written.
    pub wants: Words,
    /// What a cell may hold.
    pub allowed: Allowed,
}

/// What a cell that is filled in may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// What it holds already: the cells are locked.
    Kept,
    /// Any text.
    Text,
    /// A whole number in a range.
    Number(i64, i64),
    /// One item of a list, by its place in [`Book::lists`].
    OneOf(usize),
    /// Several items of a list, by its place in [`Book::lists`].
    SeveralOf(usize),
}

impl Book {
    /// A book of one table, to be read and not filled in.
    pub fn of(table: &Table) -> Book {
        let sheet = Sheet::new(Words::new("Svar", "Answer"), table.clone());
        let (title, notes) = (table.title.clone(), table.notes.clone());
        Book { title, notes, sheets: vec![sheet], lists: Vec::new(), stamp: None }
    }

    /// A book of all the tables of an answer, to be read and not filled in.
    pub fn of_answer(answer: &Answer) -> Book {
        let sheets = answer.sheets.iter().map(|sheet| Sheet::new(sheet.name.clone(), sheet.table.clone()));
        let (title, notes) = (answer.title.clone(), answer.notes.clone());
        Book { title, notes, sheets: sheets.collect(), lists: Vec::new(), stamp: None }
    }
}

impl Sheet {
    /// A table to be read and not filled in.
    pub fn new(name: Words, table: Table) -> Sheet {
        Sheet { name, table, guides: Vec::new(), frozen: 0, marked: Vec::new() }
    }

    /// Whether any of its cells are locked.
    pub(super) fn is_locked(&self) -> bool {
        self.guides.iter().any(|guide| guide.allowed == Allowed::Kept)
    }
}
