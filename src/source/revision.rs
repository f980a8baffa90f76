use std::path::Path;

use super::{Tree, find, git};
use crate::say::Result;
use crate::value::Date;

/// A map at a point in time: as it is, as it was, or as it is in another folder.
pub struct Revision {
    /// What a person called it; empty for the working tree.
    pub called: String,
    /// The commit's own name, in hexadecimal; `None` for a folder.
    pub commit: Option<String>,
    /// The day that it was committed; `None` for a folder.
    pub date: Option<Date>,
    /// Its files.
    pub tree: Tree,
}

impl Revision {
    /// Reads what a person calls a revision of the map in a folder: nothing or `.` is the folder itself; then a yearly
    /// revision by its name, whatever git understands, and last another map's folder, seen from `here`.
    pub fn open(map: &Path, here: &Path, called: &str) -> Result<Revision> {
        if Revision::is_now(called) {
            return Ok(Revision::now(Tree::open(map)));
        }
        match git::snapshot(map, called) {
            Ok(Some(snapshot)) => Ok(Revision {
                called: called.to_owned(),
                commit: Some(snapshot.commit),
                date: snapshot.date,
                tree: Tree::revision(snapshot.blobs, snapshot.files),
            }),
            known => match (Revision::in_folder(here, called)?, known) {
                (Some(other), _) => Ok(other),
                (None, Err(failure)) => Err(failure),
                (None, Ok(_)) => Err(git::unknown(map, called)),
            },
        }
    }

    /// The map in another folder, seen from `here`; none where that is no folder.
    pub fn in_folder(here: &Path, called: &str) -> Result<Option<Revision>> {
        let other = here.join(called);
        if !other.is_dir() {
            return Ok(None);
        }
        let tree = Tree::open(&find(Some(&other), here)?);
        Ok(Some(Revision { called: called.to_owned(), ..Revision::now(tree) }))
    }

    /// Whether what a person calls a revision is older than the map: there was none at that commit.
    pub fn is_before_map(map: &Path, called: &str) -> bool {
        git::is_before_map(map, called)
    }

    /// The map as it is now.
    pub fn now(tree: Tree) -> Revision {
        Revision { called: String::new(), commit: None, date: None, tree }
    }

    /// Whether a person calls the map so as it lies in its folder.
    pub fn is_now(called: &str) -> bool {
        matches!(called, "" | ".")
    }

    /// What to call it in an answer: `2018 (db93ff05ef)`.
    pub fn label(&self) -> String {
        match &self.commit {
            Some(commit) => format!("{} ({})", self.called, &commit[..commit.len().min(10)]),
            None => self.called.clone(),
        }
    }
}
