//! Entries through time: renamed, merged, split and withdrawn, and everything that mentioned them follows.

use super::desk::Desk;

/// The paths below the map whose texts hold something.
fn holding(desk: &Desk, text: &str) -> Vec<String> {
    let files = desk.state().into_iter().filter(|(path, _)| path.ends_with(".toml"));
    files.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(text)).map(|(path, _)| path).collect()
}

fn is_right(desk: &Desk) {
    desk.karta("validate").well();
    desk.karta("fmt --check").well();
}

#[test]
fn a_new_id_is_followed_everywhere_and_the_old_one_leads_on() {
    let desk = Desk::with_real_map();
    let before = desk.state();
    desk.karta("rename skr sveriges-kommuner --dry-run").well();
    assert_eq!(desk.state(), before);
    let told = desk.karta("rename skr sveriges-kommuner --reason 'Tydligare id' --since 2026-01").well();
    assert!(told.err.contains("filer ändrades"), "{told}");
    let left = holding(&desk, "\"skr\"");
    assert_eq!(left, ["map-data/aktor/skr.toml"]);
    let record = desk.read("map-data/aktor/skr.toml");
    assert!(record.contains("ersatt_av = [\"sveriges-kommuner\"]") && record.contains("nar = \"2026-01\""), "{record}");
    is_right(&desk);
    let count = |id: &str| desk.karta(&format!("query --count --aktor {id}")).well().out;
    assert_eq!(count("skr"), count("sveriges-kommuner"));
    assert!(desk.karta("links skr").well().err.contains("har ersatts av sveriges-kommuner"));
}

#[test]
fn entries_become_one_and_one_becomes_several() {
    let desk = Desk::with_real_map();
    let open = desk.karta("merge dukat serverat --into serverat").fails();
    assert!(open.contains("Status:\n  serverat: pågående\n  dukat: avslutat\n") && open.contains("--take"), "{open}");
    desk.karta("merge dukat serverat --into serverat --take serverat --yes").well();
    let merged = desk.read("map-data/initiativ/samhallsbyggnad/serverat.toml");
    for kept in
        ["linkopings-universitet", "titel = \"DUKAT för restaurangföretagare\"", "Forskningsprojekt", "Program med"]
    {
        assert!(merged.contains(kept), "{kept}\n{merged}");
    }
    is_right(&desk);
    desk.karta("split serverat --into serverat-ett serverat-tva --title Ett --title Två").well();
    is_right(&desk);
    let told = desk.karta("links dukat").well();
    assert!(told.out.contains("Ett (serverat-ett)") || told.out.contains("ersatt av"), "{told}");
}

#[test]
fn a_new_id_can_be_taken_back() {
    let desk = Desk::with_real_map();
    let before = desk.read("map-data/initiativ/samhallsbyggnad/serverat.toml");
    desk.karta("rename serverat s2 --yes").well();
    desk.karta("rename s2 s3 --yes").well();
    let err = desk.karta("rename s2 annat").fails();
    assert!(err.contains("s2 har redan ersatts av s3.") && err.contains("gäller nu: s3"), "{err}");
    desk.karta("rename s3 serverat --yes").well();
    assert_eq!(desk.read("map-data/initiativ/samhallsbyggnad/serverat.toml"), before);
    is_right(&desk);
}

#[test]
fn what_is_split_gets_titles_that_can_be_told_apart() {
    let desk = Desk::with_real_map();
    let told = desk.karta("split serverat --into s1 s2").well();
    assert!(told.out.contains("+ titel = \"Serverat (1)\"") && told.err.contains("Gå igenom: s1, s2"), "{told}");
    is_right(&desk);
}

#[test]
fn a_file_that_is_moved_is_shown_so() {
    let desk = Desk::with_real_map();
    let told = desk.karta("rename tema:skola larande --dry-run").well();
    assert!(!told.out.contains("- titel") && told.out.contains(" → initiativ/larande/"), "{told}");
}

#[test]
fn a_concept_gets_a_new_id_and_its_folder_follows() {
    let desk = Desk::with_real_map();
    desk.karta("rename tema:skola larande").well();
    assert!(holding(&desk, "\"skola\"").is_empty());
    assert!(desk.path("map-data/initiativ/larande").is_dir());
    is_right(&desk);
}

#[test]
fn what_cannot_be_done_leaves_the_map_as_it_was() {
    let desk = Desk::with_real_map();
    desk.karta("withdraw ena --reason 'Slutade' --since 2023").well();
    let before = desk.state();
    for (line, told) in [
        ("rename ingen ny", "Ingen post heter ingen"),
        ("rename digg skr", "finns redan"),
        ("rename digg 'Nytt Id'", "nytt-id"),
        ("rename tema:ingen ny", "Det finns inget tema"),
        ("merge digg digg --into digg", "med sig själv"),
        ("merge digg serverat --into digg", "av slaget"),
        ("merge ena serverat --into serverat --take serverat", "redan avförd"),
        ("merge digg esam --into digg --take ingen", "Ingen post heter ingen"),
        ("split ena --into a b --title A --title B", "redan avförd"),
        ("split digg --into a b --title A", "2 titlar"),
        ("split digg --into a --title A", "minst två"),
        ("split digg --into skr b --title A --title B", "finns redan"),
        ("withdraw ena --reason igen", "redan avförd"),
        ("withdraw digg --reason x --since igår", "datum"),
        ("withdraw digg --reason x --since 2999", "har inte varit än"),
        ("rename digg ny --since 2999", "har inte varit än"),
        ("withdraw digg", "--reason"),
        ("rename digg digg", "heter redan så"),
        ("rename tema:skola skola", "heter redan så"),
        ("split digg --into skr b", "skr finns redan"),
        ("merge '' digg --into digg", "id eller namn är tomt"),
    ] {
        let err = desk.karta(line).fails();
        assert!(err.contains(told), "{line}\n{err}");
    }
    assert_eq!(desk.state(), before);
}
