//! `karta overlapp`: the report, and what the map remembers of pairs that are not the same.

use std::collections::BTreeMap;

use clap::{Args, Command, Id};
use karta::edit::{self, Action, Wish};
use karta::entry::{Entry, Value};
use karta::report;
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::value::Kind;

use super::Outcome;
use super::lang::text;
use super::report::Asked;
use super::session::Session;
use super::writing::Writing;

#[derive(Args)]
#[command(
    mut_arg("dry_run", |arg| arg.requires("dismiss")),
    mut_arg("yes", |arg| arg.requires("dismiss")),
    after_help = text(
        "Utan --dismiss visas rapporten, som i karta report overlapp. Det som sägs med --dismiss skrivs i kartan, i den första postens fil, och paret visas inte igen.\n\nExempel:\n  karta overlapp --tema migration\n  karta overlapp --dismiss ssbtek ssbtgu --reason 'Den ena gäller personer, den andra företag'",
        "Without --dismiss the report is shown, as by karta report overlapp. What is said by --dismiss is written in the map, in the file of the first entry, and the pair is not shown again.\n\nExamples:\n  karta overlapp --tema migration\n  karta overlapp --dismiss ssbtek ssbtgu --reason 'The one is for persons, the other for businesses'"
    )
)]
pub struct Overlapp {
    #[arg(long, num_args = 2, value_name = "ID", requires = "reason", conflicts_with_all = of_report(), help = text(
        "Två poster som inte är samma sak",
        "Two entries that are not the same"
    ))]
    dismiss: Option<Vec<String>>,

    #[arg(long, alias = "skal", requires = "dismiss", value_name = text("SKÄL", "REASON"), help = text("Varför inte", "Why not"))]
    reason: Option<String>,

    #[command(flatten)]
    writing: Writing,

    #[command(flatten)]
    asked: Asked,
}

/// What the report can be asked: all of it is about the report alone.
fn of_report() -> Vec<Id> {
    let report = Asked::augment_args(Command::new("overlapp"));
    report.get_arguments().map(|arg| arg.get_id().clone()).collect()
}

impl Overlapp {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        match (self.dismiss.as_deref(), &self.reason) {
            (Some([one, other]), Some(reason)) => self.dismiss(one, other, reason, session),
            _ => self.asked.tell(report::find("overlapp")?, &[], &BTreeMap::new(), session),
        }
    }

    fn dismiss(&self, one: &str, other: &str, reason: &str, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let (one, other) = (opened.karta.lookup(one)?, opened.karta.lookup(other)?);
        check(one, other, reason)?;
        let said = [("inte_samma.som", other.id.as_str()), ("inte_samma.skal", reason.trim())];
        let wish = |(field, value): (&str, &str)| Wish {
            action: Action::Add,
            field: field.to_owned(),
            value: value.to_owned(),
        };
        let changes = edit::changes(&opened.karta, &opened.tree, &[one], &said.map(wish))?;
        self.writing.carry_out_checked(&changes, opened, session)
    }
}

/// Refuses what would say nothing: of one entry, of two kinds, without a reason, or what is said already.
fn check(one: &Entry, other: &Entry, reason: &str) -> Result<()> {
    let (id, other_id) = (&one.id, &other.id);
    if id == other_id {
        return Err(Failure::new(say!("{id} är samma sak som sig själv.", "{id} is the same as itself."))
            .hint(Words::new("Skriv två olika id:n.", "Write two different ids.")));
    }
    if one.kind != other.kind || one.kind == Kind::Aktor {
        return Err(Failure::new(say!(
            "{id} och {other_id} visas aldrig som överlapp.",
            "{id} and {other_id} are never shown as an overlap."
        ))
        .hint(Words::new("Skriv två initiativ, eller två behov.", "Write two initiatives, or two needs.")));
    }
    if reason.trim().is_empty() {
        return Err(Failure::new(Words::new("Skälet är tomt.", "The reason is empty.")).hint(Words::new(
            "Skriv varför de inte är samma sak: nästa läsare undrar också.",
            "Write why they are not the same: the next reader will wonder too.",
        )));
    }
    if says(one, other) || says(other, one) {
        return Err(Failure::new(say!(
            "Kartan säger redan att {id} och {other_id} inte är samma.",
            "The map already says that {id} and {other_id} are not the same."
        ))
        .hint(say!("Läs varför: karta show {id}", "Read why: karta show {id}")));
    }
    Ok(())
}

fn says(one: &Entry, other: &Entry) -> bool {
    let named = one.items("inte_samma").iter().filter_map(|item| item.part("som").and_then(Value::text));
    named.into_iter().any(|id| id == other.id.as_str())
}
