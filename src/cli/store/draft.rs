//! Which files are being prepared, noted before the first is made: should the run be killed, the next writer clears them
//! away. The lock must be held.

use std::fs;
use std::io;
use std::path::Path;

use karta::say::Result;

use super::journal::Journal;
use super::{cannot_write, is_beside, nothing_changed, refuse_detour};

/// The note.
const NAME: &str = ".karta.utkast";

/// Notes which files a change is about to prepare.
pub fn note(root: &Path, journal: &Journal) -> Result<()> {
    let text: String = journal.renames.iter().map(|(ready, target)| format!("{ready}\t{target}\n")).collect();
    fs::write(root.join(NAME), text).map_err(|error: io::Error| {
        let _ = fs::remove_file(root.join(NAME));
        cannot_write(&root.join(NAME), &error).hint(nothing_changed())
    })
}

/// Clears away the files that were prepared but never took their places. One that cannot be removed harms nobody: it is
/// hidden, and no map reads it.
pub fn clear(root: &Path) {
    let text = fs::read_to_string(root.join(NAME)).unwrap_or_default();
    for (ready, target) in text.lines().filter_map(|line| line.split_once('\t')) {
        if is_beside(ready, target) && refuse_detour(root, ready).is_ok() {
            let _ = fs::remove_file(root.join(ready));
        }
    }
    done(root);
}

/// Forgets the note: everything prepared has taken its place.
pub fn done(root: &Path) {
    let _ = fs::remove_file(root.join(NAME));
}
