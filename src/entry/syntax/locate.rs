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
        Place::Part(path, from, to) | Place::Secret(path, from, to) => {
            find(pairs, path).map_or((0, 0), |(_, value)| part(text, value, (*from, *to)))
        }
    }
}

/// A part of a text, where the file writes it as it reads; else the whole value.
fn part(text: &str, value: Span, (from, to): Span) -> Span {
    let read = |text: &str| match super::parse(text).0.into_iter().next().map(|pair| pair.node.raw) {
        Some(Raw::Text(read)) => read.into_owned(),
        _ => String::new(),
    };
    let token = text.get(value.0 as usize..value.1 as usize).unwrap_or_default();
    let read = read(&format!("x = {token}\n"));
    let start = read.get(..to as usize).and_then(|upto| token.find(upto)).map(|start| value.0 + start as u32);
    start.map_or(value, |start| (start + from.min(to), start + to))
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

    #[test]
    fn a_part_of_a_text_is_found_where_it_is_written_as_it_reads() {
        let block = FieldPath::field("x");
        assert_eq!(seen("x = \"\"\"\nå b c\n\"\"\"\n", Place::Part(block.clone(), 3, 4)), "b");
        assert_eq!(seen("x = \"a\\u0062c\"\n", Place::Secret(block.clone(), 1, 2)), "\"a\\u0062c\"");
        assert_eq!(seen("x = \"ab\"\n", Place::Part(block.clone(), 1, 9)), "\"ab\"");
        assert_eq!(seen("x = 5\n", Place::Part(block, 0, 1)), "5");
    }
}
