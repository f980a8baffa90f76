//! `bedomningar.csv`: what the sources do not say outright and the reconstruction had to decide.
//!
//! Each row holds for one entry and one field, between two years where it says so, and gives its
//! reason. No other judgement of a single entry is made anywhere in the program.

use serde::Deserialize;

use crate::rows::values;

#[derive(Deserialize)]
pub struct Judgement {
    pub id: String,
    pub falt: String,
    pub fran: Option<i32>,
    /// The last year for a wording; the last day, in its own precision, for a former name.
    pub till: String,
    pub varde: String,
    pub grund: String,
}

pub struct Judgements(Vec<Judgement>);

impl Judgements {
    pub fn new(rows: Vec<Judgement>) -> Judgements {
        Judgements(rows)
    }

    /// Every row, for the tests: each must be about an entry that exists and a known field.
    #[cfg(test)]
    pub fn all(&self) -> &[Judgement] {
        &self.0
    }

    pub fn of<'a>(&'a self, id: &str, field: &str) -> impl Iterator<Item = &'a Judgement> {
        self.0.iter().filter(move |row| row.id == id && row.falt == field)
    }

    /// The first row about the field, whatever the year.
    pub fn one(&self, id: &str, field: &str) -> Option<&Judgement> {
        self.of(id, field).next()
    }

    /// The row that holds in the given year: of several wordings, the one that ends first.
    pub fn holding(&self, id: &str, field: &str, year: i32) -> Option<&Judgement> {
        self.of(id, field)
            .filter(|row| row.fran.is_none_or(|from| from <= year) && row.last_year() >= year)
            .min_by_key(|row| row.last_year())
    }

    /// The ids that hold in the given year for a field of links or concepts.
    pub fn ids(&self, id: &str, field: &str, year: i32) -> Vec<String> {
        self.holding(id, field, year).map_or_else(Vec::new, |row| values(&row.varde))
    }

    /// The year from which something is known.
    pub fn from(&self, id: &str, field: &str) -> Option<i32> {
        self.one(id, field)?.fran
    }

    pub fn value(&self, id: &str, field: &str) -> Option<&str> {
        self.one(id, field).map(|row| row.varde.as_str())
    }
}

impl Judgement {
    fn last_year(&self) -> i32 {
        crate::rows::year_of(&self.till).unwrap_or(i32::MAX)
    }
}
