//! The history as a git repository: the same commits on every machine.
//!
//! A commit id follows from its content, author, date and message. All of them are fixed here, and
//! git is run without anything that a user's or a system's settings could add.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::map::{self, Chronicle, Files};
use crate::rows::Records;
use crate::{FIRST_YEAR, WORKING_STATE, concepts};

const FOLDER: &str = "map-data";
const NAME: &str = "karta";
const ADDRESS: &str = "karta@example.org";

const SETTINGS: [&str; 9] = [
    "commit.gpgsign=false",
    "core.hooksPath=/dev/null",
    "core.autocrlf=false",
    "core.fileMode=false",
    "core.excludesFile=/dev/null",
    "core.attributesFile=/dev/null",
    "i18n.commitEncoding=utf-8",
    "init.defaultBranch=main",
    "gc.auto=0",
];

/// What a program needs to be found and to run; nothing of it reaches a commit.
const KEPT_VARIABLES: [&str; 5] = ["PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"];

pub fn build(records: &Records, folder: &Path, until: i32) -> Result<()> {
    if !map::is_new_or_empty(folder)? {
        bail!("{} is not empty; give a new or empty folder", folder.display());
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    git(folder, FIRST_YEAR, &["init", "--quiet", "--template=", "--object-format=sha1"])?;
    let chronicle = Chronicle::new(records);
    for year in FIRST_YEAR..=until {
        let files = chronicle.files(year);
        map::write(&files, &folder.join(FOLDER))?;
        git(folder, year, &["add", "--all"])?;
        git(folder, year, &["commit", "--quiet", "--message", &message(records, &files, year)])?;
    }
    Ok(())
}

fn git(folder: &Path, year: i32, arguments: &[&str]) -> Result<()> {
    let date = format!("{year}-12-31T12:00:00+01:00");
    let mut command = Command::new("git");
    command.current_dir(folder).env_clear();
    for name in KEPT_VARIABLES {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command
        .envs([("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null")])
        .envs([("GIT_ATTR_NOSYSTEM", "1"), ("GIT_TEMPLATE_DIR", ""), ("LC_ALL", "C")])
        .envs([("GIT_AUTHOR_NAME", NAME), ("GIT_AUTHOR_EMAIL", ADDRESS)])
        .envs([("GIT_COMMITTER_NAME", NAME), ("GIT_COMMITTER_EMAIL", ADDRESS)])
        .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .args(arguments);
    let output = command.output().context("git could not be run; is it installed?")?;
    if !output.status.success() {
        bail!("git {}: {}", arguments[0], String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}

fn message(records: &Records, files: &Files, year: i32) -> String {
    let count = |kind: &str| files.keys().filter(|path| path.starts_with(kind)).count();
    let subject = match year {
        WORKING_STATE => "Efter revideringen 2022: uppgifter om senare år och utan år".to_string(),
        year => format!("Översiktskartan {year}"),
    };
    format!(
        "{subject}\n\n{} behov, {} initiativ, {} aktörer, {} begrepp.\n\
         Rekonstruerad ur källorna; reglerna står i map-data/README.md.\n",
        count("behov/"),
        count("initiativ/"),
        count("aktor/"),
        concepts::known(records, year).count(),
    )
}
