use super::Sink;
use super::exceptions::{Exception, Fate};
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;

pub const RULE: Rule = Rule::error("expired-exception", include_str!("expired-exception.md"), Look::Exception(check));

fn check(exception: &Exception<'_>, sink: &mut Sink<'_>) {
    if exception.is_expired && exception.fate == Fate::Needed {
        let (rule, id, until) = (exception.rule, exception.id, exception.until);
        let told = sink
            .tell(say!(
                "Undantaget från {rule} för \"{id}\" gällde till {until}.",
                "The exception from {rule} for \"{id}\" held until {until}."
            ))
            .at(Place::Value(exception.path.key("till")))
            .hint(say!(
                "Rätta felet, eller sätt en ny sista dag om skälet fortfarande gäller.",
                "Correct the fault, or set a new last day where the reason still holds."
            ));
        exception.passed.iter().fold(told, |told, (file, place, what)| told.also(file, place.clone(), what.clone()));
    }
}
