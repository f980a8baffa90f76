use std::collections::BTreeSet;

use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("duplicate-id", include_str!("duplicate-id.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    let karta = ground.karta;
    let ids: BTreeSet<&str> = karta.doubles().map(|entry| entry.id.as_str()).collect();
    for id in ids {
        tell(Kind::ENTRIES.iter().flat_map(|kind| karta.with_id(*kind, id)), sink);
    }
    for entries in [Kind::Taxonomi, Kind::Revision].map(|kind| karta.of_kind(kind)) {
        entries.chunk_by(|a, b| a.id == b.id).for_each(|same| tell(same.iter(), sink));
    }
}

/// Tells of every entry but the first that the id is taken, among those whose files are named so.
fn tell<'k>(same: impl Iterator<Item = &'k Entry>, sink: &mut Sink<'_>) {
    let mut own = same.filter(|entry| is_own(entry));
    let Some(first) = own.next() else { return };
    for entry in own {
        let id = &entry.id;
        let place = Place::Value(FieldPath::field("id"));
        sink.tell(say!("Id:t \"{id}\" är upptaget.", "The id \"{id}\" is taken."))
            .in_file(&entry.path, place.clone())
            .hint(say!(
                "Ge den ena ett annat id och döp om dess fil, eller slå ihop dem.",
                "Give one of them another id and rename its file, or join them."
            ))
            .also(&first.path, place, say!("här finns det redan", "here it is already"));
    }
}

/// Whether the id is the file's own: one that was left in a copy is told as that alone.
fn is_own(entry: &Entry) -> bool {
    entry.stem() == entry.id.as_str()
}
