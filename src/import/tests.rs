mod headings;
mod laws;

use std::collections::BTreeMap;

use super::*;
use crate::edit::Change;
use crate::karta::Karta;
use crate::query::{self, Filter};
use crate::render::{self, Book, Dialect, Format, Page};
use crate::say::{Lang, Words};
use crate::source::Tree;
use crate::table::Cell;
use crate::value::{Date, Kind};

/// Files of a map, by path.
type Files = BTreeMap<String, String>;

fn files() -> Files {
    let files = [
        ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
        (
            "taxonomi/tema.toml",
            "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola; lärande\"\n[[begrepp]]\nid = \"vard\"\nnamn = \"Vård\"\n",
        ),
        (
            "aktor/esam.toml",
            "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\nwebb = \"https://esam.se\"\nstart = \"1905-07-10\"\n\n[[tidigare_namn]]\nnamn = \"E-delegationen\"\ntill = \"2015\"\n",
        ),
        (
            "aktor/skr.toml",
            "id = \"skr\"\nnamn = \"Sveriges Kommuner och Regioner\"\nforkortning = \"SKR\"\norganisationsnummer = \"222000-0315\"\nniva = \"forening\"\n\n[[medlemskap]]\ni = \"esam\"\nfran = \"2018\"\n",
        ),
        (
            "behov/skola/tolk.toml",
            "# En anmärkning\nid = \"tolk\"\ntitel = \"Tolkning\" # här med\nbeskrivning = \"\"\"\nRad ett.\n\n- Rad två; med | och (parentes)\n\"\"\"\nstatus = \"identifierat\"\nteman = [\"skola\", \"vard\"]\naktorer = [\"skr\", \"finns-inte\"]\nuppgift_ar = 2018\n\n[nytta]\nvarde = 4\nskal = \"=1+1\"\n\n[[kallor]]\nurl = \"https://a.se\"\n\n[[kallor]]\ntext = \"Rapport | del 2\"\ndatum = \"2018-03-08\"\n\n[egna]\nkod = 7\nklar = true\nlista = [1, \"två\"]\n\"med punkt.x\" = 2.5\n",
        ),
        (
            "initiativ/skola/tjanst.toml",
            "id = \"tjanst\"\ntitel = \"Tjänsten\"\nbeskrivning = \"En tjänst.\"\nstatus = \"pagaende\"\ntyp = \"tjanst\"\nteman = [\"skola\"]\nagare = [\"esam\"]\nmoter = [\"tolk\"]\nstart = \"2018-03\"\nslut = \"2020-12-31\"\ndiarienummer = [\"A 1; B 2\", \"C 3\"]\n\n[[finansiering]]\nar = 2021\nbelopp_kkr = 12500\n",
        ),
    ];
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

fn draw(files: &Files) -> Karta {
    Karta::draw(&Tree::memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))))
}

fn everything(karta: &Karta) -> query::Selection {
    let filter = Filter::any_of("kind", Kind::ENTRIES.map(Kind::name));
    query::select(karta, &filter.resolve(karta).expect("kinds are known"))
}

fn book(karta: &Karta) -> Book {
    workbook(karta, &everything(karta), &Origin::default(), Lang::Sv)
}

fn bytes(book: &Book) -> Vec<u8> {
    let mut bytes = Vec::new();
    render::book(book, &Page::default(), &mut bytes).expect("memory never fails");
    bytes
}

fn lines(karta: &Karta, dialect: Dialect, has_base: bool) -> Vec<u8> {
    let selection = everything(karta);
    let table = query::list(karta, &selection, &query::export_columns(&Kind::ENTRIES));
    let table = if has_base { with_base(karta, &selection, table) } else { table };
    let mut bytes = Vec::new();
    let page = Page { dialect, ..Page::default() };
    render::table(&table, Format::Csv, &page, &mut bytes).expect("memory never fails");
    bytes
}

fn taken_in(files: &Files, bytes: &[u8], wanted: &Wanted<'_>) -> Merged {
    let karta = draw(files);
    let opened = open(bytes).expect("a sheet");
    let understood = understand(&karta, &opened, wanted).expect("headings");
    merge(&karta, &understood, wanted, |path| files.get(path).cloned())
}

