//! What a writing command is about to do, as a person checks it.

use anstyle::{AnsiColor, Style};
use karta::edit::Change;
use karta::say::{Result, plain};
use similar::{ChangeTag, TextDiff};

use super::session::Session;
use super::written;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const HEADING: Style = Style::new().bold();

/// Shows changes as a diff: the lines that go, the lines that come, and two around them.
pub fn preview(changes: &[Change], session: &Session<'_>) -> Result<()> {
    let text: String = changes.iter().map(drawn).collect();
    let text = match session.terminal.is_styled() {
        true => text,
        false => anstream::adapter::strip_str(&text).to_string(),
    };
    written(session.terminal.result(text.as_bytes()))
}

fn drawn(change: &Change) -> String {
    let (before, after) = (change.before.as_deref().unwrap_or(""), change.after.as_deref().unwrap_or(""));
    let diff = TextDiff::from_lines(before, after);
    let mut text = format!("{HEADING}{}{HEADING:#}\n", plain(&change.path));
    for (at, group) in diff.grouped_ops(2).iter().enumerate() {
        if at > 0 {
            text.push_str("  …\n");
        }
        for line in group.iter().flat_map(|op| diff.iter_changes(op)) {
            text.push_str(&marked(line.tag(), line.value().trim_end_matches(['\r', '\n'])));
        }
    }
    text
}

fn marked(tag: ChangeTag, line: &str) -> String {
    let line = plain(line);
    match tag {
        ChangeTag::Equal => format!("  {line}\n"),
        ChangeTag::Delete => format!("{REMOVED}- {line}{REMOVED:#}\n"),
        ChangeTag::Insert => format!("{ADDED}+ {line}{ADDED:#}\n"),
    }
}
