use std::cmp::Ordering;

use rayon::prelude::*;

use super::select::Selection;
use super::show::{Atom, Show, columns};
use crate::entry::{Choice, Entry, Field, Shape, Value};
use crate::karta::Karta;
use crate::say::Result;
use crate::value::{Date, Order};

/// Puts a selection in the order of these fields, the first weighing most; `-` before a name turns its order around.
///
/// Texts go by the Swedish alphabet, dates by when their period begins, concepts and fixed words by their own order,
/// links by the names of what they point at, lists by their first values. What is missing comes last, whichever way.
pub fn sort<N: AsRef<str>>(karta: &Karta, selection: &mut Selection, fields: &[N]) -> Result<()> {
    let is_descending: Vec<bool> = fields.iter().map(|name| name.as_ref().starts_with('-')).collect();
    let shows = fields.iter().map(|name| columns([name.as_ref().trim_start_matches('-')]));
    let shows: Vec<Show> = shows.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    let keys = |entry| -> Vec<Vec<Key<'_>>> { shows.iter().map(|show| keys(karta, show, entry)).collect() };
    let mut rows: Vec<(Vec<Vec<Key<'_>>>, usize)> =
        selection.positions.par_iter().map(|at| (keys(&karta.entries()[*at]), *at)).collect();
    let order = Order::swedish();
    rows.par_sort_by(|(a, _), (b, _)| {
        let pairs = a.iter().zip(b).zip(&is_descending);
        let orders = pairs.map(|((a, b), is_descending)| compare(&order, a, b, *is_descending));
        orders.fold(Ordering::Equal, Ordering::then)
    });
    selection.positions = rows.into_iter().map(|(_, at)| at).collect();
    Ok(())
}

/// What a value is sorted by.
#[derive(Clone, Debug)]
pub enum Key<'k> {
    Rank(usize),
    Number(f64),
    Date(Date),
    Text(&'k str),
}

fn keys<'k>(karta: &'k Karta, show: &Show, entry: &'k Entry) -> Vec<Key<'k>> {
    show.atoms(entry).into_iter().map(|atom| Key::of(karta, atom)).collect()
}

impl<'k> Key<'k> {
    pub fn of(karta: &'k Karta, atom: Atom<'k>) -> Key<'k> {
        match atom {
            Atom::Text(text) => Key::Text(text),
            Atom::Kind(kind) => Key::Rank(kind as usize),
            Atom::Value(field, value) => Key::of_value(karta, field, value),
        }
    }

    fn of_value(karta: &'k Karta, field: &Field, value: &'k Value) -> Key<'k> {
        match (value, field.scheme()) {
            (Value::Id(id), Some(scheme)) => {
                karta.concepts(scheme).rank(id.as_str()).map_or(Key::Text(id.as_str()), Key::Rank)
            }
            (Value::Id(id), None) => Key::Text(karta.find(id.as_str()).map_or(id.as_str(), Entry::title)),
            (Value::Choice(choice), _) => Key::Rank(place(field, choice)),
            (Value::Number(number), _) => Key::Number(*number as f64),
            (Value::Decimal(number), _) => Key::Number(*number),
            (Value::Bool(value), _) => Key::Rank(usize::from(*value)),
            (Value::Date(date), _) => Key::Date(*date),
            (Value::Text(text), _) => Key::Text(text),
            (Value::List(items), _) => items.first().map_or(Key::Text(""), |item| Key::of_value(karta, field, item)),
            (Value::Record(parts), _) => match parts.first() {
                Some((name, value)) => {
                    let part = field.parts().iter().find(|part| part.name == name);
                    Key::of_value(karta, part.unwrap_or(field), value)
                }
                None => Key::Text(""),
            },
        }
    }

    pub fn compare(&self, other: &Key<'_>, order: &Order) -> Ordering {
        match (self, other) {
            (Key::Rank(a), Key::Rank(b)) => a.cmp(b),
            (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
            (Key::Date(a), Key::Date(b)) => (a.first(), a.last()).cmp(&(b.first(), b.last())),
            (Key::Text(a), Key::Text(b)) => order.compare(a, b),
            (a, b) => a.sort().cmp(&b.sort()),
        }
    }

    /// Which of unlike values comes first: what has an order of its own, numbers, dates, texts.
    fn sort(&self) -> u8 {
        match self {
            Key::Rank(_) => 0,
            Key::Number(_) => 1,
            Key::Date(_) => 2,
            Key::Text(_) => 3,
        }
    }
}

/// A word's place in its fixed set.
fn place(field: &Field, choice: &Choice) -> usize {
    let choices = match field.shape {
        Shape::Choice(choices) => choices,
        _ => &[],
    };
    choices.iter().position(|other| other.name == choice.name).unwrap_or(choices.len())
}

fn compare(order: &Order, a: &[Key<'_>], b: &[Key<'_>], is_descending: bool) -> Ordering {
    if a.is_empty() || b.is_empty() {
        return a.is_empty().cmp(&b.is_empty());
    }
    let by_items = a.iter().zip(b).map(|(a, b)| a.compare(b, order)).fold(Ordering::Equal, Ordering::then);
    let ascending = by_items.then(a.len().cmp(&b.len()));
    if is_descending { ascending.reverse() } else { ascending }
}
