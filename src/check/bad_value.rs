use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Choice, Field, Problem, Shape, What, Why};
use crate::say;
use crate::say::{Words, quote};
use crate::value::fold;

pub const RULE: Rule = Rule::error("bad-value", include_str!("bad-value.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    let What::BadValue(field, value, why) = &problem.what else { return };
    let (name, written, value) = (field.name, value, quote(value));
    match why {
        Why::Empty => sink.tell(say!("\"{name}\" är tomt.", "\"{name}\" is empty.")).hint(say!(
            "Skriv vad som gäller. Är det inte känt, och inget krav, så ta bort raden.",
            "Write what is true. Where it is unknown, and not required, take the line out."
        )),
        Why::Choice(meant) => sink
            .tell(say!("\"{name}\" kan inte vara \"{value}\".", "\"{name}\" cannot be \"{value}\"."))
            .meant(called(field, written).or(*meant), choices(field)),
        Why::Range(_, most) if is_newer(field, written, *most) => {
            sink.tell(say!("Kartan är gjord för en nyare karta.", "The map is made for a newer karta.")).hint(say!(
                "Uppdatera programmet: det här kan läsa format {most}, och kartan har {value}.",
                "Update the program: this one can read format {most}, and the map has {value}."
            ))
        }
        Why::Range(least, most) => sink
            .tell(say!("{value} är inte rimligt för \"{name}\".", "{value} is out of range for \"{name}\"."))
            .hint(say!("Skriv ett tal från {least} till {most}.", "Write a number from {least} to {most}.")),
        Why::Line => sink
            .tell(say!("\"{name}\" har en radbrytning.", "\"{name}\" has a line break."))
            .hint(say!("Skriv texten på en rad.", "Write the text on one line.")),
        // These have rules of their own.
        Why::Date | Why::Url | Why::Id(_) | Why::Orgnr(_) => return,
    };
}

/// Whether it is the format of a map that a later version of the program has made.
fn is_newer(field: &Field, value: &str, most: i64) -> bool {
    field.name == "format" && value.parse().is_ok_and(|version: i64| version > most)
}

/// The word for what a reader calls so, in either language: «ongoing» is `pagaende`.
fn called(field: &Field, value: &str) -> Option<&'static str> {
    let Shape::Choice(choices) = field.shape else { return None };
    let is_it = |choice: &&Choice| [choice.label.sv, choice.label.en].iter().any(|label| fold(label) == fold(value));
    choices.iter().find(is_it).map(|choice| choice.name)
}

fn choices(field: &Field) -> Words {
    let words: Vec<&str> = match field.shape {
        Shape::Choice(choices) => choices.iter().map(|choice| choice.name).collect(),
        _ => Vec::new(),
    };
    let words = words.join(", ");
    say!("Skriv något av: {words}.", "Write one of: {words}.")
}
