//! `karta validate`: what is wrong with the map.

use std::path::{Component, Path, PathBuf};

use clap::Args;
use karta::check::{self, Against, Texts};
use karta::edit;
use karta::finding::{Finding, Level};
use karta::karta::Karta;
use karta::ratchet::{self, Ratchet};
use karta::render::{self, FindingFormat, Page};
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::{Revision, Tree};
use karta::value::{Date, Kind};

use super::at::{At, revision};
use super::lang::text;
use super::preview::preview;
use super::session::{Session, today};
use super::writing::{changed, would_change};
use super::{Outcome, store, written};

#[derive(Args)]
#[command(
    after_help = text(
        "Slutkoden är 1 när det finns fel, annars 0.\n\nExempel:\n  karta validate\n  karta validate --against origin/main --format github\n  karta validate --fix --dry-run",
        "The exit code is 1 when there are errors, else 0.\n\nExamples:\n  karta validate\n  karta validate --against origin/main --format github\n  karta validate --fix --dry-run"
    )
)]
pub struct Validate {
    #[arg(long, value_name = "FORMAT", value_parser = format, help = text(
        "Format: text, short, json, github, gitlab, sarif eller junit; annars det som filens ändelse säger, eller text",
        "Format: text, short, json, github, gitlab, sarif or junit; else what the file's ending says, or text"
    ))]
    format: Option<FindingFormat>,

    #[arg(short = 'o', long = "output", value_name = text("FIL", "FILE"), help = text(
        "Skriv till en fil i stället för till skärmen",
        "Write to a file instead of the screen"
    ))]
    output: Option<PathBuf>,

    #[arg(long, help = text("Räkna varningar som fel", "Count warnings as errors"))]
    strict: bool,

    #[arg(long, value_parser = revision, value_name = "REV", help = text(
        "Visa bara det som är nytt sedan en revision, en gren eller en annan karta",
        "Show only what is new since a revision, a branch or another map"
    ))]
    against: Option<String>,

    #[command(flatten)]
    at: At,

    #[arg(long, conflicts_with = "called", help = text("Rätta det som är säkert att rätta", "Mend what is safe to mend"))]
    fix: bool,

    #[arg(long, requires = "fix", help = text("Skriv inget; visa vad som skulle rättas", "Write nothing; show what would be mended"))]
    dry_run: bool,
}

fn format(given: &str) -> std::result::Result<FindingFormat, Failure> {
    FindingFormat::parse(given).ok_or_else(|| {
        let names = FindingFormat::ALL.map(FindingFormat::name).join(", ");
        Failure::new(say!("Formaten är {names}.", "The formats are {names}."))
    })
}

/// A map with all that can be told of it.
struct Read {
    tree: Tree,
    karta: Karta,
    texts: Texts,
    /// The day that it is judged by.
    day: Date,
}

impl Read {
    fn new(tree: Tree, day: Date) -> Read {
        let (karta, texts) = check::draw(&tree);
        Read { tree, karta, texts, day }
    }

    /// A map as it was, judged by its own day: when the revision was decided, else when it was committed.
    fn past(revision: Revision) -> Read {
        let read = Read::new(revision.tree, revision.date.unwrap_or_else(today));
        let record = read.karta.with_id(Kind::Revision, &revision.called).first();
        let decided = record.and_then(|record| record.date("datum"));
        Read { day: decided.unwrap_or(read.day), ..read }
    }

    /// What is wrong with the map as it is now; what has vanished since an earlier one too.
    fn findings(&self, before: Option<&Karta>) -> Vec<Finding> {
        self.held(Against { before, ..Against::default() })
    }

    /// What is wrong with an earlier map, by the levels and exceptions of the map as it is now.
    fn findings_as(&self, now: &Karta) -> Vec<Finding> {
        self.held(Against { judged_as: Some(now), ..Against::default() })
    }

    fn held(&self, against: Against<'_>) -> Vec<Finding> {
        check::check_against(&self.karta, &Against { today: Some(self.day), texts: Some(&self.texts), ..against })
    }
}

