//! `karta diff`: two revisions of a map held against each other.

use std::ffi::OsStr;

use serde_json::Value;

use super::desk::{Desk, copy};

/// A small map with a yearly revision, and a change after it.
fn under_git() -> Desk {
    let desk = Desk::with_small_map();
    git(&desk, &["init", "-q", "-b", "main"]);
    desk.write("map-data/revision/2018.toml", "id = \"2018\"\ntitel = \"2018\"\n");
    commit(&desk);
    let path = "map-data/initiativ/skola/kortet.toml";
    desk.write(path, desk.read(path).replace("\"planerat\"", "\"pagaende\""));
    desk
}

fn commit(desk: &Desk) {
    git(desk, &["add", "-A"]);
    git(desk, &["commit", "-q", "-m", "x"]);
}

fn git(desk: &Desk, arguments: &[&str]) {
    let who = ["-c", "user.name=A", "-c", "user.email=a@example.se"];
    desk.program(OsStr::new("git"), [&who, arguments].concat()).well();
}

#[test]
fn the_latest_revision_is_compared_with_the_map_as_it_is() {
    let desk = under_git();
    let before = desk.state();
    for line in ["diff", "diff 2018", "diff 2018 .", "diff HEAD"] {
        let told = desk.karta(line).well().harmless();
        assert!(told.out.contains("~ Kortet (kortet)") && told.out.contains("planerat → pågående"), "{line}: {told}");
    }
    assert!(before == desk.state(), "reading changed something");
    commit(&desk);
    let between = desk.karta("diff 2018..HEAD --lang en").well();
    assert!(between.out.contains("planned → ongoing"), "{between}");
    assert!(desk.karta("diff").well().out.contains("planerat → pågående"));
    assert!(desk.karta("diff HEAD").well().out.contains("Inget skiljer kartorna åt."));
}

#[test]
fn the_exit_code_tells_whether_anything_differs() {
    let desk = under_git();
    assert_eq!(desk.karta("diff --exit-code").said().code, 1);
    assert_eq!(desk.karta("diff").said().code, 0);
    desk.karta("diff . . --exit-code").well();
    desk.write(
        "map-data/behov/skola/skolkort.toml",
        format!("# sagt\n{}", desk.read("map-data/behov/skola/skolkort.toml")),
    );
    desk.write(
        "map-data/initiativ/skola/kortet.toml",
        desk.read("map-data/initiativ/skola/kortet.toml").replace("pagaende", "planerat"),
    );
    desk.karta("diff --exit-code --min form").well();
}

#[test]
fn every_format_tells_of_the_change() {
    let desk = under_git();
    let said = |format: &str| desk.karta(&format!("diff --format {format}")).well().out;
    let json: Value = serde_json::from_str(&said("json")).unwrap();
    assert_eq!((&json["schema_version"], &json["changes"][0]["fields"][0]["new"]), (&1.into(), &"pagaende".into()));
    let csv = said("csv");
    assert!(csv.contains("initiativ,kortet,Kortet,andrad,beslut,status,planerat,pagaende,"), "{csv}");
    for format in ["pr", "beslut"] {
        let paper = said(format);
        assert!(paper.starts_with("# ") && paper.contains("Status: ~~planerat~~ → **pågående**"), "{paper}");
    }
    for file in ["a.html", "a.xlsx", "a.md", "a.jsonl", "a.tsv"] {
        desk.karta(&format!("diff -o {file}")).well();
        assert!(desk.path(file).metadata().unwrap().len() > 100);
    }
}

#[test]
fn what_is_broken_on_either_side_is_told_and_left_out() {
    let desk = under_git();
    desk.write("map-data/behov/skola/skolkort.toml", "id = \"skolkort\"\ntitel = \"x");
    desk.write("map-data/behov/skola/latin.toml", b"id = \"\xe5\"".as_slice());
    let told = desk.karta("diff").well();
    assert!(told.out.contains("2 filer har fel") && !told.out.contains("skolkort)"), "{told}");
    assert!(told.out.contains("planerat → pågående"), "{told}");
    let csv = desk.karta("diff --format csv").well();
    assert!(csv.err.contains("2 filer har fel"), "{csv}");
}

