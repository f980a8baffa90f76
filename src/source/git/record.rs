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

impl History {
    /// The first commit on the way back from the one that is checked out, by first parents, that has the record and has
    /// had it ever since. Only the tree of each commit is looked at.
    pub fn record(&self, name: &str) -> Result<Record<'_>> {
        let mut came = Record::Missing;
        let Some(mut commit) = self.head()? else { return Ok(came) };
        let mut seen = (None, false);
        loop {
            let folder = self.records_folder(&commit)?;
            if folder != seen.0 {
                seen = (folder, self.names_in(folder)?.contains(name));
            }
            if !seen.1 {
                return Ok(came);
            }
            if self.is_cut_after(&commit)? {
                return Ok(Record::Cut);
            }
            let parent = commit.parent_ids().next();
            came = Record::Came(commit);
            let Some(parent) = parent else { return Ok(came) };
            commit = self.repo.find_commit(parent).map_err(|error| damaged(&error))?;
        }
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

    /// Whether the commit has parents that this clone lacks.
    fn is_cut_after(&self, commit: &gix::Commit<'_>) -> Result<bool> {
        let cut = self.repo.shallow_commits().map_err(|error| damaged(&error))?;
        Ok(cut.is_some_and(|cut| cut.contains(&commit.id)))
    }
}
