//! Sheets that go out and come back: through the program, and through the programs that people open them in.

use std::ffi::OsStr;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use super::desk::Desk;

/// LibreOffice without its windows, told to open a file and save it as another.
fn through_libreoffice(desk: &Desk, file: &str, filters: &[&str], to: &str) -> PathBuf {
    let home = desk.path("libreoffice");
    let settings = format!("-env:UserInstallation=file://{}", home.display());
    let out = desk.path("ut");
    let args = [&[settings.as_str(), "--headless"], filters, &["--convert-to", to, "--outdir", "ut", file]].concat();
    let said = desk.program(OsStr::new("soffice"), args).said();
    let ending = to.split(':').next().unwrap();
    let made = out.join(file).with_extension(ending);
    assert!(said.code == 0 && made.is_file(), "LibreOffice (soffice) made no {ending}:\n{said}");
    let _ = fs::remove_dir_all(home);
    made
}

/// The parts of a workbook with one text in them said otherwise.
fn said_otherwise(book: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if let Ok(text) = String::from_utf8(bytes.clone()) {
            bytes = text.replace(from, to).into_bytes();
        }
        made.start_file(part.name().unwrap().into_owned(), zip::write::SimpleFileOptions::default()).unwrap();
        made.write_all(&bytes).unwrap();
    }
    made.finish().unwrap().into_inner()
}

const FORMATS: [(&str, &str, &[&str], &str); 5] = [
    ("karta.xlsx", "", &[], "xlsx:Calc MS Excel 2007 XML"),
    ("karta.xlsx", "", &[], "ods"),
    ("karta.csv", "--with-base", &["--infilter=CSV:44,34,76,1"], "csv:Text - txt - csv (StarCalc):44,34,76,1"),
    ("karta.csv", "--with-base --excel", &["--infilter=CSV:59,34,76,1"], "csv:Text - txt - csv (StarCalc):59,34,76,1"),
    ("karta.csv", "--with-base --excel", &["--infilter=CSV:59,34,76,1"], "ods"),
];

#[test]
#[ignore = "needs LibreOffice (soffice): .ci/run has it"]
fn what_libreoffice_opens_and_saves_comes_back_unchanged() {
    for (file, flags, filters, to) in FORMATS {
        let desk = Desk::with_real_map();
        desk.karta(&format!("export -o {file} {flags}")).well();
        let made = through_libreoffice(&desk, file, filters, to);
        let before = desk.state();
        let said = desk.args(["import".as_ref(), made.as_os_str()]).well();
        assert!(said.err.contains("Ändrade: 0. Fel: 0."), "{to}\n{said}");
        assert_eq!(desk.state(), before, "{to}\n{said}");
    }
}

#[test]
#[ignore = "needs LibreOffice (soffice): .ci/run has it"]
fn a_cell_that_is_changed_on_the_way_through_libreoffice_is_a_field_changed() {
    let desk = Desk::with_small_map();
    desk.karta("export -o karta.xlsx").well();
    let book = said_otherwise(&fs::read(desk.path("karta.xlsx")).unwrap(), ">Skolkort<", ">Skolkort för alla<");
    desk.write("karta.xlsx", book);
    let made = through_libreoffice(&desk, "karta.xlsx", &[], "ods");
    let before = desk.read("map-data/behov/skola/skolkort.toml");
    desk.args(["import".as_ref(), made.as_os_str()]).well();
    let after = desk.read("map-data/behov/skola/skolkort.toml");
    assert_eq!(after, before.replace("titel = \"Skolkort\"", "titel = \"Skolkort för alla\""));
}

#[test]
#[ignore = "needs frictionless, whose path is in FRICTIONLESS: .ci/run has it"]
fn frictionless_finds_csv_as_its_package_says() {
    let frictionless = std::env::var_os("FRICTIONLESS").expect("FRICTIONLESS is the path of frictionless");
    let desk = Desk::with_real_map();
    for line in ["-o alla.csv", "-o excel.csv --excel --with-base", "-o behov.csv --kind behov", "-o lang.csv --long"] {
        desk.karta(&format!("export --datapackage {line}")).well();
    }
    let said = desk.program(&frictionless, ["validate", "datapackage.json", "--json"]).said();
    assert_eq!((said.code, said.out.contains("\"valid\": true")), (0, true), "{said}");
}

