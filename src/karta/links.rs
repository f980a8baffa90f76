use std::collections::HashSet;

use rayon::prelude::*;

use super::Karta;
use crate::entry::Field;

/// A link from one entry to another.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The place in [`Karta::entries`] of the entry that has the link.
    pub from: u32,
    /// The place of the entry that it points at.
    pub to: u32,
    /// The field that says so.
    pub field: &'static Field,
}

/// Every link of a map whose target exists, known from both ends.
pub struct Links {
    links: Vec<Link>,
    /// Where the links of each entry begin in `links`.
    starts: Vec<u32>,
    /// The links by the entry they point at.
    incoming: Vec<u32>,
    /// Where the links to each entry begin in `incoming`.
    incoming_starts: Vec<u32>,
}

impl Links {
    pub(super) fn new(karta: &Karta) -> Links {
        let count = karta.entries().len();
        let links: Vec<Link> = (0..count).into_par_iter().flat_map_iter(|from| outgoing(karta, from)).collect();
        let starts = starts(count, links.iter().map(|link| link.from));
        let incoming_starts = starts_of_incoming(count, &links);
        let incoming = by_target(&links, &incoming_starts);
        Links { links, starts, incoming, incoming_starts }
    }

    /// The links that an entry has, in the order of its file.
    pub fn from(&self, at: usize) -> &[Link] {
        &self.links[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The links that point at an entry, in the order of the entries that have them.
    pub fn to(&self, at: usize) -> impl ExactSizeIterator<Item = &Link> {
        let range = self.incoming_starts[at] as usize..self.incoming_starts[at + 1] as usize;
        self.incoming[range].iter().map(|link| &self.links[*link as usize])
    }
}

/// A link as one of its ends sees it, through what has been replaced to what is there now.
#[derive(Clone, Copy, Debug)]
pub struct Arm {
    /// The field that holds the link.
    pub field: &'static Field,
    /// Which way it points.
    pub way: Way,
    /// The place of the entry at the other end.
    pub other: usize,
    /// The place of what the link is written to, where that has been replaced by the entry that it points at.
    pub through: Option<usize>,
}

/// Which way a link points, seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// At the other end.
    Out,
    /// From the other end, at this one.
    In,
}

impl Karta {
    /// What has taken an entry's place, step by step to what nothing has replaced; the entry itself where nothing has,
    /// or where replacements lead only round in a ring.
    pub fn successors(&self, at: usize) -> Vec<usize> {
        let next = |at: usize| {
            let ids = self.entries()[at].ids("ersatt_av");
            ids.filter_map(|id| self.position(id.as_str())).filter(|to| *to != at).collect::<Vec<usize>>()
        };
        let passed = reached(at, next);
        let last: Vec<usize> = passed.into_iter().filter(|at| next(*at).is_empty()).collect();
        if last.is_empty() { vec![at] } else { last }
    }

    /// What has become an entry, at once or step by step: all that links to it may be written to besides itself.
    pub fn predecessors(&self, at: usize) -> Vec<usize> {
        let links = self.links();
        let before = |at: usize| {
            let replaced = links.to(at).filter(|link| link.field.name == "ersatt_av");
            replaced.map(|link| link.from as usize).collect::<Vec<usize>>()
        };
        reached(at, before).into_iter().filter(|old| *old != at && self.successors(*old).contains(&at)).collect()
    }

    /// The links that an entry has and those that point at it, each end once for each field, through what has been
    /// replaced to what is there now.
    pub fn arms(&self, at: usize) -> Vec<Arm> {
        let mut arms: Vec<Arm> = self.links().from(at).iter().flat_map(|link| self.outgoing(link)).collect();
        // What points at something that has been replaced now leads on to what has taken its place.
        let is_here = self.successors(at) == [at];
        arms.extend(self.incoming(at, None).filter(|arm| is_here || arm.field.name == "ersatt_av"));
        let before = if is_here { self.predecessors(at) } else { Vec::new() };
        arms.extend(before.into_iter().flat_map(|before| self.incoming(before, Some(before))));
        let mut seen = HashSet::with_capacity(arms.len());
        arms.retain(|arm| arm.other != at && seen.insert((arm.field.name, arm.way, arm.other)));
        arms
    }

