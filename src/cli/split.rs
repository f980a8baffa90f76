//! `karta split`: an entry becomes several.

use clap::Args;
use karta::edit;
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::value::Id;

use super::Outcome;
use super::ask::Asker;
use super::identity::{Reason, new_id};
use super::lang::text;
use super::session::Session;
use super::writing::Writing;

#[derive(Args)]
#[command(
    after_help = text(
        "Var och en får allt som posten hade, och länkar till den pekar sedan på alla. Exempel:\n  karta split tolkning --into tolk-vard tolk-skola --title 'Tolkning i vården' --title 'Tolkning i skolan'",
        "Each gets all that the entry had, and links to it then point at all of them. Example:\n  karta split tolkning --into tolk-vard tolk-skola --title 'Interpreting in care' --title 'Interpreting at school'"
    )
)]
pub struct Split {
    #[arg(value_name = "ID", help = text("Posten, med id eller namn", "The entry, by id or name"))]
    id: String,

    #[arg(long, value_name = "ID", required = true, num_args = 1.., value_parser = new_id, help = text("De nya id:na", "The new ids"))]
    into: Vec<Id>,

    #[arg(long, alias = "titel", value_name = text("TITEL", "TITLE"), help = text(
        "De nya titlarna, i samma ordning som id:na",
        "The new titles, in the order of the ids"
    ))]
    title: Vec<String>,

    #[command(flatten)]
    reason: Reason,

    #[command(flatten)]
    writing: Writing,
}

impl Split {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let karta = &opened.karta;
        let entry = karta.lookup_whole(&self.id)?;
        let mut titles = self.title.clone();
        while titles.len() < self.into.len() && session.terminal.can_ask() {
            let asker = Asker { karta, terminal: session.terminal, kind: entry.kind };
            let id = &self.into[titles.len()];
            let question = say!("Titel för {id}:", "Title of {id}:");
            match asker.line(&question, entry.title())? {
                Some(title) => titles.push(title),
                None => return Ok(Outcome::Done),
            }
        }
        if titles.len() != self.into.len() {
            return Err(titles_missing(self.into.len(), titles.len()));
        }
        let into: Vec<(Id, String)> = self.into.iter().cloned().zip(titles).collect();
        let changes = edit::split(karta, &opened.tree, entry, &into, &self.reason.why())?;
        let outcome = self.writing.carry_out_checked(&changes, opened, session)?;
        let ids = self.into.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        session.terminal.tell(&say!(
            "Var och en har allt som posten hade, och länkarna pekar på alla. Gå igenom: {ids}",
            "Each has all that the entry had, and the links point at all of them. Go through: {ids}"
        ));
        Ok(outcome)
    }
}

fn titles_missing(wanted: usize, given: usize) -> Failure {
    Failure::new(say!(
        "{wanted} poster behöver {wanted} titlar, men {given} angavs.",
        "{wanted} entries need {wanted} titles, but {given} were given."
    ))
    .hint(Words::new(
        "Ange en --title för varje id, i samma ordning.",
        "Give a --title for each id, in the same order.",
    ))
}
