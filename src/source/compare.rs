use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Revision, Tree, git};
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::Kind;

/// Two maps that are held against each other.
pub struct Compared {
    /// The one that comes first.
    pub before: Half,
    /// The one that comes after it.
    pub after: Half,
}

/// One of two maps that are held against each other: what it has that the other has not, and the rest when asked for.
pub struct Half {
    /// What a person called it; empty for the working tree.
    pub called: String,
    /// The commit's own name, in hexadecimal; `None` for a folder.
    pub commit: Option<String>,
    /// The files that the other does not have with the same text at the same path.
    pub differing: Tree,
    rest: Rest,
}

enum Rest {
    Listed(Tree),
    InGit(PathBuf, git::Part),
}

/// Opens two revisions of the map in a folder, each called as [`Revision::open`] understands; the map as it lies there is
/// what `now` gives. Of two that git has, only what differs is looked at.
pub fn compare(map: &Path, here: &Path, called: [&str; 2], now: impl Fn() -> Result<Tree>) -> Result<Compared> {
    let [before, after] = called;
    if !called.iter().any(|called| Revision::is_now(called))
        && let Ok(Some((old, new))) = git::differing(map, before, after)
    {
        let half = |called, part| Half::in_git(map, called, part);
        return Ok(Compared { before: half(before, old), after: half(after, new) });
    }
    let open = |called: &str| match Revision::is_now(called) {
        true => now().map(Revision::now),
        false => Revision::open(map, here, called),
    };
    Ok(Compared::of(open(before)?, open(after)?))
}

/// The commit where two revisions of the map in a folder parted, by its own name: what one of them has changed since is
/// its own doing.
pub fn fork(map: &Path, one: &str, other: &str) -> Result<String> {
    git::fork(map, one, other)?.ok_or_else(|| {
        let (one, other) = (quote(one), quote(other));
        Failure::new(say!(
            "{one} och {other} har ingen gemensam incheckning i git här.",
            "{one} and {other} have no commit in common in git here."
        ))
        .hint(Words::new(
            "Hämta hela historiken med git fetch --unshallow, eller jämför dem rakt av med två punkter: A..B",
            "Fetch the whole history with git fetch --unshallow, or compare them as they are with two dots: A..B",
        ))
    })
}

impl Compared {
    /// Two revisions that have been opened.
    pub fn of(before: Revision, after: Revision) -> Compared {
        let (old, new) = Tree::apart(&before.tree, &after.tree);
        let half = |revision: Revision, differing| Half {
            called: revision.called,
            commit: revision.commit,
            differing,
            rest: Rest::Listed(revision.tree),
        };
        Compared { before: half(before, old), after: half(after, new) }
    }

    /// Two trees.
    pub fn trees(before: Tree, after: Tree) -> Compared {
        Compared::of(Revision::now(before), Revision::now(after))
    }
}

impl Half {
    fn in_git(map: &Path, called: &str, mut part: git::Part) -> Half {
        let files = std::mem::take(&mut part.files);
        Half {
            called: called.to_owned(),
            commit: Some(part.commit.clone()),
            differing: Tree::revision(part.blobs(), files),
            rest: Rest::InGit(map.to_owned(), part),
        }
    }

    /// The whole map.
    pub fn whole(&self) -> Result<Tree> {
        match &self.rest {
            Rest::Listed(tree) => Ok(tree.clone()),
            Rest::InGit(map, part) => Ok(Revision::open(map, map, &part.commit)?.tree),
        }
    }

    /// The files of these kinds whose names, without folder and ending, are among these.
    pub fn named(&self, kinds: &[Kind], stems: &BTreeSet<&str>) -> Tree {
        match &self.rest {
            Rest::Listed(tree) => tree.only(|file| kinds.contains(&file.kind) && stems.contains(file.stem())),
            Rest::InGit(_, part) => Tree::revision(part.blobs(), part.named(kinds, stems)),
        }
    }
}
