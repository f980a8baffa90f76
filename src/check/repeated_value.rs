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

/// Items of a list that are the same text or id, as the first and the later one.
fn repeated(value: &Value) -> Vec<(usize, usize)> {
    let Value::List(items) = value else { return Vec::new() };
    if items.len() <= FEW {
        let is_same = |a: &Value, b: &Value| a.text().is_some() && a.text() == b.text();
        let first = |at: usize| items[..at].iter().position(|item| is_same(item, &items[at]));
        return (1..items.len()).filter_map(|at| Some((first(at)?, at))).collect();
    }
    let mut seen = HashMap::new();
    let later = |(at, text)| match *seen.entry(text).or_insert(at) {
        first if first == at => None,
        first => Some((first, at)),
    };
    let texts = items.iter().enumerate().filter_map(|(at, item)| Some((at, item.text()?)));
    texts.filter_map(later).collect()
}
