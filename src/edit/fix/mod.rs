//! What is beyond doubt is mended; what a person must judge is left as it is.
//!
//! Mending is done value by value in the statements of a file, so comments and order stay, and what was mended is right
//! by the same door that files are read by. Mending what is mended changes nothing. Two things are never touched: an
//! entry's `id`, which never changes, and `ersatt_av`, which is the record of what happened.

mod folder;
mod ground;
mod key;
mod names;
mod text;
mod value;

use crate::karta::Karta;
use crate::say::Words;
use crate::source::{File, Tree};

use super::change::Change;
use folder::Move;
use ground::Ground;

/// The rules of which [`fix`] mends all findings, or those that leave no doubt.
const MENDS: [&str; 16] = [
    "bad-date",
    "bad-id",
    "bad-orgnr",
    "bad-url",
    "bad-value",
    "broken-link",
    "newer-toml",
    "not-house-format",
    "not-nfc",
    "repeated-value",
    "replaced-link",
    "unknown-actor",
    "unknown-concept",
    "unknown-field",
    "wrong-folder",
    "wrong-type",
];

/// What was mended in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The file as it was called, from the map's folder.
    pub file: Box<str>,
    /// The rule that had something to say of it.
    pub rule: &'static str,
    /// What was done.
    pub what: Words,
}

/// Files to change, and what is mended by it, by file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fixes {
    /// The files; one that moves goes from one place and comes in another.
    pub changes: Vec<Change>,
    /// What is mended, in the order of the files.
    pub mended: Vec<Mended>,
}

/// Whether [`fix`] mends findings of that rule: all of them, or those that leave no doubt.
pub fn mends(rule: &str) -> bool {
    MENDS.contains(&rule)
}

/// Mends what is beyond doubt in every file of a map. A file that is not TOML is left alone, and so is what concerns a
/// rule that the map has turned off, or has made an exception from.
pub fn fix(karta: &Karta, tree: &Tree) -> Fixes {
    let ground = Ground::new(karta, tree);
    let read = tree.read(|file, text| text.ok().and_then(|text| FileFix::of(&ground, file, text)));
    let mut places = folder::Places::new(tree);
    let mut fixes = Fixes::default();
    for mut fix in read.into_iter().flatten() {
        if let Some(way) = fix.way.take() {
            match places.take(&way.to) {
                true => fix.carry(way),
                false => fix.changes.retain(|change| change.before != change.after),
            }
        }
        fixes.changes.extend(fix.changes);
        fixes.mended.extend(fix.mended);
    }
    fixes
}

/// What is mended in one file, and where it is to go if there is room.
struct FileFix {
    changes: Vec<Change>,
    mended: Vec<Mended>,
    way: Option<Move>,
}

impl FileFix {
    fn of(ground: &Ground<'_>, file: &File, text: &str) -> Option<FileFix> {
        let mended = text::mended(ground, file, text);
        let way = folder::way(ground, file, mended.as_ref().map_or(text, |mended| &mended.text));
        if mended.is_none() && way.is_none() {
            return None;
        }
        let (after, told) = mended.map_or((text.to_owned(), Vec::new()), |mended| (mended.text, mended.told));
        let change = Change { path: file.path.clone(), before: Some(text.to_owned()), after: Some(after) };
        let told = told.into_iter().map(|(rule, what)| Mended { file: file.path.clone(), rule, what });
        Some(FileFix { changes: vec![change], mended: told.collect(), way })
    }

    /// The file goes from where it is and comes where it is to be.
    fn carry(&mut self, way: Move) {
        self.mended.extend(self.changes.first().map(|change| way.told(&change.path)));
        for change in &mut self.changes {
            change.after = None;
        }
        self.changes.push(Change::create(way.to, way.text));
    }
}

#[cfg(test)]
mod tests;
