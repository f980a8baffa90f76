//! `karta validate --against`: what a pull request is held to.

#![cfg(feature = "git")]

use std::process::Command;

use super::desk::Desk;

fn git(desk: &Desk, arguments: &[&str]) {
    let settings = ["-c", "user.name=a", "-c", "user.email=a@example.se", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.args(settings).args(arguments).current_dir(desk.path(""));
    assert!(command.output().unwrap().status.success(), "{arguments:?}");
}

#[test]
fn the_first_pull_request_of_a_map_is_all_new() {
    let desk = Desk::with_small_map();
    desk.write("README.md", "Arkivet fanns före kartan.\n");
    git(&desk, &["init", "-q", "-b", "main"]);
    git(&desk, &["add", "README.md"]);
    git(&desk, &["commit", "-q", "-m", "x"]);
    let said = desk.karta("validate --against main").well();
    assert!(said.err.contains("kartan fanns inte vid main") && said.err.contains("0 gamla kvar"), "{said}");

    desk.write("map-data/behov/skola/trasig.toml", "id = \n");
    let told = desk.karta("validate --against main --format short").said();
    assert!(told.code == 1 && told.out.contains("syntax-error"), "{told}");
}

#[test]
fn a_rule_that_is_raised_makes_no_old_fault_new() {
    let desk = Desk::with_small_map();
    let settings = desk.read("map-data/karta.toml");
    desk.write("map-data/karta.toml", format!("{settings}\n[regler]\nunknown-actor = \"av\"\n"));
    let file = "map-data/initiativ/skola/kortet.toml";
    desk.write(file, desk.read(file).replace("teman = ", "agare = [\"ingen\"]\nteman = "));
    git(&desk, &["init", "-q", "-b", "main"]);
    git(&desk, &["add", "map-data"]);
    git(&desk, &["commit", "-q", "-m", "x"]);
    desk.write("map-data/karta.toml", settings);
    let said = desk.karta("validate --against main --format short").well();
    assert!(said.out.is_empty() && said.err.contains("0 nya"), "{said}");
}
