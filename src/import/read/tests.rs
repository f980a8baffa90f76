use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;

use super::super::grid::Raw;
use super::*;

fn failure(bytes: &[u8]) -> String {
    open(bytes).map(|_| ()).expect_err("no sheet").what.sv.into_owned()
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with this in its only sheet.
fn xlsx(cells: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    archive(&[
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/s.xml", sheet.as_bytes()),
    ])
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!("<c><table:table table:name=\"A\">{table}</table:table></c>");
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

/// The cells of the first sheet, a line a row.
fn told(bytes: &[u8]) -> String {
    let cell = |(column, raw): &(u32, Raw)| match raw {
        Raw::Broken(_) => format!("{column}:!"),
        Raw::Day(day) => format!("{column}:d{day}"),
        raw => format!("{column}:{}", raw.text()),
    };
    let rows = &open(bytes).expect("a sheet").grids[0].rows;
    let row = |row: &super::super::grid::Row| {
        format!("{} {}", row.number, row.cells.iter().map(cell).collect::<Vec<_>>().join(" "))
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

fn made(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn a_cell_needs_no_place_of_its_own() {
    let rows =
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row>";
    assert_eq!(told(&xlsx(rows)), "1 0:1 2:2\n5 2:3 3:4");
}

#[test]
fn every_type_of_cell_is_read_in_a_workbook() {
    let bytes = made(|sheet| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_string(0, 0, "å\nä").unwrap().write_number(0, 2, 2.5).unwrap().write_boolean(0, 3, true).unwrap();
        sheet.write_number_with_format(2, 1, 43_167.75, &day).unwrap().write_number(2, 2, 43_167).unwrap();
        sheet.write_formula(3, 0, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_formula(3, 1, Formula::new("=\"a\"&\"b\"").set_result("ab")).unwrap();
        sheet.write_formula(3, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    assert_eq!(told(&bytes), "1 0:å\nä 2:2.5 3:true\n3 1:d2018-03-08 2:43167\n4 0:2 1:ab 2:!");
    let cells = "<row><c t=\"inlineStr\"><is><r><t>a</t></r><r><t>&amp;_x000D_</t></r></is></c><c><f>1+1</f></c><c t=\"d\"><v>2018-03-08T00:00</v></c></row>";
    assert_eq!(told(&xlsx(cells)), "1 0:a&\r 1:! 2:d2018-03-08");
}

#[test]
fn every_type_of_cell_is_read_in_an_open_document() {
    let rows = r#"<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p><office:annotation><text:p>nej</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="2.5"><text:p>2,5</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2018-03-08"/></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell table:formula="of:=1"/><table:table-cell calcext:value-type="error" office:value-type="string"><text:p>Err:502</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(
        told(&ods(rows)),
        "1 0:a  b\nc 1:2.5 2:2.5 3:d2018-03-08\n2 0:a  b\nc 1:2.5 2:2.5 3:d2018-03-08\n1048003 0:! 1:!"
    );
}

#[test]
fn lines_are_read_whatever_wrote_them() {
    let expected = "1 0:Titel 1:År\n2 0:Smör; bröd 1:2018\n5 0:\u{e5}\nb";
    let text = "Titel;År\r\n\"Smör; bröd\";2018\r\n\r\n;\r\n\"å\nb\";\r\n";
    let utf16 = |text: &str, mark: bool| -> Vec<u8> {
        text.encode_utf16().map(|unit| unit.to_le_bytes()).fold(
            if mark { vec![0xff, 0xfe] } else { Vec::new() },
            |mut all, unit| {
                all.extend(unit);
                all
            },
        )
    };
    let big: Vec<u8> =
        std::iter::once([0xfe, 0xff]).chain(text.encode_utf16().map(u16::to_be_bytes)).flatten().collect();
    let windows: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
    for bytes in [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        utf16(text, true),
        utf16(text, false),
        big,
        windows,
    ] {
        assert_eq!(told(&bytes), expected);
    }
    for (separator, text) in [(",", "a,b;c\nd,e\n"), ("\t", "a\tb;c\nd\te\n"), ("|", "sep=|\na|b;c\nd|e\n")] {
        let first = if separator == "|" { 2 } else { 1 };
        assert_eq!(told(text.as_bytes()), format!("{first} 0:a 1:b;c\n{} 0:d 1:e", first + 1));
    }
}

#[test]
fn what_is_no_sheet_is_told_for_what_it_is() {
    let ole = |inside: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.extend(inside.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let whole = xlsx("<row><c><v>1</v></c></row>");
    let locked = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"\x8a\x12"),
        ("META-INF/manifest.xml", b"<m><e><manifest:encryption-data/></e></m>"),
    ]);
    let told = [
        Vec::new(),
        ole("Workbook"),
        ole("EncryptedPackage"),
        locked,
        archive(&[("word/document.xml", b"<x/>")]),
        archive(&[("a.txt", b"a")]),
        whole[..whole.len() / 2].to_vec(),
        xlsx("<row><c><v>1</v></c>"),
        xlsx("<row><c t=\"s\"><v>7</v></c></row>"),
        b"%PDF-1.7".to_vec(),
        b"<!DOCTYPE html><table>".to_vec(),
        vec![0, 1, 2, 3, 0, 0, 0, 9],
    ]
    .map(|bytes| failure(&bytes));
    insta::assert_snapshot!(told.join("\n"), @r"
    Filen är tom.
    Filen är en arbetsbok i Excels gamla format från 1997 (.xls), som inte läses här.
    Filen är skyddad med lösenord.
    Filen är skyddad med lösenord.
    Filen är ett Word-dokument.
    Filen är ett arkiv, men ingen arbetsbok.
    Filen är skadad: den slutar för tidigt eller går inte att tolka.
    Filen är skadad: den slutar för tidigt eller går inte att tolka.
    Filen är skadad: den slutar för tidigt eller går inte att tolka.
    Filen är en PDF.
    Filen är en webbsida eller XML.
    Filen är varken ett kalkylark eller en tabell som text.
    ");
}

#[test]
fn what_would_take_all_memory_is_refused() {
    let far = failure(&xlsx("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"));
    insta::assert_snapshot!(far, @"Bladet A har celler ända bort i kolumn XFD; 1000 kolumner är det mesta som läses.");
    let repeated = ods(
        r#"<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="900" office:value-type="float" office:value="1"/></table:table-row>"#,
    );
    insta::assert_snapshot!(failure(&repeated), @"Filen har fler än 10000000 celler; mer läses inte på en gång.");
    let wide = "x;".repeat(20_000);
    assert!(failure(wide.as_bytes()).contains("kolumn"));
    // Shared texts are as many as there are, whatever the file says.
    let claims = archive(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/_rels/workbook.xml.rels", b"<r/>"),
        ("xl/sharedStrings.xml", br#"<sst uniqueCount="18446744073709551615"><si><t>a</t></si></sst>"#),
    ]);
    assert_eq!(open(&claims).expect("no sheets").grids.len(), 0);
}

#[test]
fn a_small_file_that_unpacks_without_end_is_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 2] = [
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>"#,
        ),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.start_file("xl/worksheets/s.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<worksheet><sheetData>").unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..401 {
        zip.write_all(&blank).unwrap();
        zip.write_all(b"<row></row>").unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    insta::assert_snapshot!(failure(&bytes), @"Filen packar upp sig till mer än 400 MB, och läses inte.");
}

#[test]
fn entities_do_not_grow() {
    let laughs = xlsx("").len();
    let bytes = xlsx("<row><c t=\"str\"><v>&lol;</v></c></row>");
    assert!(bytes.len() < laughs + 200 && failure(&bytes).contains("skadad"));
}
