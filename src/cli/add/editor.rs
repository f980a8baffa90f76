//! A draft in the reader's own editor.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use karta::edit::Change;
use karta::entry;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::value::{Id, Kind};

use crate::cli::session::Session;
use crate::cli::store;

/// Opens the new file in `$VISUAL` or `$EDITOR`, and takes what comes back if it is right. A draft that is not stays
/// where it is, so that nothing typed is lost.
pub fn edit(change: Change, kind: Kind, session: &Session<'_>) -> Result<Change> {
    let draft = draft_path(&change.path);
    store::write(&draft, change.after.as_deref().unwrap_or_default().as_bytes())?;
    open(&draft)?;
    let text = fs::read_to_string(&draft).map_err(|error| {
        let shown = quote(&draft.display().to_string());
        Failure::io(say!("Utkastet {shown} gick inte att läsa.", "The draft {shown} could not be read."), &error)
    })?;
    let (read, problems) = entry::read(kind, &change.path, &text);
    match read {
        Some(entry) if problems.is_empty() => {
            let _ = fs::remove_file(&draft);
            Ok(Change::create(moved(&change.path, &entry.id), text))
        }
        _ => Err(unusable(&draft, problems.len(), session)),
    }
}

/// A file of its own for each run, with the ending that editors know.
fn draft_path(path: &str) -> PathBuf {
    let name = path.rsplit('/').next().unwrap_or(path);
    env::temp_dir().join(format!("karta-{}-{name}", std::process::id()))
}

/// The file's stem follows the id, should that have been changed in the draft.
fn moved(path: &str, id: &Id) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{id}.toml"),
        None => format!("{id}.toml"),
    }
}

fn open(draft: &Path) -> Result<()> {
    let named =
        ["VISUAL", "EDITOR"].iter().find_map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = named.ok_or_else(|| {
        Failure::new(Words::new("Ingen editor är vald.", "No editor is chosen."))
            .hint(Words::new("Sätt EDITOR, till exempel EDITOR=nano", "Set EDITOR, for example EDITOR=nano"))
    })?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = Command::new(program).args(words).arg(draft).status();
    let shown = quote(&editor);
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::new(say!(
            "Editorn {shown} avslutades med ett fel; ingenting skrevs.",
            "The editor {shown} ended with an error; nothing was written."
        ))),
        Err(error) => Err(Failure::io(
            say!("Editorn {shown} gick inte att starta.", "The editor {shown} could not be started."),
            &error,
        )),
    }
}

fn unusable(draft: &Path, count: usize, _session: &Session<'_>) -> Failure {
    let shown = quote(&draft.display().to_string());
    Failure::new(say!(
        "Utkastet har {count} fel och skrevs inte i kartan.",
        "The draft has {count} errors and was not written to the map."
    ))
    .hint(say!(
        "Det ligger kvar i {shown}; rätta det där, eller gör om.",
        "It is still in {shown}; mend it there, or do it again."
    ))
}
