//! What the real map answers, in every form that an answer can have.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use toml::de::DeTable;
use unicode_width::UnicodeWidthStr;

use super::desk::{Desk, real_map};

/// The ids of the needs and initiatives that have the theme, told by reading every file: a scan to hold the query to.
fn with_theme(theme: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for kind in ["behov", "initiativ"] {
        for folder in fs::read_dir(real_map().join(kind)).unwrap() {
            for file in fs::read_dir(folder.unwrap().path()).unwrap() {
                let text = fs::read_to_string(file.unwrap().path()).unwrap();
                let entry = DeTable::parse(&text).unwrap().into_inner();
                let themes = entry["teman"].get_ref().as_array().unwrap();
                if themes.iter().any(|other| other.get_ref().as_str() == Some(theme)) {
                    ids.insert(entry["id"].get_ref().as_str().unwrap().to_owned());
                }
            }
        }
    }
    assert!(ids.len() > 10);
    ids
}

fn ids(rows: &[Value]) -> BTreeSet<String> {
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn people_get_a_table_that_fits_in_either_language() {
    let desk = Desk::with_real_map();
    let swedish = desk.karta("query --tema migration").well().harmless();
    let english = desk.karta("query --tema migration --lang en").well().harmless();
    assert!(swedish.out.contains("Tolkutredningen") && swedish.out.contains("pågående"), "{swedish}");
    assert!(english.out.contains("Tolkutredningen") && english.out.contains("ongoing"), "{english}");
    assert_eq!((swedish.err.as_str(), english.err.as_str()), ("", ""));
    let widest = |text: &str| text.lines().map(UnicodeWidthStr::width).max();
    assert!(widest(&swedish.out) <= Some(80) && widest(&english.out) <= Some(80), "{swedish}\n{english}");
}

#[test]
fn every_format_has_the_same_entries() {
    let expected = with_theme("migration");
    let desk = Desk::with_real_map();
    let said = |format: &str| desk.karta(&format!("query --tema migration --format {format}")).well().out;

    let json: Value = serde_json::from_str(&said("json")).unwrap();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(ids(json["rows"].as_array().unwrap()), expected);

    let rows: Vec<Value> = said("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(ids(&rows), expected);

    let csv = said("csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let column = reader.headers().unwrap().iter().position(|name| name == "id").unwrap();
    let read: BTreeSet<String> = reader.records().map(|row| row.unwrap()[column].to_owned()).collect();
    assert_eq!(read, expected);

    let listed: BTreeSet<String> =
        desk.karta("query --tema migration --ids").well().out.lines().map(str::to_owned).collect();
    assert_eq!(listed, expected);
    assert_eq!(desk.karta("query --tema migration --count").well().out, format!("{}\n", expected.len()));
}

#[test]
fn machines_are_told_the_same_in_either_language() {
    let desk = Desk::with_real_map();
    for format in ["csv", "tsv", "jsonl"] {
        let line = format!("export --kind initiativ --format {format}");
        assert_eq!(desk.karta(&line).well().out, desk.karta(&format!("{line} --lang en")).well().out, "{format}");
    }
}

#[test]
fn an_actor_is_found_by_what_it_was_once_called() {
    let desk = Desk::with_real_map();
    let now = desk.karta("query --aktor skr --ids").well().out;
    assert!(now.lines().count() > 20);
    for name in ["SKL", "'Sveriges Kommuner och Landsting'", "'sveriges kommuner och reg'"] {
        assert_eq!(desk.karta(&format!("query --aktor {name} --ids")).well().out, now, "{name}");
    }
}

#[test]
fn an_answer_is_the_same_every_time() {
    let desk = Desk::with_real_map();
    let first = desk.karta("export --long").well().out;
    for threads in ["1", "2", "7"] {
        assert_eq!(desk.karta("export --long").env("RAYON_NUM_THREADS", threads).well().out, first);
    }
}

#[test]
fn what_is_asked_is_explained() {
    let desk = Desk::with_real_map();
    let said = desk.karta("query --explain --tema migration 'start>=2017 eller saknar:start'").well();
    let left = with_theme("migration").len().to_string();
    assert!(said.out.contains(&left), "{said}");
    for rule in desk.karta("explain --format jsonl").well().out.lines() {
        let rule: Value = serde_json::from_str(rule).unwrap();
        let page = desk.karta(&format!("explain {}", rule["regel"].as_str().unwrap())).well();
        assert!(page.out.starts_with("# ") && page.out.len() > 200, "{page}");
    }
}

#[test]
fn an_entry_is_shown_in_full_with_links_both_ways() {
    let desk = Desk::with_real_map();
    let said = desk.karta("show serverat").well().harmless();
    for fact in ["Serverat", "Sveriges Kommuner och Regioner", "pågående", "initiativ/samhallsbyggnad/serverat.toml"]
    {
        assert!(said.out.contains(fact), "{fact}\n{said}");
    }
    let need = desk.karta("show 'Enklare att starta restaurang'").well();
    assert!(need.out.contains("Serverat"), "{need}");
    let file = desk.read("map-data/initiativ/samhallsbyggnad/serverat.toml");
    assert_eq!(desk.karta("show serverat --toml").well().out, file);
    let json: Value = serde_json::from_str(&desk.karta("show serverat --format json").well().out).unwrap();
    assert_eq!(json["rows"][0]["id"], "serverat");
}

#[test]
fn the_real_map_is_right_and_in_house_format() {
    let desk = Desk::with_real_map();
    let before = desk.state();
    let said = desk.karta("validate").said().harmless();
    assert_eq!(said.code, 0, "{said}");
    desk.karta("validate --format short").well();
    let json: Value = serde_json::from_str(&desk.karta("validate --format json").well().out).unwrap();
    assert_eq!(json["schema_version"], 1);
    let checked = desk.karta("fmt --check").well();
    assert_eq!(checked.out, "");
    assert!(desk.karta("fmt").well().err.contains("husets format"));
    assert_eq!(desk.state(), before);
}

#[test]
fn every_field_is_told_of() {
    let desk = Desk::empty();
    for kind in ["behov", "initiativ", "aktör", "taxonomi", "revision", "karta"] {
        let said = desk.karta(&format!("fields {kind} --lang en")).well().harmless();
        assert!(said.out.lines().count() > 5, "{said}");
    }
    assert!(desk.karta("fields").well().out.contains("belopp_kkr"));
}

#[test]
fn a_long_export_has_a_row_for_each_value() {
    let desk = Desk::with_real_map();
    let said = desk.karta("export --long --kind behov --tema migration").well().out;
    let mut reader = csv::Reader::from_reader(said.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let themes = rows.iter().filter(|row| &row[0] == "oversattning-och-tolkning" && &row[2] == "teman");
    let text = desk.karta("show oversattning-och-tolkning --toml").well().out;
    let listed = text.lines().find(|line| line.starts_with("teman")).unwrap().matches('"').count() / 2;
    assert_eq!(themes.count(), listed);
}
