use super::exceptions::exceptions;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::warning("unknown-exception", include_str!("unknown-exception.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for exception in exceptions(ground.karta).filter(|exception| !ground.has_file(exception.id)) {
        let id = exception.id;
        sink.tell(say!(
            "Undantaget gäller \"{id}\", som inte finns.",
            "The exception is for \"{id}\", which is not there."
        ))
        .at(Place::Value(exception.path.key("id")))
        .meant(
            ground.near_entry(&Kind::ENTRIES, id),
            say!("Rätta id:t, eller ta bort undantaget.", "Correct the id, or take the exception out."),
        );
    }
}
