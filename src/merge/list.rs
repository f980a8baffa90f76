use std::collections::BTreeSet;

use super::elements::{Element, Elements, comments};
use super::value::merged;
use crate::house::{Node, Part};

/// A list out of two, as sets: ours, without what they took away, with what they added. Where only they changed the
/// order, the order is theirs. None where each has made another item the first, and the first has a meaning of its own.
pub fn joined<'t>(
    base: &[Part<'t>],
    ours: &[Part<'t>],
    theirs: &[Part<'t>],
    is_ordered: bool,
) -> Option<Vec<Part<'t>>> {
    let [base, ours, theirs] = [base, ours, theirs].map(Side::of);
    if is_ordered && is_torn(&base, &ours, &theirs) || has_changed_record(&base, &ours, &theirs) {
        return None;
    }
    let they_alone_moved = is_moved(&base, &theirs) && !is_moved(&base, &ours);
    match they_alone_moved {
        true => with(&base, &theirs, &ours),
        false => with(&base, &ours, &theirs),
    }
}

/// A list, and what its items say.
struct Side<'t> {
    elements: Elements<'t>,
    names: Vec<String>,
    has: BTreeSet<String>,
}

impl<'t> Side<'t> {
    fn of(parts: &[Part<'t>]) -> Side<'t> {
        let elements = Elements::of(parts);
        let names: Vec<String> = elements.all.iter().map(Element::name).collect();
        Side { has: names.iter().cloned().collect(), names, elements }
    }

    fn named(&self) -> impl Iterator<Item = (&String, &Element<'t>)> {
        self.names.iter().zip(&self.elements.all)
    }

    /// The records that another has not.
    fn records_not_in(&self, other: &Side<'_>) -> impl Iterator<Item = &String> {
        let is_record = |element: &Element<'_>| matches!(element.node, Node::Table(_));
        self.named().filter(move |(name, one)| is_record(one) && !other.has.contains(*name)).map(|(name, _)| name)
    }
}

/// Whether both sides took away the same record and have a new one: each may have changed it in its own way.
fn has_changed_record(base: &Side<'_>, ours: &Side<'_>, theirs: &Side<'_>) -> bool {
    let gone = base.records_not_in(ours).any(|name| !theirs.has.contains(name));
    gone && ours.records_not_in(base).next().is_some() && theirs.records_not_in(base).next().is_some()
}

/// One side's list, with what the other side did to it and to the comments in it.
fn with<'t>(base: &Side<'t>, side: &Side<'t>, other: &Side<'t>) -> Option<Vec<Part<'t>>> {
    let (was, others) = (base.elements.by_name(), other.elements.by_name());
    let is_taken = |name: &String| base.has.contains(name) && !other.has.contains(name);
    let is_added = |name: &String| !base.has.contains(name) && !side.has.contains(name);
    let kept = side.named().filter(|(name, _)| !is_taken(name)).map(|(name, one)| {
        let (was, other) = (was.get(name).copied(), others.get(name).copied());
        let node =
            other.map_or(Some(one.node.clone()), |other| merged(was.map(|was| &was.node), &one.node, &other.node));
        Some(one.with(node?, was, other))
    });
    let mut all: Vec<Element<'t>> = kept.collect::<Option<_>>()?;
    all.extend(other.named().filter(|(name, _)| is_added(name)).map(|(_, one)| one.clone()));
    let [base, side, other] = [base, side, other].map(|side| &side.elements);
    let behind = comments(&base.behind, &side.behind, &other.behind);
    Some(Elements { behind, all, below: comments(&base.below, &side.below, &other.below) }.into_parts())
}

/// Whether what a list still has of another stands in another order.
fn is_moved(before: &Side<'_>, after: &Side<'_>) -> bool {
    let left = before.names.iter().filter(|name| after.has.contains(*name));
    let right = after.names.iter().filter(|name| before.has.contains(*name));
    !left.zip(right).all(|(a, b)| a == b)
}

/// Whether each side has put something of its own first.
fn is_torn(base: &Side<'_>, ours: &Side<'_>, theirs: &Side<'_>) -> bool {
    let [base, ours, theirs] = [base, ours, theirs].map(|side| side.names.first());
    base != ours && base != theirs && ours != theirs
}
