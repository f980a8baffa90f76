use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use crate::say::{Failure, Words, plain};

/// How much of an expression is shown on each side of a place in it.
const SHOWN: usize = 40;

/// A text in a filter, and where it was said.
#[derive(Clone, Debug)]
pub struct Said {
    /// What was said.
    pub text: String,
    /// Where; nothing when it was not in an expression.
    pub(super) place: Option<Place>,
}

impl PartialEq for Said {
    fn eq(&self, other: &Said) -> bool {
        self.text == other.text
    }
}

impl Eq for Said {}

impl Said {
    /// A text that was not in an expression, as from a flag.
    pub fn plain(text: &str) -> Said {
        Said { text: text.to_owned(), place: None }
    }
}

/// Bytes in an expression.
#[derive(Clone, Debug)]
pub struct Place {
    source: Arc<str>,
    from: usize,
    to: usize,
}

impl Place {
    pub fn new(source: &Arc<str>, from: usize, to: usize) -> Place {
        Place { source: source.clone(), from, to }
    }

    /// The part of the expression around the place, and below it a line that points the place out.
    fn drawn(&self) -> String {
        let before = tail(&self.source[..self.from]);
        let here = &self.source[self.from..self.to];
        let (here, after) = match here.char_indices().nth(SHOWN) {
            Some((end, _)) => (&here[..end], ""),
            None => (here, head(&self.source[self.to..])),
        };
        let (before, here, after) = (plain(before), plain(here), plain(after));
        let carets = "^".repeat(here.width().max(1));
        let indent = " ".repeat(before.width());
        format!("  {before}{here}{after}\n  {indent}{carets}")
    }
}

/// A failure at a place in an expression, with the place drawn below what is said.
pub fn fault(what: Words, place: Option<&Place>) -> Failure {
    let Some(place) = place else { return Failure::new(what) };
    let drawn = place.drawn();
    Failure::new(Words::each(|lang| format!("{}\n{drawn}", what.get(lang))))
}

fn tail(text: &str) -> &str {
    text.char_indices().nth_back(SHOWN).map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}

fn head(text: &str) -> &str {
    text.char_indices().nth(SHOWN).map_or(text, |(at, _)| &text[..at])
}
