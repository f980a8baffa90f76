//! The program git, for the few things that are written to a repository: a commit, and the settings of a clone.
//!
//! Everything else is read straight from git's objects. git is run with fixed words; whatever comes from a person or
//! from the map stands behind `--`, or joined to its own flag, so that git never takes it for a flag.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::process::Command;

use karta::say;
use karta::say::{Failure, Result, Words, plain};

/// Sees that there is a git to run.
pub fn find() -> Result<()> {
    run(Path::new("."), &["--version"]).map(drop)
}

/// Commits one file and nothing else, with the user's own hooks and signature.
pub fn commit(folder: &Path, path: &str, message: &str) -> Result<()> {
    run(folder, &["--literal-pathspecs", "add", "--", path])?;
    let message = format!("--message={message}");
    run(folder, &["--literal-pathspecs", "commit", "--quiet", "--only", &message, "--", path]).map(drop)
}

/// Gives the clone that a folder lies in a setting of its own.
pub fn set(folder: &Path, name: &str, value: &str) -> Result<()> {
    run(folder, &["config", "--local", name, value]).map(drop)
}

/// Whether a folder lies in a working tree of git's.
pub fn is_in_repository(folder: &Path) -> bool {
    run(folder, &["rev-parse", "--is-inside-work-tree"]).is_ok_and(|answer| answer.trim() == "true")
}

/// What git answers.
fn run(folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git").args(arguments).current_dir(folder).output().map_err(|error| no_git(&error))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(refused(arguments, &output.stderr)),
    }
}

fn no_git(error: &io::Error) -> Failure {
    Failure::io(Words::new("Programmet git gick inte att köra.", "The program git could not be run."), error).hint(
        Words::new(
            "Installera git från git-scm.com, eller gör det som skulle göras med det git-program som du har.",
            "Install git from git-scm.com, or do what was to be done with the git program that you have.",
        ),
    )
}

fn refused(arguments: &[&str], answer: &[u8]) -> Failure {
    let command = arguments.iter().map(|word| shell(word)).collect::<Vec<_>>().join(" ");
    let deed = arguments.iter().find(|argument| !argument.starts_with('-')).unwrap_or(&"");
    let answer = String::from_utf8_lossy(answer);
    let answer = answer.lines().map(plain).collect::<Vec<_>>().join("\n  ");
    Failure {
        what: say!("git {deed} gick inte.", "git {deed} did not work."),
        why: Some(say!("git svarade: {answer}", "git answered: {answer}")),
        hint: Some(say!(
            "Det som karta skrev ligger kvar i mappen. Rätta det som git säger, och kör själv: git {command}",
            "What karta wrote is still in the folder. Mend what git says, and run it yourself: git {command}"
        )),
    }
}

/// A word as a shell takes it.
fn shell(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:".contains(c);
    if word.chars().all(is_plain) { word.into() } else { format!("'{}'", word.replace('\'', "'\\''")).into() }
}
