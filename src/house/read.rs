use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use super::node::{Key, Node, Part};
use super::string;
use crate::entry::{FIELDS, Shape};

/// How deep lists and inline tables may lie within each other.
const DEEPEST: usize = 128;

/// The smallest piece of a file that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'t> {
    /// Its bytes in the file, with the line's end.
    pub span: Range<usize>,
    /// What it says.
    pub what: What<'t>,
    /// The comment behind it, from `#` on.
    pub comment: Option<Cow<'t, str>>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'t> {
    /// Nothing, or only a comment.
    Nothing,
    /// `[keys]`
    Table(Vec<Key<'t>>),
    /// `[[keys]]`
    Item(Vec<Key<'t>>),
    /// `keys = value`
    Pair {
        /// The key, word by word.
        keys: Vec<Key<'t>>,
        /// The value.
        node: Node<'t>,
        /// The bytes of the value in the file.
        value: Range<usize>,
        /// Whether it is a text of any length, which becomes a block where it must.
        is_prose: bool,
    },
}

impl What<'_> {
    /// Whether it is `[keys]` or `[[keys]]`.
    pub fn is_header(&self) -> bool {
        matches!(self, What::Table(_) | What::Item(_))
    }
}

impl<'t> Statement<'t> {
    /// A statement that stands in no file yet.
    pub fn new(what: What<'t>) -> Statement<'t> {
        Statement { span: 0..0, what, comment: None }
    }

    /// A pair that stands in no file yet.
    pub fn pair(keys: Vec<Key<'t>>, node: Node<'t>, shape: Shape) -> Statement<'t> {
        let is_prose = matches!(shape, Shape::Prose);
        Statement::new(What::Pair { keys, node, value: 0..0, is_prose })
    }

    /// Whether it is only a comment.
    pub fn is_comment(&self) -> bool {
        self.what == What::Nothing && self.comment.is_some()
    }

    /// Whether it is an empty line.
    pub fn is_blank(&self) -> bool {
        self.what == What::Nothing && self.comment.is_none()
    }
}

/// The statements of a text; together their spans are the text, but for a mark at its beginning.
///
/// `None` when the text is not TOML. Not every fault is noticed: see [`crate::entry::parse`].
pub fn statements(text: &str) -> Option<Vec<Statement<'_>>> {
    let start = if text.starts_with(super::BYTE_ORDER_MARK) { super::BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let mut reader = Reader { text, bytes: text.as_bytes(), at: start };
    let mut statements = Vec::with_capacity(40);
    let mut is_top = true;
    while reader.at < text.len() {
        let statement = reader.statement(is_top)?;
        is_top &= !statement.what.is_header();
        statements.push(statement);
    }
    Some(statements)
}

/// Fields at the top of a file that hold prose.
static PROSE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    FIELDS.iter().filter(|field| matches!(field.shape, Shape::Prose)).map(|field| field.name).collect()
});

