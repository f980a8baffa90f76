//! TOML text becomes a tree with a place for every key and value.
//!
//! Plain files are read by [`plain`], which borrows from the text and gives up at anything unusual; what it gives up on
//! is read by [`thorough`], which finds every error. A test holds the two together on the public TOML suite.

mod locate;
mod plain;
mod thorough;

use std::borrow::Cow;

pub use locate::{locate, locate_in};

/// Bytes from and to.
pub type Span = (u32, u32);

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    /// Its bytes.
    pub span: Span,
    /// The value.
    pub raw: Raw<'a>,
}

/// A value as TOML has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// An integer that fits 64 bits.
    Number(i64),
    /// Any other number.
    Decimal(f64),
    /// A boolean.
    Bool(bool),
    /// A date, a time or both, as written.
    Date(String),
    /// An array.
    List(Vec<Node<'a>>),
    /// A table, in the order of the file.
    Table(Vec<Pair<'a>>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// The bytes of the key.
    pub key_span: Span,
    /// The value.
    pub node: Node<'a>,
}

/// A place where the text is not TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes it is about.
    pub span: Span,
    /// What the parser says, in English.
    pub message: String,
}

/// Reads a text: all of it that can be understood, and every fault.
pub fn parse(text: &str) -> (Vec<Pair<'_>>, Vec<Fault>) {
    match plain::parse(text) {
        Some(pairs) => (pairs, Vec::new()),
        None => thorough::parse(text),
    }
}
