//! `karta export`: everything, or what a filter lets through, for other programs.

use std::path::Path;

use clap::Args;
use karta::import::{self, Origin};
use karta::karta::Karta;
use karta::linked::{self, Site, Syntax};
use karta::query::{self, Filter, Selection};
use karta::render::{self, Book, DATAPACKAGE, Format, Page};
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::source::Revision;
use karta::table::{Cell, Column, Table};
use karta::value::Kind;

use super::at::Points;
use super::filter::Which;
use super::lang::text;
use super::output::{Output, Own, Wanted};
use super::session::{Opened, Session};
use super::{Outcome, store};

#[derive(Args)]
#[command(
    after_help = text(
        "Utan filter kommer alla behov, initiativ och aktörer med. Kolumnerna kommer alltid i samma ordning.\nEn arbetsbok (.xlsx) har ett blad för varje slag; ändra i den och läs in den igen med karta import.\n\nExempel:\n  karta export -o karta.xlsx\n  karta export --kind behov -o behov.csv --excel\n  karta export -o karta.json\n  karta export --format turtle --bas https://karta.example.se/id/",
        "Without a filter, all needs, initiatives and actors come along. Columns always have the same order.\nA workbook (.xlsx) has a sheet for each kind; change it and take it in again with karta import.\n\nExamples:\n  karta export -o karta.xlsx\n  karta export --kind behov -o behov.csv --excel\n  karta export -o karta.json\n  karta export --format turtle --bas https://karta.example.se/id/"
    )
)]
pub struct Export {
    #[command(flatten)]
    which: Which,

    #[arg(long, help = text("En rad per värde i stället för en rad per post", "A row per value instead of a row per entry"))]
    long: bool,

    #[arg(long, conflicts_with_all = ["long", "all_revisions"], help = text(
        "CSV med en kolumn som minns vad varje rad sade, så att karta import ser vad som ändrats i filen",
        "CSV with a column that remembers what each row said, so that karta import sees what was changed in the file"
    ))]
    with_base: bool,

    #[arg(long, requires = "output", help = text(
        "Beskriv CSV-filens kolumner i datapackage.json bredvid den (Frictionless)",
        "Describe the CSV file's columns in datapackage.json beside it (Frictionless)"
    ))]
    datapackage: bool,

    #[command(flatten)]
    points: Points,

    #[arg(long = "bas", value_name = text("ADRESS", "ADDRESS"), help = text(
        "Adressen som länkade data bygger id:n på; annars den i karta.toml",
        "The address that linked data builds ids on; else the one in karta.toml"
    ))]
    base: Option<String>,

    #[command(flatten)]
    output: Output<Whole>,
}

/// A format of the whole map and not of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Linked data.
    Linked(Syntax),
    /// A relational file.
    Sqlite,
}

impl Own for Whole {
    fn all() -> &'static [Whole] {
        const {
            &[
                Whole::Linked(Syntax::ALL[0]),
                Whole::Linked(Syntax::ALL[1]),
                Whole::Linked(Syntax::ALL[2]),
                Whole::Sqlite,
            ]
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Whole::Linked(syntax) => syntax.names(),
            Whole::Sqlite => &["sqlite", "db", "sqlite3"],
        }
    }

    fn is_binary(self) -> bool {
        self == Whole::Sqlite
    }
}

