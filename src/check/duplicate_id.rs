use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::karta::Karta;
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("duplicate-id", include_str!("duplicate-id.md"), Look::Entry(check));

fn check(ground: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    if !is_own(entry) {
        return;
    }
    if let Some(first) = first(ground.karta, entry).filter(|first| first.path != entry.path) {
        let id = &entry.id;
        let place = Place::Value(FieldPath::field("id"));
        sink.tell(say!("Id:t \"{id}\" är upptaget.", "The id \"{id}\" is taken."))
            .at(place.clone())
            .hint(say!(
                "Ge den ena ett annat id och döp om dess fil, eller slå ihop dem.",
                "Give one of them another id and rename its file, or join them."
            ))
            .also(&first.path, place, say!("här finns det redan", "here it is already"));
    }
}

/// The first of the entries that rightly have the same id.
fn first<'k>(karta: &'k Karta, entry: &Entry) -> Option<&'k Entry> {
    let id = entry.id.as_str();
    if !Kind::ENTRIES.contains(&entry.kind) {
        return karta.with_id(entry.kind, id).iter().find(|other| is_own(other));
    }
    match karta.find(id) {
        Some(first) if is_own(first) => Some(first),
        _ => Kind::ENTRIES.iter().flat_map(|kind| karta.with_id(*kind, id)).find(|other| is_own(other)),
    }
}

/// Whether the id is the file's own: one that was left in a copy is told as that alone.
fn is_own(entry: &Entry) -> bool {
    entry.stem() == entry.id.as_str()
}
