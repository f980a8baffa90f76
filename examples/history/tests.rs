//! What the history promises: the same every time, nothing dropped, every year whole.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::changes::{line, status_word};
use crate::map::{self, Chronicle, Files};
use crate::page::Page;
use crate::rows::{Change, Initiative, Records, values, year_of};
use crate::{FIRST_YEAR, LAST_REVISION, WORKING_STATE, citations, concepts, repository, revisions};

/// The map of every year, the earliest first.
struct Years {
    records: Records,
    files: Vec<Files>,
}

impl Years {
    /// Built once for all tests.
    fn get() -> &'static Years {
        static YEARS: LazyLock<Years> = LazyLock::new(|| {
            let records = Records::read().unwrap();
            let chronicle = Chronicle::new(&records);
            let files = (FIRST_YEAR..=WORKING_STATE).map(|year| chronicle.files(year)).collect();
            Years { records, files }
        });
        &YEARS
    }

    fn files(&self, year: i32) -> &Files {
        &self.files[(year.clamp(FIRST_YEAR, WORKING_STATE) - FIRST_YEAR) as usize]
    }

    fn text(&self, id: &str, year: i32) -> Option<&str> {
        let end = format!("/{id}.toml");
        let files = self.files(year).iter();
        let mut found = files.filter(|(path, _)| is_entry(path) && path.ends_with(&end));
        found.next().map(|(_, text)| text.as_str())
    }

    fn last(&self, id: &str) -> &str {
        self.text(id, WORKING_STATE).unwrap_or_else(|| panic!("{id} is not in the map"))
    }
}

fn is_entry(path: &str) -> bool {
    ["aktor/", "behov/", "initiativ/"].iter().any(|kind| path.starts_with(kind))
}

fn assert_kept(text: &str, wanted: &str, whence: &str) {
    assert!(text.contains(wanted), "{whence}: {wanted} is not in\n{text}");
}

fn assert_all_kept(text: &str, wanted: &[&str], whence: &str) {
    wanted.iter().for_each(|wanted| assert_kept(text, wanted, whence));
}

fn assert_ids_kept(text: &str, cell: &str, whence: &str) {
    values(cell).iter().for_each(|id| assert_kept(text, &format!("\"{id}\""), whence));
}

fn assert_sources_kept(text: &str, cell: &str, whence: &str) {
    citations::split(cell).for_each(|source| assert_kept(text, source, whence));
}

/// The strings of a field of one line or many.
fn list(text: &str, key: &str) -> Vec<String> {
    let Some((_, rest)) = text.split_once(&format!("\n{key} = [")) else { return Vec::new() };
    let (items, _) = rest.split_once(']').unwrap();
    items.split('"').skip(1).step_by(2).map(String::from).collect()
}

#[test]
fn all_ids_are_in_the_map() {
    let years = Years::get();
    let count = |kind: &str| years.files(WORKING_STATE).keys().filter(|path| path.starts_with(kind)).count();
    assert_eq!((count("aktor/"), count("behov/"), count("initiativ/")), (135, 129, 185));
    assert_eq!(concepts::known(&years.records, WORKING_STATE).count(), 64);
    assert_eq!(count("revision/"), 7);
}

#[test]
fn every_cell_about_an_organisation_is_kept() {
    let years = Years::get();
    for row in &years.records.organisations {
        let (id, text) = (&row.kortnamn, years.last(&row.kortnamn));
        let reworded = years.records.judgements.holding(id, "kommentar", WORKING_STATE);
        let comment = reworded.map_or(&row.kommentar, |row| &row.varde);
        assert_all_kept(text, &[&row.namn, &row.organisationsnummer, comment], id);
        if !id.starts_with("alla-") {
            assert_kept(text, &format!("niva = \"{}\"", row.niva), id);
        }
        let evidenced = values(&row.esam_medlem_ar).join(", ");
        if !evidenced.is_empty() {
            assert_kept(text, &format!("belagda_ar = [{evidenced}]"), id);
        }
        assert_sources_kept(text, &row.kalla, id);
    }
}

#[test]
fn every_cell_about_a_need_is_kept() {
    let years = Years::get();
    for row in &years.records.needs {
        let (id, text) = (&row.slug, years.last(&row.slug));
        assert_all_kept(text, &[&row.titel, &row.sammanfattning], id);
        for cell in [&row.teman, &row.livshandelser, &row.informationsomraden, &row.aktorer] {
            assert_ids_kept(text, cell, id);
        }
        let year = row.year.map_or("ar_saknas".into(), |year| format!("uppgift_ar = {year}"));
        assert_kept(text, &year, id);
        assert_sources_kept(text, &row.kalla, id);
    }
}

