//! What a cell says becomes a value, or what is wrong with it.

use std::borrow::Cow;

use super::canonical::{choice, ids, records};
use super::form::Slot;
use super::grid::Raw;
use super::lookup::Lookup;
use super::moment::{day, day_of_number, typed_year};
use crate::entry::{self, Field, Name, Shape, Value, Why};
use crate::render::{apart, unguard};
use crate::say;
use crate::say::{Failure, Words, quote, unsafe_to_show};
use crate::value::{Id, OrgnrFault, nearest};

/// The most UTF-16 units that a cell of a sheet can have.
const MOST_UNITS: usize = 32_767;

/// What people write between two names, besides a semicolon and a comma.
const BETWEEN_NAMES: [&str; 5] = [" och ", " and ", " samt ", " & ", "/"];

/// What a cell says in a field, as text: days and numbers as the map writes them, whatever the program made of them.
pub fn said(field: &Field, raw: &Raw, is_guarded: bool) -> String {
    let text = match raw {
        Raw::Text(text) if is_guarded => unguard(text).into_owned(),
        raw => raw.text(),
    };
    let date = match (field.shape, raw) {
        (Shape::Date, Raw::Number(number)) => day_of_number(*number),
        (Shape::Date, Raw::Day(date)) => typed_year(*date),
        _ => None,
    };
    date.map_or(text, |date| date.to_string())
}

/// Whether a text has more than a sheet has room for in a cell, or just as much, as one that was cut has.
pub fn is_too_long(text: &str) -> bool {
    text.len() > MOST_UNITS && text.encode_utf16().count() >= MOST_UNITS
}

/// Reads what a cell says as what its place holds; none for a cell that says nothing. `now` is what stands there.
pub fn value(
    lookup: &mut Lookup<'_>,
    slot: &Slot,
    raw: &Raw,
    said: &str,
    now: Option<&Value>,
) -> Result<Option<Value>, Failure> {
    let field = slot.target.leaf;
    if said.trim().is_empty() {
        return Ok(None);
    }
    if is_too_long(said) {
        return Err(too_long());
    }
    if said.contains(|c| unsafe_to_show(c) && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(control());
    }
    // A tab went out as a sign for it, and is no part of what stands on one line.
    let tab = if matches!(field.shape, Shape::Prose) { "\t" } else { " " };
    let text = said.trim().replace("\r\n", "\n").replace('\r', "\n").replace(['\t', '␉'], tab);
    match field.shape {
        Shape::Free => own(slot, raw, &text, now).map(Some),
        Shape::Records(parts) => self::records_of(lookup, parts, &text).map(Some),
        Shape::Texts | Shape::Urls => {
            let items =
                apart(&text).iter().map(|item| single(lookup, field, item, now)).collect::<Result<Vec<_>, _>>()?;
            Ok(Some(Value::List(items.into())))
        }
        Shape::Concepts(_) | Shape::Links(_) => several(lookup, field, &text, now).map(Some),
        _ => single(lookup, field, &text, now).map(Some),
    }
}

/// A list of ids: pieces between semicolons or lines, and where a piece means nothing, between commas.
fn several(lookup: &mut Lookup<'_>, field: &'static Field, text: &str, now: Option<&Value>) -> Result<Value, Failure> {
    let there = there(now);
    let mut items: Vec<Value> = Vec::new();
    for piece in ids(text) {
        let found = match joined(lookup, field, &piece, &there) {
            Err(failure) if piece.contains(',') => between_commas(lookup, field, &piece, &there, failure)?,
            found => found?,
        };
        for id in found.into_iter().map(Value::Id) {
            if !items.contains(&id) {
                items.push(id);
            }
        }
    }
    Ok(Value::List(items.into()))
}

