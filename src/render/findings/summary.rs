//! All findings in one sentence.

use std::collections::HashSet;

use crate::finding::{Finding, Level};
use crate::say;
use crate::say::Words;

/// What was found, in words: «3 fel och 1 varning i 2 filer.», and a friendly sentence when nothing was.
pub fn summary(findings: &[Finding]) -> Words {
    let levels = [Level::Error, Level::Warning, Level::Info].map(|level| (level, count(findings, level)));
    let mut told = levels.into_iter().filter(|(_, count)| *count > 0).map(|(level, count)| number(level, count));
    let files = files(findings.iter().map(|finding| &finding.file).collect::<HashSet<_>>().len());
    match (told.next(), told.next(), told.next()) {
        (Some(a), Some(b), Some(c)) => {
            say!("{a}, {b} och {c} i {files}.", "{a}, {b} and {c} in {files}."; a in words, b in words, c in words, files in words)
        }
        (Some(a), Some(b), _) => {
            say!("{a} och {b} i {files}.", "{a} and {b} in {files}."; a in words, b in words, files in words)
        }
        (Some(a), ..) => say!("{a} i {files}.", "{a} in {files}."; a in words, files in words),
        _ => Words::new("Inget att anmärka: kartan är i ordning.", "Nothing to report: the map is in order."),
    }
}

fn count(findings: &[Finding], level: Level) -> usize {
    findings.iter().filter(|finding| finding.level == level).count()
}

fn number(level: Level, count: usize) -> Words {
    match (level, count) {
        (Level::Error, 1) => Words::new("1 fel", "1 error"),
        (Level::Error, _) => say!("{count} fel", "{count} errors"),
        (Level::Warning, 1) => Words::new("1 varning", "1 warning"),
        (Level::Warning, _) => say!("{count} varningar", "{count} warnings"),
        (Level::Info, 1) => Words::new("1 upplysning", "1 remark"),
        (Level::Info, _) => say!("{count} upplysningar", "{count} remarks"),
    }
}

fn files(count: usize) -> Words {
    match count {
        1 => Words::new("1 fil", "1 file"),
        _ => say!("{count} filer", "{count} files"),
    }
}
