use super::cycles::Graph;
use super::ground::concepts_file;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::{FieldPath, Place};
use crate::karta::Concept;
use crate::say;
use crate::value::Scheme;

pub const RULE: Rule = Rule::error("concept-cycle", include_str!("concept-cycle.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for scheme in Scheme::ALL {
        let (concepts, file) = (ground.karta.concepts(scheme), concepts_file(ground.karta, scheme));
        let list: Vec<&Concept> = concepts.iter().collect();
        let arrow = |(at, concept): (usize, &&Concept)| {
            Some((at, concept.broader.as_deref().and_then(|broader| concepts.rank(broader))?))
        };
        let arrows: Vec<(usize, usize)> = list.iter().enumerate().filter_map(arrow).collect();
        // One that is above itself goes round too, if only once.
        let alone: Vec<_> = arrows.iter().filter(|(from, to)| from == to).map(|(at, _)| vec![*at]).collect();
        for cycle in Graph::new(list.len(), arrows).cycles().into_iter().chain(alone) {
            tell(file, &cycle.iter().map(|at| list[*at]).collect::<Vec<_>>(), sink);
        }
    }
}

fn tell(file: &str, cycle: &[&Concept], sink: &mut Sink<'_>) {
    let place = |concept: &Concept| Place::Value(FieldPath::field("begrepp").item(concept.item).key("overordnat"));
    let ids: Vec<&str> = cycle.iter().chain(&cycle[..1]).map(|concept| concept.id.as_str()).collect();
    let shown = ids.join(" → ");
    let told = sink
        .tell(say!("\"overordnat\" går runt: {shown}", "\"overordnat\" goes round: {shown}"))
        .in_file(file, place(cycle[0]))
        .hint(say!(
            "Ta bort \"overordnat\" hos det begrepp som ska stå överst.",
            "Take \"overordnat\" out of the concept that is to stand at the top."
        ));
    cycle[1..]
        .iter()
        .fold(told, |told, concept| told.also(file, place(concept), say!("och vidare härifrån", "and on from here")));
}
