//! The only writer. Killed at any point, the map is the old one or the new one.
//!
//! A change of several files is prepared whole beside the files, then listed in a journal; from there on it is carried
//! through, if not by this run then by the next. Nothing is written unless every file is what it was when it was read.

mod draft;
mod journal;
mod lock;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use karta::edit::{self, Change};
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::Tree;

use super::terminal::Terminal;
use journal::Journal;
use lock::Lock;

/// What the names of files end with that are not yet in their places.
const READY: &str = ".karta-ny";

/// Writes changes to a map: all of them, or none.
pub fn commit(root: &Path, changes: &[Change], terminal: &Terminal) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let _lock = Lock::take(root, terminal)?;
    journal::finish(root, terminal)?;
    draft::clear(root);
    for change in changes {
        refuse_detour(root, &change.path)?;
        refuse_overtaken(root, change)?;
    }
    let changes = [changes, &schemas(root, changes)?].concat();
    Prepared::new(root, &changes).make(&changes)?.carry_out()
}

/// The schema files that must follow the changes.
fn schemas(root: &Path, changes: &[Change]) -> Result<Vec<Change>> {
    let mut schemas = edit::schemas_after(Tree::settings(root), || Tree::open(root), changes);
    let is_there = |change: &Change| fs::read(root.join(&*change.path)).ok() == change.after.as_deref().map(Vec::from);
    schemas.retain(|change| !is_there(change));
    schemas.iter().try_for_each(|change| refuse_detour(root, &change.path))?;
    Ok(schemas)
}

/// Writes one file outside the map, such as a report: the old one or the new one, never half of it. A link stays a link,
/// and a pipe or a device is written to, not replaced.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| cannot_write(path, &error);
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
        Ok(there) if !there.is_file() => return fs::write(path, bytes).map_err(failed),
        _ => {}
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
        return Err(no_folder(folder));
    }
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = beside(&target);
    let written = write_new(&beside, bytes, &target).and_then(|()| fs::rename(&beside, &target));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// Makes a folder, with those above it, where it is not there.
pub fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| {
        let shown = quote(&folder.display().to_string());
        Failure::io(say!("Mappen {shown} gick inte att skapa.", "The folder {shown} could not be made."), &error)
    })
}

/// The files of a map, for a command that will write: a change that an earlier run was stopped in is carried through
/// before they are read.
pub fn open_to_write(root: &Path, terminal: &Terminal) -> Result<Tree> {
    if journal::is_there(root) {
        let _lock = Lock::take(root, terminal)?;
        journal::finish(root, terminal)?;
    }
    Ok(Tree::open(root))
}

/// The files of a map, for a command that only reads: it waits for a change that is being carried out, and sees one that
/// was stopped as if it were done. Nothing is written.
pub fn open_to_read(root: &Path, terminal: &Terminal) -> Tree {
    if !is_interrupted(root) {
        return Tree::open(root);
    }
    match journal::pending(root) {
        Ok(None) => Tree::open(root),
        Ok(Some(journal)) => {
            terminal.tell(&journal::left());
            let outstanding = journal.outstanding(root);
            Tree::open(root).with(outstanding.iter().map(|(path, text)| (*path, text.as_deref())))
        }
        Err(_) => {
            terminal.tell(&journal::half());
            Tree::open(root)
        }
    }
}

/// Whether a change was stopped, and is not only slow.
fn is_interrupted(root: &Path) -> bool {
    journal::is_there(root) && {
        lock::wait_for_writer(root);
        journal::is_there(root)
    }
}

/// New files that lie ready beside those they are to replace, or are about to.
struct Prepared<'a> {
    root: &'a Path,
    journal: Journal,
    is_committed: bool,
}

impl<'a> Prepared<'a> {
    fn new(root: &'a Path, changes: &[Change]) -> Prepared<'a> {
        let mut journal = Journal::default();
        for change in changes {
            let path = change.path.to_string();
            match change.after {
                Some(_) => journal.renames.push((beside_name(&path), path)),
                None => journal.removals.push(path),
            }
        }
        Prepared { root, journal, is_committed: false }
    }

    /// Writes the new files, beside the old ones.
    fn make(self, changes: &[Change]) -> Result<Prepared<'a>> {
        draft::note(self.root, &self.journal)?;
        let texts = changes.iter().filter_map(|change| change.after.as_deref());
        for ((ready, target), text) in self.journal.renames.iter().zip(texts) {
            let (ready, target) = (self.root.join(ready), self.root.join(target));
            let folder = target.parent().unwrap_or(self.root);
            let made = fs::create_dir_all(folder).and_then(|()| write_new(&ready, text.as_bytes(), &target));
            made.map_err(|error| cannot_write(&target, &error).hint(nothing_changed()))?;
        }
        Ok(self)
    }

