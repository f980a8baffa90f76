use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;

pub const RULE: Rule =
    Rule::info("owner-also-participant", include_str!("owner-also-participant.md"), Look::Entry(check));

fn check(ground: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    // One that is not in the map is told as that alone.
    let owners = entry.ids("agare").enumerate().filter(|(_, id)| ground.karta.position(id.as_str()).is_some());
    for (own, owner) in owners {
        let Some(item) = entry.ids("deltagare").position(|id| id == owner) else { continue };
        let file = sink.file().to_owned();
        sink.tell(say!("\"{owner}\" är både ägare och deltagare.", "\"{owner}\" is both owner and participant."))
            .at(Place::Value(FieldPath::field("deltagare").item(item)))
            .hint(say!(
                "En ägare räknas som deltagare: ta bort den ur \"deltagare\".",
                "An owner counts as a participant: take it out of \"deltagare\"."
            ))
            .also(&file, Place::Value(FieldPath::field("agare").item(own)), say!("ägare här", "owner here"));
    }
}
