use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Field, Problem, Shape, What};
use crate::finding::{Place, Step};
use crate::say;
use crate::say::Words;

pub const RULE: Rule = Rule::error("wrong-type", include_str!("wrong-type.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::WrongType(field, found) = &problem.what {
        let (name, wanted, found) = (field.name, wanted(field, &problem.place), found.label());
        let told = sink.tell(say!(
            "\"{name}\" ska ha {wanted}, men här står {found}.",
            "\"{name}\" takes {wanted}, but here is {found}.";
            wanted in words, found in words
        ));
        if !field.example.is_empty() {
            let example = field.example;
            told.hint(say!("Skriv så här: {name} = {example}", "Write it so: {name} = {example}"));
        }
    }
}

/// What should stand at the place: the field's value, or one of its list.
fn wanted(field: &Field, place: &Place) -> Words {
    let is_item = matches!(place, Place::Value(path) if matches!(path.0.last(), Some(Step::Item(_))));
    match field.shape {
        Shape::Texts if is_item => Shape::Text.label(),
        Shape::Urls if is_item => Shape::Url.label(),
        Shape::Concepts(scheme) if is_item => Shape::Concept(scheme).label(),
        Shape::Links(kinds) if is_item => Shape::Link(kinds).label(),
        Shape::Records(parts) if is_item => Shape::Record(parts).label(),
        shape => shape.label(),
    }
}
