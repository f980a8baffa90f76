//! `karta.toml`: the map's name, and the findings that its working state lets pass.

use crate::WORKING_STATE;
use crate::page::{Page, Table};

/// What the sources leave as it is: the rule, the entry or scheme, and the reason.
const EXCEPTIONS: [(&str, &str, &str); 8] = [
    (
        "actor-before-its-time",
        "expertgrupp-digitala-investeringar",
        "Underlaget anger Digg som deltagare, fast expertgruppen slutade i augusti 2018 och Digg startade i september.",
    ),
    ("ended-but-open", "digitala-nationella-prov", "Källorna slutar före slutdatumet och säger inte hur det gick."),
    ("ended-but-open", "vision-e-halsa-2025", "Källorna slutar före slutdatumet och säger inte hur det gick."),
    ("planned-in-the-past", "fardplan-digitalisering", "Ingen källa säger hur det gick med färdplanen."),
    ("planned-in-the-past", "handlingsplan-mellan-regeringsuppdrag", "Ingen källa säger hur det gick med planen."),
    ("planned-in-the-past", "peppol-foreskrift", "Ingen källa i underlaget säger när föreskriften beslutades."),
    ("unused-concept", "informationsomrade", "Begreppen finns i underlaget; poster som använder dem kan komma."),
    ("unused-concept", "livshandelse", "Begreppen finns i underlaget; poster som använder dem kan komma."),
];

/// The last day that the exceptions hold: then somebody is to look at them again.
const UNTIL: &str = "2028-12-31";

pub fn page(year: i32) -> Page {
    let mut page = Page::default();
    page.fields
        .text("namn", "Översiktskarta över samverkande initiativ och behov")
        .text("namn_en", "Overview map of joint initiatives and needs")
        .text("sprak", "sv")
        .number("format", Some(1));
    if year == WORKING_STATE {
        page.blocks("undantag", EXCEPTIONS.iter().map(exception));
    }
    page
}

fn exception((rule, id, reason): &(&str, &str, &str)) -> Table {
    let mut table = Table::default();
    table.text("regel", rule).text("id", id).text("skal", reason).text("till", UNTIL);
    table
}