impl Validate {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        if let Some(called) = self.at.called() {
            let then: &Read = Box::leak(Box::new(Read::past(session.revision(called)?)));
            return self.report(then, &session.past()?, session);
        }
        let root = session.root()?;
        let tree = match self.fix && !self.dry_run {
            true => store::open_to_write(&root, session.terminal)?,
            false => store::open_to_read(&root, session.terminal),
        };
        // Both maps are needed to the end of the run, and never given back: the system takes them all at once.
        let mut now: &Read = Box::leak(Box::new(Read::new(tree, today())));
        if self.fix {
            self.mend(now, &root, session)?;
            if self.dry_run {
                return Ok(Outcome::Done);
            }
            now = Box::leak(Box::new(Read::new(Tree::open(&root), today())));
        }
        self.report(now, &root, session)
    }

    fn report(&self, now: &Read, root: &Path, session: &Session<'_>) -> Result<Outcome> {
        let (findings, ratchet) = self.findings(now, root, session)?;
        self.deliver(&findings, now, root, session)?;
        if self.format() == FindingFormat::Text {
            session.note().iter().for_each(|note| session.terminal.tell(note));
            let is_new_only = ratchet.as_ref().is_some_and(|ratchet| ratchet.old_remaining > 0);
            session.terminal.tell(&if is_new_only && findings.is_empty() {
                nothing_new()
            } else {
                render::summary(&findings)
            });
        }
        if let (Some(ratchet), Some(revision)) = (ratchet, &self.against) {
            session.terminal.tell(&since(&ratchet, revision));
        }
        Ok(verdict(&findings))
    }

    /// What is wrong, or only what is new where that was asked.
    fn findings(&self, now: &Read, root: &Path, session: &Session<'_>) -> Result<(Vec<Finding>, Option<Ratchet>)> {
        let leveled = |findings| if self.strict { check::strict(findings) } else { findings };
        let Some(called) = &self.against else {
            return Ok((leveled(now.findings(None)), None));
        };
        if Revision::is_before_map(root, called) {
            session.terminal.tell(&before_map(called));
            let new = leveled(now.findings(None));
            return Ok((new.clone(), Some(Ratchet { new, ..Ratchet::default() })));
        }
        let revision = Revision::open(root, session.here(), called)?;
        // What time alone has made wrong is nobody's doing: both are judged by the same day.
        let before: &Read = Box::leak(Box::new(Read::new(revision.tree, now.day)));
        let (here, then) = (leveled(now.findings(Some(&before.karta))), leveled(before.findings_as(&now.karta)));
        let ratchet = ratchet::compare((&now.karta, &here), (&before.karta, &then));
        Ok((ratchet.new.clone(), Some(ratchet)))
    }

    fn mend(&self, read: &Read, root: &Path, session: &Session<'_>) -> Result<()> {
        let fixes = edit::fix(&read.karta, &read.tree);
        if self.dry_run {
            preview(&fixes.changes, session)?;
        } else {
            store::commit(root, &fixes.changes, session.terminal)?;
        }
        for mended in &fixes.mended {
            let (file, rule) = (quote(&mended.file), mended.rule);
            session.terminal.tell(&Words::each(|lang| format!("{file}: {} [{rule}]", mended.what.get(lang))));
        }
        session.terminal.tell(&mended(fixes.changes.len(), self.dry_run));
        Ok(())
    }

    fn deliver(&self, findings: &[Finding], read: &Read, root: &Path, session: &Session<'_>) -> Result<()> {
        let page = match self.output {
            None => session.page(),
            Some(_) => Page { lang: session.terminal.lang, ..Page::default() },
        };
        let page = Page { base: self.base(root, session), ..page };
        let mut bytes = Vec::new();
        written(render::findings(findings, &read.tree, self.format(), &page, &mut bytes))?;
        match &self.output {
            Some(path) => store::write(&session.path(path), &bytes),
            None => written(session.terminal.result(&bytes)),
        }
    }

    /// How the findings are shown: as asked for, or as the name of the file that they go to says.
    fn format(&self) -> FindingFormat {
        let ending = || self.output.as_ref()?.extension()?.to_str().map(str::to_ascii_lowercase);
        let of_ending = || match ending()?.as_str() {
            "json" => Some(FindingFormat::Json),
            "sarif" => Some(FindingFormat::Sarif),
            "xml" => Some(FindingFormat::Junit),
            _ => None,
        };
        self.format.or_else(of_ending).unwrap_or(FindingFormat::Text)
    }

    /// From where paths are read: for build servers the top of the repository, for people where they stand.
    fn base(&self, root: &Path, session: &Session<'_>) -> String {
        use FindingFormat::{Json, Short, Text};
        let from = match self.format() {
            Json => return String::new(),
            Text | Short => return way(session.here(), root),
            _ => root.ancestors().find(|folder| folder.join(".git").exists()),
        };
        let below = from.and_then(|from| root.strip_prefix(from).ok());
        below.map_or_else(String::new, |below| below.to_string_lossy().replace('\\', "/"))
    }
}

/// The way from one folder to another, where one of them lies in the other; else where the other is.
fn way(from: &Path, to: &Path) -> String {
    let way: PathBuf = match (to.strip_prefix(from), from.strip_prefix(to)) {
        (Ok(below), _) => below.to_owned(),
        (_, Ok(inside)) => inside.components().map(|_| Component::ParentDir).collect(),
        _ => to.to_owned(),
    };
    way.to_string_lossy().replace('\\', "/")
}

fn verdict(findings: &[Finding]) -> Outcome {
    match findings.iter().any(|finding| finding.level == Level::Error) {
        true => Outcome::Found,
        false => Outcome::Done,
    }
}

fn before_map(revision: &str) -> Words {
    let revision = quote(revision);
    say!(
        "Obs: kartan fanns inte vid {revision}, så allt räknas som nytt.",
        "Note: the map was not there at {revision}, so everything counts as new."
    )
}

fn since(ratchet: &Ratchet, revision: &str) -> Words {
    let (new, mended, old) = (new(ratchet.new.len()), corrected(ratchet.mended), left(ratchet.old_remaining));
    let revision = quote(revision);
    say!(
        "Sedan {revision}: {new}, {mended}, {old}.",
        "Since {revision}: {new}, {mended}, {old}.";
        new in words, mended in words, old in words
    )
}

fn nothing_new() -> Words {
    Words::new("Inget nytt att anmärka.", "Nothing new to report.")
}

fn new(count: usize) -> Words {
    match count {
        1 => Words::new("1 nytt", "1 new"),
        _ => say!("{count} nya", "{count} new"),
    }
}

fn corrected(count: usize) -> Words {
    match count {
        1 => Words::new("1 rättat", "1 mended"),
        _ => say!("{count} rättade", "{count} mended"),
    }
}

fn left(count: usize) -> Words {
    match count {
        1 => Words::new("1 gammalt kvar", "1 old one left"),
        _ => say!("{count} gamla kvar", "{count} old ones left"),
    }
}

fn mended(count: usize, is_dry: bool) -> Words {
    match (count, is_dry) {
        (0, _) => Words::new("Inget att rätta av sig självt.", "Nothing that can be mended by itself."),
        (_, true) => would_change(count),
        (_, false) => changed(count),
    }
}
