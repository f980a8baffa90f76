//! `karta history`: what has become of one entry.

use clap::Args;
use karta::past;
use karta::say::{Failure, Result};
use karta::source::Past;
use karta::value::Id;

use super::Outcome;
use super::lang::text;
use super::output::Output;
use super::session::Session;

#[derive(Args)]
#[command(
    after_help = text(
        "Posten följs också när dess fil har flyttats eller bytt namn, till det som den ersatte och till det som ersatte den.\n\nExempel:\n  karta history serverat\n  karta history skr -o skr.xlsx",
        "The entry is followed also where its file has moved or been renamed, to what it replaced and to what replaced it.\n\nExamples:\n  karta history serverat\n  karta history skr -o skr.xlsx"
    )
)]
pub struct History {
    #[arg(value_name = "ID", help = text("Postens id eller namn", "The entry's id or name"))]
    id: String,

    #[command(flatten)]
    output: Output,
}

impl History {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open_newest()?;
        let past = Past::open(&opened.root)?;
        let found = opened.karta.lookup(&self.id);
        let id = match &found {
            Ok(entry) => entry.id.to_string(),
            // What the map no longer has, its history may.
            Err(_) if Id::check(&self.id).is_ok() && past.may_have_had(&self.id)? => self.id.clone(),
            Err(failure) => return Err(failure.clone()),
        };
        let history = past::history(&opened.karta, &opened.tree, &past, &id)?;
        let history = history.ok_or_else(|| found.err().unwrap_or_else(|| never(&id)))?;
        self.output.send(&history, session)?;
        Ok(Outcome::Done)
    }
}

fn never(id: &str) -> Failure {
    Failure::new(karta::say!("{id} har ingen historik.", "{id} has no history."))
}
