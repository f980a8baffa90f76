use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Labels, Merged, Why};
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

fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    super::merge(base, ours, theirs, Labels::default())
}

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

#[test]
fn comments_in_lists_survive_on_both_sides() {
    let ours =
        [("[\"digg\", \"skr\"]", "[ # de som har behovet\n  # a\n  \"digg\", # först\n  # b\n  \"skr\",\n  # sist\n]")];
    let theirs = [("[\"digg\", \"skr\"]", "[\"digg\", \"skr\", \"inera\"]")];
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = clean(ours, theirs);
        let list = "aktorer = [ # de som har behovet\n  # a\n  \"digg\", # först\n  # b\n  \"skr\",\n  \"inera\",\n  # sist\n]\n";
        assert!(merged.contains(list), "{merged}");
    }
    let both = clean(
        &[("[\"digg\", \"skr\"]", "[\n  # vår\n  \"digg\",\n  \"skr\",\n]")],
        &[("[\"digg\", \"skr\"]", "[\n  # deras\n  \"digg\",\n]")],
    );
    assert!(both.contains("aktorer = [\n  # vår\n  # deras\n  \"digg\",\n]\n"), "{both}");
}

#[test]
fn what_is_left_of_what_was_taken_away_is_what_was_added() {
    let without = [("aktorer = [\"digg\", \"skr\"]\n", "")];
    let with = [("[\"digg\", \"skr\"]", "[\"digg\", \"skr\", \"inera\"]")];
    let less = [("[\"digg\", \"skr\"]", "[\"skr\"]")];
    for (ours, theirs) in [(&without, &with), (&with, &without)] {
        assert!(clean(ours, theirs).contains("\naktorer = [\"inera\"]\n"));
    }
    assert!(!clean(&without, &less).contains("aktorer") && !clean(&less, &without).contains("aktorer"));
    let sources = [("\n[[kallor]]\ntext = \"A\"\ndatum = \"2017\"\n\n[[kallor]]\ntext = \"B\"\n", "")];
    let one_more = [("text = \"B\"\n", "text = \"B\"\n\n[[kallor]]\ntext = \"C\"\n")];
    for (ours, theirs) in [(&sources, &one_more), (&one_more, &sources)] {
        let merged = clean(ours, theirs);
        assert!(merged.ends_with("skal = \"Många\"\n\n[[kallor]]\ntext = \"C\"\n"), "{merged}");
    }
}

#[test]
fn a_table_is_one_table_however_it_is_written() {
    let base = "id = \"a\"\nnytta.varde = 3\nnytta.skal = \"x\"\n";
    let merged = merge(base, &base.replace('3', "4"), &base.replace("\"x\"", "\"y\""));
    assert_eq!((&*merged.text, &*merged.conflicts), ("id = \"a\"\nnytta.varde = 4\nnytta.skal = \"y\"\n", &[][..]));
    let torn = merge(base, &base.replace('3', "4"), &base.replace('3', "5"));
    assert_eq!(torn.conflicts[0].field, "nytta.varde");

    let own = merge("[egna]\n", "[egna]\nb.c = 1\n", "[egna]\nb.d = 2\n");
    assert_eq!((&*own.text, &*own.conflicts), ("[egna]\nb.d = 2\nb.c = 1\n", &[][..]));
    for (ours, theirs) in [
        ("[egna.b]\nc = 1\n", "[egna]\nd = 2\n"),
        ("[egna]\nd = 2\n", "[egna.b]\nc = 1\n"),
        ("egna = { d = 2 }\n", "[egna]\nb = { c = 1 }\n"),
        ("egna.d = 2\n", "[egna]\nb.c = 1\n"),
    ] {
        let merged = merge("", &format!("id = \"a\"\n{ours}"), &format!("id = \"a\"\n{theirs}"));
        assert_eq!(merged.conflicts, [], "{}", merged.text);
        let (entry, faults) = entry::read(Kind::Behov, "behov/a.toml", &merged.text);
        let own = format!("{:?}", entry.and_then(|entry| entry.get("egna").cloned()));
        assert!(own.contains("Number(1)") && own.contains("Number(2)"), "{own} {faults:?}");
    }
    let last = merge(
        base,
        "id = \"a\"\nnytta = { varde = 4, skal = \"x\" }\ntitel = \"T\"\n",
        "id = \"a\"\n\n[nytta]\nvarde = 3\nskal = \"y\"\n",
    );
    assert_eq!(last.text, "id = \"a\"\ntitel = \"T\"\n\n[nytta]\nvarde = 4\nskal = \"y\"\n");
    let inline = merge(
        "nytta = { varde = 3, skal = \"x\" }\n",
        "[nytta]\nvarde = 4\nskal = \"x\"\n",
        "nytta = { varde = 3, skal = \"y\" }\n",
    );
    assert_eq!((&*inline.text, &*inline.conflicts), ("[nytta]\nvarde = 4\nskal = \"y\"\n", &[][..]));
}

