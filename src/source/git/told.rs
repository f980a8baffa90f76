use gix::bstr::ByteSlice;

use super::map::damaged;
use super::open::History;
use crate::say::Result;
use crate::source::{Commit, Recorded};
use crate::value::Date;

use super::record::Came;

impl History {
    /// The yearly revisions that the commit checked out has records of, the oldest first.
    pub fn revisions(&self) -> Result<Vec<Recorded>> {
        let recorded = |Came { name, commit, at }: Came| {
            let commit =
                commit.map(|id| self.repo.find_commit(id)).transpose().map_err(|error| damaged(&self.repo, &error))?;
            Ok(Recorded { name, commit: commit.as_ref().map(told), at })
        };
        self.came()?.into_iter().rev().map(recorded).collect()
    }

    /// The commit of that whole name.
    pub fn commit_of(&self, id: &str) -> Result<gix::Commit<'_>> {
        let id = gix::ObjectId::from_hex(id.as_bytes()).map_err(|error| damaged(&self.repo, &error))?;
        self.repo.find_commit(id).map_err(|error| damaged(&self.repo, &error))
    }
}

/// A commit, as a person knows one.
pub fn told(commit: &gix::Commit<'_>) -> Commit {
    let subject = commit.message().map(|message| message.summary().to_str_lossy().into_owned()).unwrap_or_default();
    Commit { id: commit.id.to_string(), date: commit.time().ok().and_then(day), subject }
}

/// The day by the clock of whoever made the commit.
fn day(time: gix::date::Time) -> Option<Date> {
    let local = jiff::Timestamp::from_second(time.seconds.checked_add(i64::from(time.offset))?).ok()?;
    Date::parse(&local.strftime("%Y-%m-%d").to_string())
}
