//! `karta revision`: the map's years.

mod create;
mod next;

use clap::{Args, Subcommand};
use karta::karta::Karta;
use karta::past::Revisions;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::{Past, Tree};
use karta::value::{Kind, nearest};

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
        let (revisions, _) = known(session)?;
        let shown = revisions.show(&self.name).ok_or_else(|| unknown(&self.name, &revisions))?;
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

fn unknown(name: &str, revisions: &Revisions) -> Failure {
    let shown = quote(name);
    let hint = match nearest(name, revisions.names()).map(quote) {
        Some(near) => {
            say!(
                "Menade du {near}? Se alla med: karta revision list",
                "Did you mean {near}? See all with: karta revision list"
            )
        }
        None => say!(
            "Se alla med: karta revision list. Kartan vid en tagg, en gren eller en incheckning visar: karta query --at {shown}",
            "See all with: karta revision list. The map at a tag, a branch or a commit is shown by: karta query --at {shown}"
        ),
    };
    Failure::new(say!("Kartan har ingen revision som heter {shown}.", "The map has no revision called {shown}."))
        .hint(hint)
}

/// Refuses a revision that there is, or that would come before one that there is: a revision is the map as it is when
/// it is decided.
fn refuse_taken_or_earlier(karta: &Karta, name: &str) -> Result<()> {
    let records = karta.of_kind(Kind::Revision);
    let is_broken = || karta.broken().contains(&&*format!("{}/{name}.toml", Kind::Revision.name()));
    if records.iter().any(|record| record.id.as_str() == name) || is_broken() {
        return Err(Failure::new(say!("Revisionen {name} finns redan.", "There is already a revision {name}."))
            .hint(say!("Se den med: karta revision show {name}", "See it with: karta revision show {name}")));
    }
    let Some(latest) = records.iter().max_by_key(|record| year(record.id.as_str())) else { return Ok(()) };
    if year(name).is_some_and(|own| year(latest.id.as_str()).is_some_and(|latest| own < latest)) {
        let latest = &latest.id;
        return Err(Failure::new(say!(
            "Revisionen {name} skulle komma före {latest}, som redan finns.",
            "The revision {name} would come before {latest}, which there is already."
        ))
        .hint(say!(
            "En revision är kartan som den är när den beslutas. Ge den ett namn efter {latest}.",
            "A revision is the map as it is when it is decided. Give it a name after {latest}."
        )));
    }
    Ok(())
}

/// The year that a revision's name begins with.
fn year(name: &str) -> Option<u16> {
    let (year, rest) = name.split_at_checked(4)?;
    year.parse().ok().filter(|_| rest.is_empty() || rest.starts_with('-'))
}
