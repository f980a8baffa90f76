//! `karta show`: one entry in full.

use clap::Args;
use karta::report;
use karta::say::Result;

use super::at::At;
use super::lang::text;
use super::output::Output;
use super::session::Session;
use super::{Outcome, written};

#[derive(Args)]
pub struct Show {
    #[arg(value_name = "ID", help = text("Postens id eller namn", "The entry's id or name"))]
    id: String,

    #[arg(long, conflicts_with_all = ["format", "output", "excel"], help = text("Visa filen som den är", "Show the file as it is"))]
    toml: bool,

    #[command(flatten)]
    at: At,

    #[command(flatten)]
    output: Output,
}

impl Show {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open_at(&self.at)?;
        let entry = opened.karta.lookup(&self.id).map_err(|failure| session.at_its_time(failure))?;
        if self.toml {
            let text = opened.tree.text(&entry.path).unwrap_or_default();
            written(session.terminal.text(&text))?;
        } else {
            self.output.send(&report::entry(&opened.karta, entry), session)?;
        }
        Ok(Outcome::Done)
    }
}
