//! A table stands between a question and a format: every answer is one, and every format writes one.

use std::borrow::Cow;

use crate::say;
use crate::say::Words;
use crate::value::{Date, Id};

/// What one cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// An address on the web, whole.
    Url(String),
    /// A whole number.
    Number(i64),
    /// A number with decimals.
    Decimal(f64),
    /// Yes or no.
    Bool(bool),
    /// A date with its precision.
    Date(Date),
    /// Something with an id, and the name that a person knows it by.
    Named(Id, Words),
    /// A fixed choice: the word in data, and as a person reads it.
    Choice(&'static str, Words),
    /// What the program itself says, in the reader's language.
    Words(Words),
    /// Several, in order.
    List(Vec<Cell>),
    /// Named parts, in order.
    Record(Vec<Part>),
}

/// One part of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The stable name in data.
    pub key: String,
    /// What a person calls it inside a sentence; none where the value speaks for itself.
    pub label: Option<Words>,
    /// What it holds.
    pub cell: Cell,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// How the numbers of a column show their size by more than digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gauge {
    /// Digits alone.
    #[default]
    None,
    /// A bar beside each, the longest for the greatest of the column.
    Bar,
    /// A shade behind each, the darkest for the greatest of all columns that are shaded.
    Shade,
}

/// To whom a column is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// To everyone.
    #[default]
    Always,
    /// To programs, and to people whose page is wide enough.
    WhereRoom,
    /// To programs, and in workbooks, where one sorts and filters by it.
    InData,
    /// To people only: a picture of what other columns say.
    ToPeople,
}

/// One column: what programs and what people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The stable name in data, ASCII.
    pub key: String,
    /// The heading.
    pub heading: Words,
    /// How it is set.
    pub align: Align,
    /// How its numbers show their size.
    pub gauge: Gauge,
    /// To whom it is shown.
    pub shown: Shown,
}

impl Column {
    /// A column of words.
    pub fn text(key: &str, heading: Words) -> Column {
        Column { key: key.to_owned(), heading, align: Align::Left, gauge: Gauge::None, shown: Shown::Always }
    }

    /// A column of numbers.
    pub fn number(key: &str, heading: Words) -> Column {
        Column { align: Align::Right, ..Column::text(key, heading) }
    }

    /// The same, whose numbers show their size.
    pub fn gauge(self, gauge: Gauge) -> Column {
        Column { gauge, ..self }
    }

    /// The same, for some only.
    pub fn shown(self, shown: Shown) -> Column {
        Column { shown, ..self }
    }
}

/// How a table is laid out for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A line for each row.
    #[default]
    Rows,
    /// A line for each cell, one row after another.
    Record,
}

/// An answer: columns, rows, and what made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the table shows.
    pub title: Words,
    /// How it is laid out for people.
    pub layout: Layout,
    /// Which filter and which revision made it, a line each; a report says so in every format that has room.
    pub notes: Vec<Words>,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the last rows sum the others up.
    pub totals: usize,
}

impl Table {
    /// A table that has no rows yet.
    pub fn new(title: Words, columns: Vec<Column>) -> Table {
        Table { title, layout: Layout::Rows, notes: Vec::new(), columns, rows: Vec::new(), totals: 0 }
    }

    /// The rows that are not sums of others.
    pub fn counted(&self) -> &[Vec<Cell>] {
        &self.rows[..self.rows.len().saturating_sub(self.totals)]
    }

    /// The table with such columns only.
    pub fn with_columns(&self, is_such: impl Fn(&Column) -> bool) -> Cow<'_, Table> {
        let kept: Vec<usize> = (0..self.columns.len()).filter(|at| is_such(&self.columns[*at])).collect();
        if kept.len() == self.columns.len() { Cow::Borrowed(self) } else { Cow::Owned(self.with_places(&kept)) }
    }

    /// The table with the columns at these places, in that order.
    pub fn with_places(&self, kept: &[usize]) -> Table {
        let columns = kept.iter().map(|at| self.columns[*at].clone()).collect();
        let row = |row: &Vec<Cell>| kept.iter().map(|at| row[*at].clone()).collect();
        let (title, notes, rows) = (self.title.clone(), self.notes.clone(), self.rows.iter().map(row).collect());
        Table { layout: self.layout, totals: self.totals, notes, rows, ..Table::new(title, columns) }
    }

    /// Several tables as one: each row begins with what its table is about. Columns of one key are one column, in the
    /// order that they first come; of the notes, those remain that every table has.
    pub fn stacked(title: Words, about: Column, parts: Vec<(Cell, Table)>) -> Table {
        let mut table = Table::new(title, vec![about]);
        let in_all = |note: &&Words| parts.iter().all(|(_, part)| part.notes.contains(note));
        table.notes = parts.first().map_or(&[][..], |(_, part)| &part.notes).iter().filter(in_all).cloned().collect();
        for (_, part) in &parts {
            let new: Vec<Column> =
                part.columns.iter().filter(|column| table.place(&column.key).is_none()).cloned().collect();
            table.columns.extend(new);
        }
        for (cell, part) in parts {
            let places: Vec<Option<usize>> = part.columns.iter().map(|column| table.place(&column.key)).collect();
            for row in part.rows {
                let mut wide = vec![Cell::Empty; table.columns.len()];
                wide[0] = cell.clone();
                for (place, cell) in places.iter().zip(row) {
                    place.iter().for_each(|place| wide[*place] = cell.clone());
                }
                table.rows.push(wide);
            }
        }
        table
    }

    /// Where the column of that key stands.
    fn place(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// A table about one thing: what is known of it, and under which heading.
    pub fn record(title: Words, known: Vec<(Column, Cell)>) -> Table {
        let (columns, row) = known.into_iter().unzip();
        Table { layout: Layout::Record, rows: vec![row], ..Table::new(title, columns) }
    }
}

