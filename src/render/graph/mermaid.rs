//! A flowchart in Mermaid (mermaid.js.org/syntax/flowchart.html).

use std::io::{self, Write};

use super::label;
use crate::graph::Graph;
use crate::render::{Page, wrap};
use crate::value::Kind;

pub fn write(graph: &Graph, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart LR")?;
    writeln!(out, "  accTitle: {}", escaped(page.say(&graph.title)))?;
    for (at, node) in graph.nodes.iter().enumerate() {
        let (open, close) = shape(node.kind);
        writeln!(out, "  n{at}{open}\"{}\"{close}:::{}", escaped(page.say(&node.name)), node.kind.name())?;
    }
    for edge in &graph.edges {
        writeln!(out, "  n{} -->|\"{}\"| n{}", edge.from, escaped(&label(edge, page)), edge.to)?;
    }
    writeln!(out, "  classDef behov fill:#fff3d6,stroke:#8a6100,color:#1b1b1b")?;
    writeln!(out, "  classDef initiativ fill:#dceefb,stroke:#0b5394,color:#1b1b1b")?;
    writeln!(out, "  classDef aktor fill:#e5f3e3,stroke:#2e6b27,color:#1b1b1b")
}

fn shape(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Aktor => ("([", "])"),
        Kind::Behov => ("(", ")"),
        _ => ("[", "]"),
    }
}

/// A text on one line in which nothing but letters, digits and a few harmless signs stands as it is: Mermaid reads the
/// rest by number.
fn escaped(text: &str) -> String {
    let is_harmless = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '.' | '/' | '(' | ')' | '–');
    let sign = |c: char| if is_harmless(c) { c.to_string() } else { format!("#{};", u32::from(c)) };
    wrap::on_one_line(text).chars().map(sign).collect()
}
