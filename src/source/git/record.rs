use std::collections::BTreeSet;

use super::list;
use super::map::damaged;
use super::open::History;
use crate::say::Result;
use crate::value::Kind;

/// Where a yearly revision's record came into the history.
pub enum Record<'r> {
    /// With this commit.
    Came(gix::Commit<'r>),
    /// Before the first commit that this clone has.
    Cut,
    /// Nowhere on the way from the commit that is checked out.
    Missing,
}

/// A yearly revision, and where its record came into the history: how many commits back.
pub struct Came<'r> {
    pub name: String,
    pub record: Record<'r>,
    pub at: usize,
}

impl History {
    /// Where the record of that name came into the history.
    pub fn record(&self, name: &str) -> Result<Record<'_>> {
        let recorded = self.recorded()?.into_iter().filter(|other| other == name);
        let came = self.came(recorded.collect())?.pop();
        Ok(came.map_or(Record::Missing, |came| came.record))
    }

    /// For each of the names that the commit checked out has records of: the first commit on the way back from there,
    /// by first parents, that has the record and has had it ever since; the newest first. Only the tree of each commit
    /// is looked at, and none is before the oldest of those commits.
    pub fn came(&self, mut names: BTreeSet<String>) -> Result<Vec<Came<'_>>> {
        let mut found = Vec::with_capacity(names.len());
        let Some(mut commit) = self.head()? else { return Ok(found) };
        let cut = self.repo.shallow_commits().map_err(|error| damaged(&error))?;
        let mut folder = self.records_folder(&commit)?;
        for at in 0.. {
            if names.is_empty() {
                break;
            }
            if cut.as_ref().is_some_and(|cut| cut.contains(&commit.id)) {
                found.extend(names.into_iter().rev().map(|name| Came { name, record: Record::Cut, at }));
                break;
            }
            let parent = commit.parent_ids().next().map(|id| self.repo.find_commit(id));
            let parent = parent.transpose().map_err(|error| damaged(&error))?;
            let earlier = parent.as_ref().map_or(Ok(None), |parent| self.records_folder(parent))?;
            if earlier != folder || parent.is_none() {
                let known = self.names_in(earlier)?;
                let new: Vec<String> = names.iter().filter(|name| !known.contains(*name)).cloned().collect();
                names.retain(|name| known.contains(name));
                found.extend(new.into_iter().rev().map(|name| Came { name, record: Record::Came(commit.clone()), at }));
                folder = earlier;
            }
            let Some(parent) = parent else { break };
            commit = parent;
        }
        Ok(found)
    }

    /// How many commits back one is, by first parents, from the one that is checked out.
    pub fn place(&self, id: &str) -> Result<Option<usize>> {
        let id = gix::ObjectId::from_hex(id.as_bytes()).ok();
        let Some(mut commit) = self.head()? else { return Ok(None) };
        for at in 0.. {
            if Some(commit.id) == id {
                return Ok(Some(at));
            }
            let Some(parent) = commit.parent_ids().next() else { break };
            let Ok(parent) = self.repo.find_commit(parent) else { break };
            commit = parent;
        }
        Ok(None)
    }

    /// The names of the yearly revisions that the commit checked out has records of.
    pub fn recorded(&self) -> Result<BTreeSet<String>> {
        match self.head()? {
            Some(head) => self.names_in(self.records_folder(&head)?),
            None => Ok(BTreeSet::new()),
        }
    }

    /// The commit that is checked out; none in a repository that has no commits yet.
    pub fn head(&self) -> Result<Option<gix::Commit<'_>>> {
        let mut head = self.repo.head().map_err(|error| damaged(&error))?;
        if head.is_unborn() {
            return Ok(None);
        }
        head.peel_to_commit().map(Some).map_err(|error| damaged(&error))
    }

    fn records_folder(&self, commit: &gix::Commit<'_>) -> Result<Option<gix::ObjectId>> {
        let top = commit.tree().map_err(|error| damaged(&error))?;
        let folder = self.map(&top).and_then(|(_, map)| self.folder(&map, Kind::Revision.name()));
        Ok(folder.map(|folder| folder.id))
    }

    fn names_in(&self, folder: Option<gix::ObjectId>) -> Result<BTreeSet<String>> {
        let Some(folder) = folder else { return Ok(BTreeSet::new()) };
        let folder = self.repo.find_tree(folder).map_err(|error| damaged(&error))?;
        list::records(&folder).map(BTreeSet::from_iter)
    }
}
