//! `karta revision`: the map's years.

mod create;
mod next;

use clap::{Args, Subcommand};
use karta::past::Revisions;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::{Past, Tree};

use super::Outcome;
use super::lang::text;
use super::late::Late;
use super::output::Output;
use super::session::Session;

#[derive(Args)]
#[command(
    after_help = text(
        "Exempel:\n  karta revision list\n  karta revision next 2028 -o genomgang.xlsx\n  karta revision create 2028 --decided 2028-06-14 --by esam --note 'Remissen gick till alla.' --commit",
        "Examples:\n  karta revision list\n  karta revision next 2028 -o review.xlsx\n  karta revision create 2028 --decided 2028-06-14 --by esam --note 'All were consulted.' --commit"
    )
)]
pub struct Revision {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Subcommand)]
enum Deed {
    #[command(about = text("Visa alla revisioner, med vad kartan hade och vad som ändrades", "Show all revisions, with what the map had and what changed"))]
    List(Late<List>),
    #[command(about = text("Visa en revision: beslutet, incheckningen och vad kartan hade", "Show one revision: the decision, the commit and what the map had"))]
    Show(Late<Show>),
    #[command(about = text("Skriv beslutet om en revision", "Write the decision of a revision"))]
    Create(Late<create::Create>),
    #[command(about = text("Förbered nästa revision: vad som ska ses igenom", "Prepare the next revision: what to look through"))]
    Next(Late<next::Next>),
}

#[derive(Args)]
struct List {
    #[command(flatten)]
    output: Output,
}

#[derive(Args)]
struct Show {
    #[arg(value_name = text("NAMN", "NAME"), help = text("Revisionens namn, som 2018", "The revision's name, such as 2018"))]
    name: String,

    #[command(flatten)]
    output: Output,
}

impl Revision {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        match &self.deed {
            Deed::List(list) => list.0.run(session),
            Deed::Show(show) => show.0.run(session),
            Deed::Create(create) => create.0.run(session),
            Deed::Next(next) => next.0.run(session),
        }
    }
}

impl List {
    fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let (revisions, past) = known(session)?;
        self.output.send(&revisions.list(), session)?;
        match past {
            Err(failure) => session.terminal.tell(&failure.what),
            Ok(_) if revisions.has_unknown() => session.terminal.tell(&not_all_known()),
            Ok(_) => {}
        }
        Ok(Outcome::Done)
    }
}

impl Show {
    fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let (revisions, past) = known(session)?;
        let shown = revisions.show(&self.name).ok_or_else(|| match &past {
            Ok(past) => past.unknown(&self.name),
            Err(_) => unknown(&self.name),
        })?;
        self.output.send(&shown, session)?;
        Ok(Outcome::Done)
    }
}

/// The revisions that the map has records of, and its past, or why it has none.
fn known(session: &Session<'_>) -> Result<(Revisions, Result<Past>)> {
    let folder = session.past()?;
    let past = Past::open(&folder);
    let now = match (session.root(), &past) {
        (Err(_), Ok(past)) => past.head()?,
        _ => None,
    };
    let revisions = Revisions::of(now.unwrap_or_else(|| Tree::open(&folder)), past.as_ref().ok())?;
    Ok((revisions, past))
}

fn not_all_known() -> Words {
    Words::new(
        "Obs: en revision utan incheckning är inte incheckad här, eller äldre än historiken som klonen har.",
        "Note: a revision without a commit is not committed here, or older than the history that the clone has.",
    )
}

fn unknown(name: &str) -> Failure {
    let shown = quote(name);
    Failure::new(say!("Kartan har ingen revision som heter {shown}.", "The map has no revision called {shown}."))
        .hint(Words::new("Se alla med: karta revision list", "See all with: karta revision list"))
}