#[test]
fn a_workbook_comes_back_with_what_was_changed_in_it() {
    let desk = Desk::with_real_map();
    desk.karta("export -o karta.xlsx").well();
    let before = desk.state();
    desk.karta("import karta.xlsx").well();
    assert_eq!(desk.state(), before);

    let title = "Gemensamma lösningar för översättning och tolkning";
    let file = "map-data/behov/migration/oversattning-och-tolkning.toml";
    let text = desk.read(file);
    assert!(text.contains(title));
    let book =
        said_otherwise(&fs::read(desk.path("karta.xlsx")).unwrap(), &format!(">{title}"), &format!(">Nya {title}"));
    desk.write("karta.xlsx", book);
    let said = desk.karta("import karta.xlsx --dry-run").well();
    assert!(said.out.contains("Nya Gemensamma") && said.err.contains("Ändrade: 1."), "{said}");
    desk.karta("import karta.xlsx").well();
    assert_eq!(desk.read(file), text.replace(&format!("titel = \"{title}"), &format!("titel = \"Nya {title}")));

    desk.write(file, desk.read(file).replace("Nya Gemensamma", "Andra gemensamma"));
    let said = desk.karta("import karta.xlsx").said().ends(1);
    assert!(said.out.contains("krock") && said.out.contains("--take") && said.err.contains("karta-fel.xlsx"), "{said}");
    assert!(desk.path("karta-fel.xlsx").is_file());
    desk.karta("import karta.xlsx --take karta").well();
    assert!(desk.read(file).contains("Andra gemensamma"));
    desk.karta("import karta.xlsx --take sheet").well();
    assert!(desk.read(file).contains("Nya Gemensamma"));
}

#[test]
fn a_guess_is_shown_and_taken_only_when_somebody_says_so() {
    let desk = Desk::with_small_map();
    desk.write(
        "lista.csv",
        "Behovets namn;Text;Läge;Tema\nTolkar;Behövs.;identifierat;skola\nUtan tema;Behövs.;identifierat;\n",
    );
    let before = desk.state();
    let said = desk.karta("import lista.csv --kind behov").fails();
    assert!(said.contains("--yes") && said.contains("gissning"), "{said}");
    assert_eq!(desk.state(), before);
    desk.karta("import lista.csv --kind behov --strict --yes").said().ends(1);
    assert_eq!(
        desk.state().keys().filter(|name| !name.contains("-fel")).collect::<Vec<_>>(),
        before.keys().collect::<Vec<_>>()
    );
    let said = desk.karta("import lista.csv --kind behov --yes --save-mapping m.toml --format json").said().ends(1);
    assert!(said.out.contains("\"Teman\"") || said.out.contains("Teman"), "{said}");
    assert!(desk.read("map-data/behov/skola/tolkar.toml").contains("titel = \"Tolkar\""));
    let said = desk.karta("import lista.csv --mapping m.toml --dry-run").said().ends(1);
    assert!(said.err.contains("Nya poster: 0. Ändrade: 0. Fel: 1."), "{said}");
}

#[test]
fn a_data_package_lies_beside_its_csv() {
    let desk = Desk::with_small_map();
    desk.karta("export -o karta.csv --datapackage").well();
    let package: serde_json::Value = serde_json::from_str(&desk.read("datapackage.json")).unwrap();
    let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap();
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(desk.read("karta.csv").lines().next().unwrap(), names.join(","));
    desk.karta("export -o karta.xlsx --datapackage").fails();
}

#[test]
fn what_is_not_taken_in_is_in_safety_first() {
    let desk = Desk::with_small_map();
    desk.write(
        "in/lista.csv",
        "slag,titel,beskrivning,status,teman\nbehov,Tolkar,Behövs.,identifierat,skola\nbehov,Fel,,,\n",
    );
    // Nothing can be written under this name.
    for number in 1..1_000 {
        let name = if number == 1 { "in/lista-fel.xlsx".to_owned() } else { format!("in/lista-fel-{number}.xlsx") };
        fs::create_dir_all(desk.path(&name)).unwrap();
    }
    let before = desk.state();
    desk.karta("import in/lista.csv").said().ends(2);
    assert_eq!(desk.state(), before);
}

#[test]
fn answers_are_told_from_sheets_to_fill_in() {
    let desk = Desk::with_small_map();
    desk.karta("export --long -o lang.xlsx").well();
    desk.karta("report luckor -o luckor.xlsx").well();
    let said = desk.karta("import lang.xlsx").fails();
    assert!(said.contains("--long"), "{said}");
    let said = desk.karta("import luckor.xlsx").fails();
    assert!(said.contains("svar från karta"), "{said}");
}
