use rayon::prelude::*;

use super::cycles::Graph;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::karta::Karta;
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("dependency-cycle", include_str!("dependency-cycle.md"), Look::Map(check));

/// Relations that have a direction. Each is looked at by itself: a whole may well need its part.
const RELATIONS: [(&str, &[Kind]); 4] = [
    ("beror_av", &[Kind::Initiativ]),
    ("del_av", &[Kind::Initiativ]),
    ("ersatter", &[Kind::Initiativ]),
    ("ingar_i", &[Kind::Aktor]),
];

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for (field, kinds) in RELATIONS {
        for cycle in cycles(ground.karta, field, kinds) {
            tell(ground.karta, field, &cycle, sink)
                .hint(say!("Ta bort den länk som inte stämmer.", "Take out the link that is not true."));
        }
    }
}

/// The ways round that a field's links make, as places in the map.
pub(super) fn cycles(karta: &Karta, field: &str, kinds: &[Kind]) -> Vec<Vec<usize>> {
    let links = |from: usize| {
        let to = karta.entries()[from].ids(field).filter_map(|id| karta.position(id.as_str()));
        to.map(move |to| (from, to))
    };
    let arrows = karta.positions_of(kinds).into_par_iter().flat_map_iter(links).collect();
    Graph::new(karta.entries().len(), arrows).cycles()
}

/// Tells of a way round at its first link, and points at the others.
pub(super) fn tell<'s>(karta: &Karta, field: &str, cycle: &[usize], sink: &'s mut Sink<'_>) -> super::Told<'s> {
    let entries: Vec<&Entry> = cycle.iter().map(|at| &karta.entries()[*at]).collect();
    let next = entries.iter().cycle().skip(1);
    let links: Vec<_> = entries.iter().zip(next).map(|(from, to)| (*from, link(from, field, to))).collect();
    let shown = shown(&entries);
    let told = sink.tell(say!("\"{field}\" går runt: {shown}", "\"{field}\" goes round: {shown}"));
    let told = told.in_file(&entries[0].path, links[0].1.clone());
    links[1..].iter().fold(told, |told, (from, place)| {
        told.also(&from.path, place.clone(), say!("och vidare härifrån", "and on from here"))
    })
}

fn link(from: &Entry, field: &str, to: &Entry) -> Place {
    let item = from.ids(field).position(|id| *id == to.id).unwrap_or_default();
    Place::Value(FieldPath::field(field).item(item))
}

/// The most ids of a way round that are written out.
const SHOWN: usize = 8;

fn shown(entries: &[&Entry]) -> String {
    let mut ids: Vec<&str> = entries.iter().take(SHOWN).map(|entry| entry.id.as_str()).collect();
    if entries.len() > SHOWN {
        ids.push("…");
    }
    ids.push(entries[0].id.as_str());
    ids.join(" → ")
}
