//! The concept schemes, one file each. All schemes are there from the first year; a concept that
//! comes from a dated plan enters with the plan.

use crate::page::{Page, Table};
use crate::rows::{Concept, Records};
use crate::{FIRST_YEAR, citations};

/// Id, Swedish and English name.
pub const SCHEMES: [(&str, &str, &str); 5] = [
    ("tema", "Tema", "Theme"),
    ("livshandelse", "Livshändelse", "Life event"),
    ("informationsomrade", "Informationsområde", "Information area"),
    ("verksamhetsomrade", "Verksamhetsområde", "Operational area"),
    ("fokusomrade", "Fokusområde", "Focus area"),
];

pub fn page((id, name, name_en): (&str, &str, &str), records: &Records, year: i32) -> Page {
    let mut page = Page::default();
    page.fields.text("id", id).text("namn", name).text("namn_en", name_en);
    for concept in known(records, year).filter(|concept| concept.scheme == id) {
        page.block("begrepp", fields(concept));
        page.blocks("begrepp.kallor", citations::sources(&concept.kalla, &[], year));
    }
    page
}

pub fn known(records: &Records, year: i32) -> impl Iterator<Item = &Concept> {
    records
        .concepts
        .iter()
        .filter(move |concept| records.judgements.from(&concept.id, "fran").unwrap_or(FIRST_YEAR) <= year)
}

fn fields(concept: &Concept) -> Table {
    let mut table = Table::default();
    table
        .text("id", &concept.id)
        .text("namn", &concept.namn)
        .text("namn_en", &concept.name_en)
        .text("definition", &concept.definition)
        .text("overordnat", &concept.broader);
    table
}