/// One answer in one table or several, each of which can be taken by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What is told.
    pub title: Words,
    /// What holds for all of it, a line each; see [`Table::notes`].
    pub notes: Vec<Words>,
    /// The tables, the one that matters most first; never none.
    pub sheets: Vec<Sheet>,
}

/// A table of an answer, with the names that it is asked for by.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The stable name in data, ASCII.
    pub key: &'static str,
    /// What a person calls it: short, for the tab of a workbook.
    pub name: Words,
    /// The table.
    pub table: Table,
}

impl Sheet {
    /// A table under a name.
    pub fn new(key: &'static str, name: Words, table: Table) -> Sheet {
        Sheet { key, name, table }
    }
}

impl Answer {
    /// An answer of several tables.
    pub fn of(title: Words, sheets: Vec<Sheet>) -> Answer {
        Answer { title, notes: Vec::new(), sheets }
    }

    /// Keeps only the first rows of each table and those that sum up all, and says where there were more.
    pub fn limit(&mut self, most: usize) {
        for Sheet { table, .. } in &mut self.sheets {
            let all = table.counted().len();
            if most < all {
                table.rows.drain(most..all);
                table.notes.push(say!(
                    "Visar {most} av {all} rader; fler med --limit.",
                    "Shows {most} of {all} rows; more by --limit."
                ));
            }
        }
    }

    /// The same answer without what is for people only.
    pub fn for_data(&self) -> Cow<'_, Answer> {
        let is_data = |column: &Column| column.shown != Shown::ToPeople;
        if self.sheets.iter().all(|sheet| sheet.table.columns.iter().all(is_data)) {
            return Cow::Borrowed(self);
        }
        let sheet = |sheet: &Sheet| Sheet { table: sheet.table.with_columns(is_data).into_owned(), ..sheet.clone() };
        Cow::Owned(Answer { sheets: self.sheets.iter().map(sheet).collect(), ..self.clone() })
    }

    /// One of the tables, with what holds for the whole answer said under it.
    pub fn sheet(&self, key: &str) -> Option<Table> {
        self.sheets.iter().find(|sheet| sheet.key == key).map(|sheet| self.alone(sheet))
    }

    /// The table that matters most, with what holds for the whole answer said under it.
    pub fn first(&self) -> Table {
        self.alone(&self.sheets[0])
    }

    fn alone(&self, sheet: &Sheet) -> Table {
        let mut table = sheet.table.clone();
        table.notes.extend(self.notes.iter().cloned());
        table
    }
}

impl From<Table> for Answer {
    fn from(table: Table) -> Answer {
        let name = Words::new("Svar", "Answer");
        Answer::of(table.title.clone(), vec![Sheet::new("svar", name, table)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sums_up_all_rows_is_not_cut() {
        let mut table = Table::new(Words::same("t"), vec![Column::number("a", Words::same("a"))]);
        table.rows = (1..=4).map(|number| vec![Cell::Number(number)]).collect();
        table.totals = 1;
        let mut answer = Answer::from(table);
        answer.limit(2);
        let Sheet { table, .. } = &answer.sheets[0];
        assert_eq!(table.rows, [1, 2, 4].map(|number| vec![Cell::Number(number)]));
        assert_eq!(
            (table.totals, table.notes[0].get(crate::say::Lang::En)),
            (1, "Shows 2 of 3 rows; more by --limit.")
        );
    }

    #[test]
    fn tables_are_stacked_by_the_keys_of_their_columns() {
        let part = |keys: &[&str], note: &'static str| {
            let columns = keys.iter().map(|key| Column::text(key, Words::same(*key))).collect();
            let mut table = Table::new(Words::same("x"), columns);
            table.rows.push(keys.iter().map(|key| Cell::Text((*key).to_owned())).collect());
            table.notes = vec![Words::same("alla"), Words::same(note)];
            table
        };
        let parts = vec![(Cell::Number(1), part(&["a", "b"], "1")), (Cell::Number(2), part(&["c", "a"], "2"))];
        let table = Table::stacked(Words::same("t"), Column::number("nr", Words::same("nr")), parts);
        let keys: Vec<&str> = table.columns.iter().map(|column| &*column.key).collect();
        assert_eq!(keys, ["nr", "a", "b", "c"]);
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(table.rows[1], [Cell::Number(2), text("a"), Cell::Empty, text("c")]);
        assert_eq!(table.notes, [Words::same("alla")]);
    }
}
