//! The map as a relational database: an SQLite file that other engines read.
//!
//! A row belongs to a map and to a revision of it, so that files of many maps lie in one another without collisions. An
//! entry is a row of `poster`; each field that lists something is a table of its own, made from the field's
//! declaration, so that a new field is there the day it is declared; each scheme of concepts is a table; and what is
//! asked most is a view. What every table, column and view holds is said in `dokumentation`.

mod fill;
mod plan;
mod views;

use rusqlite::Connection;

use crate::karta::Karta;
use crate::query::Selection;
use crate::say;
use crate::say::{Failure, Result};
use crate::value::Date;

/// A database that is being made, in memory.
pub struct Database {
    connection: Connection,
    points: usize,
}

/// A point of a map's past.
#[derive(Clone, Copy, Debug)]
pub struct Point<'p> {
    /// What the revision is called; `.` for the map as it is now.
    pub name: &'p str,
    /// The commit that it is, where it is one.
    pub commit: Option<&'p str>,
}

impl Database {
    /// A database without rows.
    pub fn new() -> Result<Database> {
        let make = || {
            let connection = Connection::open_in_memory()?;
            connection.execute_batch(&plan::schema())?;
            connection.execute_batch(&views::schema())?;
            fill::documentation(&connection)?;
            Ok(Database { connection, points: 0 })
        };
        make().map_err(|error| failure(&error))
    }

    /// Adds what was selected of a map at a point, with all of its concepts.
    pub fn add(&mut self, karta: &Karta, selection: &Selection, point: Point<'_>) -> Result<()> {
        self.points += 1;
        let place = self.points;
        let mut fill = || {
            let transaction = self.connection.transaction()?;
            fill::Filling::new(&transaction, karta, selection, point).fill(place)?;
            transaction.commit()
        };
        fill().map_err(|error| failure(&error))
    }

    /// The file. The same maps give the same bytes.
    pub fn bytes(mut self) -> Result<Vec<u8>> {
        self.connection.serialize("main").map(|data| data.to_vec()).map_err(|error| failure(&error))
    }
}

/// When a revision was decided.
fn decided(karta: &Karta, name: &str) -> Option<Date> {
    karta.with_id(crate::value::Kind::Revision, name).first()?.date("datum")
}

fn failure(error: &rusqlite::Error) -> Failure {
    Failure::new(say!("Databasen gick inte att bygga.", "The database could not be built."))
        .why(say!("SQLite svarade: {error}", "SQLite answered: {error}"))
}

#[cfg(test)]
mod tests;
