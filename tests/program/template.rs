//! Answers told through templates.

use super::desk::Desk;
use super::past::two_years;

#[test]
fn the_templates_that_come_along_fit_the_real_map_in_both_languages() {
    let desk = Desk::with_real_map();
    for (asked, file, sv, en) in [
        ("report aktor skatteverket --template brev", "brev.html", "Det här äger ni", "What you own"),
        ("report oversikt --template oversikt", "o.html", "Hur det står till", "How it stands"),
        ("report luckor --template motesunderlag", "m.md", "Klart när: ", "Done when: "),
        ("query --tema migration --template motesunderlag", "q.md", "Klart när: ", "Done when: "),
    ] {
        for (lang, wanted) in [("sv", sv), ("en", en)] {
            desk.karta(&format!("{asked} -o {file} --lang {lang}")).well();
            assert!(desk.read(file).contains(wanted), "{asked} {lang}:\n{:.2000}", desk.read(file));
        }
    }
}

#[test]
fn a_template_is_copied_changed_and_used() {
    let desk = Desk::with_small_map();
    desk.karta("report --template motesunderlag --show-template -o min.md").well();
    desk.write("min.md", desk.read("min.md").replace("Mötesunderlag", "Torsdag"));
    let told = desk.karta("report luckor --template min.md").well();
    assert!(told.out.starts_with("# Torsdag: Luckor") && told.out.contains("Skolkort"), "{}", told.out);
}

#[test]
fn a_template_that_cannot_be_used_says_why() {
    let desk = Desk::with_small_map();
    desk.write("fel.md", "{{ titel }}");
    desk.write("latin.md", b"\xe5");
    for (line, wanted) in [
        ("report luckor --template kort", "brev (ett brev till en aktör"),
        ("report --template kort", "brev (ett brev till en aktör"),
        ("report --template brev", "ingen är vald"),
        ("report luckor --template brev", "karta report aktor ID"),
        ("report luckor --template fel.md", "{{ row.titel }}"),
        ("report luckor --template latin.md", "UTF-8"),
        ("report luckor --template finns-inte.md", "finns inte"),
        ("report luckor --template motesunderlag -o x.xlsx", ".md"),
        ("report luckor --template motesunderlag --format csv", "--format"),
    ] {
        let told = desk.karta(line).fails();
        assert!(told.contains(wanted), "{line}: {told}");
    }
    desk.karta("report luckor --template motesunderlag --lang en --show-template").well();
}

#[test]
fn a_template_tells_of_the_past_too() {
    let desk = two_years();
    let told = desk.karta("query Kortet --at 2017 --template motesunderlag").well().out;
    assert!(told.contains("Kortet") && told.contains("2017") && told.contains("planerat"), "{told}");
    let told = desk.karta("query Kortet --all-revisions --template motesunderlag").well().out;
    assert!(told.contains("planerat") && told.contains("pågående"), "{told}");
}
