//! The reports, on the real map.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::desk::Desk;

/// Every report, with what must be named after it.
const REPORTS: [&str; 10] = [
    "oversikt",
    "luckor",
    "agarlosa",
    "overlapp",
    "aterkommande",
    "prioritet",
    "matris tema livshandelse",
    "natverk",
    "beroenden",
    "aktor skr",
];

#[test]
fn every_report_is_listed_and_answers_in_both_languages_within_the_width() {
    let desk = Desk::with_real_map();
    let listed = desk.karta("report").well().harmless().out;
    for report in REPORTS {
        assert!(listed.contains(report.split(' ').next().unwrap()), "{report} is not in\n{listed}");
        for lang in ["sv", "en"] {
            let said = desk.karta(&format!("report {report} --limit 40 --lang {lang}")).well().harmless();
            let widest = said.out.lines().map(UnicodeWidthStr::width).max();
            assert!(widest <= Some(80) && said.out.contains("Filter: ") && said.out.contains("Revision:"), "{said}");
            assert_eq!(said.err, "");
        }
    }
}

#[test]
fn translation_and_interpreting_is_the_first_gap_and_nobody_works_on_it() {
    let desk = Desk::with_real_map();
    let json = desk.karta("report luckor --format json").well().out;
    let first = &serde_json::from_str::<Value>(&json).unwrap()["rows"][0];
    assert_eq!((&first["id"], &first["brist"]), (&"oversattning-och-tolkning".into(), &"utan-initiativ".into()));
    let few = desk.karta("report luckor --tema migration --format jsonl").well().out;
    assert!(few.lines().count() < 15 && few.contains("oversattning-och-tolkning"), "{few}");
}

#[test]
fn an_answer_of_several_tables_goes_whole_or_one_at_a_time() {
    let desk = Desk::with_real_map();
    let json: Value = serde_json::from_str(&desk.karta("report overlapp --format json").well().out).unwrap();
    let pairs = json["tables"]["par"]["rows"].as_array().unwrap().len();
    assert!(pairs >= 20 && json["tables"]["kluster"]["rows"].is_array(), "{json}");

    let csv = desk.karta("report overlapp --format csv").well();
    assert!(csv.out.lines().count() > pairs && csv.err.contains("--del"), "{csv}");
    let clusters = desk.karta("report overlapp --format csv --del kluster").well();
    assert!(clusters.out.starts_with("initiativ,aktorer,skal,antal") && clusters.err.is_empty(), "{clusters}");
    assert!(desk.karta("report overlapp --del parr").fails().contains("par, kluster"));

    desk.karta("report overlapp -o svar.xlsx").well();
    let book = std::fs::File::open(desk.path("svar.xlsx")).unwrap();
    let mut book = zip::ZipArchive::new(book).unwrap();
    let mut names = String::new();
    std::io::Read::read_to_string(&mut book.by_name("xl/workbook.xml").unwrap(), &mut names).unwrap();
    for sheet in ["Par", "Kluster", "Om"] {
        assert!(names.contains(&format!("name=\"{sheet}\"")), "{names}");
    }
    for format in ["html", "md"] {
        let said = desk.karta(&format!("report overlapp --format {format}")).well().out;
        assert!(said.contains("Kluster") && said.contains("Filter: "), "{said}");
    }
}

#[test]
fn what_is_not_the_same_is_said_so_in_the_map_and_not_shown_again() {
    let desk = Desk::with_real_map();
    let is_shown = || desk.karta("overlapp --format jsonl --del par").well().out.contains("\"ssbtgu\"");
    let count = || desk.karta("overlapp --format jsonl --del par").well().out.matches("\"ssbtek\"").count();
    assert!(is_shown());
    let (pairs, before) = (count(), desk.state());
    let dismiss = "overlapp --dismiss ssbtek ssbtgu --reason";
    assert!(desk.karta("overlapp --dismiss ssbtek ssbtgu").fails().contains("--reason"));
    desk.karta(&format!("{dismiss} ' '")).fails();
    let preview = desk.karta(&format!("{dismiss} 'Personer, och företag' --dry-run")).well().out;
    assert!(preview.contains("+ som = \"ssbtgu\"") && desk.state() == before, "{preview}");
    for asked in ["--at 2018", "--tema skola", "--limit 1", "-o svar.csv"] {
        let told = desk.karta(&format!("{dismiss} x {asked}")).fails();
        assert!(told.contains("går inte ihop med") && desk.state() == before, "{told}");
    }

    desk.karta(&format!("{dismiss} 'Personer, och företag'")).well();
    assert_eq!(count(), pairs - 1);
    desk.karta("validate").well();
    assert!(desk.karta("overlapp --dismiss ssbtgu ssbtek --reason x").fails().contains("redan"));
    assert!(desk.karta("show ssbtek").well().out.contains("Personer, och företag"));
}

#[test]
fn what_cannot_be_asked_is_told_with_what_to_write() {
    let desk = Desk::with_real_map();
    assert!(desk.karta("report lucker").fails().contains("Menade du luckor?"));
    assert!(desk.karta("report aktor skatteverkt").fails().contains("Menade du Skatteverket?"));
    assert!(desk.karta("report matris temaa status").fails().contains("Menade du tema"));
    assert!(desk.karta("report beroenden --utan skr").fails().contains("är inget initiativ"));
    assert!(desk.karta("report luckor --tema migraton").fails().contains("Menade du migration?"));
    let nothing = desk.karta("report luckor --tema migration --kind initiativ --typ standard").well().out;
    assert!(nothing.contains("Filtret valde ingen post."), "{nothing}");
}
