//! `karta link` and `karta unlink`: links between entries, by the fields that hold them.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use karta::edit::{self, Action, Followed, Wish};
use karta::entry::{Entry, FIELDS, Field};
use karta::karta::Karta;
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::value::{Id, Kind};

use super::Outcome;
use super::flag;
use super::lang::text;
use super::links::now;
use super::session::Session;
use super::writing::Writing;

#[derive(Args)]
#[command(
    after_help = text(
        "Flera länkar kan ges på en gång, och flera värden till var och en. Exempel:\n  karta link serverat --möter enklare-starta-restaurang --ägare skr\n  karta link serverat ssbtgu --relaterat verksamt,bolagsverket --dry-run",
        "Several links can be given at once, and several values to each. Examples:\n  karta link serverat --moter enklare-starta-restaurang --agare skr\n  karta link serverat ssbtgu --relaterat verksamt,bolagsverket --dry-run"
    )
)]
pub struct Link {
    #[command(flatten)]
    ends: Ends,
}

#[derive(Args)]
#[command(
    after_help = text(
        "Exempel:\n  karta unlink serverat --möter sammanhallna-ansokningar",
        "Example:\n  karta unlink serverat --moter sammanhallna-ansokningar"
    )
)]
pub struct Unlink {
    #[command(flatten)]
    ends: Ends,
}

#[derive(Args)]
struct Ends {
    #[arg(value_name = "ID", required = true, help = text(
        "Posterna som länken går från, med id eller namn",
        "The entries that the link goes from, by id or name"
    ))]
    ids: Vec<String>,

    #[command(flatten)]
    said: Said,

    #[command(flatten)]
    writing: Writing,
}

/// What the flags of link fields say, in the order of the line.
struct Said(Vec<(String, String)>);

impl Link {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        self.ends.run(Action::Add, session)
    }
}

impl Unlink {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        self.ends.run(Action::Remove, session)
    }
}

impl Ends {
    fn run(&self, action: Action, session: &Session<'_>) -> Result<Outcome> {
        if self.said.0.is_empty() {
            return Err(no_link());
        }
        let opened = session.open()?;
        let karta = &opened.karta;
        let wish = |(field, value): &(String, String)| Wish { action, field: field.clone(), value: value.clone() };
        let mut wishes: Vec<Wish> = self.said.0.iter().map(wish).collect();
        let chosen = match action {
            Action::Add => self.linked(karta, session)?,
            _ => self.ids.iter().map(|id| karta.lookup(id)).collect::<Result<Vec<&Entry>>>()?,
        };
        if action == Action::Add {
            let (now, followed) = edit::follow(karta, &chosen, wishes)?;
            followed.iter().for_each(|followed| session.terminal.tell(&led_on(followed)));
            wishes = now;
        }
        let changes = edit::changes(karta, &opened.tree, &chosen, &wishes)?;
        self.writing.carry_out_checked(&changes, opened, session)
    }
}

impl Ends {
    /// The entries that links are to go from: what has been replaced has its place taken, unless what replaced it is
    /// what is to be said.
    fn linked<'k>(&self, karta: &'k Karta, session: &Session<'_>) -> Result<Vec<&'k Entry>> {
        if self.said.0.iter().any(|(field, _)| field == "ersatt_av") {
            return self.ids.iter().map(|id| karta.lookup(id)).collect();
        }
        let here = |id: &String| {
            let entry = &karta.entries()[now(karta, id, session)?];
            let next: Vec<&str> = entry.ids("ersatt_av").map(Id::as_str).collect();
            match next[..] {
                [] => {
                    if entry.is_gone() {
                        session.terminal.tell(&withdrawn(&entry.id));
                    }
                    Ok(entry)
                }
                _ => Err(replaced(&entry.id, &next.join(", "))),
            }
        };
        self.ids.iter().map(here).collect()
    }
}

fn led_on(followed: &Followed) -> Words {
    let Followed { old, now } = followed;
    say!(
        "Obs: {old} har ersatts av {now}, som länken får peka på.",
        "Note: {old} has been replaced by {now}, which the link is made to."
    )
}

fn withdrawn(id: &Id) -> Words {
    say!("Obs: {id} är avförd ur kartan.", "Note: {id} has been withdrawn from the map.")
}

fn replaced(id: &Id, next: &str) -> Failure {
    Failure::new(say!("{id} har ersatts av {next}.", "{id} has been replaced by {next}."))
        .hint(say!("Länka från den eller dem som menas: {next}", "Link from the one or those that are meant: {next}"))
}

/// The fields that hold links: by themselves, or in the records of the field before them, where a record needs no more
/// than its link.
fn link_fields() -> impl Iterator<Item = (&'static Field, Option<&'static Field>)> {
    let of_entries = FIELDS.iter().filter(|field| field.kinds.iter().any(|kind| Kind::ENTRIES.contains(kind)));
    let all = of_entries.flat_map(|field| {
        let parts = field.parts().iter().map(move |part| (field, Some(part)));
        std::iter::once((field, None)).chain(parts)
    });
    let needs = |field: &Field| field.parts().iter().filter(|part| part.is_required).count();
    all.filter(move |(field, part)| !part.unwrap_or(field).targets().is_empty() && needs(field) <= 1)
}

impl Args for Said {
    fn augment_args(command: Command) -> Command {
        let args = link_fields().map(|(field, part)| {
            let name = name(field, part);
            flag::arg(name, flag::long(field), part.unwrap_or(field)).action(ArgAction::Append).alias(field.name)
        });
        let args: Vec<Arg> = args.map(|arg| arg.value_name("ID").help_heading(text("Länkar", "Links"))).collect();
        command.args(args)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Said::augment_args(command)
    }
}

impl FromArgMatches for Said {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Said, clap::Error> {
        let said = link_fields().flat_map(|(field, part)| {
            let name = name(field, part);
            flag::said(matches, &name).into_iter().map(move |(at, value)| (at, name.clone(), value))
        });
        let mut said: Vec<(usize, String, String)> = said.collect();
        said.sort();
        Ok(Said(said.into_iter().map(|(_, name, value)| (name, value)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), clap::Error> {
        *self = Said::from_arg_matches(matches)?;
        Ok(())
    }
}

fn name(field: &Field, part: Option<&Field>) -> String {
    match part {
        Some(part) => format!("{}.{}", field.name, part.name),
        None => field.name.to_owned(),
    }
}

fn no_link() -> Failure {
    Failure::new(Words::new("Ingenting sägs om vilken länk det gäller.", "Nothing is said of which link it is about."))
        .hint(Words::new(
            "Ange ett länkfält och ett id, till exempel: --möter oversattning-och-tolkning",
            "Give a link field and an id, for example: --moter oversattning-och-tolkning",
        ))
}
