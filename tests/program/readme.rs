//! The commands of the README, run as they are printed.

use super::desk::{Desk, words};

/// The lines of a README's console blocks.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

/// What a line asks of karta; `None` for lines about the program's own tests.
fn arguments(line: &str) -> Option<Vec<String>> {
    let words = words(line);
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["karta", ..] => Some(words[1..].to_vec()),
        ["cargo", "run", ..] => Some(words.split(|word| word == "--").nth(1)?.to_vec()),
        ["cargo", "test"] => None,
        _ => panic!("the README has a command that is not tried: {line}"),
    }
}

fn run(readme: &str) {
    let desk = Desk::with_real_past();
    let tried: Vec<_> = commands(readme).iter().filter_map(|line| arguments(line)).collect();
    assert!(tried.len() >= 7, "{tried:?}");
    for arguments in tried {
        desk.args(arguments).well();
    }
    assert!(desk.path("behov.csv").is_file());
}

#[test]
fn what_the_readme_says_can_be_typed() {
    run(include_str!("../../README.md"));
}

#[test]
fn what_the_swedish_readme_says_can_be_typed() {
    run(include_str!("../../README.sv.md"));
}

#[test]
fn both_tell_of_the_same_commands() {
    let verbs = |readme| -> Vec<String> {
        commands(readme).iter().filter_map(|line| arguments(line)).map(|words| words[0].clone()).collect()
    };
    assert_eq!(verbs(include_str!("../../README.md")), verbs(include_str!("../../README.sv.md")));
}