/// The ids between commas. Where none of them is one, it is the whole that means nothing.
fn between_commas(
    lookup: &mut Lookup<'_>,
    field: &'static Field,
    piece: &str,
    there: &[Id],
    of_whole: Failure,
) -> Result<Vec<Id>, Failure> {
    let parts = piece.split(',').map(str::trim).filter(|part| !part.is_empty());
    let (found, failed): (Vec<_>, Vec<_>) =
        parts.map(|part| joined(lookup, field, part, there)).partition(Result::is_ok);
    match failed.into_iter().find_map(Result::err) {
        Some(failure) => Err(if found.is_empty() { of_whole } else { failure }),
        None => Ok(found.into_iter().filter_map(Result::ok).flatten().collect()),
    }
}

/// The id that a text is, or the ids of all that it joins: `SKL och Inera`, `SKL/Inera`. Such words stand in names too,
/// so where any of the parts is no name, the whole is what means nothing.
fn joined(lookup: &mut Lookup<'_>, field: &'static Field, text: &str, there: &[Id]) -> Result<Vec<Id>, Failure> {
    let of_whole = match lookup.id(field, text, there) {
        Ok(id) => return Ok(vec![id]),
        Err(failure) => failure,
    };
    for between in BETWEEN_NAMES {
        let parts: Vec<&str> = text.split(between).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1
            && let Ok(found) =
                parts.into_iter().map(|part| joined(lookup, field, part, there)).collect::<Result<Vec<_>, _>>()
        {
            return Ok(found.concat());
        }
    }
    Err(of_whole)
}

fn there(now: Option<&Value>) -> Vec<Id> {
    let items = now.map_or(&[][..], Value::items).iter();
    items.filter_map(|item| if let Value::Id(id) = item { Some(id.clone()) } else { None }).collect()
}

fn single(lookup: &mut Lookup<'_>, field: &'static Field, text: &str, now: Option<&Value>) -> Result<Value, Failure> {
    match field.shape {
        Shape::Concepts(_) | Shape::Concept(_) | Shape::Links(_) | Shape::Link(_) => {
            lookup.id(field, text, &there(now)).map(Value::Id)
        }
        Shape::Choice(choices) => choice(choices, text).map(Value::Choice).ok_or_else(|| no_choice(choices, text)),
        Shape::Number(least, most) => whole(text)
            .filter(|number| (least..=most).contains(number))
            .map(Value::Number)
            .ok_or_else(|| refused(text, &Why::Range(least, most))),
        Shape::Date => day(text).map(Value::Date).ok_or_else(|| refused(text, &Why::Date)),
        Shape::Orgnr => {
            let written = orgnr(text);
            entry::from_text(field.shape, written.as_deref().unwrap_or(text)).map_err(|why| refused(text, &why))
        }
        Shape::Text | Shape::Texts => {
            let line = text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
            entry::from_text(field.shape, &line).map_err(|why| refused(text, &why))
        }
        shape => entry::from_text(shape, text).map_err(|why| refused(text, &why)),
    }
}

/// Records, each with the parts that it must have.
fn records_of(lookup: &mut Lookup<'_>, parts: &'static [Field], text: &str) -> Result<Value, Failure> {
    let rows = records(parts, text).ok_or_else(|| no_records(parts))?;
    let rows: Vec<Vec<Cow<'_, str>>> = rows;
    let read = |row: Vec<Cow<'_, str>>| {
        let mut values: Vec<(Name, Value)> = Vec::new();
        for (part, text) in parts.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
            values.push((Cow::Borrowed(part.name), single(lookup, part, &text, None)?));
        }
        let lacks = parts.iter().find(|part| part.is_required && !values.iter().any(|(name, _)| name == part.name));
        match lacks {
            Some(part) => Err(lacking(part, parts)),
            None => Ok(Value::Record(values.into())),
        }
    };
    Ok(Value::List(rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?.into()))
}

