//! Which point of the map's past a command answers from, or that it answers from all of them.

use clap::Args;
use karta::karta::Karta;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::{Past, Revision};
use karta::table::{Cell, Column, Table};

use super::lang::text;
use super::session::{Opened, Session};

/// Flattened into a command, it gives [`super::session::Session::open_at`] what to open.
#[derive(Args, Clone)]
pub struct At {
    #[arg(long = "at", value_name = "REV", value_parser = revision, help = text(
        "Svara ur kartan som den var: en revision, tagg, gren, incheckning eller en annan kartas mapp",
        "Answer from the map as it was: a revision, tag, branch, commit or another map's folder"
    ))]
    called: Option<String>,
}

/// Reads what a person calls a revision. An empty name is a variable that was never set, and not the map as it is now.
pub fn revision(given: &str) -> std::result::Result<String, Failure> {
    if !given.trim().is_empty() {
        return Ok(given.to_owned());
    }
    let what = Words::new("En revision kan inte ha ett tomt namn.", "A revision cannot have an empty name.");
    Err(Failure::new(what).hint(Words::new(
        "Står där en variabel är den inte satt. Skriv . för kartan som den är nu.",
        "If a variable stands there, it is not set. Write . for the map as it is now.",
    )))
}

impl At {
    /// The commit that is checked out.
    pub fn last() -> At {
        At { called: Some("HEAD".to_owned()) }
    }

    /// What the reader calls it; none for the map as it lies in its folder.
    pub fn called(&self) -> Option<&str> {
        self.called.as_deref().filter(|called| !Revision::is_now(called))
    }
}

/// One point of the map's past, or all that have a name.
#[derive(Args)]
pub struct Points {
    #[command(flatten)]
    at: At,

    #[arg(long, conflicts_with = "called", help = text(
        "Svara ur varje revision och ur kartan som den är nu, med en kolumn för revisionen",
        "Answer from every revision and from the map as it is now, with a column for the revision"
    ))]
    all_revisions: bool,
}

impl Points {
    /// What the map answers there; where that is several points, a table of all their answers.
    pub fn answer(&self, session: &Session<'_>, ask: impl Fn(&Karta) -> Result<Table>) -> Result<Table> {
        match self.all_revisions {
            false => ask(&session.open_at(&self.at)?.karta),
            true => all(session, ask),
        }
    }

    /// Whether the answer is from several points.
    pub fn are_several(&self) -> bool {
        self.all_revisions
    }

    /// Shows the map at every point that is asked for, the oldest first, with what the point is called (`.` for the map
    /// as it is now) and its commit.
    #[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "what asks for it is left out"))]
    pub fn each(
        &self,
        session: &Session<'_>,
        mut look: impl FnMut(&str, Option<&str>, &Karta) -> Result<()>,
    ) -> Result<()> {
        if let Some(opened) = self.one(session)? {
            return look(self.at.called().unwrap_or("."), None, &opened.karta);
        }
        let past = Past::open(&session.past()?)?;
        let looked = Karta::through(&past, |recorded, karta| {
            look(&recorded.name, recorded.commit.as_ref().map(|commit| &*commit.id), karta)
        })?;
        looked.into_iter().collect::<Result<()>>()?;
        if session.root().is_ok() { look(".", None, &session.open_to_read()?.karta) } else { Ok(()) }
    }

    /// The map at the one point that is asked for; none where all are.
    pub fn one(&self, session: &Session<'_>) -> Result<Option<&'static Opened>> {
        (!self.all_revisions).then(|| session.open_at(&self.at)).transpose()
    }
}

/// The answers of every revision, and of the map as it is now where there is a folder with one.
fn all(session: &Session<'_>, ask: impl Fn(&Karta) -> Result<Table>) -> Result<Table> {
    let past = Past::open(&session.past()?)?;
    let mut answers = Karta::through(&past, |recorded, karta| (Cell::Text(recorded.name.clone()), ask(karta)))?;
    if session.root().is_ok() {
        let now = Cell::Choice(".", Words::new("nu", "now"));
        answers.push((now, ask(&session.open_to_read()?.karta)));
    }
    // What the newest cannot answer is asked wrongly; an older one may lack a name that came later.
    let newest = answers.len().saturating_sub(1);
    let (mut parts, mut notes) = (Vec::with_capacity(answers.len()), Vec::new());
    for (at, (point, answer)) in answers.into_iter().enumerate() {
        match answer {
            Ok(table) => parts.push((point, table)),
            Err(failure) if at == newest => return Err(failure),
            Err(failure) => notes.push(no_answer(&point, &failure.what)),
        }
    }
    let revision = Column::text("revision", Words::new("Revision", "Revision"));
    let mut table = Table::stacked(title(&parts), revision, parts);
    table.notes.extend(notes);
    Ok(table)
}

fn title(parts: &[(Cell, Table)]) -> Words {
    let (points, rows) = (parts.len(), parts.iter().map(|(_, part)| part.rows.len()).sum::<usize>());
    match rows {
        1 => say!("1 rad ur {points} revisioner, nu medräknat", "1 row from {points} revisions, now included"),
        _ => say!(
            "{rows} rader ur {points} revisioner, nu medräknat",
            "{rows} rows from {points} revisions, now included"
        ),
    }
}

fn no_answer(point: &Cell, what: &Words) -> Words {
    let name = match point {
        Cell::Text(name) => quote(name),
        _ => ".".to_owned(),
    };
    say!("Revisionen {name} är inte med: {what}", "The revision {name} is not included: {what}"; what in words)
}
