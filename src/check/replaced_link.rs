use super::state::{is_history, year};
use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::entry::{Entry, Field, Value};
use crate::say;
use crate::value::{Date, Kind};

pub const RULE: Rule = Rule::warning("replaced-link", include_str!("replaced-link.md"), Look::Mention(check));

fn check(_: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    let Target::Entry(target, state) = seen.target else { return };
    if state.is_replaced && is_about_now(seen, target) {
        let (id, new) = (&target.id, target.ids("ersatt_av").map(|id| format!("\"{id}\"")).collect::<Vec<_>>());
        let new = new.join(", ");
        sink.tell(say!("\"{id}\" har ersatts av {new}.", "\"{id}\" has been replaced by {new}."))
            .hint(say!("Skriv {new} i stället.", "Write {new} instead."));
    }
}

/// Whether a link to what is gone should have followed it: not where it tells of what was.
pub(super) fn is_about_now(seen: &Seen<'_>, target: &Entry) -> bool {
    is_said_of_now(seen.entry, seen.mention.field, target) && !is_past_membership(seen)
}

/// Whether what an entry says of another in a field is said of how things are, and not of how they were.
pub fn is_said_of_now(entry: &Entry, field: &Field, target: &Entry) -> bool {
    let tells_of_what_was = matches!(field.name, "ersatter" | "ersatt_av" | "beslutad_av")
        || (target.kind == Kind::Aktor && is_before_the_end_of(target, entry));
    !tells_of_what_was && !is_history(entry)
}

fn is_past_membership(seen: &Seen<'_>) -> bool {
    let is_it = |membership: &&Value| membership.part("i").and_then(Value::text) == Some(seen.mention.id.as_str());
    let membership = seen.entry.items("medlemskap").iter().find(is_it);
    seen.mention.field.name == "i" && membership.is_some_and(|membership| membership.part("till").is_some())
}

/// Whether what an entry says of an actor is said of a time when the actor was still there.
fn is_before_the_end_of(actor: &Entry, entry: &Entry) -> bool {
    let said = year(entry).and_then(Date::year);
    actor.date("slut").zip(said).is_some_and(|(end, said)| said.first() <= end.last())
}
