//! `karta diff`: what differs between two revisions of the map.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;
use karta::diff::{self, Pair, around};
use karta::entry::Weight;
use karta::karta::Karta;
use karta::paper::Paper;
use karta::query::{self, Filter};
use karta::render::{self, COMMENT, DiffLayout};
use karta::report::shift::Shift;
use karta::report::{beslut, pr};
use karta::say;
use karta::say::{Failure, Result};
use karta::source::{self, Compared, Past, Revision, Tree};
use karta::value::{Id, fold};

use super::at::revision;
use super::filter::Flags;
use super::lang::text;
use super::output::{Output, Own, Wanted};
use super::session::Session;
use super::{Outcome, store};

#[derive(Args)]
#[command(
    after_help = text(
        "Utan A jämförs den senaste revisionen med kartan som den är nu; med bara A jämförs A med kartan som den är nu.\nEn revision är en årsrevisions namn (2018), en tagg, en gren, en incheckning, . för kartan som den är nu, eller en annan kartas mapp. A...B är vad B har ändrat sedan de två skildes åt.\n\nExempel:\n  karta diff\n  karta diff 2017 2018 --aktor digg\n  karta diff origin/main... --format pr\n  karta diff 2021 2022 --format beslut -o beslut.md",
        "Without A, the latest revision is compared with the map as it is now; with A alone, A is compared with the map as it is now.\nA revision is a yearly revision's name (2018), a tag, a branch, a commit, . for the map as it is now, or another map's folder. A...B is what B has changed since the two parted.\n\nExamples:\n  karta diff\n  karta diff 2017 2018 --aktor digg\n  karta diff origin/main... --format pr\n  karta diff 2021 2022 --format beslut -o decision.md"
    )
)]
pub struct Diff {
    #[arg(value_name = "A", value_parser = revision, help = text("Från vilken revision; annars den senaste", "From which revision; else the latest"))]
    before: Option<String>,

    #[arg(value_name = "B", value_parser = revision, help = text("Till vilken revision; annars kartan som den är nu", "To which revision; else the map as it is now"))]
    after: Option<String>,

    #[arg(long, value_name = text("VIKT", "WEIGHT"), value_parser = weight, help = text(
        "Göm det som väger mindre: beslut, sak, ordalydelse eller form; annars ordalydelse",
        "Hide what weighs less: beslut, sak, ordalydelse or form; else ordalydelse"
    ))]
    min: Option<Weight>,

    #[arg(long, conflicts_with = "format", help = text("Visa bara hur många som ändrats", "Show only how many have changed"))]
    summary: bool,

    #[command(flatten)]
    output: Output<Layout>,

    #[arg(long, help = text("Slutkod 1 när något skiljer", "Exit code 1 when anything differs"))]
    exit_code: bool,

    #[arg(long, value_name = text("UTTRYCK", "EXPRESSION"), help = text(
        "Bara det som uttrycket träffar före eller efter; skrivs som i karta query",
        "Only what the expression finds before or after; written as in karta query"
    ))]
    query: Option<String>,

    #[command(flatten)]
    flags: Flags,
}

/// What the answer can be besides a table with a row for each change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// In a way of its own.
    Own(DiffLayout),
    /// As a comment on a pull request.
    Pr,
    /// As a steering group's paper.
    Beslut,
}

impl Own for Layout {
    fn all() -> &'static [Layout] {
        use DiffLayout::{Html, Json, Text};
        &[Layout::Own(Text), Layout::Pr, Layout::Beslut, Layout::Own(Html), Layout::Own(Json)]
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Layout::Own(DiffLayout::Text | DiffLayout::Summary) => &["text", "txt"],
            Layout::Own(DiffLayout::Html) => &["html", "htm"],
            Layout::Own(DiffLayout::Json) => &["json"],
            Layout::Pr => &["pr"],
            Layout::Beslut => &["beslut"],
        }
    }
}

/// `A..B` and `A...B` taken apart, and whether there were three dots. A path to a folder above is neither.
fn parted(both: &str) -> Option<(&str, &str, bool)> {
    let (one, other) = both.split_once("..")?;
    let is_path = one.is_empty() || one.ends_with('/') || other.starts_with('/');
    let since = other.strip_prefix('.');
    (!is_path).then(|| (one, since.unwrap_or(other), since.is_some()))
}

fn weight(given: &str) -> std::result::Result<Weight, Failure> {
    let given = fold(given);
    let is_called = |weight: &Weight| given == weight.name() || given == fold(&weight.label().en);
    Weight::ALL.into_iter().find(is_called).ok_or_else(|| {
        let names = Weight::ALL.map(Weight::name).join(", ");
        Failure::new(say!("Vikterna är {names}.", "The weights are {names}."))
    })
}

/// Two maps in folders of their own; or why there is no other map to find the one in that is not.
fn folders(here: &Path, called: [&str; 2], failure: &Failure) -> Result<Compared> {
    let open = |called: &str| match Revision::is_now(called) {
        true => Err(failure.clone()),
        false => Revision::in_folder(here, called)?.ok_or_else(|| failure.clone()),
    };
    Ok(Compared::of(open(called[0])?, open(called[1])?))
}

