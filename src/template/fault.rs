use std::collections::HashSet;

use minijinja::{Error, ErrorKind};

use super::{Template, context, filter};
use crate::say;
use crate::say::{Failure, Words, quote};
use crate::table::Answer;
use crate::value::nearest;

/// What is wrong in a template: where, why, and what to do.
pub fn told(error: &Error, template: &Template, answer: &Answer) -> Failure {
    let (name, line) = (quote(&template.name), error.line().unwrap_or(1));
    let failure = Failure::new(say!(
        "Mallen {name} går inte att fylla i: det är fel på rad {line}.",
        "The template {name} cannot be filled in: there is an error on line {line}."
    ));
    let failure = failure.why(why(error, template));
    match hint(error, template, answer) {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

fn why(error: &Error, template: &Template) -> Words {
    let (detail, place) = (quote(error.detail().unwrap_or("")), place(error, template));
    match error.kind() {
        ErrorKind::UndefinedError => {
            say!("svaret har inte det som står i {place}", "the answer does not have what {place} asks for")
        }
        ErrorKind::SyntaxError => {
            say!(
                "så kan en mall inte skrivas; mallspråket säger, på engelska: {detail}",
                "a template cannot be written so; its language says: {detail}"
            )
        }
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest | ErrorKind::UnknownMethod => {
            say!("{place} finns inte i mallspråket", "{place} is not in the language of templates")
        }
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => Words::new(
            "en mall kan inte hämta något ur andra filer",
            "a template cannot take anything from other files",
        ),
        ErrorKind::OutOfFuel => {
            Words::new("mallen tar för lång tid att fylla i", "the template takes too long to fill in")
        }
        ErrorKind::WriteFailure => Words::new("texten blir för lång", "the text becomes too long"),
        _ => say!("{place} går inte att räkna ut ({detail})", "{place} cannot be worked out ({detail})"),
    }
}

/// What in the template it is about: that, and what it is asked of.
fn place(error: &Error, template: &Template) -> String {
    let range = error.range().filter(|range| !range.is_empty());
    let Some((before, place)) =
        range.and_then(|range| Some((template.text.get(..range.start)?, template.text.get(range)?)))
    else {
        return "…".to_owned();
    };
    let asked = |c: char| c.is_alphanumeric() || matches!(c, '.' | '[' | ']' | '_');
    let from = before.trim_end_matches(asked).len();
    quote(format!("{}{place}", &before[from..]).trim())
}

fn hint(error: &Error, template: &Template, answer: &Answer) -> Option<Words> {
    if let (ErrorKind::UndefinedError, Some(shipped)) = (error.kind(), template.shipped) {
        let usage = shipped.usage;
        return Some(say!("Mallen är gjord för: {usage}", "The template is made for: {usage}"));
    }
    match error.kind() {
        ErrorKind::UndefinedError => {
            let (asked, names) = (asked(error, template), names(answer));
            if names.contains(&asked.as_str()) {
                return Some(in_rows(&asked));
            }
            let near = nearest(&asked, names.iter().copied());
            Some(near.map(meant).unwrap_or_else(|| there_is(&names)))
        }
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction => {
            let names = filter::NAMES.join(", ");
            Some(say!("Utöver det som Jinja har finns: {names}", "Beside what Jinja has, there are: {names}"))
        }
        ErrorKind::OutOfFuel | ErrorKind::WriteFailure => Some(Words::new(
            "Se efter om en slinga går fler varv än den ska.",
            "See whether a loop runs more rounds than it should.",
        )),
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude => {
            Some(Words::new("Skriv allt i en mall.", "Write all of it in one template."))
        }
        _ => None,
    }
}

/// The last name in what was asked for.
fn asked(error: &Error, template: &Template) -> String {
    let place = place(error, template);
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    place.trim_end_matches(|c| !is_name(c)).rsplit(|c| !is_name(c)).next().unwrap_or_default().to_owned()
}

/// Every name that a template of this answer can use.
fn names(answer: &Answer) -> Vec<&str> {
    let sheets = answer.sheets.iter();
    let columns = sheets.clone().flat_map(|sheet| sheet.table.columns.iter().map(|column| column.key.as_str()));
    let columns: Vec<&str> = columns.collect();
    let tables = sheets.map(|sheet| sheet.key);
    let all = context::NAMES.into_iter().chain([context::DATA]).chain(tables).chain(columns);
    let mut seen = HashSet::new();
    all.filter(|name| seen.insert(*name)).collect()
}

/// Where a name that is known but was asked for in the wrong place may be.
fn in_rows(name: &str) -> Words {
    let name = quote(name);
    let loops = format!("{{% for row in rows %}}{{{{ row.{name} }}}}{{% endfor %}}");
    say!(
        "Namnet {name} finns i svaret, men inte just där. Kolumner står i varje rad: {loops}",
        "The name {name} is in the answer, but not right there. Columns are in each row: {loops}"
    )
}

fn meant(near: &str) -> Words {
    let near = quote(near);
    say!("Menade du {near}?", "Did you mean {near}?")
}

fn there_is(names: &[&str]) -> Words {
    let names = names.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ");
    say!("Här finns: {names}", "There is: {names}")
}
