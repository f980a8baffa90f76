//! Misspelt keys.

use std::ops::Range;

use super::ground::Ground;
use super::text::{Mended, is_worse};
use crate::entry::{self, Field, Node, Pair, Problem, Raw, fields, locate_in};
use crate::finding::{FieldPath, Place, Step};
use crate::house::{self, What};
use crate::say;
use crate::say::quote;
use crate::source::File;
use crate::value::{fold, stem};

/// A file's text with misspelt keys mended: those that are near one key that the table may have and has not, and no
/// other. The value and the comment stay as they are.
pub fn mended(ground: &Ground<'_>, file: &File, text: &str) -> Option<Mended> {
    let is_misspelt = |problem: &&Problem| matches!(problem.what, entry::What::UnknownField(_, Some(_)));
    let mut misspelt = ground.karta.problems_in(&file.path).iter().map(|(_, problem)| problem).filter(is_misspelt);
    let first = misspelt.next().filter(|_| ground.minds("unknown-field", file))?;
    let (pairs, faults) = entry::parse(text);
    let slips: Vec<Slip<'_>> =
        std::iter::once(first).chain(misspelt).filter_map(|it| Slip::of(ground, file, text, &pairs, it)).collect();
    let is_alone = |slip: &&Slip<'_>| slips.iter().filter(|other| other.is_same_as(slip)).count() == 1;
    let slips = slips.iter().filter(is_alone).filter(|_| faults.is_empty());
    // One by one, as one of them may bring forth what was not seen before.
    let mut mended: Vec<&Slip<'_>> = Vec::new();
    let mut now = text.to_owned();
    for slip in slips {
        let next = with(text, &[&mended[..], &[slip]].concat());
        if !is_worse(file, &now, &next) {
            mended.push(slip);
            now = next;
        }
    }
    (!mended.is_empty()).then(|| Mended { text: now, told: mended.iter().map(|slip| slip.told()).collect() })
}

/// The text with the right keys.
fn with(text: &str, slips: &[&Slip<'_>]) -> String {
    let right = |slip: &&Slip<'_>| slip.places.iter().map(|place| (place.clone(), slip.field.name)).collect::<Vec<_>>();
    let mut places: Vec<(Range<usize>, &str)> = slips.iter().flat_map(right).collect();
    places.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    places.into_iter().fold(text.to_owned(), |mut text, (place, name)| {
        text.replace_range(place, name);
        text
    })
}

/// A key that was meant to be another.
struct Slip<'t> {
    table: Vec<Step>,
    name: &'t str,
    field: &'static Field,
    /// Where the key stands: several places, where it heads several sections.
    places: Vec<Range<usize>>,
}

impl<'t> Slip<'t> {
    fn of(ground: &Ground<'_>, file: &File, text: &str, pairs: &[Pair<'_>], problem: &'t Problem) -> Option<Slip<'t>> {
        let (Step::Key(name), table) = problem.place.path()?.0.split_last()? else { return None };
        let there = find(pairs, table)?;
        let is_absent = |field: &&'static Field| !there.iter().any(|pair| pair.key == field.name);
        let mut near = declared(file, table)?.into_iter().filter(is_absent).filter(|field| is_near(name, field.name));
        let field = near.next().filter(|_| near.next().is_none())?;
        let value = &there.iter().find(|pair| *pair.key == **name)?.node;
        let places = places(text, pairs, table, name)?;
        is_safe(ground, file, field, value).then(|| Slip { table: table.to_vec(), name, field, places })
    }

    fn is_same_as(&self, other: &Slip<'_>) -> bool {
        self.table == other.table && self.field.name == other.field.name
    }

    fn told(&self) -> (&'static str, say::Words) {
        let (name, field) = (quote(self.name), self.field.name);
        ("unknown-field", say!("Fältet \"{name}\" heter nu {field}.", "The field \"{name}\" is now called {field}."))
    }
}

/// Whether one name is the other with a slip of the hand or two.
fn is_near(name: &str, field: &str) -> bool {
    let name = fold(name);
    strsim::osa_distance(&name, field) <= if name.len().min(field.len()) > 4 { 2 } else { 1 }
}

/// Whether the value means in the right field what can be meant there: links lead somewhere else, and not round.
fn is_safe(ground: &Ground<'_>, file: &File, field: &Field, value: &Node<'_>) -> bool {
    match &value.raw {
        Raw::Text(text) => ground.knows(field, text) && **text != *stem(&file.path),
        Raw::List(items) => items.iter().all(|item| is_safe(ground, file, field, item)),
        Raw::Table(pairs) => pairs.iter().all(|pair| {
            let part = field.parts().iter().find(|part| part.name == pair.key);
            part.is_none_or(|part| is_safe(ground, file, part, &pair.node))
        }),
        _ => true,
    }
}

/// The fields that a table may have.
fn declared(file: &File, table: &[Step]) -> Option<Vec<&'static Field>> {
    let mut keys = table.iter().filter_map(|step| match step {
        Step::Key(name) => Some(&**name),
        Step::Item(_) => None,
    });
    let Some(first) = keys.next() else { return Some(fields(file.kind).to_vec()) };
    let part = |field: &'static Field, key: &str| field.parts().iter().find(|part| part.name == key);
    let field = keys.try_fold(entry::find(file.kind, first)?, part)?;
    Some(field.parts().iter().collect())
}

/// What stands in a table of a file.
fn find<'p, 't>(pairs: &'p [Pair<'t>], table: &[Step]) -> Option<&'p [Pair<'t>]> {
    let Some((Step::Key(first), mut rest)) = table.split_first() else { return Some(pairs) };
    let mut node = &pairs.iter().find(|pair| *pair.key == **first)?.node;
    if let (Raw::List(items), Some((Step::Item(item), after))) = (&node.raw, rest.split_first()) {
        (node, rest) = (items.get(*item)?, after);
    }
    match &node.raw {
        Raw::Table(pairs) => find(pairs, rest),
        _ => None,
    }
}

/// Where a key stands bare in a text: in the headers of sections, or where its value is.
fn places(text: &str, pairs: &[Pair<'_>], table: &[Step], name: &str) -> Option<Vec<Range<usize>>> {
    let heads = if table.is_empty() { headers(text, name)? } else { Vec::new() };
    if !heads.is_empty() {
        return Some(heads);
    }
    let path = FieldPath(table.iter().cloned().chain([Step::Key(name.into())]).collect());
    let (from, to) = locate_in(text, pairs, &Place::Key(path));
    let place = from as usize..to as usize;
    (text.get(place.clone()) == Some(name)).then(|| vec![place])
}

/// The places of the first word of the headers that begin with a key.
fn headers(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let statements = house::statements(text)?;
    let headed = statements.iter().filter(|statement| match &statement.what {
        What::Table(keys) | What::Item(keys) => keys.first().is_some_and(|key| *key == *name),
        _ => false,
    });
    headed
        .map(|statement| {
            let start = statement.span.start + text[statement.span.clone()].find(|c| !matches!(c, '[' | ' ' | '\t'))?;
            text[start..].starts_with(name).then(|| start..start + name.len())
        })
        .collect()
}
