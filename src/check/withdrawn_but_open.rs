use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;

pub const RULE: Rule = Rule::warning("withdrawn-but-open", include_str!("withdrawn-but-open.md"), Look::Entry(check));

fn check(_: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    let status = entry.text("status").filter(|status| *status != "avfort");
    if let (Some(status), Some(_)) = (status, entry.get("avford")) {
        let file = sink.file().to_owned();
        sink.tell(say!(
            "Posten är avförd, men status är \"{status}\".",
            "The entry is withdrawn, but its status is \"{status}\"."
        ))
        .at(Place::Value(FieldPath::field("status")))
        .hint(say!(
            "Skriv status = \"avfort\", eller ta bort [avford].",
            "Write status = \"avfort\", or take [avford] out."
        ))
        .also(&file, Place::Key(FieldPath::field("avford")), say!("avförd här", "withdrawn here"));
    }
}
