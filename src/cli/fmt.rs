//! `karta fmt`: every file in house format.

use std::collections::HashSet;
use std::path::Path;

use clap::Args;
use karta::edit::Change;
use karta::house;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::Tree;
use karta::value::nearest;

use super::lang::text;
use super::preview::preview;
use super::session::Session;
use super::writing::{changed, would_change};
use super::{Outcome, store, written};

#[derive(Args)]
pub struct Fmt {
    #[arg(value_name = text("FIL", "FILE"), help = text(
        "Filer i kartan, räknat från kartans mapp; annars alla",
        "Files of the map, from the map's folder; else all"
    ))]
    files: Vec<String>,

    #[arg(long, help = text(
        "Skriv inget; säg vilka filer som avviker och avsluta med 1 om någon gör det",
        "Write nothing; say which files differ, and end with 1 if any does"
    ))]
    check: bool,

    #[arg(long, conflicts_with = "check", help = text("Skriv inget; visa vad som skulle ändras", "Write nothing; show what would change"))]
    dry_run: bool,
}

impl Fmt {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let root = session.root()?;
        let tree = match self.check || self.dry_run {
            true => store::open_to_read(&root, session.terminal),
            false => store::open_to_write(&root, session.terminal)?,
        };
        let files = self.chosen(&tree)?;
        let read = tree.read(|file, text| match text {
            _ if !files.contains(&file.path) => Tidied::Fine,
            Ok(text) => tidied(&file.path, text),
            Err(_) => Tidied::Broken(file.path.clone()),
        });
        let (mut changes, mut is_whole) = (Vec::new(), true);
        for tidied in read {
            match tidied {
                Tidied::Fine => {}
                Tidied::Broken(path) => {
                    is_whole = false;
                    session.terminal.tell(&broken(&path));
                }
                Tidied::Change(change) => changes.push(change),
            }
        }
        let outcome = self.deliver(&root, &changes, session)?;
        Ok(if is_whole { outcome } else { Outcome::Found })
    }

    fn chosen(&self, tree: &Tree) -> Result<HashSet<Box<str>>> {
        let known = tree.files().iter().map(|file| file.path.clone());
        if self.files.is_empty() {
            return Ok(known.collect());
        }
        let known: HashSet<Box<str>> = known.collect();
        let wanted = self.files.iter().map(|path| path.replace('\\', "/").trim_start_matches("./").into());
        wanted
            .map(|path: Box<str>| if known.contains(&path) { Ok(path) } else { Err(unknown(&path, &known)) })
            .collect()
    }

    fn deliver(&self, root: &Path, changes: &[Change], session: &Session<'_>) -> Result<Outcome> {
        if self.check {
            let paths: String = changes.iter().map(|change| format!("{}\n", say::plain(&change.path))).collect();
            written(session.terminal.result(paths.as_bytes()))?;
            session.terminal.tell(&differing(changes.len()));
            return Ok(if changes.is_empty() { Outcome::Done } else { Outcome::Found });
        }
        if self.dry_run {
            preview(changes, session)?;
        } else {
            store::commit(root, changes, session.terminal)?;
        }
        session.terminal.tell(&told(changes.len(), self.dry_run));
        Ok(Outcome::Done)
    }
}

enum Tidied {
    Fine,
    Broken(Box<str>),
    Change(Change),
}

fn tidied(path: &str, text: &str) -> Tidied {
    match house::format(text) {
        Ok(after) if after == text => Tidied::Fine,
        Ok(after) => Tidied::Change(Change { path: path.into(), before: Some(text.to_owned()), after: Some(after) }),
        Err(_) => Tidied::Broken(path.into()),
    }
}

fn broken(path: &str) -> Words {
    let path = quote(path);
    say!(
        "Obs: {path} går inte att läsa och lämnades som den är. Kör: karta validate",
        "Note: {path} cannot be read and was left as it is. Run: karta validate"
    )
}

fn unknown(path: &str, known: &HashSet<Box<str>>) -> Failure {
    let near = nearest(path, known.iter().map(|path| &**path)).map(quote);
    let path = quote(path);
    let failure = Failure::new(say!("Kartan har ingen fil {path}.", "The map has no file {path}."));
    match near {
        Some(near) => failure.hint(say!("Menade du {near}?", "Did you mean {near}?")),
        None => failure,
    }
}

fn differing(count: usize) -> Words {
    match count {
        0 => nothing_differs(),
        1 => Words::new("1 fil avviker. Kör: karta fmt", "1 file differs. Run: karta fmt"),
        _ => say!("{count} filer avviker. Kör: karta fmt", "{count} files differ. Run: karta fmt"),
    }
}

fn nothing_differs() -> Words {
    Words::new("Alla filer som går att läsa är i husets format.", "Every file that can be read is in house format.")
}

fn told(count: usize, is_dry: bool) -> Words {
    match (count, is_dry) {
        (0, _) => nothing_differs(),
        (_, true) => would_change(count),
        (_, false) => changed(count),
    }
}
