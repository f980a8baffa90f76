use std::collections::BTreeSet;

use proptest::prelude::*;

use super::merge;
use crate::entry::{self, Value};
use crate::value::Kind;

const BASE: &str = r#"# Om posten.
id = "tolk"
titel = "Tolk"
beskrivning = "x"
status = "identifierat" # än så länge
teman = ["migration", "skola"]
aktorer = ["digg", "skr"]

[nytta]
varde = 3
skal = "Många"

[[kallor]]
text = "A"
datum = "2017"

[[kallor]]
text = "B"
"#;

/// The base with some of its text replaced.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BASE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// What comes of two changes, with no conflict.
fn clean(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> String {
    let merged = merge(BASE, &with(ours), &with(theirs));
    assert_eq!(merged.conflicts, [], "{}", merged.text);
    merged.text
}

#[test]
fn different_fields_never_meet_and_comments_survive() {
    let ours = [
        ("status = \"identifierat\" # än så länge", "status = \"bekraftat\" # nu"),
        ("# Om posten.", "# Om posten.\n# Vår rad."),
    ];
    let theirs = [
        ("teman", "# Om teman.\nteman"),
        ("# Om posten.", "# Om posten.\n# Deras rad."),
        ("varde = 3", "varde = 4"),
        ("\n[nytta]", "uppgift_ar = 2018\n\n[nytta]"),
    ];
    insta::assert_snapshot!(clean(&ours, &theirs), @r#"
    # Om posten.
    # Vår rad.
    # Deras rad.
    id = "tolk"
    titel = "Tolk"
    beskrivning = "x"
    status = "bekraftat" # nu
    # Om teman.
    teman = ["migration", "skola"]
    aktorer = ["digg", "skr"]
    uppgift_ar = 2018

    [nytta]
    varde = 4
    skal = "Många"

    [[kallor]]
    text = "A"
    datum = "2017"

    [[kallor]]
    text = "B"
    "#);
}

#[test]
fn lists_are_sets_and_records_are_merged_part_by_part() {
    let ours = [
        ("[\"digg\", \"skr\"]", "[\"digg\", \"inera\", \"skr\"] # fler"),
        ("datum = \"2017\"", "datum = \"2017-05\""),
        ("varde = 3", "varde = 4"),
    ];
    let theirs = [
        ("[\"digg\", \"skr\"]", "[\n  \"skr\",\n  # ny i år\n  \"esv\",\n]"),
        ("text = \"A\"", "text = \"A\"\nurl = \"https://a.se\""),
        ("\n[[kallor]]\ntext = \"B\"\n", "\n[[kallor]]\ntext = \"C\"\n"),
        ("skal = \"Många\"", "skal = \"Alla\""),
    ];
    insta::assert_snapshot!(clean(&ours, &theirs), @r#"
    # Om posten.
    id = "tolk"
    titel = "Tolk"
    beskrivning = "x"
    status = "identifierat" # än så länge
    teman = ["migration", "skola"]
    aktorer = [
      "inera",
      "skr",
      # ny i år
      "esv",
    ] # fler

    [nytta]
    varde = 4
    skal = "Alla"

    [[kallor]]
    text = "A"
    url = "https://a.se"
    datum = "2017-05"

    [[kallor]]
    text = "C"
    "#);
}

#[test]
fn the_same_field_changed_twice_is_a_conflict_around_that_field() {
    let ours =
        with(&[("identifierat\"", "bekraftat\""), ("varde = 3", "varde = 4"), ("titel = \"Tolk\"", "titel = \"Vår\"")]);
    let theirs = with(&[("identifierat\"", "prioriterat\""), ("varde = 3", "varde = 5"), ("titel = \"Tolk\"\n", "")]);
    let merged = merge(BASE, &ours, &theirs);
    let told: Vec<_> =
        merged.conflicts.iter().map(|it| (&*it.field, it.ours.as_deref(), it.theirs.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("titel", Some("Vår"), None),
            ("status", Some("bekraftat"), Some("prioriterat")),
            ("nytta.varde", Some("4"), Some("5")),
        ]
    );
    insta::assert_snapshot!(merged.text, @r#"
    # Om posten.
    id = "tolk"
    <<<<<<< ours
    titel = "Vår"
    =======
    >>>>>>> theirs
    beskrivning = "x"
    <<<<<<< ours
    status = "bekraftat" # än så länge
    =======
    status = "prioriterat" # än så länge
    >>>>>>> theirs
    teman = ["migration", "skola"]
    aktorer = ["digg", "skr"]

    [nytta]
    <<<<<<< ours
    varde = 4
    =======
    varde = 5
    >>>>>>> theirs
    skal = "Många"

    [[kallor]]
    text = "A"
    datum = "2017"

    [[kallor]]
    text = "B"
    "#);
}

#[test]
fn the_primary_theme_is_not_a_matter_of_sets() {
    let ours = with(&[("[\"migration\", \"skola\"]", "[\"vard\", \"migration\"]")]);
    let theirs = with(&[("[\"migration\", \"skola\"]", "[\"skola\", \"migration\"]")]);
    assert_eq!(merge(BASE, &ours, &theirs).conflicts[0].field, "teman");
    let merged = clean(
        &[("\"migration\", \"skola\"", "\"migration\", \"skola\", \"vard\"")],
        &[("\"migration\", \"skola\"", "\"skola\", \"migration\"")],
    );
    assert!(merged.contains("[\"skola\", \"migration\", \"vard\"]"), "{merged}");
}

#[test]
fn a_record_changed_here_and_taken_away_there_is_a_conflict() {
    let ours = with(&[("text = \"B\"", "text = \"B\"\nurl = \"https://b.se\"")]);
    let theirs = with(&[("\n[[kallor]]\ntext = \"B\"\n", "")]);
    let merged = merge(BASE, &ours, &theirs);
    assert_eq!(merged.conflicts.len(), 1);
    assert!(
        merged
            .text
            .ends_with("<<<<<<< ours\n\n[[kallor]]\ntext = \"B\"\nurl = \"https://b.se\"\n=======\n>>>>>>> theirs\n"),
        "{}",
        merged.text
    );
}

#[test]
fn what_is_not_toml_is_a_conflict_as_a_whole() {
    let merged = merge(BASE, "id = \n", BASE.trim_end());
    assert_eq!(merged.conflicts.len(), 1);
    assert!(merged.text.starts_with("<<<<<<< ours\nid = \n=======\n# Om posten."), "{}", merged.text);
    assert!(merged.text.ends_with("text = \"B\"\n>>>>>>> theirs\n"), "{}", merged.text);
}

/// A file made of lines and sections that may or may not be there.
fn file() -> impl Strategy<Value = String> {
    let list = || prop::sample::subsequence(vec!["a", "b", "c", "d"], 0..=4).prop_shuffle();
    let scalar = || prop::option::of(0..3u8);
    let records = prop::collection::vec((0..3u8, prop::option::of(0..3u8)), 0..3);
    (
        scalar(),
        scalar(),
        list(),
        prop::option::of(list()),
        prop::option::of((scalar(), scalar())),
        records,
        any::<[bool; 3]>(),
    )
        .prop_map(|(titel, ar, aktorer, relaterat, nytta, kallor, comments)| {
            let mut text = String::new();
            let mut line = |line: String| text.push_str(&(line + "\n"));
            let quoted =
                |items: Vec<&str>| items.iter().map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(", ");
            if comments[0] {
                line("# överst".into())
            }
            if let Some(titel) = titel {
                line(format!("titel = \"{titel}\""))
            }
            line(format!("aktorer = [{}]{}", quoted(aktorer), if comments[1] { " # bakom" } else { "" }));
            if let Some(relaterat) = relaterat {
                line(format!("relaterat = [{}]", quoted(relaterat)))
            }
            if let Some(ar) = ar {
                line(format!("uppgift_ar = 200{ar}"))
            }
            if let Some((varde, skal)) = nytta {
                line("\n[nytta]".into());
                if let Some(varde) = varde {
                    line(format!("varde = {varde}"))
                }
                if let Some(skal) = skal {
                    line(format!("skal = \"{skal}\""))
                }
            }
            for (text, datum) in kallor {
                line("\n[[kallor]]".into());
                line(format!("text = \"{text}\""));
                if let Some(datum) = datum {
                    line(format!("datum = \"200{datum}\""))
                }
            }
            if comments[2] {
                line("\n# underst".into())
            }
            text
        })
}

/// What a file says, with lists as sets and the parts of records in any order.
fn facts(text: &str) -> BTreeSet<String> {
    let (entry, _) = entry::read(Kind::Behov, "behov/b.toml", text);
    let values = entry.map(|entry| entry.values).unwrap_or_default();
    let told = |value: &Value| match value {
        Value::Record(parts) => parts.iter().map(|part| format!("{part:?}")).collect::<BTreeSet<_>>(),
        single => BTreeSet::from([format!("{single:?}")]),
    };
    let facts = values.iter().flat_map(|(field, value)| {
        value.items().iter().map(move |item| format!("{} {:?}", field.name, told(item))).collect::<Vec<_>>()
    });
    facts.collect()
}

proptest! {
    #[test]
    fn what_only_one_side_changed_is_as_that_side_has_it(base in file(), other in file()) {
        for (base, ours, theirs) in [(&base, &base, &other), (&base, &other, &base), (&base, &other, &other)] {
            let merged = merge(base, ours, theirs);
            prop_assert_eq!(&merged.text, &other);
            prop_assert_eq!(merged.conflicts, []);
        }
    }

    #[test]
    fn a_merge_is_a_file_or_a_conflict_and_the_same_from_either_side(base in file(), ours in file(), theirs in file()) {
        let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        prop_assert_eq!(one.conflicts.is_empty(), other.conflicts.is_empty());
        let has_marks = |text: &str| text.contains("<<<<<<< ours\n") && text.contains(">>>>>>> theirs\n");
        prop_assert_eq!(has_marks(&one.text), !one.conflicts.is_empty());
        if one.conflicts.is_empty() {
            prop_assert_eq!(entry::parse(&one.text).1, []);
            prop_assert_eq!(facts(&one.text), facts(&other.text));
        }
    }
}
