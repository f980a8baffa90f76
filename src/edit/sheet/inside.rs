//! Changes inside one value, which may be a list or an inline table.

use std::borrow::Cow;

use crate::finding::Step;
use crate::house::{Key, Node, Part};

/// Changes what is at the end of a way into a value; what becomes empty by it goes too.
pub fn change_below(slot: &mut Option<Node<'_>>, steps: &[Step], change: impl FnOnce(&mut Option<Node<'_>>)) {
    let Some((step, below)) = steps.split_first() else {
        return change(slot);
    };
    let parts = match (slot.as_mut(), step) {
        (Some(Node::Table(parts)), Step::Key(_)) | (Some(Node::List(parts)), Step::Item(_)) => parts,
        _ => return,
    };
    let mut items = parts.iter_mut().enumerate().filter(|(_, part)| matches!(part, Part::Item(..)));
    let found = match step {
        Step::Item(index) => items.nth(*index).map(|(at, _)| at),
        Step::Key(name) => items.find(|(_, part)| is_called(part, name)).map(|(at, _)| at),
    };
    let at = found.unwrap_or(parts.len());
    let mut inner = match found.map(|at| parts.remove(at)) {
        Some(Part::Item(keys, node)) => (keys, Some(node)),
        _ if !below.is_empty() => (vec![key(step)], Some(Node::Table(Vec::new()))),
        _ => (vec![key(step)], None),
    };
    change_below(&mut inner.1, below, change);
    match inner.1 {
        Some(Node::Table(parts)) if parts.is_empty() && found.is_none() => {}
        Some(node) => parts.insert(at, Part::Item(inner.0, node)),
        None => {}
    }
    if !parts.iter().any(|part| matches!(part, Part::Item(..))) {
        *slot = None;
    }
}

fn is_called(part: &Part<'_>, name: &str) -> bool {
    matches!(part, Part::Item(keys, _) if keys.len() == 1 && keys[0] == name)
}

/// Whether a record written as an inline table holds this part.
pub fn has_part(item: &Node<'_>, name: &str, wanted: &Node<'_>) -> bool {
    let Node::Table(parts) = item else {
        return false;
    };
    parts.iter().any(|part| matches!(part, Part::Item(_, node) if is_called(part, name) && node == wanted))
}

/// The word of a key that a step is.
pub fn key(step: &Step) -> Key<'static> {
    match step {
        Step::Key(name) => Cow::Owned(name.to_string()),
        Step::Item(index) => Cow::Owned(index.to_string()),
    }
}
