//! A map's life: begun, filled, changed, shown, checked. Nothing is lost on the way.

use super::desk::Desk;

#[test]
fn a_map_is_begun_filled_changed_shown_and_right() {
    let desk = Desk::empty();
    let begun = desk.karta("init lanet --namn 'Länets karta'").well();
    assert!(begun.out.contains("karta.toml") && begun.err.contains("karta add aktor"), "{begun}");
    let in_map = |line: &str| desk.karta(line).from(&desk.path("lanet")).well();

    assert_eq!(
        in_map("add aktor --namn 'Örnsköldsviks kommun' --niva kommun").out,
        "aktor/ornskoldsviks-kommun.toml\n"
    );
    let need = "add behov --titel 'Översättning för nyanlända' --tema migration --tema gemensamt --status bekräftat \
        --beskrivning 'Tolkar bokas var för sig.' --aktor 'Örnsköldsviks kommun' --källa-text Workshop --egna rad=3";
    assert_eq!(in_map(need).out, "behov/migration/oversattning-for-nyanlanda.toml\n");
    let initiative = "add initiativ --titel Tolktjänsten --tema migration --status pågående --typ tjänst \
        --beskrivning 'En gemensam tjänst.' --ägare ornskoldsviks-kommun --möter oversattning-for-nyanlanda";
    assert_eq!(in_map(initiative).out, "initiativ/migration/tolktjansten.toml\n");

    let changed =
        in_map("edit tolktjansten --set status=avslutat --set slut=2022-06 --add lank=https://example.se/tolk");
    assert!(changed.out.contains("- status = \"pagaende\"\n+ status = \"avslutat\"\n"), "{changed}");
    assert_eq!(changed.err, "1 fil ändrades.\n");

    let shown = in_map("show tolktjansten").harmless().out;
    for fact in ["avslutat", "2022-06", "Örnsköldsviks kommun", "Översättning för nyanlända", "https://example.se/tolk"]
    {
        assert!(shown.contains(fact), "{fact}\n{shown}");
    }
    assert!(in_map("show oversattning-for-nyanlanda").out.contains("Tolktjänsten"));
    assert_eq!(in_map("query --ids --aktor 'örnsköldsviks kommun'").out.lines().count(), 2);
    in_map("validate");
    in_map("fmt --check");
    let hidden: Vec<_> = desk.state().into_keys().filter(|path| path.contains("/.karta")).collect();
    assert_eq!(hidden, [""; 0]);
}

#[test]
fn only_the_line_that_was_meant_is_changed() {
    let desk = Desk::with_small_map();
    let file = "map-data/initiativ/skola/kortet.toml";
    let by_hand = "# Vårt kort.\nstatus   =  'planerat' # än så länge\r\nid = \"kortet\"\n\nbeskrivning=\"x\"\ntitel = 'K'\nteman = [ \"skola\" ]\n[egna]\n# anteckning\nb = 1\na = 2\n";
    desk.write(file, by_hand);
    desk.karta("edit kortet --set status=pågående").well();
    assert_eq!(desk.read(file), by_hand.replace("status   =  'planerat'", "status = \"pagaende\""));
    desk.karta("edit kortet --set status=planerat").well();
    assert_eq!(desk.karta("edit kortet --set status=planerat").well().out, "");
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::with_small_map();
    let before = desk.state();
    let lines = [
        "edit kortet --set status=avslutat --dry-run",
        "edit --where tema:skola --set egna.x=1 --add tema=gemensamt --dry-run",
        "add behov --titel Nytt --tema skola --status identifierat --beskrivning Nytt --dry-run",
        "add aktor --namn Ny --niva stat --dry-run",
        "init annan --ci github,gitlab --dry-run",
        "fmt --dry-run",
    ];
    for line in lines {
        let said = desk.karta(line).well();
        assert!(line == "fmt --dry-run" || !said.out.is_empty(), "{said}");
        assert_eq!(desk.state(), before, "{line}");
    }
}

