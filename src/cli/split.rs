//! `karta split`: an entry becomes several.

use clap::Args;
use karta::edit;
use karta::entry::Entry;
use karta::say;
use karta::say::{Failure, Result};
use karta::value::Id;

use super::Outcome;
use super::ask::Asker;
use super::identity::{Reason, new_id};
use super::lang::text;
use super::session::{Opened, Session};
use super::writing::Writing;

#[derive(Args)]
#[command(
    after_help = text(
        "Var och en får allt som posten hade, och länkar till den pekar sedan på alla. Exempel:\n  karta split tolkning --into tolk-vard tolk-skola\n  karta split tolkning --into tolk-vard tolk-skola --title 'Tolkning i vården' --title 'Tolkning i skolan'",
        "Each gets all that the entry had, and links to it then point at all of them. Examples:\n  karta split tolkning --into tolk-vard tolk-skola\n  karta split tolkning --into tolk-vard tolk-skola --title 'Interpreting in care' --title 'Interpreting at school'"
    )
)]
pub struct Split {
    #[arg(value_name = "ID", help = text("Posten, med id eller namn", "The entry, by id or name"))]
    id: String,

    #[arg(long, value_name = "ID", required = true, num_args = 1.., value_parser = new_id, help = text("De nya id:na", "The new ids"))]
    into: Vec<Id>,

    #[arg(long, alias = "titel", value_name = text("TITEL", "TITLE"), help = text(
        "De nya titlarna, i samma ordning som id:na; annars postens titel med nummer",
        "The new titles, in the order of the ids; else the entry's title with numbers"
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
        edit::can_split(karta, entry, &self.into)?;
        let Some(titles) = self.titles(entry, opened, session)? else {
            return Ok(Outcome::Done);
        };
        let into: Vec<(Id, String)> = self.into.iter().cloned().zip(titles).collect();
        let changes = edit::split(karta, &opened.tree, entry, &into, &self.reason.why()?)?;
        let outcome = self.writing.carry_out_checked(&changes, opened, session)?;
        let ids = self.into.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        session.terminal.tell(&say!(
            "Var och en har allt som posten hade, och länkarna pekar på alla. Gå igenom: {ids}",
            "Each has all that the entry had, and the links point at all of them. Go through: {ids}"
        ));
        Ok(outcome)
    }

    /// What the new entries are to be called: what is given, else what is answered, else the title there is with a
    /// number; none when the reader gave up.
    fn titles(&self, entry: &Entry, opened: &Opened, session: &Session<'_>) -> Result<Option<Vec<String>>> {
        let (wanted, mut titles) = (self.into.len(), self.title.clone());
        let numbered = |at: usize| format!("{} ({})", entry.title(), at + 1);
        let asker = Asker { karta: &opened.karta, terminal: session.terminal, kind: entry.kind };
        while titles.len() < wanted && session.terminal.can_ask() {
            let id = &self.into[titles.len()];
            match asker.line(&say!("Titel för {id}:", "Title of {id}:"), &numbered(titles.len()))? {
                Some(title) => titles.push(title),
                None => return Ok(None),
            }
        }
        if titles.is_empty() {
            titles = (0..wanted).map(numbered).collect();
        }
        match titles.len() == wanted {
            true => Ok(Some(titles)),
            false => Err(titles_do_not_fit(wanted, titles.len())),
        }
    }
}

fn titles_do_not_fit(wanted: usize, given: usize) -> Failure {
    let what = match given {
        1 => say!("De {wanted} posterna fick 1 titel.", "The {wanted} entries were given 1 title."),
        _ => say!("De {wanted} posterna fick {given} titlar.", "The {wanted} entries were given {given} titles."),
    };
    Failure::new(what).hint(say!(
        "Ange {wanted} titlar, en --title för varje id i samma ordning, eller ingen: då numreras de.",
        "Give {wanted} titles, a --title for each id in the same order, or none: then they are numbered."
    ))
}
