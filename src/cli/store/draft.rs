//! Which files are being prepared, noted before the first is made: should the run be killed, the next writer clears them
//! away. The lock must be held.

use std::fs;
use std::io;
use std::path::Path;

use karta::say::Result;

use super::journal::Journal;
use super::{cannot_write, is_beside, nothing_changed, refuse_detour, write_new};

/// The note.
const NAME: &str = ".karta.utkast";

/// Notes which files a change is about to prepare.
pub fn note(root: &Path, journal: &Journal) -> Result<()> {
    let text: String = journal.renames.iter().map(|(ready, target)| format!("{ready}\t{target}\n")).collect();
    let path = root.join(NAME);
    write_new(&path, text.as_bytes(), &path).map_err(|error: io::Error| {
        let _ = fs::remove_file(&path);
        cannot_write(&path, &error).hint(nothing_changed())
    })
}

/// What this disk alone knows of the note, and nobody can choose: when the system last touched it, and where it lies. A
/// note that came by git, in an archive or from another disk has another mark.
#[cfg(unix)]
pub fn mark(root: &Path) -> io::Result<String> {
    use std::os::unix::fs::MetadataExt;
    let note = fs::symlink_metadata(root.join(NAME))?;
    Ok(format!("{}.{}.{}", note.ino(), note.ctime(), note.ctime_nsec()))
}

/// The same where files have no such numbers: when the note was made here, to a fraction of a microsecond.
#[cfg(not(unix))]
pub fn mark(root: &Path) -> io::Result<String> {
    let made = fs::symlink_metadata(root.join(NAME))?.created()?;
    let since = made.duration_since(std::time::UNIX_EPOCH).map_err(io::Error::other)?;
    Ok(since.as_nanos().to_string())
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
