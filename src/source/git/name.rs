use std::collections::BTreeSet;

use super::map::damaged;
use super::open::History;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::nearest;

/// How many revisions are listed.
const LISTED: usize = 12;

impl History {
    /// The commit that a name stands for: a yearly revision, then a tag, a branch, and last whatever git itself
    /// understands. What stands after the name (`2018~1`, `main^`) is git's own language.
    pub fn commit(&self, called: &str) -> Result<Option<gix::Commit<'_>>> {
        let (name, way) = called.split_at(way(called));
        if let Some(came) = self.record(name)? {
            let commit = came.commit.ok_or_else(|| self.cut(name))?;
            return self.along(&commit.to_string(), way);
        }
        let kinds = ["refs/tags/", "refs/heads/", "refs/remotes/"];
        let full = kinds.map(|kind| format!("{kind}{name}")).into_iter().find(|full| self.has_reference(full));
        match full {
            Some(full) => self.along(&full, way),
            None if may_be_a_year(name) => Ok(None),
            None => self.along(name, way),
        }
    }

    fn has_reference(&self, full: &str) -> bool {
        matches!(self.repo.try_find_reference(full), Ok(Some(_)))
    }

    fn along(&self, start: &str, way: &str) -> Result<Option<gix::Commit<'_>>> {
        let Ok(id) = self.repo.rev_parse_single(format!("{start}{way}").as_str()) else { return Ok(None) };
        let object = id.object().map_err(|error| damaged(&self.repo, &error))?;
        Ok(object.peel_to_commit().ok())
    }

    /// What to say of a name that stands for nothing.
    pub fn unknown(&self, called: &str) -> Failure {
        let shown = quote(called);
        let what = say!("Det finns ingen revision som heter {shown}.", "There is no revision called {shown}.");
        let (why, hint) = self.cause(&called[..way(called)]);
        Failure { what, why, hint: Some(hint) }
    }

    /// Why a name stands for nothing, and what to do about that.
    fn cause(&self, name: &str) -> (Option<Words>, Words) {
        if matches!(self.head(), Ok(None)) {
            let why = Words::new("git-arkivet har inga incheckningar ännu", "the git repository has no commits yet");
            return (Some(why), Words::new("Checka in kartan först.", "Commit the map first."));
        }
        if self.map.join("revision").join(format!("{name}.toml")).is_file() {
            let file = quote(&format!("revision/{name}.toml"));
            return (
                Some(say!("{file} är inte incheckad här", "{file} is not committed here")),
                Words::new(
                    "Checka in den först, eller skriv . för kartan som den ligger i mappen.",
                    "Commit it first, or write . for the map as it lies in the folder.",
                ),
            );
        }
        if self.is_shallow() {
            let why = "klonen är grund: den saknar den äldre historiken";
            return (Some(Words::new(why, "the clone is shallow: it lacks the older history")), deepen());
        }
        let why = may_be_a_year(name).then(|| {
            Words::new(
                "siffror läses aldrig som början av en inchecknings namn",
                "digits are never read as the beginning of a commit's name",
            )
        });
        (why, self.meant(name))
    }

    fn meant(&self, name: &str) -> Words {
        let recorded = self.recorded().unwrap_or_default();
        let all = listed(&recorded);
        match nearest(name, recorded.iter().map(String::as_str)).map(quote) {
            Some(near) if near != name => {
                say!("Menade du {near}? Revisionerna är {all}.", "Did you mean {near}? The revisions are {all}.")
            }
            _ if !recorded.is_empty() => say!(
                "Revisionerna är {all}. En tagg, en gren, en incheckning eller en annan kartas mapp går också bra.",
                "The revisions are {all}. A tag, a branch, a commit or another map's folder will also do."
            ),
            _ => Words::new(
                "Kartan har inga revisioner här. Skriv en tagg, en gren, en incheckning eller en annan kartas mapp.",
                "The map has no revisions here. Write a tag, a branch, a commit or another map's folder.",
            ),
        }
    }

    /// What to say of a revision that is older than the clone's history.
    pub fn cut(&self, name: &str) -> Failure {
        let shown = quote(name);
        Failure {
            what: say!("Revisionen {shown} går inte att läsa här.", "The revision {shown} cannot be read here."),
            why: Some(Words::new(
                "klonen är grund: den saknar historiken där revisionen kom till",
                "the clone is shallow: it lacks the history where the revision came to be",
            )),
            hint: Some(deepen()),
        }
    }
}

fn deepen() -> Words {
    Words::new(
        "Hämta hela historiken med git fetch --unshallow --tags; i GitHub Actions med fetch-depth: 0, i GitLab CI med GIT_DEPTH: 0.",
        "Fetch the whole history with git fetch --unshallow --tags; in GitHub Actions with fetch-depth: 0, in GitLab CI with GIT_DEPTH: 0.",
    )
}

/// The last of the names.
fn listed(names: &BTreeSet<String>) -> String {
    let skipped = names.len().saturating_sub(LISTED);
    let shown: Vec<String> = names.iter().skip(skipped).map(|name| quote(name)).collect();
    format!("{}{}", if skipped > 0 { "… " } else { "" }, shown.join(", "))
}

/// Where in a text the name ends and git's own way on from there begins.
fn way(called: &str) -> usize {
    let marks = ["~", "^", "@{", ":"].into_iter().filter_map(|mark| called.find(mark));
    marks.filter(|at| *at > 0).min().unwrap_or(called.len())
}

/// Whether a text is digits only, and shorter than a commit's whole name.
fn may_be_a_year(name: &str) -> bool {
    name.len() < 40 && name.bytes().all(|byte| byte.is_ascii_digit())
}
