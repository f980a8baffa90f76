//! How entries hang together: what is around one, what chain leads from one to another, and what texts name
//! without a link.

mod around;
mod chain;
mod list;
mod mentions;

pub use around::{Around, around};
pub use chain::chain;
pub use list::list;
pub use mentions::{Mentioned, mentions, mentions_table};

use crate::entry::{Entry, FIELDS, Field};
use crate::karta::{Arm, Karta, Way, name};
use crate::say::{Lang, Words};
use crate::value::Order;

/// What a link says, read the way that one of its ends sees it.
fn label(arm: &Arm) -> Words {
    match arm.way {
        Way::Out => relation(arm.field),
        Way::In => arm.field.reverse.map_or_else(|| relation(arm.field), |reverse| in_sentence(reverse.label.words())),
    }
}

/// What a field's links say; those of a record are called as the record is.
fn relation(field: &'static Field) -> Words {
    in_sentence(whole(field).label.words())
}

/// The word in data for what a field's links say.
fn data_name(field: &'static Field) -> &'static str {
    whole(field).name
}

/// The word in data for a link, read the way that one of its ends sees it.
fn data_name_of(arm: &Arm) -> &'static str {
    match arm.field.reverse.filter(|_| arm.way == Way::In) {
        Some(reverse) => reverse.name,
        None => data_name(arm.field),
    }
}

/// A field, or the field whose records it is a part of.
fn whole(field: &'static Field) -> &'static Field {
    let record = FIELDS.iter().find(|record| record.parts().iter().any(|part| std::ptr::eq(part, field)));
    record.unwrap_or(field)
}

fn in_sentence(words: Words) -> Words {
    Words::each(|lang: Lang| words.get(lang).to_lowercase())
}

/// An entry's links as a reader wants them: its own first, by field, then those that point at it; by name within each.
fn in_order(karta: &Karta, at: usize, order: &Order) -> Vec<Arm> {
    let mut arms = karta.arms(at);
    let title = |arm: &Arm| order.key(karta.entries()[arm.other].title());
    arms.sort_by_cached_key(|arm| (arm.way, rank(arm.field), title(arm), arm.other));
    arms
}

/// Where a field that holds links is declared.
fn rank(field: &Field) -> usize {
    let is_it = |declared: &Field| {
        std::ptr::eq(declared, field) || declared.parts().iter().any(|part| std::ptr::eq(part, field))
    };
    FIELDS.iter().position(is_it).unwrap_or(FIELDS.len())
}

/// How far an entry has come.
fn status(entry: &Entry) -> Option<Words> {
    match entry.get("status") {
        Some(crate::entry::Value::Choice(choice)) => Some(choice.label.words()),
        _ => None,
    }
}

fn node(karta: &Karta, at: usize, hops: usize) -> crate::graph::Node {
    let entry = &karta.entries()[at];
    crate::graph::Node { id: entry.id.clone(), name: name(entry), kind: entry.kind, status: status(entry), hops }
}
