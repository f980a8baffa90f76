use super::exceptions::Exception;
use super::page::Page;
use super::text::{Said, Signs};
use super::{Ground, Seen, Sink};
use crate::entry::{Entry, Problem};
use crate::finding::Level;
use crate::source::{Stray, Tree, Trouble};

/// One thing that can be wrong with a map.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, which says what is wrong; the same in code, file, page and `karta.toml`.
    pub name: &'static str,
    /// How much its findings weigh where `karta.toml` says nothing else.
    pub level: Level,
    /// What it looks at.
    pub look: Look,
    /// What it looks at besides.
    also: Option<Look>,
    text: &'static str,
}

/// Looks at a file that has no text.
pub type OfTrouble = fn(&Trouble, &mut Sink<'_>);
/// Looks at the text of a file, TOML or not.
pub type OfFile = fn(&str, &mut Sink<'_>);
/// Looks at the map's folder: what files lie there.
pub type OfTree = fn(&Tree, &[Stray], &mut Sink<'_>);
/// Looks at something that could not be understood.
pub type OfProblem = fn(&Ground<'_>, &Problem, &mut Sink<'_>);
/// Looks at an entry.
pub type OfEntry = fn(&Ground<'_>, &Entry, &mut Sink<'_>);
/// Looks at a text in an entry.
pub type OfText = fn(&Ground<'_>, &Said<'_>, &mut Sink<'_>);
/// Looks at a place where an entry names another or a concept.
pub type OfMention = fn(&Ground<'_>, &Seen<'_>, &mut Sink<'_>);
/// Looks at the map as a whole.
pub type OfMap = fn(&Ground<'_>, &mut Sink<'_>);
/// Looks at an exception that the map makes.
pub type OfException = fn(&Exception<'_>, &mut Sink<'_>);

/// What a rule looks at. Rules never walk the map for what the engine can hand them: one pass serves them all.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// A file that has no text; the finding is about the whole file.
    Trouble(OfTrouble),
    /// A file as it is written, seen while the map is read; the finding is about the whole file. Files that are not
    /// TOML are told of as that alone.
    File(OfFile),
    /// The same, also where the file is not TOML.
    Anything(OfFile),
    /// The map's folder and what strayed in it, seen while the map is read; the finding must be told [`super::Told::in_file`] a file.
    Tree(OfTree),
    /// Something in a file that could not be understood; the finding is where the problem is.
    Problem(OfProblem),
    /// An entry whose file is TOML; the finding is about the whole file until it is told [`super::Told::at`] a place.
    Entry(OfEntry),
    /// A text in an entry, also among the map's own fields, that has one of the signs; the finding is there too.
    Text(Signs, OfText),
    /// A place where an entry names another or a concept that is there; the finding is there too. What is told in the
    /// same words of several places in one file becomes one finding.
    Mention(OfMention),
    /// The same, where what is named is not there or is of the wrong kind.
    Stray(OfMention),
    /// The map as a whole; the finding must be told [`super::Told::in_file`] a file.
    Map(OfMap),
    /// An exception in the map's settings, when it is known what it let pass; the finding is there.
    Exception(OfException),
}

impl Rule {
    /// A rule whose findings make the map wrong.
    pub(super) const fn error(name: &'static str, text: &'static str, look: Look) -> Rule {
        Rule { name, level: Level::Error, look, also: None, text }
    }

    /// A rule whose findings should be looked at.
    pub(super) const fn warning(name: &'static str, text: &'static str, look: Look) -> Rule {
        Rule { name, level: Level::Warning, look, also: None, text }
    }

    /// A rule whose findings are worth knowing.
    pub(super) const fn info(name: &'static str, text: &'static str, look: Look) -> Rule {
        Rule { name, level: Level::Info, look, also: None, text }
    }

    /// The same rule, which looks at something else too.
    pub(super) const fn also(self, look: Look) -> Rule {
        Rule { also: Some(look), ..self }
    }

    /// Everything that it looks at.
    pub fn looks(&self) -> impl Iterator<Item = Look> {
        std::iter::once(self.look).chain(self.also)
    }

    /// What is wrong, why it matters and how it is mended, with examples.
    pub fn page(&self) -> Page {
        Page::parse(self.text)
    }
}