    fn outgoing(&self, link: &Link) -> impl Iterator<Item = Arm> {
        let (field, to) = (link.field, link.to as usize);
        let ends = if field.name == "ersatt_av" { vec![to] } else { self.successors(to) };
        let arm = move |other| Arm { field, way: Way::Out, other, through: (other != to).then_some(to) };
        ends.into_iter().map(arm)
    }

    /// The links to an entry; of one that has been replaced, those that now lead on from it.
    fn incoming(&self, at: usize, through: Option<usize>) -> impl Iterator<Item = Arm> {
        let leads_on = move |link: &&Link| through.is_none() || link.field.name != "ersatt_av";
        let links = self.links().to(at).filter(leads_on);
        links.map(move |link| Arm { field: link.field, way: Way::In, other: link.from as usize, through })
    }
}

/// Everything that steps lead to from a place, in the order that it is met; the place itself is first.
fn reached(at: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut met = vec![at];
    let mut seen = HashSet::from([at]);
    let mut first = 0;
    while first < met.len() {
        met.extend(next(met[first]).into_iter().filter(|to| seen.insert(*to)).collect::<Vec<usize>>());
        first += 1;
    }
    met
}

fn outgoing(karta: &Karta, from: usize) -> impl Iterator<Item = Link> {
    let mentions = karta.entries()[from].mentions().filter(|mention| !mention.field.targets().is_empty());
    mentions.filter_map(move |mention| {
        let to = karta.position(mention.id.as_str())?;
        Some(Link { from: from as u32, to: to as u32, field: mention.field })
    })
}

fn starts_of_incoming(count: usize, links: &[Link]) -> Vec<u32> {
    starts(count, links.iter().map(|link| link.to))
}

/// How many of the keys are below each number from 0 to `count`.
fn starts(count: usize, keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; count + 1];
    keys.for_each(|key| starts[key as usize + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

fn by_target(links: &[Link], starts: &[u32]) -> Vec<u32> {
    let mut next = starts.to_vec();
    let mut order = vec![0; links.len()];
    for (at, link) in (0u32..).zip(links) {
        let slot = &mut next[link.to as usize];
        order[*slot as usize] = at;
        *slot += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    fn told(files: &[(&'static str, &'static str)], id: &str) -> Vec<String> {
        let karta = Karta::draw(&Tree::memory(files.iter().copied()));
        let name = |at: usize| karta.entries()[at].id.to_string();
        let arm = |arm: Arm| {
            let through = arm.through.map_or(String::new(), |at| format!(" ({})", name(at)));
            format!("{} {:?} {}{through}", arm.field.name, arm.way, name(arm.other))
        };
        karta.arms(karta.position(id).expect("an entry")).into_iter().map(arm).collect()
    }

    #[test]
    fn links_lead_through_what_has_been_replaced() {
        let files = [
            ("behov/a.toml", "id = \"a\"\nersatt_av = [\"b\"]\n"),
            ("behov/b.toml", "id = \"b\"\nersatt_av = [\"c\", \"d\"]\n"),
            ("behov/c.toml", "id = \"c\"\n"),
            ("behov/d.toml", "id = \"d\"\n"),
            ("initiativ/i.toml", "id = \"i\"\nmoter = [\"a\", \"c\"]\n"),
        ];
        assert_eq!(told(&files, "i"), ["moter Out c (a)", "moter Out d (a)"]);
        assert_eq!(told(&files, "d"), ["ersatt_av In b", "moter In i (a)"]);
        assert_eq!(told(&files, "b"), ["ersatt_av Out c", "ersatt_av Out d", "ersatt_av In a"]);
    }

    #[test]
    fn a_ring_of_replacements_ends() {
        let files = [
            ("behov/a.toml", "id = \"a\"\nersatt_av = [\"b\"]\n"),
            ("behov/b.toml", "id = \"b\"\nersatt_av = [\"a\", \"b\"]\nrelaterat = [\"a\"]\n"),
        ];
        assert_eq!(told(&files, "b"), ["ersatt_av Out a", "relaterat Out a", "ersatt_av In a"]);
    }
}
