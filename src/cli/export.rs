//! `karta export`: everything, or what a filter lets through, for other programs.

use clap::Args;
use karta::import::{self, Origin};
use karta::karta::Karta;
use karta::query::{self, Filter, Selection};
use karta::render::{Book, Format};
use karta::say::Result;
use karta::source::Revision;
use karta::table::Table;
use karta::value::Kind;

use super::Outcome;
use super::at::Points;
use super::filter::Which;
use super::lang::text;
use super::output::Output;
use super::session::{Opened, Session};

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
        let table = self.points.answer(session, |karta| self.ask(karta))?;
        output.send_as(&table, format, session)?;
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
        let present = |kind: &Kind| selection.entries(karta).any(|entry| entry.kind == *kind);
        let kinds: Vec<Kind> = Kind::ENTRIES.into_iter().filter(present).collect();
        Ok(query::list(karta, &selection, &query::export_columns(&kinds)))
    }
}

/// Which map, and at which commit: the revision that was asked for, else the newest where the map is kept in git.
fn origin(opened: &Opened, session: &Session<'_>) -> Origin {
    let newest = || Revision::open(&opened.root, &opened.root, "HEAD").ok()?.commit;
    let asked = session.made_from_label().map(str::to_owned);
    Origin { map: opened.karta.name().get(session.terminal.lang).to_owned(), revision: asked.or_else(newest) }
}
