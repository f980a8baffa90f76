//! The map in other engines, as docs/analys.md and docs/analysis.md say.

use std::ffi::{OsStr, OsString};

use super::desk::{Desk, Said};
use super::past::two_years;

const DOCS: [&str; 2] = [include_str!("../../docs/analys.md"), include_str!("../../docs/analysis.md")];

/// The examples for an engine, in both languages.
fn examples(engine: &str) -> Vec<&'static str> {
    let fence = format!(" {engine}\n");
    let blocks = DOCS.iter().flat_map(|page| page.split("```").skip(1).step_by(2));
    let found: Vec<&str> = blocks.filter_map(|block| Some(block.split_once(&fence)?.1)).collect();
    assert!(found.len() >= 4 && found.len().is_multiple_of(2), "{engine}: {}", found.len());
    found
}

fn run(desk: &Desk, program: &OsStr, args: &[&str]) -> Said {
    desk.program(program, args.iter().map(OsString::from)).said().ends(0)
}

#[test]
fn rows_say_which_map_and_revision_they_are_of() {
    let desk = two_years();
    let out = desk.karta("export --all-revisions --format jsonl").well().out;
    assert_eq!(out.lines().count(), 9, "{out}");
    for revision in ["2017", "2018", "."] {
        let start =
            format!("{{\"karta\":\"Provkartan\",\"revision\":\"{revision}\",\"kind\":\"behov\",\"id\":\"skolkort\"");
        assert!(out.lines().any(|line| line.starts_with(&start)), "{start}\n{out}");
    }
    let csv = desk.karta("export --all-revisions").well().out;
    assert!(csv.starts_with("karta,revision,kind,id,"), "{csv}");
}

#[test]
fn the_map_goes_out_as_one_relational_file() {
    let desk = two_years();
    if cfg!(feature = "sqlite") {
        desk.karta("export --all-revisions -o karta.db").well();
        let bytes = std::fs::read(desk.path("karta.db")).unwrap();
        assert!(bytes.starts_with(b"SQLite format 3\0"));
        desk.karta("export --all-revisions -o igen.db").well();
        assert_eq!(bytes, std::fs::read(desk.path("igen.db")).unwrap());
        assert!(desk.karta("export --long -o karta.db").fails().contains("SQLite"));
    } else {
        assert!(desk.karta("export -o karta.db").fails().contains("--features sqlite"));
        assert!(!desk.path("karta.db").exists());
    }
}

#[test]
#[ignore = "needs sqlite3 and a program with the feature sqlite; .ci/run has both"]
#[cfg(feature = "sqlite")]
fn the_examples_for_sqlite_work_in_its_own_shell() {
    let desk = two_years();
    desk.karta("export --all-revisions -o karta.db").well();
    let sqlite = OsStr::new("sqlite3");
    for example in examples("sqlite") {
        let told = run(&desk, sqlite, &["karta.db", example]).out;
        assert!(
            told.contains("kolkort") || told.contains("Skolverket|0|0") || told.contains(".|1|"),
            "{example}\n{told}"
        );
    }
    desk.karta("export -o karta-a.db").well();
    desk.write("map-data/karta.toml", desk.read("map-data/karta.toml").replace("Provkartan", "Andra"));
    desk.karta("export -o karta-b.db").well();
    let many = DOCS[0].split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    run(&desk, OsStr::new("sh"), &["-ec", many]);
    let check = "PRAGMA foreign_key_check; PRAGMA integrity_check; SELECT karta, count(*) FROM behov GROUP BY 1;";
    assert_eq!(run(&desk, sqlite, &["alla.db", check]).out, "ok\nAndra|1\nProvkartan|1\n");
}

#[test]
#[ignore = "needs DuckDB and pandas; .ci/run installs them"]
fn the_examples_for_duckdb_and_pandas_work() {
    let desk = two_years();
    desk.karta("export --all-revisions -o karta.jsonl").well();
    let python = std::env::var_os("DUCKDB").unwrap_or_else(|| "python3".into());
    for example in examples("duckdb") {
        let told = run(&desk, &python, &["-c", "import duckdb, sys; print(duckdb.sql(sys.argv[1]))", example]).out;
        assert!(told.contains("skola") || told.contains("behov"), "{example}\n{told}");
    }
    let is_whole = cfg!(feature = "sqlite");
    if is_whole {
        desk.karta("export --all-revisions -o karta.db").well();
    }
    for example in examples("pandas").into_iter().filter(|example| is_whole || !example.contains("sqlite3")) {
        let told = run(&desk, &python, &["-c", example]).out;
        assert!(told.contains("skola") || told.contains("Skolverket"), "{example}\n{told}");
    }
}
