use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::check::check;
use crate::finding::{Finding, Level};
use crate::house::tests::comments;

type Files = std::collections::BTreeMap<String, String>;

/// A map that nothing is wrong with, and these files in it.
fn map(more: &[(&str, &str)]) -> Files {
    let concepts = |scheme: &str, ids: &[&str]| {
        let list: String = ids.iter().map(|id| format!("\n[[begrepp]]\nid = \"{id}\"\nnamn = \"{id}\"\n")).collect();
        (format!("taxonomi/{scheme}.toml"), format!("id = \"{scheme}\"\nnamn = \"{scheme}\"\n{list}"))
    };
    let actor = |id: &str, more: &str| {
        (format!("aktor/{id}.toml"), format!("id = \"{id}\"\nnamn = \"Namn {id}\"\nniva = \"stat\"\n{more}"))
    };
    let files = [
        ("karta.toml".to_owned(), "namn = \"K\"\nformat = 1\n".to_owned()),
        concepts("tema", &["migration", "skola", "vard"]),
        concepts("livshandelse", &["ny-i-sverige"]),
        concepts("informationsomrade", &["person"]),
        concepts("verksamhetsomrade", &["vo-skola"]),
        concepts("fokusomrade", &["fo-mote"]),
        actor("skr", "\n[[tidigare_namn]]\nnamn = \"Kommunförbundet\"\n"),
        actor("skatteverket", ""),
        actor("alla-kommuner", ""),
        actor("skl", "ersatt_av = [\"skr\"]\n"),
        actor("forbundet", "ersatt_av = [\"skl\"]\n"),
        actor("delad", "ersatt_av = [\"skr\", \"skatteverket\"]\n"),
        actor("runt", "ersatt_av = [\"omkring\"]\n"),
        actor("omkring", "ersatt_av = [\"runt\"]\n"),
    ];
    let more = more.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    files.into_iter().chain(more).collect()
}

fn fixed(files: &Files) -> Fixes {
    let tree = Tree::memory(files.clone());
    fix(&Karta::draw(&tree), &tree)
}

fn applied(files: &Files) -> Files {
    let mut after = files.clone();
    for change in fixed(files).changes {
        assert_eq!(after.get(&*change.path), change.before.as_ref(), "{}", change.path);
        match change.after {
            Some(text) => after.insert(change.path.to_string(), text),
            None => after.remove(&*change.path),
        };
    }
    after
}

fn found(files: &Files) -> Vec<Finding> {
    check(&Karta::draw(&Tree::memory(files.clone())))
}

fn told(fixes: &Fixes) -> String {
    let line = |mended: &Mended| format!("{} {}: {}", mended.file, mended.rule, mended.what.sv);
    fixes.mended.iter().map(line).collect::<Vec<_>>().join("\n")
}

const FAULTY: &str = "\u{feff}# Om tj\u{e4}nsten\r\nid = \"a\"\r\ntitel = \"Tja\u{308}nsten\"\r\nbeskrivning = \"x\"\r\n\
    status = \"p\u{e5}g\u{e5}ende\" # sedan l\u{e4}nge\r\nteman = [\"Migration\", \"skolla\"]\r\n\
    agare = [ # de som \u{e4}ger\r\n  \"SKR\", # f\u{f6}rst\r\n  \"forbundet\", # sist\r\n]\r\n\
    deltagare = [\"Kommunf\u{f6}rbundet\", \"alla kommuner\", \"sKateverket\", \"delad\", \"runt\", \"ok\u{e4}nd\"]\r\n\
    start = \"2018-3-8\"\r\nslut = \"\"\r\nlankar = \"https://www.digg.se\"\r\nuppgift_ar = \"2018\"\r\n\
    [[kallor]]\r\ntext = \"eSam\"\r\ndatum = 2018\r\n";