impl Diff {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let compared = self.compared(session)?;
        // Both maps are needed to the end of the run, and never given back: the system takes them all at once.
        let pair: &'static Pair = Box::leak(Box::new(Pair::draw(&compared)));
        let mut diff = pair.diff();
        let scope = self.scope(&compared)?;
        if let Some(ids) = &scope {
            diff.narrow(ids);
        }
        self.deliver(&diff, &compared, scope.as_ref(), session)?;
        Ok(if self.exit_code && !diff.is_empty(self.least()) { Outcome::Found } else { Outcome::Done })
    }

    /// The two maps. They are revisions of the map here, or of the one in a repository without a working folder, which
    /// has nothing newer than its last commit; two folders need neither.
    fn compared(&self, session: &Session<'_>) -> Result<Compared> {
        let here = session.here();
        let folder = match (session.past(), &self.before, &self.after) {
            (Err(failure), Some(before), Some(after)) => return folders(here, [before, after], &failure),
            (folder, ..) => folder?,
        };
        let newest = if session.root().is_ok() { "" } else { "HEAD" };
        let (before, after) = self.revisions(&folder, newest)?;
        let now = || Ok(store::open_to_read(&session.root()?, session.terminal));
        source::compare(&folder, here, [&before, &after], now)
    }

    /// The two revisions as they are called: `A..B` is the same as `A B`, and `A...B` is what B has changed since the two
    /// parted.
    fn revisions(&self, folder: &Path, newest: &str) -> Result<(String, String)> {
        let or_newest = |called: &str| if called.is_empty() { newest } else { called }.to_owned();
        let Some(before) = &self.before else {
            let latest = Past::open(folder)?.revisions()?.pop().map(|recorded| recorded.name);
            return Ok((latest.unwrap_or_else(|| "HEAD".to_owned()), newest.to_owned()));
        };
        match (&self.after, parted(before)) {
            (Some(after), _) => Ok((before.clone(), after.clone())),
            (None, Some((one, other, false))) => Ok((one.to_owned(), or_newest(other))),
            (None, Some((one, other, true))) => {
                let tip = if other.is_empty() { "HEAD" } else { other };
                Ok((source::fork(folder, one, tip)?, or_newest(other)))
            }
            (None, None) => Ok((before.clone(), newest.to_owned())),
        }
    }

    /// The least weight that is shown.
    fn least(&self) -> Weight {
        self.min.unwrap_or(Weight::Wording)
    }

    /// What the filters let through on either side; none where everything is asked for.
    fn scope(&self, compared: &Compared) -> Result<Option<BTreeSet<Id>>> {
        let query = Filter::parse(self.query.as_deref().unwrap_or_default())?;
        let rest = Filter::all([self.flags.but_actors(), query]);
        if rest.is_everything() && self.flags.actors().is_empty() {
            return Ok(None);
        }
        let ids = |tree: Tree| self.ids(Box::leak(Box::new(Karta::draw(&tree))), &rest);
        // A name need only be known on one side.
        match (ids(compared.before.whole()?), ids(compared.after.whole()?)) {
            (Ok(before), Ok(after)) => Ok(Some(&before | &after)),
            (Err(_), Ok(ids)) | (Ok(ids), Err(_)) => Ok(Some(ids)),
            (Err(_), Err(failure)) => Err(failure),
        }
    }

    /// What a filter lets through in one map. An actor stands for all that concerns it: what it owns, takes part in and
    /// needs, what one link leads to from there, and itself.
    fn ids(&self, karta: &Karta, rest: &Filter) -> Result<BTreeSet<Id>> {
        let found = |filter: &Filter| -> Result<BTreeSet<Id>> {
            Ok(query::select(karta, &filter.resolve(karta)?).ids(karta).cloned().collect())
        };
        let actors = self.flags.actors();
        if actors.is_empty() {
            return found(rest);
        }
        let mut ids = around(karta, &found(&Filter::any_of("aktor", actors))?);
        if !rest.is_everything() {
            ids = &ids & &found(rest)?;
        } else {
            ids.extend(actors.iter().filter_map(|name| karta.lookup(name).ok()).map(|actor| actor.id.clone()));
        }
        Ok(ids)
    }

    fn deliver(
        &self,
        diff: &diff::Diff<'_>,
        compared: &Compared,
        scope: Option<&BTreeSet<Id>>,
        session: &Session<'_>,
    ) -> Result<()> {
        let least = self.least();
        let own = match self.output.wanted(Wanted::Own(Layout::Own(DiffLayout::Text)))? {
            Wanted::Table(format) => {
                self.tell(diff, session);
                return self.output.of_table(format).send(&diff::table(diff, least), session);
            }
            Wanted::Own(own) => own,
        };
        let paper = match own {
            Layout::Own(layout) => {
                let layout = if self.summary { DiffLayout::Summary } else { layout };
                return self.output.send_own(own, session, |page, out| render::diff(diff, layout, least, page, out));
            }
            paper => self.paper(paper, diff, compared, scope)?,
        };
        self.output.send_own(own, session, |page, out| render::paper(&paper.0, paper.1, page, out))
    }

    /// A paper, and how long it may be. Gaps and overlaps are of whole maps, so both are read.
    fn paper(
        &self,
        layout: Layout,
        diff: &diff::Diff<'_>,
        compared: &Compared,
        scope: Option<&BTreeSet<Id>>,
    ) -> Result<(Paper, usize)> {
        let drawn = |tree: Tree| -> &'static Karta { Box::leak(Box::new(Karta::draw(&tree))) };
        let (before, after) = (drawn(compared.before.whole()?), drawn(compared.after.whole()?));
        let shift = Shift::between((before, after), &diff.replaced, scope);
        Ok(match layout {
            Layout::Pr => (pr::paper(diff, (before, after), shift, self.least()), COMMENT),
            _ => (beslut::paper(diff, shift, &after.name()), usize::MAX),
        })
    }

    /// What the format asked for has no room for, told beside it.
    fn tell(&self, diff: &diff::Diff<'_>, session: &Session<'_>) {
        diff::notes(diff, self.least()).iter().for_each(|note| session.terminal.tell(note));
    }
}
