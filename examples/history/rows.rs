//! The CSV files as they are, row by row.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::judgements::Judgements;

#[derive(Deserialize)]
pub struct Organisation {
    pub kortnamn: String,
    pub namn: String,
    pub organisationsnummer: String,
    pub niva: String,
    pub esam_medlem_ar: String,
    pub kalla: String,
    pub kommentar: String,
}

#[derive(Deserialize)]
pub struct Need {
    pub slug: String,
    pub titel: String,
    pub sammanfattning: String,
    pub teman: String,
    pub livshandelser: String,
    pub informationsomraden: String,
    pub aktorer: String,
    pub kalla: String,
    pub year: Option<i32>,
}

#[derive(Deserialize)]
pub struct Initiative {
    pub slug: String,
    pub titel: String,
    pub sammanfattning: String,
    pub teman: String,
    pub livshandelser: String,
    pub informationsomraden: String,
    pub agare: String,
    pub deltagare: String,
    pub status: String,
    pub start: String,
    pub slut: String,
    pub moter_behov: String,
    pub beroende_av: String,
    pub kalla: String,
    pub year_of_statement: Option<i32>,
}

#[derive(Deserialize)]
pub struct Concept {
    pub scheme: String,
    pub id: String,
    pub namn: String,
    pub name_en: String,
    pub definition: String,
    pub broader: String,
    pub kalla: String,
}

#[derive(Deserialize)]
pub struct Event {
    pub datum: String,
    pub precision: String,
    pub handelse: String,
    pub typ: String,
    pub tema: String,
    pub kalla: String,
    pub kommentar: String,
}

#[derive(Deserialize)]
pub struct Change {
    pub year: i32,
    pub slug: String,
    pub field: String,
    pub old: String,
    pub new: String,
    pub kalla: String,
}

/// Everything there is to build from.
pub struct Records {
    pub organisations: Vec<Organisation>,
    pub needs: Vec<Need>,
    pub initiatives: Vec<Initiative>,
    pub concepts: Vec<Concept>,
    pub events: Vec<Event>,
    pub changes: Vec<Change>,
    pub judgements: Judgements,
}

impl Records {
    pub fn read() -> Result<Records> {
        Ok(Records {
            organisations: read("organisations.csv", include_str!("data/organisations.csv"))?,
            needs: read("needs.csv", include_str!("data/needs.csv"))?,
            initiatives: read("initiatives.csv", include_str!("data/initiatives.csv"))?,
            concepts: read("taxonomies.csv", include_str!("data/taxonomies.csv"))?,
            events: read("timeline.csv", include_str!("data/timeline.csv"))?,
            changes: read("changes.csv", include_str!("data/changes.csv"))?,
            judgements: Judgements::new(read("bedomningar.csv", include_str!("data/bedomningar.csv"))?),
        })
    }

    /// The changes of one entry, in the order of the file, which is that of the years.
    pub fn changes_of(&self, id: &str) -> Vec<&Change> {
        self.changes.iter().filter(|change| change.slug == id).collect()
    }
}

fn read<Row: DeserializeOwned>(name: &str, text: &str) -> Result<Vec<Row>> {
    // The map is in NFC. The CSV files are too, and this keeps them so without a Unicode library.
    let combining = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    ensure!(!text.contains(combining), "{name} is not in Unicode normal form C");
    // A checkout may have given the file CRLF line ends, also inside quoted cells.
    let text = text.replace("\r\n", "\n");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("{name} cannot be read"))
}

/// The values of a cell that holds several.
pub fn values(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|value| !value.is_empty()).map(String::from).collect()
}

/// The year of a date of any precision.
pub fn year_of(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}
