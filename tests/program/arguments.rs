//! Hostile arguments and environments: said back in plain signs, or refused; never obeyed.

use super::desk::{Desk, words};

#[test]
fn nothing_that_was_typed_can_steer_the_terminal() {
    let desk = Desk::with_small_map();
    let lines = [
        "¤",
        "query ¤:x",
        "query --tema ¤",
        "query '(¤'",
        "query --¤",
        "query --limit ¤",
        "query --format ¤",
        "query -o ¤",
        "query --columns ¤",
        "query --explain ¤",
        "query ¤",
        "query --karta ¤",
        "query --lang ¤",
        "show ¤",
        "explain ¤",
        "fields ¤",
        "validate --format ¤",
        "fmt ¤",
        "add ¤",
        "add behov --titel ¤",
        "add behov --¤ x",
        "edit ¤ --set a=b",
        "edit kortet --set ¤=b",
        "edit kortet --set titel=¤ --dry-run",
        "edit kortet --set status=¤",
        "init --ci ¤",
        "init ¤ --dry-run",
        "edit --where ¤:x --set a=b",
        "edit kortet --set egna.a=¤ --dry-run",
        "query --sort ¤",
    ];
    for line in lines {
        let words: Vec<String> =
            words(line).iter().map(|word| word.replace('¤', "x\u{1b}[31m\u{7}\u{9b}\r\u{202e}")).collect();
        desk.args(words).said().harmless();
    }
}

#[test]
fn an_expression_may_be_long_but_not_deep_without_end() {
    let desk = Desk::with_small_map();
    let many = |part: &str| part.repeat(10_000);
    for (expression, told) in [
        (many("("), "djupt"),
        (format!("{}a", many("ej ")), "djupt"),
        (format!("{}a", many("-")), "djupt"),
        (format!("{}a{}", many("("), many(")")), "djupt"),
        (format!("{}a", many("a eller ")), "villkor"),
        (many("a "), "villkor"),
    ] {
        let said = desk.args(["query", "--", &expression]).fails();
        assert!(said.contains(told) && said.len() < 1000, "{said}");
    }
    desk.args(["query", &"å".repeat(50_000)]).well();
    desk.args(["show", &"å".repeat(50_000)]).fails();
}

#[cfg(unix)]
#[test]
fn what_is_not_utf8_is_told_of() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::with_small_map();
    let raw = OsStr::from_bytes(b"a\xff\x1b");
    for words in [&["query"][..], &["query", "--tema"], &["show"], &["--karta"], &["query", "--karta"], &["add"], &[]] {
        let args: Vec<&OsStr> = words.iter().map(OsStr::new).chain([raw]).collect();
        let said = desk.args(args).said().ends(2).harmless();
        assert!(said.err.starts_with("Fel: "), "{said}");
    }
    desk.args([OsStr::new("query"), OsStr::new("--format=csv"), OsStr::new("-o"), raw]).well();
    assert!(desk.path(".").join(raw).is_file());
    for name in ["KARTA_DIR", "KARTA_LANG", "EDITOR", "HOME", "TERM", "COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "TZ"] {
        let said = desk.karta("query --count").env(name, raw).said();
        assert_eq!(said.code, if name == "KARTA_DIR" { 2 } else { 0 }, "{said}");
    }
}

#[test]
fn an_environment_that_makes_no_sense_is_passed_over() {
    let desk = Desk::with_small_map();
    for lang in ["", "fi", "e", "é", "EN", "en_GB.UTF-8", "sv_SE", "\u{1b}[31m", &"e".repeat(10_000)] {
        let said = desk.karta("show nix").env("KARTA_LANG", lang).fails();
        let is_english = lang.to_lowercase().starts_with("en");
        assert!(said.starts_with(if is_english { "Error: " } else { "Fel: " }), "{lang}: {said}");
    }
    for folder in ["/nix", "\u{1b}[31m", "/dev/null", &"a".repeat(10_000), "../../../../../../../../nix"] {
        desk.karta("query").env("KARTA_DIR", folder).said().ends(2).harmless();
    }
}
