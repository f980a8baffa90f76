//! `karta withdraw`: an entry leaves the map.

use clap::Args;
use karta::edit::{self, Why};
use karta::say::Result;
use karta::value::Date;

use super::Outcome;
use super::identity::{come, date};
use super::lang::text;
use super::session::{Session, today};
use super::writing::Writing;

#[derive(Args)]
#[command(
    after_help = text(
        "Filen finns kvar och säger när och varför. Exempel:\n  karta withdraw kortet --reason 'Uppgick i Digitala navet' --since 2021",
        "The file stays and says when and why. Example:\n  karta withdraw kortet --reason 'Became part of Digitala navet' --since 2021"
    )
)]
pub struct Withdraw {
    #[arg(value_name = "ID", help = text("Posten, med id eller namn", "The entry, by id or name"))]
    id: String,

    #[arg(long, alias = "skal", value_name = text("SKÄL", "REASON"), required = true, help = text("Varför", "Why"))]
    reason: String,

    #[arg(long, alias = "nar", value_name = text("DATUM", "DATE"), value_parser = date, help = text(
        "När: 2018, 2018-03 eller 2018-03-08; annars i dag",
        "When: 2018, 2018-03 or 2018-03-08; else today"
    ))]
    since: Option<Date>,

    #[command(flatten)]
    writing: Writing,
}

impl Withdraw {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let entry = opened.karta.lookup_whole(&self.id)?;
        let why = Why { since: Some(self.since.map_or_else(|| Ok(today()), come)?), reason: Some(self.reason.clone()) };
        let change = edit::withdraw(&opened.karta, &opened.tree, entry, &why)?;
        self.writing.carry_out_checked(&[change], opened, session)
    }
}