#[test]
fn every_cell_about_an_initiative_is_kept() {
    let years = Years::get();
    for row in &years.records.initiatives {
        let (id, text) = (&row.slug, years.last(&row.slug));
        let judgements = &years.records.judgements;
        let title = judgements.value(id, "titel").unwrap_or(&row.titel);
        assert_all_kept(text, &[title, &row.sammanfattning], id);
        for cell in [&row.teman, &row.livshandelser, &row.informationsomraden] {
            assert_ids_kept(text, cell, id);
        }
        assert_ids_kept(text, &row.moter_behov, id);
        assert_ids_kept(text, &row.beroende_av, id);
        assert_sources_kept(text, &row.kalla, id);
        assert_state_kept(years, row);
    }
}

/// What an initiative was in the year it was stated is what the map of that year says.
fn assert_state_kept(years: &Years, row: &Initiative) {
    let stated = row.year_of_statement.unwrap_or(WORKING_STATE);
    let text = years.text(&row.slug, stated).unwrap();
    for cell in [&row.agare, &row.deltagare] {
        assert_ids_kept(text, cell, &row.slug);
    }
    if !row.status.is_empty() {
        assert_kept(text, &format!("status = \"{}\"", status_word(&row.status)), &row.slug);
    }
    for (key, date) in [("start", &row.start), ("slut", &row.slut)] {
        if !date.is_empty() {
            assert_kept(text, &format!("{key} = \"{date}\""), &row.slug);
        }
    }
    let Some(year) = row.year_of_statement else {
        return assert_kept(years.last(&row.slug), "ar_saknas", &row.slug);
    };
    let kept = [format!("\nuppgift_ar = {year}\n"), format!("uppgift_ar_i_underlaget = {year}\n")];
    assert!(kept.iter().any(|line| years.last(&row.slug).contains(line)), "{}", row.slug);
}

#[test]
fn every_concept_and_event_is_kept() {
    let years = Years::get();
    let files = years.files(WORKING_STATE);
    for row in &years.records.concepts {
        let text = &files[&format!("taxonomi/{}.toml", row.scheme)];
        let cells = [&row.id, &row.namn, &row.name_en, &row.definition, &row.broader];
        assert_all_kept(text, &cells.map(String::as_str), &row.id);
        assert_sources_kept(text, &row.kalla, &row.id);
    }
    for row in &years.records.events {
        let text = &files[&format!("revision/{}.toml", revisions::record_of(row))];
        if row.precision == "period" {
            let end = row.datum.rsplit('/').next().unwrap();
            assert_kept(text, &format!("till = \"{end}\"\ntext = \"{}\"", row.handelse), "till");
        }
        row.datum.split('/').for_each(|date| assert_kept(text, date, &row.handelse));
        let comment = row.kommentar.replace('"', "\\\"");
        assert_all_kept(text, &[&row.handelse, &row.typ, &row.tema, &comment], &row.datum);
        assert_sources_kept(text, &row.kalla, &row.datum);
    }
}

#[test]
fn every_change_is_seen() {
    let years = Years::get();
    for change in &years.records.changes {
        let now = years.text(&change.slug, change.year).unwrap();
        if !now.contains(&line(change)) {
            assert_shown(now, &change.field, &change.new, change);
            let before = years.text(&change.slug, change.year - 1).unwrap_or_default();
            assert_shown(before, &change.field, &change.old, change);
        }
        assert_sources_kept(now, &change.kalla, &change.slug);
    }
}

/// A field that holds a change shows its value.
fn assert_shown(text: &str, field: &str, value: &str, change: &Change) {
    let whence = format!("{} {} {field}", change.year, change.slug);
    match field {
        "agare" | "deltagare" => {
            values(value).iter().for_each(|id| assert!(list(text, field).contains(id), "{whence}"))
        }
        "esam_medlem" if value == "medlem" => assert_kept(text, "[[medlemskap]]", &whence),
        "esam_medlem" | "bildat" => assert_kept(text, value, &whence),
        _ if value.is_empty() => {}
        _ => assert_kept(text, &format!("{field} = \"{}\"", status_word(value)), &whence),
    }
}

#[test]
fn every_year_is_whole() {
    let years = Years::get();
    for year in FIRST_YEAR..=WORKING_STATE {
        for (path, text) in years.files(year).iter().filter(|(path, _)| is_entry(path)) {
            let links = [("aktorer", "aktor"), ("agare", "aktor"), ("deltagare", "aktor")];
            let groups = [("ingar_i", "aktor"), ("moter", "behov"), ("beror_av", "initiativ")];
            let parts = [("del_av", "initiativ"), ("ersatter", "initiativ")];
            for (key, kind) in links.into_iter().chain(groups).chain(parts) {
                for id in list(text, key) {
                    let there = years
                        .files(year)
                        .keys()
                        .any(|other| other.starts_with(kind) && other.ends_with(&format!("/{id}.toml")));
                    assert!(there, "{year} {path}: {key} {id}");
                }
            }
        }
    }
}

