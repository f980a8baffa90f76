use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("broken-link", include_str!("broken-link.md"), Look::Stray(check));

fn check(ground: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    let kinds = seen.mention.field.targets();
    // A missing actor has a rule of its own, and a missing concept too.
    if let (Target::Missing, false) = (seen.target, matches!(kinds, [] | [Kind::Aktor])) {
        let id = seen.mention.id;
        sink.tell(say!("\"{id}\" finns inte i kartan.", "\"{id}\" is not in the map.")).meant(
            ground.near_entry(kinds, id.as_str()),
            say!("Rätta id:t, eller ta bort länken.", "Correct the id, or take the link out."),
        );
    }
}
