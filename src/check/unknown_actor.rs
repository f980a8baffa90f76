use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("unknown-actor", include_str!("unknown-actor.md"), Look::Stray(check));

fn check(ground: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    if let (Target::Missing, [Kind::Aktor]) = (seen.target, seen.mention.field.targets()) {
        let id = seen.mention.id;
        sink.tell(say!("Aktören \"{id}\" finns inte i kartan.", "The actor \"{id}\" is not in the map.")).meant(
            ground.near_entry(&[Kind::Aktor], id.as_str()),
            say!(
                "Rätta id:t, eller lägg till aktören med karta add aktor.",
                "Correct the id, or add the actor with karta add aktor."
            ),
        );
    }
}
