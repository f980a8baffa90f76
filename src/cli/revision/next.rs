//! `karta revision next`: what the coming year has to look through.

use clap::{Args, value_parser};
use karta::past::{self, Coming};
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::Past;
use karta::value::Date;

use super::{refuse_taken_or_earlier, year};
use crate::cli::Outcome;
use crate::cli::lang::text;
use crate::cli::output::Output;
use crate::cli::session::Session;

#[derive(Args)]
#[command(
    after_help = text(
        "Med kommer behov och initiativ som stått orörda, uppgifter som blivit gamla, sådant som skulle ha börjat eller slutat, och undantag som går ut före årets slut.",
        "What comes along: needs and initiatives that have stood untouched, statements grown old, what was to have begun or ended, and exceptions that expire before the year is over."
    )
)]
pub struct Next {
    #[arg(value_name = text("NAMN", "NAME"), help = text("Den kommande revisionens namn, som 2028", "The coming revision's name, such as 2028"))]
    name: String,

    #[arg(long, value_name = text("ANTAL", "COUNT"), default_value_t = 3, value_parser = value_parser!(u16).range(1..), help = text(
        "Så många revisioner som en post ska ha stått orörd; annars 3",
        "So many revisions an entry must have stood untouched; else 3"
    ))]
    untouched: u16,

    #[command(flatten)]
    output: Output,
}

impl Next {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open_to_read()?;
        refuse_taken_or_earlier(&opened.karta, &self.name)?;
        let year = year(&self.name).ok_or_else(|| no_year(&self.name))?;
        let day = Date::parse(&format!("{year}-12-31")).ok_or_else(|| no_year(&self.name))?;
        let past = Past::open(&opened.root)?;
        let now = past.named(opened.tree.clone());
        let coming = Coming { name: &quote(&self.name), day, untouched: usize::from(self.untouched) };
        self.output.send(&past::next(&now, &opened.karta, &past, &coming)?, session)?;
        Ok(Outcome::Done)
    }
}

fn no_year(name: &str) -> Failure {
    let shown = quote(name);
    Failure::new(say!("{shown} börjar inte med ett år.", "{shown} does not begin with a year.")).hint(Words::new(
        "Skriv den kommande revisionens namn, som 2028 eller 2028-hosten: det som har passerat sin tid när året är slut ska ses igenom.",
        "Write the coming revision's name, such as 2028 or 2028-autumn: what has passed its time when the year is over is to be looked through.",
    ))
}
