//! Where an answer goes, and in which format.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;
use karta::entry::{Entry, Value};
use karta::render::{self, Book, Dialect, Format, Page};
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::table::{Answer, Cell, Table};

use super::lang::text;
use super::session::Session;
use super::{store, written};

#[derive(Args, Clone)]
pub struct Output {
    #[arg(long, value_name = "FORMAT", value_parser = format, help = text(
        "Format: text, csv, tsv, json, jsonl, md, html, xlsx; annars efter filens namn, annars text",
        "Format: text, csv, tsv, json, jsonl, md, html, xlsx; else by the file's name, else text"
    ))]
    pub format: Option<Format>,

    #[arg(short = 'o', long = "output", value_name = text("FIL", "FILE"), help = text(
        "Skriv till en fil i stället för till skärmen",
        "Write to a file instead of the screen"
    ))]
    pub output: Option<PathBuf>,

    #[arg(long, help = text(
        "CSV som svenskt Excel öppnar rätt: semikolon, decimalkomma",
        "CSV that Swedish Excel opens right: semicolons, decimal commas"
    ))]
    pub excel: bool,
}

fn format(given: &str) -> std::result::Result<Format, Failure> {
    Format::parse(given).ok_or_else(|| {
        let names = Format::ALL.map(Format::name).join(", ");
        Failure::new(say!("Formaten är {names}.", "The formats are {names}."))
    })
}

impl Output {
    /// The same, with what the map's `[export]` says where nothing was said of format and dialect.
    pub fn or_settings(&self, settings: Option<&Entry>) -> Output {
        let setting = |name| settings.and_then(|settings| settings.get("export")?.part(name));
        let is_silent = self.format.is_none() && self.output.is_none() && !self.excel;
        let format = setting("format").and_then(Value::text).and_then(Format::parse).filter(|_| is_silent);
        let format = self.format.or(format);
        let is_csv = self.format(format.unwrap_or(Format::Csv)) == Ok(Format::Csv);
        let excel = self.excel || (is_csv && self.format.is_none() && setting("excel") == Some(&Value::Bool(true)));
        Output { format, excel, ..self.clone() }
    }

    /// Sends a table where it was asked to go.
    pub fn send(&self, table: &Table, session: &Session<'_>) -> Result<()> {
        self.send_as(table, self.format(Format::Text)?, session)
    }

    /// Sends a table in a format to the file asked for, or to standard output.
    pub fn send_as(&self, table: &Table, format: Format, session: &Session<'_>) -> Result<()> {
        self.check_screen(format, session)?;
        let table = &*signed(table, session);
        let mut bytes = Vec::new();
        written(render::table(table, format, &self.page(session), &mut bytes))?;
        self.deliver(&bytes, session)
    }

    /// Sends an answer where it was asked to go: all of its tables, or one where the format has room for one.
    pub fn send_answer(&self, answer: &Answer, part: Option<&str>, session: &Session<'_>) -> Result<()> {
        let format = self.format(Format::Text)?;
        if let Some(part) = part {
            return self.send_as(&sheet(answer, part)?, format, session);
        }
        if format.is_single() && answer.sheets.len() > 1 {
            session.terminal.tell(&others(answer, format));
        }
        self.check_screen(format, session)?;
        let mut bytes = Vec::new();
        written(render::answer(answer, format, &self.page(session), &mut bytes))?;
        self.deliver(&bytes, session)
    }

    /// Sends a table of one column: as bare lines, unless another format than text was asked for.
    pub fn send_lines(&self, table: &Table, session: &Session<'_>) -> Result<()> {
        if self.format(Format::Text)? != Format::Text {
            return self.send(table, session);
        }
        let lines: String = table.rows.iter().flatten().map(line).collect();
        self.deliver(lines.as_bytes(), session)
    }

    /// Sends a workbook to the file asked for, or to standard output.
    pub fn send_book(&self, book: &Book, session: &Session<'_>) -> Result<()> {
        self.check_screen(Format::Xlsx, session)?;
        let mut bytes = Vec::new();
        written(render::book(book, &self.page(session), &mut bytes))?;
        self.deliver(&bytes, session)
    }