#[test]
fn what_is_beyond_doubt_is_mended() {
    let files = map(&[("initiativ/vard/a.toml", FAULTY)]);
    let fixes = fixed(&files);
    insta::assert_snapshot!(told(&fixes), @r#"
    initiativ/vard/a.toml not-nfc: Bokstäver som var delade i tecken skrevs ihop (NFC).
    initiativ/vard/a.toml not-house-format: Filen skrevs i husets format.
    initiativ/vard/a.toml bad-value: status: "pågående" blev "pagaende".
    initiativ/vard/a.toml bad-id: teman: "Migration" blev "migration".
    initiativ/vard/a.toml unknown-concept: teman: "skolla" blev "skola".
    initiativ/vard/a.toml bad-id: agare: "SKR" blev "skr".
    initiativ/vard/a.toml bad-id: deltagare: "Kommunförbundet" blev "skr".
    initiativ/vard/a.toml bad-id: deltagare: "alla kommuner" blev "alla-kommuner".
    initiativ/vard/a.toml bad-id: deltagare: "sKateverket" blev "skatteverket".
    initiativ/vard/a.toml bad-date: start: "2018-3-8" blev "2018-03-08".
    initiativ/vard/a.toml bad-value: slut var tomt och togs bort.
    initiativ/vard/a.toml wrong-type: lankar blev en lista.
    initiativ/vard/a.toml wrong-type: uppgift_ar: 2018 skrevs utan citattecken.
    initiativ/vard/a.toml wrong-type: datum: 2018 skrevs inom citattecken.
    initiativ/vard/a.toml replaced-link: agare: "forbundet" är ersatt, och länken går nu till "skr".
    initiativ/vard/a.toml repeated-value: agare: "skr" stod flera gånger och står nu en gång.
    initiativ/vard/a.toml wrong-folder: Filen flyttades till initiativ/migration/a.toml, till sitt främsta tema.
    "#);
    insta::assert_snapshot!(applied(&files)["initiativ/migration/a.toml"], @r#"
    # Om tjänsten
    id = "a"
    titel = "Tjänsten"
    beskrivning = "x"
    status = "pagaende" # sedan länge
    teman = ["migration", "skola"]
    agare = [ # de som äger
      "skr", # först
      # sist
    ]
    deltagare = ["skr", "alla-kommuner", "skatteverket", "delad", "runt", "okänd"]
    start = "2018-03-08"
    lankar = ["https://www.digg.se"]
    uppgift_ar = 2018

    [[kallor]]
    text = "eSam"
    datum = "2018"
    "#);
    assert!(!applied(&files).contains_key("initiativ/vard/a.toml"));
}

#[test]
fn what_a_person_must_judge_is_left() {
    let text = "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"klart\"\nteman = [\"\", \"energi\"]\n\
        agare = [\"sks\", \"delad\", \"runt\", \"a\"]\nrelaterat = [\"a\"]\nersatter = [\"skl\"]\nstart = \"2011/12\"\n\
        slut = \"\" # när?\nmoter = \"b, c\"\nersatt_av = [\"SKR\"]\nuppgift_ar = \"18\"\n";
    for path in ["initiativ/a.toml", "initiativ/annat/a.toml", "initiativ/vard/a.toml"] {
        assert_eq!(fixed(&map(&[(path, text)])), Fixes::default(), "{path}");
    }
    let membership = "id = \"m\"\nnamn = \"M\"\nniva = \"stat\"\n\n[[medlemskap]]\ni = \"skl\"\ntill = \"2019\"\n";
    assert_eq!(fixed(&map(&[("aktor/m.toml", membership)])), Fixes::default());
    for broken in ["id = \n", "<<<<<<< HEAD\r\n", "a = 1\na = 2\n"] {
        assert_eq!(fixed(&map(&[("behov/b.toml", broken)])), Fixes::default(), "{broken}");
    }
}

#[test]
fn an_id_that_may_be_in_a_file_that_is_broken_is_left() {
    let text = "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\nteman = [\"vard\"]\nagare = [\"skateverket\"]\n";
    let alone = map(&[("initiativ/vard/a.toml", text)]);
    assert_eq!(
        told(&fixed(&alone)),
        "initiativ/vard/a.toml unknown-actor: agare: \"skateverket\" blev \"skatteverket\"."
    );
    let with_broken = map(&[("initiativ/vard/a.toml", text), ("aktor/skateverket.toml", "id = \n")]);
    assert_eq!(fixed(&with_broken), Fixes::default());
}

#[test]
fn a_file_moves_only_where_there_is_room() {
    let text = |id: &str| {
        format!("id = \"{id}\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"bekraftat\"\nteman = [\"skola\"]\n")
    };
    let moves = |paths: &[(&str, &str)]| -> Vec<String> {
        let texts: Vec<(&str, String)> = paths.iter().map(|(path, id)| (*path, text(id))).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, &**text)).collect();
        let created = fixed(&map(&texts)).changes.into_iter().filter(|change| change.before.is_none());
        created.map(|change| change.path.into()).collect()
    };
    assert_eq!(moves(&[("behov/vard/djupt/a.toml", "a")]), ["behov/skola/djupt/a.toml"]);
    assert_eq!(moves(&[("behov/vard/a.toml", "a"), ("behov/skola/A.toml", "b")]), [""; 0]);
    assert_eq!(moves(&[("behov/vard/a.toml", "a"), ("behov/migration/a.toml", "a")]), [""; 0]);
    for stays in ["behov/a.toml", "behov/skola/a.toml", "behov/Skola/a.toml", "behov/annat/a.toml", "behov/vard/b.toml"]
    {
        assert_eq!(moves(&[(stays, "a")]), [""; 0], "{stays}");
    }
}

