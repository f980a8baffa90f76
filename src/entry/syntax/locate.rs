use super::{Node, Pair, Raw, Span};
use crate::finding::{FieldPath, Place, Step};

/// The bytes that a place names in a text, for showing it. A place that the text no longer has is its nearest part.
pub fn locate(text: &str, place: &Place) -> Span {
    locate_in(text, &super::parse(text).0, place)
}

/// The same as [`locate`], in a text that is already parsed: for many places in one file.
pub fn locate_in(text: &str, pairs: &[Pair<'_>], place: &Place) -> Span {
    let end = text.len() as u32;
    match place {
        Place::File => (0, 0),
        Place::Bytes(from, to) => ((*from).min(end), (*to).min(end)),
        Place::Value(path) => find(pairs, path).map_or((0, 0), |(_, value)| value),
        Place::Key(path) => find(pairs, path).map_or((0, 0), |(key, _)| key),
    }
}

fn find(pairs: &[Pair<'_>], path: &FieldPath) -> Option<(Span, Span)> {
    let (first, rest) = path.0.split_first()?;
    let pair = by_key(pairs, first)?;
    Some(walk(pair.key_span, &pair.node, rest))
}

fn walk(key: Span, node: &Node<'_>, steps: &[Step]) -> (Span, Span) {
    let Some((first, rest)) = steps.split_first() else {
        return (key, node.span);
    };
    match (&node.raw, first) {
        (Raw::Table(pairs), step) => match by_key(pairs, step) {
            Some(pair) => walk(pair.key_span, &pair.node, rest),
            None => (key, node.span),
        },
        (Raw::List(items), Step::Item(index)) => match items.get(*index) {
            Some(item) => walk(item.span, item, rest),
            None => (key, node.span),
        },
        _ => (key, node.span),
    }
}

fn by_key<'t, 'a>(pairs: &'t [Pair<'a>], step: &Step) -> Option<&'t Pair<'a>> {
    match step {
        Step::Key(name) => pairs.iter().find(|pair| *pair.key == **name),
        Step::Item(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, place: Place) -> &str {
        let (from, to) = locate(text, &place);
        &text[from as usize..to as usize]
    }

    #[test]
    fn values_and_keys_are_found_by_their_path() {
        let text = "teman = [\"a\", \"å\"]\n\n[[kallor]]\nurl = \"x\"\n\n[[kallor]]\nurl = \"y\"\n";
        let url = FieldPath::field("kallor").item(1).key("url");
        assert_eq!(seen(text, Place::Value(FieldPath::field("teman").item(1))), "\"å\"");
        assert_eq!(seen(text, Place::Value(url.clone())), "\"y\"");
        assert_eq!(seen(text, Place::Key(url)), "url");
        assert_eq!(seen(text, Place::Key(FieldPath::field("teman"))), "teman");
        assert_eq!(seen(text, Place::Value(FieldPath::field("gone"))), "");
    }
}
