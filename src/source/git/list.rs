use gix::bstr::ByteSlice;
use gix::objs::tree::{EntryKind, EntryRef};

use super::blob::broken;
use super::partial::left_out;
use crate::say;
use crate::say::{Failure, Result, Words};
use crate::source::Trouble;
use crate::source::folder::{DEEPEST, not_utf8_name, too_deep};
use crate::source::stray::{self, is_near_ending};
use crate::source::tree::File;
use crate::value::Kind;

/// The most files and folders that a map at a commit may have: a folder may stand in itself many times over in git.
pub(super) const MOST: usize = 2_000_000;

/// Every file of a map at a commit, by path: what [`crate::source::folder::list`] tells of a folder.
pub fn list(top: &gix::Tree<'_>, below: &str, map: &gix::Tree<'_>) -> Result<Vec<File>> {
    let mut list = List { repo: map.repo, top, below, files: Vec::new(), left: MOST };
    let settings = map.find_entry("karta.toml").map(|entry| entry.inner);
    list.settings(settings.as_ref());
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Karta) {
        if let Some(entry) = map.find_entry(kind.name()) {
            list.top(kind, &entry.inner)?;
        }
    }
    let mut most = stray::MOST;
    beside(map, "", stray::DEEPEST, &mut most, &mut list.files);
    list.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(list.files)
}

/// The files outside the folders of kinds that may have been meant for the map: at most so deep down, among so many.
fn beside(folder: &gix::Tree<'_>, below: &str, deep: usize, most: &mut usize, found: &mut Vec<File>) {
    for entry in folder.iter().flatten().map(|entry| entry.inner) {
        let Ok(name) = entry.filename.to_str() else { continue };
        let path = format!("{below}{name}");
        let is_known = below.is_empty() && Kind::ALL.iter().any(|kind| kind.name() == name);
        if *most == 0 || deep == 0 || is_known || name.starts_with('.') {
            continue;
        }
        *most -= 1;
        match entry.mode.kind() {
            EntryKind::Blob | EntryKind::BlobExecutable if Kind::of_path(&path).is_none() => {
                let blob = Some(entry.oid.to_owned());
                found.extend(stray::slip(&path).map(|_| File { blob, ..File::new(&path, Kind::Karta) }));
            }
            EntryKind::Tree => {
                if let Ok(inner) = folder.repo.find_tree(entry.oid.to_owned()) {
                    beside(&inner, &format!("{path}/"), deep - 1, most, found);
                }
            }
            _ => {}
        }
    }
}

/// The names of the records in the folder of revisions.
pub fn records(folder: &gix::Tree<'_>) -> Result<Vec<String>> {
    let files = of_kind(folder, Kind::Revision)?;
    let stem = |file: &File| Some(file.path.rsplit('/').next()?.strip_suffix(".toml")?.to_owned());
    Ok(files.iter().filter_map(stem).collect())
}

/// Every file in the folder of a kind.
pub fn of_kind(folder: &gix::Tree<'_>, kind: Kind) -> Result<Vec<File>> {
    let mut list = List { repo: folder.repo, top: folder, below: "", files: Vec::new(), left: MOST };
    list.folder(kind, kind.name(), folder.id, 0)?;
    list.files.retain(File::is_of_the_map);
    Ok(list.files)
}

pub(super) struct List<'r> {
    pub(super) repo: &'r gix::Repository,
    /// The repository's own folder at the commit, and the way from there to the map.
    pub(super) top: &'r gix::Tree<'r>,
    pub(super) below: &'r str,
    pub(super) files: Vec<File>,
    pub(super) left: usize,
}

