//! What templates can do to values beside what every template language can: Swedish order, dates, numbers and names.

use std::collections::HashMap;

use minijinja::value::Value;
use minijinja::{Environment, Error};

use super::Around;
use super::escape::read;
use crate::karta::{Karta, name};
use crate::say::{Lang, Words};
use crate::value::{Date, Order, Scheme};

/// The filters and the function that only these templates have.
pub const NAMES: [&str; 6] = ["datum", "lista", "namn", "ordna", "tal", "say"];

/// Adds them.
pub fn add(environment: &mut Environment<'_>, around: &Around<'_>) {
    let (lang, names) = (around.lang, names(around.karta, around.lang));
    environment.add_filter("datum", move |value: Value| date(&value.to_string(), lang));
    environment.add_filter("lista", move |value: Value| list(&value, lang));
    environment.add_filter("namn", move |value: Value| named(&value, &names));
    environment.add_filter("ordna", move |value: Value, key: Option<String>| sorted(&value, key.as_deref(), lang));
    environment.add_filter("tal", move |value: Value| read(&value, lang));
    environment.add_function("say", move |sv: String, en: String| if lang == Lang::Sv { sv } else { en });
}

/// Every id of the map with the name of what it stands for.
fn names(karta: &Karta, lang: Lang) -> HashMap<String, String> {
    let told = |id: &str, name: Words| (id.to_owned(), name.get(lang).to_owned());
    let concepts = Scheme::ALL.into_iter().flat_map(|scheme| karta.concepts(scheme).iter());
    let concepts = concepts.map(|concept| told(concept.id.as_str(), concept.name.clone()));
    concepts.chain(karta.entries().iter().map(|entry| told(entry.id.as_str(), name(entry)))).collect()
}

/// The name of an id, or of each in a list; what is no id of the map stays as it is.
fn named(value: &Value, names: &HashMap<String, String>) -> Result<Value, Error> {
    match value.as_str() {
        Some(id) => Ok(Value::from(names.get(id).map_or(id, String::as_str))),
        None if value.is_none() => Ok(Value::from("")),
        None => {
            value.try_iter()?.map(|item| named(&item, names)).collect::<Result<Vec<Value>, Error>>().map(Value::from)
        }
    }
}

/// A list, or rows by the column of that key, in Swedish order.
fn sorted(value: &Value, key: Option<&str>, lang: Lang) -> Result<Value, Error> {
    let order = Order::swedish();
    let by = |item: &Value| match key {
        Some(key) => {
            let found = item.get_attr(key)?;
            match found.is_undefined() {
                true => Err(Error::new(minijinja::ErrorKind::UndefinedError, key.to_owned())),
                false => Ok(order.key(&read(&found, lang))),
            }
        }
        None => Ok(order.key(&read(item, lang))),
    };
    let mut items =
        value.try_iter()?.map(|item| Ok((by(&item)?, item))).collect::<Result<Vec<(Vec<u8>, Value)>, Error>>()?;
    items.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

/// Several in a sentence: a, b och c.
fn list(value: &Value, lang: Lang) -> Result<String, Error> {
    if value.as_str().is_some() || value.is_none() {
        return Ok(read(value, lang));
    }
    let items: Vec<String> = value.try_iter()?.map(|item| read(&item, lang)).collect();
    let and = Words::new("och", "and");
    Ok(match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {} {last}", others.join(", "), and.get(lang)),
        None => String::new(),
    })
}

/// A date as it stands in a sentence, with the precision that it has; what is no date stays as it is.
fn date(text: &str, lang: Lang) -> String {
    let Some(date) = Date::parse(text) else { return text.to_owned() };
    let year = date.in_year();
    let month = date.in_month().map(|month| &MONTHS[usize::from(month) - 1]);
    let told = match (month, date.on_day()) {
        (Some(month), Some(day)) => Words::each(|lang| format!("{day} {} {year}", month.get(lang))),
        (Some(month), None) => Words::each(|lang| format!("{} {year}", month.get(lang))),
        (None, _) => Words::same(year.to_string()),
    };
    told.get(lang).to_owned()
}

static MONTHS: [Words; 12] = [
    Words::new("januari", "January"),
    Words::new("februari", "February"),
    Words::new("mars", "March"),
    Words::new("april", "April"),
    Words::new("maj", "May"),
    Words::new("juni", "June"),
    Words::new("juli", "July"),
    Words::new("augusti", "August"),
    Words::new("september", "September"),
    Words::new("oktober", "October"),
    Words::new("november", "November"),
    Words::new("december", "December"),
];
