//! `karta mentions`: what texts name without a link.

use std::collections::BTreeMap;

use clap::Args;
use karta::edit::{self, Action, Change, Wish};
use karta::karta::Karta;
use karta::links::{self, Mentioned};
use karta::say;
use karta::say::Result;
use karta::value::Kind;

use super::Outcome;
use super::at::At;
use super::lang::text;
use super::links::kind;
use super::output::Output;
use super::session::{Opened, Session};
use super::writing::Writing;

#[derive(Args)]
#[command(
    after_help = text(
        "Titlar och beskrivningar söks efter namn på andra poster, nu och förr. Exempel:\n  karta mentions\n  karta mentions serverat --apply --dry-run\n  karta mentions --kind aktor --field deltagare --apply",
        "Titles and descriptions are searched for names of other entries, now and before. Examples:\n  karta mentions\n  karta mentions serverat --apply --dry-run\n  karta mentions --kind aktor --field deltagare --apply"
    )
)]
pub struct Mentions {
    #[arg(value_name = "ID", help = text("Bara dessa posters texter; annars allas", "Only the texts of these entries; else of all"))]
    ids: Vec<String>,

    #[arg(long, value_delimiter = ',', value_name = text("SLAG", "KIND"), value_parser = kind, help = text(
        "Bara det som nämns av slaget: behov, initiativ, aktör",
        "Only what is named of the kind: behov, initiativ, aktor"
    ))]
    kind: Vec<Kind>,

    #[arg(long, value_name = text("FÄLT", "FIELD"), help = text("Fältet som länkarna ska stå i; annars relaterat", "The field that the links are to stand in; else relaterat"))]
    field: Option<String>,

    #[arg(long, conflicts_with = "called", help = text("Lägg in länkarna", "Put the links in"))]
    apply: bool,

    #[command(flatten)]
    writing: Writing,

    #[command(flatten)]
    at: At,

    #[command(flatten)]
    output: Output,
}

impl Mentions {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = if self.apply { session.open()? } else { session.open_at(&self.at)? };
        let karta = &opened.karta;
        let mut mentioned = links::mentions(karta, &self.places(karta)?);
        mentioned.retain(|one| self.kind.is_empty() || self.kind.contains(&karta.entries()[one.to].kind));
        if let Some(field) = &self.field {
            mentioned = in_field(mentioned, field, karta)?;
        }
        if self.apply {
            return self.writing.carry_out_checked(&changes(&mentioned, opened)?, opened, session);
        }
        self.output.send(&links::mentions_table(karta, &mentioned), session)?;
        if !mentioned.is_empty() && self.at.called().is_none() && session.terminal.width().is_some() {
            session.terminal.tell(&say!(
                "Lägg in dem med --apply, eller en i taget med karta link.",
                "Put them in with --apply, or one by one with karta link."
            ));
        }
        Ok(Outcome::Done)
    }

    fn places(&self, karta: &Karta) -> Result<Vec<usize>> {
        if self.ids.is_empty() {
            return Ok(karta.positions_of(&[Kind::Behov, Kind::Initiativ]));
        }
        let place = |id: &String| karta.lookup(id).map(|entry| karta.position(entry.id.as_str()));
        Ok(self.ids.iter().map(place).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

/// What can stand in a field that a person names, to stand there.
fn in_field(mentioned: Vec<Mentioned>, said: &str, karta: &Karta) -> Result<Vec<Mentioned>> {
    edit::target(Kind::Initiativ, said).or_else(|_| edit::target(Kind::Behov, said))?;
    let in_field = |one: Mentioned| {
        let field = edit::target(karta.entries()[one.from].kind, said).ok()?.top;
        field.targets().contains(&karta.entries()[one.to].kind).then_some(Mentioned { field, ..one })
    };
    Ok(mentioned.into_iter().filter_map(in_field).collect())
}

fn changes(mentioned: &[Mentioned], opened: &Opened) -> Result<Vec<Change>> {
    let karta = &opened.karta;
    let mut wishes: BTreeMap<usize, Vec<Wish>> = BTreeMap::new();
    for one in mentioned {
        let wish = Wish { action: Action::Add, field: one.field.name.to_owned(), value: one.id(karta).to_string() };
        wishes.entry(one.from).or_default().push(wish);
    }
    let changes =
        wishes.iter().map(|(at, wishes)| edit::changes(karta, &opened.tree, &[&karta.entries()[*at]], wishes));
    Ok(changes.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}