/// One of the map's own values: of the type that stands there, else of the type that the cell has.
fn own(slot: &Slot, raw: &Raw, text: &str, now: Option<&Value>) -> Result<Value, Failure> {
    let is_whole = slot.target.keys.len() == 1;
    let number = || text.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    let read = match (now, raw) {
        _ if is_whole => json(text, now).filter(|value| matches!(value, Value::Record(_))),
        (Some(Value::List(_) | Value::Record(_)), _) => json(text, now),
        (Some(Value::Number(_)), _) => whole(text).map(Value::Number).or_else(|| number().map(Value::Decimal)),
        (Some(Value::Decimal(_)), _) => number().map(Value::Decimal),
        (Some(Value::Bool(_)), _) | (None, Raw::Bool(_)) => yes_or_no(text).map(Value::Bool),
        (Some(Value::Date(_)), _) | (None, Raw::Day(_)) => day(text).map(Value::Date),
        (None, Raw::Number(number)) if number.fract() == 0.0 => whole(text).map(Value::Number),
        (None, Raw::Number(number)) => Some(Value::Decimal(*number)),
        _ => Some(Value::Text(text.into())),
    };
    read.ok_or_else(|| other_type(text))
}

fn json(text: &str, now: Option<&Value>) -> Option<Value> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    from_json(&value, now)
}

/// JSON has no days: a text is one where one stands now.
fn from_json(value: &serde_json::Value, now: Option<&Value>) -> Option<Value> {
    use serde_json::Value as Json;
    Some(match value {
        Json::Null => return None,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(whole) if !matches!(now, Some(Value::Decimal(_))) => Value::Number(whole),
            _ => Value::Decimal(number.as_f64()?),
        },
        Json::String(text) => match (now, crate::value::Date::parse(text)) {
            (Some(Value::Date(_)), Some(date)) => Value::Date(date),
            _ => Value::Text(text.as_str().into()),
        },
        Json::Array(items) => {
            let at = |index: usize| now.and_then(|now| now.items().get(index));
            let items = items.iter().enumerate().map(|(index, item)| from_json(item, at(index)));
            Value::List(items.collect::<Option<Vec<_>>>()?.into())
        }
        Json::Object(parts) => {
            let part = |(name, value): (&String, &Json)| {
                Some((Cow::Owned(name.clone()), from_json(value, now.and_then(|now| now.part(name)))?))
            };
            Value::Record(parts.iter().map(part).collect::<Option<Vec<_>>>()?.into())
        }
    })
}

pub fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "true" | "sant" | "j" | "y" => Some(true),
        "nej" | "no" | "false" | "falskt" | "n" => Some(false),
        _ => None,
    }
}

/// A whole number as people write it: `12 500`, `12 500,00`.
pub fn whole(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}').collect();
    let (whole, part) = text.split_once([',', '.']).unwrap_or((&text, "0"));
    let is_whole = !part.is_empty() && part.bytes().all(|byte| byte == b'0');
    whole.replace('\u{2212}', "-").parse().ok().filter(|_| is_whole)
}

/// An organisation number as the map writes it, of ten digits or of twelve that begin with 16.
pub fn orgnr(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let others = text.chars().filter(|c| !c.is_ascii_digit()).all(|c| c == '-' || c == ' ' || c == '\u{a0}');
    let digits = if digits.len() == 12 { digits.strip_prefix("16")? } else { &digits };
    (digits.len() == 10 && others).then(|| format!("{}-{}", &digits[..6], &digits[6..]))
}

fn no_choice(choices: &'static [entry::Choice], text: &str) -> Failure {
    let said = quote(text);
    let labels = Words::each(|lang| {
        choices.iter().map(|choice| choice.label.words().get(lang).to_owned()).collect::<Vec<_>>().join(", ")
    });
    let words = |choice: &entry::Choice| [choice.name, choice.label.sv, choice.label.en];
    let near = nearest(text, choices.iter().flat_map(words));
    let near = near.and_then(|near| choices.iter().find(|choice| words(choice).contains(&near)));
    let failure = Failure::new(say!(
        "{said} är inte ett av orden som får stå här.",
        "{said} is not one of the words allowed here."
    ));
    failure.hint(match near.map(|choice| choice.label.words()) {
        Some(near) => {
            say!("Menade du {near}? Välj bland: {labels}", "Did you mean {near}? Choose among: {labels}"; near in words, labels in words)
        }
        None => say!("Välj bland: {labels}", "Choose among: {labels}"; labels in words),
    })
}

