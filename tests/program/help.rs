//! Help, which speaks one language at a time.

use super::desk::Desk;

/// Every command, as help lists them, those below `add` included.
pub fn commands(desk: &Desk) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut at = 0;
    while at < all.len() {
        let said = desk.karta(&format!("{} --help --lang en", all[at])).well().out;
        let listed = said.split("\nCommands:\n").nth(1).unwrap_or_default();
        let names = listed.lines().take_while(|line| line.starts_with("  "));
        let names = names.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty());
        let below: Vec<String> = names.map(|name| format!("{} {name}", all[at]).trim().to_owned()).collect();
        all.extend(below);
        at += 1;
    }
    assert!(all.len() > 12 && all.contains(&"add behov".to_owned()), "{all:?}");
    all
}

#[test]
fn swedish_help_has_no_english_of_its_maker() {
    let desk = Desk::empty();
    let english = [
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "[default",
        "[possible",
        "[aliases",
        "error:",
        "For more information",
        "tip:",
        "Print help",
        "Print version",
        " the ",
        " and ",
    ];
    for command in commands(&desk) {
        let said = desk.karta(&format!("{command} --help")).well().harmless();
        for word in english {
            assert!(!said.out.contains(word), "{word}\n{said}");
        }
        assert!(said.out.contains("Användning: karta") && said.err.is_empty(), "{said}");
    }
}

#[test]
fn english_help_has_no_swedish() {
    let desk = Desk::empty();
    for command in commands(&desk) {
        let said = desk.karta(&format!("{command} --help --lang en")).well();
        let is_swedish = |c: char| "åäöÅÄÖ".contains(c);
        let swedish = said.out.lines().find(|line| line.contains(is_swedish));
        assert_eq!(swedish, None, "{said}");
        assert!(said.out.contains("Usage: karta"), "{said}");
    }
}

#[test]
fn no_line_of_help_is_wider_than_a_screen() {
    let desk = Desk::empty();
    for command in commands(&desk) {
        for lang in ["sv", "en"] {
            let said = desk.karta(&format!("{command} --help --lang {lang}")).well();
            let is_example = |line: &&str| line.trim_start().starts_with("karta ");
            let widest = said.out.lines().filter(|line| !is_example(line)).map(|line| line.chars().count()).max();
            assert!(widest <= Some(100), "{widest:?}\n{said}");
        }
    }
}

#[test]
fn help_that_nobody_asked_for_is_no_result() {
    let desk = Desk::empty();
    for line in ["", "add"] {
        let said = desk.karta(line).said().ends(2);
        assert_eq!(said.out, "", "{said}");
        assert!(said.err.contains("Användning:"), "{said}");
    }
}

#[test]
fn help_follows_the_map_and_the_environment() {
    let desk = Desk::with_small_map();
    assert!(desk.karta("--help").env("KARTA_LANG", "en_GB.UTF-8").well().out.contains("Usage:"));
    let settings = desk.read("map-data/karta.toml").replace("\"sv\"", "\"en\"");
    desk.write("map-data/karta.toml", settings);
    assert!(desk.karta("--help").well().out.contains("Usage:"));
    assert!(desk.karta("--help --lang sv").well().out.contains("Användning:"));
    assert!(desk.karta("--help").env("KARTA_LANG", "sv").well().out.contains("Användning:"));
    assert!(desk.karta("nonsense").fails().contains("There is no command"));
}

#[test]
fn the_version_is_told() {
    let desk = Desk::empty();
    assert_eq!(desk.karta("--version").well().out, concat!("karta ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn what_stands_first_is_listed_first() {
    let desk = Desk::empty();
    for (command, words) in
        [("diff", ["  [A]", "  [B]"]), ("rename", ["  <GAMMALT>", "  <NYTT>"]), ("path", ["  <FRÅN>", "  <TILL>"])]
    {
        let help = desk.karta(&format!("{command} --help")).well().out;
        let [first, second] = words.map(|word| help.find(word).unwrap_or_else(|| panic!("{word} in {help}")));
        assert!(first < second, "{help}");
    }
}