impl Export {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let output = self.output.or_settings(session.settings().as_ref());
        let format = match output.wanted(Wanted::Table(Format::Csv))? {
            Wanted::Table(format) => format,
            Wanted::Own(Whole::Linked(syntax)) => return self.link(syntax, &output, session),
            Wanted::Own(Whole::Sqlite) => return self.relate(&output, session),
        };
        let output = output.of_table(format);
        if (self.datapackage || self.with_base) && format != Format::Csv {
            return Err(csv_only());
        }
        if format == Format::Xlsx
            && !self.long
            && let Some(opened) = self.points.one(session)?
        {
            output.send_book(&self.workbook(opened, session)?, session)?;
            return Ok(Outcome::Done);
        }
        let table = self.points.answer(session, |karta| self.ask(karta))?;
        let table = if self.points.are_several() { of_map(table, session)? } else { table };
        // As large as the map, and needed to the end of the run: the system takes it all at once.
        let table: &Table = Box::leak(Box::new(table));
        output.send_as(table, format, session)?;
        if let Some(path) = output.output.as_ref().filter(|_| self.datapackage) {
            self.describe(table, &session.path(path), &output.page(session))?;
        }
        Ok(Outcome::Done)
    }

    /// Tells the entries as linked data.
    fn link(&self, syntax: Syntax, output: &Output<Whole>, session: &Session<'_>) -> Result<Outcome> {
        if self.long || self.with_base || self.datapackage {
            return Err(tables_only());
        }
        let Some(opened) = self.points.one(session)? else { return Err(one_at_a_time()) };
        let karta = &opened.karta;
        let site = Site::of(karta, self.base.as_deref())?;
        if let [first, ..] = linked::lacking(karta, &site)[..] {
            session.terminal.tell(&no_catalogue(first));
        }
        let graph = linked::graph(karta, self.select(karta)?.entries(karta), &site);
        output.send_own(Whole::Linked(syntax), session, |_, out| linked::write(&graph, syntax, &site, out))?;
        Ok(Outcome::Done)
    }

    /// Makes a relational file.
    #[cfg(feature = "sqlite")]
    fn relate(&self, output: &Output<Whole>, session: &Session<'_>) -> Result<Outcome> {
        use karta::relational::{Database, Point};

        if self.long || self.with_base || self.datapackage {
            return Err(tables_only());
        }
        let mut database = Database::new()?;
        self.points
            .each(session, |name, commit, karta| database.add(karta, &self.select(karta)?, Point { name, commit }))?;
        let bytes = database.bytes()?;
        output.send_own(Whole::Sqlite, session, |_, out| {
            out.extend(bytes);
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    #[cfg(not(feature = "sqlite"))]
    fn relate(&self, _: &Output<Whole>, _: &Session<'_>) -> Result<Outcome> {
        Err(Failure::new(Words::new(
            "Det här programmet är byggt utan SQLite.",
            "This program is built without SQLite.",
        ))
        .hint(Words::new(
            "Bygg det med: cargo install --path . --features sqlite. JSON Lines finns alltid: --format jsonl",
            "Build it by: cargo install --path . --features sqlite. There is always JSON Lines: --format jsonl",
        )))
    }

    /// A sheet for each kind, to change and take in again.
    fn workbook(&self, opened: &Opened, session: &Session<'_>) -> Result<Book> {
        let lang = session.terminal.lang;
        let selection = self.select(&opened.karta)?;
        Ok(import::workbook(&opened.karta, &selection, &origin(opened, session), lang))
    }

    fn select(&self, karta: &Karta) -> Result<Selection> {
        let filter = self.which.filter()?;
        if filter.is_everything() {
            let entries = Filter::any_of("kind", Kind::ENTRIES.map(Kind::name)).resolve(karta)?;
            return Ok(Selection { expression: String::new(), ..query::select(karta, &entries) });
        }
        Ok(query::select(karta, &filter.resolve(karta)?))
    }

    fn ask(&self, karta: &Karta) -> Result<Table> {
        let selection = self.select(karta)?;
        if self.long {
            return Ok(query::long(karta, &selection));
        }
        let table = self.table(karta, &selection);
        Ok(if self.with_base { import::with_base(karta, &selection, table) } else { table })
    }

    /// A row for each entry.
    fn table(&self, karta: &Karta, selection: &Selection) -> Table {
        let present = |kind: &Kind| selection.entries(karta).any(|entry| entry.kind == *kind);
        let kinds: Vec<Kind> = Kind::ENTRIES.into_iter().filter(present).collect();
        query::list(karta, selection, &query::export_columns(&kinds))
    }

    /// Writes beside a CSV file what its columns hold.
    fn describe(&self, table: &Table, path: &Path, page: &Page) -> Result<()> {
        let named = |cell: &Cell| {
            Kind::ENTRIES.into_iter().find(|kind| matches!(cell, Cell::Choice(name, _) if *name == kind.name()))
        };
        let at = table.columns.iter().position(|column| column.key == "kind");
        let there = |kind: &Kind| table.rows.iter().any(|row| at.and_then(|at| named(&row[at])) == Some(*kind));
        let kinds: Vec<Kind> = Kind::ENTRIES.into_iter().filter(there).collect();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let package = path.with_file_name(DATAPACKAGE);
        let before = std::fs::read_to_string(&package).ok();
        let text = render::datapackage(table, &kinds, &file, page, before.as_deref());
        store::write(&package, text.as_bytes())
    }
}

/// The table with the map's name on each row, so that the rows of many maps can lie in one file.
fn of_map(table: Table, session: &Session<'_>) -> Result<Table> {
    let name = match session.settings() {
        Some(settings) => karta::karta::name(&settings),
        None => session.open_newest()?.karta.name(),
    };
    let title = table.title.clone();
    let column = Column::text("karta", Words::new("Karta", "Map"));
    Ok(Table::stacked(title, column, vec![(Cell::Text(name.sv.into_owned()), table)]))
}

/// Which map, and at which commit: the revision that was asked for, else the newest where the map is kept in git.
fn origin(opened: &Opened, session: &Session<'_>) -> Origin {
    let newest = || Some(Revision::open(&opened.root, &opened.root, "HEAD").ok()?.label());
    let asked = session.made_from_label().map(str::to_owned);
    Origin { map: opened.karta.name().get(session.terminal.lang).to_owned(), revision: asked.or_else(newest) }
}

fn tables_only() -> Failure {
    Failure::new(Words::new(
        "--long, --datapackage och --with-base gäller tabeller, inte länkade data och SQLite.",
        "--long, --datapackage and --with-base are for tables, not for linked data and SQLite.",
    ))
    .hint(Words::new("Ta bort dem, eller välj ett annat format.", "Drop them, or choose another format."))
}

fn one_at_a_time() -> Failure {
    Failure::new(Words::new(
        "Länkade data berättar om en revision i taget.",
        "Linked data tells of one revision at a time.",
    ))
    .hint(Words::new(
        "Välj den med --at i stället för --all-revisions.",
        "Choose it with --at instead of --all-revisions.",
    ))
}

fn no_catalogue(lacking: &str) -> Words {
    say!(
        "Obs: katalogen för dataportaler är inte med. I karta.toml under [oppna_data] saknas {lacking}, eller går inte att använda; se: karta fields karta",
        "Note: the catalogue for data portals is left out. In karta.toml, under [oppna_data], {lacking} is missing or of no use; see: karta fields karta"
    )
}

fn csv_only() -> Failure {
    Failure::new(Words::new(
        "--datapackage och --with-base gäller bara CSV.",
        "--datapackage and --with-base are for CSV only.",
    ))
    .hint(Words::new(
        "Välj --format csv. En arbetsbok (.xlsx) minns alltid själv vad den kom från.",
        "Choose --format csv. A workbook (.xlsx) always remembers by itself what it came from.",
    ))
}
