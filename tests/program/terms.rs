//! What goes wrong on the command line: the message in the reader's language, what to do, and the exit code.

use insta::assert_snapshot;
use karta::value::fold;

use super::desk::Desk;

#[test]
fn a_typo_is_met_with_what_was_probably_meant() {
    let desk = Desk::with_real_map();
    let before = desk.state();
    assert_snapshot!(desk.karta("query --tema migraton").fails(), @r"
    Fel: tema har inget värde som heter migraton.
      Gör så här: Menade du migration?
    ");
    assert_snapshot!(desk.karta("qurey").fails(), @r"
    Fel: Kommandot qurey finns inte.
      Gör så här: Menade du query? Se: karta --help
    ");
    assert_snapshot!(desk.karta("qurey --lang en").fails(), @r"
    Error: There is no command qurey.
      What to do: Did you mean query? See: karta --help
    ");
    let typos = [
        ("query --tem migration", "--tema"),
        ("query --status pågånde", "pågående"),
        ("query 'sttus:pågående'", "status"),
        ("query 'status:pågånde'", "pågående"),
        ("query --aktor skateverket", "skatteverket"),
        ("explain broken-lnik", "broken-link"),
        ("edit serverat --set sttus=avslutat", "status"),
        ("fmt behov/gemensamt/helhetsperspektv.toml", "behov/gemensamt/helhetsperspektiv.toml"),
        ("edit serverat --set teman=migraton", "migration"),
    ];
    for (line, meant) in typos {
        let told = desk.karta(line).fails();
        assert!(told.contains("Menade du") && fold(&told).contains(&fold(meant)), "{line}\n{told}");
        let told = desk.karta(line).env("KARTA_LANG", "en").fails();
        assert!(told.contains("Did you mean") && fold(&told).contains(&fold(meant)), "{line}\n{told}");
    }
    assert_eq!(desk.state(), before);
}

#[test]
fn a_fault_in_an_expression_is_pointed_at() {
    let desk = Desk::with_small_map();
    assert_snapshot!(desk.karta("query '(tema:skola'").fails(), @r"
    Fel: Parentesen stängs aldrig.
      (tema:skola
      ^
    ");
    assert_snapshot!(desk.karta("query 'start>=20x' --lang en").fails(), @r"
    Error: 20x is not a date, and start is one.
      start>=20x
             ^^^
      What to do: Write a year, month or day: 2018, 2018-03, 2018-03-08
    ");
    for expression in ["tema:", "a eller", "ej", ")", "start>", ":", "\"a", "tema:\"", "och", "status>3", "a)"] {
        desk.args(["query", "--", expression]).fails();
        desk.args(["edit", "--where", expression, "--set", "titel=x"]).fails();
    }
}

#[test]
fn an_expression_that_begins_with_a_minus_sign_can_be_written() {
    let desk = Desk::with_small_map();
    let told = desk.karta("query -tema:skola").fails();
    assert!(told.contains("'ej aktör:skatteverket'"), "{told}");
    desk.karta("query --ids -- -tema:skola").well();
    assert_eq!(desk.karta("query --count 'ej tema:skola'").well().out, "0\n");
}

#[test]
fn what_cannot_be_done_is_told_and_nothing_is_touched() {
    let desk = Desk::with_small_map();
    let before = desk.state();
    let lines = [
        "query --limit x",
        "query --limit",
        "query --limit -1",
        "query --format pdf",
        "query --columns nix",
        "query --sort nix",
        "query --group-by tema,status,typ",
        "query --count --ids",
        "query --group-by tema --ids",
        "query --karta",
        "query --lang fi",
        "show",
        "show nix",
        "show kortet skolkort",
        "show kortet --toml --format csv",
        "fields nix",
        "explain nix",
        "validate --format nix",
        "fmt nix.toml",
        "fmt --check --dry-run",
        "add nix",
        "add behov",
        "add behov --titel ''",
        "add behov --titel A --tema nix --status identifierat --beskrivning x",
        "add behov --titel A --tema skola --status nix --beskrivning x",
        "add behov --titel A --titel B --tema skola --status identifierat --beskrivning x",
        "add aktor --namn A --niva stat --organisationsnummer 1",
        "add aktor --namn Skolverket --niva nix",
        "edit",
        "edit kortet",
        "edit nix --set titel=x",
        "edit kortet --set",
        "edit kortet --set titel",
        "edit kortet --set nix=x",
        "edit kortet --set status=nix",
        "edit kortet --set slut=2022-13",
        "edit kortet --set id=annat",
        "edit kortet --set agare=nix",
        "edit kortet --unset titel",
        "edit kortet --remove teman=nix",
        "edit --where tema:skola kortet --set titel=x",
        "edit --where tema:migration --set egna.x=1",
        "edit kortet skolkort --set typ=projekt",
        "edit --where '' --set egna.x=1",
        "edit --where '()' --set egna.x=1",
        "init map-data",
        "init ny --ci nix",
    ];
    for line in lines {
        for lang in ["sv", "en"] {
            let told = desk.karta(line).env("KARTA_LANG", lang).fails();
            assert!(told.starts_with(if lang == "sv" { "Fel: " } else { "Error: " }), "{line}\n{told}");
            let has_gap = |line: &str| line.trim().contains("  ") || line.ends_with([':', ' ']) || line.contains(" .");
            assert!(!told.lines().any(has_gap), "{line}\n{told}");
        }
        assert_eq!(desk.state(), before, "{line}");
    }
}

#[test]
fn what_is_missing_is_named_and_never_asked_for_without_a_terminal() {
    let desk = Desk::with_small_map();
    let told = desk.karta("add behov --titel Buss").fails();
    assert!(told.contains("status") && told.contains("tema") && !told.contains("titel,"), "{told}");
    let told = desk.karta("add initiativ --lang en").fails();
    assert!(told.contains("titel") && told.contains("status"), "{told}");
}

#[test]
fn a_map_that_is_not_there_is_told_of() {
    let desk = Desk::empty();
    desk.write("fil.toml", "");
    desk.write("mapp/annat.txt", "");
    assert!(desk.karta("query").fails().contains("karta init"));
    assert!(desk.karta("validate --lang en").fails().starts_with("Error: No map was found"));
    for (named, said) in
        [("nix", "finns inte"), ("fil.toml", "är inte en mapp"), ("mapp", "ingen karta"), ("''", "--karta")]
    {
        let told = desk.karta(&format!("query --karta {named}")).fails();
        assert!(told.contains(said) && told.contains(named.trim_matches('\'')), "{told}");
    }
    let told = desk.karta("show x").env("KARTA_DIR", desk.path("mapp")).fails();
    assert!(told.contains("mapp är ingen karta"), "{told}");
    desk.karta("fields").well();
    desk.karta("explain").well();
}

#[test]
fn a_map_is_found_by_flag_by_environment_upward_and_below() {
    let desk = Desk::with_small_map();
    let map = desk.path("map-data");
    let elsewhere = Desk::empty();
    let count = |run: super::desk::Run| assert_eq!(run.well().out, "2\n");
    count(desk.karta("query --count"));
    count(desk.karta("query --count").from(&map));
    count(desk.karta("query --count").from(&map.join("behov/skola")));
    count(elsewhere.karta("query --count").env("KARTA_DIR", &map));
    count(elsewhere.args(["query", "--count", "--karta", map.to_str().unwrap()]).env("KARTA_DIR", "/nix"));
    count(desk.karta("query --count").env("KARTA_DIR", ""));
}
