use std::collections::{HashMap, HashSet};

use super::{data_name, in_order, label, node, relation};
use crate::graph::{Edge, Graph};
use crate::karta::{Arm, Karta, Way, name};
use crate::say;
use crate::say::Words;
use crate::value::{Kind, Order};

/// How many entries are shown at most: what has more is no picture.
const MOST: usize = 1000;

/// How far around an entry to look, and for what.
#[derive(Clone, Debug)]
pub struct Around {
    /// How many links away at most.
    pub hops: usize,
    /// Only entries of these kinds; of every kind where there are none.
    pub kinds: Vec<Kind>,
}

/// What an entry points at and what points at it, and so on as far as is asked. Each entry comes once, however many
/// ways lead to it.
pub fn around(karta: &Karta, at: usize, around: &Around) -> Graph {
    let entry = name(&karta.entries()[at]);
    let title = say!("Länkar kring {entry}", "Links around {entry}"; entry in words);
    let mut walk = Walk::from(karta, at, title);
    let mut next = 0;
    while next < walk.met.len() && walk.graph.nodes[next].hops < around.hops {
        walk.follow(next, &around.kinds);
        next += 1;
    }
    if walk.is_cut {
        let note = say!("Bara de {MOST} närmaste visas.", "Only the {MOST} nearest are shown.");
        walk.graph.notes.push(note);
    }
    walk.graph
}

struct Walk<'k> {
    karta: &'k Karta,
    order: Order,
    graph: Graph,
    /// The entries met, as places in the map.
    met: Vec<usize>,
    nodes: HashMap<usize, usize>,
    told: HashSet<(usize, usize, &'static str)>,
    is_cut: bool,
}

impl<'k> Walk<'k> {
    fn from(karta: &'k Karta, at: usize, title: Words) -> Walk<'k> {
        let graph = Graph { title, notes: Vec::new(), nodes: vec![node(karta, at, 0)], edges: Vec::new() };
        let (met, nodes) = (vec![at], HashMap::from([(at, 0)]));
        Walk { karta, order: Order::swedish(), graph, met, nodes, told: HashSet::new(), is_cut: false }
    }

    fn follow(&mut self, from: usize, kinds: &[Kind]) {
        for arm in in_order(self.karta, self.met[from], &self.order) {
            let kind = self.karta.entries()[arm.other].kind;
            if !kinds.is_empty() && !kinds.contains(&kind) {
                continue;
            }
            let Some(other) = self.node(arm.other, self.graph.nodes[from].hops + 1) else {
                self.is_cut = true;
                continue;
            };
            self.tell(&arm, from, other);
        }
    }

    fn node(&mut self, at: usize, hops: usize) -> Option<usize> {
        if let Some(node) = self.nodes.get(&at) {
            return Some(*node);
        }
        if self.met.len() == MOST {
            return None;
        }
        self.nodes.insert(at, self.met.len());
        self.met.push(at);
        self.graph.nodes.push(node(self.karta, at, hops));
        Some(self.met.len() - 1)
    }

    fn tell(&mut self, arm: &Arm, from: usize, other: usize) {
        let (from, to) = match arm.way {
            Way::Out => (from, other),
            Way::In => (other, from),
        };
        if self.told.insert((from, to, data_name(arm.field))) {
            let through = arm.through.map(|at| self.karta.entries()[at].id.clone());
            let (label, reverse) = (relation(arm.field), label(&Arm { way: Way::In, ..*arm }));
            self.graph.edges.push(Edge { from, to, field: data_name(arm.field), label, reverse, through });
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::say::Lang;
    use crate::source::Tree;

    /// A map with a ring, a shared actor and an entry that has been replaced.
    pub fn karta() -> Karta {
        Karta::draw(&Tree::memory([
            ("aktor/skr.toml", "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\n[[medlemskap]]\ni = \"esam\"\n"),
            ("aktor/esam.toml", "id = \"esam\"\nnamn = \"eSam\"\n"),
            (
                "behov/tolk.toml",
                "id = \"tolk\"\ntitel = \"Tolkning \\\"för\\\" alla\"\nstatus = \"bekraftat\"\naktorer = [\"skr\"]\n",
            ),
            ("behov/gammal.toml", "id = \"gammal\"\ntitel = \"Tolkar\"\nstatus = \"avfort\"\nersatt_av = [\"tolk\"]\n"),
            (
                "initiativ/a.toml",
                "id = \"a\"\ntitel = \"A <b>\"\nstatus = \"pagaende\"\nagare = [\"skr\"]\nmoter = [\"gammal\"]\nberor_av = [\"c\"]\n",
            ),
            (
                "initiativ/c.toml",
                "id = \"c\"\ntitel = \"Ö & C\"\nstatus = \"pagaende\"\nagare = [\"skr\"]\ndeltagare = [\"skr\"]\nberor_av = [\"a\"]\n",
            ),
        ]))
    }

    /// The links around an entry of that map.
    pub fn graph(id: &str, hops: usize) -> Graph {
        let karta = karta();
        around(&karta, karta.position(id).expect("an entry"), &Around { hops, kinds: Vec::new() })
    }

    fn told(graph: &Graph) -> Vec<String> {
        let id = |at: usize| graph.nodes[at].id.as_str();
        let through = |edge: &Edge| edge.through.as_ref().map_or(String::new(), |id| format!(" ({id})"));
        let edges = graph.edges.iter();
        edges
            .map(|edge| format!("{} {} {}{}", id(edge.from), edge.label.get(Lang::Sv), id(edge.to), through(edge)))
            .collect()
    }

    #[test]
    fn links_both_ways_are_followed_as_far_as_asked() {
        assert_eq!(told(&graph("tolk", 1)), ["tolk aktörer skr", "a möter tolk (gammal)", "gammal ersatt av tolk"]);
        assert_eq!(graph("tolk", 0).nodes.len(), 1);
        let all = graph("tolk", 9);
        assert_eq!(all.nodes.len(), 6);
        assert_eq!(all.edges.len(), 9, "{:?}", told(&all));
        assert!(all.nodes.is_sorted_by_key(|node| node.hops));
    }

    #[test]
    fn only_kinds_that_are_asked_for_are_met() {
        let karta = karta();
        let asked = Around { hops: 9, kinds: vec![Kind::Aktor] };
        assert_eq!(
            told(&around(&karta, karta.position("tolk").expect("an entry"), &asked)),
            ["tolk aktörer skr", "skr medlemskap esam"]
        );
    }
}
