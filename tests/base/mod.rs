//! A small map that nothing is wrong with, and its findings as lines that a test can compare.

use std::collections::BTreeMap;

use karta::entry::locate;
use karta::finding::{Finding, Place};

/// Paths and texts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Where an entry's statements come from.
pub const SOURCE: &str = "\n[[kallor]]\ntext = \"Workshop\"\n";

/// A small map that nothing is wrong with.
#[allow(dead_code, reason = "each test that has this room uses a part of it")]
pub fn map() -> Files {
    let concepts = |scheme: &str, ids: &[&str]| {
        let concepts = ids.iter().map(|id| format!("\n[[begrepp]]\nid = \"{id}\"\nnamn = \"{id}\"\n"));
        (
            format!("taxonomi/{scheme}.toml"),
            format!("id = \"{scheme}\"\nnamn = \"{scheme}\"\n{}", concepts.collect::<String>()),
        )
    };
    let actor = |id: &str, level: &str, more: &str| {
        (format!("aktor/{id}.toml"), format!("id = \"{id}\"\nnamn = \"{id}\"\nniva = \"{level}\"\n{more}{SOURCE}"))
    };
    let files = [
        ("karta.toml".to_owned(), "namn = \"Provkartan\"\nsprak = \"sv\"\nformat = 1\n".to_owned()),
        concepts("tema", &["migration", "skola", "gemensamt"]),
        concepts("livshandelse", &["ny-i-sverige", "borja-skolan"]),
        concepts("informationsomrade", &["person"]),
        concepts("verksamhetsomrade", &["vo-skola"]),
        concepts("fokusomrade", &["fo-mote"]),
        actor("skatteverket", "stat", "webb = \"https://www.skatteverket.se\"\n"),
        actor("digg", "stat", "organisationsnummer = \"202100-6883\"\n\n[[medlemskap]]\ni = \"esam\"\nfran = \"2018\"\n"),
        actor("esam", "samverkan", ""),
        (
            "behov/migration/tolkning.toml".to_owned(),
            "id = \"tolkning\"\ntitel = \"Tolkning på lika villkor\"\nbeskrivning = \"Tolkar bokas var för sig.\"\nstatus = \"bekraftat\"\nteman = [\"migration\", \"gemensamt\", \"skola\"]\naktorer = [\"skatteverket\"]\n\n[[kallor]]\ntext = \"Workshop\"\nurl = \"https://www.esamverka.se\"\ndatum = \"2018-03-26\"\n".to_owned(),
        ),
        (
            "initiativ/migration/tolktjanst.toml".to_owned(),
            "id = \"tolktjanst\"\ntitel = \"Tolktjänsten\"\nbeskrivning = \"En gemensam tjänst.\"\nstatus = \"forvaltning\"\ntyp = \"tjanst\"\nteman = [\"migration\"]\nagare = [\"digg\"]\ndeltagare = [\"skatteverket\", \"esam\"]\nmoter = [\"tolkning\"]\nstart = \"2018\"\nslut = \"2020-06\"\n\n[[kallor]]\ntext = \"Workshop\"\n".to_owned(),
        ),
    ];
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

/// The line that a place is on, counted from 1.
pub fn line(files: &Files, file: &str, place: &Place) -> usize {
    let text = files.get(file).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let (from, _) = locate(&text, place);
    1 + text.as_bytes()[..from as usize].iter().filter(|byte| **byte == b'\n').count()
}

/// `file:line rule`, and `file:line also` for each other place of the same cause.
#[allow(dead_code, reason = "each test that has this map uses a part of it")]
pub fn told(files: &Files, findings: &[Finding]) -> Vec<String> {
    let told = findings.iter().map(|finding| {
        let line = line(files, &finding.file, &finding.place);
        format!("{}:{line} {}", finding.file, finding.rule)
    });
    told.collect()
}