#[test]
fn many_are_changed_at_once_and_back_again() {
    let desk = Desk::with_real_map();
    let before = desk.state();
    let said = desk.karta("edit --where 'kind:initiativ tema:migration' --set egna.provad=1").well();
    let count: usize = said.err.split(' ').next().unwrap().parse().unwrap();
    assert!(count > 3, "{said}");
    let changed = desk.state().into_iter().filter(|(path, text)| before.get(path) != Some(text)).count();
    assert_eq!(changed, count);
    assert_eq!(desk.karta("query har:egna.provad --count").well().out, format!("{count}\n"));
    desk.karta("edit --where har:egna.provad --unset egna.provad").well();
    assert_eq!(desk.state(), before);
}

#[test]
fn an_untidy_file_is_tidied_and_then_left() {
    let desk = Desk::with_small_map();
    let file = "map-data/behov/skola/skolkort.toml";
    let tidy = desk.read(file);
    desk.write(file, tidy.replace(" = ", "=") + "\n\n");
    let checked = desk.karta("fmt --check").said().ends(1);
    assert_eq!(checked.out, "behov/skola/skolkort.toml\n");
    assert_eq!(desk.karta("fmt --check karta.toml").well().out, "");
    desk.karta("fmt behov/skola/skolkort.toml").well();
    assert_eq!(desk.read(file), tidy);
}

#[test]
fn a_new_map_has_files_for_the_services_that_check_it() {
    let desk = Desk::empty();
    let said = desk.karta("init ny --ci github --ci gitlab --lang en").well();
    assert!(said.out.contains(".github/workflows/karta.yml\n") && said.out.contains(".gitlab-ci.yml\n"), "{said}");
    desk.karta("validate --karta ny").well();
    let before = desk.state();
    let again = desk.karta("init ny --lang en").fails();
    assert!(again.contains("karta.toml is already in the folder"), "{again}");
    assert_eq!(desk.state(), before);
}

#[test]
fn what_is_probably_there_already_is_told_before_it_is_written() {
    let desk = Desk::with_real_map();
    let line = "add behov --titel 'Gemensamma lösningar för översättning och tolkning' --tema migration \
        --status identifierat --beskrivning 'Tolk.' --dry-run";
    let said = desk.karta(line).well();
    assert!(said.err.contains("Finns redan?") && said.err.contains("oversattning-och-tolkning"), "{said}");
    assert!(said.out.contains("id = \"gemensamma-losningar-for-oversattning-och-tolkning\""), "{said}");
}

#[test]
fn a_draft_is_taken_from_the_editor_and_kept_when_it_is_wrong() {
    let desk = Desk::with_small_map();
    let line = "add behov --titel Bussar --tema skola --status identifierat --beskrivning Kör --edit";
    let edit = |script: &str| {
        desk.write("editor.sh", format!("#!/bin/sh\n{script}\n"));
        desk.karta(line).env("EDITOR", format!("sh {}", desk.path("editor.sh").display())).env("TMPDIR", desk.path("."))
    };
    assert_eq!(edit("sed -i.bak s/Bussar/Bussarna/ \"$1\"").well().out, "behov/skola/bussar.toml\n");
    assert!(desk.read("map-data/behov/skola/bussar.toml").contains("titel = \"Bussarna\""));
    let told = edit("echo 'status = 3' > \"$1\"").fails();
    let draft = told.split("kvar i ").nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    assert_eq!(std::fs::read_to_string(draft).unwrap(), "status = 3\n");
    assert!(edit("exit 3").fails().contains("avslutades med ett fel"));
    let missing = desk.karta(line).env("EDITOR", "finns-inte").fails();
    assert!(missing.contains("finns-inte gick inte att starta"), "{missing}");
    assert!(desk.karta(line).fails().contains("EDITOR=nano"));
}
