use super::ground::concepts_file;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::value::Scheme;

pub const RULE: Rule = Rule::error("duplicate-concept", include_str!("duplicate-concept.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for scheme in Scheme::ALL {
        let (concepts, file) = (ground.karta.concepts(scheme), concepts_file(ground.karta, scheme));
        for (at, concept) in concepts.iter().enumerate().filter(|_| !ground.is_broken(file)) {
            let place = |item| Place::Value(FieldPath::field("begrepp").item(item).key("id"));
            if let Some(first) =
                concepts.find(concept.id.as_str()).filter(|_| concepts.rank(concept.id.as_str()) != Some(at))
            {
                let id = &concept.id;
                sink.tell(say!("Begreppet \"{id}\" finns redan.", "The concept \"{id}\" is already there."))
                    .in_file(file, place(concept.item))
                    .hint(say!(
                        "Ge det ena ett annat id, eller slå ihop dem.",
                        "Give one of them another id, or join them."
                    ))
                    .also(file, place(first.item), say!("här är det första", "here is the first"));
            }
        }
    }
}
