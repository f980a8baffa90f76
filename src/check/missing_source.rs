use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::warning("missing-source", include_str!("missing-source.md"), Look::Entry(check));

fn check(ground: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    let is_told = Kind::ENTRIES.contains(&entry.kind) && entry.items("kallor").is_empty();
    // Sources that could not be read are told as that.
    if is_told && !ground.has_problem(&entry.path, "kallor") {
        sink.tell(say!("Det står inte varifrån uppgifterna kommer.", "It is not said where the statements come from."))
            .hint(say!(
                "Lägg till [[kallor]] med text eller url, och gärna datum. Har ni själva tagit fram uppgifterna, så skriv det.",
                "Add [[kallor]] with text or url, and a date if possible. Where you found it out yourselves, write so."
            ));
    }
}
