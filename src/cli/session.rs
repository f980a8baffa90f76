//! What every command has at hand: the reader, the map, and the way to write.

use std::cell::OnceCell;
use std::env;
use std::path::{Path, PathBuf};

use karta::entry::Entry;
use karta::karta::Karta;
use karta::render::Page;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::{self, Revision, Tree};
use karta::value::Date;

use super::args::Args;
use super::at::At;
use super::terminal::Terminal;
use super::{lang, store};

/// One run of the program.
pub struct Session<'a> {
    /// The reader.
    pub terminal: &'a Terminal,
    named: Option<PathBuf>,
    here: PathBuf,
    /// Which revision the answer is made from, when that is not the map as it lies in its folder.
    revision: OnceCell<String>,
}

/// A map that has been read from a folder.
pub struct Opened {
    /// The map's folder.
    pub root: PathBuf,
    /// Its files.
    pub tree: Tree,
    /// The map itself.
    pub karta: Karta,
}

impl<'a> Session<'a> {
    pub fn new(args: &Args, terminal: &'a Terminal) -> Result<Session<'a>> {
        let here = env::current_dir().map_err(|error| {
            Failure::io(
                say!("Mappen som du står i går inte att nå.", "The folder that you stand in cannot be reached."),
                &error,
            )
        })?;
        let named =
            args.karta.clone().or_else(|| env::var_os("KARTA_DIR").filter(|dir| !dir.is_empty()).map(PathBuf::from));
        Ok(Session { terminal, named, here, revision: OnceCell::new() })
    }

    /// The map's folder.
    pub fn root(&self) -> Result<PathBuf> {
        source::find(self.named.as_deref(), &self.here)
    }

    /// The map's settings, without the rest of it.
    pub fn settings(&self) -> Option<Entry> {
        lang::settings(&self.root().ok()?)
    }

    /// Reads the map to change it; first a change that was stopped is carried through.
    pub fn open(&self) -> Result<&'static Opened> {
        let root = self.root()?;
        let tree = store::open_to_write(&root, self.terminal)?;
        Ok(draw(root, tree))
    }

    /// Reads the map to answer from it, and says which files had to be left out. Nothing is written.
    pub fn open_to_read(&self) -> Result<&'static Opened> {
        let root = self.root()?;
        let tree = store::open_to_read(&root, self.terminal);
        let opened = draw(root, tree);
        self.tell_left_out(&opened.karta);
        Ok(opened)
    }

    /// The same, from the map as it was at a revision where one was asked for; every answer sent after that says which.
    pub fn open_at(&self, at: &At) -> Result<&'static Opened> {
        let Some(called) = at.called() else { return self.open_to_read() };
        let tree = self.revision(called)?.tree;
        let opened = draw(self.past()?, tree);
        self.tell_left_out(&opened.karta);
        Ok(opened)
    }

    /// The map as it lies in its folder, or as it was committed last in a repository without one.
    pub fn open_newest(&self) -> Result<&'static Opened> {
        match self.root() {
            Err(_) if self.past().is_ok() => self.open_at(&At::last()),
            _ => self.open_to_read(),
        }
    }

    /// The map at a revision; every answer sent after that says which. Nothing is touched, not even a change that an
    /// earlier run was stopped in.
    pub fn revision(&self, called: &str) -> Result<Revision> {
        let revision = Revision::open(&self.past()?, &self.here, called)?;
        self.revision.get_or_init(|| revision.label());
        Ok(revision)
    }

    /// The folder whose past is asked for: the map's, or a repository without a working tree.
    pub fn past(&self) -> Result<PathBuf> {
        source::find_past(self.named.as_deref(), &self.here)
    }

    /// Which revision the answer is made from, when that is not the map as it lies in its folder.
    pub fn made_from(&self) -> Option<Words> {
        self.revision.get().map(|label| Words::same(quote(label)))
    }

    /// The same, as a note under an answer.
    pub fn note(&self) -> Option<Words> {
        self.revision.get().map(|label| Words::same(format!("Revision: {}", quote(label))))
    }

    /// The name of that revision.
    pub fn made_from_label(&self) -> Option<&str> {
        self.revision.get().map(String::as_str)
    }

    /// A failure, with the revision where it is so.
    pub fn at_its_time(&self, failure: Failure) -> Failure {
        let why = self.revision.get().map(|label| quote(label));
        let why = why.map(|label| say!("så är det i revisionen {label}", "so it is in the revision {label}"));
        Failure { why: failure.why.or(why), ..failure }
    }

    fn tell_left_out(&self, karta: &Karta) {
        let broken = karta.broken();
        if let Some(first) = broken.first() {
            self.terminal.tell(&left_out(broken.len(), first));
        }
    }

    /// How an answer is to look on the reader's screen, or in a pipe.
    pub fn page(&self) -> Page {
        let terminal = self.terminal;
        Page { lang: terminal.lang, width: terminal.width(), is_styled: terminal.is_styled(), ..Page::default() }
    }

    /// Where the reader stands.
    pub fn here(&self) -> &Path {
        &self.here
    }

    /// A path as the reader gave it, from where the reader stands.
    pub fn path(&self, given: &Path) -> PathBuf {
        self.here.join(given)
    }
}

/// Today, by the reader's clock.
pub fn today() -> Date {
    let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
    Date::parse(&today).expect("a day of the calendar is a date")
}

/// The map is needed to the end of the run, and never given back: the system takes it all at once.
fn draw(root: PathBuf, tree: Tree) -> &'static Opened {
    let karta = Karta::draw(&tree);
    Box::leak(Box::new(Opened { root, tree, karta }))
}

fn left_out(count: usize, first: &str) -> Words {
    let first = quote(first);
    match count {
        1 => say!(
            "Obs: filen {first} har fel och kunde inte läsas helt; svaret bygger på resten. Kör: karta validate",
            "Note: the file {first} has errors and could not be read in full; the answer builds on the rest. Run: karta validate"
        ),
        _ => say!(
            "Obs: {count} filer har fel och kunde inte läsas helt, den första {first}; svaret bygger på resten. Kör: karta validate",
            "Note: {count} files have errors and could not be read in full, the first {first}; the answer builds on the rest. Run: karta validate"
        ),
    }
}
