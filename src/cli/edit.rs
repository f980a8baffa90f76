//! `karta edit`: changes of one entry, or of all that a filter selects.

use std::collections::BTreeMap;

use clap::Args;
use karta::edit::{Action, Change, Plan, Wish};
use karta::entry::Entry;
use karta::query::{self, Filter};
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::value::Kind;

use super::ask::Asker;
use super::lang::text;
use super::preview::preview;
use super::session::{Opened, Session};
use super::{Outcome, store};

#[derive(Args)]
#[command(
    about = text("Ändra en post, eller alla som ett filter väljer", "Change one entry, or all that a filter selects"),
    after_help = text(
        "Exempel:\n  karta edit serverat --set status=avslutat --set slut=2022-06\n  karta edit --where 'ägare:skr' --add fokusområde=fo-nationella-tjanster --dry-run\n  karta edit serverat --add kallor.text='Slutrapport' --add kallor.url=https://www.skr.se",
        "Examples:\n  karta edit serverat --set status=avslutat --set slut=2022-06\n  karta edit --where 'agare:skr' --add fokusomrade=fo-nationella-tjanster --dry-run\n  karta edit serverat --add kallor.text='Slutrapport' --add kallor.url=https://www.skr.se"
    )
)]
pub struct Edit {
    #[arg(value_name = "ID", required_unless_present = "where", help = text("Posternas id eller namn", "The entries' ids or names"))]
    ids: Vec<String>,

    #[arg(long, value_name = text("UTTRYCK", "EXPRESSION"), conflicts_with = "ids", help = text(
        "Alla poster som uttrycket väljer, som i karta query",
        "All entries that the expression selects, as in karta query"
    ))]
    r#where: Option<String>,

    #[arg(long, value_name = text("FÄLT=VÄRDE", "FIELD=VALUE"), help = text("Fältet ska vara detta", "The field is to be this"))]
    set: Vec<String>,

    #[arg(long, value_name = text("FÄLT=VÄRDE", "FIELD=VALUE"), help = text("Listan ska ha detta också", "The list is to have this too"))]
    add: Vec<String>,

    #[arg(long, value_name = text("FÄLT=VÄRDE", "FIELD=VALUE"), help = text("Listan ska inte ha detta längre", "The list is to have this no longer"))]
    remove: Vec<String>,

    #[arg(long, value_name = text("FÄLT", "FIELD"), help = text("Fältet ska bort", "The field is to go"))]
    unset: Vec<String>,

    #[arg(long, help = text("Skriv inget; visa vad som skulle ändras", "Write nothing; show what would change"))]
    dry_run: bool,

    #[arg(long, help = text("Fråga inte innan flera filer ändras", "Do not ask before several files are changed"))]
    yes: bool,
}

impl Edit {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let wishes = self.wishes()?;
        let opened = session.open()?;
        let changes = changes(&self.chosen(opened)?, &wishes, opened)?;
        if changes.is_empty() {
            session
                .terminal
                .tell(&Words::new("Inget att ändra: det står redan så.", "Nothing to change: it says so already."));
            return Ok(Outcome::Done);
        }
        preview(&changes, session)?;
        if self.dry_run || !self.may_write(&changes, opened, session)? {
            session.terminal.tell(&Words::new("Ingenting skrevs.", "Nothing was written."));
            return Ok(Outcome::Done);
        }
        store::commit(&opened.root, &changes, session.terminal)?;
        session.terminal.tell(&told(changes.len()));
        Ok(Outcome::Done)
    }

    fn wishes(&self) -> Result<Vec<Wish>> {
        let said = [
            (Action::Set, &self.set),
            (Action::Unset, &self.unset),
            (Action::Remove, &self.remove),
            (Action::Add, &self.add),
        ];
        let wishes: Result<Vec<Wish>> = said
            .into_iter()
            .flat_map(|(action, texts)| texts.iter().map(move |text| Wish::parse(action, text)))
            .collect();
        match wishes? {
            wishes if wishes.is_empty() => Err(no_wish()),
            wishes => Ok(wishes),
        }
    }

    fn chosen<'o>(&self, opened: &'o Opened) -> Result<Vec<&'o Entry>> {
        let karta = &opened.karta;
        match &self.r#where {
            None => self.ids.iter().map(|id| karta.lookup(id)).collect(),
            Some(expression) => {
                let filter = Filter::parse(expression)?;
                if filter.is_everything() {
                    return Err(no_filter());
                }
                let selection = query::select(karta, &filter.resolve(karta)?);
                let entries: Vec<&Entry> = selection.entries(karta).collect();
                if entries.is_empty() { Err(nothing_chosen()) } else { Ok(entries) }
            }
        }
    }

    /// Several files are changed only when the reader has said so.
    fn may_write(&self, changes: &[Change], opened: &Opened, session: &Session<'_>) -> Result<bool> {
        let count = changes.len();
        if count == 1 || self.yes || !session.terminal.can_ask() {
            return Ok(true);
        }
        let asker = Asker { karta: &opened.karta, terminal: session.terminal, kind: Kind::Behov };
        Ok(asker.agrees(&say!("Ändra {count} filer?", "Change {count} files?"))?.unwrap_or(false))
    }
}

fn changes(chosen: &[&Entry], wishes: &[Wish], opened: &Opened) -> Result<Vec<Change>> {
    let mut plans: BTreeMap<Kind, Plan> = BTreeMap::new();
    let mut changes = Vec::new();
    for entry in chosen {
        let plan = match plans.entry(entry.kind) {
            std::collections::btree_map::Entry::Occupied(plan) => plan.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(Plan::new(&opened.karta, entry.kind, wishes)?)
            }
        };
        let text = opened.tree.text(&entry.path).unwrap_or_default();
        changes.extend(plan.apply(&entry.path, &text)?);
    }
    Ok(changes)
}

fn no_wish() -> Failure {
    Failure::new(Words::new("Ingenting sägs om vad som ska ändras.", "Nothing is said of what to change."))
        .hint(Words::new("Använd --set, --add, --remove eller --unset.", "Use --set, --add, --remove or --unset."))
}

fn no_filter() -> Failure {
    Failure::new(Words::new(
        "Uttrycket säger inte vilka poster som ska ändras.",
        "The expression does not say which entries to change.",
    ))
    .hint(Words::new(
        "Är det verkligen alla, så skriv: --where 'kind:behov eller kind:initiativ'",
        "If it is really all of them, write: --where 'kind:behov or kind:initiativ'",
    ))
}

fn nothing_chosen() -> Failure {
    Failure::new(Words::new("Filtret väljer ingen post.", "The filter selects no entry."))
        .hint(Words::new("Pröva filtret med karta query --explain", "Try the filter with karta query --explain"))
}

fn told(count: usize) -> Words {
    match count {
        1 => Words::new("1 fil ändrades.", "1 file was changed."),
        _ => say!("{count} filer ändrades.", "{count} files were changed."),
    }
}
