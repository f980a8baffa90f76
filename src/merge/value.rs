use std::collections::BTreeMap;

use super::elements::{Element, Elements, comments, said};
use super::{list, prose};
use crate::house::{Node, Part};

/// Whether two values mean the same, whatever the comments in them.
pub fn is_same(a: &Node<'_>, b: &Node<'_>) -> bool {
    a == b || said(a) == said(b)
}

/// One value out of two, where they can be one: what only one side changed is as that side has it; what both did is
/// joined. Comments count, and survive.
pub fn merged<'t>(base: Option<&Node<'t>>, ours: &Node<'t>, theirs: &Node<'t>) -> Option<Node<'t>> {
    merged_in(base, ours, theirs, false)
}

/// As [`merged`]; `is_ordered` says that the first of a list has a meaning of its own.
pub fn merged_in<'t>(
    base: Option<&Node<'t>>,
    ours: &Node<'t>,
    theirs: &Node<'t>,
    is_ordered: bool,
) -> Option<Node<'t>> {
    if ours == theirs || base == Some(theirs) {
        return Some(ours.clone());
    }
    if base == Some(ours) {
        return Some(theirs.clone());
    }
    let base_of = |is_such: fn(&Node<'t>) -> bool| base.filter(|base| is_such(base)).map_or(&[][..], parts);
    match (ours, theirs) {
        (Node::List(us), Node::List(them)) => {
            let base = base_of(|base| matches!(base, Node::List(_)));
            list::joined(base, us, them, is_ordered).map(Node::List)
        }
        (Node::Table(us), Node::Table(them)) => {
            table(base_of(|base| matches!(base, Node::Table(_))), us, them).map(Node::Table)
        }
        _ if is_same(ours, theirs) || base.is_some_and(|base| is_same(base, theirs)) => Some(ours.clone()),
        _ if base.is_some_and(|base| is_same(base, ours)) => Some(theirs.clone()),
        _ => prose::joined(&base?.text()?, &ours.text()?, &theirs.text()?),
    }
}

fn parts<'n, 't>(node: &'n Node<'t>) -> &'n [Part<'t>] {
    match node {
        Node::List(parts) | Node::Table(parts) => parts,
        Node::Scalar(_) => &[],
    }
}

/// An inline table out of two, key by key.
fn table<'t>(base: &[Part<'t>], ours: &[Part<'t>], theirs: &[Part<'t>]) -> Option<Vec<Part<'t>>> {
    let [base, ours, theirs] = [base, ours, theirs].map(Elements::of);
    let [was, us, them] = [&base, &ours, &theirs].map(Elements::by_name);
    let is_new = |element: &&Element<'t>| !us.contains_key(&element.name());
    let mut all = Vec::new();
    for element in ours.all.iter().chain(theirs.all.iter().filter(is_new)) {
        let name = element.name();
        let of = |side: &BTreeMap<String, &'_ Element<'t>>| side.get(&name).map(|element| element.node.clone());
        let node = match (of(&was), of(&us), of(&them)) {
            (base, Some(ours), Some(theirs)) => Some(merged(base.as_ref(), &ours, &theirs)?),
            (Some(base), None, Some(left)) | (Some(base), Some(left), None) if is_same(&base, &left) => None,
            (None, None, one) | (None, one, None) => one,
            _ => return None,
        };
        let other = us.contains_key(&name).then(|| them.get(&name).copied()).flatten();
        all.extend(node.map(|node| element.with(node, was.get(&name).copied(), other)));
    }
    let behind = comments(&base.behind, &ours.behind, &theirs.behind);
    Some(Elements { behind, all, below: comments(&base.below, &ours.below, &theirs.below) }.into_parts())
}

/// The values in a list, without the comments.
pub fn items<'n, 't>(parts: &'n [Part<'t>]) -> impl Iterator<Item = &'n Node<'t>> {
    parts.iter().filter_map(|part| if let Part::Item(_, node) = part { Some(node) } else { None })
}
