//! Where answers go: results to standard output, all else to standard error; files, pipes, devices, colour.

use std::fs;
use std::io::{BufRead, BufReader, Read};

use super::desk::Desk;

const FORMATS: [&str; 9] = ["txt", "csv", "tsv", "json", "jsonl", "md", "markdown", "html", "xlsx"];

#[test]
fn a_file_has_the_format_that_its_name_says() {
    let desk = Desk::with_small_map();
    for ending in FORMATS {
        let file = format!("svar.{ending}");
        let said = desk.karta(&format!("query skolkort -o {file}")).well();
        assert_eq!((said.out.as_str(), said.err.as_str()), ("", ""), "{said}");
        let bytes = fs::read(desk.path(&file)).unwrap();
        let begins = match ending {
            "json" | "jsonl" => "{",
            "xlsx" => "PK",
            "html" => "<!",
            "md" | "markdown" => "#",
            _ => "",
        };
        assert!(bytes.starts_with(begins.as_bytes()), "{ending}: {}", String::from_utf8_lossy(&bytes));
        assert!(ending == "xlsx" || String::from_utf8(bytes).unwrap().contains("kolkort"), "{ending}");
    }
}

#[test]
fn a_workbook_can_be_opened() {
    let desk = Desk::with_real_map();
    desk.karta("export --format xlsx --output karta.xlsx").well();
    let mut book = zip::ZipArchive::new(fs::File::open(desk.path("karta.xlsx")).unwrap()).unwrap();
    let mut strings = String::new();
    book.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut strings).unwrap();
    assert!(strings.contains("oversattning-och-tolkning"));
    let piped = desk.karta("query --format xlsx").well();
    assert!(piped.bytes.starts_with(b"PK"));
}

#[test]
fn swedish_excel_opens_it_right() {
    let desk = Desk::with_small_map();
    desk.karta("query --excel -o behov.csv").well();
    let text = desk.read("behov.csv");
    assert!(text.starts_with('\u{feff}') && text.contains(';') && text.contains("\r\n"), "{text}");
    assert!(desk.karta("query --excel --format json").fails().contains("gäller bara CSV"));
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let desk = Desk::with_real_map();
    for line in ["export --long", "query --format json", "edit --where kind:behov --set egna.x=1 --dry-run"] {
        let mut child = desk.karta(line).start();
        let mut first = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{line}: {ended:?}");
        assert!(!first.is_empty());
    }
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let desk = Desk::with_small_map();
    for line in ["query skola", "show kortet", "edit kortet --set titel=K --dry-run", "query --tema nix", "--help"] {
        desk.karta(line).said().harmless();
        let forced = desk.karta(line).env("CLICOLOR_FORCE", "1").said();
        assert!((forced.out + &forced.err).contains("\u{1b}["), "{line}");
        desk.karta(line).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").said().harmless();
    }
    desk.karta("query skola -o svar.md").env("CLICOLOR_FORCE", "1").well();
    assert!(!desk.read("svar.md").contains('\u{1b}'));
}

#[test]
fn what_is_no_result_goes_to_standard_error() {
    let desk = Desk::with_small_map();
    desk.write("map-data/behov/trasig.toml", "id = \n");
    for line in ["query --ids", "show kortet --toml", "export", "query --format json"] {
        let said = desk.karta(line).well();
        assert!(said.err.contains("behov/trasig.toml") && !said.out.contains("Obs"), "{said}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_left() {
    let desk = Desk::with_small_map();
    desk.write("svar.csv", "gammalt");
    let before = desk.state();
    for (file, said) in
        [("map-data --format csv", "mapp"), ("nix/svar.csv", "Mappen"), ("svar.pdf", "--format"), ("svar", "--format")]
    {
        let told = desk.karta(&format!("query -o {file}")).fails();
        assert!(told.contains(said), "{told}");
    }
    assert_eq!(desk.state(), before);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let desk = Desk::with_small_map();
    desk.write("arkiv/svar.csv", "gammalt");
    std::os::unix::fs::symlink("arkiv/svar.csv", desk.path("svar.csv")).unwrap();
    desk.karta("query -o svar.csv").well();
    assert!(fs::symlink_metadata(desk.path("svar.csv")).unwrap().is_symlink());
    assert!(desk.read("arkiv/svar.csv").contains("skolkort"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to_and_stays_a_device() {
    use std::os::unix::fs::FileTypeExt;
    let desk = Desk::with_small_map();
    let told = desk.karta("query --format csv -o /dev/full").fails();
    assert!(told.contains("/dev/full") && told.contains("disken är full"), "{told}");
    assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
    let piped = desk.karta("query --ids -o /dev/stdout --format text").well();
    assert_eq!(piped.out, "skolkort\nkortet\n");

    let mut run = desk.karta("query --format csv");
    run.command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    assert!(run.fails().contains("Orsak: disken är full"));
}