/// Everything that an import would do, as people read it.
fn told(merged: &Merged) -> String {
    let mut told: Vec<String> = merged.changes.iter().map(difference).collect();
    let fault = |fault: &Fault| format!("{}!{} {}: {}", fault.sheet, fault.row, fault.heading, fault.why.what.sv);
    told.extend(merged.faults.iter().map(fault));
    let conflict = |conflict: &Conflict| {
        format!("{} {}: {:?} eller {:?}", conflict.id, conflict.heading.sv, conflict.sheet, conflict.map)
    };
    told.extend(merged.conflicts.iter().map(conflict));
    told.join("\n")
}

fn difference(change: &Change) -> String {
    let (before, after) = (change.before.as_deref().unwrap_or(""), change.after.as_deref().unwrap_or(""));
    let diff = similar::TextDiff::from_lines(before, after);
    let lines = diff.iter_all_changes().filter(|line| line.tag() != similar::ChangeTag::Equal);
    format!("{}\n{}", change.path, lines.map(|line| format!("{}{line}", line.tag())).collect::<String>().trim_end())
}

/// The book with one cell said otherwise: sheet, id of the row, key of the column.
fn with(mut book: Book, (sheet, id, key): (usize, &str, &str), said: Cell) -> Book {
    let table = &mut book.sheets[sheet].table;
    let column = table.columns.iter().position(|column| column.key == key).expect("a column");
    let row = table.rows.iter().position(|row| row[0] == Cell::Text(id.to_owned())).expect("a row");
    table.rows[row][column] = said;
    book
}

fn text(said: &str) -> Cell {
    Cell::Text(said.to_owned())
}

#[test]
fn what_goes_out_and_comes_back_changes_nothing() {
    let files = files();
    let karta = draw(&files);
    let none = Wanted::default();
    for bytes in [
        bytes(&book(&karta)),
        bytes(&workbook(&karta, &everything(&karta), &Origin::default(), Lang::En)),
        lines(&karta, Dialect::Rfc4180, false),
        lines(&karta, Dialect::Rfc4180, true),
        lines(&karta, Dialect::Excel, true),
    ] {
        let merged = taken_in(&files, &bytes, &none);
        assert_eq!((told(&merged).as_str(), merged.rows, merged.absent), ("", 4, 0));
    }
}

