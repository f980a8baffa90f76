//! What every command has at hand: the reader, the map, and the way to write.

use std::env;
use std::path::{Path, PathBuf};

use karta::karta::Karta;
use karta::render::Page;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::source::{self, Tree};

use super::args::Args;
use super::store;
use super::terminal::Terminal;

/// One run of the program.
pub struct Session<'a> {
    /// The reader.
    pub terminal: &'a Terminal,
    named: Option<PathBuf>,
    here: PathBuf,
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
        Ok(Session { terminal, named, here })
    }

    /// The map's folder.
    pub fn root(&self) -> Result<PathBuf> {
        source::find(self.named.as_deref(), &self.here)
    }

    /// Reads the map. It is needed to the end of the run, and never given back: the system takes it all at once.
    pub fn open(&self) -> Result<&'static Opened> {
        let root = self.root()?;
        store::finish_interrupted(&root, self.terminal)?;
        let tree = Tree::open(&root);
        let karta = Karta::draw(&tree);
        Ok(Box::leak(Box::new(Opened { root, tree, karta })))
    }

    /// Reads the map to answer from it, and says which files had to be left out.
    pub fn open_to_read(&self) -> Result<&'static Opened> {
        let opened = self.open()?;
        let broken = opened.karta.broken();
        if let Some(first) = broken.first() {
            self.terminal.tell(&left_out(broken.len(), first));
        }
        Ok(opened)
    }

    /// How an answer is to look on the reader's screen, or in a pipe.
    pub fn page(&self) -> Page {
        let terminal = self.terminal;
        Page { lang: terminal.lang, width: terminal.width(), is_styled: terminal.is_styled(), ..Page::default() }
    }

    /// A path as the reader gave it, from where the reader stands.
    pub fn path(&self, given: &Path) -> PathBuf {
        self.here.join(given)
    }
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
