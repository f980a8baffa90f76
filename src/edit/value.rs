use unicode_normalization::UnicodeNormalization;

use super::field::Target;
use super::names;
use crate::entry::{self, Choice, Field, Raw, Shape, Value, Why};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::{IdFault, OrgnrFault, fold, nearest};

/// What a person's text means in a field: an item of it where it is a list. The same door as for files, but accents,
/// labels and names are understood too.
pub fn value(karta: &Karta, target: &Target, said: &str) -> Result<Value> {
    let (field, said) = (target.leaf, said.nfc().collect::<String>());
    let said = said.as_str();
    if target.is_own() {
        return if said.is_empty() { Err(refused(target, said, &Why::Empty)) } else { Ok(own(said)) };
    }
    match field.shape {
        Shape::Concepts(_) | Shape::Concept(_) | Shape::Links(_) | Shape::Link(_) => {
            names::meant(karta, field, said).map(Value::Id)
        }
        Shape::Choice(choices) => {
            choice(choices, said).map(Value::Choice).ok_or_else(|| no_choice(target, choices, said))
        }
        Shape::Number(least, most) => {
            number(said, least, most).ok_or_else(|| refused(target, said, &Why::Range(least, most)))
        }
        Shape::Record(_) | Shape::Records(_) | Shape::Free => Err(has_parts(field)),
        shape => entry::from_text(shape, said).map_err(|why| refused(target, said, &why)),
    }
}

/// The items that a text means in a list of ids: one name, or several with commas or semicolons between.
pub fn items(karta: &Karta, target: &Target, said: &str) -> Result<Vec<Value>> {
    let whole = value(karta, target, said);
    let is_ids = target.leaf.scheme().is_some() || !target.leaf.targets().is_empty();
    match whole {
        Err(_) if is_ids && said.contains([',', ';']) => {
            said.split([',', ';']).map(|one| value(karta, target, one.trim())).collect()
        }
        whole => whole.map(|value| vec![value]),
    }
}

fn number(said: &str, least: i64, most: i64) -> Option<Value> {
    let number: i64 = said.parse().ok()?;
    (least..=most).contains(&number).then_some(Value::Number(number))
}

fn choice(choices: &'static [Choice], said: &str) -> Option<&'static Choice> {
    let said = fold(said);
    choices.iter().find(|choice| [choice.name, choice.label.sv, choice.label.en].iter().any(|name| fold(name) == said))
}

/// One of the map's own values: what TOML reads as a number, a boolean, a list, a table or a string in quotes is that;
/// everything else is a text.
fn own(said: &str) -> Value {
    let text = format!("x = {said}");
    let (pairs, faults) = entry::parse(&text);
    match (&pairs[..], faults.is_empty()) {
        ([pair], true) if pair.node.span.1 as usize == text.len() => match &pair.node.raw {
            Raw::Date(_) => Value::Text(said.into()),
            Raw::Decimal(number) if !number.is_finite() => Value::Text(said.into()),
            raw => entry::free(raw),
        },
        _ => Value::Text(said.into()),
    }
}

fn no_choice(target: &Target, choices: &'static [Choice], said: &str) -> Failure {
    let near = nearest(said, choices.iter().map(|choice| choice.name));
    let names = choices.iter().map(|choice| choice.name).collect::<Vec<_>>().join(", ");
    let failure = refused(target, said, &Why::Choice(near));
    failure.hint(match near {
        Some(near) => say!("Menade du {near}? Välj bland: {names}", "Did you mean {near}? Choose among: {names}"),
        None => say!("Välj bland: {names}", "Choose among: {names}"),
    })
}

fn refused(target: &Target, said: &str, why: &Why) -> Failure {
    let (name, said) = (target.name(), quote(said));
    let what = match said.is_empty() {
        true => say!("Fältet {name} kan inte vara tomt.", "The field {name} cannot be empty."),
        false => say!("Fältet {name} kan inte vara {said}.", "The field {name} cannot be {said}."),
    };
    Failure { what, why: Some(reason(why)), hint: None }
}

fn reason(why: &Why) -> Words {
    match why {
        Why::Empty => {
            Words::new("Ett fält tas bort med karta edit --unset.", "A field is taken away with karta edit --unset.")
        }
        Why::Choice(_) => {
            Words::new("Det är inte ett av de ord som får stå där.", "It is not one of the words allowed.")
        }
        Why::Date => Words::new(
            "Ett datum skrivs 2018, 2018-03 eller 2018-03-08, och dagen ska finnas.",
            "A date is written 2018, 2018-03 or 2018-03-08, and the day must exist.",
        ),
        Why::Range(least, most) => {
            say!(
                "Värdet ska vara ett heltal från {least} till {most}.",
                "The value must be a whole number from {least} to {most}."
            )
        }
        Why::Url => Words::new(
            "En webbadress börjar med https:// eller http:// och har inga blanksteg.",
            "A web address begins with https:// or http:// and has no spaces.",
        ),
        Why::Line => Words::new("Texten ska vara på en rad.", "The text must be on one line."),
        Why::Id(fault) => id_reason(*fault),
        Why::Orgnr(fault) => orgnr_reason(*fault),
    }
}

fn id_reason(fault: IdFault) -> Words {
    match fault {
        IdFault::Empty => Words::new("Det är tomt.", "It is empty."),
        IdFault::TooLong => Words::new("Det är för långt.", "It is too long."),
        IdFault::Characters => Words::new(
            "Ett id har bara a–z, 0–9 och bindestreck mellan dem.",
            "An id has only a–z, 0–9 and hyphens between them.",
        ),
        IdFault::Reserved => Words::new("Windows har reserverat namnet.", "Windows keeps that name for itself."),
    }
}

fn orgnr_reason(fault: OrgnrFault) -> Words {
    match fault {
        OrgnrFault::Form => Words::new("Det skrivs NNNNNN-NNNN.", "It is written NNNNNN-NNNN."),
        OrgnrFault::Person => Words::new("Det ser ut som ett personnummer.", "It looks like a person's number."),
        OrgnrFault::Check(right) => {
            say!(
                "Kontrollsiffran stämmer inte; den borde vara {right}.",
                "The check digit is wrong; it should be {right}."
            )
        }
    }
}

fn has_parts(field: &Field) -> Failure {
    let name = field.name;
    let part = field.parts().first().map_or("x", |part| part.name);
    Failure::new(say!("Fältet {name} har delar.", "The field {name} has parts.")).hint(say!(
        "Ange en del i taget, till exempel: {name}.{part}=…",
        "Give one part at a time, for example: {name}.{part}=…"
    ))
}
