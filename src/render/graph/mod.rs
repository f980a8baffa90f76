//! A graph becomes a drawing: each is a file with one function, `write`, and a variant of [`Drawing`].

mod dot;
mod mermaid;
mod place;
mod svg;
mod tree;

use std::io;
use std::path::Path;

use super::Page;
use crate::graph::Graph;

/// A way to draw a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Lines for people, on a terminal.
    Tree,
    /// What Graphviz reads.
    Dot,
    /// What GitHub, GitLab and many editors draw in Markdown.
    Mermaid,
    /// A picture.
    Svg,
}

impl Drawing {
    /// Every way, in the order that they are shown.
    pub const ALL: [Drawing; 4] = [Drawing::Tree, Drawing::Dot, Drawing::Mermaid, Drawing::Svg];

    /// What it is called, and what files in it may end with: the name first, then other words for it.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Drawing::Tree => &["text", "txt", "trad", "tree"],
            Drawing::Dot => &["dot", "gv"],
            Drawing::Mermaid => &["mermaid", "mmd"],
            Drawing::Svg => &["svg"],
        }
    }

    /// The word in commands.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// Reads a drawing's name, in any case.
    pub fn parse(name: &str) -> Option<Drawing> {
        let is_called = |drawing: &Drawing| drawing.names().iter().any(|own| own.eq_ignore_ascii_case(name));
        Drawing::ALL.into_iter().find(is_called)
    }

    /// The drawing that a file's extension asks for.
    pub fn of_path(path: &Path) -> Option<Drawing> {
        Drawing::parse(path.extension()?.to_str()?)
    }
}

/// Draws a graph. The same graph and page give the same bytes.
pub fn graph(graph: &Graph, drawing: Drawing, page: &Page, out: &mut dyn io::Write) -> io::Result<()> {
    match drawing {
        Drawing::Tree => tree::write(graph, page, out),
        Drawing::Dot => dot::write(graph, page, out),
        Drawing::Mermaid => mermaid::write(graph, page, out),
        Drawing::Svg => svg::write(graph, page, out),
    }
}

/// What a link says, and what it is written to where that has been replaced.
fn label(edge: &crate::graph::Edge, page: &Page) -> String {
    let label = page.say(&edge.label);
    match &edge.through {
        None => label.to_owned(),
        Some(id) => format!("{label} ({id})"),
    }
}

#[cfg(test)]
mod tests;
