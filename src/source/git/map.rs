use gix::objs::tree::EntryKind;

use super::list;
use super::open::History;
use super::partial::left_out;
use crate::say;
use crate::say::{Failure, Result, quote};
use crate::source::tree::File;
use crate::value::Kind;

impl History {
    /// The map's files at a commit.
    pub fn files(&self, commit: &gix::Commit<'_>) -> Result<Vec<File>> {
        let top = commit.tree().map_err(|error| damaged(&self.repo, &error))?;
        let (below, map) = self.map(&top)?.ok_or_else(|| self.no_map(commit))?;
        let files = list::list(&top, below, &map)?;
        self.refuse_left_out(&files)?;
        Ok(files)
    }

    /// The map's folder at a commit, and the way to it: the same as now, or where a map is found in a repository
    /// without a working tree.
    pub fn map<'r>(&'r self, top: &gix::Tree<'r>) -> Result<Option<(&'r str, gix::Tree<'r>)>> {
        if let Some(folder) = self.below.as_deref() {
            return Ok(self.folder(top, folder)?.map(|map| (folder, map)));
        }
        for folder in ["", "map-data"] {
            let map = self.folder(top, folder)?.filter(|map| map.find_entry("karta.toml").is_some());
            if let Some(map) = map {
                return Ok(Some((folder, map)));
            }
        }
        Ok(None)
    }

    /// The folder of a kind, in the map below a repository's own folder.
    pub fn kind_folder<'r>(&'r self, top: &gix::Tree<'r>, kind: Kind) -> Result<Option<gix::Tree<'r>>> {
        self.map(top)?.map_or(Ok(None), |(_, map)| self.folder(&map, kind.name()))
    }

    /// The folder at a path below another.
    fn folder<'r>(&'r self, top: &gix::Tree<'r>, path: &str) -> Result<Option<gix::Tree<'r>>> {
        if path.is_empty() {
            return Ok(Some(top.clone()));
        }
        let unread = |error| damaged(&self.repo, &error);
        let entry = top.lookup_entry(path.split('/')).map_err(unread)?;
        let folder = entry.filter(|entry| entry.mode().kind() == EntryKind::Tree);
        folder.map(|folder| self.repo.find_tree(folder.object_id())).transpose().map_err(unread)
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

/// Git's objects cannot be read: they were left out of the clone, or it is damaged.
pub fn damaged(repo: &gix::Repository, error: &gix::Error) -> Failure {
    left_out(repo, error).unwrap_or_else(|| broken(error))
}

fn broken(error: &gix::Error) -> Failure {
    let what = say!("Historiken går inte att läsa.", "The history cannot be read.");
    let hint = say!("Se vad som är fel med: git fsck", "See what is wrong with: git fsck");
    Failure { what, why: Some(super::blob::broken(error)), hint: Some(hint) }
}
