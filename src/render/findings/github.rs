//! Commands that GitHub Actions shows as annotations on the lines of a pull request:
//!
//! ```text
//! ::error file=map-data/behov/a.toml,line=3,endLine=3,col=19,endColumn=27,title=unknown-concept::Temat skolla …
//! ```
//!
//! `fel` is `error`, `varning` is `warning`, `info` is `notice`. Columns are told only of places on one line, for GitHub
//! takes no others. GitHub shows ten annotations of each sort for a step; the log has them all.

use std::io::{self, Write};

use super::Found;
use super::places::Spot;
use super::told;
use crate::finding::Level;
use crate::render::Page;
use crate::say::plain;

pub fn write(found: &[Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for (finding, place) in found {
        let file = property(&plain(&page.path(&finding.file)));
        let (command, position) = (command(finding.level), position(&place.own));
        let message = data(&told::lines(finding, place, page).join("\n"));
        writeln!(out, "::{command} file={file}{position},title={}::{message}", property(finding.rule))?;
    }
    Ok(())
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    }
}

fn position(spot: &Spot) -> String {
    let Spot { line, column, end_line, end_column, excerpt } = spot;
    match excerpt {
        None => String::new(),
        Some(_) if line == end_line => {
            format!(",line={line},endLine={end_line},col={column},endColumn={end_column}")
        }
        Some(_) => format!(",line={line},endLine={end_line}"),
    }
}

/// What stands after the command: nothing in it ends it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: nothing in it ends it, or begins another.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
