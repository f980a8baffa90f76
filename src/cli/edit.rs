//! `karta edit`: changes of one entry, or of all that a filter selects.

use clap::Args;
use karta::edit::{self, Action, Wish};
use karta::entry::Entry;
use karta::query::{self, Filter};
use karta::say::{Failure, Result, Words};

use super::Outcome;
use super::lang::text;
use super::session::{Opened, Session};
use super::writing::Writing;

#[derive(Args)]
#[command(
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

    #[command(flatten)]
    writing: Writing,
}

impl Edit {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let wishes = self.wishes()?;
        let opened = session.open()?;
        let changes = edit::changes(&opened.karta, &opened.tree, &self.chosen(opened)?, &wishes)?;
        self.writing.carry_out(&changes, opened, session)
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
