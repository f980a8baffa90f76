//! `karta revision next`: what the coming year has to look through.

use clap::Args;
use karta::past::{self, Coming};
use karta::say::{Result, quote};
use karta::source::Past;
use karta::value::Date;

use crate::cli::Outcome;
use crate::cli::lang::text;
use crate::cli::output::Output;
use crate::cli::session::{Session, today};

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

    #[arg(long, value_name = text("ANTAL", "COUNT"), default_value_t = 3, help = text(
        "Så många revisioner som en post ska ha stått orörd; annars 3",
        "So many revisions an entry must have stood untouched; else 3"
    ))]
    untouched: usize,

    #[command(flatten)]
    output: Output,
}

impl Next {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open_to_read()?;
        let past = Past::open(&opened.root)?;
        let now = past.named(opened.tree.clone());
        let day = Date::parse(&format!("{}-12-31", self.name)).unwrap_or_else(today);
        let coming = Coming { name: &quote(&self.name), day, untouched: self.untouched.max(1) };
        self.output.send(&past::next(&now, &opened.karta, &past, &coming)?, session)?;
        Ok(Outcome::Done)
    }
}
