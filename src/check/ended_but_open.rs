use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;

pub const RULE: Rule = Rule::warning("ended-but-open", include_str!("ended-but-open.md"), Look::Entry(check));

fn check(ground: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    let (Some(end), Some(now)) = (entry.date("slut"), ground.now) else { return };
    let status = entry.text("status").filter(|status| matches!(*status, "planerat" | "pagaende" | "pausat"));
    if let Some(status) = status.filter(|_| end.is_before(now)) {
        let file = sink.file().to_owned();
        sink.tell(say!(
            "Slutet ({end}) har passerat, men status är \"{status}\".",
            "The end ({end}) has passed, but the status is \"{status}\"."
        ))
        .at(Place::Value(FieldPath::field("status")))
        .hint(say!(
            "Skriv status = \"avslutat\" eller \"forvaltning\", eller ett nytt slutdatum om det förlängdes.",
            "Write status = \"avslutat\" or \"forvaltning\", or a new end date where it was prolonged."
        ))
        .also(
            &file,
            Place::Value(FieldPath::field("slut")),
            say!("slutet har passerat", "the end has passed"),
        );
    }
}
