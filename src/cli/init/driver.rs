//! `karta init --merge-driver`: git is told to merge the map's files field by field.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use karta::edit::{self, Change};
use karta::say;
use karta::say::{Failure, Result, Words};

use crate::cli::session::Session;
use crate::cli::writing::nothing_written;
use crate::cli::{Outcome, git, store, written};

/// Connects a map to git's merging. Which files are merged so is said in the map, for everyone; how, in each clone.
pub fn connect(root: &Path, is_dry: bool, session: &Session<'_>) -> Result<Outcome> {
    let changes = [edit::merge_driver(said(root, ".gitattributes")?), edit::ignored(said(root, ".gitignore")?)];
    let changes: Vec<Change> = changes.into_iter().flatten().collect();
    let settings = settings();
    if is_dry {
        let shown: String =
            settings.iter().map(|(name, value)| format!("git config --local {name} {}\n", quoted(value))).collect();
        written(session.terminal.result(shown.as_bytes()))?;
        session.terminal.tell(&nothing_written());
        return Ok(Outcome::Done);
    }
    store::commit(root, &changes, session.terminal)?;
    let paths: String = changes.iter().map(|change| format!("{}\n", change.path)).collect();
    written(session.terminal.result(paths.as_bytes()))?;
    git::find()?;
    if !git::is_in_repository(root) {
        session.terminal.tell(&not_yet());
        return Ok(Outcome::Done);
    }
    for (name, value) in &settings {
        git::set(root, name, value)?;
    }
    session.terminal.tell(&done());
    Ok(Outcome::Done)
}

/// What the map says to git already.
fn said(root: &Path, file: &str) -> Result<Option<String>> {
    match fs::read_to_string(root.join(file)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io(say!("{file} går inte att läsa.", "{file} cannot be read."), &error)),
    }
}

/// The clone's own settings. What git merges on the way to a merge, it takes whole: marks would not be TOML.
fn settings() -> [(&'static str, String); 3] {
    [
        ("merge.karta.name", "karta: field by field".to_owned()),
        (
            "merge.karta.driver",
            format!("{} merge-file %O %A %B --path=%P --ours-label=%X --theirs-label=%Y", program()),
        ),
        ("merge.karta.recursive", "binary".to_owned()),
    ]
}

/// What to call this program: by its name where the shell finds it, else by where it is.
fn program() -> String {
    let name = if cfg!(windows) { "karta.exe" } else { "karta" };
    let folders = env::var_os("PATH").unwrap_or_default();
    let is_found = env::split_paths(&folders).any(|folder| folder.join(name).is_file());
    let here = env::current_exe().unwrap_or_else(|_| PathBuf::from("karta"));
    let here = here.to_string_lossy().replace('\\', "/").replace('%', "%%");
    if is_found { "karta".to_owned() } else { quoted(&here) }
}

/// A word as a shell takes it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn done() -> Words {
    Words::new(
        "Git slår nu ihop kartans filer fält för fält i den här klonen. Checka in .gitattributes och .gitignore om de ändrades. Varje annan klon behöver köra karta init --merge-driver en gång; tills dess slår git ihop rad för rad där.",
        "Git now merges the map's files field by field in this clone. Commit .gitattributes and .gitignore if they changed. Every other clone must run karta init --merge-driver once; until then git merges line by line there.",
    )
}

fn not_yet() -> Words {
    Words::new(
        "Mappen ligger inte i något git-arkiv ännu, så git är inte inkopplat. Kör git init, och sedan karta init --merge-driver igen.",
        "The folder does not lie in a git repository yet, so git is not connected. Run git init, and then karta init --merge-driver again.",
    )
}
