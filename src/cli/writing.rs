//! How a change of files is carried out: shown, held against the rules, agreed to, written, and told.

use clap::Args;
use karta::check::{self, Against};
use karta::edit::Change;
use karta::finding::{Finding, Level};
use karta::ratchet;
use karta::render;
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::source::Tree;
use karta::value::Kind;

use super::ask::Asker;
use super::lang::text;
use super::preview::{files, preview};
use super::session::{Opened, Session, today};
use super::{Outcome, store};

#[derive(Args)]
pub struct Writing {
    #[arg(long, help = text("Skriv inget; visa vad som skulle ändras", "Write nothing; show what would change"))]
    dry_run: bool,

    #[arg(long, help = text("Fråga inte innan flera filer ändras", "Do not ask before several files are changed"))]
    yes: bool,
}

impl Writing {
    /// Shows what would change, asks where several files would, writes, and tells.
    pub fn carry_out(&self, changes: &[Change], opened: &Opened, session: &Session<'_>) -> Result<Outcome> {
        if changes.is_empty() {
            session
                .terminal
                .tell(&Words::new("Inget att ändra: det står redan så.", "Nothing to change: it says so already."));
            return Ok(Outcome::Done);
        }
        preview(changes, session)?;
        if self.dry_run || !self.may_write(changes, opened, session)? {
            session.terminal.tell(&nothing_written());
            return Ok(Outcome::Done);
        }
        store::commit(&opened.root, changes, session.terminal)?;
        session.terminal.tell(&changed(files(changes).len()));
        Ok(Outcome::Done)
    }

    /// The same, refused where the map would get an error that it does not have; what else would be new is told.
    pub fn carry_out_checked(&self, changes: &[Change], opened: &Opened, session: &Session<'_>) -> Result<Outcome> {
        let (errors, others): (Vec<Finding>, Vec<Finding>) =
            news(changes, opened).into_iter().partition(|finding| finding.level == Level::Error);
        if !errors.is_empty() {
            let after = after(changes, opened);
            tell(&errors, &after, session)?;
            return Err(refused(errors.len()));
        }
        let outcome = self.carry_out(changes, opened, session)?;
        if !others.is_empty() {
            session.terminal.tell(&Words::new(
                "Kartan får samtidigt något nytt att se över:",
                "The map also gets something new to look over:",
            ));
            tell(&others, &after(changes, opened), session)?;
        }
        Ok(outcome)
    }

    /// Several files are changed only when the reader has said so.
    fn may_write(&self, changes: &[Change], opened: &Opened, session: &Session<'_>) -> Result<bool> {
        let count = files(changes).len();
        if count == 1 || self.yes || !session.terminal.can_ask() {
            return Ok(true);
        }
        let asker = Asker { karta: &opened.karta, terminal: session.terminal, kind: Kind::Behov };
        Ok(asker.agrees(&say!("Ändra {count} filer?", "Change {count} files?"))?.unwrap_or(false))
    }
}

/// The map as it would be.
fn after(changes: &[Change], opened: &Opened) -> Tree {
    opened.tree.with(changes.iter().map(|change| (&*change.path, change.after.as_deref())))
}

/// What the rules would say that they do not say now.
fn news(changes: &[Change], opened: &Opened) -> Vec<Finding> {
    let against = Against { today: Some(today()), ..Against::default() };
    let karta = karta::karta::Karta::draw(&after(changes, opened));
    let (before, now) = (check::check_against(&opened.karta, &against), check::check_against(&karta, &against));
    ratchet::compare((&karta, &now), (&opened.karta, &before)).new
}

fn tell(findings: &[Finding], tree: &Tree, session: &Session<'_>) -> Result<()> {
    let mut bytes = Vec::new();
    super::written(render::findings(findings, tree, render::FindingFormat::Short, &session.page(), &mut bytes))?;
    session.terminal.tell(&Words::same(String::from_utf8_lossy(&bytes).trim_end()));
    Ok(())
}

fn refused(count: usize) -> Failure {
    let what = match count {
        1 => Words::new("Kartan skulle få ett nytt fel.", "The map would get a new error."),
        _ => say!("Kartan skulle få {count} nya fel.", "The map would get {count} new errors."),
    };
    let hint = Words::new(
        "Ingenting skrevs. Rätta det som visas ovan, eller säg det på annat sätt.",
        "Nothing was written. Mend what is shown above, or say it in another way.",
    );
    Failure::new(what).hint(hint)
}

/// What is told where a change was only shown.
pub fn nothing_written() -> Words {
    Words::new("Ingenting skrevs.", "Nothing was written.")
}

/// How many files were changed.
pub fn changed(count: usize) -> Words {
    match count {
        1 => Words::new("1 fil ändrades.", "1 file was changed."),
        _ => say!("{count} filer ändrades.", "{count} files were changed."),
    }
}

/// How many files would be.
pub fn would_change(count: usize) -> Words {
    match count {
        1 => Words::new("1 fil skulle ändras.", "1 file would change."),
        _ => say!("{count} filer skulle ändras.", "{count} files would change."),
    }
}
