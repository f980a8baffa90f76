use std::collections::BTreeMap;

use crate::house::{Node, Part};

/// Whether two values mean the same, whatever the comments in them.
pub fn is_same(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (a, b) {
        (Node::Scalar(one), Node::Scalar(other)) => match (a.text(), b.text()) {
            (Some(one), Some(other)) => one == other,
            (None, None) => one == other,
            _ => false,
        },
        (Node::List(one), Node::List(other)) => {
            let (one, other) = (items(one), items(other));
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        (Node::Table(one), Node::Table(other)) => {
            let (one, other) = (named(one), named(other));
            one.len() == other.len() && one.iter().all(|(key, a)| other.get(key).is_some_and(|b| is_same(a, b)))
        }
        _ => false,
    }
}

/// The values in a list, without the comments.
pub fn items<'n, 't>(parts: &'n [Part<'t>]) -> Vec<&'n Node<'t>> {
    let node = |part: &'n Part<'t>| match part {
        Part::Item(_, node) => Some(node),
        Part::Behind(_) | Part::Comment(_) => None,
    };
    parts.iter().filter_map(node).collect()
}

/// The values in an inline table, by their keys.
fn named<'n, 't>(parts: &'n [Part<'t>]) -> BTreeMap<String, &'n Node<'t>> {
    let node = |part: &'n Part<'t>| match part {
        Part::Item(keys, node) => Some((keys.join("."), node)),
        Part::Behind(_) | Part::Comment(_) => None,
    };
    parts.iter().filter_map(node).collect()
}

/// One value out of two that both differ from what was, where they can be joined: lists as sets, and inline tables by
/// their keys. `is_ordered` says that the first of a list has a meaning of its own.
pub fn joined<'t>(base: Option<&Node<'t>>, ours: &Node<'t>, theirs: &Node<'t>, is_ordered: bool) -> Option<Node<'t>> {
    match (base, ours, theirs) {
        (Some(Node::List(base)), Node::List(ours), Node::List(theirs)) => {
            super::list::joined(base, ours, theirs, is_ordered).map(Node::List)
        }
        (None, Node::List(ours), Node::List(theirs)) => {
            super::list::joined(&[], ours, theirs, is_ordered).map(Node::List)
        }
        (Some(Node::Table(base)), Node::Table(ours), Node::Table(theirs)) => table(base, ours, theirs).map(Node::Table),
        (None, Node::Table(ours), Node::Table(theirs)) => table(&[], ours, theirs).map(Node::Table),
        _ => None,
    }
}

/// What becomes of a value, of which each side has its own idea: none where it is to go.
enum Fate<'n, 't> {
    Is(Option<&'n Node<'t>>),
    Made(Node<'t>),
    Conflict,
}

fn fate<'n, 't>(base: Option<&'n Node<'t>>, ours: Option<&'n Node<'t>>, theirs: Option<&'n Node<'t>>) -> Fate<'n, 't> {
    let same = |a: Option<&Node<'_>>, b: Option<&Node<'_>>| match (a, b) {
        (Some(a), Some(b)) => is_same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    match (ours, theirs) {
        _ if same(ours, theirs) || same(theirs, base) => Fate::Is(ours),
        _ if same(ours, base) => Fate::Is(theirs),
        (Some(ours), Some(theirs)) => joined(base, ours, theirs, false).map_or(Fate::Conflict, Fate::Made),
        _ => Fate::Conflict,
    }
}

fn table<'t>(base: &[Part<'t>], ours: &[Part<'t>], theirs: &[Part<'t>]) -> Option<Vec<Part<'t>>> {
    let (base, theirs_named, ours_named) = (named(base), named(theirs), named(ours));
    let mut parts = Vec::new();
    let is_new = |part: &&Part<'t>| matches!(part, Part::Item(keys, _) if !ours_named.contains_key(&keys.join(".")));
    for part in ours.iter().chain(theirs.iter().filter(is_new)) {
        let Part::Item(keys, _) = part else {
            parts.push(part.clone());
            continue;
        };
        let name = keys.join(".");
        let [base, ours, theirs] = [&base, &ours_named, &theirs_named].map(|all| all.get(&name).copied());
        match fate(base, ours, theirs) {
            Fate::Is(node) => parts.extend(node.map(|node| Part::Item(keys.clone(), node.clone()))),
            Fate::Made(node) => parts.push(Part::Item(keys.clone(), node)),
            Fate::Conflict => return None,
        }
    }
    Some(parts)
}
