//! A picture that needs nothing else to be seen, and that a screen reader reads: boxes in columns, the first entry in
//! the middle, and links as arrows with what they say.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::label;
use super::place::{GAP, LINE, Placed, WIDTH, place};
use crate::graph::{Graph, Node};
use crate::render::Page;
use crate::render::markup::escape;
use crate::say;
use crate::say::Words;
use crate::value::Kind;

/// The room around the picture, and for its title.
const MARGIN: i64 = 20;
const HEAD: i64 = 40;

const STYLE: &str = "text{font:13px sans-serif;fill:#1b1b1b}.titel{font-size:17px;font-weight:bold}.namn{font-weight:bold}.slag{font-size:11px;fill:#444}.lank{font-size:11px;fill:#333;stroke:#fff;stroke-width:3px;paint-order:stroke}rect{stroke-width:1.5;rx:5}.behov{fill:#fff3d6;stroke:#8a6100}.initiativ{fill:#dceefb;stroke:#0b5394}.aktor{fill:#e5f3e3;stroke:#2e6b27;rx:18}.annat{fill:#f2f2f2;stroke:#555}.bild{fill:#fff}path{fill:none;stroke:#666;stroke-width:1.2}";

pub fn write(graph: &Graph, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let (boxes, (wide, high)) = place(graph, page);
    let (wide, high) = (wide + 2 * MARGIN, high + HEAD + 2 * MARGIN);
    let (title, told, lang) = (escape(page.say(&graph.title)), told(graph), page.lang.code());
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\" lang=\"{lang}\" aria-labelledby=\"titel besked\">"
    )?;
    writeln!(out, "<title id=\"titel\">{title}</title>\n<desc id=\"besked\">{}</desc>", escape(page.say(&told)))?;
    writeln!(out, "<style>{STYLE}</style>")?;
    writeln!(
        out,
        "<defs><marker id=\"spets\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" style=\"fill:#666;stroke:none\"/></marker></defs>"
    )?;
    writeln!(out, "<rect class=\"bild\" width=\"{wide}\" height=\"{high}\"/>")?;
    writeln!(out, "<text class=\"titel\" x=\"{MARGIN}\" y=\"{}\">{title}</text>", MARGIN + 14)?;
    writeln!(out, "<g transform=\"translate({MARGIN} {})\">", MARGIN + HEAD)?;
    let arrows: Vec<Arrow> = arrows(graph, &boxes, page);
    arrows.iter().try_for_each(|arrow| writeln!(out, "{}", arrow.path))?;
    for (node, placed) in graph.nodes.iter().zip(&boxes) {
        write!(out, "{}", drawn(node, placed, page))?;
    }
    arrows.iter().try_for_each(|arrow| writeln!(out, "{}", arrow.text))?;
    writeln!(out, "</g>\n</svg>")
}

/// The picture in a sentence.
fn told(graph: &Graph) -> Words {
    let (entries, links) = (graph.nodes.len(), graph.edges.len());
    say!(
        "{entries} poster och {links} länkar mellan dem, som pilar från den som har länken.",
        "{entries} entries and {links} links between them, as arrows from the one that has the link."
    )
}

fn drawn(node: &Node, placed: &Placed, page: &Page) -> String {
    let class = match node.kind {
        Kind::Behov | Kind::Initiativ | Kind::Aktor => node.kind.name(),
        _ => "annat",
    };
    let (x, y) = placed.at;
    let whole = escape(page.say(&node.name)).into_owned();
    let mut text = format!("<g><title>{whole} ({})</title>", node.id);
    let _ =
        write!(text, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{}\"/>", placed.height);
    let mut base = y + LINE;
    for line in &placed.lines {
        let _ = write!(text, "<text class=\"namn\" x=\"{}\" y=\"{base}\">{}</text>", x + 9, escape(line));
        base += LINE;
    }
    let (kind, status) = (node.kind.label(), node.status.clone());
    let facts = match &status {
        None => page.say(&kind).to_owned(),
        Some(status) => format!("{}, {}", page.say(&kind), page.say(status)),
    };
    let _ = write!(text, "<text class=\"slag\" x=\"{}\" y=\"{base}\">{}</text></g>", x + 9, escape(&facts));
    text + "\n"
}

/// One arrow, with what all links that it stands for say.
struct Arrow {
    path: String,
    text: String,
}

fn arrows(graph: &Graph, boxes: &[Placed], page: &Page) -> Vec<Arrow> {
    let mut pairs: Vec<((usize, usize), Vec<String>)> = Vec::new();
    for edge in &graph.edges {
        let ends = (edge.from, edge.to);
        match pairs.iter_mut().find(|(other, _)| *other == ends) {
            Some((_, labels)) => labels.push(label(edge, page)),
            None => pairs.push((ends, vec![label(edge, page)])),
        }
    }
    let is_far = |(from, to): (usize, usize)| graph.nodes[from].hops > graph.nodes[to].hops;
    pairs.iter().map(|(ends, labels)| arrow(*ends, is_far(*ends), &labels.join(", "), boxes)).collect()
}

/// An arrow between two boxes; what it says stands at the end that is further from the middle, where there are fewest.
fn arrow((from, to): (usize, usize), is_from_far: bool, label: &str, boxes: &[Placed]) -> Arrow {
    let (start, end) = (&boxes[from], &boxes[to]);
    let is_rightward = start.column < end.column;
    let is_beside = start.column == end.column;
    let out = |placed: &Placed, is_right: bool| placed.at.0 + if is_right { WIDTH } else { 0 };
    let (x1, x2) = (out(start, is_rightward || is_beside), out(end, !is_rightward || is_beside));
    // Two arrows between the same boxes do not lie on each other.
    let shift = if from < to { -5 } else { 5 };
    let (y1, y2) = (start.middle() + shift, end.middle() + shift);
    let bend = if is_rightward || is_beside { GAP / 2 } else { -GAP / 2 };
    let end_bend = if is_beside { -bend } else { bend };
    let path = format!(
        "<path d=\"M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}\" marker-end=\"url(#spets)\"/>",
        x1 + bend,
        x2 - end_bend
    );
    let (x, y, is_left_of) = match (is_beside, is_from_far) {
        (true, _) => (x1 + GAP / 3, (y1 + y2) / 2, false),
        (_, true) => (x1, y1, !is_rightward),
        (_, false) => (x2, y2, is_rightward),
    };
    // Above the arrow where that comes from below, else below it.
    let near = if is_from_far { y2 } else { y1 };
    let y = if is_beside || near >= y { y - 4 } else { y + 13 };
    let (x, anchor) = if is_left_of { (x - 10, "end") } else { (x + 10, "start") };
    let text =
        format!("<text class=\"lank\" x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>", y - 4, escape(label));
    Arrow { path, text }
}
