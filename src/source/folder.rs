use std::borrow::Cow;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::stray::{self, is_near_ending};
use super::tree::{File, Trouble};
use crate::say::{Words, reason};
use crate::value::Kind;

/// How deep below a kind's folder files may lie.
pub(super) const DEEPEST: usize = 32;

/// Every file of a map in a folder, by path. Links are never followed, so nothing outside the map is read.
pub fn list(root: &Path) -> Vec<File> {
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Karta).collect();
    let mut files: Vec<File> = kinds.par_iter().flat_map_iter(|kind| list_kind(root, *kind)).collect();
    files.push(File::new("karta.toml", Kind::Karta));
    files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    files
}

fn list_kind(root: &Path, kind: Kind) -> Vec<File> {
    let folder = root.join(kind.name());
    if folder.symlink_metadata().is_err() {
        return Vec::new();
    }
    let walk = WalkDir::new(folder).follow_links(false).follow_root_links(false).max_depth(DEEPEST + 1);
    let visible = walk.into_iter().filter_entry(|entry| !is_hidden(entry));
    visible.filter_map(|entry| classify(root, kind, entry)).collect()
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The files outside the folders of kinds that may have been meant for the map, by path.
pub fn beside(root: &Path) -> Vec<File> {
    let walk = WalkDir::new(root).min_depth(1).max_depth(stray::DEEPEST).follow_links(false).sort_by_file_name();
    let is_kind = |entry: &DirEntry| Kind::ALL.iter().any(|kind| entry.file_name() == kind.name());
    let outside = walk.into_iter().filter_entry(|entry| !(is_hidden(entry) || entry.depth() == 1 && is_kind(entry)));
    let files = outside.take(stray::MOST).flatten().filter(|entry| entry.file_type().is_file());
    let files = files.map(|entry| file(root, Kind::Karta, entry.path(), None));
    files.filter(|file| file.trouble.is_none() && stray::slip(&file.path).is_some()).collect()
}

/// What an entry of a folder is to the map; `None` for what does not concern it.
fn classify(root: &Path, kind: Kind, entry: walkdir::Result<DirEntry>) -> Option<File> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(unreadable(root, kind, &error)),
    };
    let is_toml = entry.path().extension().is_some_and(|extension| extension == "toml");
    let trouble = if entry.path_is_symlink() {
        let concerns_us = is_toml || entry.depth() == 0 || entry.path().is_dir();
        Some(concerns_us.then(|| Trouble::NotAFile(Words::new("en symbolisk länk", "a symbolic link")))?)
    } else if entry.file_type().is_dir() {
        let is_too_deep = entry.depth() > DEEPEST;
        let what = if is_too_deep { too_deep() } else { Words::new("en mapp", "a folder") };
        Some((is_toml || is_too_deep).then_some(Trouble::NotAFile(what))?)
    } else if !is_toml && !entry.file_name().to_str().is_some_and(is_near_ending) {
        return None;
    } else {
        (!entry.file_type().is_file())
            .then(|| Trouble::NotAFile(Words::new("ett rör, ett uttag eller en enhet", "a pipe, a socket or a device")))
    };
    Some(file(root, kind, entry.path(), trouble))
}

fn unreadable(root: &Path, kind: Kind, error: &walkdir::Error) -> File {
    let path = error.path().map_or_else(|| root.join(kind.name()), PathBuf::from);
    let why =
        error.io_error().map_or(Words::new("mappen går runt i sig själv", "the folder loops into itself"), reason);
    file(root, kind, &path, Some(Trouble::Unreadable(why)))
}

fn file(root: &Path, kind: Kind, path: &Path, trouble: Option<Trouble>) -> File {
    // Every path that is met begins as the root is written.
    let below = path.as_os_str().as_encoded_bytes().get(root.as_os_str().len()..).unwrap_or_default();
    let shown = String::from_utf8_lossy(below);
    let trouble = match &shown {
        Cow::Owned(_) => Some(Trouble::NotAFile(not_utf8_name())),
        Cow::Borrowed(_) => trouble,
    };
    let shown = shown.trim_start_matches(MAIN_SEPARATOR);
    let path = if MAIN_SEPARATOR == '/' { shown.into() } else { Cow::Owned(shown.replace(MAIN_SEPARATOR, "/")) };
    File { trouble, ..File::new(&path, kind) }
}

pub(super) fn too_deep() -> Words {
    Words::new("en mapp på för djup nivå", "a folder too deep down")
}

pub(super) fn not_utf8_name() -> Words {
    Words::new("en fil vars namn inte är UTF-8", "a file whose name is not UTF-8")
}
