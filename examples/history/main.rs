//! Builds the history of the shared map from the CSV files in `data/`.
//!
//! ```text
//! cargo run --example history -- DIR [--until YEAR]   a git repository, one commit a year
//! cargo run --example history -- --files YEAR DIR     the map of one year as files, no git
//! ```
//!
//! The first form writes `DIR/map-data` and commits it once for each year from 2016 to 2022, and
//! once more for what the sources say of 2023 and later. The same CSV files give the same commit
//! ids on every machine. `DIR` must be new or empty; with `--files` it may hold another year of the
//! map. How a year is worked out is told in `data/README.md`, which is also the
//! map's own README.

mod actors;
mod changes;
mod citations;
mod concepts;
mod initiatives;
mod judgements;
mod map;
mod needs;
mod page;
mod presence;
mod repository;
mod revisions;
mod rows;
mod settings;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// The first yearly revision that the sources let us tell.
pub const FIRST_YEAR: i32 = 2016;
/// The last yearly revision.
pub const LAST_REVISION: i32 = 2022;
/// Stands for everything later, and for what no source dates.
pub const WORKING_STATE: i32 = 2023;

const USAGE: &str = "usage: history DIR [--until YEAR]\n       history --files YEAR DIR\n\
                     YEAR is 2016 to 2023; 2023 is the working state after the last revision";

enum Wish {
    Repository { folder: PathBuf, until: i32 },
    Files { folder: PathBuf, year: i32 },
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wish = wish(&arguments)?;
    let records = rows::Records::read()?;
    match wish {
        Wish::Repository { folder, until } => repository::build(&records, &folder, until),
        Wish::Files { folder, year } => map::write_into(&records, &folder, year),
    }
}

fn wish(arguments: &[String]) -> Result<Wish> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--files", year, folder] => Ok(Wish::Files { folder: folder.into(), year: read_year(year)? }),
        [folder, "--until", year] | ["--until", year, folder] if !folder.starts_with('-') => {
            Ok(Wish::Repository { folder: folder.into(), until: read_year(year)? })
        }
        [folder] if !folder.starts_with('-') => Ok(Wish::Repository { folder: folder.into(), until: WORKING_STATE }),
        _ => bail!("{USAGE}"),
    }
}

fn read_year(text: &str) -> Result<i32> {
    let year = text.parse().with_context(|| format!("not a year: {text}\n{USAGE}"))?;
    if !(FIRST_YEAR..=WORKING_STATE).contains(&year) {
        bail!("no map for {year}\n{USAGE}");
    }
    Ok(year)
}
