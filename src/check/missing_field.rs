use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What};
use crate::say;

pub const RULE: Rule = Rule::error("missing-field", include_str!("missing-field.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::Missing(field) = &problem.what {
        let (name, example, about) = (field.name, field.example, field.about.words());
        let told = sink.tell(say!("Fältet \"{name}\" saknas.", "The field \"{name}\" is missing."));
        told.hint(match example {
            "" => say!("Lägg till {name}. {about}", "Add {name}. {about}"; about in words),
            _ => say!("Lägg till det: {name} = {example}", "Add it: {name} = {example}"),
        });
    }
}
