//! Findings become bytes: with the lines they are about for people, on a line each for editors, as JSON for programs,
//! and as each build server wants them.

mod github;
mod gitlab;
mod identity;
mod json;
mod junit;
mod places;
mod sarif;
mod short;
mod summary;
mod text;
mod told;

use std::io;

pub use summary::summary;

use places::{Where, places};

use super::Page;
use crate::finding::Finding;
use crate::source::Tree;

/// A way to show findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingFormat {
    /// For people: the line, a mark under the place, and what to do.
    Text,
    /// `file:line:column: level[rule]: message`, as compilers write and editors read.
    Short,
    /// One JSON document.
    Json,
    /// Commands that GitHub Actions shows as annotations on the lines.
    Github,
    /// A Code Quality report for GitLab.
    Gitlab,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for anything that shows tests.
    Junit,
}

impl FindingFormat {
    /// Every way, in the order that they are shown.
    pub const ALL: [FindingFormat; 7] = {
        use FindingFormat::*;
        [Text, Short, Json, Github, Gitlab, Sarif, Junit]
    };

    /// The word in commands.
    pub fn name(self) -> &'static str {
        match self {
            FindingFormat::Text => "text",
            FindingFormat::Short => "short",
            FindingFormat::Json => "json",
            FindingFormat::Github => "github",
            FindingFormat::Gitlab => "gitlab",
            FindingFormat::Sarif => "sarif",
            FindingFormat::Junit => "junit",
        }
    }

    /// Reads the word in commands, in any case.
    pub fn parse(name: &str) -> Option<FindingFormat> {
        FindingFormat::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name))
    }
}

/// A finding, and where it is.
type Found<'f> = (&'f Finding, Where);

/// Findings by file, and in each file by line. Each file that one of them points at is read and parsed once.
fn located<'f>(findings: &'f [Finding], tree: &Tree) -> Vec<Found<'f>> {
    let mut found: Vec<Found<'f>> = findings.iter().zip(places(findings, tree)).collect();
    let key = |(finding, place): &Found<'f>| (&finding.file, place.own.line, place.own.column);
    found.sort_by(|a, b| key(a).cmp(&key(b)));
    found
}

/// Writes findings, by file and by line.
pub fn findings(
    findings: &[Finding],
    tree: &Tree,
    format: FindingFormat,
    page: &Page,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let found = located(findings, tree);
    match format {
        FindingFormat::Text => text::write(&found, page, out),
        FindingFormat::Short => short::write(&found, page, out),
        FindingFormat::Json => json::write(&found, page, out),
        FindingFormat::Github => github::write(&found, page, out),
        FindingFormat::Gitlab => gitlab::write(&found, page, out),
        FindingFormat::Sarif => sarif::write(&found, page, out),
        FindingFormat::Junit => junit::write(&found, page, out),
    }
}

#[cfg(test)]
mod tests;
