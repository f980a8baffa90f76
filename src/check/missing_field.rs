use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What};
use crate::say;

pub const RULE: Rule = Rule::error("missing-field", include_str!("missing-field.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::Missing(field) = &problem.what {
        let (name, example, wanted) = (field.name, field.example, field.shape.label());
        let told = sink.tell(say!("Fältet \"{name}\" saknas.", "The field \"{name}\" is missing."));
        told.hint(match example {
            "" => say!("Lägg till {name}: {wanted}.", "Add {name}: {wanted}."; wanted in words),
            _ => say!("Lägg till det: {name} = {example}", "Add it: {name} = {example}"),
        });
    }
}
