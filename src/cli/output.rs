//! Where an answer goes, and in which format.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;
use karta::entry::{Entry, Value};
use karta::render::{self, Book, Dialect, Format, Page};
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::table::{Answer, Cell, Table};

use super::lang::{self, text};
use super::session::Session;
use super::{store, written};

/// The formats that a command has beside those of every table, or in the place of some of them.
pub trait Own: Copy + Send + Sync + 'static {
    /// Every one, in the order that they are shown.
    fn all() -> &'static [Self];

    /// What it is called, and what files in it may end with: the name first, then other words for it.
    fn names(self) -> &'static [&'static str];

    /// Whether the bytes are nothing for a terminal.
    fn is_binary(self) -> bool {
        false
    }
}

/// For a command that has the formats of tables only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {}

impl Own for Nothing {
    fn all() -> &'static [Nothing] {
        &[]
    }

    fn names(self) -> &'static [&'static str] {
        match self {}
    }
}

/// A format that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<O> {
    /// One that the command has for itself.
    Own(O),
    /// One that every table can be written in.
    Table(Format),
}

impl<O: Own> Wanted<O> {
    fn parse(name: &str) -> Option<Wanted<O>> {
        let is_called = |own: &&O| own.names().iter().any(|known| known.eq_ignore_ascii_case(name));
        let own = O::all().iter().find(is_called).copied().map(Wanted::Own);
        own.or_else(|| Format::parse(name).map(Wanted::Table))
    }

    fn of_path(path: &Path) -> Option<Wanted<O>> {
        Wanted::parse(path.extension()?.to_str()?)
    }

    /// Every name, the command's own first.
    fn names() -> String {
        let own = O::all().iter().map(|own| own.names()[0]);
        let is_table = |name: &&str| matches!(Wanted::<O>::parse(name), Some(Wanted::Table(_)));
        own.chain(Format::ALL.map(Format::name).into_iter().filter(is_table)).collect::<Vec<_>>().join(", ")
    }

    fn read(given: &str) -> std::result::Result<Wanted<O>, Failure> {
        Wanted::parse(given).ok_or_else(|| {
            let names = Wanted::<O>::names();
            Failure::new(say!("Formaten är {names}.", "The formats are {names}."))
        })
    }

    fn is_binary(self) -> bool {
        match self {
            Wanted::Own(own) => own.is_binary(),
            Wanted::Table(format) => format.is_binary(),
        }
    }
}

fn formats<O: Own>() -> String {
    let names = Wanted::<O>::names();
    say!("Format: {names}; annars efter filens namn", "Format: {names}; else by the file's name")
        .get(lang::now())
        .to_owned()
}

#[derive(Args, Clone)]
pub struct Output<O: Own = Nothing> {
    #[arg(long, value_name = "FORMAT", value_parser = Wanted::<O>::read, help = formats::<O>())]
    pub format: Option<Wanted<O>>,

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

impl<O: Own> Output<O> {
    /// The format asked for, else the file's own, else `otherwise`.
    ///
    /// # Errors
    /// A file's name that says no format; `--excel` with another format than CSV.
    pub fn wanted(&self, otherwise: Wanted<O>) -> Result<Wanted<O>> {
        let wanted = match (&self.format, &self.output) {
            (Some(wanted), _) => *wanted,
            (None, Some(path)) => Wanted::of_path(path).ok_or_else(|| no_format::<O>(path))?,
            (None, None) if self.excel => Wanted::Table(Format::Csv),
            (None, None) => otherwise,
        };
        match self.excel && !matches!(wanted, Wanted::Table(Format::Csv)) {
            true => Err(Failure::new(Words::new("--excel gäller bara CSV.", "--excel is for CSV only."))
                .hint(Words::new("Ta bort --excel, eller välj --format csv", "Drop --excel, or choose --format csv"))),
            false => Ok(wanted),
        }
    }

    /// The same place, for a table in a format.
    pub fn of_table(&self, format: Format) -> Output {
        Output { format: Some(Wanted::Table(format)), output: self.output.clone(), excel: self.excel }
    }

