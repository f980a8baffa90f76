//! `karta export`: everything, or what a filter lets through, for other programs.

use std::path::Path;

use clap::Args;
use karta::import::{self, Origin};
use karta::karta::Karta;
use karta::query::{self, Filter, Selection};
use karta::render::{self, Book, DATAPACKAGE, Format, Page};
use karta::say::{Failure, Result, Words};
use karta::source::Revision;
use karta::table::{Cell, Table};
use karta::value::Kind;

use super::at::Points;
use super::filter::Which;
use super::lang::text;
use super::output::Output;
use super::session::{Opened, Session};
use super::{Outcome, store};

#[derive(Args)]
#[command(
    about = text("Exportera poster till CSV, Excel, JSON med mera", "Export entries to CSV, Excel, JSON and more"),
    after_help = text(
        "Utan filter kommer alla behov, initiativ och aktörer med. Kolumnerna kommer alltid i samma ordning.\n\nExempel:\n  karta export --kind behov -o behov.csv --excel\n  karta export -o karta.json",
        "Without a filter, all needs, initiatives and actors come along. Columns always have the same order.\n\nExamples:\n  karta export --kind behov -o behov.csv --excel\n  karta export -o karta.json"
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

    #[command(flatten)]
    output: Output,
}

impl Export {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let output = self.output.or_settings(session.settings().as_ref());
        let format = output.format(Format::Csv)?;
        if format == Format::Xlsx
            && !self.long
            && let Some(opened) = self.points.one(session)?
        {
            output.send_book(&self.workbook(opened, session)?, session)?;
            return Ok(Outcome::Done);
        }
        if (self.datapackage || self.with_base) && format != Format::Csv {
            return Err(csv_only());
        }
        let table = self.points.answer(session, |karta| self.ask(karta))?;
        output.send_as(&table, format, session)?;
        if let Some(path) = output.output.as_ref().filter(|_| self.datapackage) {
            self.describe(&table, &session.path(path), &output.page(session))?;
        }
        Ok(Outcome::Done)
    }

    /// A sheet for each kind, to change and take in again.
    fn workbook(&self, opened: &Opened, session: &Session<'_>) -> Result<Book> {
        let lang = session.terminal.lang;
        let selection = self.select(&opened.karta)?;
        Ok(import::workbook(&opened.karta, &selection, &origin(opened, session), lang))
    }

    fn select(&self, karta: &Karta) -> Result<Selection> {
        let filter = match self.which.filter()? {
            filter if filter.is_everything() => Filter::any_of("kind", Kind::ENTRIES.map(Kind::name)),
            filter => filter,
        };
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

/// Which map, and at which commit: the revision that was asked for, else the newest where the map is kept in git.
fn origin(opened: &Opened, session: &Session<'_>) -> Origin {
    let newest = || Revision::open(&opened.root, &opened.root, "HEAD").ok()?.commit;
    let asked = session.made_from_label().map(str::to_owned);
    Origin { map: opened.karta.name().get(session.terminal.lang).to_owned(), revision: asked.or_else(newest) }
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
