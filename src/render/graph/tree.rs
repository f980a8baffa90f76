//! Lines for people on a terminal: what is linked to an entry stands below it, by what the link says.

use std::io::{self, Write};

use super::super::ink::Ink;
use super::super::{NOTHING, line, wrap};
use crate::graph::{Edge, Graph};
use crate::render::Page;
use crate::say;
use crate::say::Words;
use crate::value::Id;

/// What stands for an entry that is told of elsewhere in the tree.
const ELSEWHERE: Words = Words::new("visas redan", "already shown");

pub fn write(graph: &Graph, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let mut tree =
        Tree { graph, page, lines: Vec::new(), by_node: by_node(graph), shown: vec![false; graph.nodes.len()] };
    tree.node(0, None, "", "");
    tree.lines.iter().try_for_each(|text| line::write(out, text))?;
    if graph.nodes.len() == 1 {
        writeln!(out, "{}", page.say(&NOTHING))?;
    }
    for note in &graph.notes {
        line::write(out, &Ink::Quiet.set(page.say(note), page.is_styled))?;
    }
    Ok(())
}

/// The links of each node, in the order that they were followed.
fn by_node(graph: &Graph) -> Vec<Vec<usize>> {
    let mut by_node = vec![Vec::new(); graph.nodes.len()];
    for (at, edge) in graph.edges.iter().enumerate() {
        by_node[edge.from].push(at);
        by_node[edge.to].push(at);
    }
    by_node
}

struct Tree<'g> {
    graph: &'g Graph,
    page: &'g Page,
    lines: Vec<String>,
    by_node: Vec<Vec<usize>>,
    shown: Vec<bool>,
}

/// Links of a node that say the same, each with the node at its other end.
struct Group<'g> {
    label: &'g Words,
    links: Vec<(&'g Edge, usize)>,
}

impl<'g> Tree<'g> {
    /// A node, and what hangs below it. It stands in full where it is met by the shortest way, and only there.
    fn node(&mut self, at: usize, link: Option<(&'g Edge, usize)>, first: &str, rest: &str) {
        let above = link.map(|(_, above)| above);
        let is_its_place =
            !self.shown[at] && above.is_none_or(|above| self.graph.nodes[above].hops < self.graph.nodes[at].hops);
        self.told(at, link.and_then(|(edge, _)| edge.through.as_ref()), is_its_place, first, rest);
        if !is_its_place {
            return;
        }
        self.shown[at] = true;
        let groups = self.groups(at, above);
        let most = groups.len();
        for (number, group) in (1..).zip(groups) {
            let (branch, below) = if number == most { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            let label = Ink::Heading.set(self.page.say(group.label), self.page.is_styled);
            self.lines.push(format!("{rest}{branch}{label}"));
            let last = group.links.len();
            for (number, (edge, other)) in (1..).zip(group.links) {
                let (fork, under) = if number == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
                self.node(other, Some((edge, at)), &format!("{rest}{below}{fork}"), &format!("{rest}{below}{under}"));
            }
        }
    }

    /// What a node is linked to, by what the links say; not what it hangs below.
    fn groups(&self, at: usize, above: Option<usize>) -> Vec<Group<'g>> {
        let graph = self.graph;
        let mut groups: Vec<Group<'g>> = Vec::new();
        for edge in self.by_node[at].iter().map(|edge| &graph.edges[*edge]) {
            let (label, other) = if edge.from == at { (&edge.label, edge.to) } else { (&edge.reverse, edge.from) };
            // What the last step met was not followed further: its links are not all known.
            let is_known = graph.nodes[at].hops < graph.nodes.last().map_or(0, |last| last.hops);
            if Some(other) == above || !is_known {
                continue;
            }
            match groups.iter_mut().find(|group| group.label == label) {
                Some(group) => group.links.push((edge, other)),
                None => groups.push(Group { label, links: vec![(edge, other)] }),
            }
        }
        groups
    }

    fn told(&mut self, at: usize, through: Option<&Id>, is_its_place: bool, first: &str, rest: &str) {
        let (node, page) = (&self.graph.nodes[at], self.page);
        let kind = page.say(&node.kind.label()).to_owned();
        let status = node.status.as_ref().map(|status| page.say(status).to_owned());
        let through = through.map(|id| page.say(&say!("genom {id}", "through {id}")).to_owned());
        let again = (!is_its_place).then(|| page.say(&ELSEWHERE).to_owned());
        let facts: Vec<String> = [Some(kind), status, through, again].into_iter().flatten().collect();
        let name = wrap::on_one_line(page.say(&node.name)).into_owned();
        let text = format!("{name}\u{1}({}) {}", node.id, facts.join(", "));
        self.lines.extend(set(&text, first, rest, page));
    }
}

/// A name and the facts behind it on lines that fit, the facts set to stand back.
fn set(text: &str, first: &str, rest: &str, page: &Page) -> Vec<String> {
    let room = page.columns().saturating_sub(wrap::width(first)).max(20);
    let (name, facts) = text.split_once('\u{1}').unwrap_or((text, ""));
    let whole = format!("{name} {facts}");
    let mut left = name.len();
    let mut lines = Vec::new();
    for (number, line) in wrap::lines(&whole, room).enumerate() {
        let split = left.min(line.len());
        let split = (0..=split).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        let (bright, quiet) = line.split_at(split);
        left = left.saturating_sub(line.len() + 1);
        let before = if number == 0 { first } else { rest };
        let quiet_at = quiet.len() - quiet.trim_start().len();
        let quiet = format!("{}{}", &quiet[..quiet_at], Ink::Quiet.set(&quiet[quiet_at..], page.is_styled));
        lines.push(format!("{before}{bright}{quiet}"));
    }
    lines
}
