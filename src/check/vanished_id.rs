use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::Place;
use crate::karta::names::names;
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("vanished-id", include_str!("vanished-id.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    let before = ground.before.into_iter().flat_map(|before| Kind::ENTRIES.map(|kind| before.of_kind(kind)));
    for old in before.flatten() {
        let id = &old.id;
        if ground.karta.position(id.as_str()).is_some() || ground.is_lost(old.kind, id.as_str()) {
            continue;
        }
        let told = sink.tell(say!("\"{id}\" har försvunnit ur kartan.", "\"{id}\" has vanished from the map."));
        let told = told.in_file(&old.path, Place::File);
        match heir(ground, old).map(|heir| &heir.id) {
            Some(new) => told.hint(say!(
                "Lägg tillbaka filen med status = \"avfort\" och ersatt_av = [\"{new}\"].",
                "Put the file back with status = \"avfort\" and ersatt_av = [\"{new}\"]."
            )),
            None => told.hint(say!(
                "Lägg tillbaka filen med status = \"avfort\" och [avford] eller ersatt_av, så att den som har länkat hit ser vart den tog vägen.",
                "Put the file back with status = \"avfort\" and [avford] or ersatt_av, so that who has linked here sees where it went."
            )),
        };
    }
}

/// An entry of the same kind and name as one that is gone.
fn heir<'k>(ground: &Ground<'k>, old: &Entry) -> Option<&'k Entry> {
    ground.karta.of_kind(old.kind).iter().find(|entry| names(entry).any(|name| name == old.title()))
}
