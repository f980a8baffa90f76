//! The same table written in several ways: `a = { b = 1 }`, `a.b = 1`, `[a]` and `[a.c]`.

use super::level::form;
use super::piece::{Form, Piece};
use super::{Labels, Merged};
use crate::house::{self, Key, Node, Part, Statement, What};

/// What becomes of a table that the two sides do not write in one way: it is written under a header on all sides, and
/// merged so. None where that is not the case.
pub fn merged([base, ours, theirs]: [&[&Piece<'_>]; 3], labels: Labels<'_>) -> Option<Merged> {
    let is_in_one_way = form(ours).is_some() && form(ours) == form(theirs) && ours.first()?.key == theirs.first()?.key;
    if is_in_one_way {
        return None;
    }
    let (ours, theirs) = (spread(ours)?, spread(theirs)?);
    Some(super::merge(&spread(base).unwrap_or_default(), &ours, &theirs, labels))
}

/// The same under a header; none where it is no table.
fn spread(pieces: &[&Piece<'_>]) -> Option<String> {
    let first = pieces.first()?.key.first()?;
    let mut text = String::new();
    let has_header = pieces.iter().any(|piece| piece.form() == Form::Table && piece.key.len() == 1);
    if !has_header {
        text.push_str(&house::write(&[Statement::new(What::Table(vec![first.clone()]))]));
    }
    for piece in pieces {
        match (piece.form(), piece.node()) {
            (Form::Pair, Some(Node::Table(parts))) if piece.key.len() == 1 => text.push_str(&lines(parts)),
            (Form::Pair, _) if piece.key.len() == 1 => return None,
            (Form::Pair, Some(node)) => {
                text.push_str(piece.lead);
                text.push_str(&pair(&piece.key[1..], node, piece.statement.comment.as_deref()));
            }
            (Form::Item, _) if piece.key.len() == 1 => return None,
            _ => text.push_str(piece.whole),
        }
    }
    Some(text)
}

fn pair(keys: &[Key<'_>], node: &Node<'_>, behind: Option<&str>) -> String {
    let mut statement = Statement::pair(keys.to_vec(), node.clone(), crate::entry::Shape::Free);
    statement.comment = behind.map(|comment| comment.to_owned().into());
    house::write(&[statement])
}

/// What stands in an inline table, line by line.
fn lines(parts: &[Part<'_>]) -> String {
    let line = |part: &Part<'_>| match part {
        Part::Item(keys, node) => pair(keys, node, None),
        Part::Behind(comment) | Part::Comment(comment) => format!("{comment}\n"),
    };
    parts.iter().map(line).collect()
}
