//! What Graphviz reads (graphviz.org/doc/info/lang.html).

use std::io::{self, Write};

use super::label;
use crate::graph::{Graph, Node};
use crate::render::Page;
use crate::say::plain;
use crate::value::Kind;

pub fn write(graph: &Graph, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph karta {{")?;
    writeln!(
        out,
        "  graph [rankdir=LR, label={}, labelloc=t, fontname=\"sans-serif\"];",
        quoted(page.say(&graph.title))
    )?;
    writeln!(out, "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for node in &graph.nodes {
        let (id, text, look) = (quoted(node.id.as_str()), quoted(&text(node, page)), look(node.kind));
        writeln!(out, "  {id} [label={text}, {look}];")?;
    }
    for edge in &graph.edges {
        let id = |at: usize| quoted(graph.nodes[at].id.as_str());
        writeln!(out, "  {} -> {} [label={}];", id(edge.from), id(edge.to), quoted(&label(edge, page)))?;
    }
    writeln!(out, "}}")
}

/// A node's name, with what it is below.
fn text(node: &Node, page: &Page) -> String {
    format!("{}\n{}", page.say(&node.name), page.say(&node.kind.label()))
}

fn look(kind: Kind) -> &'static str {
    match kind {
        Kind::Behov => "fillcolor=\"#fff3d6\"",
        Kind::Initiativ => "fillcolor=\"#dceefb\"",
        Kind::Aktor => "shape=ellipse, fillcolor=\"#e5f3e3\"",
        _ => "shape=note",
    }
}

/// A text in quotes, where a backslash is only a backslash and a line break is one.
fn quoted(text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| plain(line).replace('\\', "\\\\").replace('"', "\\\"")).collect();
    format!("\"{}\"", lines.join("\\n"))
}
