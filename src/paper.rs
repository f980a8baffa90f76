//! A paper for people: sections of items, of what the program says and what the map says. Every format that has room
//! for running text can write one.

use crate::say::Words;
use crate::table::Cell;
use crate::value::Id;

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// What it is about.
    pub title: Words,
    /// What a reader should know first, a paragraph each.
    pub lead: Vec<Words>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Whether sections and items are numbered, to be referred to.
    pub is_numbered: bool,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is about.
    pub heading: Words,
    /// What it tells, in order.
    pub items: Vec<Item>,
    /// What is said where there are no items; without it, such a section is left out.
    pub nothing: Option<Words>,
}

/// One thing that a section tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// What it is about, by id and name.
    pub about: Option<(Id, Words)>,
    /// What is told of it, a line each.
    pub lines: Vec<Line>,
    /// What is to be decided, with room to write the decision; nothing where nothing is.
    pub decision: Option<Words>,
}

/// What stands on a line, with a space between any two pieces.
pub type Line = Vec<Chunk>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Chunk {
    /// What the program says.
    Say(Words),
    /// What the map says.
    Show(Cell),
    /// What the map said and says no more.
    Old(Cell),
    /// What the map says and did not say.
    New(Cell),
}

impl Section {
    /// A section that is left out when it is empty.
    pub fn new(heading: Words, items: Vec<Item>) -> Section {
        Section { heading, items, nothing: None }
    }

    /// The same, where that there is nothing is worth saying.
    pub fn or(mut self, nothing: Words) -> Section {
        self.nothing = Some(nothing);
        self
    }
}

impl Item {
    /// What is told of something that has an id.
    pub fn of(id: &Id, name: Words, lines: Vec<Line>) -> Item {
        Item { about: Some((id.clone(), name)), lines, decision: None }
    }
}
