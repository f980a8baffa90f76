//! A need, year by year. The sources give needs no status of their own.

use crate::initiatives::Initiative;
use crate::page::Page;
use crate::presence::Presence;
use crate::rows::{self, Records, values};
use crate::{FIRST_YEAR, WORKING_STATE, citations};

/// The first year of the map that holds the need: when it was stated or, when no source says,
/// that of the first initiative that answers it.
pub fn first_year(row: &rows::Need, initiatives: &[Initiative]) -> i32 {
    let answering = || {
        let answers = initiatives.iter().filter(|initiative| initiative.answers(&row.slug));
        answers.map(Initiative::first_year).min()
    };
    row.year.or_else(answering).unwrap_or(WORKING_STATE).max(FIRST_YEAR)
}

pub fn page(row: &rows::Need, records: &Records, presence: &Presence, year: i32) -> Page {
    let judgements = &records.judgements;
    let status = judgements.holding(&row.slug, "status", year);
    let changes = records.changes_of(&row.slug);
    let mut page = Page::default();
    page.fields
        .text("id", &row.slug)
        .text("titel", &row.titel)
        .prose("beskrivning", &row.sammanfattning)
        .text("status", status.map_or("identifierat", |row| &row.varde))
        .texts("teman", values(&row.teman))
        .texts("livshandelser", values(&row.livshandelser))
        .texts("informationsomraden", values(&row.informationsomraden))
        .texts("fokusomraden", judgements.ids(&row.slug, "fokusomraden", year))
        .texts("aktorer", presence.there(values(&row.aktorer), year))
        .number("uppgift_ar", row.year);
    page.blocks("kallor", citations::sources(&row.kalla, &changes, year));
    if row.year.is_none() {
        page.own.text("ar_saknas", "Källan anger inget år.");
    }
    page
}
