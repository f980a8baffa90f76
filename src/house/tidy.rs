//! Whether a text stands in house format already, told in one walk over its bytes.
//!
//! Nearly every file of a map does, and is written in plain ways: to those this says yes, and allocates nothing. To what
//! is unusual (comments in lists, escapes, quoted keys …) it says no, and the whole way through statements decides.

use super::read::is_prose;
use super::string;
use super::write::WIDTH;
use crate::value::is_nfc;

/// How deep lists and inline tables may lie within each other.
const DEEPEST: usize = 8;

/// True only for what is certainly in house format.
pub fn is_tidy(text: &str) -> bool {
    let is_plain = |byte: u8| (byte != b'\\') & matches!(byte, b'\n' | b'\t' | b' '..=b'~' | 0x80..);
    text.bytes().fold(true, |all, byte| all & is_plain(byte)) && is_nfc(text) && Walk::new(text).all().is_some()
}

/// What the line before was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    Nothing,
    Blank,
    /// A comment; whether those that it ends stand apart from what is above them.
    Comment {
        is_apart: bool,
    },
    Statement,
}

impl Above {
    fn is_apart(self) -> bool {
        matches!(self, Above::Nothing | Above::Blank | Above::Comment { is_apart: true })
    }
}

/// A text without backslashes.
struct Walk<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