    fn carry_out(mut self) -> Result<()> {
        let root = self.root;
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

impl Drop for Prepared<'_> {
    fn drop(&mut self) {
        match self.is_committed {
            true => draft::done(self.root),
            false => draft::clear(self.root),
        }
    }
}

/// Where a new file lies until it takes its place: beside the old one, hidden, so that it is on the same disk.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(beside_name(&name))
}

/// The same for a path of the map.
fn beside_name(path: &str) -> String {
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    format!("{folder}.{name}.{}{READY}", std::process::id())
}

/// Whether a path is one that [`beside_name`] gives for the target, in some run.
fn is_beside(ready: &str, target: &str) -> bool {
    let (folder, name) = target.split_at(target.rfind('/').map_or(0, |at| at + 1));
    let rest =
        ready.strip_prefix(folder).and_then(|rest| rest.strip_prefix('.')?.strip_prefix(name)?.strip_prefix('.'));
    let run = rest.and_then(|rest| rest.strip_suffix(READY));
    run.is_some_and(|run| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit()))
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

/// A path must lead through ordinary folders of the map only, and never into what git keeps for itself.
fn refuse_detour(root: &Path, path: &str) -> Result<()> {
    let mut below = root.to_owned();
    for part in path.split('/') {
        let is_plain = !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']) && !is_git(part);
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

/// Whether a folder's name is git's own, on any file system.
fn is_git(part: &str) -> bool {
    let part = part.trim_end_matches(['.', ' ']);
    part.eq_ignore_ascii_case(".git") || part.eq_ignore_ascii_case("git~1")
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

fn no_folder(folder: &Path) -> Failure {
    let shown = quote(&folder.display().to_string());
    Failure::new(say!("Mappen {shown} finns inte.", "The folder {shown} does not exist."))
        .hint(Words::new("Skapa den först, eller välj en annan mapp.", "Make it first, or choose another folder."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_a_change_that_was_stopped_as_if_it_were_done() {
        let desk = tempfile::tempdir().unwrap();
        let (root, terminal) = (desk.path(), Terminal::new(karta::say::Lang::Sv));
        let change = |path: &str, before: Option<&str>, after: Option<&str>| {
            let [before, after] = [before, after].map(|text| text.map(str::to_owned));
            Change { path: path.into(), before, after }
        };
        let first = ["behov/a.toml", "behov/b.toml", "behov/c.toml", "karta.toml"];
        commit(root, &first.map(|path| change(path, None, Some("1"))), &terminal).unwrap();
        let changes = [
            change("behov/a.toml", Some("1"), Some("2")),
            change("behov/b.toml", Some("1"), Some("2")),
            change("behov/c.toml", Some("1"), None),
        ];
        let ready = Prepared::new(root, &changes).make(&changes).unwrap();
        ready.journal.write(root).unwrap();
        let (prepared, target) = &ready.journal.renames[0];
        fs::rename(root.join(prepared), root.join(target)).unwrap();
        std::mem::forget(ready);

        let seen = |tree: &Tree| tree.read(|file, text| format!("{} {}", file.stem(), text.unwrap()));
        assert_eq!(seen(&Tree::open(root)), ["a 2", "b 1", "c 1", "karta 1"]);
        assert_eq!(seen(&open_to_read(root, &terminal)), ["a 2", "b 2", "karta 1"]);
        assert_eq!(seen(&Tree::open(root)), ["a 2", "b 1", "c 1", "karta 1"]);
        assert_eq!(seen(&open_to_write(root, &terminal).unwrap()), ["a 2", "b 2", "karta 1"]);
        assert_eq!(seen(&Tree::open(root)), ["a 2", "b 2", "karta 1"]);
    }

    #[test]
    fn a_file_lies_ready_beside_the_one_it_replaces() {
        for target in ["karta.toml", "behov/x/a.toml", ".github/workflows/karta.yml"] {
            assert!(is_beside(&beside_name(target), target), "{target}");
        }
        for ready in ["a.toml", "behov/.a.toml.1.karta-ny", ".a.toml.karta-ny", ".a.toml.x.karta-ny", ".a.toml.1"] {
            assert!(!is_beside(ready, "a.toml"), "{ready}");
        }
    }

    #[test]
    fn nothing_is_written_where_git_keeps_its_own() {
        let root = Path::new("nowhere");
        for path in [".git/hooks/pre-commit", "a/.GIT/config", "git~1/x", ".git./x", "a:b", "../x", "/x", "a\\b"] {
            assert!(refuse_detour(root, path).is_err(), "{path}");
        }
        for path in [".gitattributes", ".github/workflows/karta.yml", "behov/git/a.toml"] {
            assert!(refuse_detour(root, path).is_ok(), "{path}");
        }
    }
}
