use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::karta::Karta;
use crate::say;
use crate::say::Words;
use crate::value::Scheme;

/// How many concepts a hint may list.
const MOST_LISTED: usize = 12;

pub const RULE: Rule = Rule::error("unknown-concept", include_str!("unknown-concept.md"), Look::Stray(check));

fn check(ground: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    if let (Target::Missing, Some(scheme)) = (seen.target, seen.mention.field.scheme()) {
        let (id, name) = (seen.mention.id, scheme.name());
        sink.tell(say!(
            "\"{id}\" finns inte bland begreppen i taxonomi/{name}.toml.",
            "\"{id}\" is not among the concepts in taxonomi/{name}.toml."
        ))
        .meant(ground.near_concept(scheme, id.as_str()), listed(ground.karta, scheme));
    }
}

/// The concepts to choose from, where they are few.
fn listed(karta: &Karta, scheme: Scheme) -> Words {
    let concepts = karta.concepts(scheme);
    if concepts.iter().len() > MOST_LISTED {
        let name = scheme.name();
        return say!("Välj ett begrepp i taxonomi/{name}.toml.", "Choose a concept in taxonomi/{name}.toml.");
    }
    let ids = concepts.iter().map(|concept| concept.id.as_str()).collect::<Vec<_>>().join(", ");
    say!("Välj något av: {ids}.", "Choose one of: {ids}.")
}