/// Each step passes what it is named after where that stands as it should, and is `None` where it does not.
impl<'t> Walk<'t> {
    fn new(text: &'t str) -> Walk<'t> {
        Walk { text, bytes: text.as_bytes(), at: 0 }
    }

    fn all(&mut self) -> Option<()> {
        let (mut above, mut is_top) = (Above::Nothing, true);
        while let Some(byte) = self.peek() {
            above = match byte {
                b'\n' if above == Above::Nothing || above == Above::Blank => return None,
                b'\n' => Above::Blank,
                b'#' => {
                    self.comment()?;
                    let is_first = !matches!(above, Above::Comment { .. });
                    if is_first { Above::Comment { is_apart: above.is_apart() } } else { above }
                }
                b'[' if !above.is_apart() => return None,
                b'[' => {
                    is_top = false;
                    self.header()?;
                    Above::Statement
                }
                _ => {
                    self.pair(is_top)?;
                    Above::Statement
                }
            };
            self.take(b'\n')?;
        }
        (above != Above::Blank).then_some(())
    }

    fn header(&mut self) -> Option<()> {
        self.at += 1;
        let is_item = self.take(b'[').is_some();
        self.keys()?;
        self.take(b']')?;
        if is_item {
            self.take(b']')?;
        }
        self.comment_behind()
    }

    fn pair(&mut self, is_top: bool) -> Option<()> {
        let start = self.at;
        let keys = self.keys()?;
        self.pass(b" = ")?;
        let value = self.at;
        match self.peek()? {
            b'"' => {
                let is_block = self.string()?;
                let end = self.at;
                self.comment_behind()?;
                let is_prose = is_top && is_prose(keys);
                let token = &self.text[value..end];
                match (is_block, is_prose) {
                    (false, false) => Some(()),
                    (false, true) => is_line_of_prose(token, self.width(start)),
                    (true, _) if self.at > end => None,
                    (true, false) => string::is_plain_block(token).then_some(()),
                    (true, true) => is_block_of_prose(token, value - start),
                }
            }
            b'[' if self.bytes[value + 1..].starts_with(b"\n  ") => self.broken_list(value - start),
            first => {
                self.value(0)?;
                let is_empty = self.at == value + 2;
                self.comment_behind()?;
                (first != b'[' || is_empty || self.width(start) <= WIDTH).then_some(())
            }
        }
    }

    /// A list with an element a line, which has no room on one.
    fn broken_list(&mut self, before: usize) -> Option<()> {
        self.at += 1;
        let mut flat = before + "[]".len() - ", ".len();
        while self.take(b'\n').is_some() && self.peek() == Some(b' ') {
            self.pass(b"  ")?;
            let item = self.at;
            if self.peek()? == b'[' {
                return None;
            }
            self.value(0)?;
            flat += self.width(item) + ", ".len();
            self.take(b',')?;
        }
        self.take(b']')?;
        let closed = self.at;
        self.comment_behind()?;
        (flat + self.width(closed) > WIDTH).then_some(())
    }

    /// A value on one line.
    fn value(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            _ if depth > DEEPEST => None,
            b'"' => self.string().filter(|is_block| !is_block).map(drop),
            b'[' => self.parts(b']', depth, Walk::value),
            b'{' if self.bytes[self.at..].starts_with(b"{}") => self.pass(b"{}"),
            b'{' => self.parts(b'}', depth, Walk::pair_inside),
            _ => self
                .run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b'.' | b':'))
                .map(drop),
        }
    }

    fn pair_inside(&mut self, depth: usize) -> Option<()> {
        self.keys()?;
        self.pass(b" = ")?;
        self.value(depth)
    }

    /// What stands within brackets, with a comma and a space between; within braces with a space at each end too.
    fn parts(&mut self, close: u8, depth: usize, part: fn(&mut Self, usize) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.take(close).is_some() {
            return Some(());
        }
        let is_spaced = close == b'}';
        if is_spaced {
            self.take(b' ')?;
        }
        loop {
            part(self, depth + 1)?;
            match self.peek()? {
                b',' => self.pass(b", ")?,
                _ if is_spaced => return self.pass(b" }"),
                _ => return self.take(close),
            }
        }
    }

    /// A string; whether it is a block.
    fn string(&mut self) -> Option<bool> {
        let is_block = self.pass(b"\"\"\"").is_some();
        if is_block {
            let rest = &self.text[self.at..];
            let mut quotes = rest.match_indices('"').map(|(at, _)| at);
            self.at += quotes.find(|at| rest[*at..].starts_with("\"\"\""))? + 3;
        } else {
            self.take(b'"')?;
            self.at += self.bytes[self.at..].iter().position(|byte| matches!(byte, b'"' | b'\n'))?;
            self.take(b'"')?;
        }
        // A quote right behind would be part of the text.
        (self.peek() != Some(b'"')).then_some(is_block)
    }

    /// Bare words with dots between.
    fn keys(&mut self) -> Option<&'t str> {
        let start = self.at;
        loop {
            self.run(|byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-'))?;
            if self.take(b'.').is_none() {
                return Some(&self.text[start..self.at]);
            }
        }
    }

    fn comment_behind(&mut self) -> Option<()> {
        match self.peek()? {
            b'\n' => Some(()),
            _ => {
                self.pass(b" ")?;
                (self.peek()? == b'#').then_some(())?;
                self.comment()
            }
        }
    }

    /// A comment, without blanks at its end.
    fn comment(&mut self) -> Option<()> {
        let start = self.at;
        self.run(|byte| byte != b'\n')?;
        let comment = &self.text[start..self.at];
        (comment.trim_end().len() == comment.len()).then_some(())
    }

    fn run(&mut self, is_in: impl Fn(u8) -> bool) -> Option<&'t str> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !is_in(*byte)).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        (length > 0).then(|| &self.text[start..self.at])
    }

    fn pass(&mut self, expected: &[u8]) -> Option<()> {
        let is_there = self.bytes[self.at..].starts_with(expected);
        self.at += if is_there { expected.len() } else { 0 };
        is_there.then_some(())
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        self.pass(&[byte])
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// How many characters have been passed since a place.
    fn width(&self, from: usize) -> usize {
        super::node::width(&self.text[from..self.at])
    }
}

/// Prose on a line has room there, with all that the line has, and no white space at its end.
fn is_line_of_prose(token: &str, line: usize) -> Option<()> {
    let text = &token[1..token.len() - 1];
    let is_trimmed = text.trim_end().len() == text.len();
    (is_trimmed && (line <= WIDTH || text.is_empty())).then_some(())
}

/// Prose in a block ends with a line break alone, and would not do on a line.
fn is_block_of_prose(token: &str, before: usize) -> Option<()> {
    let text = token.strip_prefix("\"\"\"\n")?.strip_suffix("\n\"\"\"")?;
    let is_trimmed = !text.is_empty() && text.trim_end().len() == text.len();
    let needs_block =
        text.contains('\n') || text.contains('"') || before + super::node::width(text) + "\"\"".len() > WIDTH;
    (is_trimmed && needs_block).then_some(())
}