#[test]
fn nothing_disappears_and_nothing_is_known_ahead() {
    let years = Years::get();
    for year in FIRST_YEAR..=WORKING_STATE {
        let before: BTreeSet<_> = years.files(year - 1).keys().collect();
        assert!(before.is_subset(&years.files(year).keys().collect()), "{year}");
        for (path, text) in years.files(year).iter().filter(|(path, _)| is_entry(path)) {
            for line in text.lines() {
                let number = line.strip_prefix("uppgift_ar = ").map(|year| year.parse().unwrap());
                let ended = line.strip_prefix("till = \"").and_then(year_of);
                assert!(number.is_none_or(|stated: i32| stated <= year), "{year} {path}: {line}");
                assert!(ended.is_none_or(|ended| ended <= year), "{year} {path}: {line}");
            }
        }
    }
}

#[test]
fn every_judgement_is_about_something() {
    let years = Years::get();
    let concepts: Vec<_> = years.records.concepts.iter().map(|row| row.id.as_str()).collect();
    for row in years.records.judgements.all() {
        let known = concepts.contains(&row.id.as_str());
        assert!(known || years.text(&row.id, WORKING_STATE).is_some(), "{}", row.id);
        assert!(!row.grund.is_empty(), "{} {}: no reason", row.id, row.falt);
        if row.fran.is_none() && year_of(&row.till).is_none() {
            assert!(!row.varde.is_empty(), "{} {}: says nothing", row.id, row.falt);
        }
    }
}

#[test]
fn a_page_is_in_house_format() {
    let mut page = Page::default();
    let long = "ord ".repeat(30);
    page.fields.text("id", "a\"b\\").text("tom", "").prose("kort", "Ett ord.").prose("lang", &long);
    page.fields.texts("en", vec!["x".into(), "y".into()]).number("ar", Some(2016));
    page.fields.texts("flera", vec!["z".repeat(50), "å".repeat(50)]);
    page.own.numbers("ar", vec![2016, 2017]);
    let wanted = format!(
        "id = \"a\\\"b\\\\\"\nkort = \"Ett ord.\"\nlang = \"\"\"\n{}\n\"\"\"\nen = [\"x\", \"y\"]\n\
         ar = 2016\nflera = [\n  \"{}\",\n  \"{}\",\n]\n\n[egna]\nar = [2016, 2017]\n",
        long.trim(),
        "z".repeat(50),
        "å".repeat(50),
    );
    assert_eq!(page.write(), wanted);
}

#[test]
fn the_command_line_is_read() {
    let read = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| word.to_string()).collect();
        crate::wish(&words).map(drop)
    };
    assert!(read(&["folder"]).is_ok());
    assert!(read(&["folder", "--until", "2018"]).is_ok());
    assert!(read(&["--files", "2023", "folder"]).is_ok());
    for wrong in [&[][..], &["--help"], &["folder", "--until", "2015"], &["--files", "x", "f"]] {
        assert!(read(wrong).is_err(), "{wrong:?}");
    }
}

/// A new folder for one test, gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("karta-history-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn commits(folder: &Path) -> Vec<String> {
    let output = Command::new("git").current_dir(folder).args(["rev-list", "HEAD"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(String::from).collect()
}

#[test]
fn the_same_commits_every_time() {
    let records = Records::read().unwrap();
    let (one, other) = (Folder::new("one"), Folder::new("other"));
    repository::build(&records, &one.0, WORKING_STATE).unwrap();
    repository::build(&records, &other.0, LAST_REVISION).unwrap();
    let (one, other) = (commits(&one.0), commits(&other.0));
    assert_eq!((one.len(), other.len()), (8, 7));
    assert_eq!(one[1..], other[..]);
}

#[test]
fn a_folder_with_something_in_it_is_refused() {
    let folder = Folder::new("taken");
    std::fs::create_dir_all(&folder.0).unwrap();
    std::fs::write(folder.0.join("mine.txt"), "keep me").unwrap();
    let records = Records::read().unwrap();
    let refused = repository::build(&records, &folder.0, FIRST_YEAR).unwrap_err();
    assert!(refused.to_string().contains("is not empty"), "{refused}");
    assert!(map::write_into(&records, &folder.0, FIRST_YEAR).is_err());
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1);
}

#[test]
fn one_years_files_can_follow_another() {
    let folder = Folder::new("files");
    let records = Records::read().unwrap();
    for year in [FIRST_YEAR, LAST_REVISION] {
        map::write_into(&records, &folder.0, year).unwrap();
        assert!(folder.0.join(format!("revision/{year}.toml")).is_file());
    }
}
