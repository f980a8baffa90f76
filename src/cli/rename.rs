//! `karta rename`: another id for an entry or a concept.

use clap::Args;
use karta::edit;
use karta::karta::Karta;
use karta::say;
use karta::say::{Failure, Result, quote};
use karta::value::{Id, Scheme};

use super::Outcome;
use super::identity::{Reason, new_id};
use super::lang::text;
use super::session::Session;
use super::writing::Writing;

#[derive(Args)]
#[command(
    after_help = text(
        "Det gamla id:t lämnar en fil som säger vad det blev, och alla länkar skrivs om. Exempel:\n  karta rename verksamt-kommun serverat --dry-run\n  karta rename tema:skola skola-larande",
        "The old id leaves a file that says what it became, and all links are rewritten. Examples:\n  karta rename verksamt-kommun serverat --dry-run\n  karta rename tema:skola skola-larande"
    )
)]
pub struct Rename {
    #[arg(value_name = text("GAMMALT", "OLD"), help = text(
        "Posten, med id eller namn; ett begrepp som schema:id",
        "The entry, by id or name; a concept as scheme:id"
    ))]
    old: String,

    #[arg(value_name = text("NYTT", "NEW"), value_parser = new_id, help = text("Det nya id:t", "The new id"))]
    new: Id,

    #[command(flatten)]
    reason: Reason,

    #[command(flatten)]
    writing: Writing,
}

impl Rename {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let karta = &opened.karta;
        let changes = match concept(karta, &self.old)? {
            Some((scheme, old)) => edit::rename_concept(karta, &opened.tree, scheme, &old, &self.new)?,
            None => edit::rename(karta, &opened.tree, karta.lookup_whole(&self.old)?, &self.new, &self.reason.why()?)?,
        };
        self.writing.carry_out_checked(&changes, opened, session)
    }
}

/// The concept that is meant by `scheme:id`, or by the id alone where no entry is called so.
fn concept(karta: &Karta, called: &str) -> Result<Option<(Scheme, Id)>> {
    let known = |scheme: Scheme, id: &str| karta.concepts(scheme).find(id).map(|concept| (scheme, concept.id.clone()));
    if let Some((scheme, id)) = called.split_once(':')
        && let Some(scheme) = Scheme::parse(&karta::value::fold(scheme))
    {
        let label = scheme.label();
        let shown = quote(id);
        let unknown = || {
            Failure::new(
                say!("Det finns inget {label} som heter {shown}.", "There is no {label} called {shown}."; label in words),
            )
        };
        return known(scheme, id).map(Some).ok_or_else(unknown);
    }
    if karta.find(called).is_some() {
        return Ok(None);
    }
    let mut found = Scheme::ALL.into_iter().filter_map(|scheme| known(scheme, called));
    Ok(found.next().filter(|_| found.next().is_none()))
}
