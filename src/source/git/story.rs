use std::collections::{BTreeSet, HashMap};

use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::tree::EntryKind;

use super::list;
use super::map::damaged;
use super::open::History;
use super::told::told;
use crate::say::Result;
use crate::source::folder::DEEPEST;
use crate::source::{Edition, LARGEST, Story};
use crate::value::Kind;

/// The most files that a commit may have taken away for any of them to be what another file was before.
const MOST_REMOVED: usize = 64;

impl History {
    /// Every version of the file of that name, in whatever folder of these kinds, on the way back from a commit by
    /// first parents. Folders that are the same as in the commit looked at before are not opened again.
    pub fn story(&self, kinds: &[Kind], stem: &str, from: Option<&str>) -> Result<Story> {
        let mut story = Story::default();
        let mut commit = match from {
            Some(id) => self.commit_of(id)?,
            None => match self.head()? {
                Some(head) => head,
                None => return Ok(story),
            },
        };
        let cut = self.repo.shallow_commits().map_err(|error| damaged(&self.repo, &error))?;
        let mut finder =
            Finder { history: self, kinds, name: format!("{stem}.toml"), last: String::new(), seen: HashMap::new() };
        let mut here = finder.find(&commit)?;
        for at in 0.. {
            story.is_cut = cut.as_ref().is_some_and(|cut| cut.contains(&commit.id));
            let parent = commit.parent_ids().next().filter(|_| !story.is_cut).map(|id| self.repo.find_commit(id));
            let parent = parent.transpose().map_err(|error| damaged(&self.repo, &error))?;
            let there = parent.as_ref().map_or(Ok(None), |parent| finder.find(parent))?;
            if here != there {
                let text = here.as_ref().map(|file| self.text(file.blob)).transpose()?;
                let path = here.as_ref().map(|file| file.path.clone());
                story.versions.push(Edition { at, commit: Some(told(&commit)), path, text });
                if let (Some(file), None, Some(parent)) = (&here, &there, &parent) {
                    story.before = Some(parent.id.to_string());
                    story.removed = self.removed(file, &commit, parent)?;
                }
            }
            let Some(parent) = parent else { break };
            (commit, here) = (parent, there);
        }
        if story.versions.last().is_some_and(|first| first.path.is_none()) {
            story.versions.pop();
        }
        story.versions.reverse();
        Ok(story)
    }

    /// The files of the same kind that a commit took away.
    fn removed(
        &self,
        file: &Found,
        commit: &gix::Commit<'_>,
        parent: &gix::Commit<'_>,
    ) -> Result<Vec<(String, String)>> {
        let Some(kind) = Kind::of_path(&file.path) else { return Ok(Vec::new()) };
        let (before, after) = (self.of_kind(parent, kind)?, self.of_kind(commit, kind)?);
        let kept: BTreeSet<&str> = after.iter().map(|file| file.stem()).collect();
        let gone: Vec<_> = before.iter().filter(|file| !kept.contains(file.stem())).collect();
        if gone.len() > MOST_REMOVED {
            return Ok(Vec::new());
        }
        let texts = gone.iter().filter_map(|file| Some((file, file.blob?)));
        texts.map(|(file, blob)| Ok((file.path.to_string(), self.text(blob)?))).collect()
    }

    fn of_kind(&self, commit: &gix::Commit<'_>, kind: Kind) -> Result<Vec<crate::source::File>> {
        let top = commit.tree().map_err(|error| damaged(&self.repo, &error))?;
        let folder = self.kind_folder(&top, kind)?;
        folder.map_or_else(|| Ok(Vec::new()), |folder| list::of_kind(&folder, kind))
    }

    /// A text; empty when it is too large to be an entry.
    fn text(&self, blob: ObjectId) -> Result<String> {
        let data = match self.repo.find_blob(blob) {
            Ok(mut blob) => blob.take_data(),
            Err(error) if error.is_not_found() => return Err(damaged(&self.repo, &error)),
            Err(_) => Vec::new(),
        };
        Ok(if data.len() > LARGEST { String::new() } else { String::from_utf8_lossy(&data).into_owned() })
    }
}

/// Where a file lies at a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    path: String,
    blob: ObjectId,
}

/// Looks for one file in one commit after another.
struct Finder<'h> {
    history: &'h History,
    kinds: &'h [Kind],
    name: String,
    /// Where the file was last: the folder to look in first.
    last: String,
    /// What was found in each folder that has been opened, from there.
    seen: HashMap<ObjectId, Option<Found>>,
}

impl Finder<'_> {
    fn find(&mut self, commit: &gix::Commit<'_>) -> Result<Option<Found>> {
        let top = commit.tree().map_err(|error| damaged(&self.history.repo, &error))?;
        let Some((_, map)) = self.history.map(&top)? else { return Ok(None) };
        let mut kinds = self.kinds.to_vec();
        kinds.sort_by_key(|kind| !self.last.starts_with(kind.name()));
        for kind in kinds {
            let Some(entry) = map.find_entry(kind.name()).filter(|entry| entry.mode().is_tree()) else { continue };
            if let Some(found) = self.below(entry.object_id(), 0)? {
                let path = format!("{}/{}", kind.name(), found.path);
                self.last.clone_from(&path);
                return Ok(Some(Found { path, ..found }));
            }
        }
        Ok(None)
    }

    fn below(&mut self, folder: ObjectId, depth: usize) -> Result<Option<Found>> {
        if let Some(known) = self.seen.get(&folder) {
            return Ok(known.clone());
        }
        let found = self.look(folder, depth)?;
        self.seen.insert(folder, found.clone());
        Ok(found)
    }

    /// Whether a folder, as git writes it down, may have the file or folders: told from its bytes alone, as most folders
    /// have neither and their files are many.
    fn may_be_below(&self, folder: &[u8]) -> bool {
        folder.contains_str(self.name.as_bytes()) || folder.contains_str(b"40000 ")
    }

    fn look(&mut self, folder: ObjectId, depth: usize) -> Result<Option<Found>> {
        let tree = self.history.repo.find_tree(folder).map_err(|error| damaged(&self.history.repo, &error))?;
        if !self.may_be_below(&tree.data) {
            return Ok(None);
        }
        let mut folders: Vec<(String, ObjectId)> = Vec::new();
        for entry in tree.iter() {
            let entry = entry.map_err(|error| damaged(&self.history.repo, &error))?;
            let name = entry.inner.filename;
            match entry.inner.mode.kind() {
                EntryKind::Blob | EntryKind::BlobExecutable if name == self.name.as_bytes() => {
                    return Ok(Some(Found { path: self.name.clone(), blob: entry.inner.oid.to_owned() }));
                }
                EntryKind::Tree if depth < DEEPEST && !name.starts_with(b".") => {
                    folders.extend(name.to_str().ok().map(|name| (name.to_owned(), entry.inner.oid.to_owned())));
                }
                _ => {}
            }
        }
        let way: BTreeSet<&str> = self.last.split('/').collect();
        folders.sort_by_key(|(name, _)| !way.contains(name.as_str()));
        for (name, id) in folders {
            if let Some(found) = self.below(id, depth + 1)? {
                return Ok(Some(Found { path: format!("{name}/{}", found.path), ..found }));
            }
        }
        Ok(None)
    }
}
