//! What a filter can ask that the map has no answer to.

use super::filter::Op;
use super::place::{Said, fault};
use super::subject;
use crate::karta::names::Miss;
use crate::say;
use crate::say::{Failure, Words, quote};

/// How many of the names that fit are listed.
const LISTED: usize = 8;

pub fn unknown_field(field: &Said) -> Failure {
    let name = quote(&field.text);
    let what = say!("Fältet {name} finns inte.", "There is no field {name}.");
    let hint = match subject::near(&field.text) {
        Some(near) => say!(
            "Menade du {near}? Alla fält visas med: karta fields",
            "Did you mean {near}? All fields are shown by: karta fields"
        ),
        None => say!(
            "Alla fält visas med: karta fields. Sätt citattecken runt en text som har kolon eller något annat sådant tecken.",
            "All fields are shown by: karta fields. Put quotes round a text that has a colon or another such sign."
        ),
    };
    fault(what, field.place.as_ref()).hint(hint)
}

pub fn unknown_key(field: &Said, near: Option<String>) -> Failure {
    let name = quote(&field.text);
    let what = say!("Ingen post har det egna fältet {name}.", "No entry has the own field {name}.");
    let failure = fault(what, field.place.as_ref());
    match near {
        Some(near) => failure.hint(meant(&near)),
        None => failure,
    }
}

pub fn always_there(field: &Said) -> Failure {
    let name = quote(&field.text);
    fault(say!("{name} finns alltid.", "{name} is always there."), field.place.as_ref())
}

pub fn no_such_value(field: &Said, value: &Said, miss: Miss) -> Failure {
    let (name, text) = (quote(&field.text), quote(&value.text));
    match miss {
        Miss::Unknown(near) => {
            let what = say!("{name} har inget värde som heter {text}.", "{name} has no value called {text}.");
            let failure = fault(what, value.place.as_ref());
            match near {
                Some(near) => failure.hint(meant(&near)),
                None => failure,
            }
        }
        Miss::Several(ids) => {
            let what = say!("{text} kan vara flera värden för {name}.", "{text} may be several values of {name}.");
            fault(what, value.place.as_ref()).hint(choose(&ids))
        }
    }
}

fn choose(ids: &[String]) -> Words {
    let listed = ids[..ids.len().min(LISTED)].join(", ");
    match ids.len().saturating_sub(LISTED) {
        0 => say!("Skriv något av dem: {listed}", "Write one of them: {listed}"),
        more => say!("Skriv något av dem: {listed} och {more} till", "Write one of them: {listed} and {more} more"),
    }
}

fn meant(near: &str) -> Words {
    let near = if near.contains(char::is_whitespace) { format!("\"{}\"", quote(near)) } else { quote(near) };
    say!("Menade du {near}?", "Did you mean {near}?")
}

pub fn no_date(field: &Said, value: &Said) -> Failure {
    let (name, text) = (quote(&field.text), quote(&value.text));
    let what = say!("{text} är inget datum, och {name} är ett datum.", "{text} is not a date, and {name} is one.");
    let hint = Words::new(
        "Skriv år, månad eller dag: 2018, 2018-03, 2018-03-08",
        "Write a year, month or day: 2018, 2018-03, 2018-03-08",
    );
    fault(what, value.place.as_ref()).hint(hint)
}

pub fn no_number(field: &Said, value: &Said) -> Failure {
    let (name, text) = (quote(&field.text), quote(&value.text));
    let what = say!("{text} är inget tal, och {name} är ett tal.", "{text} is not a number, and {name} is one.");
    fault(what, value.place.as_ref())
}

pub fn wrong_op(field: &Said, op: Op, allowed: &[Op]) -> Failure {
    let (name, sign) = (quote(&field.text), op.sign());
    let allowed: Vec<&str> = allowed.iter().map(|op| op.sign()).collect();
    let allowed = allowed.join(" ");
    let what = say!("{name} kan inte jämföras med {sign}", "{name} cannot be compared by {sign}");
    let hint = say!(
        "Före och efter finns bara för datum och tal. Här går: {allowed}",
        "Only dates and numbers have a before and after. Here you can use: {allowed}"
    );
    fault(what, field.place.as_ref()).hint(hint)
}

pub fn no_steps(value: &Said, most: usize) -> Failure {
    let what =
        say!("Efter ~ ska det stå ett antal steg, 1–{most}.", "After ~ there must be a number of steps, 1–{most}.");
    fault(what, value.place.as_ref())
        .hint(Words::new("Till exempel: lankar_till:serverat~2", "For example: links_to:serverat~2"))
}
