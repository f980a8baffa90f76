use std::collections::HashMap;

use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Entry, Value};
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::warning("repeated-value", include_str!("repeated-value.md"), Look::Entry(check));

/// Longer lists than this are looked through by a table.
const FEW: usize = 16;

fn check(_: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    for (field, value) in &entry.values {
        for (first, again) in repeated(value) {
            let file = sink.file().to_owned();
            let place = |item| Place::Value(FieldPath::field(field.name).item(item));
            let shown = quote(value.items()[again].text().unwrap_or_default());
            sink.tell(say!("\"{shown}\" står redan i listan.", "\"{shown}\" is already in the list."))
                .at(place(again))
                .hint(say!("Ta bort det ena.", "Take one of them out."))
                .also(&file, place(first), say!("här är det första", "here is the first"));
        }
    }
}

/// Items of a list that are the same, as the first and the later one.
fn repeated(value: &Value) -> Vec<(usize, usize)> {
    let Value::List(items) = value else { return Vec::new() };
    let texts: Vec<&str> = items.iter().filter_map(Value::text).collect();
    if texts.len() < 2 || texts.len() < items.len() {
        return Vec::new();
    }
    if texts.len() <= FEW {
        let first = |at: usize| texts[..at].iter().position(|text| *text == texts[at]);
        return (1..texts.len()).filter_map(|at| Some((first(at)?, at))).collect();
    }
    let mut seen = HashMap::new();
    let later = |(at, text)| match *seen.entry(text).or_insert(at) {
        first if first == at => None,
        first => Some((first, at)),
    };
    texts.into_iter().enumerate().filter_map(later).collect()
}
