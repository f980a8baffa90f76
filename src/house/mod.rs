//! The house format: how a file of the map is written.
//!
//! UTF-8 without a mark, NFC, LF and one final newline; `key = value` without indentation; `"…"` with no more escapes
//! than TOML demands; lists on one line of at most [`WIDTH`] characters, else an element a line; prose on one such line
//! or in a block; a blank line before each `[name]` and never two in a row. The order of keys, the comments and what
//! the values mean stay. Spaces at the ends of lines inside a block stay too: in Markdown two of them break the line.
//!
//! A text becomes [`Statement`]s, and statements become text; nothing else writes the format.

mod entry;
mod node;
mod read;
mod string;
mod tidy;
mod write;

pub use entry::{entry, node, own};
pub use node::{Key, Node, Part};
pub use read::{Statement, What, statements};
pub use write::{WIDTH, write};

use crate::entry::{Fault, parse};
use tidy::is_tidy;

/// The text in house format; what is wrong with it where it is not TOML.
///
/// Formatting what is formatted changes nothing, and both texts mean the same, but for the forms of letters (NFC),
/// CRLF, and white space at the end of prose, which is not part of it.
pub fn format(text: &str) -> Result<String, Vec<Fault>> {
    let (_, faults) = parse(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text));
    if !faults.is_empty() {
        return Err(faults);
    }
    if is_tidy(text) {
        return Ok(text.to_owned());
    }
    let formatted = formatted(text).ok_or_else(|| vec![whole(text, "nested too deeply")])?;
    if formatted != text && !parse(&formatted).1.is_empty() {
        return Err(vec![whole(text, "two keys are the same letters in different Unicode forms")]);
    }
    Ok(formatted)
}

/// Whether a text that is TOML is in house format already; cheaper than [`format()`], as it does not look for faults.
pub fn is_formatted(text: &str) -> bool {
    is_tidy(text) || formatted(text).is_some_and(|formatted| formatted == text)
}

/// What some Windows programs begin a file with.
const BYTE_ORDER_MARK: char = '\u{feff}';

fn formatted(text: &str) -> Option<String> {
    statements(text).map(|statements| write(&statements))
}

fn whole(text: &str, message: &str) -> Fault {
    Fault { span: (0, text.len() as u32), message: message.to_owned() }
}

#[cfg(test)]
pub(crate) mod tests;
