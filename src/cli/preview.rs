//! What a writing command is about to do, as a person checks it.

use std::collections::HashMap;

use anstyle::{AnsiColor, Style};
use karta::check::hidden;
use karta::edit::Change;
use karta::say::{Result, plain};
use similar::{ChangeTag, TextDiff};

use super::session::Session;
use super::written;

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const HEADING: Style = Style::new().bold();

/// One file that is changed where it lies, or moved.
pub struct Changed<'c> {
    from: &'c Change,
    to: &'c Change,
}

/// The files that changes are of; one that goes, and comes under the same name in another folder, is moved.
pub fn files(changes: &[Change]) -> Vec<Changed<'_>> {
    let goes = |change: &Change| change.after.is_none();
    let comes = |change: &Change| change.before.is_none();
    let by_name = |is_it: fn(&Change) -> bool| -> HashMap<&str, &Change> {
        changes.iter().filter(|change| is_it(change)).map(|change| (name(change), change)).collect()
    };
    let (gone, come) = (by_name(goes), by_name(comes));
    let shown = changes.iter().filter(|change| !(comes(change) && gone.contains_key(name(change))));
    shown
        .map(|from| Changed { from, to: come.get(name(from)).filter(|_| goes(from)).copied().unwrap_or(from) })
        .collect()
}

/// A file's name, without its folder.
fn name(change: &Change) -> &str {
    change.path.rsplit('/').next().unwrap_or_default()
}

/// Shows changes as a diff: the lines that go, the lines that come, and two around them.
pub fn preview(changes: &[Change], session: &Session<'_>) -> Result<()> {
    let text: String = files(changes).iter().map(drawn).collect();
    let text = match session.terminal.is_styled() {
        true => text,
        false => anstream::adapter::strip_str(&text).to_string(),
    };
    written(session.terminal.result(text.as_bytes()))
}

fn drawn(file: &Changed<'_>) -> String {
    let (before, after) = (file.from.before.as_deref().unwrap_or(""), file.to.after.as_deref().unwrap_or(""));
    let diff = TextDiff::from_lines(before, after);
    let heading = match std::ptr::eq(file.from, file.to) {
        true => plain(&file.from.path).into_owned(),
        false => format!("{} → {}", plain(&file.from.path), plain(&file.to.path)),
    };
    let mut text = format!("{HEADING}{heading}{HEADING:#}\n");
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
    // A diff may end up in a log or a ticket.
    let line = hidden(line);
    let line = plain(&line);
    match tag {
        ChangeTag::Equal => format!("  {line}\n"),
        ChangeTag::Delete => format!("{REMOVED}- {line}{REMOVED:#}\n"),
        ChangeTag::Insert => format!("{ADDED}+ {line}{ADDED:#}\n"),
    }
}
