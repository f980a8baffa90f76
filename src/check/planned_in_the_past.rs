use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;

pub const RULE: Rule = Rule::warning("planned-in-the-past", include_str!("planned-in-the-past.md"), Look::Entry(check));

fn check(ground: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    let (Some(start), Some(now)) = (entry.date("start"), ground.now) else { return };
    // What has ended too is told as that.
    let has_ended = entry.date("slut").is_some_and(|end| end.is_before(now));
    if entry.text("status") == Some("planerat") && start.is_before(now) && !has_ended {
        let file = sink.file().to_owned();
        sink.tell(say!(
            "Initiativet är planerat men skulle ha börjat {start}.",
            "The initiative is planned but was to begin {start}."
        ))
        .at(Place::Value(FieldPath::field("status")))
        .hint(say!(
            "Skriv status = \"pagaende\" om det kom igång, annars ett nytt startdatum.",
            "Write status = \"pagaende\" if it began, else a new start date."
        ))
        .also(
            &file,
            Place::Value(FieldPath::field("start")),
            say!("starten har passerat", "the start has passed"),
        );
    }
}
