//! What a cell says, whoever wrote it: in one language, with ids for names and words in data for labels, so that what
//! says the same is the same text. Nothing is looked up here, and what is not understood stands as it is.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::form::BETWEEN_PARTS;
use super::meaning::{orgnr, whole, yes_or_no};
use super::moment::day;
use crate::entry::{Choice, Field, Shape};
use crate::render::apart;
use crate::say::plain_lines;
use crate::value::{Id, fold};

/// What a cell of a field says.
pub fn canonical(field: &Field, text: &str) -> String {
    let text = tidy(text);
    match field.shape {
        Shape::Choice(choices) => choice(choices, &text).map_or(text, |choice| choice.name.to_owned()),
        Shape::Concept(_) | Shape::Link(_) => id(&text).to_owned(),
        Shape::Concepts(_) | Shape::Links(_) => {
            ids(&text).iter().map(|item| id(item).to_owned()).collect::<Vec<_>>().join("\n")
        }
        Shape::Texts | Shape::Urls => apart(&text).join("\n"),
        Shape::Records(parts) => match records(parts, &text) {
            Some(records) => told(parts, &records),
            None => text,
        },
        Shape::Date => day(&text).map_or(text, |day| day.to_string()),
        Shape::Number(..) => whole(&text).map_or(text, |number| number.to_string()),
        Shape::Orgnr => orgnr(&text).unwrap_or(text),
        Shape::Free => free(text),
        _ => text,
    }
}

/// One of the map's own values: yes and no, and numbers with decimals, are the same in any language.
fn free(text: String) -> String {
    let is_decimal = |text: &str| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.trim_start_matches('-').split_once(',').is_some_and(|(whole, part)| digits(whole) && digits(part))
    };
    match yes_or_no(&text).filter(|_| text.len() > 1) {
        Some(value) => value.to_string(),
        None if is_decimal(&text) => text.replace(',', "."),
        None => text,
    }
}

fn told(parts: &[Field], records: &[Vec<Cow<'_, str>>]) -> String {
    let part = |(part, text): (&Field, &Cow<'_, str>)| canonical(part, text);
    let record = |record: &Vec<Cow<'_, str>>| parts.iter().zip(record).map(part).collect::<Vec<_>>().join("\u{1f}");
    records.iter().map(record).collect::<Vec<_>>().join("\u{1e}")
}

/// A text without what programs change on the way: forms of letters, ends of lines, blanks around it, and characters
/// that no sheet can have.
pub fn tidy(text: &str) -> String {
    let text: String = text.nfc().collect();
    plain_lines(&text).trim().to_owned()
}

/// The choice of that name, or that label in either language.
pub fn choice(choices: &'static [Choice], text: &str) -> Option<&'static Choice> {
    let said = fold(text);
    choices.iter().find(|choice| [choice.name, choice.label.sv, choice.label.en].iter().any(|name| fold(name) == said))
}

/// The pieces of a list of names: between line breaks and semicolons.
pub fn ids(text: &str) -> Vec<Cow<'_, str>> {
    let items = apart(text);
    let pieces = items.iter().flat_map(|item| item.split(';').map(|piece| piece.trim().to_owned()).collect::<Vec<_>>());
    pieces.filter(|piece| !piece.is_empty()).map(Cow::Owned).collect()
}

/// The id at the end of `Skola och lärande (skola)`, or the whole text.
pub fn id(text: &str) -> &str {
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).map(|(_, id)| id);
    inside.filter(|id| Id::check(id).is_ok()).unwrap_or(text)
}

/// The records in a cell, each the texts of its parts in their declared order; none when a line has more parts than the
/// records have, or JSON others.
pub fn records<'t>(parts: &[Field], text: &'t str) -> Option<Vec<Vec<Cow<'t, str>>>> {
    if text.trim_start().starts_with('[')
        && let Ok(serde_json::Value::Array(items)) = serde_json::from_str(text)
    {
        return items.iter().map(|item| from_json(parts, item)).collect();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| from_line(parts, line)).collect()
}

fn from_line<'t>(parts: &[Field], line: &'t str) -> Option<Vec<Cow<'t, str>>> {
    let mut texts: Vec<Cow<'_, str>> =
        line.split(BETWEEN_PARTS.trim()).map(|text| Cow::Borrowed(text.trim())).collect();
    texts.truncate(texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1));
    (!texts.is_empty() && texts.len() <= parts.len()).then_some(texts)
}

fn from_json(parts: &[Field], item: &serde_json::Value) -> Option<Vec<Cow<'static, str>>> {
    let object = item.as_object()?;
    let is_known = |key: &String| parts.iter().any(|part| part.name == key);
    let mut texts: Vec<Cow<'static, str>> =
        parts.iter().map(|part| object.get(part.name).map_or(Cow::Borrowed(""), json_text)).collect();
    texts.truncate(texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1));
    (object.keys().all(is_known) && !texts.is_empty()).then_some(texts)
}

fn json_text(value: &serde_json::Value) -> Cow<'static, str> {
    match value {
        serde_json::Value::Null => Cow::Borrowed(""),
        serde_json::Value::String(text) => text.clone().into(),
        other => other.to_string().into(),
    }
}
