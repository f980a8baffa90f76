use proptest::prelude::*;

use super::*;
use crate::source::Tree;

const FILE: &str = "# Om översättning\nid = \"a\"\ntitel = \"En titel\" # kort\nbeskrivning = \"x\"\nstatus   =  'identifierat'\nteman = [\n  \"skola\", # först\n  # sedan\n  \"vard\",\n]\n\n# varför\n[nytta]\nvarde = 4\nskal = \"Stor\"\n\n[[kallor]]\ntext = \"eSam\"\nurl = \"https://esam.se\"\n\n[egna]\nfri = \"text\"\n";

fn karta() -> Karta {
    let concepts = ["skola", "vard", "ekonomi"].map(|id| format!("[[begrepp]]\nid = \"{id}\"\nnamn = \"{id}\"\n"));
    Karta::draw(&Tree::memory([
        ("karta.toml", "namn = \"Kartan\"\nformat = 1\n".to_owned()),
        ("taxonomi/tema.toml", format!("id = \"tema\"\nnamn = \"Tema\"\n{}", concepts.join(""))),
        (
            "aktor/skr.toml",
            "id = \"skr\"\nnamn = \"Sveriges Kommuner och Regioner\"\nniva = \"forening\"\n[[tidigare_namn]]\nnamn = \"SKL\"\n"
                .to_owned(),
        ),
        ("aktor/esam.toml", "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\n".to_owned()),
    ]))
}

fn wishes(said: &[&str]) -> Vec<Wish> {
    let one = |said: &&str| {
        let (action, text) = said.split_once(' ').unwrap();
        let actions = [Action::Set, Action::Add, Action::Remove, Action::Unset];
        let action = actions.into_iter().find(|known| known.flag()[2..] == *action).unwrap();
        Wish::parse(action, text).unwrap()
    };
    said.iter().map(one).collect()
}

fn edit(text: &str, said: &[&str]) -> Result<Option<String>> {
    let change = Plan::new(&karta(), Kind::Behov, &wishes(said))?.apply("behov/a.toml", text)?;
    Ok(change.and_then(|change| change.after))
}

fn edited(text: &str, said: &[&str]) -> String {
    edit(text, said).unwrap_or_else(|failure| panic!("{said:?}: {failure:?}")).unwrap_or_else(|| text.to_owned())
}

