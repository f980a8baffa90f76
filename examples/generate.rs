//! Writes a large map shaped like the real one, for measuring: `cargo run --release --example generate -- DIR COUNT [SEED]`.
//!
//! `COUNT` is the number of behov and initiativ together; there is one aktör for each ten. The same count and seed give
//! the same bytes on every machine.

#![allow(clippy::print_stderr, reason = "an example is a program of its own")]

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

#[path = "../benches/generated/mod.rs"]
mod generated;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let (folder, count, seed) = match &given[..] {
        [folder, count] => (folder, count.parse()?, 1),
        [folder, count, seed] => (folder, count.parse()?, seed.parse()?),
        _ => bail!("usage: generate DIR COUNT [SEED]"),
    };
    let folder = Path::new(folder);
    if folder.exists() && folder.read_dir()?.next().is_some() {
        bail!("{} is not empty", folder.display());
    }
    for (path, text) in generated::map(count, seed) {
        let path = folder.join(path);
        let parent = path.parent().context("every file of a map lies in a folder")?;
        std::fs::create_dir_all(parent)?;
        std::fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
