use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::Path;

use gix::bstr::ByteSlice;
use gix::objs::tree::{EntryKind, EntryRef};
use gix::objs::{Find, TreeRef, TreeRefIter};

use super::Blobs;
use super::list::{List, MOST};
use super::map::damaged;
use super::open::open;
use crate::say::Result;
use crate::source::folder::DEEPEST;
use crate::source::tree::File;
use crate::value::Kind;

/// What one commit has of a map that another has not.
pub struct Part {
    /// The commit's own name, in hexadecimal.
    pub commit: String,
    /// Its files that the other does not have with the same text at the same path, by path.
    pub files: Vec<File>,
    blobs: Blobs,
    map: gix::ObjectId,
}

/// What differs between a map at two commits, when git knows both names: folders that are alike are not even opened.
pub fn differing(map: &Path, before: &str, after: &str) -> Result<Option<(Part, Part)>> {
    let history = open(map)?;
    let (Some(before), Some(after)) = (history.commit(before)?, history.commit(after)?) else { return Ok(None) };
    let tops = (top(&before)?, top(&after)?);
    let (below, old) = history.map(&tops.0)?.ok_or_else(|| history.no_map(&before))?;
    let (below_now, new) = history.map(&tops.1)?.ok_or_else(|| history.no_map(&after))?;
    if history.is_partial() {
        // What is alike is looked at too, for its names.
        [&before, &after].into_iter().try_for_each(|commit| history.files(commit).map(drop))?;
    }
    let list = |top, below| List { repo: &history.repo, top, below, files: Vec::new(), left: MOST };
    let mut walk = Walk { old: list(&tops.0, below), new: list(&tops.1, below_now) };
    walk.maps(&old, &new)?;
    let part = |commit: &gix::Commit<'_>, map: &gix::Tree<'_>, mut files: Vec<File>| {
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Part { commit: commit.id.to_string(), files, blobs: history.blobs(), map: map.id }
    };
    Ok(Some((part(&before, &old, walk.old.files), part(&after, &new, walk.new.files))))
}

/// The commit that two revisions have both come from, by its own name; none when git does not know both, or they have
/// nothing in common.
pub fn fork(map: &Path, one: &str, other: &str) -> Result<Option<String>> {
    let history = open(map)?;
    let (Some(one), Some(other)) = (history.commit(one)?, history.commit(other)?) else { return Ok(None) };
    Ok(history.repo.merge_base(one.id, other.id).ok().flatten().map(|id| id.to_string()))
}

fn top<'r>(commit: &gix::Commit<'r>) -> Result<gix::Tree<'r>> {
    commit.tree().map_err(|error| damaged(commit.repo, &error))
}

/// Two maps, walked side by side.
struct Walk<'r> {
    old: List<'r>,
    new: List<'r>,
}

impl Walk<'_> {
    fn maps(&mut self, old: &gix::Tree<'_>, new: &gix::Tree<'_>) -> Result<()> {
        fn find<'t>(map: &'t gix::Tree<'_>, name: &str) -> Option<EntryRef<'t>> {
            map.find_entry(name).map(|entry| entry.inner)
        }
        let (a, b) = (find(old, "karta.toml"), find(new, "karta.toml"));
        if !is_same(a.as_ref(), b.as_ref()) {
            self.old.settings(a.as_ref());
            self.new.settings(b.as_ref());
        }
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Karta) {
            match (find(old, kind.name()), find(new, kind.name())) {
                (a, b) if is_same(a.as_ref(), b.as_ref()) => {}
                (Some(a), Some(b)) if are_folders(&a, &b) => self.folders(kind, kind.name(), (&a, &b), 0)?,
                (a, b) => {
                    a.map_or(Ok(()), |a| self.old.top(kind, &a))?;
                    b.map_or(Ok(()), |b| self.new.top(kind, &b))?;
                }
            }
        }
        Ok(())
    }

    /// Two folders at one path, that are not alike. Git keeps entries in order, so they are met two and two.
    fn folders(&mut self, kind: Kind, path: &str, (a, b): (&EntryRef<'_>, &EntryRef<'_>), depth: usize) -> Result<()> {
        let trees = (self.old.repo.find_tree(a.oid).ok(), self.new.repo.find_tree(b.oid).ok());
        let (Some(old), Some(new)) = (decoded(&trees.0), decoded(&trees.1)) else {
            self.old.folder(kind, path, a.oid.to_owned(), depth)?;
            return self.new.folder(kind, path, b.oid.to_owned(), depth);
        };
        let (mut old, mut new) = (old.entries.iter().peekable(), new.entries.iter().peekable());
        loop {
            self.old.count()?;
            let order = match (old.peek(), new.peek()) {
                (None, None) => return Ok(()),
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
            };
            let a = if order.is_le() { old.next() } else { None };
            let b = if order.is_ge() { new.next() } else { None };
            self.entries(kind, path, (a, b), depth + 1)?;
        }
    }

    /// What two folders have under one name.
    fn entries(&mut self, kind: Kind, folder: &str, pair: Pair<'_>, depth: usize) -> Result<()> {
        match pair {
            (a, b) if is_same(a, b) => Ok(()),
            (Some(a), Some(b)) if are_folders(a, b) && is_open(a, depth) => {
                self.folders(kind, &format!("{folder}/{}", a.filename), (a, b), depth)
            }
            (a, b) => {
                a.map_or(Ok(()), |a| self.old.entry(kind, folder, a, depth))?;
                b.map_or(Ok(()), |b| self.new.entry(kind, folder, b, depth))
            }
        }
    }
}

