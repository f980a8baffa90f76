//! A graph stands between a question and a drawing: entries, and the links between them.

use crate::say::Words;
use crate::value::{Id, Kind};

/// An entry in a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: Id,
    /// What a person calls it.
    pub name: Words,
    /// What it is.
    pub kind: Kind,
    /// How far it has come, where it has a status.
    pub status: Option<Words>,
    /// How many links it is from the first node.
    pub hops: usize,
}

/// A link between two nodes, from the one that has it to the one that it points at.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The place of the node that has the link.
    pub from: usize,
    /// The place of the node that it points at.
    pub to: usize,
    /// The field that holds it, as data has it.
    pub field: &'static str,
    /// What it says.
    pub label: Words,
    /// What it says, read from its other end.
    pub reverse: Words,
    /// What the link is written to, where that has been replaced.
    pub through: Option<Id>,
}

/// Entries and the links between them, about the first one.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// What it shows.
    pub title: Words,
    /// What a reader should know of it.
    pub notes: Vec<Words>,
    /// The entries; the one that it is about is first, and each comes after one that it is linked to.
    pub nodes: Vec<Node>,
    /// The links, in the order that they were followed.
    pub edges: Vec<Edge>,
}
