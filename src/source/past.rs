use std::path::Path;

use super::{Revision, Tree, git};
use crate::say::{Failure, Result};
use crate::value::{Date, Kind};

/// A map's past, as git has kept it. Reading it touches nothing.
pub struct Past {
    history: git::History,
    /// The commit that it is told up to, without that commit itself; none for all of it.
    until: Option<String>,
}

/// A yearly revision that the map has a record of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its name.
    pub name: String,
    /// Where its record came into the history; none when that is before the first commit that this clone has.
    pub commit: Option<Commit>,
    /// How many commits back that is, by first parents, from the one that is checked out.
    pub at: usize,
}

/// A commit, as a person knows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its own name, in hexadecimal.
    pub id: String,
    /// The day that it was made, where it was made.
    pub date: Option<Date>,
    /// The first line of what was said of it.
    pub subject: String,
}

impl Commit {
    /// The beginning of its name.
    pub fn short(&self) -> &str {
        &self.id[..self.id.len().min(10)]
    }
}

/// What has become of one file, the oldest version first.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Each version, and each time that the file was gone.
    pub versions: Vec<Edition>,
    /// The commit before the file first came, where there is one.
    pub before: Option<String>,
    /// The paths and texts of the files of its kind that went when it first came: it may have been one of them.
    pub removed: Vec<(String, String)>,
    /// Whether the history at hand begins later than it did.
    pub is_cut: bool,
}

/// One version of a file, as it came with a commit.
#[derive(Clone, Debug)]
pub struct Edition {
    /// How many commits back it came, by first parents, from where the story was asked for.
    pub at: usize,
    /// The commit that it came with; none when it is not committed.
    pub commit: Option<Commit>,
    /// Where the file lies; none when it is gone.
    pub path: Option<String>,
    /// What it says; none when it is gone.
    pub text: Option<String>,
}

impl Past {
    /// What has become of the behov, initiativ or aktör of an id: every version on the way back from the commit that is
    /// checked out, or from another, wherever its file lay.
    pub fn story(&self, id: &str, from: Option<&str>) -> Result<Story> {
        self.history.story(&Kind::ENTRIES, id, from)
    }

    /// The past of the map in a folder, or of the one in a repository without a working tree.
    pub fn open(map: &Path) -> Result<Past> {
        git::open(map).map(|history| Past { history, until: None })
    }

    /// Only what came before a revision; what is on another way through the history has nothing before it.
    pub fn before(self, revision: &Revision) -> Past {
        Past { until: revision.commit.clone(), ..self }
    }

    /// The map's yearly revisions on the way to the commit that is checked out, the oldest first.
    pub fn revisions(&self) -> Result<Vec<Recorded>> {
        let mut all = self.history.revisions()?;
        if let Some(until) = &self.until {
            let place = self.history.place(until)?;
            all.retain(|recorded| place.is_some_and(|place| recorded.at > place));
        }
        Ok(all)
    }

    /// Whether a map of some revision had the behov, initiativ or aktör of an id; in a past without revisions, it may
    /// have been there at any time.
    pub fn may_have_had(&self, id: &str) -> Result<bool> {
        let all: Vec<Recorded> = self.revisions()?.into_iter().filter(|recorded| recorded.commit.is_some()).collect();
        for recorded in all.iter().rev() {
            if self.at(recorded)?.tree.files().iter().any(|file| file.stem() == id) {
                return Ok(true);
            }
        }
        Ok(all.is_empty())
    }

    /// What to say of a revision that there is none of.
    pub fn unknown(&self, called: &str) -> Failure {
        self.history.unknown(called)
    }

    /// The map at the commit that is checked out; none in a repository that has no commits yet.
    pub fn head(&self) -> Result<Option<Tree>> {
        let snapshot = self.history.head_snapshot()?;
        Ok(snapshot.map(|snapshot| Tree::revision(snapshot.blobs, snapshot.files)))
    }

    /// The same tree, whose texts have the names that git has for them: what git has already is then known without
    /// looking further.
    pub fn named(&self, tree: Tree) -> Tree {
        tree.named(self.history.namer())
    }

    /// The map at a yearly revision.
    pub fn at(&self, recorded: &Recorded) -> Result<Revision> {
        let commit = recorded.commit.as_ref().ok_or_else(|| self.history.cut(&recorded.name))?;
        let snapshot = self.history.snapshot(&commit.id)?;
        let tree = Tree::revision(snapshot.blobs, snapshot.files);
        Ok(Revision { called: recorded.name.clone(), commit: Some(snapshot.commit), date: snapshot.date, tree })
    }
}
