//! Writes a large map shaped like the real one, for measuring: `cargo run --release --example generate -- DIR COUNT [SEED]`.
//!
//! `-- --later DIR COUNT [SEED]` makes a map written so what it is a year later, for comparing the two: 8 in a hundred of
//! its behov and initiativ changed, 2 new, 1 gone, 1 moved.
//!
//! `COUNT` is the number of behov and initiativ together; there is one aktör for each ten. The same count and seed give
//! the same bytes on every machine.

use std::path::Path;

use anyhow::{Context, Result, bail};

#[path = "../benches/generated/mod.rs"]
mod generated;

fn main() -> Result<()> {
    let mut given: Vec<String> = std::env::args().skip(1).collect();
    let is_later = given.first().is_some_and(|first| first == "--later");
    given.drain(..usize::from(is_later));
    let (folder, count, seed) = match &given[..] {
        [folder, count] => (folder, count.parse()?, 1),
        [folder, count, seed] => (folder, count.parse()?, seed.parse()?),
        _ => bail!("usage: generate [--later] DIR COUNT [SEED]"),
    };
    let folder = Path::new(folder);
    if is_later {
        return generated::a_year_later(count, seed).try_for_each(|(path, text)| put(&folder.join(path), text));
    }
    if folder.exists() && folder.read_dir()?.next().is_some() {
        bail!("{} is not empty", folder.display());
    }
    generated::map(count, seed).try_for_each(|(path, text)| put(&folder.join(path), Some(text)))
}

/// Writes a file, or takes it away when it has no text.
fn put(path: &Path, text: Option<String>) -> Result<()> {
    let Some(text) = text else {
        return std::fs::remove_file(path).with_context(|| path.display().to_string());
    };
    let parent = path.parent().context("every file of a map lies in a folder")?;
    std::fs::create_dir_all(parent)?;
    std::fs::write(path, text).with_context(|| path.display().to_string())
}
