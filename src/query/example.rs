//! A small map to ask, and answers as a test can read them.

use super::{Filter, Selection, select};
use crate::karta::Karta;
use crate::say::{Failure, Lang};
use crate::source::Tree;
use crate::table::{Cell, Table};

const FILES: &[(&str, &str)] = &[
    ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
    (
        "taxonomi/tema.toml",
        r#"
id = "tema"
namn = "Tema"
[[begrepp]]
id = "migration"
namn = "Migration, integration och arbete"
namn_en = "Migration, integration and work"
[[begrepp]]
id = "vard"
namn = "Vård och omsorg"
namn_en = "Health care"
"#,
    ),
    (
        "taxonomi/livshandelse.toml",
        r#"
id = "livshandelse"
namn = "Livshändelse"
[[begrepp]]
id = "starta-foretag"
namn = "Starta företag"
overordnat = "foretagshandelse"
[[begrepp]]
id = "foretagshandelse"
namn = "Företagshändelser"
"#,
    ),
    (
        "aktor/skr.toml",
        r#"
id = "skr"
namn = "Sveriges Kommuner och Regioner"
niva = "forening"
organisationsnummer = "222000-0315"
tidigare_namn = [{ namn = "SKL", till = "2019-11" }]
medlemskap = [{ i = "esam", fran = "2017" }]
"#,
    ),
    ("aktor/esam.toml", "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\n"),
    (
        "aktor/skatteverket.toml",
        "id = \"skatteverket\"\nnamn = \"Skatteverket\"\nnamn_en = \"Swedish Tax Agency\"\nniva = \"stat\"\n",
    ),
    (
        "behov/migration/tolkning.toml",
        r#"
id = "tolkning"
titel = "Översättning och tolkning"
beskrivning = "Myndigheter tolkar var för sig."
status = "prioriterat"
teman = ["migration", "vard"]
aktorer = ["esam", "skatteverket"]
nytta = { varde = 4, skal = "Många" }
uppgift_ar = 2017
egna = { anteckningar = 12, "påse" = "blå", klar = true, sedan = "2017-05" }
"#,
    ),
    (
        "behov/vard/ost.toml",
        r#"
id = "ost"
titel = "Östlig vård"
beskrivning = "Vården i öst."
status = "identifierat"
teman = ["vard"]
livshandelser = ["foretagshandelse"]
"#,
    ),
    (
        "behov/vard/ar.toml",
        r#"
id = "ar"
titel = "Ärenden om ost"
beskrivning = "Mejerier."
status = "identifierat"
teman = ["vard"]
livshandelser = ["starta-foretag"]
kallor = [{ text = "eSam", url = "https://www.esamverka.se/a(b)" }]
"#,
    ),
    (
        "initiativ/migration/tolk.toml",
        r#"
id = "tolk"
titel = "Tolkförmedling"
beskrivning = "Översätter samtal."
status = "pagaende"
typ = "tjanst"
teman = ["migration"]
agare = ["skr"]
deltagare = ["skatteverket"]
moter = ["tolkning"]
start = "2017"
finansiering = [{ ar = 2021, belopp_kkr = 1500 }]
"#,
    ),
    (
        "initiativ/vard/journal.toml",
        r#"
id = "journal"
titel = "Journal"
beskrivning = "Läs din journal."
status = "avslutat"
teman = ["vard"]
agare = ["esam"]
beror_av = ["borta"]
start = "2016-03"
slut = "2018-06-30"
"#,
    ),
];

/// The map that the tests ask.
pub fn karta() -> Karta {
    let karta = Karta::draw(&Tree::memory(FILES.iter().copied()));
    assert!(karta.problems().is_empty(), "{:?}", karta.problems());
    karta
}

/// What an expression finds.
pub fn selected(karta: &Karta, expression: &str) -> Result<Selection, Failure> {
    Ok(select(karta, &Filter::parse(expression)?.resolve(karta)?))
}

/// The ids that an expression finds, in order.
pub fn ids(expression: &str) -> String {
    let karta = karta();
    match selected(&karta, expression) {
        Ok(selection) => selection.ids(&karta).map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Err(failure) => panic!("{expression}: {failure}"),
    }
}

/// What is said of an expression that cannot be answered.
pub fn failure(expression: &str) -> String {
    match selected(&karta(), expression) {
        Ok(selection) => panic!("{expression} found {}", selection.positions.len()),
        Err(failure) => told(&failure, Lang::Sv),
    }
}

/// A failure as a person reads it.
pub fn told(failure: &Failure, lang: Lang) -> String {
    let hint = failure.hint.as_ref().map_or(String::new(), |hint| format!("\n→ {}", hint.get(lang)));
    format!("{}{hint}", failure.what.get(lang))
}

/// A table as plain lines.
pub fn drawn(table: &Table, lang: Lang) -> String {
    let heads: Vec<&str> = table.columns.iter().map(|column| column.heading.get(lang)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| shown(cell, lang)).collect::<Vec<_>>().join(" | "));
    let notes = table.notes.iter().map(|note| format!("({})", note.get(lang)));
    let lines = std::iter::once(table.title.get(lang).to_owned()).chain([heads.join(" | ")]).chain(rows).chain(notes);
    lines.collect::<Vec<_>>().join("\n")
}

fn shown(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Url(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Named(_, words) | Cell::Choice(_, words) | Cell::Words(words) => words.get(lang).to_owned(),
        Cell::List(items) => items.iter().map(|item| shown(item, lang)).collect::<Vec<_>>().join("; "),
        Cell::Record(parts) => {
            let part = |part: &crate::table::Part| format!("{}={}", part.key, shown(&part.cell, lang));
            parts.iter().map(part).collect::<Vec<_>>().join(", ")
        }
    }
}