fn refused(said: &[&str]) -> String {
    let failure = edit(FILE, said).expect_err("a failure");
    [Some(failure.what), failure.why, failure.hint]
        .into_iter()
        .flatten()
        .map(|words| words.sv.into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The lines that went, and those that came.
fn diff(before: &str, after: &str) -> String {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let most = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let gone = before[head..before.len() - tail].iter().map(|line| format!("-{line}"));
    gone.chain(after[head..after.len() - tail].iter().map(|line| format!("+{line}"))).collect::<Vec<_>>().join("\n")
}

#[test]
fn values_change_where_they_stand() {
    let told = |said: &[&str]| diff(FILE, &edited(FILE, said));
    insta::assert_snapshot!(told(&["set titel=En \"ny\" titel"]), @r#"
    -titel = "En titel" # kort
    +titel = "En \"ny\" titel" # kort
    "#);
    insta::assert_snapshot!(told(&["set Status=Bekräftat"]), @r#"
    -status   =  'identifierat'
    +status = "bekraftat"
    "#);
    insta::assert_snapshot!(told(&["add tema=Ekonomi", "remove tema=skola"]), @r#"
    -  "skola", # först
    -  # sedan
    -  "vard",
    +  # sedan
    +  "vard",
    +  "ekonomi",
    "#);
    insta::assert_snapshot!(told(&["set nytta.värde=5"]), @"
    -varde = 4
    +varde = 5
    ");
    insta::assert_snapshot!(told(&["set kallor.datum=2018-03"]), @r#"+datum = "2018-03""#);
    insta::assert_snapshot!(told(&["unset nytta"]), @r#"
    -[nytta]
    -varde = 4
    -skal = "Stor"
    -
    "#);
    insta::assert_snapshot!(told(&["remove kallor.url=https://esam.se"]), @r#"
    -[[kallor]]
    -text = "eSam"
    -url = "https://esam.se"
    -
    "#);
    insta::assert_snapshot!(told(&["unset egna.fri"]), @r#"
    -
    -[egna]
    -fri = "text"
    "#);
}

#[test]
fn what_is_new_lands_in_its_order() {
    let told = |said: &[&str]| diff(FILE, &edited(FILE, said));
    insta::assert_snapshot!(told(&["add aktorer=SKL, eSam"]), @r#"+aktorer = ["skr", "esam"]"#);
    insta::assert_snapshot!(told(&["set uppgift_ar=2018"]), @"+uppgift_ar = 2018");
    insta::assert_snapshot!(told(&["set insats.varde=2", "set insats.skal=Liten"]), @r#"
    +[insats]
    +varde = 2
    +skal = "Liten"
    +
    "#);
    insta::assert_snapshot!(told(&["add kallor.text=A", "add kallor.datum=2018", "add kallor.text=B"]), @r#"
    +[[kallor]]
    +text = "A"
    +datum = "2018"
    +
    +[[kallor]]
    +text = "B"
    +
    "#);
    insta::assert_snapshot!(told(&["set egna.tal=3", "add egna.lista=x", "set egna.a.b=2018-01-01"]), @r#"
    +tal = 3
    +lista = ["x"]
    +a.b = "2018-01-01"
    "#);
    insta::assert_snapshot!(told(&["set avford.nar=2020"]), @r#"
    +[avford]
    +nar = "2020"
    +
    "#);
}

#[test]
fn what_cannot_be_done_is_told() {
    insta::assert_snapshot!(refused(&["set ttel=x"]), @"Fältet ttel finns inte för behov. Menade du titel?");
    insta::assert_snapshot!(refused(&["set status=bekraftad"]), @"Fältet status kan inte vara bekraftad. Det är inte ett av de ord som får stå där. Menade du bekraftat? Välj bland: identifierat, bekraftat, prioriterat, tillgodosett, avfort");
    insta::assert_snapshot!(refused(&["set tema=skla"]), @"Ingen eller inget heter skla i fältet teman. Menade du skola?");
    insta::assert_snapshot!(refused(&["add aktorer=ingen"]), @"Ingen eller inget heter ingen i fältet aktorer. Sök i kartan med karta query, eller lägg först till det som saknas med karta add.");
    insta::assert_snapshot!(refused(&["set id=b"]), @"Ett id ändras aldrig. Lägg till en ny post, och ange dess id i ersatt_av på den här.");
    insta::assert_snapshot!(refused(&["unset titel"]), @"behov/a.toml skulle sakna titel, som måste finnas. Ange också ett värde för titel med --set.");
    insta::assert_snapshot!(refused(&["remove tema=skola", "remove tema=vard"]), @"behov/a.toml skulle sakna teman, som måste finnas. Ange också ett värde för teman med --set.");
    insta::assert_snapshot!(refused(&["set insats.varde=2"]), @"behov/a.toml skulle sakna insats.skal, som måste finnas. Ange också ett värde för insats.skal med --set.");
    insta::assert_snapshot!(refused(&["set nytta=4"]), @"Fältet nytta har delar. Ange en del i taget, till exempel: nytta.varde=…");
    insta::assert_snapshot!(refused(&["set nytta.varde=9"]), @"Fältet nytta.varde kan inte vara 9. Värdet ska vara ett heltal från 1 till 5.");
    insta::assert_snapshot!(refused(&["add titel=x"]), @"Fältet titel har bara ett värde, så --add går inte. Använd --set fält=värde för att byta värdet, --unset fält för att ta bort det.");
    insta::assert_snapshot!(refused(&["set uppgift_ar=i fjol"]), @"Fältet uppgift_ar kan inte vara i fjol. Värdet ska vara ett heltal från 1900 till 2199.");
    assert!(edit("id = \n", &["set titel=x"]).is_err());
    assert!(Wish::parse(Action::Set, "titel").is_err() && Wish::parse(Action::Unset, "titel=x").is_err());
}

#[test]
fn a_file_that_has_something_else_there_is_told_of() {
    let text = "id = \"a\"\nnytta = 3\nkallor = \"x\"\nteman = \"skola\"\n";
    for said in ["set nytta.varde=4", "add kallor.text=A", "add tema=vard"] {
        assert!(edit(text, &[said]).is_err(), "{said}");
    }
    assert_eq!(diff(text, &edited(text, &["set tema=vard"])), "-teman = \"skola\"\n+teman = [\"vard\"]");
}

#[test]
fn values_of_the_maps_own_fields_are_what_toml_reads() {
    for (said, written) in [
        ("7", "7"),
        ("007", "\"007\""),
        ("1.5", "1.5"),
        ("nan", "\"nan\""),
        ("true", "true"),
        ("\"7\"", "\"7\""),
        ("[1, 2]", "[1, 2]"),
        ("2018-01-01", "\"2018-01-01\""),
        ("1 # ett", "\"1 # ett\""),
        ("1\ny = 2", "\"\"\"\n1\ny = 2\n\"\"\""),
        ("o\u{308}l", "\"öl\""),
    ] {
        let text = edited("id = \"a\"\n", &[&format!("set egna.x={said}")]);
        assert_eq!(text, format!("id = \"a\"\n\n[egna]\nx = {written}\n"));
    }
}

#[test]
fn what_is_so_already_is_no_change() {
    for said in [
        "set titel=En titel",
        "set status=identifierat",
        "add tema=vard",
        "remove tema=ekonomi",
        "unset insats",
        "set tema=skola,vard",
        "add kallor.text=eSam",
        "set egna.fri=text",
    ] {
        let twice = [said, said];
        let once = edited(FILE, &twice[..1]);
        assert_eq!(edit(&once, &twice[..1]), Ok(None), "{said}");
    }
    assert_eq!(edit(FILE, &["set titel=En titel", "add tema=vard", "unset insats"]), Ok(None));
}

#[test]
fn other_ways_to_write_the_same_are_understood() {
    let text = "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\nnytta = { varde = 4, skal = \"Stor\" }\ninsats.varde = 2\ninsats.skal = \"x\"\nkallor = [{ text = \"A\" }, { text = \"B\" }]\n";
    let told = |said: &[&str]| diff(text, &edited(text, said));
    insta::assert_snapshot!(told(&["set nytta.varde=5"]), @r#"
    -nytta = { varde = 4, skal = "Stor" }
    +nytta = { varde = 5, skal = "Stor" }
    "#);
    insta::assert_snapshot!(told(&["set insats.varde=5"]), @"
    -insats.varde = 2
    +insats.varde = 5
    ");
    insta::assert_snapshot!(told(&["unset insats"]), @r#"
    -insats.varde = 2
    -insats.skal = "x"
    "#);
    insta::assert_snapshot!(told(&["add kallor.text=C"]), @r#"
    -kallor = [{ text = "A" }, { text = "B" }]
    +kallor = [{ text = "A" }, { text = "B" }, { text = "C" }]
    "#);
    insta::assert_snapshot!(told(&["remove kallor.text=A"]), @r#"
    -kallor = [{ text = "A" }, { text = "B" }]
    +kallor = [{ text = "B" }]
    "#);
}

const WISHES: [&[&str]; 8] = [
    &["set uppgift_ar=2018"],
    &["add aktorer=skr"],
    &["set insats.varde=2", "set insats.skal=Liten"],
    &["set avford.nar=2020"],
    &["set egna.annat=x"],
    &["add tidigare_titlar.titel=Förr"],
    &["add relaterat=esam"],
    &["set egna.djup.ner=3"],
];
const FIELDS: [&str; 8] =
    ["uppgift_ar", "aktorer", "insats", "avford", "egna.annat", "tidigare_titlar", "relaterat", "egna.djup"];

/// Files as hands write them: some of these pieces, with anything between them.
fn lines() -> impl Strategy<Value = String> {
    let top = vec!["status = 'identifierat'\n", "teman = [ \"skola\" , # c\n]\n", "beskrivning=\"\"\"\nx\ny\"\"\"\n"];
    let sections = vec![
        "[nytta]\nvarde=4 # c\n",
        "[[kallor]]\n text = 'A'\n\n",
        "\n[[kallor]] # c\nurl='https://a.se'\n# slut\n",
        "# om\n[egna]\nx=1\n\n\n",
    ];
    let between = || prop::sample::select(vec!["", "\n", "# c\n", "  # å\n\n"]);
    let some = |pieces: Vec<&'static str>| {
        let most = pieces.len();
        let pieces = prop::sample::subsequence(pieces, 0..=most).prop_shuffle();
        (pieces, prop::collection::vec(between(), most)).prop_map(|(pieces, between)| {
            pieces.iter().zip(between).map(|(piece, between)| format!("{piece}{between}")).collect::<String>()
        })
    };
    (some(top), some(sections), any::<bool>(), any::<bool>()).prop_map(|(top, sections, has_crlf, has_end)| {
        let text = format!("id = \"a\"\ntitel = \"T\"\n{top}{sections}");
        let text = if has_crlf { text.replace('\n', "\r\n") } else { text };
        if has_end { text } else { text.trim_end().to_owned() }
    })
}

/// Whether a text is the other with one piece put in.
fn is_insertion(before: &str, after: &str) -> bool {
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    head + tail >= before.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]
    #[test]
    fn setting_touches_nothing_else_and_unsetting_restores(text in lines(), at in 0usize..WISHES.len()) {
        prop_assert_eq!(entry::parse(&text).1, []);
        let karta = karta();
        let plan = |said: &[&str]| Plan::new(&karta, Kind::Behov, &wishes(said)).unwrap();
        let after = plan(WISHES[at]).apply("behov/a.toml", &text).unwrap().unwrap().after.unwrap();
        prop_assert_eq!(entry::parse(&after).1, []);
        prop_assert!(is_insertion(&text, &after), "{text}\nbecame\n{after}");
        prop_assert_eq!(plan(WISHES[at]).apply("behov/a.toml", &after).unwrap(), None, "twice is once");
        let unset = format!("unset {}", FIELDS[at]);
        let back = plan(&[&unset]).apply("behov/a.toml", &after).unwrap().unwrap().after;
        prop_assert_eq!(back, Some(text));
    }
}

#[test]
fn a_mark_at_the_beginning_stays() {
    let marked = format!("\u{feff}{FILE}");
    for said in [
        &["set titel=Ny"][..],
        &["set Status=Bekräftat"],
        &["add tema=Ekonomi"],
        &["unset nytta"],
        &["add kallor.text=Ny", "set egna.x=1"],
    ] {
        assert_eq!(edited(&marked, said), format!("\u{feff}{}", edited(FILE, said)), "{said:?}");
    }
    let first = "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n";
    let marked = format!("\u{feff}{first}");
    assert_eq!(edited(&marked, &["set beskrivning=y"]), marked.replace("\"x\"", "\"y\""));
}
