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

/// Writes findings in their order. Each file that one of them points at is read and parsed once.
pub fn findings(
    findings: &[Finding],
    tree: &Tree,
    format: FindingFormat,
    page: &Page,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        FindingFormat::Text => text::write(findings, tree, page, out),
        FindingFormat::Short => short::write(findings, tree, page, out),
        FindingFormat::Json => json::write(findings, tree, page, out),
        FindingFormat::Github => github::write(findings, tree, page, out),
        FindingFormat::Gitlab => gitlab::write(findings, tree, page, out),
        FindingFormat::Sarif => sarif::write(findings, tree, page, out),
        FindingFormat::Junit => junit::write(findings, tree, page, out),
    }
}

#[cfg(test)]
mod tests;
