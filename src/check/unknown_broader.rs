use super::ground::concepts_file;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::say::quote;
use crate::value::Scheme;

pub const RULE: Rule = Rule::error("unknown-broader", include_str!("unknown-broader.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for scheme in Scheme::ALL.into_iter().filter(|scheme| ground.is_whole(*scheme)) {
        let (concepts, file) = (ground.karta.concepts(scheme), concepts_file(ground.karta, scheme));
        for concept in concepts.iter() {
            if let Some(broader) = concept.broader.as_deref().filter(|broader| concepts.find(broader).is_none()) {
                let place = FieldPath::field("begrepp").item(concept.item).key("overordnat");
                let shown = quote(broader);
                sink.tell(say!(
                    "Begreppet \"{shown}\" finns inte i filen.",
                    "The concept \"{shown}\" is not in the file."
                ))
                .in_file(file, Place::Value(place))
                .meant(
                    ground.near_concept(scheme, broader),
                    say!(
                        "Överordnat ska vara ett annat begrepp i samma fil.",
                        "The broader concept must be another one in the same file."
                    ),
                );
            }
        }
    }
}
