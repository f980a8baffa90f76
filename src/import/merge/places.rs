//! The places of an entry that a row's values go to, and what those places must have.

use crate::edit::Target;
use crate::entry::{Entry, Field, Name, Shape, Value};
use crate::import::form::Slot;

/// The records that changes would leave without a part that they must have, each with the first such part.
pub fn incomplete(entry: &Entry, wanted: &[(Target, Option<Value>)]) -> Vec<(&'static Field, &'static Field)> {
    let mut lacking: Vec<(&'static Field, &'static Field)> = Vec::new();
    for (target, _) in wanted.iter().filter(|(target, _)| target.keys.len() == 2) {
        let top = target.top;
        let is_there = |part: &str| {
            let changed = wanted.iter().find(|(other, _)| other.top.name == top.name && other.keys[1] == part);
            match changed {
                Some((_, value)) => value.is_some(),
                None => entry.get(top.name).is_some_and(|record| record.part(part).is_some()),
            }
        };
        let lacks = lacks_part(top, is_there).filter(|_| lacking.iter().all(|(other, _)| other.name != top.name));
        lacking.extend(lacks.map(|part| (top, part)));
    }
    lacking
}

/// The first part that a record has not but must have; none where it has no part at all.
pub fn lacks_part(field: &'static Field, is_there: impl Fn(&str) -> bool) -> Option<&'static Field> {
    let Shape::Record(parts) = field.shape else { return None };
    let is_begun = parts.iter().any(|part| is_there(part.name));
    parts.iter().find(|part| is_begun && part.is_required && !is_there(part.name))
}

/// The places that a value is put in: one, or for all of the map's own fields together, one for each that differs.
pub fn expanded(slot: &Slot, entry: &Entry, value: Option<Value>) -> Vec<(Target, Option<Value>)> {
    let is_all = matches!(slot.target.leaf.shape, Shape::Free) && slot.target.keys.len() == 1;
    if !is_all {
        return vec![(slot.target.clone(), value)];
    }
    let parts = |value: Option<&Value>| match value {
        Some(Value::Record(parts)) => parts.iter().map(|(name, _)| name.to_string()).collect(),
        _ => Vec::new(),
    };
    let now = slot.value(entry);
    let mut names: Vec<String> = parts(now);
    names.extend(parts(value.as_ref()).into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
    let part = |value: Option<&Value>, name: &str| value.and_then(|value| value.part(name)).cloned();
    let differs = |name: &String| part(now, name) != part(value.as_ref(), name);
    names
        .into_iter()
        .filter(differs)
        .map(|name| (Slot::own(slot.target.top, &name).target, part(value.as_ref(), &name)))
        .collect()
}

/// Whether a new entry has something in a place.
pub fn is_put(values: &[(&'static Field, Value)], slot: &Slot) -> bool {
    let top = values.iter().find(|(field, _)| field.name == slot.target.top.name);
    top.is_some_and(|(_, value)| slot.target.keys.get(1).is_none_or(|part| value.part(part).is_some()))
}

/// Puts a value among those of a new entry, in its record where it is a part of one.
pub fn put(values: &mut Vec<(&'static Field, Value)>, slot: &Slot, value: Value) {
    let top = slot.target.top;
    let Some(part) = slot.target.keys.get(1) else { return values.push((top, value)) };
    let pair = (Name::from(part.clone()), value);
    match values.iter_mut().find(|(field, _)| field.name == top.name) {
        Some((_, Value::Record(parts))) => *parts = parts.iter().cloned().chain([pair]).collect(),
        _ => values.push((top, Value::Record([pair].into()))),
    }
}