#[test]
fn a_map_decides_which_rules_mend() {
    let mut files = map(&[("initiativ/vard/a.toml", FAULTY)]);
    files.insert(
        "karta.toml".into(),
        "namn = \"K\"\nformat = 1\n\n[regler]\nnot-house-format = \"av\"\nwrong-folder = \"av\"\nreplaced-link = \"off\"\n".into(),
    );
    let after = &applied(&files)["initiativ/vard/a.toml"];
    let touched = |line: &&str| !FAULTY.split("\r\n").any(|before| before == *line);
    assert!(
        after.starts_with("\u{feff}# Om tj\u{e4}nsten\r\nid") && !after.replace("\r\n", "").contains('\n'),
        "{after}"
    );
    insta::assert_snapshot!(after.split("\r\n").filter(touched).collect::<Vec<_>>().join("\n"), @r#"
    status = "pagaende" # sedan länge
    teman = ["migration", "skola"]
      "skr", # först
    deltagare = ["skr", "alla-kommuner", "skatteverket", "delad", "runt", "okänd"]
    start = "2018-03-08"
    lankar = ["https://www.digg.se"]
    uppgift_ar = 2018
    datum = "2018"
    "#);
}

#[test]
fn what_is_said_of_a_time_that_was_stays() {
    let entry = |status: &str| {
        format!(
            "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"{status}\"\nteman = [\"vard\"]\nagare = [\"skl\"]\n"
        )
    };
    let told = |status: &str| told(&fixed(&map(&[("initiativ/vard/a.toml", &entry(status))])));
    insta::assert_snapshot!(told("pagaende"), @r#"initiativ/vard/a.toml replaced-link: agare: "skl" är ersatt, och länken går nu till "skr"."#);
    assert_eq!(told("avslutat"), "");
    assert_eq!(told("Avslutat"), "initiativ/vard/a.toml bad-value: status: \"Avslutat\" blev \"avslutat\".");
}

#[test]
fn a_map_may_turn_a_rule_off_for_a_kind_or_a_file() {
    let text = "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\nteman = [\"vard\"]\nagare = [\"skl\"]\n";
    let count = |settings: &str| {
        let settings = format!("namn = \"K\"\nformat = 1\n\n{settings}");
        fixed(&map(&[("initiativ/vard/a.toml", text), ("karta.toml", &settings)])).mended.len()
    };
    let exception = |id: &str| {
        format!("[[undantag]]\nregel = \"replaced-link\"\nid = \"{id}\"\nskal = \"Avtalet\"\ntill = \"2030\"\n")
    };
    assert_eq!(count("[regler.initiativ]\nreplaced-link = \"av\"\n"), 0);
    assert_eq!(count("[regler]\nreplaced-link = \"av\"\n\n[regler.initiativ]\nreplaced-link = \"fel\"\n"), 1);
    assert_eq!(count("[regler.behov]\nreplaced-link = \"av\"\n"), 1);
    assert_eq!((count(&exception("a")), count(&exception("b"))), (0, 1));
}

/// Values of every sort of wrong, and right ones.
const VALUES: [&str; 22] = [
    "\"Migration\"",
    "\"skola\"",
    "\"skolla\"",
    "\"SKR\"",
    "\"skl\"",
    "\"forbundet\"",
    "\"delad\"",
    "\"runt\"",
    "\"b\"",
    "\"a\"",
    "\"\"",
    "\" \"",
    "2018",
    "\"2018-3-8\"",
    "2018-03-08",
    "\"2018\"",
    "\"pågående\"",
    "\"ongoing\"",
    "\"16212000-0142\"",
    "{ x = 1 }",
    "[]",
    "\" https://www.digg.se\"",
];

const FIELDS: [&str; 18] = [
    "status",
    "typ",
    "teman",
    "livshandelser",
    "agare",
    "deltagare",
    "relaterat",
    "ersatt_av",
    "start",
    "slut",
    "lankar",
    "uppgift_ar",
    "diarienummer",
    "nytta",
    "agaer",
    "deltagarre",
    "bero_av",
    "finansering",
];

prop_compose! {
    fn value()(items in prop::collection::vec(0..VALUES.len(), 1..5), sort in 0..4, mark in 0..3usize) -> String {
        let item = |at: &usize| VALUES[*at];
        let remark = ["", " # varför", "# nära"][mark];
        match sort {
            0 => format!("{}{remark}", item(&items[0])),
            1 => format!("[{}]{remark}", items.iter().map(item).collect::<Vec<_>>().join(" , ")),
            2 => format!("[ # börja\n{}\n# sluta\n]", items.iter().map(|at| format!("{}, # {at}\n", item(at))).collect::<String>()),
            _ => format!("{{ varde = {}, skal = {} }}", item(&items[0]), item(items.last().unwrap())),
        }
    }
}

prop_compose! {
    fn entry(id: &'static str)(
        values in prop::collection::btree_map(0..FIELDS.len(), value(), 0..8),
        datum in value(),
        start in prop::sample::select(vec!["", "\u{feff}", "\r\n", "#:schema x\n"]),
    ) -> String {
        let fields: String = values.iter().map(|(at, value)| format!("{} = {value}\n", FIELDS[*at])).collect();
        format!("{start}id = \"{id}\"\ntitel = \"T\"\nbeskrivning = \"o\u{308}\"\n{fields}[[kallor]]\ndatum = {datum}\n")
    }
}

#[test]
fn a_misspelt_key_that_can_be_only_one_is_mended() {
    let mend = |text: &str| {
        let files = map(&[("initiativ/skola/a.toml", text), ("initiativ/skola/b.toml", "id = \"b\"\n")]);
        applied(&files)["initiativ/skola/a.toml"].clone()
    };
    insta::assert_snapshot!(mend("id = \"a\"\ntitle = \"T\" # namnet\nbeskrivnig = \"B\"\nTeman = [\"skola\"]\nagaer = [\"skl\"] # vem\n\n[[kalor]]\ntext = \"Ett\"\n\n[[kalor]] # två\nurl = \"https://a.se\"\n\n[[finansering]]\nx = 1\n\n[[finansiering]]\nar = 2018\nkala = \"B\"\n\n[egna]\ntittel = 1\n"), @r#"
    id = "a"
    titel = "T" # namnet
    beskrivning = "B"
    teman = ["skola"]
    agare = ["skr"] # vem

    [[kallor]]
    text = "Ett"

    [[kallor]] # två
    url = "https://a.se"

    [[finansering]]
    x = 1

    [[finansiering]]
    ar = 2018
    kalla = "B"

    [egna]
    tittel = 1
    "#);
    // Two may be meant, the right one is there, one is meant twice, or the value would be wrong there.
    for line in [
        "slar = \"2018\"",
        "titl = \"T\"\ntitel = \"T\"",
        "aagare = []\nagaree = []",
        "agar = [\"ingen\"]",
        "moterr = [\"a\"]",
    ] {
        let text = format!("id = \"a\"\n{line}\n");
        assert_eq!(mend(&text), text);
    }
}

/// What is wrong, but for what is only worth knowing: how much it weighs, the name of the file, the rule, and what is said.
fn wrong(files: &Files) -> BTreeSet<(Level, String, &'static str, String)> {
    let name = |file: &str| file.rsplit('/').next().unwrap_or_default().to_owned();
    let all = found(files).into_iter().filter(|found| found.level > Level::Info);
    all.map(|found| (found.level, name(&found.file), found.rule, found.what.sv.into_owned())).collect()
}

proptest! {
    #[test]
    fn the_laws_of_mending_hold(
        a in entry("a"),
        b in entry("b"),
        folder in prop::sample::select(vec!["initiativ/", "initiativ/vard/", "initiativ/skola/x/"]),
        is_crlf: bool,
    ) {
        let a = if is_crlf { a.replace('\n', "\r\n") } else { a };
        let files = map(&[(&format!("{folder}a.toml"), &a), ("initiativ/skola/b.toml", &b)]);
        let after = applied(&files);
        prop_assert_eq!(fixed(&after), Fixes::default(), "mended again");
        for mended in fixed(&files).mended {
            prop_assert!(crate::check::explain(mended.rule).is_some(), "{} is no rule", mended.rule);
        }
        let sorted = |files: &Files| {
            let mut all: Vec<String> = files.values().flat_map(|text| comments(text)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(sorted(&files), sorted(&after), "a comment was lost");
        // What a value says comes to light when it can be read: that may be worth a warning, never an error.
        let (before, now) = (wrong(&files), wrong(&after));
        for new in now.difference(&before) {
            prop_assert!(new.0 != Level::Error, "new: {:?} was {:?}", new, before);
            let is_traded = before.difference(&now).any(|old| old.1 == new.1);
            prop_assert!(is_traded, "new: {:?} was {:?}", new, before);
        }
    }
}
