//! One JSON document:
//!
//! ```json
//! {
//!   "schema_version": 1,
//!   "counts": {"fel": 1, "varning": 0, "info": 0},
//!   "findings": [
//!     {"rule": "broken-link", "level": "fel", "file": "behov/skola/a.toml", "line": 5, "column": 11, "end_line": 5,
//!      "end_column": 18, "field": "relaterat[0]", "message": "…", "hint": "…", "also": []}
//!   ]
//! }
//! ```
//!
//! Lines and columns count from 1, columns in characters; the end is the column after the last. What is about a file as
//! a whole is at 1:1 and has no `field`. `level` is `fel`, `varning` or `info`; `message` and `hint` are in the reader's
//! language. `also` has other places: `file`, `line`, `column`, `end_line`, `end_column`, `field`, `message`. There is
//! one finding to a line, in the order that they are shown. Paths are from the map's folder, whatever the page says.

use std::io::{self, Write};

use super::Found;
use super::places::Spot;
use crate::check::hidden;
use crate::finding::{Level, Place};
use crate::render::Page;
use crate::render::json::{SCHEMA_VERSION, array, text};

pub fn write(found: &[Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let count = |level: Level| found.iter().filter(|(finding, _)| finding.level == level).count();
    let counts =
        [Level::Error, Level::Warning, Level::Info].map(|level| format!("\"{}\": {}", level.name(), count(level)));
    writeln!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"counts\": {{{}}},", counts.join(", "))?;
    let objects = found.iter().map(|(finding, place)| {
        let also = finding.also.iter().zip(&place.also).map(|((file, place, what), spot)| {
            format!("{{{},\"message\":{}}}", position(file, place, spot), text(page.say(what)))
        });
        let also = also.collect::<Vec<_>>().join(",");
        format!(
            "{{\"rule\":{},\"level\":{},{},\"message\":{},\"hint\":{},\"also\":[{also}]}}",
            text(finding.rule),
            text(finding.level.name()),
            position(&finding.file, &finding.place, &place.own),
            text(page.say(&finding.what)),
            finding.hint.as_ref().map_or("null".to_owned(), |hint| text(page.say(hint))),
        )
    });
    array(out, "findings", objects)?;
    out.write_all(b"\n}\n")
}

fn position(file: &str, place: &Place, spot: &Spot) -> String {
    let field = match place {
        Place::Value(path) | Place::Key(path) | Place::Part(path, ..) | Place::Secret(path, ..) => {
            text(&hidden(&path.to_string()))
        }
        Place::File | Place::Bytes(..) => "null".to_owned(),
    };
    let Spot { line, column, end_line, end_column, .. } = spot;
    format!(
        "\"file\":{},\"line\":{line},\"column\":{column},\"end_line\":{end_line},\"end_column\":{end_column},\"field\":{field}",
        text(file)
    )
}