fn refused(text: &str, why: &Why) -> Failure {
    let said = quote(text);
    match why {
        Why::Date => Failure::new(say!(
            "{said} är inget datum som kan läsas säkert.",
            "{said} is no date that can be read with certainty."
        ))
        .hint(Words::new("Skriv 2018, 2018-03 eller 2018-03-08.", "Write 2018, 2018-03 or 2018-03-08.")),
        Why::Range(least, most) => Failure::new(say!(
            "{said} är inte ett heltal från {least} till {most}.",
            "{said} is not a whole number from {least} to {most}."
        ))
        .hint(Words::new("Skriv ett heltal, utan enhet.", "Write a whole number, without a unit.")),
        Why::Url => {
            Failure::new(say!("{said} är inte en webbadress.", "{said} is not a web address.")).hint(Words::new(
                "Den börjar med https:// eller http:// och har inga blanksteg.",
                "It begins with https:// or http:// and has no spaces.",
            ))
        }
        Why::Orgnr(OrgnrFault::Check(right)) => Failure::new(say!(
            "Kontrollsiffran i {said} stämmer inte; den borde vara {right}.",
            "The check digit of {said} is wrong; it should be {right}."
        ))
        .hint(Words::new("Se efter i registret.", "Look it up in the register.")),
        Why::Orgnr(_) => {
            Failure::new(say!("{said} är inte ett organisationsnummer.", "{said} is not an organisation number."))
                .hint(Words::new("Skriv NNNNNN-NNNN.", "Write NNNNNN-NNNN."))
        }
        _ => Failure::new(say!("{said} kan inte stå här.", "{said} cannot stand here.")).hint(Words::new(
            "Se bladet som förklarar kolumnerna, eller karta fields.",
            "See the sheet that explains the columns, or karta fields.",
        )),
    }
}

fn other_type(text: &str) -> Failure {
    let said = quote(text);
    Failure::new(say!(
        "{said} är av ett annat slag än det som står i kartan.",
        "{said} is of another sort than what the map has."
    ))
    .hint(Words::new(
        "Skriv ett tal där ett tal står, ja eller nej där det står, och JSON där det står.",
        "Write a number where a number is, yes or no where that is, and JSON where that is.",
    ))
}

fn no_records(parts: &[Field]) -> Failure {
    Failure::new(Words::new(
        "Raderna i cellen har fler delar än de kan ha.",
        "The lines in the cell have more parts than they can.",
    ))
    .hint(form(parts))
}

fn lacking(part: &Field, parts: &[Field]) -> Failure {
    let name = part.label.words();
    Failure::new(say!("En rad i cellen saknar {name}.", "A line in the cell lacks {name}."; name in words))
        .hint(form(parts))
}

fn form(parts: &[Field]) -> Words {
    let names = Words::each(|lang| {
        parts.iter().map(|part| part.label.words().get(lang).to_owned()).collect::<Vec<_>>().join(" | ")
    });
    say!("En rad för varje: {names}", "A line for each: {names}"; names in words)
}

fn too_long() -> Failure {
    Failure::new(say!(
        "Cellen har {MOST_UNITS} tecken eller mer, vilket är mer än ett kalkylark rymmer.",
        "The cell has {MOST_UNITS} characters or more, which is more than a spreadsheet has room for."
    ))
    .hint(Words::new(
        "Dela texten, eller ändra den i kartans fil. Saknas ett citattecken i filen, så kan flera rader ha blivit en cell.",
        "Make the text shorter, or change it in the map's file. Where a quotation mark is missing, several rows may have become one cell.",
    ))
}

fn control() -> Failure {
    Failure::new(Words::new("Cellen har styrtecken i texten.", "The cell has control characters in its text.")).hint(
        Words::new(
            "Skriv om texten, eller klistra in den som oformaterad.",
            "Write the text again, or paste it without its formatting.",
        ),
    )
}
