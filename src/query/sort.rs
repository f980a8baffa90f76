use std::cmp::Ordering;

use rayon::prelude::*;

use super::select::Selection;
use super::show::{Atom, Show, columns};
use crate::entry::{Choice, Entry, Field, Shape, Value};
use crate::karta::Karta;
use crate::say::Result;
use crate::value::{Id, Order};

/// Puts a selection in the order of these fields, the first weighing most; `-` before a name turns its order around.
///
/// Texts go by the Swedish alphabet, dates by when their period begins, concepts and fixed words by their own order,
/// links by the names of what they point at, lists by their first values. What is missing comes last, whichever way.
pub fn sort<N: AsRef<str>>(karta: &Karta, selection: &mut Selection, fields: &[N]) -> Result<()> {
    let is_descending: Vec<bool> = fields.iter().map(|name| name.as_ref().starts_with('-')).collect();
    let shows = fields.iter().map(|name| columns([name.as_ref().trim_start_matches('-')]));
    let shows: Vec<Show> = shows.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    let order = Order::swedish();
    let row = |at: &usize| {
        let entry = &karta.entries()[*at];
        let keys = shows
            .iter()
            .map(|show| show.atoms(karta, entry).into_iter().map(|atom| Key::of(karta, atom, &order)).collect());
        (keys.collect::<Vec<Vec<Key>>>(), *at)
    };
    let mut rows: Vec<(Vec<Vec<Key>>, usize)> = selection.positions.par_iter().map(row).collect();
    rows.par_sort_by(|(a, _), (b, _)| {
        let pairs = a.iter().zip(b).zip(&is_descending);
        let orders = pairs.map(|((a, b), is_descending)| compare(a, b, *is_descending));
        orders.fold(Ordering::Equal, Ordering::then)
    });
    selection.positions = rows.into_iter().map(|(_, at)| at).collect();
    Ok(())
}

/// What a value is sorted by. Unlike values go in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A place in an order of its own.
    Rank(usize),
    /// A number, as bits that sort as it does.
    Number(u64),
    /// The first and the last day of a period.
    Date((u16, u8, u8), (u16, u8, u8)),
    /// A text, as bytes that sort by the alphabet.
    Text(Vec<u8>),
}

impl Key {
    pub fn of(karta: &Karta, atom: Atom<'_>, order: &Order) -> Key {
        match atom {
            Atom::Text(text) => Key::Text(order.key(text)),
            Atom::Kind(kind) => Key::Rank(kind as usize),
            Atom::Value(field, value) => Key::of_value(karta, field, value, order),
            Atom::Entry(entry) => Key::Text(order.key(entry.title())),
            Atom::Number(number) => Key::number(number as f64),
            Atom::Date(date) => Key::Date(date.first(), date.last()),
        }
    }

    fn of_value(karta: &Karta, field: &Field, value: &Value, order: &Order) -> Key {
        match value {
            Value::Id(id) => Key::of_id(karta, field, id, order),
            Value::Choice(choice) => Key::Rank(place(field, choice)),
            Value::Number(number) => Key::number(*number as f64),
            Value::Decimal(number) => Key::number(*number),
            Value::Bool(value) => Key::Rank(usize::from(*value)),
            Value::Date(date) => Key::Date(date.first(), date.last()),
            Value::Text(text) => Key::Text(order.key(text)),
            Value::List(items) => match items.first() {
                Some(first) => Key::of_value(karta, field, first, order),
                None => Key::Text(Vec::new()),
            },
            Value::Record(parts) => match parts.first() {
                Some((name, first)) => {
                    let part = field.parts().iter().find(|part| part.name == name);
                    Key::of_value(karta, part.unwrap_or(field), first, order)
                }
                None => Key::Text(Vec::new()),
            },
        }
    }

    /// A concept goes by its place in the scheme, another entry by its name.
    fn of_id(karta: &Karta, field: &Field, id: &Id, order: &Order) -> Key {
        let rank = field.scheme().and_then(|scheme| karta.concepts(scheme).rank(id.as_str()));
        let title = || karta.find(id.as_str()).map_or(id.as_str(), Entry::title);
        rank.map_or_else(|| Key::Text(order.key(title())), Key::Rank)
    }

    /// The bits of a number turned so that they sort as [`f64::total_cmp`] does.
    fn number(number: f64) -> Key {
        let bits = number.to_bits();
        Key::Number(if number.is_sign_negative() { !bits } else { bits | 1 << 63 })
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

fn compare(a: &[Key], b: &[Key], is_descending: bool) -> Ordering {
    match (a.is_empty() || b.is_empty(), is_descending) {
        (true, _) => a.is_empty().cmp(&b.is_empty()),
        (false, true) => b.cmp(a),
        (false, false) => a.cmp(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_their_size() {
        let numbers = [f64::NEG_INFINITY, -10.5, -1.0, 0.0, 0.5, 9.0, 10.0];
        assert!(numbers.is_sorted_by_key(|number| Key::number(*number)));
    }
}
