use std::cell::{RefCell, RefMut};
use std::collections::BTreeSet;

use gix::ObjectId;

use super::list;
use super::map::damaged;
use super::open::History;
use crate::say::Result;
use crate::value::Kind;

/// A yearly revision, and where its record came into the history.
#[derive(Clone)]
pub struct Came {
    pub name: String,
    /// The commit that it came with; none where that is before the first commit that this clone has.
    pub commit: Option<ObjectId>,
    /// How many commits back that is, by first parents, from the one that is checked out.
    pub at: usize,
}

/// The way back from the commit that is checked out, by first parents, as far as it has been walked. Only the tree of
/// each commit is looked at, and none before the one that the oldest record came with.
#[derive(Default)]
pub struct Walk {
    /// The revisions whose records have stood there all the way.
    left: BTreeSet<String>,
    /// Those whose records came on the way, the newest first.
    found: Vec<Came>,
    /// The commit that is looked at next, how far back it is, and what it has.
    commit: Option<ObjectId>,
    at: usize,
    parent: Option<ObjectId>,
    records: Option<ObjectId>,
}

impl History {
    /// Where the record of that name came into the history; none where the commit checked out has no such record.
    pub fn record(&self, name: &str) -> Result<Option<Came>> {
        let mut walk = self.walk()?;
        while walk.left.contains(name) {
            self.step(&mut walk)?;
        }
        Ok(walk.found.iter().find(|came| came.name == name).cloned())
    }

    /// For each record that the commit checked out has: the first commit on the way back from there that has it and has
    /// had it ever since; the newest first.
    pub fn came(&self) -> Result<Vec<Came>> {
        let mut walk = self.walk()?;
        while !walk.left.is_empty() {
            self.step(&mut walk)?;
        }
        Ok(walk.found.clone())
    }

    /// The way back, walked no further than it has been before.
    fn walk(&self) -> Result<RefMut<'_, Walk>> {
        if let Some(walk) = self.walk.get() {
            return Ok(walk.borrow_mut());
        }
        let mut walk = Walk::default();
        if let Some(head) = self.head()? {
            let records = self.records_folder(&head)?;
            walk = Walk { left: self.names_in(records)?, records, ..walk };
            (walk.commit, walk.parent) = (Some(head.id), first_parent(&head));
        }
        Ok(self.walk.get_or_init(|| RefCell::new(walk)).borrow_mut())
    }

    /// Looks at one commit more: what its parent has no record of came with it.
    fn step(&self, walk: &mut Walk) -> Result<()> {
        let cut = self.repo.shallow_commits().map_err(|error| damaged(&self.repo, &error))?;
        if cut.zip(walk.commit).is_some_and(|(cut, commit)| cut.contains(&commit)) {
            walk.meet(BTreeSet::new(), None);
            return Ok(());
        }
        let parent =
            walk.parent.map(|id| self.repo.find_commit(id)).transpose().map_err(|error| damaged(&self.repo, &error))?;
        let records = parent.as_ref().map_or(Ok(None), |parent| self.records_folder(parent))?;
        if records != walk.records || parent.is_none() {
            walk.meet(self.names_in(records)?, walk.commit);
        }
        walk.at += 1;
        walk.records = records;
        walk.commit = walk.parent;
        walk.parent = parent.as_ref().and_then(first_parent);
        Ok(())
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
        let mut head = self.repo.head().map_err(|error| damaged(&self.repo, &error))?;
        if head.is_unborn() {
            return Ok(None);
        }
        head.peel_to_commit().map(Some).map_err(|error| damaged(&self.repo, &error))
    }

    fn records_folder(&self, commit: &gix::Commit<'_>) -> Result<Option<ObjectId>> {
        let top = commit.tree().map_err(|error| damaged(&self.repo, &error))?;
        Ok(self.kind_folder(&top, Kind::Revision)?.map(|folder| folder.id))
    }

    fn names_in(&self, folder: Option<ObjectId>) -> Result<BTreeSet<String>> {
        let Some(folder) = folder else { return Ok(BTreeSet::new()) };
        let folder = self.repo.find_tree(folder).map_err(|error| damaged(&self.repo, &error))?;
        list::records(&folder).map(BTreeSet::from_iter)
    }
}

impl Walk {
    /// Takes down that all records but those that are older came with a commit.
    fn meet(&mut self, older: BTreeSet<String>, commit: Option<ObjectId>) {
        let (left, new): (BTreeSet<_>, BTreeSet<_>) =
            std::mem::take(&mut self.left).into_iter().partition(|name| older.contains(name));
        self.left = left;
        self.found.extend(new.into_iter().rev().map(|name| Came { name, commit, at: self.at }));
    }
}

fn first_parent(commit: &gix::Commit<'_>) -> Option<ObjectId> {
    commit.parent_ids().next().map(gix::Id::detach)
}
