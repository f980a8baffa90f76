//! `karta revision create`: a record of what was decided.

use clap::Args;
use karta::check::{self, Against};
use karta::edit::{self, Change, NewEntry};
use karta::entry::{self, Value};
use karta::finding::Level;
use karta::karta::Karta;
use karta::past;
use karta::say;
use karta::say::{Failure, Lang, Result, Words, quote};
use karta::source::Past;
use karta::value::{Date, Id, Kind};

use super::refuse_taken_or_earlier;
use crate::cli::lang::text;
use crate::cli::session::{Opened, Session, today};
use crate::cli::writing::nothing_written;
use crate::cli::{Outcome, git, store, written};

#[derive(Args)]
#[command(
    after_help = text(
        "Kartan kontrolleras först; fel stoppar. Revisionen är kartan som den är incheckad tillsammans med filen, så checka in allt annat först.",
        "The map is checked first; errors stop it. The revision is the map as it is committed together with the file, so commit everything else first."
    )
)]
pub struct Create {
    #[arg(value_name = text("NAMN", "NAME"), help = text("Revisionens namn, som 2028", "The revision's name, such as 2028"))]
    name: String,

    #[arg(long, alias = "datum", value_name = text("DATUM", "DATE"), value_parser = decided, help = text(
        "När den beslutades: ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD",
        "When it was decided: YYYY, YYYY-MM or YYYY-MM-DD"
    ))]
    decided: Date,

    #[arg(long, alias = "beslutad-av", value_name = text("AKTÖR", "ACTOR"), help = text(
        "Vem som beslutade; fler gånger för flera",
        "Who decided; again for several"
    ))]
    by: Vec<String>,

    #[arg(long, alias = "anteckning", value_name = "TEXT", help = text("Vad en läsare bör veta", "What a reader should know"))]
    note: Option<String>,

    #[arg(long, alias = "titel", value_name = text("TITEL", "TITLE"), help = text(
        "Titeln; annars kartans namn och revisionens",
        "The title; else the map's name and the revision's"
    ))]
    title: Option<String>,

    #[arg(long, conflicts_with = "dry_run", help = text("Checka också in filen, och bara den, med git", "Also commit the file, and only that, with git"))]
    commit: bool,

    #[arg(long, help = text("Skriv inget; visa filen som den skulle bli", "Write nothing; show the file as it would be"))]
    dry_run: bool,
}

/// Reads the day of a decision, which has been made.
fn decided(given: &str) -> std::result::Result<Date, Failure> {
    let day = Date::parse(given).ok_or_else(|| {
        Failure::new(Words::new("Det är inget datum.", "It is no date.")).hint(Words::new(
            "Skriv dagen som 2028-06-14, månaden som 2028-06 eller året som 2028.",
            "Write the day as 2028-06-14, the month as 2028-06 or the year as 2028.",
        ))
    })?;
    match day.first() > today().first() {
        false => Ok(day),
        true => Err(Failure::new(Words::new("Den dagen har inte kommit än.", "That day has not come yet."))
            .hint(Words::new("Skriv beslutet när det är fattat.", "Write the decision when it has been made."))),
    }
}

impl Create {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let uncommitted = Past::open(&opened.root).and_then(|past| past::uncommitted(opened.tree.clone(), &past));
        let change =
            self.change(&opened.karta).map_err(|failure| self.unfinished(failure, uncommitted.iter().flatten()))?;
        refuse_errors(&opened.karta)?;
        if self.dry_run {
            written(session.terminal.text(change.after.as_deref().unwrap_or_default()))?;
            session.terminal.tell(&nothing_written());
            return Ok(Outcome::Done);
        }
        if self.commit {
            refuse_uncommitted(&uncommitted?)?;
            git::find()?;
        } else if let Some(first) = uncommitted.iter().flatten().next() {
            session.terminal.tell(&comes_along(uncommitted.iter().flatten().count(), first));
        }
        let path = change.path.to_string();
        store::commit(&opened.root, &[change], session.terminal)?;
        written(session.terminal.result(format!("{path}\n").as_bytes()))?;
        self.committed(opened, &path, session)?;
        Ok(Outcome::Done)
    }

    /// The file as it is to be.
    fn change(&self, karta: &Karta) -> Result<Change> {
        let id = Id::parse(&self.name).map_err(|_| not_a_name(&self.name))?;
        let path = format!("{}/{id}.toml", Kind::Revision.name());
        refuse_taken_or_earlier(karta, id.as_str())?;
        let title = self.title.clone().unwrap_or_else(|| format!("{} {id}", karta.name().get(Lang::Sv)));
        let day = self.decided.to_string();
        let said = [("titel", Some(&title)), ("datum", Some(&day)), ("anteckning", self.note.as_ref())];
        let mut values = Vec::new();
        for (name, said) in said {
            let target = edit::target(Kind::Revision, name)?;
            values.extend(said.map(|said| Ok((target.top, edit::value(karta, &target, said)?))).transpose()?);
        }
        let field = entry::find(Kind::Revision, "beslutad_av").expect("the field is declared");
        let by: Result<Vec<Value>> =
            self.by.iter().map(|said| edit::meant(karta, field, said).map(Value::Id)).collect();
        values.extend(Some(by?).filter(|by| !by.is_empty()).map(|by| (field, Value::List(by.into()))));
        NewEntry { kind: Kind::Revision, values }.create_as(karta, &id, path)
    }

    /// Why a revision is not created; where an earlier run wrote its file and could not commit it, with what is left to do.
    fn unfinished<'p>(&self, failure: Failure, mut uncommitted: impl Iterator<Item = &'p String>) -> Failure {
        let path = format!("{}/{}.toml", Kind::Revision.name(), self.name);
        match uncommitted.any(|other| *other == path) {
            true => failure.hint(left(&self.name, &path)),
            false => failure,
        }
    }

    /// Commits the file where that was asked, and says what is to be done.
    fn committed(&self, opened: &Opened, path: &str, session: &Session<'_>) -> Result<()> {
        let name = &self.name;
        if !self.commit {
            let commands = finish(name, path);
            session.terminal.tell(&say!(
                "Revisionen gäller när filen är incheckad. Gör så här i kartans mapp:{commands}",
                "The revision holds when the file is committed. In the map's folder:{commands}"
            ));
            return Ok(());
        }
        let committed = git::commit(&opened.root, path, &format!("Revision {name}"));
        committed.map_err(|failure| failure.hint(left(name, path)))?;
        session.terminal.tell(&say!(
            "Filen är incheckad. Revisionen heter {name}: karta query --at {name}",
            "The file is committed. The revision is called {name}: karta query --at {name}"
        ));
        Ok(())
    }
}

