//! `karta fields`: the reference of fields, from their declarations.

use clap::Args;
use karta::report;
use karta::say;
use karta::say::{Failure, Result};
use karta::value::Kind;

use super::Outcome;
use super::lang::text;
use super::output::Output;
use super::session::Session;

#[derive(Args)]
pub struct Fields {
    #[arg(value_name = text("SLAG", "KIND"), value_parser = kind, help = text(
        "behov, initiativ, aktör, taxonomi, revision eller karta; annars behov och initiativ",
        "behov, initiativ, aktor, taxonomi, revision or karta; else behov and initiativ"
    ))]
    kind: Option<Kind>,

    #[command(flatten)]
    output: Output,
}

/// Reads the name of a kind of file.
pub fn kind(given: &str) -> std::result::Result<Kind, Failure> {
    Kind::parse(given).ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name).join(", ");
        Failure::new(say!("Slagen är {names}.", "The kinds are {names}."))
    })
}

impl Fields {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        self.output.send(&report::fields(self.kind), session)?;
        Ok(Outcome::Done)
    }
}
