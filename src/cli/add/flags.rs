//! The flags of `karta add`, made from the fields' declarations.

use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, Subcommand};
use karta::edit::{self, Action, NewEntry, Wish};
use karta::entry::{self, Field, Shape, Value};
use karta::karta::Karta;
use karta::say::Result;
use karta::value::Kind;

use crate::cli::flag::{arg, long, said};
use crate::cli::help::localized;
use crate::cli::lang::text;

/// What was said about a new entry.
pub struct Given {
    pub kind: Kind,
    /// Field and text, in the order that they were said.
    simple: Vec<(&'static Field, String)>,
    /// Parts of records, and own fields.
    pub parts: Vec<Wish>,
    pub edit: bool,
    pub dry_run: bool,
}

impl Given {
    /// What the flags give, understood by the map.
    pub fn values(&self, karta: &Karta) -> Result<Vec<(&'static Field, Value)>> {
        let mut values: Vec<(&'static Field, Value)> = Vec::new();
        for (field, said) in &self.simple {
            let value = edit::value(karta, &edit::target(self.kind, field.name)?, said)?;
            match values.iter_mut().find(|(other, _)| other.name == field.name) {
                Some((_, Value::List(items))) => *items = items.iter().cloned().chain([value]).collect(),
                _ if field.is_list() => values.push((field, Value::List([value].into()))),
                _ => values.push((field, value)),
            }
        }
        Ok(values)
    }

    /// What is said today is true of this year, unless something else was said.
    pub fn default_year(&self, new: &mut NewEntry) {
        let field = entry::find(self.kind, "uppgift_ar").filter(|_| self.kind != Kind::Aktor);
        if let Some(field) = field.filter(|field| !new.values.iter().any(|(other, _)| other.name == field.name)) {
            new.values.push((field, Value::Number(i64::from(jiff::Zoned::now().year()))));
        }
    }
}

impl Subcommand for Given {
    fn augment_subcommands(command: Command) -> Command {
        Kind::ENTRIES.into_iter().fold(command, |command, kind| command.subcommand(subcommand(kind)))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Given::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        Kind::ENTRIES.iter().any(|kind| kind.name() == name)
    }
}

impl FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Given, clap::Error> {
        let known = matches.subcommand().and_then(|(name, matches)| Kind::parse(name).map(|kind| (kind, matches)));
        let (kind, matches) = known.ok_or_else(|| clap::Error::new(clap::error::ErrorKind::MissingSubcommand))?;
        Ok(Given {
            kind,
            simple: simple(kind, matches),
            parts: parts(kind, matches),
            edit: matches.get_flag("edit"),
            dry_run: matches.get_flag("dry-run"),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), clap::Error> {
        *self = Given::from_arg_matches(matches)?;
        Ok(())
    }
}

fn subcommand(kind: Kind) -> Command {
    let command = Command::new(kind.name()).about(match kind {
        Kind::Initiativ => text("Lägg till ett initiativ", "Add an initiative"),
        Kind::Aktor => text("Lägg till en aktör", "Add an actor"),
        _ => text("Lägg till ett behov", "Add a need"),
    });
    // A function pointer cannot remember the kind; it is made only when the subcommand is used.
    command.defer(match kind {
        Kind::Initiativ => |command| localized(with_flags(command, Kind::Initiativ)),
        Kind::Aktor => |command| localized(with_flags(command, Kind::Aktor)),
        _ => |command| localized(with_flags(command, Kind::Behov)),
    })
}

fn with_flags(command: Command, kind: Kind) -> Command {
    let fields = entry::fields(kind).iter().filter(|field| field.name != "id");
    command
        .args(fields.flat_map(|field| args(field)))
        .arg(flag(
            "edit",
            text("Öppna filen i $EDITOR innan den skrivs", "Open the file in $EDITOR before it is written"),
        ))
        .arg(flag("dry-run", text("Skriv inget; visa filen", "Write nothing; show the file")))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// The flags of one field: one, or one for each part of a record.
fn args(field: &'static Field) -> Vec<Arg> {
    match field.shape {
        Shape::Record(parts) | Shape::Records(parts) => parts.iter().map(|part| part_arg(field, part)).collect(),
        Shape::Free => {
            let arg = arg(field.name.to_owned(), field.name.to_owned(), field).action(ArgAction::Append);
            vec![arg.value_name(text("NAMN=VÄRDE", "NAME=VALUE"))]
        }
        _ => {
            let arg = arg(field.name.to_owned(), long(field), field).alias(field.name);
            vec![arg.action(times(field))]
        }
    }
}

fn part_arg(field: &'static Field, part: &'static Field) -> Arg {
    let long = format!("{}-{}", field.word, part.name).replace('_', "-");
    arg(part_name(field, part), long, part).action(times(field))
}

/// Lists and records are said several times, all else once.
fn times(field: &Field) -> ArgAction {
    if field.is_list() { ArgAction::Append } else { ArgAction::Set }
}

fn part_name(field: &Field, part: &Field) -> String {
    format!("{}.{}", field.name, part.name)
}

fn simple(kind: Kind, matches: &ArgMatches) -> Vec<(&'static Field, String)> {
    let fields = entry::fields(kind).iter().filter(|field| field.name != "id" && field.parts().is_empty());
    let fields = fields.filter(|field| !matches!(field.shape, Shape::Free));
    fields.flat_map(|field| said(matches, field.name).into_iter().map(|(_, text)| (*field, text))).collect()
}

/// What was said of parts and own fields, as wishes in the order that they were said.
fn parts(kind: Kind, matches: &ArgMatches) -> Vec<Wish> {
    let mut wishes: Vec<(usize, Wish)> = Vec::new();
    for field in entry::fields(kind) {
        for part in field.parts() {
            let name = part_name(field, part);
            let action = if field.is_list() { Action::Add } else { Action::Set };
            let wish = |(at, value)| (at, Wish { action, field: name.clone(), value });
            wishes.extend(said(matches, &name).into_iter().map(wish));
        }
    }
    let own = said(matches, "egna").into_iter();
    wishes.extend(own.map(|(at, text)| {
        let (name, value) = text.split_once('=').unwrap_or((&text, ""));
        (at, Wish { action: Action::Set, field: format!("egna.{}", name.trim()), value: value.trim().to_owned() })
    }));
    wishes.sort_by_key(|(at, _)| *at);
    wishes.into_iter().map(|(_, wish)| wish).collect()
}