/// Whether a key at the top of a file holds prose.
pub fn is_prose(key: &str) -> bool {
    PROSE.contains(&key)
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Reader<'t> {
    fn statement(&mut self, is_top: bool) -> Option<Statement<'t>> {
        let start = self.at;
        self.blanks();
        let what = match self.bytes.get(self.at) {
            None | Some(b'\n' | b'\r' | b'#') => What::Nothing,
            Some(b'[') => self.header()?,
            Some(_) => self.pair(is_top)?,
        };
        self.blanks();
        let comment = (self.bytes.get(self.at) == Some(&b'#')).then(|| self.comment());
        self.line_end()?;
        Some(Statement { span: start..self.at, what, comment })
    }

    fn header(&mut self) -> Option<What<'t>> {
        let is_item = self.bytes[self.at..].starts_with(b"[[");
        self.at += if is_item { 2 } else { 1 };
        let keys = self.keys()?;
        self.take(b']')?;
        if is_item {
            self.take(b']')?;
        }
        Some(if is_item { What::Item(keys) } else { What::Table(keys) })
    }

    fn pair(&mut self, is_top: bool) -> Option<What<'t>> {
        let keys = self.keys()?;
        self.take(b'=')?;
        self.blanks();
        let start = self.at;
        let node = self.node(0)?;
        let is_text = matches!(self.bytes[start], b'"' | b'\'');
        let is_prose = is_top && is_text && keys.len() == 1 && is_prose(&keys[0]);
        Some(What::Pair { keys, node, value: start..self.at, is_prose })
    }

    fn keys(&mut self) -> Option<Vec<Key<'t>>> {
        let mut keys = Vec::with_capacity(1);
        loop {
            self.blanks();
            keys.push(self.key()?);
            self.blanks();
            if self.take(b'.').is_none() {
                return Some(keys);
            }
        }
    }

    fn key(&mut self) -> Option<Key<'t>> {
        if let b'"' | b'\'' = self.bytes.get(self.at)? {
            return string::meaning(self.line_string()?);
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)) {
            self.at += 1;
        }
        (self.at > start).then(|| Cow::Borrowed(&self.text[start..self.at]))
    }

    fn node(&mut self, depth: usize) -> Option<Node<'t>> {
        match self.bytes.get(self.at)? {
            _ if depth > DEEPEST => None,
            b'[' => self.parts(b']', depth).map(Node::List),
            b'{' => self.parts(b'}', depth).map(Node::Table),
            b'"' | b'\'' => self.string().and_then(string::rewritten).map(Node::Scalar),
            _ => self.bare().map(|token| Node::Scalar(Cow::Borrowed(token))),
        }
    }

    fn parts(&mut self, close: u8, depth: usize) -> Option<Vec<Part<'t>>> {
        self.at += 1;
        let mut parts = Vec::new();
        let mut is_new_line = false;
        loop {
            match *self.bytes.get(self.at)? {
                b' ' | b'\t' | b'\r' | b',' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    is_new_line = true;
                }
                b'#' if is_new_line => parts.push(Part::Comment(self.comment())),
                b'#' => parts.push(Part::Behind(self.comment())),
                byte if byte == close => {
                    self.at += 1;
                    return Some(parts);
                }
                _ => {
                    parts.push(self.item(close, depth)?);
                    is_new_line = false;
                }
            }
        }
    }

    fn item(&mut self, close: u8, depth: usize) -> Option<Part<'t>> {
        let mut keys = Vec::new();
        if close == b'}' {
            keys = self.keys()?;
            self.take(b'=')?;
            self.blanks();
        }
        Some(Part::Item(keys, self.node(depth + 1)?))
    }

    /// A number, a boolean or a date; dates may have a space in them.
    fn bare(&mut self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        let end = rest.find([',', ']', '}', '#', '\n', '\r']).unwrap_or(rest.len());
        let token = rest[..end].trim_end_matches([' ', '\t']);
        self.at += token.len();
        (!token.is_empty()).then_some(token)
    }

    fn string(&mut self) -> Option<&'t str> {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"\"\"\"") || rest.starts_with(b"'''") { self.block_string() } else { self.line_string() }
    }

    fn line_string(&mut self) -> Option<&'t str> {
        let (start, quote) = (self.at, self.bytes[self.at]);
        self.at += 1;
        loop {
            match *self.bytes.get(self.at)? {
                byte if byte == quote => break,
                b'\n' => return None,
                b'\\' if quote == b'"' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(&self.text[start..self.at])
    }

    fn block_string(&mut self) -> Option<&'t str> {
        let (start, quote) = (self.at, self.bytes[self.at]);
        self.at += 3;
        while !self.bytes[self.at..].starts_with(&[quote; 3]) {
            match *self.bytes.get(self.at)? {
                b'\\' if quote == b'"' => self.at = (self.at + 2).min(self.bytes.len()),
                _ => self.at += 1,
            }
        }
        self.at += 3;
        // Up to two quotes before the closing three are part of the text.
        for _ in 0..2 {
            self.at += usize::from(self.bytes.get(self.at) == Some(&quote));
        }
        Some(&self.text[start..self.at])
    }

    fn comment(&mut self) -> Cow<'t, str> {
        let rest = &self.text[self.at..];
        let comment = &rest[..rest.find('\n').unwrap_or(rest.len())];
        self.at += comment.len();
        string::composed(Cow::Borrowed(comment.trim_end()))
    }

    fn line_end(&mut self) -> Option<()> {
        if self.at == self.bytes.len() {
            return Some(());
        }
        let _ = self.take(b'\r');
        self.take(b'\n')
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        let is_there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is_there);
        is_there.then_some(())
    }

    fn blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }
}
