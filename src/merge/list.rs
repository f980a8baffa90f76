use super::value::{is_same, items};
use crate::house::{Node, Part};

/// A list out of two, as sets: ours, without what they took away, with what they added. Where only they changed the
/// order, the order is theirs. None where each has made another item the first, and the first has a meaning of its own.
pub fn joined<'t>(
    base: &[Part<'t>],
    ours: &[Part<'t>],
    theirs: &[Part<'t>],
    is_ordered: bool,
) -> Option<Vec<Part<'t>>> {
    let (was, us, they) = (items(base), items(ours), items(theirs));
    if is_ordered && is_torn(was.first(), us.first(), they.first()) {
        return None;
    }
    if has_changed_record(&was, &us, &they) {
        return None;
    }
    let they_alone_moved = is_moved(&was, &they) && !is_moved(&was, &us);
    Some(match they_alone_moved {
        true => with(&was, theirs, &they, ours, &us),
        false => with(&was, ours, &us, theirs, &they),
    })
}

/// Whether both sides took away the same record and have a new one: each may have changed it in its own way.
fn has_changed_record(base: &[&Node<'_>], ours: &[&Node<'_>], theirs: &[&Node<'_>]) -> bool {
    let is_record = |node: &&&Node<'_>| matches!(node, Node::Table(_));
    let has_new = |nodes: &[&Node<'_>]| nodes.iter().filter(is_record).any(|node| !is_in(node, base));
    let gone = base.iter().filter(is_record).any(|node| !is_in(node, ours) && !is_in(node, theirs));
    gone && has_new(ours) && has_new(theirs)
}

/// One side's list, with what the other side did to it.
fn with<'t>(
    base: &[&Node<'t>],
    list: &[Part<'t>],
    has: &[&Node<'t>],
    other: &[Part<'t>],
    others: &[&Node<'t>],
) -> Vec<Part<'t>> {
    let taken = |node: &Node<'t>| is_in(node, base) && !is_in(node, others);
    let added = |node: &Node<'t>| !is_in(node, base) && !is_in(node, has);
    let mut parts = kept(list, |node| !taken(node));
    parts.extend(kept(other, added).into_iter().filter(|part| !is_comment_of(part, list)));
    parts
}

/// The items that pass, with the comments above and behind them; comments below the last stay.
fn kept<'t>(parts: &[Part<'t>], passes: impl Fn(&Node<'t>) -> bool) -> Vec<Part<'t>> {
    let (mut kept, mut above, mut is_kept) = (Vec::new(), Vec::new(), true);
    for part in parts {
        match part {
            Part::Comment(_) => above.push(part.clone()),
            Part::Behind(_) => kept.extend(is_kept.then(|| part.clone())),
            Part::Item(_, node) => {
                is_kept = passes(node);
                let above = std::mem::take(&mut above);
                if is_kept {
                    kept.extend(above);
                    kept.push(part.clone());
                }
            }
        }
    }
    kept.extend(above);
    kept
}

/// Whether it is a comment that a list has already.
fn is_comment_of(part: &Part<'_>, list: &[Part<'_>]) -> bool {
    !matches!(part, Part::Item(..)) && list.contains(part)
}

fn is_in(node: &Node<'_>, nodes: &[&Node<'_>]) -> bool {
    nodes.iter().any(|other| is_same(node, other))
}

/// Whether what a list still has of another stands in another order.
fn is_moved(before: &[&Node<'_>], after: &[&Node<'_>]) -> bool {
    let left = before.iter().filter(|node| is_in(node, after));
    let right = after.iter().filter(|node| is_in(node, before));
    !left.zip(right).all(|(a, b)| is_same(a, b))
}

/// Whether each side has put something of its own first.
fn is_torn(base: Option<&&Node<'_>>, ours: Option<&&Node<'_>>, theirs: Option<&&Node<'_>>) -> bool {
    let differ = |a: Option<&&Node<'_>>, b: Option<&&Node<'_>>| match (a, b) {
        (Some(a), Some(b)) => !is_same(a, b),
        (a, b) => a.is_some() != b.is_some(),
    };
    differ(base, ours) && differ(base, theirs) && differ(ours, theirs)
}
