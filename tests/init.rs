//! A new map has no finding, and what its README says to type is what the program takes.

use std::process::Command;

use karta::edit::{Service, init};
use karta::karta::Karta;
use karta::source::Tree;

#[test]
fn a_new_map_has_no_finding() {
    let files = init("Länets karta", &[Service::Github, Service::Gitlab]).into_iter();
    let tree = Tree::memory(files.map(|change| (change.path, change.after.expect("a new file has a text"))));
    assert_eq!(karta::check::check(&Karta::draw(&tree)), []);
}

#[test]
fn the_readme_of_a_new_map_is_true() {
    let files = init("Länets karta", &[]);
    let readme = files.iter().find(|change| &*change.path == "README.md").and_then(|change| change.after.as_deref());
    let lines: Vec<&str> = readme.unwrap_or_default().lines().filter(|line| line.starts_with("karta ")).collect();
    assert!(lines.len() >= 16, "{lines:?}");
    for line in lines {
        let mut words = line.split_whitespace().skip(1);
        let verb = words.next().expect("a command");
        let help = Command::new(env!("CARGO_BIN_EXE_karta")).args([verb, "--help"]).output().expect("the program runs");
        let help = String::from_utf8_lossy(&help.stdout);
        assert!(help.contains(verb), "{line}: {help}");
        for flag in words.filter(|word| word.starts_with('-')) {
            let is_flag = |word: &str| word.trim_end_matches(',') == flag;
            assert!(help.split_whitespace().any(is_flag), "{line}: {flag} is not in {help}");
        }
    }
}
