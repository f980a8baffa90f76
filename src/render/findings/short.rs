//! A line for each finding, as compilers write and editors read.

use std::io::{self, Write};

use super::places::places;
use crate::finding::Finding;
use crate::render::Page;
use crate::say::plain;
use crate::source::Tree;

pub fn write(findings: &[Finding], tree: &Tree, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for (finding, place) in findings.iter().zip(places(findings, tree)) {
        let (file, line, column) = (plain(&finding.file), place.own.line, place.own.column);
        let (level, message) = (finding.level.label(), plain(page.say(&finding.what)));
        writeln!(out, "{file}:{line}:{column}: {}[{}]: {message}", page.say(&level), finding.rule)?;
    }
    Ok(())
}
