//! A small table with what is hard to write: å ä ö, lists, empty cells and hostile text.

use super::{Format, Page};
use crate::say::{Lang, Words};
use crate::table::{Cell, Column, Layout, Part, Table};
use crate::value::{Date, Id};

/// The table in a format, as text.
pub fn told(table: &Table, format: Format, page: &Page) -> String {
    String::from_utf8(bytes(table, format, page)).expect("UTF-8")
}

/// The table in a format.
pub fn bytes(table: &Table, format: Format, page: &Page) -> Vec<u8> {
    let mut bytes = Vec::new();
    super::table(table, format, page, &mut bytes).expect("memory never fails");
    bytes
}

pub fn english() -> Page {
    Page { lang: Lang::En, ..Page::default() }
}

pub fn wide() -> Page {
    Page { width: Some(140), ..Page::default() }
}

pub fn table() -> Table {
    let columns = vec![
        Column::text("id", Words::new("Id", "Id")),
        Column::text("titel", Words::new("Titel", "Title")),
        Column::text("status", Words::new("Status", "Status")),
        Column::text("agare", Words::new("Ägare", "Owner")),
        Column::text("start", Words::new("Start", "Start")),
        Column::number("belopp", Words::new("Belopp (kkr)", "Amount (kSEK)")),
    ];
    let title = Words::new("Behov om översättning", "Needs about translation");
    let note = Words::new("Urval: tema migration. Revision: 2018.", "Filter: theme migration. Revision: 2018.");
    Table { notes: vec![note], rows: rows(), ..Table::new(title, columns) }
}

/// One entry of the table, as a form.
pub fn record() -> Table {
    let mut table = table();
    table.title = Words::new("Översättning och tolkning", "Translation and interpreting");
    table.layout = Layout::Record;
    table.columns.push(Column::text("beskrivning", Words::new("Beskrivning", "Description")));
    table.columns.push(Column::text("kallor", Words::new("Källor", "Sources")));
    table.rows.truncate(1);
    let part = |key: &str, label: Option<Words>, cell| Part { key: key.into(), label, cell };
    let source = |year: i64| {
        let text = Cell::Text(format!("eSam, översiktskarta {year}"));
        let url = Cell::Url(format!(
            "https://www.esamverka.se/oversiktskarta/{year}/sammanfattning-av-alla-behov-och-initiativ.html"
        ));
        let page = Some(Words::new("sida", "page"));
        let date = Date::year(year).map_or(Cell::Empty, Cell::Date);
        Cell::Record(vec![
            part("text", None, text),
            part("url", None, url),
            part("datum", None, date),
            part("sida", page, Cell::Number(12_000)),
        ])
    };
    let prose = "Myndigheter, kommuner och regioner lägger var för sig resurser på att översätta och tolka.\n\n- Tolkar saknas i många språk.\n";
    table.rows[0].extend([Cell::Text(prose.into()), Cell::List(vec![source(2016), source(2017)])]);
    table
}

/// The table without rows.
pub fn empty() -> Table {
    Table { rows: Vec::new(), ..table() }
}

fn rows() -> Vec<Vec<Cell>> {
    let text = |text: &str| Cell::Text(text.into());
    let named = |id: &str, name: &str| Cell::Named(Id::parse(id).expect("an id"), Words::same(name));
    let status = |word, sv, en| Cell::Choice(word, Words::new(sv, en));
    let date = |text| Cell::Date(Date::parse(text).expect("a date"));
    vec![
        vec![
            text("oversattning-och-tolkning"),
            text("Gemensamma lösningar för översättning och tolkning i välfärden"),
            status("pagaende", "pågående", "ongoing"),
            Cell::List(vec![named("skr", "Sveriges Kommuner och Regioner"), named("esam", "eSam")]),
            date("2018-03-08"),
            Cell::Number(12_500),
        ],
        vec![
            text("tom"),
            text("\u{1b}[2J\u{202e}=HYPERLINK(\"http://x.se\",\"Åäö\")\r\n<script>alert(1)</script> | @alla"),
            Cell::Empty,
            Cell::List(Vec::new()),
            date("2017"),
            Cell::Decimal(-2.5),
        ],
        vec![
            text("lang"),
            text(&"Ord och åter ord. ".repeat(2_300)),
            status("avslutat", "avslutat", "finished"),
            named("esam", "eSam"),
            Cell::Empty,
            Cell::Empty,
        ],
    ]
}
