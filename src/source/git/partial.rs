//! Clones that git has left objects out of, as it was asked to: `git clone --filter`. Git fetches what is left out when
//! it is asked for; karta fetches nothing, and does not answer from what happens to be there.

use super::open::History;
use crate::say::{Failure, Result, Words};
use crate::source::tree::File;

impl History {
    /// Whether objects may be left out.
    pub fn is_partial(&self) -> bool {
        is_partial(&self.repo)
    }

    /// Sees that the texts of all these files are there: an answer made from some of them would be wrong.
    pub(super) fn refuse_left_out(&self, files: &[File]) -> Result<()> {
        let mut texts = files.iter().filter_map(|file| file.blob);
        let is_whole = !self.is_partial() || texts.all(|id| self.repo.has_object(id));
        if is_whole { Ok(()) } else { Err(lacking()) }
    }
}

/// What to say when git does not find an object, where that is because it was left out.
pub fn left_out(repo: &gix::Repository, error: &gix::Error) -> Option<Failure> {
    (error.is_not_found() && is_partial(repo)).then(lacking)
}

fn is_partial(repo: &gix::Repository) -> bool {
    let config = repo.config_snapshot();
    let mut remotes = config.plumbing().sections_by_name("remote").into_iter().flatten();
    config.string("extensions.partialClone").is_some()
        || remotes.any(|remote| ["promisor", "partialclonefilter"].iter().any(|name| remote.contains_value_name(name)))
}

fn lacking() -> Failure {
    Failure::new(Words::new("Klonen saknar delar av historiken.", "The clone lacks parts of the history."))
        .why(Words::new(
            "den är gjord med ett filter (git clone --filter), och karta hämtar inget själv",
            "it was made with a filter (git clone --filter), and karta fetches nothing by itself",
        ))
        .hint(Words::new(
            "Hämta allt med git fetch --refetch --no-filter; i CI, klona utan filter.",
            "Fetch everything with git fetch --refetch --no-filter; in CI, clone without a filter.",
        ))
}
