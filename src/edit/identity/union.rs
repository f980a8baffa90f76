//! What several entries say together, and where they do not agree.

use crate::edit::sheet::Sheet;
use crate::entry::{Entry, Field, Name, Shape, Value};
use crate::finding::FieldPath;
use crate::house;
use crate::value::Id;

/// What one of the entries says.
pub type Said<'e> = (&'e Id, &'e Value);

/// What becomes of a field when entries become one.
#[derive(Debug, PartialEq)]
pub enum Union<'e> {
    /// All can be kept.
    All(Value),
    /// One must be chosen, of a field or of a key under it.
    One(String, Vec<Said<'e>>),
}

/// What entries say of a field together: lists are united, texts stand after one another, and own fields lie beside each
/// other. Values that differ where there is room for one must be chosen among, unless one has been.
pub fn union<'e>(field: &Field, said: &[Said<'e>], chosen: impl Fn(&str) -> Option<Id>) -> Vec<Union<'e>> {
    match field.shape {
        _ if said.is_empty() => Vec::new(),
        Shape::Free => free(field, said, &chosen),
        Shape::Prose if chosen(field.name).is_none() => vec![Union::All(prose(said))],
        _ if field.is_list() => vec![Union::All(list(said.iter().map(|(_, value)| *value)))],
        _ => vec![one(field.name, said, &chosen)],
    }
}

fn one<'e>(name: &str, said: &[Said<'e>], chosen: &impl Fn(&str) -> Option<Id>) -> Union<'e> {
    let first = said[0].1;
    let wanted = chosen(name).and_then(|id| said.iter().find(|(own, _)| **own == id));
    match wanted {
        Some((_, value)) => Union::All((*value).clone()),
        None if said.iter().all(|(_, value)| *value == first) => Union::All(first.clone()),
        None => Union::One(name.to_owned(), said.to_vec()),
    }
}

fn list<'v>(values: impl Iterator<Item = &'v Value>) -> Value {
    let mut items: Vec<Value> = Vec::new();
    for item in values.flat_map(Value::items) {
        if !items.contains(item) {
            items.push(item.clone());
        }
    }
    Value::List(items.into())
}

fn prose(said: &[Said<'_>]) -> Value {
    let mut texts: Vec<&str> = Vec::new();
    for text in said.iter().filter_map(|(_, value)| value.text()).map(str::trim) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    Value::Text(texts.join("\n\n").into())
}

fn free<'e>(field: &Field, said: &[Said<'e>], chosen: &impl Fn(&str) -> Option<Id>) -> Vec<Union<'e>> {
    let parts = |value: &'e Value| match value {
        Value::Record(parts) => &parts[..],
        _ => &[],
    };
    let mut keys: Vec<&Name> = Vec::new();
    for (key, _) in said.iter().flat_map(|(_, value)| parts(value)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let mut kept = Vec::new();
    let mut unions = Vec::new();
    for key in keys {
        let of_key: Vec<Said<'e>> = said.iter().filter_map(|(id, value)| Some((*id, value.part(key)?))).collect();
        match one(&format!("{}.{key}", field.name), &of_key, chosen) {
            Union::All(value) => kept.push((key.clone(), value)),
            open => unions.push(open),
        }
    }
    unions.push(Union::All(Value::Record(kept.into())));
    unions
}

/// Makes a file say a value where it says another or nothing; lines that say the same stay as they are.
pub fn write(sheet: &mut Sheet, base: &Entry, field: &Field, value: &Value) {
    let before = base.get(field.name);
    let path = FieldPath::field(field.name);
    match value {
        _ if before == Some(value) => {}
        Value::List(items) => {
            let there = before.map_or(&[][..], Value::items);
            for item in items.iter().filter(|item| !there.contains(item)) {
                match item {
                    Value::Record(parts) => sheet.add_record(
                        field.name,
                        parts.iter().map(|(name, value)| (name.to_string(), house::node(value))).collect(),
                    ),
                    plain => sheet.add(&path, house::node(plain), field.shape),
                }
            }
        }
        Value::Record(parts) => {
            let old = before.filter(|_| !matches!(field.shape, Shape::Free));
            let stale = old.into_iter().flat_map(|old| match old {
                Value::Record(old) => old.iter().map(|(name, _)| name).collect(),
                _ => Vec::new(),
            });
            let stale: Vec<&Name> = stale.filter(|name| value.part(name).is_none()).collect();
            stale.into_iter().for_each(|name| sheet.unset(&path.key(name)));
            for (name, value) in
                parts.iter().filter(|(name, value)| before.and_then(|old| old.part(name)) != Some(value))
            {
                let node = if matches!(field.shape, Shape::Free) { house::own(value) } else { house::node(value) };
                sheet.set(&path.key(name), node, Shape::Text);
            }
        }
        plain => sheet.set(&path, house::node(plain), field.shape),
    }
}
