//! Two changes of one file become one file, field by field.
//!
//! Different fields never meet. A list is a set: what either side added is there, what either took away is not, in the
//! order of ours. Records are known again by what they say. Only where both sides changed the same value in two ways is
//! there a conflict, and git's usual marks stand around that value alone. Comments of both sides survive, and what
//! neither changed stands as it stood.

mod level;
mod list;
mod piece;
mod record;
#[cfg(test)]
mod tests;
mod value;

use crate::entry;
use crate::house::{self, Statement};
use level::Merging;
use piece::Pieces;

/// One file out of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its text; with git's marks in it where there are conflicts.
    pub text: String,
    /// What both sides changed, each in its own way; none when the text is as it is to be.
    pub conflicts: Vec<Conflict>,
}

/// A value that both sides changed, each in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The way to it from the top of the file: `kallor.datum`; empty when it is the whole file.
    pub field: String,
    /// What our file has there; none when we took it away, or when the conflict is the whole file.
    pub ours: Option<String>,
    /// What their file has there, likewise.
    pub theirs: Option<String>,
}

/// Merges two changes of a text. The files are TOML, or else the whole of them is the conflict.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    let whole = |text: &str| Merged { text: text.to_owned(), conflicts: Vec::new() };
    if ours == theirs || theirs == base {
        return whole(ours);
    }
    if ours == base {
        return whole(theirs);
    }
    by_field(base, ours, theirs).unwrap_or_else(|| not_by_field(ours, theirs))
}

/// None when one of the texts is not TOML, or when what came out is not.
fn by_field(base: &str, ours: &str, theirs: &str) -> Option<Merged> {
    let [base_read, ours_read, theirs_read] = [read(base)?, read(ours)?, read(theirs)?];
    let mut merging = Merging::default();
    let (base, ours, theirs) =
        (Pieces::of(base, &base_read), Pieces::of(ours, &ours_read), Pieces::of(theirs, &theirs_read));
    merging.level("", &base.all, &ours.all, &theirs.all);
    merging.comments(base.tail, ours.tail, theirs.tail);
    let merged = merging.done();
    let is_right = !merged.conflicts.is_empty() || entry::parse(&merged.text).1.is_empty();
    is_right.then_some(merged)
}

/// The statements of a text that has no fault.
fn read(text: &str) -> Option<Vec<Statement<'_>>> {
    let is_right = entry::parse(text).1.is_empty();
    is_right.then(|| house::statements(text)).flatten()
}

fn not_by_field(ours: &str, theirs: &str) -> Merged {
    let mut merging = Merging::default();
    let sides = [ours, theirs].map(|text| Some(text.to_owned()));
    merging.conflict("", sides, [None, None]);
    merging.done()
}