    /// The same, with what the map's `[export]` says where nothing was said of format and dialect.
    pub fn or_settings(&self, settings: Option<&Entry>) -> Output<O> {
        let setting = |name| settings.and_then(|settings| settings.get("export")?.part(name));
        let is_silent = self.format.is_none() && self.output.is_none() && !self.excel;
        let format = setting("format").and_then(Value::text).and_then(Wanted::parse).filter(|_| is_silent);
        let format = self.format.or(format);
        let csv = Wanted::Table(Format::Csv);
        let is_csv = matches!(self.wanted(format.unwrap_or(csv)), Ok(Wanted::Table(Format::Csv)));
        let excel = self.excel || (is_csv && self.format.is_none() && setting("excel") == Some(&Value::Bool(true)));
        Output { format, excel, ..self.clone() }
    }

    /// Sends bytes of the command's own format where they were asked to go.
    pub fn send_own(
        &self,
        own: O,
        session: &Session<'_>,
        write: impl FnOnce(&Page, &mut Vec<u8>) -> std::io::Result<()>,
    ) -> Result<()> {
        self.check_screen(Wanted::Own(own), session)?;
        let mut bytes = Vec::new();
        written(write(&self.page(session), &mut bytes))?;
        self.deliver(&bytes, session)
    }

    fn check_screen(&self, wanted: Wanted<O>, session: &Session<'_>) -> Result<()> {
        let is_on_screen = self.output.is_none() && session.terminal.width().is_some();
        if wanted.is_binary() && is_on_screen { Err(no_screen()) } else { Ok(()) }
    }

    /// Sends bytes to the file asked for, or to standard output.
    pub fn deliver(&self, bytes: &[u8], session: &Session<'_>) -> Result<()> {
        match &self.output {
            Some(path) => store::write(&session.path(path), bytes),
            None => written(session.terminal.result(bytes)),
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

impl Output {
    /// Sends a table where it was asked to go.
    pub fn send(&self, table: &Table, session: &Session<'_>) -> Result<()> {
        self.send_as(table, self.format(Format::Text)?, session)
    }

    /// Sends a table in a format to the file asked for, or to standard output.
    pub fn send_as(&self, table: &Table, format: Format, session: &Session<'_>) -> Result<()> {
        self.check_screen(Wanted::Table(format), session)?;
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
        self.check_screen(Wanted::Table(format), session)?;
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
        self.check_screen(Wanted::Table(Format::Xlsx), session)?;
        let mut bytes = Vec::new();
        written(render::book(book, &self.page(session), &mut bytes))?;
        self.deliver(&bytes, session)
    }

    /// The format asked for, else the file's own, else `otherwise`.
    pub fn format(&self, otherwise: Format) -> Result<Format> {
        match self.wanted(Wanted::Table(otherwise))? {
            Wanted::Table(format) => Ok(format),
            Wanted::Own(nothing) => match nothing {},
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

/// The table with a note of the revision that it is made from, unless it has one already.
fn signed<'t>(table: &'t Table, session: &Session<'_>) -> Cow<'t, Table> {
    let Some((name, note)) = session.made_from().zip(session.note()) else { return Cow::Borrowed(table) };
    if table.notes.iter().any(|other| other.sv.contains(&*name.sv)) {
        return Cow::Borrowed(table);
    }
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

fn no_format<O: Own>(path: &Path) -> Failure {
    let shown = quote(&path.display().to_string());
    let names = Wanted::<O>::names();
    Failure::new(say!(
        "Namnet {shown} säger inte vilket format som ska skrivas.",
        "The name {shown} does not say which format to write."
    ))
    .hint(say!("Välj ett med --format: {names}", "Choose one with --format: {names}"))
}

fn no_screen() -> Failure {
    Failure::new(Words::new(
        "Svaret är inte text och går inte att visa på skärmen.",
        "The answer is no text and cannot be shown on the screen.",
    ))
    .hint(Words::new("Skriv det till en fil: -o FIL", "Write it to a file: -o FILE"))
}