#[test]
fn what_cannot_be_compared_is_explained() {
    let desk = under_git();
    assert!(desk.karta("diff 2019").fails().contains("2019"));
    assert!(desk.karta("diff 2018 finns-inte").fails().contains("finns-inte"));
    assert!(desk.karta("diff --min tung").fails().contains("ordalydelse"));
    assert!(desk.karta("diff --tema finns-inte").fails().contains("finns-inte"));
    assert!(desk.karta("diff --format pdf").fails().contains("beslut"));
    let alone = Desk::with_small_map();
    assert!(alone.karta("diff").fails().contains("git"));
    assert!(alone.karta("diff . map-data").well().out.contains("Inget skiljer"));
}

#[test]
fn one_actor_sees_what_concerns_it() {
    let desk = under_git();
    let path = "map-data/initiativ/skola/kortet.toml";
    desk.write(path, desk.read(path).replace("teman =", "moter = [\"skolkort\"]\nteman ="));
    let need = "map-data/behov/skola/skolkort.toml";
    desk.write(need, desk.read(need).replace("teman =", "aktorer = [\"skolverket\"]\nteman ="));
    let told = desk.karta("diff --aktor Skolverket").well();
    assert!(told.out.contains("(skolkort)") && told.out.contains("(kortet)"), "{told}");
    let told = desk.karta("diff --agare Skolverket").well();
    assert!(told.out.contains("Inget skiljer"), "{told}");
}

#[test]
fn the_real_map_tells_its_years() {
    let desk = Desk::with_real_map();
    let told = desk.karta("diff map-data map-data --format pr").well();
    assert!(told.out.contains("Inget skiljer"), "{told}");
}

#[test]
fn three_dots_tell_only_what_the_one_side_has_done() {
    let desk = under_git();
    commit(&desk);
    git(&desk, &["checkout", "-q", "-b", "gren"]);
    let need = "map-data/behov/skola/skolkort.toml";
    desk.write(need, desk.read(need).replace("Ett kort.", "Ett kort för alla."));
    commit(&desk);
    git(&desk, &["checkout", "-q", "main"]);
    let path = "map-data/initiativ/skola/kortet.toml";
    desk.write(path, desk.read(path).replace("pagaende", "avslutat"));
    commit(&desk);
    let both = desk.karta("diff main..gren").well().out;
    let one = desk.karta("diff main...gren").well().out;
    assert!(both.contains("(kortet)") && both.contains("(skolkort)"), "{both}");
    assert!(!one.contains("(kortet)") && one.contains("(skolkort)"), "{one}");
    git(&desk, &["checkout", "-q", "gren"]);
    assert!(!desk.karta("diff main... --format pr").well().out.contains("kortet`)"));
    desk.karta("diff main...finns-inte").fails();
}

#[test]
fn a_repository_without_a_working_folder_has_years_to_compare() {
    let desk = under_git();
    commit(&desk);
    git(&desk, &["clone", "-q", "--bare", ".", "bar.git"]);
    for line in ["diff 2018 HEAD", "diff 2018", "diff", "diff 2018..", "diff 2018 --karta ."] {
        let told = desk.karta(line).from(&desk.path("bar.git")).well();
        assert!(told.out.contains("planerat → pågående"), "{line}: {told}");
    }
    let now = desk.karta("diff 2018 . --karta bar.git").fails();
    assert!(now.contains("karta diff 2017 HEAD"), "{now}");
}

#[test]
fn two_folders_are_compared_wherever_one_stands() {
    let desk = Desk::with_small_map();
    for name in ["a", "b"] {
        copy(&desk.path("map-data"), &desk.path(name));
    }
    std::fs::remove_dir_all(desk.path("map-data")).unwrap();
    assert!(desk.karta("diff a b").well().out.contains("Inget skiljer"));
    assert!(desk.karta("diff a .").fails().contains("Ingen karta hittades"));
    assert!(desk.karta("diff a 2018").fails().contains("Ingen karta hittades"));
}

#[test]
fn an_empty_name_is_no_revision() {
    let desk = under_git();
    for line in ["diff ''", "diff 2018 ''", "query --at ''", "validate --against ''"] {
        let told = desk.karta(line).fails();
        assert!(told.contains("variabel") && told.contains("Skriv ."), "{line}: {told}");
    }
}
