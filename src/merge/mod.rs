//! Two changes of one file become one file, field by field.
//!
//! Different fields never meet. A list is a set: what either side added is there, what either took away is not, in the
//! order of ours. Records are known again by what they say. Only where both sides changed the same value in two ways is
//! there a conflict, and git's usual marks stand around that value alone. Comments of both sides survive, and what
//! neither changed stands as it stood. Prose is merged line by line. What one side changed in an entry that the other
//! has withdrawn is a conflict: nobody would find it.

mod elements;
mod gone;
mod level;
mod list;
mod piece;
mod prose;
mod record;
mod spread;
#[cfg(test)]
mod tests;
mod value;

use crate::entry;
use crate::house::{self, Statement};
use gone::Gone;
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
    /// Why it cannot be settled.
    pub why: Why,
}

/// Why two changes cannot both be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Both changed it, each in its own way.
    Both,
    /// One side changed it in an entry that the other has withdrawn, where nobody would find the change.
    Gone {
        /// Whether it is we who withdrew the entry.
        is_ours: bool,
        /// What it was replaced by.
        into: Vec<String>,
    },
}

/// What the sides are called in the marks around a conflict.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'l> {
    /// Ours: `HEAD`.
    pub ours: &'l str,
    /// Theirs: the branch that is merged.
    pub theirs: &'l str,
}

impl Default for Labels<'_> {
    fn default() -> Self {
        Labels { ours: "ours", theirs: "theirs" }
    }
}

/// Merges two changes of a text. The files are TOML, or else the whole of them is the conflict. Lines end as ours do.
pub fn merge(base: &str, ours: &str, theirs: &str, labels: Labels<'_>) -> Merged {
    let whole = |text: &str| Merged { text: text.to_owned(), conflicts: Vec::new() };
    if ours == theirs || theirs == base {
        return whole(ours);
    }
    if ours == base {
        return whole(theirs);
    }
    if [base, ours, theirs].iter().any(|text| text.contains("\r\n")) {
        let [base, us, them] = [base, ours, theirs].map(|text| text.replace("\r\n", "\n"));
        let merged = merge(&base, &us, &them, labels);
        let is_crlf = ours.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
        let text = if is_crlf { merged.text.replace('\n', "\r\n") } else { merged.text };
        return Merged { text, ..merged };
    }
    by_field(base, ours, theirs, labels).unwrap_or_else(|| not_by_field(ours, theirs, labels))
}

/// The whole of two files that are no texts, between git's marks.
pub fn torn(ours: &[u8], theirs: &[u8], labels: Labels<'_>) -> Vec<u8> {
    let end = |bytes: &[u8]| if bytes.is_empty() || bytes.ends_with(b"\n") { "" } else { "\n" };
    let Labels { ours: us, theirs: them } = labels;
    [
        format!("<<<<<<< {us}\n").as_bytes(),
        ours,
        format!("{}=======\n", end(ours)).as_bytes(),
        theirs,
        format!("{}>>>>>>> {them}\n", end(theirs)).as_bytes(),
    ]
    .concat()
}

/// None when one of the texts is not TOML, or when what came out is not.
fn by_field(base: &str, ours: &str, theirs: &str, labels: Labels<'_>) -> Option<Merged> {
    let [base_read, ours_read, theirs_read] = [read(base)?, read(ours)?, read(theirs)?];
    let (base, ours, theirs) =
        (Pieces::of(base, &base_read), Pieces::of(ours, &ours_read), Pieces::of(theirs, &theirs_read));
    let mut merging = Merging::new(labels, Gone::of(&base.all, &ours.all, &theirs.all));
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

fn not_by_field(ours: &str, theirs: &str, labels: Labels<'_>) -> Merged {
    let mut merging = Merging::new(labels, None);
    let sides = [ours, theirs].map(|text| Some(text.to_owned()));
    merging.conflict("", sides, [None, None]);
    merging.done()
}