    fn check_screen(&self, format: Format, session: &Session<'_>) -> Result<()> {
        let is_on_screen = self.output.is_none() && session.terminal.width().is_some();
        if format.is_binary() && is_on_screen { Err(no_screen()) } else { Ok(()) }
    }

    /// Sends bytes to the file asked for, or to standard output.
    pub fn deliver(&self, bytes: &[u8], session: &Session<'_>) -> Result<()> {
        match &self.output {
            Some(path) => store::write(&session.path(path), bytes),
            None => written(session.terminal.result(bytes)),
        }
    }

    /// The format asked for, else the file's own, else `otherwise`.
    pub fn format(&self, otherwise: Format) -> Result<Format> {
        let format = match (&self.format, &self.output) {
            (Some(format), _) => *format,
            (None, Some(path)) => Format::of_path(path).ok_or_else(|| no_format(path))?,
            (None, None) if self.excel => Format::Csv,
            (None, None) => otherwise,
        };
        match self.excel && format != Format::Csv {
            true => Err(Failure::new(Words::new("--excel gäller bara CSV.", "--excel is for CSV only."))
                .hint(Words::new("Ta bort --excel, eller välj --format csv", "Drop --excel, or choose --format csv"))),
            false => Ok(format),
        }
    }

    /// How the answer is to look: as the terminal can show it, or plain in a file.
    pub fn page(&self, session: &Session<'_>) -> Page {
        let dialect = if self.excel { Dialect::Excel } else { Dialect::Rfc4180 };
        match self.output {
            None => Page { dialect, ..session.page() },
            Some(_) => Page { lang: session.terminal.lang, dialect, ..Page::default() },
        }
    }
}

/// The table that was asked for out of several.
fn sheet(answer: &Answer, part: &str) -> Result<Table> {
    let key = karta::value::fold(part);
    answer.sheet(&key).ok_or_else(|| {
        let (shown, keys) = (quote(part), keys(answer));
        Failure::new(say!("Svaret har ingen del som heter {shown}.", "The answer has no part called {shown}."))
            .hint(say!("Delarna är: {keys}", "The parts are: {keys}"))
    })
}

fn keys(answer: &Answer) -> String {
    answer.sheets.iter().map(|sheet| sheet.key).collect::<Vec<_>>().join(", ")
}

/// What a file of one table leaves out.
fn others(answer: &Answer, format: Format) -> Words {
    let (first, keys, format) = (answer.sheets[0].key, keys(answer), format.name());
    say!(
        "Obs: svaret har flera delar ({keys}) och {format} har plats för en; här är {first}. Välj en annan med --del.",
        "Note: the answer has several parts ({keys}) and {format} has room for one; this is {first}. Choose another with --del."
    )
}

/// The table with a note of the revision that it is made from.
fn signed<'t>(table: &'t Table, session: &Session<'_>) -> Cow<'t, Table> {
    let Some(note) = session.made_from() else { return Cow::Borrowed(table) };
    let mut table = table.clone();
    table.notes.push(note);
    Cow::Owned(table)
}

/// A cell alone on its line.
fn line(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => format!("{number}\n"),
        Cell::Text(text) => format!("{}\n", say::plain(text)),
        _ => String::new(),
    }
}

fn no_format(path: &std::path::Path) -> Failure {
    let shown = quote(&path.display().to_string());
    let names = Format::ALL.map(Format::name).join(", ");
    Failure::new(say!(
        "Namnet {shown} säger inte vilket format som ska skrivas.",
        "The name {shown} does not say which format to write."
    ))
    .hint(say!("Välj ett med --format: {names}", "Choose one with --format: {names}"))
}

fn no_screen() -> Failure {
    Failure::new(Words::new("En arbetsbok går inte att visa på skärmen.", "A workbook cannot be shown on the screen."))
        .hint(Words::new("Skriv den till en fil: -o FIL.xlsx", "Write it to a file: -o FILE.xlsx"))
}
