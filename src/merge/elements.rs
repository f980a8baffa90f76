use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::house::{Key, Node, Part};

/// What stands in a list or an inline table, each item with the comments that belong to it.
#[derive(Clone, Debug, Default)]
pub struct Elements<'t> {
    /// The comments behind the opening bracket.
    pub behind: Comments<'t>,
    /// The items.
    pub all: Vec<Element<'t>>,
    /// The comments below the last item.
    pub below: Comments<'t>,
}

/// Comments, from `#` on.
pub type Comments<'t> = Vec<Cow<'t, str>>;

/// An item, and the comments on the lines above it and behind it.
#[derive(Clone, Debug)]
pub struct Element<'t> {
    pub above: Comments<'t>,
    pub keys: Vec<Key<'t>>,
    pub node: Node<'t>,
    pub behind: Comments<'t>,
}

impl<'t> Elements<'t> {
    pub fn of(parts: &[Part<'t>]) -> Elements<'t> {
        let mut elements = Elements::default();
        let mut above = Comments::new();
        for part in parts {
            match part {
                Part::Comment(comment) => above.push(comment.clone()),
                Part::Behind(comment) => {
                    let last = elements.all.last_mut().map(|last| &mut last.behind);
                    last.unwrap_or(&mut elements.behind).push(comment.clone());
                }
                Part::Item(keys, node) => {
                    let (keys, node, above) = (keys.clone(), node.clone(), std::mem::take(&mut above));
                    elements.all.push(Element { above, keys, node, behind: Comments::new() });
                }
            }
        }
        elements.below = above;
        elements
    }

    /// The items by what they are called.
    pub fn by_name(&self) -> BTreeMap<String, &Element<'t>> {
        self.all.iter().rev().map(|element| (element.name(), element)).collect()
    }

    pub fn into_parts(self) -> Vec<Part<'t>> {
        let mut parts: Vec<Part<'t>> = behind(self.behind);
        for element in self.all {
            parts.extend(element.above.into_iter().map(Part::Comment));
            parts.push(Part::Item(element.keys, element.node));
            parts.extend(behind(element.behind));
        }
        parts.extend(self.below.into_iter().map(Part::Comment));
        parts
    }
}

/// Comments that are to stand behind something: on one line there is room for one.
fn behind(comments: Comments<'_>) -> Vec<Part<'_>> {
    let part = |(at, comment)| if at == 0 { Part::Behind(comment) } else { Part::Comment(comment) };
    comments.into_iter().enumerate().map(part).collect()
}

impl<'t> Element<'t> {
    /// What it is known by: in a table its key, in a list what it says.
    pub fn name(&self) -> String {
        if self.keys.is_empty() { said(&self.node) } else { format!("{:?}", self.keys) }
    }

    /// The same with the comments of all three, and another value.
    pub fn with(&self, node: Node<'t>, base: Option<&Element<'t>>, other: Option<&Element<'t>>) -> Element<'t> {
        let Some(other) = other else { return Element { node, ..self.clone() } };
        let none = Comments::new();
        let (above, behind) = base.map_or((&none, &none), |base| (&base.above, &base.behind));
        Element {
            above: comments(above, &self.above, &other.above),
            keys: self.keys.clone(),
            node,
            behind: comments(behind, &self.behind, &other.behind),
        }
    }
}

/// The comments of one side, without what the other took away, with what it added.
pub fn comments<'t>(base: &Comments<'t>, ours: &Comments<'t>, theirs: &Comments<'t>) -> Comments<'t> {
    let kept = ours.iter().filter(|comment| !base.contains(comment) || theirs.contains(comment));
    let added = theirs.iter().filter(|comment| !base.contains(comment) && !ours.contains(comment));
    kept.chain(added).cloned().collect()
}

/// A value as a text that is the same for values that mean the same, whatever the comments in them.
pub fn said(node: &Node<'_>) -> String {
    let inside = |parts: &[Part<'_>]| -> Vec<String> {
        let item = |part: &Part<'_>| match part {
            Part::Item(keys, node) if keys.is_empty() => Some(said(node)),
            Part::Item(keys, node) => Some(format!("{keys:?}={}", said(node))),
            Part::Behind(_) | Part::Comment(_) => None,
        };
        parts.iter().filter_map(item).collect()
    };
    match node {
        Node::Scalar(token) => node.text().map_or_else(|| token.to_string(), |text| format!("{text:?}")),
        Node::List(parts) => format!("[{}]", inside(parts).join(",")),
        Node::Table(parts) => {
            let mut inside = inside(parts);
            inside.sort_unstable();
            format!("{{{}}}", inside.join(","))
        }
    }
}
