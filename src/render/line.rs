//! A line on its way out to a terminal or a log.

use std::io::{self, Write};

/// Writes a line without blanks at its end, and in a way that no build server takes for a command: they run lines that
/// begin with `::` (GitHub Actions) or `##` (Azure Pipelines), blanks aside.
pub fn write(out: &mut dyn Write, line: &str) -> io::Result<()> {
    let line = line.trim_end();
    let (blanks, text) = line.split_at(line.len() - line.trim_start().len());
    match text.split_at_checked(1) {
        Some((first, rest)) if text.starts_with("::") || text.starts_with("##") => {
            writeln!(out, "{blanks}{first}{BREAK}{rest}")
        }
        _ => writeln!(out, "{line}"),
    }
}

/// A joiner of no width: nothing to see, but no longer two signs side by side.
pub const BREAK: char = '\u{2060}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command() {
        let told = |line: &str| {
            let mut bytes = Vec::new();
            write(&mut bytes, line).expect("memory never fails");
            String::from_utf8(bytes).expect("UTF-8").replace(BREAK, "¤")
        };
        assert_eq!(told("  ::error::x  "), "  :¤:error::x\n");
        assert_eq!(told("##vso[x]"), "#¤#vso[x]\n");
        assert_eq!(told("Titel: a"), "Titel: a\n");
        assert_eq!(told(""), "\n");
    }
}
