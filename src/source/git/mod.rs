//! A map as git has kept it: objects are read, and nothing is written, run or taken from the user's settings.
//!
//! Git refuses a repository that somebody else owns until `safe.directory` names it, because its settings may name
//! programs for git to run: hooks, filters, pagers. karta reads objects and names alone, follows no `include` in the
//! settings and runs nothing that they name, so it reads such a repository as it reads any other folder. What writes
//! (`karta revision create --commit`, `karta init --merge-driver`) runs git itself, which refuses.

mod blob;
mod differ;
mod early;
mod list;
mod map;
mod name;
mod open;
mod partial;
mod record;
mod story;
mod told;

pub use blob::{Blobs, Id, Namer, Reader, is_called};
pub use differ::{Part, differing, fork};
pub use early::is_before_map;
pub use open::{History, open};

use std::path::Path;

use super::tree::File;
use crate::say::Result;
use crate::value::Date;

/// The files of a map at one commit.
pub struct Snapshot {
    /// The commit's own name, in hexadecimal.
    pub commit: String,
    /// The day that it was made.
    pub date: Option<Date>,
    /// The map's files, by path.
    pub files: Vec<File>,
    /// Where their texts are.
    pub blobs: Blobs,
}

impl History {
    fn snapshot_of(&self, commit: &gix::Commit<'_>) -> Result<Snapshot> {
        Ok(Snapshot {
            commit: commit.id.to_string(),
            date: told::told(commit).date,
            files: self.files(commit)?,
            blobs: self.blobs(),
        })
    }

    /// The map at the commit that is checked out, if there is one.
    pub fn head_snapshot(&self) -> Result<Option<Snapshot>> {
        self.head()?.map(|commit| self.snapshot_of(&commit)).transpose()
    }

    /// What gives texts the names that they have here.
    pub fn namer(&self) -> Namer {
        Namer(self.repo.object_hash())
    }

    /// The map at the commit of that whole name.
    pub fn snapshot(&self, id: &str) -> Result<Snapshot> {
        self.snapshot_of(&self.commit_of(id)?)
    }
}

/// The map in a folder as it was at the commit of that name; `None` when git knows no such name.
pub fn snapshot(map: &Path, called: &str) -> Result<Option<Snapshot>> {
    let history = open(map)?;
    let Some(commit) = history.commit(called)? else { return Ok(None) };
    history.snapshot_of(&commit).map(Some)
}

/// Whether a folder lies in a repository without a working tree.
pub fn is_bare(folder: &Path) -> bool {
    open(folder).is_ok_and(|history| history.repo.workdir().is_none())
}

/// The names that a person may have meant by one that git does not know, and what to do.
pub fn unknown(map: &Path, called: &str) -> crate::say::Failure {
    match open(map) {
        Ok(history) => history.unknown(called),
        Err(failure) => failure,
    }
}
