//! The only writer. Killed at any point, the map is the old one or the new one.
//!
//! A change of several files is prepared whole beside the files, then listed in a journal; from there on it is carried
//! through, if not by this run then by the next. Nothing is written unless every file is what it was when it was read.

mod journal;
mod lock;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use karta::edit::Change;
use karta::say;
use karta::say::{Failure, Result, Words, quote};

use super::terminal::Terminal;
use journal::Journal;
use lock::Lock;

/// Writes changes to a map: all of them, or none.
pub fn commit(root: &Path, changes: &[Change], terminal: &Terminal) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let _lock = Lock::take(root, terminal)?;
    journal::finish(root, terminal)?;
    for change in changes {
        refuse_detour(root, &change.path)?;
        refuse_overtaken(root, change)?;
    }
    let mut prepared = Prepared::default();
    for change in changes {
        prepared.add(root, change)?;
    }
    prepared.carry_out(root)
}

/// Writes one file outside the map, such as a report: the old one or the new one, never half of it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| cannot_write(path, &error);
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let beside = beside(path);
    let written = write_new(&beside, bytes, path).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// Carries through a change that an earlier run was stopped in.
pub fn finish_interrupted(root: &Path, terminal: &Terminal) -> Result<()> {
    if !journal::is_there(root) {
        return Ok(());
    }
    let _lock = Lock::take(root, terminal)?;
    journal::finish(root, terminal)
}

/// New files that lie ready beside those they are to replace.
#[derive(Default)]
struct Prepared {
    journal: Journal,
    is_committed: bool,
    root: PathBuf,
}

impl Prepared {
    fn add(&mut self, root: &Path, change: &Change) -> Result<()> {
        self.root = root.to_owned();
        let target = root.join(&*change.path);
        let Some(text) = &change.after else {
            self.journal.removals.push(change.path.to_string());
            return Ok(());
        };
        let ready = beside(&target);
        let ready_name = ready.strip_prefix(root).unwrap_or(&ready).to_string_lossy().replace('\\', "/");
        self.journal.renames.push((ready_name, change.path.to_string()));
        let folder = target.parent().unwrap_or(root);
        let made = fs::create_dir_all(folder).and_then(|()| write_new(&ready, text.as_bytes(), &target));
        made.map_err(|error| cannot_write(&target, &error).hint(nothing_changed()))
    }

    fn carry_out(mut self, root: &Path) -> Result<()> {
        if let ([(ready, target)], []) = (&self.journal.renames[..], &self.journal.removals[..]) {
            let moved = fs::rename(root.join(ready), root.join(target));
            moved.map_err(|error| cannot_write(&root.join(target), &error).hint(nothing_changed()))?;
            self.is_committed = true;
            return sync_folder(root.join(target).parent());
        }
        self.journal.write(root)?;
        self.is_committed = true;
        self.journal.carry_out(root)
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        if !self.is_committed {
            for (ready, _) in &self.journal.renames {
                let _ = fs::remove_file(self.root.join(ready));
            }
        }
    }
}

/// Where a new file lies until it takes its place: beside the old one, hidden, so that it is on the same disk.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.karta-ny", std::process::id()))
}

/// Writes a file that must not be there before, all the way to the disk, with the rights of the file it will replace.
fn write_new(path: &Path, bytes: &[u8], replaces: &Path) -> io::Result<()> {
    let _ = fs::remove_file(path);
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(replaces) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}

/// Makes renames last through a power cut, where folders can be flushed at all.
fn sync_folder(folder: Option<&Path>) -> Result<()> {
    if let Some(folder) = folder.filter(|_| cfg!(unix)) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| cannot_write(folder, &error))?;
    }
    Ok(())
}

/// A path must lead through ordinary folders of the map only.
fn refuse_detour(root: &Path, path: &str) -> Result<()> {
    let mut below = root.to_owned();
    for part in path.split('/') {
        let is_plain = !matches!(part, "" | "." | "..") && !part.contains('\\');
        below.push(part);
        let is_link = fs::symlink_metadata(&below).is_ok_and(|there| there.file_type().is_symlink());
        if !is_plain || is_link {
            let shown = quote(path);
            let what = say!("{shown} leder ut ur kartan.", "{shown} leads out of the map.");
            return Err(Failure::new(what).hint(nothing_changed()));
        }
    }
    Ok(())
}

/// A file must still be what it was when it was read.
fn refuse_overtaken(root: &Path, change: &Change) -> Result<()> {
    let now = match fs::read(root.join(&*change.path)) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(cannot_write(&root.join(&*change.path), &error).hint(nothing_changed())),
    };
    if now.as_deref() == change.before.as_deref().map(str::as_bytes) {
        return Ok(());
    }
    let shown = quote(&change.path);
    let what =
        say!("{shown} har ändrats av någon annan under tiden.", "{shown} was changed by someone else meanwhile.");
    Err(Failure::new(what).hint(Words::new(
        "Ingenting skrevs. Se efter vad som ändrats och gör om.",
        "Nothing was written. See what has changed, and do it again.",
    )))
}

fn nothing_changed() -> Words {
    Words::new("Ingenting ändrades.", "Nothing was changed.")
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let shown = quote(&path.display().to_string());
    Failure::io(say!("Det gick inte att skriva {shown}.", "{shown} could not be written."), error)
}
