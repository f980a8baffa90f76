//! `karta add`: a new entry, by flags or by answering questions.

mod editor;
mod flags;

use std::path::Path;

use clap::{Args, Subcommand};
use karta::edit::{self, Alike, Change, NewEntry, Plan};
use karta::entry::{self, Field, Value};
use karta::karta::Karta;
use karta::say;
use karta::say::{Result, Words, plain, quote};
use karta::value::Kind;

use super::ask::{Answer, Asker};
use super::lang::text;
use super::session::Session;
use super::writing::nothing_written;
use super::{Outcome, store, written};
use flags::Given;

#[derive(Args)]
#[command(
    after_help = text(
        "Det som saknas frågas efter på en terminal. Exempel:\n  karta add behov\n  karta add behov --titel 'Stöd för tolkning' --tema migration --status identifierat --beskrivning '…' --dry-run",
        "What is missing is asked for on a terminal. Examples:\n  karta add behov\n  karta add behov --titel 'Help with interpreting' --tema migration --status identifierat --beskrivning '…' --dry-run"
    ),
    subcommand_required = true,
    arg_required_else_help = true,
)]
pub struct Add {
    #[command(subcommand)]
    given: AnyKind,
}

#[derive(Subcommand)]
enum AnyKind {
    #[command(flatten)]
    Any(Given),
}

/// What is asked about besides what must be there.
fn useful(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Behov => &["livshandelser", "informationsomraden", "aktorer"],
        Kind::Initiativ => &["typ", "livshandelser", "informationsomraden", "agare", "deltagare", "moter", "start"],
        Kind::Aktor => &["organisationsnummer", "webb"],
        _ => &[],
    }
}

impl Add {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let AnyKind::Any(given) = &self.given;
        let opened = session.open()?;
        let karta = &opened.karta;
        let new = NewEntry { kind: given.kind, values: given.values(karta)? };
        let change = if session.terminal.can_ask() && !edit::missing(new.kind, &new.values).is_empty() {
            given.asked(new, karta, session)?
        } else {
            warn_of_doubles(&likes(&new, karta), karta, session);
            Some(given.change(&new, karta, session)?)
        };
        match change {
            None => session.terminal.tell(&nothing_written()),
            Some(change) if given.dry_run => written(session.terminal.text(&change.after.unwrap_or_default()))?,
            Some(change) => deliver(&opened.root, change, session)?,
        }
        Ok(Outcome::Done)
    }
}

fn deliver(root: &Path, change: Change, session: &Session<'_>) -> Result<()> {
    let path = plain(&change.path).into_owned();
    store::commit(root, &[change], session.terminal)?;
    written(session.terminal.result(format!("{path}\n").as_bytes()))
}

/// Asks field by field, from the first one on; Esc goes one step back.
fn ask(
    new: &mut NewEntry,
    fields: &[&'static Field],
    first: usize,
    karta: &Karta,
    session: &Session<'_>,
) -> Result<()> {
    let asker = Asker { karta, terminal: session.terminal, kind: new.kind };
    let mut at = first;
    let mut model: Option<NewEntry> = None;
    while let Some(field) = fields.get(at) {
        let start = given(new, field).or_else(|| model.as_ref().and_then(|model| given(model, field)));
        match asker.ask(field, start.as_ref())? {
            Answer::Back => at = at.saturating_sub(1),
            Answer::Value(value) => {
                new.values.retain(|(other, _)| other.name != field.name);
                new.values.extend(value.map(|value| (*field, value)));
                at += 1;
                if matches!(field.name, "titel" | "namn" | "beskrivning") {
                    let likes = likes(new, karta);
                    model = likes.first().map(|like| NewEntry::like(&karta.entries()[like.at]));
                    warn_of_doubles(&likes, karta, session);
                }
            }
        }
    }
    Ok(())
}

/// The fields to ask about: those that are missing, and those that are useful and were not given.
fn to_ask(new: &NewEntry) -> Vec<&'static Field> {
    let missing = edit::missing(new.kind, &new.values);
    let is_wanted = |field: &&Field| {
        let is_useful = useful(new.kind).contains(&field.name) && given(new, field).is_none();
        is_useful
            || field.name == "beskrivning" && given(new, field).is_none()
            || missing.iter().any(|other| other.name == field.name)
    };
    entry::fields(new.kind).iter().copied().filter(is_wanted).collect()
}

fn given(new: &NewEntry, field: &Field) -> Option<Value> {
    new.values.iter().find(|(other, _)| other.name == field.name).map(|(_, value)| value.clone())
}

fn likes(new: &NewEntry, karta: &Karta) -> Vec<Alike> {
    let text = new.values.iter().find(|(field, _)| field.name == "beskrivning").and_then(|(_, value)| value.text());
    new.title().map_or_else(Vec::new, |title| edit::alike(karta, new.kind, title, text.unwrap_or_default()))
}

fn warn_of_doubles(likes: &[Alike], karta: &Karta, session: &Session<'_>) {
    for like in likes.iter().filter(|like| like.is_probable_double()) {
        let entry = &karta.entries()[like.at];
        let (title, id, reason) = (quote(entry.title()), &entry.id, &like.reason);
        session.terminal.tell(
            &say!("Finns redan? {title} ({id}): {reason}", "There already? {title} ({id}): {reason}"; reason in words),
        );
    }
}

fn agrees(change: &Change, karta: &Karta, kind: Kind, session: &Session<'_>) -> Result<Option<bool>> {
    let text = change.after.as_deref().unwrap_or_default();
    let shown: String = text.lines().map(|line| format!("  {}\n", plain(line))).collect();
    let path = plain(&change.path).into_owned();
    session.terminal.tell(&Words::same(format!("\n{path}\n\n{shown}")));
    Asker { karta, terminal: session.terminal, kind }.agrees(&Words::new("Skriva filen?", "Write the file?"))
}

impl Given {
    /// The file that questions led to; none if it is not to be written. Esc at the end goes back to the last question.
    fn asked(&self, mut new: NewEntry, karta: &Karta, session: &Session<'_>) -> Result<Option<Change>> {
        let fields = to_ask(&new);
        let mut first = 0;
        loop {
            ask(&mut new, &fields, first, karta, session)?;
            let change = self.change(&new, karta, session)?;
            let consent = if self.dry_run { Some(true) } else { agrees(&change, karta, self.kind, session)? };
            match consent {
                Some(is_to_be) => return Ok(is_to_be.then_some(change)),
                None => first = fields.len().saturating_sub(1),
            }
        }
    }

    /// The file as it is to be.
    fn change(&self, new: &NewEntry, karta: &Karta, session: &Session<'_>) -> Result<Change> {
        let mut new = new.clone();
        self.default_year(&mut new);
        let change = self.finish(new.create(karta)?, karta)?;
        if self.edit { editor::edit(change, self.kind, session) } else { Ok(change) }
    }

    /// The file with what flags said of records and own fields.
    fn finish(&self, change: Change, karta: &Karta) -> Result<Change> {
        let text = change.after.as_deref().unwrap_or_default();
        let more = Plan::new(karta, self.kind, &self.parts)?.apply(&change.path, text)?;
        Ok(match more {
            Some(more) => Change { before: None, ..more },
            None => change,
        })
    }
}
