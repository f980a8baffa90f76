//! Linked data: what a map says, told in the vocabularies that other registers use.
//!
//! Initiatives that are services are told as CPSV-AP 3.2.0 has it, organisations with the Organization Ontology,
//! concepts as SKOS, and the map itself as a catalogue of DCAT-AP-SE 3. What no standard has a word for has the map's
//! own, under the address that the map says is its base, and is explained there.

mod catalogue;
mod concept;
mod entry;
mod graph;
mod site;
mod vocabulary;
mod write;

use oxrdf::NamedNode;

pub use catalogue::lacking;
pub use graph::Graph;
pub use site::Site;
pub use write::{Syntax, write};

use crate::entry::Entry;
use crate::karta::Karta;
use vocabulary::dct;

/// States all that these entries of a map say, with the map's concepts, its words and its catalogue.
pub fn graph<'k>(karta: &'k Karta, entries: impl Iterator<Item = &'k Entry>, site: &Site<'_>) -> Graph {
    let mut graph = Graph::default();
    catalogue::state(&mut graph, karta, site);
    if let Some(place) = site.text("plats").and_then(|place| NamedNode::new(place).ok()) {
        graph.class(&place, dct::LOCATION);
    }
    for entry in entries {
        entry::state(&mut graph, entry, karta, site);
    }
    concept::schemes(&mut graph, karta, site);
    concept::terms(&mut graph, site);
    graph
}

#[cfg(test)]
mod tests;
