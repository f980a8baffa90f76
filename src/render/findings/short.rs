//! A line for each finding, as compilers write and editors read.

use std::io::{self, Write};

use super::Found;
use crate::render::{Page, line};
use crate::say::plain;

pub fn write(found: &[Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    for (finding, place) in found {
        let (file, line, column) = (page.path(&finding.file), place.own.line, place.own.column);
        let (level, message) = (finding.level.label(), plain(page.say(&finding.what)));
        let told = format!("{}:{line}:{column}: {}[{}]: {message}", plain(&file), page.say(&level), finding.rule);
        line::write(out, &told)?;
    }
    Ok(())
}
