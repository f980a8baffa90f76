//! `karta merge-file`: what git runs to merge two changes of one file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use karta::merge::{self, Conflict};
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::LARGEST;

use super::lang::text;
use super::session::Session;
use super::{Outcome, store};

#[derive(Args)]
#[command(
    after_help = text(
        "Git kör det här när det är inkopplat: karta init --merge-driver. Resultatet skrivs till VÅR. Slutkoden är 0 när allt gick ihop och 1 när samma fält ändrats åt två håll.",
        "Git runs this where it is connected: karta init --merge-driver. The result is written to OURS. The exit code is 0 when all could be merged and 1 when the same field was changed in two ways."
    )
)]
pub struct MergeFile {
    #[arg(value_name = text("GRUND", "BASE"), help = text("Filen som båda utgick från (%O)", "The file that both began from (%O)"))]
    base: PathBuf,

    #[arg(value_name = text("VÅR", "OURS"), help = text("Vår fil, som resultatet skrivs till (%A)", "Our file, which the result is written to (%A)"))]
    ours: PathBuf,

    #[arg(value_name = text("DERAS", "THEIRS"), help = text("Deras fil (%B)", "Their file (%B)"))]
    theirs: PathBuf,

    #[arg(long, value_name = text("SÖKVÄG", "PATH"), help = text("Vad filen heter i arkivet (%P)", "What the file is called in the repository (%P)"))]
    path: Option<String>,
}

impl MergeFile {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let read = |path: &PathBuf| read(&session.path(path));
        let (base, ours, theirs) = (read(&self.base)?, read(&self.ours)?, read(&self.theirs)?);
        let merged = merge::merge(&base, &ours, &theirs);
        store::write(&session.path(&self.ours), merged.text.as_bytes())?;
        let file = self.path.clone().unwrap_or_else(|| self.ours.display().to_string());
        merged.conflicts.iter().for_each(|conflict| session.terminal.tell(&told(&quote(&file), conflict)));
        Ok(if merged.conflicts.is_empty() { Outcome::Done } else { Outcome::Found })
    }
}

/// A file's text; one that is not there has none.
fn read(path: &Path) -> Result<String> {
    let shown = || quote(&path.display().to_string());
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let shown = shown();
            return Err(Failure::new(say!("Filen {shown} finns inte.", "The file {shown} does not exist.")));
        }
        Err(error) => {
            let shown = shown();
            return Err(Failure::io(say!("{shown} går inte att läsa.", "{shown} cannot be read."), &error));
        }
    };
    let shown = shown();
    if bytes.len() > LARGEST {
        return Err(Failure::new(say!("{shown} är för stor.", "{shown} is too large.")));
    }
    String::from_utf8(bytes).map_err(|_| Failure::new(say!("{shown} är inte UTF-8.", "{shown} is not UTF-8.")))
}

/// A conflict in words, with both values.
fn told(file: &str, conflict: &Conflict) -> Words {
    let field = quote(&conflict.field);
    let shown = |value: &Option<String>| value.as_deref().map(quote);
    match (shown(&conflict.ours), shown(&conflict.theirs)) {
        _ if conflict.field.is_empty() => say!(
            "{file}: filen gick inte att läsa fält för fält, så hela är en konflikt.",
            "{file}: the file could not be read field by field, so all of it is a conflict."
        ),
        (Some(ours), Some(theirs)) => say!(
            "{file}: fältet {field} har ändrats åt två håll: här «{ours}», där «{theirs}».",
            "{file}: the field {field} was changed in two ways: here “{ours}”, there “{theirs}”."
        ),
        (Some(ours), None) => say!(
            "{file}: fältet {field} är ändrat här till «{ours}», men borttaget där.",
            "{file}: the field {field} was changed here to “{ours}”, but taken away there."
        ),
        (None, Some(theirs)) => say!(
            "{file}: fältet {field} är borttaget här, men ändrat där till «{theirs}».",
            "{file}: the field {field} was taken away here, but changed there to “{theirs}”."
        ),
        (None, None) => say!("{file}: fältet {field} är en konflikt.", "{file}: the field {field} is a conflict."),
    }
}
