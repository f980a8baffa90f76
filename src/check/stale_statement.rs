use super::state::{is_history, year};
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Entry, Value};
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::info("stale-statement", include_str!("stale-statement.md"), Look::Entry(check));

fn check(ground: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    let limits = ground.karta.settings().and_then(|settings| settings.get("granser"));
    let limit = limits.and_then(|limits| limits.part("uppgift_ar"));
    let (Some(Value::Number(limit)), Some(year), Some(now)) = (limit, year(entry), ground.now) else { return };
    let age = now.in_year() - year;
    if age > *limit && entry.kind != Kind::Aktor && !is_history(entry) {
        sink.tell(say!("Uppgifterna är {age} år gamla.", "The statements are {age} years old."))
            .at(Place::Value(FieldPath::field("uppgift_ar")))
            .hint(say!(
                "Stäm av med den som ansvarar, och skriv året för det nya svaret.",
                "Ask whoever is responsible, and write the year of the new answer."
            ));
    }
}
