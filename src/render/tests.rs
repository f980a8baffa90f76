use super::sample::{bytes, empty, english, record, table, told, wide};
use super::*;
use crate::table::{Cell, Column, Layout};

/// The table without its 40 000 character cell.
fn short() -> Table {
    let mut table = table();
    table.rows.truncate(2);
    table
}

#[test]
fn formats_are_known_by_name_and_extension() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()), Some(format));
        assert_eq!(Format::of_path(Path::new("svar").with_extension(format.extension()).as_path()), Some(format));
    }
    assert_eq!(Format::of_path(Path::new("Karta.XLSX")), Some(Format::Xlsx));
    assert_eq!(Format::of_path(Path::new("csv")), None);
    assert_eq!(Format::parse("docx"), None);
}

#[test]
fn text_fits_80_columns() {
    insta::assert_snapshot!(told(&table(), Format::Text, &Page::default()), @r#"
    Behov om översättning

    Id                  Titel                Status    Ägare      Start       Belopp
                                                                               (kkr)
    ────────────────────────────────────────────────────────────────────────────────
    oversattning-och-   Gemensamma           pågående  Sveriges   2018-03-08  12 500
    tolkning            lösningar för                  Kommuner
                        översättning och               och
                        tolkning i                     Regioner,
                        välfärden                      eSam
    tom                 ␛[2J�=HYPERLINK("ht                       2017          -2,5
                        tp://x.se","Åäö")
                        <script>alert(1)</
                        script> | @alla
    lang                Ord och åter ord.    avslutat  eSam
                        Ord och åter ord.
                        Ord och åter ord.
                        Ord och åter ord.
                        Ord och åter ord.
                        Ord och åter ord.…

    Urval: tema migration. Revision: 2018.
    "#);
}

#[test]
fn text_fits_140_columns() {
    insta::assert_snapshot!(told(&table(), Format::Text, &Page { width: Some(140), ..english() }), @r#"
    Needs about translation

    Id                         Title                                          Status    Owner                                 Start       Amount
                                                                                                                                          (kSEK)
    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    oversattning-och-tolkning  Gemensamma lösningar för översättning och      ongoing   Sveriges Kommuner och Regioner, eSam  2018-03-08  12,500
                               tolkning i välfärden
    tom                        ␛[2J�=HYPERLINK("http://x.se","Åäö")                                                           2017          -2.5
                               <script>alert(1)</script> | @alla
    lang                       Ord och åter ord. Ord och åter ord. Ord och    finished  eSam
                               åter ord. Ord och åter ord. Ord och åter ord.
                               Ord och åter ord. Ord och åter ord. Ord och
                               åter ord. Ord och åter ord. Ord och åter ord.
                               Ord och åter ord. Ord och åter ord. Ord och
                               åter ord. Ord och åter ord. Ord och åter ord…

    Filter: theme migration. Revision: 2018.
    "#);
}

#[test]
fn text_becomes_forms_where_columns_would_be_too_narrow() {
    insta::assert_snapshot!(told(&short(), Format::Text, &Page { width: Some(40), ..english() }), @r#"
    Needs about translation

    Id             oversattning-och-tolkning
    Title          Gemensamma lösningar för
                   översättning och tolkning
                   i välfärden
    Status         ongoing
    Owner          Sveriges Kommuner och
                   Regioner, eSam
    Start          2018-03-08
    Amount (kSEK)  12,500

    Id             tom
    Title          ␛[2J�=HYPERLINK("http://
                   x.se","Åäö")
                   <script>alert(1)</script>
                   | @alla
    Start          2017
    Amount (kSEK)  -2.5

    Filter: theme migration. Revision: 2018.
    "#);
}

#[test]
fn text_of_one_entry_is_a_form() {
    insta::assert_snapshot!(told(&record(), Format::Text, &Page::default()), @"
    Översättning och tolkning

    Id            oversattning-och-tolkning
    Titel         Gemensamma lösningar för översättning och tolkning i välfärden
    Status        pågående
    Ägare         Sveriges Kommuner och Regioner (skr), eSam (esam)
    Start         2018-03-08
    Belopp (kkr)  12 500
    Beskrivning   Myndigheter, kommuner och regioner lägger var för sig resurser på
                  att översätta och tolka.

                  - Tolkar saknas i många språk.
    Källor        eSam, översiktskarta 2016 (2016, sida: 12 000)
                    https://www.esamverka.se/oversiktskarta/2016/sammanfattning-av-alla-behov-och-initiativ.html
                  eSam, översiktskarta 2017 (2017, sida: 12 000)
                    https://www.esamverka.se/oversiktskarta/2017/sammanfattning-av-alla-behov-och-initiativ.html

    Urval: tema migration. Revision: 2018.
    ");
}

#[test]
fn text_of_nothing_is_a_sentence() {
    insta::assert_snapshot!(told(&empty(), Format::Text, &Page::default()), @"
    Behov om översättning

    Här finns inget att visa.

    Urval: tema migration. Revision: 2018.
    ");
}

#[test]
fn no_line_is_wider_than_the_page_but_for_a_whole_address_in_a_form() {
    let long = Column::text("x", Words::same("Ett ovanligt långt ord i en rubrik: realisationsvinstbeskattning"));
    let mut odd = record();
    odd.columns[1] = long;
    let is_address = |line: &str| line.split_whitespace().last().is_some_and(|word| word.starts_with("https://"));
    for (table, layout) in [(table(), Layout::Rows), (table(), Layout::Record), (odd, Layout::Record)] {
        for columns in 20..150 {
            let page = Page { width: Some(columns), ..Page::default() };
            let text = told(&Table { layout, ..table.clone() }, Format::Text, &page);
            let is_form = layout == Layout::Record;
            let mut lines = text.lines().filter(|line| !is_form || !is_address(line));
            let wide = lines.find(|line| wrap::width(line) > columns);
            assert_eq!(wide, None, "of {columns}");
        }
    }
}

#[test]
fn several_values_in_a_form_have_a_line_each() {
    let named = |id: &str, name: &str| Cell::Named(crate::value::Id::parse(id).expect("an id"), Words::same(name));
    let own = |key: &str, cell| crate::table::Part { key: key.into(), label: Some(Words::same(key)), cell };
    let known = vec![
        (Column::text("a", Words::same("Äger")), Cell::List(vec![named("digg", "Digg"), named("esam", "esam")])),
        (
            Column::text("b", Words::same("Deltar i")),
            Cell::List(vec![
                named("ssbtek", "SSBTEK – sammansatt bastjänst för ekonomiskt bistånd"),
                named("digg", "Digg"),
            ]),
        ),
        (
            Column::text("c", Words::same("Egna fält")),
            Cell::Record(vec![own("klar", Cell::Bool(true)), own("kod", Cell::List(vec![Cell::Number(1); 2]))]),
        ),
    ];
    let page = Page { width: Some(50), ..Page::default() };
    insta::assert_snapshot!(told(&Table::record(Words::same("SKR"), known), Format::Text, &page), @"
    SKR

    Äger       Digg (digg), esam
    Deltar i   SSBTEK – sammansatt bastjänst för
                 ekonomiskt bistånd (ssbtek)
               Digg (digg)
    Egna fält  klar: ja
               kod: 1, 1
    ");
}

#[test]
fn the_headings_of_a_cross_table_are_broken_so_that_it_fits() {
    let mut columns = vec![Column::text("tema", Words::same("Teman"))];
    let status = ["identifierat", "planerat", "pågående", "prioriterat", "förvaltning", "avslutat", "Totalt"];
    columns.extend(status.map(|status| Column::number(status, Words::same(status))));
    let mut row = vec![Cell::Text("Tillväxt och samhällsbyggnad, boende, fritid och företagshändelser".into())];
    row.extend([21, 0, 118, 2, 1, 1, 143].map(Cell::Number));
    let table = Table { rows: vec![row], ..Table::new(Words::same("Antal"), columns) };
    insta::assert_snapshot!(told(&table, Format::Text, &Page::default()), @"
    Antal

    Teman               identi-   plane-  pågåen-  priori-     för-   avslu-  Totalt
                         fierat      rat       de    terat    valt-      tat
                                                               ning
    ────────────────────────────────────────────────────────────────────────────────
    Tillväxt och             21        0      118        2        1        1     143
    samhällsbyggnad,
    boende, fritid och
    företagshändelser
    ");
}

#[test]
fn no_line_of_any_format_is_a_command_to_a_build_server() {
    let hostile = "::error::x\n  ::error::y\r\n##[error]z\r::error::w\n'::error::v";
    let mut told_of = table();
    (told_of.title, told_of.notes) = (Words::same(hostile), vec![Words::same(hostile)]);
    told_of.columns[0] = Column::text(hostile, Words::same(hostile));
    told_of.rows = vec![vec![Cell::Text(hostile.into()); 6], vec![Cell::Url(hostile.into()); 6]];
    told_of.rows.push(vec![Cell::List(vec![Cell::Text(hostile.into()); 3]); 6]);
    for format in Format::ALL.into_iter().filter(|format| !format.is_binary()) {
        for layout in [Layout::Rows, Layout::Record] {
            let text = told(&Table { layout, ..told_of.clone() }, format, &Page::default());
            for line in text.split(['\n', '\r']).map(str::trim_start) {
                assert!(!line.starts_with("::") && !line.starts_with("##["), "{format:?}: {line}");
            }
        }
    }
}

#[test]
fn colour_is_used_only_where_the_page_allows_it() {
    let styled = Page { is_styled: true, ..Page::default() };
    insta::assert_snapshot!(told(&empty(), Format::Text, &styled).replace('\u{1b}', "^"), @"
    ^[1mBehov om översättning^[0m

    Här finns inget att visa.

    ^[2mUrval: tema migration. Revision: 2018.^[0m
    ");
}

#[test]
fn nothing_from_the_map_steers_a_terminal() {
    let hostile = "\u{1b}]0;x\u{7}\u{202e}\t\n=1";
    let mut told_of = table();
    told_of.title = Words::same(hostile);
    told_of.notes = vec![Words::same(hostile)];
    told_of.columns[0] = Column::text(hostile, Words::same(hostile));
    for format in Format::ALL.into_iter().filter(|format| !format.is_binary()) {
        for table in [told_of.clone(), Table { layout: Layout::Record, ..told_of.clone() }] {
            assert!(!told(&table, format, &wide()).contains(['\u{1b}', '\u{202e}']), "{format:?}");
        }
    }
}

#[test]
fn a_table_of_nothing_at_all_is_written_in_every_format() {
    for rows in [Vec::new(), vec![Vec::new(); 2]] {
        for layout in [Layout::Rows, Layout::Record] {
            let table = Table { layout, rows: rows.clone(), ..Table::new(Words::same("x"), Vec::new()) };
            for format in Format::ALL {
                bytes(&table, format, &Page::default());
            }
        }
    }
}

#[test]
fn csv_is_rfc_4180() {
    insta::assert_snapshot!(told(&short(), Format::Csv, &Page::default()).replace('\r', "␍"), @r#"
    id,titel,status,agare,start,belopp␍
    oversattning-och-tolkning,Gemensamma lösningar för översättning och tolkning i välfärden,pagaende,skr; esam,2018-03-08,12500␍
    tom,"␛[2J�=HYPERLINK(""http://x.se"",""Åäö"")
    <script>alert(1)</script> | @alla",,,2017,-2.5␍
    "#);
}

#[test]
fn csv_for_excel_is_what_swedish_excel_opens() {
    let excel = Page { dialect: Dialect::Excel, ..Page::default() };
    let mut table = short();
    table.rows[1][1] = Cell::Text("=1+1".into());
    insta::assert_snapshot!(told(&table, Format::Csv, &excel).replace('\r', "␍").replace('\u{feff}', "BOM"), @r#"
    BOMid;titel;status;agare;start;belopp␍
    oversattning-och-tolkning;Gemensamma lösningar för översättning och tolkning i välfärden;pagaende;"skr; esam";2018-03-08;12500␍
    tom;'=1+1;;;2017;-2,5␍
    "#);
}

#[test]
fn csv_read_back_is_what_was_written() {
    let mut table = table();
    for (at, text) in ["'", "''=1", "=1", " \"+x", "-5", "\n=1", "a,\"b\"\nc;", ""].iter().enumerate() {
        table.rows.push(vec![Cell::Text(at.to_string()), Cell::Text((*text).into())]);
        table.rows.last_mut().expect("just pushed").resize(6, Cell::Empty);
    }
    for (dialect, delimiter) in [(Dialect::Rfc4180, b','), (Dialect::Excel, b';')] {
        let bytes = bytes(&table, Format::Csv, &Page { dialect, ..Page::default() });
        let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes.as_slice());
        let read: Vec<_> = reader.records().map(|record| unguard(&record.expect("a record")[1]).into_owned()).collect();
        assert_eq!(read[3..], ["'", "''=1", "=1", " \"+x", "-5", "\n=1", "a,\"b\"\nc;", ""]);
        assert_eq!(read[2].len(), 2_300 * "Ord och åter ord. ".len());
    }
}

#[test]
fn tsv_has_no_tab_or_break_in_a_value() {
    insta::assert_snapshot!(told(&short(), Format::Tsv, &Page::default()).replace('\t', "→"), @r#"
    id→titel→status→agare→start→belopp
    oversattning-och-tolkning→Gemensamma lösningar för översättning och tolkning i välfärden→pagaende→skr; esam→2018-03-08→12500
    tom→␛[2J�=HYPERLINK("http://x.se","Åäö") <script>alert(1)</script> | @alla→→→2017→-2.5
    "#);
}

#[test]
fn json_is_a_row_to_a_line() {
    let json = told(&short(), Format::Json, &english());
    insta::assert_snapshot!(json, @r#"
    {
      "schema_version": 1,
      "title": "Needs about translation",
      "notes": [
        "Filter: theme migration. Revision: 2018."
      ],
      "columns": [
        {"key":"id","heading":"Id"},
        {"key":"titel","heading":"Title"},
        {"key":"status","heading":"Status","labels":{"pagaende":"ongoing"}},
        {"key":"agare","heading":"Owner","labels":{"esam":"eSam","skr":"Sveriges Kommuner och Regioner"}},
        {"key":"start","heading":"Start"},
        {"key":"belopp","heading":"Amount (kSEK)"}
      ],
      "rows": [
        {"id":"oversattning-och-tolkning","titel":"Gemensamma lösningar för översättning och tolkning i välfärden","status":"pagaende","agare":["skr","esam"],"start":"2018-03-08","belopp":12500},
        {"id":"tom","titel":"\u001b[2J\u202e=HYPERLINK(\"http://x.se\",\"Åäö\")\r\n<script>alert(1)</script> | @alla","status":null,"agare":[],"start":"2017","belopp":-2.5}
      ]
    }
    "#);
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(read["rows"][1]["titel"].as_str().map(|text| text.contains("\u{1b}[2J\u{202e}=")), Some(true));
    let none: serde_json::Value = serde_json::from_str(&told(&empty(), Format::Json, &english())).expect("JSON");
    assert_eq!(none["rows"], serde_json::json!([]));
}

#[test]
fn jsonl_is_the_rows_alone() {
    insta::assert_snapshot!(told(&record(), Format::Jsonl, &Page::default()), @r#"{"id":"oversattning-och-tolkning","titel":"Gemensamma lösningar för översättning och tolkning i välfärden","status":"pagaende","agare":["skr","esam"],"start":"2018-03-08","belopp":12500,"beskrivning":"Myndigheter, kommuner och regioner lägger var för sig resurser på att översätta och tolka.\n\n- Tolkar saknas i många språk.\n","kallor":[{"text":"eSam, översiktskarta 2016","url":"https://www.esamverka.se/oversiktskarta/2016/sammanfattning-av-alla-behov-och-initiativ.html","datum":"2016","sida":12000},{"text":"eSam, översiktskarta 2017","url":"https://www.esamverka.se/oversiktskarta/2017/sammanfattning-av-alla-behov-och-initiativ.html","datum":"2017","sida":12000}]}"#);
}

#[test]
fn markdown() {
    insta::assert_snapshot!(told(&short(), Format::Md, &Page::default()).replace('\u{2060}', "¤"), @r#"
    # Behov om översättning

    | Id | Titel | Status | Ägare | Start | Belopp (kkr) |
    | --- | --- | --- | --- | --- | --: |
    | oversattning-och-tolkning | Gemensamma lösningar för översättning och tolkning i välfärden | pågående | Sveriges Kommuner och Regioner, eSam | 2018-03-08 | 12 500 |
    | tom | ␛\[2J�=HYPERLINK("http\://x.se","Åäö") \<script\>alert(1)\</script\> \| @¤alla |  |  | 2017 | -2,5 |

    - Urval: tema migration. Revision: 2018.
    "#);
    insta::assert_snapshot!(told(&record(), Format::Md, &english()), @r"
    # Translation and interpreting

    - **Id:** oversattning-och-tolkning
    - **Title:** Gemensamma lösningar för översättning och tolkning i välfärden
    - **Status:** ongoing
    - **Owner:** Sveriges Kommuner och Regioner, eSam
    - **Start:** 2018-03-08
    - **Amount (kSEK):** 12,500

    ## Description

    Myndigheter, kommuner och regioner lägger var för sig resurser på att översätta och tolka.

    \- Tolkar saknas i många språk.

    ## Sources

    - eSam, översiktskarta 2016 (2016, page: 12,000) <https://www.esamverka.se/oversiktskarta/2016/sammanfattning-av-alla-behov-och-initiativ.html>
    - eSam, översiktskarta 2017 (2017, page: 12,000) <https://www.esamverka.se/oversiktskarta/2017/sammanfattning-av-alla-behov-och-initiativ.html>

    - Filter: theme migration. Revision: 2018.
    ");
    insta::assert_snapshot!(told(&empty(), Format::Md, &english()), @"
    # Needs about translation

    There is nothing to show.

    - Filter: theme migration. Revision: 2018.
    ");
}

#[test]
fn html_is_one_page() {
    let page = told(&short(), Format::Html, &Page::default());
    let (head, body) = page.split_once("<body>").expect("a body");
    insta::assert_snapshot!(head.split_once("<style>").expect("a style").0, @r#"
    <!DOCTYPE html>
    <html lang="sv">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>Behov om översättning</title>
    "#);
    insta::assert_snapshot!(body, @r#"
    <main>
    <h1>Behov om översättning</h1>
    <div class="frame" role="region" aria-label="Behov om översättning" tabindex="0">
    <table>
    <caption>Behov om översättning</caption>
    <thead>
    <tr><th scope="col">Id</th><th scope="col">Titel</th><th scope="col">Status</th><th scope="col">Ägare</th><th scope="col">Start</th><th scope="col" class="number">Belopp (kkr)</th></tr>
    </thead>
    <tbody>
    <tr><th scope="row">oversattning-och-tolkning</th><td>Gemensamma lösningar för översättning och tolkning i välfärden</td><td>pågående</td><td>Sveriges Kommuner och Regioner, eSam</td><td>2018-03-08</td><td class="number">12 500</td></tr>
    <tr><th scope="row">tom</th><td>␛[2J�=HYPERLINK(&quot;http://x.se&quot;,&quot;Åäö&quot;)
    &lt;script&gt;alert(1)&lt;/script&gt; | @alla</td><td></td><td></td><td>2017</td><td class="number">-2,5</td></tr>
    </tbody>
    </table>
    </div>
    <ul>
    <li>Urval: tema migration. Revision: 2018.</li>
    </ul>
    </main>
    </body>
    </html>
    "#);
    assert!(!page.contains("<script"));
}

#[test]
fn html_of_one_entry_is_a_form() {
    let page = told(&record(), Format::Html, &english());
    insta::assert_snapshot!(page.split_once("<body>").expect("a body").1, @r#"
    <main>
    <h1>Translation and interpreting</h1>
    <div class="frame" role="region" aria-label="Translation and interpreting" tabindex="0">
    <table>
    <caption>Translation and interpreting</caption>
    <tbody>
    <tr><th scope="row">Id</th><td>oversattning-och-tolkning</td></tr>
    <tr><th scope="row">Title</th><td>Gemensamma lösningar för översättning och tolkning i välfärden</td></tr>
    <tr><th scope="row">Status</th><td>ongoing</td></tr>
    <tr><th scope="row">Owner</th><td>Sveriges Kommuner och Regioner, eSam</td></tr>
    <tr><th scope="row">Start</th><td>2018-03-08</td></tr>
    <tr><th scope="row">Amount (kSEK)</th><td>12,500</td></tr>
    <tr><th scope="row">Description</th><td>Myndigheter, kommuner och regioner lägger var för sig resurser på att översätta och tolka.

    - Tolkar saknas i många språk.</td></tr>
    <tr><th scope="row">Sources</th><td><ul><li>eSam, översiktskarta 2016 (2016, page: 12,000) <a href="https://www.esamverka.se/oversiktskarta/2016/sammanfattning-av-alla-behov-och-initiativ.html" rel="noopener">https://www.esamverka.se/oversiktskarta/2016/sammanfattning-av-alla-behov-och-initiativ.html</a></li><li>eSam, översiktskarta 2017 (2017, page: 12,000) <a href="https://www.esamverka.se/oversiktskarta/2017/sammanfattning-av-alla-behov-och-initiativ.html" rel="noopener">https://www.esamverka.se/oversiktskarta/2017/sammanfattning-av-alla-behov-och-initiativ.html</a></li></ul></td></tr>
    </tbody>
    </table>
    </div>
    <ul>
    <li>Filter: theme migration. Revision: 2018.</li>
    </ul>
    </main>
    </body>
    </html>
    "#);
}
