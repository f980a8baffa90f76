use gix::objs::tree::EntryKind;

use super::list;
use super::open::History;
use crate::say;
use crate::say::{Failure, Result, quote};
use crate::source::tree::File;

impl History {
    /// The map's files at a commit.
    pub fn files(&self, commit: &gix::Commit<'_>) -> Result<Vec<File>> {
        let top = commit.tree().map_err(|error| damaged(&error))?;
        let (below, map) = self.map(&top).ok_or_else(|| self.no_map(commit))?;
        list::list(&top, below, &map)
    }

    /// The map's folder at a commit, and the way to it: the same as now, or where a map is found in a repository
    /// without a working tree.
    pub fn map<'r>(&'r self, top: &gix::Tree<'r>) -> Option<(&'r str, gix::Tree<'r>)> {
        let found = |folder| Some((folder, self.folder(top, folder)?));
        match self.below.as_deref() {
            Some(folder) => found(folder),
            None => {
                ["", "map-data"].into_iter().filter_map(found).find(|(_, map)| map.find_entry("karta.toml").is_some())
            }
        }
    }

    /// The folder at a path below another.
    pub fn folder<'r>(&'r self, top: &gix::Tree<'r>, path: &str) -> Option<gix::Tree<'r>> {
        if path.is_empty() {
            return Some(top.clone());
        }
        let entry = top.lookup_entry(path.split('/')).ok().flatten()?;
        (entry.mode().kind() == EntryKind::Tree).then(|| self.repo.find_tree(entry.object_id()).ok())?
    }

    pub(super) fn no_map(&self, commit: &gix::Commit<'_>) -> Failure {
        let commit = commit.id.to_hex_with_len(10);
        let folder = match self.below.as_deref() {
            Some("") | None => {
                return Failure::new(say!(
                    "Kartan fanns inte i git-arkivet vid incheckningen {commit}.",
                    "The map was not in the git repository at the commit {commit}."
                ));
            }
            Some(folder) => quote(folder),
        };
        Failure::new(say!(
            "Kartan fanns inte i mappen {folder} vid incheckningen {commit}.",
            "The map was not in the folder {folder} at the commit {commit}."
        ))
        .hint(say!(
            "Välj en senare revision. Se när kartan kom dit med: git log --diff-filter=A -- :/{folder}",
            "Choose a later revision. See when the map came there with: git log --diff-filter=A -- :/{folder}"
        ))
    }
}

/// Git's objects cannot be read.
pub fn damaged(error: &gix::Error) -> Failure {
    let what = say!("Historiken går inte att läsa.", "The history cannot be read.");
    let hint = say!("Se vad som är fel med: git fsck", "See what is wrong with: git fsck");
    Failure { what, why: Some(super::blob::broken(error)), hint: Some(hint) }
}
