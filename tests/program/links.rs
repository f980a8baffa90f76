//! Links as a user makes them, sees them, follows them and asks about them.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::desk::Desk;

#[test]
fn links_are_made_shown_and_taken_away() {
    let desk = Desk::with_small_map();
    let file = "map-data/initiativ/skola/kortet.toml";
    let before = desk.read(file);
    let dry = desk.karta("link kortet --möter skolkort --ägare Skolverket --dry-run").well();
    assert!(dry.out.contains("+ agare = [\"skolverket\"]\n+ moter = [\"skolkort\"]\n"), "{dry}");
    assert_eq!(desk.read(file), before);
    assert_eq!(desk.karta("link kortet --möter skolkort --ägare Skolverket").well().err, "1 fil ändrades.\n");
    let shown = desk.karta("links skolkort --hops 2").well().harmless().out;
    assert_eq!(
        shown,
        "Skolkort (skolkort) behov, identifierat\n└─ möts av\n   └─ Kortet (kortet) initiativ, planerat\n      └─ ägare\n         └─ Skolverket (skolverket) aktör\n"
    );
    assert!(desk.karta("link kortet --möter skolkort").well().err.starts_with("Inget att ändra"));
    desk.karta("unlink kortet --möter skolkort --ägare skolverket").well();
    assert_eq!(desk.read(file), before);
}

#[test]
fn a_link_that_would_be_wrong_is_refused() {
    let desk = Desk::with_small_map();
    let before = desk.state();
    for (line, told) in [
        ("link kortet --relaterat kortet", "nytt fel"),
        ("link kortet --möter skolverket", "är av slaget aktör; där står behov"),
        ("link skolkort --ägare skolverket", "Fältet agare finns inte för behov"),
        ("link kortet --möter skolkrot", "Menade du"),
        ("link kortet --möter kolk", "Menade du skolkort"),
        ("link kortet --möter ''", "saknas för fältet moter"),
        ("link skolkort --ersatt-av kortet", "är av slaget initiativ; där står behov"),
        ("link kortet", "Ingenting sägs"),
        ("links ingen", "Ingen post heter ingen"),
        ("path kortet kortet", "samma post: kortet"),
        ("path kortet ingen", "Ingen post heter ingen"),
        ("mentions --field titell", "Menade du titel?"),
    ] {
        let err = desk.karta(line).fails();
        assert!(err.contains(told), "{line}\n{err}");
    }
    assert_eq!(desk.state(), before);
}

#[test]
fn a_link_is_made_to_what_is_there_now_and_one_to_nothing_is_taken_away() {
    let desk = Desk::with_small_map();
    let file = "map-data/initiativ/skola/kortet.toml";
    desk.write(file, format!("moter = [\"borttagen-post\"]\n{}", desk.read(file)));
    let told = desk.karta("unlink kortet --möter borttagen-post").well();
    assert!(told.out.contains("- moter = [\"borttagen-post\"]\n"), "{told}");
    desk.karta("rename skolkort nya-kort --yes").well();
    let told = desk.karta("link kortet --möter skolkort").well();
    assert!(
        told.err.contains("skolkort har ersatts av nya-kort") && desk.read(file).contains("moter = [\"nya-kort\"]")
    );
    desk.karta("withdraw skolverket --reason Slut").well();
    assert!(desk.karta("link skolverket --ingår-i skolverket").fails().contains("skolverket är avförd ur kartan"));
    let told = desk.karta("link skolkort --aktör skolverket").well();
    assert!(told.err.contains("skolkort har ersatts av nya-kort"), "{told}");
    assert!(desk.read("map-data/behov/skola/nya-kort.toml").contains("aktorer = [\"skolverket\"]"));
}

#[test]
fn links_are_drawn_and_listed_in_every_way() {
    let desk = Desk::with_real_map();
    let said = |line: &str| desk.karta(line).well().harmless().out;
    let tree = said("links serverat --hops 2 --kind behov,initiativ");
    assert!(tree.lines().all(|line| line.width() <= 80) && tree.contains("├─ möter\n"), "{tree}");
    assert!(said("links serverat --format dot").contains("\"serverat\" -> \"verksamt\" [label=\"beror av\"];"));
    assert!(said("links serverat --format mermaid").starts_with("flowchart LR\n"));
    desk.karta("links serverat --lang en -o bild.svg").well();
    let picture = desk.read("bild.svg");
    assert!(picture.starts_with("<svg ") && picture.contains("Links around Serverat"), "{picture}");
    let rows: Value = serde_json::from_str(&said("links serverat --format json")).unwrap();
    let rows = rows["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["lank"] == "beror_av" && row["till"] == "verksamt"), "{rows:?}");
    assert_eq!(desk.karta("links serverat --format csv").well().out.lines().count(), rows.len() + 1);
}

#[test]
fn a_chain_is_told_in_words() {
    let desk = Desk::with_real_map();
    let chain = desk.karta("path serverat skatteverket").well().harmless();
    assert!(chain.out.starts_with("Serverat → beror av → verksamt.se → deltagare → Skatteverket\n"), "{chain}");
    let rows: Value = serde_json::from_str(&desk.karta("path serverat skatteverket --format json").well().out).unwrap();
    assert_eq!(rows["rows"][0]["lank"], "beror_av");
    let small = Desk::with_small_map();
    let none = small.karta("path kortet skolverket").well();
    assert!(none.out.contains("Ingen kedja") && none.out.contains("karta link kortet"), "{none}");
}

#[test]
fn what_links_say_is_asked_and_what_texts_name_is_linked() {
    let desk = Desk::with_real_map();
    let count =
        |asked: &str| -> usize { desk.karta(&format!("query --count '{asked}'")).well().out.trim().parse().unwrap() };
    assert_eq!(count("saknar:initiativ kind:behov"), count("antal_initiativ=0"));
    assert!(count("mottes_av.status:pågående") > 20);
    assert!(count("lankad_med:ena~2") > count("lankad_med:ena"));
    let named = desk.karta("mentions --format csv").well().out.lines().count() - 1;
    assert!(named > 3);
    desk.karta("mentions --apply").well();
    assert_eq!(desk.karta("mentions --format csv").well().out.lines().count(), 1);
    desk.karta("validate").well();
    desk.karta("fmt --check").well();
}
