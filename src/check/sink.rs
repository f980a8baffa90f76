use super::text::Said;
use crate::entry::Mention;
use crate::finding::{Finding, Level, Place};
use crate::say;
use crate::say::{Words, quote};

/// Where a rule is looking.
#[derive(Clone, Copy)]
pub(super) enum Spot<'a> {
    File,
    Place(&'a Place),
    Mention(&'a Mention<'a>),
    Said(&'a Said<'a>),
}

impl Spot<'_> {
    fn place(self) -> Place {
        match self {
            Spot::File => Place::File,
            Spot::Place(place) => place.clone(),
            Spot::Mention(mention) => Place::Value(mention.path()),
            Spot::Said(said) => Place::Value(said.path()),
        }
    }
}

/// Takes what a rule finds, and adds what the rule need not know: its name, and where it was looking. What it
/// weighs is decided when all is told.
pub struct Sink<'a> {
    pub(super) rule: &'static str,
    pub(super) file: &'a str,
    pub(super) spot: Spot<'a>,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl Sink<'_> {
    /// Tells what is wrong, where the rule is looking.
    pub fn tell(&mut self, what: Words) -> Told<'_> {
        let at = self.findings.len();
        self.findings.push(Finding {
            rule: self.rule,
            level: Level::Error,
            file: self.file.into(),
            place: self.spot.place(),
            what,
            hint: None,
            also: Vec::new(),
        });
        Told(&mut self.findings[at])
    }

    /// The file that the rule is looking at.
    pub fn file(&self) -> &str {
        self.file
    }
}

/// A finding that has been told, for adding to it.
pub struct Told<'s>(&'s mut Finding);

impl Told<'_> {
    /// Adds what to do.
    pub fn hint(self, hint: Words) -> Self {
        self.0.hint = Some(hint);
        self
    }

    /// Adds "menade du …?", where something near is known; else what to do.
    pub fn meant(self, name: Option<&str>, otherwise: Words) -> Self {
        match name.map(quote) {
            Some(name) => self.hint(say!("Menade du \"{name}\"?", "Did you mean \"{name}\"?")),
            None => self.hint(otherwise),
        }
    }

    /// Moves it to a place in the file.
    pub fn at(self, place: Place) -> Self {
        self.0.place = place;
        self
    }

    /// Moves it to a place in some file.
    pub fn in_file(self, file: &str, place: Place) -> Self {
        self.0.file = file.into();
        self.at(place)
    }

    /// Points at another place that a reader must see.
    pub fn also(self, file: &str, place: Place, what: Words) -> Self {
        self.0.also.push((file.into(), place, what));
        self
    }
}