#[test]
fn prose_is_merged_paragraph_by_paragraph() {
    let base = "beskrivning = \"\"\"\nFörst.\n\nMitt.\n\nSist.\n\"\"\"\n";
    let merged = merge(base, &base.replace("Först", "Allra först"), &base.replace("Sist", "Allra sist"));
    assert_eq!(merged.text, "beskrivning = \"\"\"\nAllra först.\n\nMitt.\n\nAllra sist.\n\"\"\"\n");
    assert_eq!(merged.conflicts, []);
    assert_eq!(merge(base, &base.replace("Mitt", "A"), &base.replace("Mitt", "B")).conflicts[0].field, "beskrivning");
}

#[test]
fn what_is_changed_in_what_the_other_side_withdrew_is_a_conflict() {
    let renamed = with(&[
        ("status = \"identifierat\"", "status = \"avfort\"\nersatt_av = [\"tolk-ny\"]"),
        ("aktorer = [\"digg\", \"skr\"]\n", ""),
    ]);
    let edited = with(&[("titel = \"Tolk\"", "titel = \"Tolkning\""), ("[\"digg\", \"skr\"]", "[\"digg\"]")]);
    for (ours, theirs, is_ours) in [(&renamed, &edited, true), (&edited, &renamed, false)] {
        let merged = merge(BASE, ours, theirs);
        let fields: Vec<&str> = merged.conflicts.iter().map(|conflict| &*conflict.field).collect();
        assert_eq!(fields, ["titel", "aktorer"], "{}", merged.text);
        let why = Why::Gone { is_ours, into: vec!["tolk-ny".to_owned()] };
        assert!(merged.conflicts.iter().all(|conflict| conflict.why == why));
        assert!(merged.text.contains("ersatt_av = [\"tolk-ny\"]"));
    }
    let commented = with(&[("titel = \"Tolk\"", "titel = \"Tolk\" # bra")]);
    assert_eq!(merge(BASE, &renamed, &commented).conflicts, []);
}

#[test]
fn lines_end_as_ours_do_and_marks_have_the_names_of_the_sides() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let (ours, theirs) =
        (with(&[("titel = \"Tolk\"", "titel = \"A\"")]), with(&[("titel = \"Tolk\"", "titel = \"B\"")]));
    let merged = super::merge(&crlf(BASE), &crlf(&ours), &theirs, Labels { ours: "HEAD", theirs: "gren" });
    assert!(
        merged.text.contains("<<<<<<< HEAD\r\ntitel = \"A\"\r\n=======\r\ntitel = \"B\"\r\n>>>>>>> gren\r\n"),
        "{}",
        merged.text
    );
    assert!(!merged.text.replace("\r\n", "").contains('\n'));
    let other = with(&[("varde = 3", "varde = 4")]);
    assert_eq!(
        merge(BASE, &ours, &crlf(&other)).text,
        with(&[("titel = \"Tolk\"", "titel = \"A\""), ("varde = 3", "varde = 4")])
    );
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
        prop::option::of(prop_oneof![
            prop::sample::select(vec![
                "egna.a = 1",
                "egna.a = 2",
                "egna.b.c = 1\negna.b.d = 2",
                "egna = { a = 1, b = { d = 3 } }"
            ])
            .prop_map(str::to_owned),
            Just("ersatt_av = [\"b\"]".to_owned()),
            "[ab](\n\n[ab]){1,3}".prop_map(|text| format!("beskrivning = \"\"\"\n{text}\n\"\"\"")),
        ]),
    )
        .prop_map(|(titel, ar, aktorer, relaterat, nytta, kallor, comments, own)| {
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
            let within = if comments[2] { " # inuti\n  # ovanför\n" } else { "" };
            line(format!("aktorer = [{within}{}]{}", quoted(aktorer), if comments[1] { " # bakom" } else { "" }));
            if let Some(own) = own {
                line(own)
            }
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
