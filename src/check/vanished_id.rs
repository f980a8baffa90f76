use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::Place;
use crate::karta::Karta;
use crate::karta::names::names;
use crate::say;
use crate::value::{Id, Kind};

pub const RULE: Rule = Rule::error("vanished-id", include_str!("vanished-id.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    if ground.vanished.is_empty() {
        return;
    }
    let heirs = Heirs::of(ground.karta);
    let links = links(ground);
    for old in &ground.vanished {
        let id = &old.id;
        let told = sink.tell(say!("\"{id}\" har försvunnit ur kartan.", "\"{id}\" has vanished from the map."));
        let told = told.in_file(&old.path, Place::File);
        let told = match heirs.heir(old) {
            Some(new) => told.hint(say!(
                "Lägg tillbaka filen med status = \"avfort\" och ersatt_av = [\"{new}\"].",
                "Put the file back with status = \"avfort\" and ersatt_av = [\"{new}\"]."
            )),
            None => told.hint(say!(
                "Lägg tillbaka filen med status = \"avfort\" och [avford] eller ersatt_av, så att den som har länkat hit ser vart den tog vägen.",
                "Put the file back with status = \"avfort\" and [avford] or ersatt_av, so that who has linked here sees where it went."
            )),
        };
        let here = links.get(id.as_str()).map_or(&[][..], Vec::as_slice).iter();
        here.fold(told, |told, (file, place)| told.also(file, place.clone(), say!("länkar dit", "links there")));
    }
}

/// The places that still link to what has vanished, by its id.
fn links<'g>(ground: &'g Ground<'_>) -> HashMap<&'g str, Vec<(&'g str, Place)>> {
    let gone: HashSet<&str> = ground.vanished.iter().map(|old| old.id.as_str()).collect();
    let linking = ground.karta.entries().par_iter().flat_map_iter(|entry| {
        let links = entry.mentions().filter(|mention| mention.field.scheme().is_none());
        let there = links.filter_map(|mention| Some((*gone.get(mention.id.as_str())?, mention.path())));
        there.map(|(id, path)| (id, &*entry.path, Place::Value(path)))
    });
    let mut links: HashMap<&str, Vec<(&str, Place)>> = HashMap::new();
    for (id, file, place) in linking.collect::<Vec<_>>() {
        links.entry(id).or_default().push((file, place));
    }
    links
}

/// Who has come in the place of entries that are gone, as far as a name tells.
pub struct Heirs<'k>(HashMap<(Kind, &'k str), &'k Id>);

impl<'k> Heirs<'k> {
    /// Those that a map may have.
    pub fn of(karta: &'k Karta) -> Heirs<'k> {
        let mut heirs = HashMap::new();
        for entry in Kind::ENTRIES.into_iter().flat_map(|kind| karta.of_kind(kind)) {
            for name in names(entry) {
                heirs.entry((entry.kind, name)).or_insert(&entry.id);
            }
        }
        Heirs(heirs)
    }

    /// The entry of the same kind that has the name of one that is gone, or had it.
    pub fn heir(&self, gone: &Entry) -> Option<&'k Id> {
        self.0.get(&(gone.kind, gone.title())).copied()
    }
}