impl List<'_> {
    /// The map's own settings.
    pub(super) fn settings(&mut self, entry: Option<&EntryRef<'_>>) {
        let gone = || Trouble::Unreadable(Words::new("den finns inte", "it does not exist"));
        self.files.push(match entry {
            Some(entry) => self.file("karta.toml", Kind::Karta, entry),
            None => trouble("karta.toml", Kind::Karta, gone()),
        });
    }

    /// Counts one file or folder more.
    pub(super) fn count(&mut self) -> Result<()> {
        self.left = self.left.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }

    /// A kind's own folder.
    pub(super) fn top(&mut self, kind: Kind, entry: &EntryRef<'_>) -> Result<()> {
        match entry.mode.kind() {
            EntryKind::Tree => self.folder(kind, kind.name(), entry.oid.to_owned(), 0)?,
            EntryKind::Link => self.files.push(trouble(kind.name(), kind, link())),
            EntryKind::Commit => self.files.push(trouble(kind.name(), kind, submodule())),
            EntryKind::Blob | EntryKind::BlobExecutable => {}
        }
        Ok(())
    }

    pub(super) fn folder(&mut self, kind: Kind, path: &str, id: gix::ObjectId, depth: usize) -> Result<()> {
        let tree = match self.repo.find_tree(id) {
            Ok(tree) => tree,
            Err(error) => {
                self.files.push(trouble(path, kind, Trouble::Unreadable(broken(&error))));
                return left_out(self.repo, &error).map_or(Ok(()), Err);
            }
        };
        for entry in tree.iter() {
            self.count()?;
            match entry {
                Ok(entry) => self.entry(kind, path, &entry.inner, depth + 1)?,
                Err(error) => self.files.push(trouble(path, kind, Trouble::Unreadable(broken(&error)))),
            }
        }
        Ok(())
    }

    pub(super) fn entry(&mut self, kind: Kind, folder: &str, entry: &EntryRef<'_>, depth: usize) -> Result<()> {
        if entry.filename.starts_with(b".") {
            return Ok(());
        }
        let path = format!("{folder}/{}", entry.filename);
        let is_toml = entry.filename.ends_with(b".toml");
        match entry.mode.kind() {
            EntryKind::Tree if depth > DEEPEST => self.files.push(trouble(&path, kind, Trouble::NotAFile(too_deep()))),
            EntryKind::Tree => {
                self.files.extend(is_toml.then(|| self.file(&path, kind, entry)));
                self.folder(kind, &path, entry.oid.to_owned(), depth)?;
            }
            EntryKind::Link if !is_toml && !self.is_folder(folder, entry) => {}
            EntryKind::Blob | EntryKind::BlobExecutable
                if !is_toml && !entry.filename.to_str().is_ok_and(is_near_ending) => {}
            _ => self.files.push(self.file(&path, kind, entry)),
        }
        Ok(())
    }

    /// Whether a link in a folder points at a folder; out of the repository, it may.
    fn is_folder(&self, folder: &str, link: &EntryRef<'_>) -> bool {
        let Ok(target) = self.repo.find_blob(link.oid) else { return false };
        let Some(path) = target.data.to_str().ok().and_then(|target| below(&[self.below, folder], target)) else {
            return true;
        };
        let found = self.top.lookup_entry(path).ok().flatten();
        found.is_some_and(|entry| entry.mode().kind() == EntryKind::Tree)
    }

    fn file(&self, path: &str, kind: Kind, entry: &EntryRef<'_>) -> File {
        if std::str::from_utf8(entry.filename).is_err() || entry.filename.contains(&b'/') {
            return trouble(path, kind, Trouble::NotAFile(not_utf8_name()));
        }
        match entry.mode.kind() {
            EntryKind::Blob | EntryKind::BlobExecutable => {
                File { blob: Some(entry.oid.to_owned()), ..File::new(path, kind) }
            }
            EntryKind::Link => trouble(path, kind, link()),
            EntryKind::Commit => trouble(path, kind, submodule()),
            EntryKind::Tree => trouble(path, kind, Trouble::NotAFile(Words::new("en mapp", "a folder"))),
        }
    }
}

/// The names on the way that a link shows, from the top; `None` when it leads out.
fn below<'p>(folders: &[&'p str], target: &'p str) -> Option<Vec<&'p str>> {
    let mut way: Vec<&str> =
        folders.iter().flat_map(|folder| folder.split('/')).filter(|name| !name.is_empty()).collect();
    if target.starts_with('/') {
        return None;
    }
    for name in target.split('/').filter(|name| !matches!(*name, "" | ".")) {
        match name {
            ".." => drop(way.pop()?),
            name => way.push(name),
        }
    }
    Some(way)
}

fn trouble(path: &str, kind: Kind, trouble: Trouble) -> File {
    File { trouble: Some(trouble), ..File::new(path, kind) }
}

fn link() -> Trouble {
    Trouble::NotAFile(Words::new("en symbolisk länk", "a symbolic link"))
}

fn submodule() -> Trouble {
    Trouble::NotAFile(Words::new("en undermodul i git", "a git submodule"))
}

fn too_many() -> Failure {
    Failure::new(say!(
        "Kartan har mer än {MOST} filer och mappar vid den revisionen.",
        "The map has more than {MOST} files and folders at that revision."
    ))
}