#[test]
fn a_changed_cell_is_a_changed_field() {
    let files = files();
    let book = book(&draw(&files));
    let after = |at, said| told(&taken_in(&files, &bytes(&with(book.clone(), at, said)), &Wanted::default()));
    insta::assert_snapshot!(after((0, "tolk", "titel"), text("Tolkar")), @r#"
    behov/skola/tolk.toml
    -titel = "Tolkning" # här med
    +titel = "Tolkar" # här med
    "#);
    insta::assert_snapshot!(after((0, "tolk", "status"), text("Bekräftat")), @r#"
    behov/skola/tolk.toml
    -status = "identifierat"
    +status = "bekraftat"
    "#);
    insta::assert_snapshot!(after((0, "tolk", "aktorer"), text("skr, E-delegationen; finns-inte")), @r#"
    behov/skola/tolk.toml
    -aktorer = ["skr", "finns-inte"]
    +aktorer = ["skr", "esam", "finns-inte"]
    "#);
    insta::assert_snapshot!(after((0, "tolk", "uppgift_ar"), Cell::Empty), @r"
    behov/skola/tolk.toml
    -uppgift_ar = 2018
    ");
    insta::assert_snapshot!(after((0, "tolk", "kallor"), text("| https://b.se\nNy | | 2019")), @r#"
    behov/skola/tolk.toml
    -url = "https://a.se"
    +url = "https://b.se"
    -text = "Rapport | del 2"
    -datum = "2018-03-08"
    +text = "Ny"
    +datum = "2019"
    "#);
    insta::assert_snapshot!(after((0, "tolk", "egna.klar"), text("nej")), @r"
    behov/skola/tolk.toml
    -klar = true
    +klar = false
    ");
    insta::assert_snapshot!(after((0, "tolk", "nytta.varde"), Cell::Number(5)), @r"
    behov/skola/tolk.toml
    -varde = 4
    +varde = 5
    ");
    insta::assert_snapshot!(after((1, "tjanst", "start"), Cell::Date(Date::parse("2018-04-01").expect("a day"))), @r#"
    initiativ/skola/tjanst.toml
    -start = "2018-03"
    +start = "2018-04-01"
    "#);
    insta::assert_snapshot!(after((1, "tjanst", "finansiering"), text("2021 | 12500\n2022 | 10 000 | Beslut")), @r#"
    initiativ/skola/tjanst.toml
    +
    +[[finansiering]]
    +ar = 2022
    +belopp_kkr = 10000
    +kalla = "Beslut"
    "#);
}

#[test]
fn what_others_changed_meanwhile_stays_and_what_both_changed_is_asked() {
    let mut files = files();
    let made = book(&draw(&files));
    let made = with(made, (0, "tolk", "titel"), text("Tolkar"));
    let made = bytes(&with(made, (0, "tolk", "status"), text("prioriterat")));
    let tolk = files.get_mut("behov/skola/tolk.toml").expect("a file");
    *tolk = tolk.replace("\"identifierat\"", "\"bekraftat\"").replace("uppgift_ar = 2018", "uppgift_ar = 2020");
    let of = |take| told(&taken_in(&files, &made, &Wanted { take, ..Wanted::default() }));
    insta::assert_snapshot!(of(None), @r#"
    behov/skola/tolk.toml
    -titel = "Tolkning" # här med
    +titel = "Tolkar" # här med
    tolk Status: "prioriterat" eller "bekräftat"
    "#);
    insta::assert_snapshot!(of(Some(Take::Sheet)), @r#"
    behov/skola/tolk.toml
    -titel = "Tolkning" # här med
    +titel = "Tolkar" # här med
    -status = "bekraftat"
    +status = "prioriterat"
    "#);
    assert!(!of(Some(Take::Map)).contains("status"));
}

#[test]
fn a_sheet_that_remembers_nothing_is_compared_with_the_map_that_it_is_said_to_come_from() {
    let before = files();
    let csv = String::from_utf8(lines(&draw(&before), Dialect::Rfc4180, false)).expect("UTF-8");
    let csv = csv.replace("Tolkning", "Tolkar");
    let mut files = before.clone();
    let tolk = files.get_mut("behov/skola/tolk.toml").expect("a file");
    *tolk = tolk.replace("uppgift_ar = 2018", "uppgift_ar = 2020");
    let base = draw(&before);
    let known = Wanted { base: Some(&base), ..Wanted::default() };
    insta::assert_snapshot!(told(&taken_in(&files, csv.as_bytes(), &known)), @r#"
    behov/skola/tolk.toml
    -titel = "Tolkning" # här med
    +titel = "Tolkar" # här med
    "#);
    let unknown = taken_in(&files, csv.as_bytes(), &Wanted::default());
    assert!(unknown.is_without_base && told(&unknown).contains("+uppgift_ar = 2018"));
}

#[test]
fn a_new_row_is_a_new_entry_once() {
    let mut files = files();
    let csv = "id,titel,beskrivning,status,teman,nytta.varde,nytta.skal\n,Ny tolk,Kort.,identifierat,Vård,3,Bra\n,Ny tolk,Annan.,identifierat,vard,,\n";
    let wanted = Wanted { kind: Some(Kind::Behov), ..Wanted::default() };
    let merged = taken_in(&files, csv.as_bytes(), &wanted);
    let paths: Vec<&str> = merged.changes.iter().map(|change| &*change.path).collect();
    assert_eq!(paths, ["behov/vard/ny-tolk-2.toml", "behov/vard/ny-tolk.toml"]);
    for change in merged.changes {
        files.insert(change.path.to_string(), change.after.expect("a text"));
    }
    files.remove("behov/vard/ny-tolk-2.toml");
    let csv = csv.lines().take(2).collect::<Vec<_>>().join("\n");
    let again = taken_in(&files, csv.as_bytes(), &wanted);
    assert_eq!((told(&again).as_str(), again.by_name), ("", 1));
}

#[test]
fn a_row_that_goes_by_a_former_name_leaves_the_name_in_force() {
    let files = files();
    let csv = "Namn;Webbplats\nE-delegationen;https://www.esam.se\n";
    let wanted = Wanted { kind: Some(Kind::Aktor), take: Some(Take::Sheet), ..Wanted::default() };
    let merged = taken_in(&files, csv.as_bytes(), &wanted);
    insta::assert_snapshot!(told(&merged), @r#"
    aktor/esam.toml
    -webb = "https://esam.se"
    +webb = "https://www.esam.se"
    "#);
}

#[test]
fn a_cell_of_any_length_and_of_any_signs_is_told_and_not_taken() {
    let files = files();
    let book = book(&draw(&files));
    let csv = |said: &str| format!("id,beskrivning\ntolk,\"{said}\"\n");
    let fault = |said: &str| {
        let merged = taken_in(&files, csv(said).as_bytes(), &Wanted { kind: Some(Kind::Behov), ..Wanted::default() });
        assert!(merged.changes.is_empty());
        merged.faults[0].why.what.sv.to_string()
    };
    assert_eq!(fault(&"å".repeat(40_000)), "Cellen har 32767 tecken eller mer, vilket är mer än ett kalkylark rymmer.");
    assert_eq!(fault("a\u{7}b\u{202e}"), "Cellen har styrtecken i texten.");
    // What a sheet had to cut is not changed by a sheet, and stays whole in the map.
    let mut files = files.clone();
    let tolk = files.get_mut("behov/skola/tolk.toml").expect("a file");
    *tolk = tolk.replace("Rad ett.", &"Rad ett. ".repeat(5_000));
    let long = super::tests::book(&draw(&files));
    assert_eq!(told(&taken_in(&files, &bytes(&long), &Wanted::default())), "");
    assert_ne!(bytes(&long), bytes(&book));
}

#[test]
fn faults_are_told_with_their_cells_and_good_rows_are_taken() {
    let files = files();
    let csv = "Slag;Id;Titel;Status;Teman;Aktörer;Uppgiftens år;Webbplats\nbehov;tolk;Tolkar;påbörjat;skola;skr;2018;\n\ninitiativ;tolk;;;;;;\nbehov;tolkk;;;;;;\nhus;;;;;;;\naktör;skr;;;;;;skr.se\nbehov;;Nytt;identifierat;;Skrr;nitton;\naktör;esam;;;;skr;;\n";
    let merged = taken_in(&files, csv.as_bytes(), &Wanted::default());
    insta::assert_snapshot!(told(&merged), @r"
    !2 Status: påbörjat är inte ett av orden som får stå här.
    !4 Id: tolk är av slaget behov, men raden är av slaget initiativ.
    !5 Id: Det finns inget behov med id tolkk.
    !7 Webbplats: skr.se är inte en webbadress.
    !8 : Den nya posten saknar Beskrivning, Teman.
    !8 Aktörer: Skrr finns inte i kartan (Aktörer).
    !8 Uppgiftens år: nitton är inte ett heltal från 1900 till 2199.
    !9 Aktörer: Fältet finns inte för aktörer.
    ");
    let told = render_text(&report(&merged, usize::MAX));
    assert!(told.contains("Menade du") && told.contains("D2"), "{told}");
}

fn render_text(table: &crate::table::Table) -> String {
    let mut bytes = Vec::new();
    render::table(table, Format::Text, &Page::default(), &mut bytes).expect("memory never fails");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn faulty_rows_come_back_when_they_are_mended() {
    let files = files();
    let karta = draw(&files);
    let made = with(book(&karta), (0, "tolk", "uppgift_ar"), text("i fjol"));
    let made = bytes(&with(made, (0, "tolk", "titel"), text("Tolkar")));
    let opened = open(&made).expect("a sheet");
    let none = Wanted::default();
    let understood = understand(&karta, &opened, &none).expect("headings");
    let merged = merge(&karta, &understood, &none, |path| files.get(path).cloned());
    assert_eq!((merged.changes.len(), merged.faults.len()), (0, 1));
    let mut faulty = faulty(&karta, &understood, &merged);
    assert_eq!(faulty.sheets[0].marked.len(), 1);
    let column = faulty.sheets[0].table.columns.iter().position(|column| column.key == "uppgift_ar").expect("a column");
    faulty.sheets[0].table.rows[0][column] = Cell::Number(2025);
    let mended = taken_in(&files, &bytes(&faulty), &none);
    assert!(!mended.is_without_base);
    insta::assert_snapshot!(told(&mended), @r#"
    behov/skola/tolk.toml
    -titel = "Tolkning" # här med
    +titel = "Tolkar" # här med
    -uppgift_ar = 2018
    +uppgift_ar = 2025
    "#);
}

#[test]
fn a_label_of_a_list_is_read_as_its_id() {
    let karta = draw(&files());
    let book = book(&karta);
    let table = &book.sheets[0].table;
    let column = table.columns.iter().position(|column| column.key == "teman").expect("a column");
    assert_eq!(table.rows[0][column], text("Skola, lärande (skola); Vård (vard)"));
    assert!(book.lists.iter().any(|list| list.contains(&Words::same("Skola, lärande (skola)"))));
}
