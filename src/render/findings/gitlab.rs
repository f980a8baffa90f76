//! A Code Quality report for GitLab: an array with an object for each finding.
//!
//! ```json
//! [
//!   {"description": "…", "check_name": "unknown-concept", "fingerprint": "…", "severity": "major",
//!    "location": {"path": "behov/skola/a.toml", "lines": {"begin": 5, "end": 5}}}
//! ]
//! ```
//!
//! `fel` is `major`, `varning` is `minor`, `info` is `info`. Fingerprints stay when lines move, so that GitLab tells what
//! is new in a merge request from what was there.

use std::io::{self, Write};

use serde_json::json;

use super::Found;
use super::identity::identities;
use super::told;
use crate::finding::Level;
use crate::render::{Page, json};
use crate::say::plain;

pub fn write(found: &[Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut between = "\n";
    for ((finding, place), identity) in found.iter().zip(identities(found.iter().map(|(finding, _)| *finding))) {
        let issue = json!({
            "description": told::text(finding, page),
            "check_name": finding.rule,
            "fingerprint": identity,
            "severity": severity(finding.level),
            "location": {
                "path": plain(&page.path(&finding.file)),
                "lines": { "begin": place.own.line, "end": place.own.end_line },
            },
        });
        write!(out, "{between}  {}", json::on_one_line(&issue))?;
        between = ",\n";
    }
    writeln!(out, "{}]", if found.is_empty() { "" } else { "\n" })
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info => "info",
    }
}