/// What a folder has, where it can be read.
fn decoded<'t>(tree: &'t Option<gix::Tree<'_>>) -> Option<TreeRef<'t>> {
    tree.as_ref()?.decode().ok()
}

type Pair<'e> = (Option<&'e EntryRef<'e>>, Option<&'e EntryRef<'e>>);

fn is_same(a: Option<&EntryRef<'_>>, b: Option<&EntryRef<'_>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.oid == b.oid && a.mode == b.mode,
        (None, None) => true,
        _ => false,
    }
}

fn are_folders(a: &EntryRef<'_>, b: &EntryRef<'_>) -> bool {
    [a, b].iter().all(|entry| entry.mode.kind() == EntryKind::Tree)
}

/// Whether a folder is one that a map's files may lie in, and not one that is told of as something else.
fn is_open(folder: &EntryRef<'_>, depth: usize) -> bool {
    !folder.filename.starts_with(b".") && !folder.filename.ends_with(b".toml") && depth <= DEEPEST
}

impl Part {
    /// Where its texts are.
    pub fn blobs(&self) -> Blobs {
        self.blobs.clone()
    }

    /// The whole map's files of these kinds whose names, without folder and ending, are among these; by path.
    pub fn named(&self, kinds: &[Kind], stems: &BTreeSet<&str>) -> Vec<File> {
        let mut search = Search { blobs: &self.blobs, stems, found: Vec::new(), left: MOST };
        for (name, mode, id) in search.entries(&self.map) {
            let kind = kinds.iter().find(|kind| kind.name().as_bytes() == name);
            if let Some(kind) = kind.filter(|_| mode == EntryKind::Tree) {
                search.folder(*kind, kind.name(), &id, 0);
            }
        }
        search.found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        search.found
    }
}

/// Looks for files by name, in folders and those below them.
struct Search<'s> {
    blobs: &'s Blobs,
    stems: &'s BTreeSet<&'s str>,
    found: Vec<File>,
    left: usize,
}

impl Search<'_> {
    fn folder(&mut self, kind: Kind, path: &str, id: &gix::ObjectId, depth: usize) {
        for (name, mode, id) in self.entries(id) {
            let Ok(name) = name.to_str() else { continue };
            let stem = name.strip_suffix(".toml");
            match mode {
                EntryKind::Tree if depth < DEEPEST => self.folder(kind, &format!("{path}/{name}"), &id, depth + 1),
                EntryKind::Blob | EntryKind::BlobExecutable if stem.is_some_and(|stem| self.stems.contains(stem)) => {
                    self.found.push(File { blob: Some(id), ..File::new(&format!("{path}/{name}"), kind) });
                }
                _ => {}
            }
        }
    }

    /// What a folder has that may matter: folders, and files of one of the names.
    fn entries(&mut self, id: &gix::ObjectId) -> Vec<(Vec<u8>, EntryKind, gix::ObjectId)> {
        let objects = self.blobs.0.to_handle_arc();
        let mut buffer = Vec::new();
        let Ok(Some(tree)) = objects.try_find(id, &mut buffer) else { return Vec::new() };
        let entries = TreeRefIter::from_bytes(tree.data, id.kind()).filter_map(|entry| entry.ok());
        let mut kept = Vec::new();
        for entry in entries {
            self.left = self.left.saturating_sub(1);
            let is_named = || {
                let stem = entry.filename.strip_suffix(b".toml").and_then(|stem| stem.to_str().ok());
                stem.is_some_and(|stem| self.stems.contains(stem))
            };
            if self.left > 0 && (entry.mode.kind() == EntryKind::Tree || is_named()) {
                kept.push((entry.filename.to_vec(), entry.mode.kind(), entry.oid.to_owned()));
            }
        }
        kept
    }
}
