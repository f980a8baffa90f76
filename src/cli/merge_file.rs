//! `karta merge-file`: what git runs to merge two changes of one file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use karta::merge::{self, Conflict, Labels, Why};
use karta::say;
use karta::say::{Failure, Result, Words, plain, quote};
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

    #[arg(long, value_name = text("NAMN", "NAME"), help = text("Vad vår sida heter i konfliktmärkena (%X)", "What our side is called in the conflict marks (%X)"))]
    ours_label: Option<String>,

    #[arg(long, value_name = text("NAMN", "NAME"), help = text("Vad deras sida heter i konfliktmärkena (%Y)", "What their side is called in the conflict marks (%Y)"))]
    theirs_label: Option<String>,
}

impl MergeFile {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let read = |path: &PathBuf| read(&session.path(path), self.path.as_deref());
        let [base, ours, theirs] = [read(&self.base)?, read(&self.ours)?, read(&self.theirs)?];
        let (us, them) = (label(self.ours_label.as_deref()), label(self.theirs_label.as_deref()));
        let given = Labels::default();
        let labels =
            Labels { ours: us.as_deref().unwrap_or(given.ours), theirs: them.as_deref().unwrap_or(given.theirs) };
        let file = quote(&self.path.clone().unwrap_or_else(|| self.ours.display().to_string()));
        let texts = [&base, &ours, &theirs].map(|bytes| std::str::from_utf8(bytes).ok());
        let [Some(base), Some(ours), Some(theirs)] = texts else {
            store::write(&session.path(&self.ours), &merge::torn(&ours, &theirs, labels))?;
            session.terminal.tell(&no_text(&file));
            return Ok(Outcome::Found);
        };
        let merged = merge::merge(base, ours, theirs, labels);
        store::write(&session.path(&self.ours), merged.text.as_bytes())?;
        merged.conflicts.iter().for_each(|conflict| session.terminal.tell(&told(&file, conflict)));
        Ok(if merged.conflicts.is_empty() { Outcome::Done } else { Outcome::Found })
    }
}

/// What a side is called, on one line; a git that does not know the sign leaves it as it stands.
fn label(given: Option<&str>) -> Option<String> {
    let label = given.filter(|label| !label.is_empty() && !matches!(*label, "%X" | "%Y"))?;
    Some(plain(label).replace('\n', " "))
}

fn no_text(file: &str) -> Words {
    say!(
        "{file}: någon av filerna är inte UTF-8, så hela är en konflikt. Spara dem som UTF-8.",
        "{file}: one of the files is not UTF-8, so all of it is a conflict. Save them as UTF-8."
    )
}

/// What a file holds. `called` is what it is called in the repository; git's own names for it say nobody anything.
fn read(path: &Path, called: Option<&str>) -> Result<Vec<u8>> {
    let shown = called.map_or_else(|| quote(&path.display().to_string()), quote);
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Failure::new(say!("Filen {shown} finns inte.", "The file {shown} does not exist.")));
        }
        Err(error) => {
            return Err(Failure::io(say!("{shown} går inte att läsa.", "{shown} cannot be read."), &error));
        }
    };
    match bytes.len() > LARGEST {
        true => Err(Failure::new(say!("{shown} är för stor.", "{shown} is too large."))),
        false => Ok(bytes),
    }
}

/// A conflict in words, with both values.
fn told(file: &str, conflict: &Conflict) -> Words {
    let field = quote(&conflict.field);
    let shown = |value: &Option<String>| value.as_deref().map(quote);
    if let Why::Gone { is_ours, into } = &conflict.why {
        return lost(file, &field, *is_ours, into);
    }
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

/// A change that nobody would find.
fn lost(file: &str, field: &str, is_ours: bool, into: &[String]) -> Words {
    let into = quote(&into.join(", "));
    match (is_ours, into.is_empty()) {
        (true, true) => say!(
            "{file}: fältet {field} är ändrat där, men posten är avförd här. Bestäm om posten ska vara kvar.",
            "{file}: the field {field} was changed there, but the entry was withdrawn here. Decide whether the entry stays."
        ),
        (false, true) => say!(
            "{file}: fältet {field} är ändrat här, men posten är avförd där. Bestäm om posten ska vara kvar.",
            "{file}: the field {field} was changed here, but the entry was withdrawn there. Decide whether the entry stays."
        ),
        (true, false) => say!(
            "{file}: fältet {field} är ändrat där, men posten har här ersatts av {into}. Gör ändringen i den i stället.",
            "{file}: the field {field} was changed there, but the entry was replaced here by {into}. Make the change in that instead."
        ),
        (false, false) => say!(
            "{file}: fältet {field} är ändrat här, men posten har där ersatts av {into}. Gör ändringen i den i stället.",
            "{file}: the field {field} was changed here, but the entry was replaced there by {into}. Make the change in that instead."
        ),
    }
}
