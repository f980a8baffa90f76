//! `karta export`: everything, or what a filter lets through, for other programs.

use clap::Args;
use karta::karta::Karta;
use karta::query::{self, Filter};
use karta::render::Format;
use karta::say::Result;
use karta::table::Table;
use karta::value::Kind;

use super::Outcome;
use super::at::Points;
use super::filter::Which;
use super::lang::text;
use super::output::Output;
use super::session::Session;

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
        let table = self.points.answer(session, |karta| self.ask(karta))?;
        let output = self.output.or_settings(session.settings().as_ref());
        output.send_as(&table, output.format(Format::Csv)?, session)?;
        Ok(Outcome::Done)
    }

    fn ask(&self, karta: &Karta) -> Result<Table> {
        let filter = match self.which.filter()? {
            filter if filter.is_everything() => Filter::any_of("kind", Kind::ENTRIES.map(Kind::name)),
            filter => filter,
        };
        let selection = query::select(karta, &filter.resolve(karta)?);
        if self.long {
            return Ok(query::long(karta, &selection));
        }
        let present = |kind: &Kind| selection.entries(karta).any(|entry| entry.kind == *kind);
        let kinds: Vec<Kind> = Kind::ENTRIES.into_iter().filter(present).collect();
        Ok(query::list(karta, &selection, &query::export_columns(&kinds)))
    }
}