/// The commands that commit the file, each on a line.
fn finish(name: &str, path: &str) -> String {
    format!("\n  git add {path}\n  git commit -m \"Revision {name}\" -- {path}")
}

/// What to do with a file that is written and not committed.
fn left(name: &str, path: &str) -> Words {
    let commands = finish(name, path);
    say!(
        "Filen {path} är skriven men inte incheckad. Rätta det som hindrar, och gör klart i kartans mapp:{commands}\nEller ångra: ta bort filen, och kör git rm --cached --ignore-unmatch {path}",
        "The file {path} is written but not committed. Mend what is in the way, and finish in the map's folder:{commands}\nOr undo it: delete the file, and run git rm --cached --ignore-unmatch {path}"
    )
}

/// A map with errors is not to be decided.
fn refuse_errors(karta: &Karta) -> Result<()> {
    let against = Against { today: Some(today()), ..Against::default() };
    let findings = check::check_against(karta, &against);
    let mut errors = findings.iter().filter(|finding| finding.level == Level::Error);
    let Some(first) = errors.next() else { return Ok(()) };
    let (file, what, count) = (quote(&first.file), &first.what, 1 + errors.count());
    Err(Failure {
        what: match count {
            1 => Words::new(
                "Kartan har ett fel, så ingen revision skapades.",
                "The map has an error, so no revision was created.",
            ),
            _ => say!(
                "Kartan har {count} fel, så ingen revision skapades.",
                "The map has {count} errors, so no revision was created."
            ),
        },
        why: Some(Words::each(|lang| format!("{file}: {}", what.get(lang)))),
        hint: Some(Words::new("Se alla fel med: karta validate", "See all errors with: karta validate")),
    })
}

/// What is not committed is not in the revision.
fn refuse_uncommitted(paths: &[String]) -> Result<()> {
    let Some(first) = paths.first() else { return Ok(()) };
    let (first, count) = (quote(first), paths.len());
    let what = match count {
        1 => say!(
            "Filen {first} är inte incheckad, och skulle inte komma med i revisionen.",
            "The file {first} is not committed, and would not be in the revision."
        ),
        _ => say!(
            "{count} filer i kartan är inte incheckade, den första {first}, och skulle inte komma med i revisionen.",
            "{count} files of the map are not committed, the first {first}, and would not be in the revision."
        ),
    };
    Err(Failure::new(what).hint(Words::new(
        "Checka in dem först, eller lägg undan dem med git stash. Ingenting skrevs.",
        "Commit them first, or put them aside with git stash. Nothing was written.",
    )))
}

fn comes_along(count: usize, first: &str) -> Words {
    let first = quote(first);
    match count {
        1 => say!(
            "Obs: filen {first} är inte incheckad. Den är med i revisionen bara om den checkas in före eller tillsammans med den.",
            "Note: the file {first} is not committed. It is in the revision only if it is committed before it or with it."
        ),
        _ => say!(
            "Obs: {count} filer i kartan är inte incheckade, den första {first}. De är med i revisionen bara om de checkas in före eller tillsammans med den.",
            "Note: {count} files of the map are not committed, the first {first}. They are in the revision only if they are committed before it or with it."
        ),
    }
}

fn not_a_name(name: &str) -> Failure {
    let shown = quote(name);
    Failure::new(say!("{shown} kan inte vara en revisions namn.", "{shown} cannot be the name of a revision.")).hint(
        Words::new(
            "Använd ett årtal, eller a–z, siffror och bindestreck: 2028, 2028-hosten",
            "Use a year, or a–z, digits and hyphens: 2028, 2028-autumn",
        ),
    )
}
