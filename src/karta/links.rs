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
