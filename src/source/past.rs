use std::path::Path;

use super::{Revision, Tree, git};
use crate::say::{Failure, Result};
use crate::value::{Date, Kind};

/// A map's past, as git has kept it. Reading it touches nothing.
pub struct Past(git::History);

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
        self.0.story(&Kind::ENTRIES, id, from)
    }

    /// The past of the map in a folder, or of the one in a repository without a working tree.
    pub fn open(map: &Path) -> Result<Past> {
        git::open(map).map(Past)
    }

    /// The map's yearly revisions on the way to the commit that is checked out, the oldest first.
    pub fn revisions(&self) -> Result<Vec<Recorded>> {
        self.0.revisions()
    }

    /// What to say of a revision that there is none of.
    pub fn unknown(&self, called: &str) -> Failure {
        self.0.unknown(called)
    }

    /// The map at the commit that is checked out; none in a repository that has no commits yet.
    pub fn head(&self) -> Result<Option<Tree>> {
        let snapshot = self.0.head_snapshot()?;
        Ok(snapshot.map(|snapshot| Tree::revision(snapshot.blobs, snapshot.files)))
    }

    /// The same tree, whose texts have the names that git has for them: what git has already is then known without
    /// looking further.
    pub fn named(&self, tree: Tree) -> Tree {
        tree.named(self.0.namer())
    }

    /// The map at a yearly revision.
    pub fn at(&self, recorded: &Recorded) -> Result<Revision> {
        let commit = recorded.commit.as_ref().ok_or_else(|| self.0.cut(&recorded.name))?;
        let snapshot = self.0.snapshot(&commit.id)?;
        let tree = Tree::revision(snapshot.blobs, snapshot.files);
        Ok(Revision { called: recorded.name.clone(), commit: Some(snapshot.commit), tree })
    }
}
