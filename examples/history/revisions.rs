//! The record of a yearly revision, with the year's events.

use crate::citations;
use crate::page::{Page, Table};
use crate::rows::{Event, Records, year_of};
use crate::{FIRST_YEAR, LAST_REVISION};

const RECONSTRUCTED: &str = "Rekonstruerad i efterhand ur öppna källor; kartans egna poster har \
                             inte hittats. Reglerna står i README.md.";
const NO_DECISION: &str = "Ingen källa säger när revideringen beslutades.";
const DISAGREEING: &str = "Källorna går isär om beslutet. Enligt Föreningen Sambruk \
                           (000_65fe0c9fc196efd1.txt) skulle eSams styrgrupp behandla materialet \
                           för beslut i mars 2018. Enligt eSam (002_d243126f14451386.txt) skulle \
                           styrgruppen i juni 2018 besluta verksamhetsinriktning med kartan som \
                           underlag. Källorna går också isär om antalet workshoppar: sex eller \
                           åtta.";

pub fn page(revision: i32, records: &Records) -> Page {
    let events: Vec<&Event> = records.events.iter().filter(|e| record_of(e) == revision).collect();
    let decision = if revision == 2018 { DISAGREEING } else { NO_DECISION };
    let sources: Vec<&str> = events.iter().map(|event| event.kalla.as_str()).collect();
    let mut page = Page::default();
    page.fields
        .text("id", &revision.to_string())
        .text("titel", &format!("Översiktskartan {revision}"))
        .prose("anteckning", &format!("{RECONSTRUCTED}\n\n{decision}"));
    for event in &events {
        page.block("handelser", happening(event));
        page.blocks("handelser.kallor", citations::sources(&event.kalla, &[], revision));
    }
    page.blocks("kallor", citations::sources(&sources.join("; "), &[], revision));
    page
}

/// The revision whose record tells of the event: that of the year it ended, so that no record
/// tells of what had not yet been; the first revision for what is older.
pub fn record_of(event: &Event) -> i32 {
    let (begins, ends) = period(event);
    let year = year_of(ends).or_else(|| year_of(begins)).unwrap_or(FIRST_YEAR);
    year.clamp(FIRST_YEAR, LAST_REVISION)
}

/// Both ends of a period; for anything else the day, month or year alone. A period given as one
/// date lasts for that date.
fn period(event: &Event) -> (&str, &str) {
    match event.datum.split_once('/') {
        Some(both) => both,
        None if event.precision == "period" => (&event.datum, &event.datum),
        None => (&event.datum, ""),
    }
}

fn happening(event: &Event) -> Table {
    let (begins, ends) = period(event);
    let mut table = Table::default();
    table
        .text("datum", begins)
        .text("till", ends)
        .text("text", &event.handelse)
        .text("typ", &event.typ)
        .text("tema", &event.tema)
        .text("kommentar", &event.kommentar);
    table
}
