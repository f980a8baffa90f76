use super::Sink;
use super::exceptions::{Exception, Fate};
use super::{Look, Rule};
use crate::say;

pub const RULE: Rule = Rule::warning("unused-exception", include_str!("unused-exception.md"), Look::Exception(check));

fn check(exception: &Exception<'_>, sink: &mut Sink<'_>) {
    if exception.fate == Fate::Unneeded {
        let (rule, id) = (exception.rule, exception.id);
        sink.tell(say!(
            "Undantaget från {rule} för \"{id}\" behövs inte.",
            "The exception from {rule} for \"{id}\" is not needed."
        ))
        .hint(say!("Ta bort undantaget: felet är borta.", "Take the exception out: the fault is gone."));
    }
}
