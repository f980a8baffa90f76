use std::sync::Arc;

use super::filter::Op;
use super::place::{Place, Said, fault};
use crate::say::{Failure, Result, Words};

/// The signs and texts of an expression, one after another.
///
/// What a text may hold depends on where it stands: after a sign, everything up to a space, so that addresses need no
/// quotes; elsewhere a sign ends it too.
pub struct Lexer {
    source: Arc<str>,
    at: usize,
}

/// What comes next in an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    Open,
    Close,
    /// A hyphen that stands on what comes after it.
    Minus,
    Op(Op),
    Text(Said),
    Quoted(Said),
    End,
}

/// Any of the signs that people quote with.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '„')
}

/// Whether a text that is not in quotes ends before this.
pub fn ends_text(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

impl Lexer {
    pub fn new(source: &str) -> Lexer {
        Lexer { source: source.into(), at: 0 }
    }

    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    /// The next token's place, before it is taken.
    pub fn place(&mut self) -> Place {
        self.skip_space();
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        Place::new(&self.source, self.at, self.at + length)
    }

    fn skip_space(&mut self) {
        self.at = self.source.len() - self.rest().trim_start().len();
    }

    /// The next token; where it stands, a text ends at a sign.
    pub fn next(&mut self) -> Result<Token> {
        self.skip_space();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(Token::End) };
        let single = match first {
            '(' => Some(Token::Open),
            ')' => Some(Token::Close),
            '-' if stands_on_something(&rest[1..]) => Some(Token::Minus),
            _ => None,
        };
        if let Some(token) = single {
            self.at += 1;
            return Ok(token);
        }
        match op(rest) {
            Some(op) => {
                self.at += op.sign().len();
                Ok(Token::Op(op))
            }
            None if is_quote(first) => self.quoted(),
            None => Ok(self.text(|rest| op(rest).is_some())),
        }
    }

    /// The value after a sign: in quotes, or up to a space. Nothing when there is none.
    pub fn value(&mut self) -> Result<Option<Said>> {
        self.skip_space();
        let token = match self.rest().chars().next() {
            None | Some('(' | ')') => return Ok(None),
            Some(first) if is_quote(first) => self.quoted()?,
            Some(_) => self.text(|_| false),
        };
        match token {
            Token::Text(said) | Token::Quoted(said) if !said.text.is_empty() => Ok(Some(said)),
            _ => Ok(None),
        }
    }

    fn text(&mut self, ends: impl Fn(&str) -> bool) -> Token {
        let from = self.at;
        let rest = self.rest();
        let end = rest.char_indices().find(|(at, c)| ends_text(*c) || ends(&rest[*at..]));
        self.at = from + end.map_or(rest.len(), |(at, _)| at);
        Token::Text(self.said(self.source[from..self.at].to_owned(), from))
    }

    /// A text in quotes; a backslash lets a quote or a backslash be part of it.
    fn quoted(&mut self) -> Result<Token> {
        let from = self.at;
        let mut text = String::new();
        let mut chars = self.rest().char_indices();
        let opening = chars.next().map_or(0, |(_, c)| c.len_utf8());
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => text.push(escaped(&mut chars)),
                c if is_quote(c) => {
                    self.at = from + at + c.len_utf8();
                    return Ok(Token::Quoted(self.said(text, from)));
                }
                c => text.push(c),
            }
        }
        Err(unbalanced(Place::new(&self.source, from, from + opening)))
    }

    fn said(&self, text: String, from: usize) -> Said {
        Said { text, place: Some(Place::new(&self.source, from, self.at)) }
    }
}

/// What a backslash makes of the sign behind it; before any other sign it is itself.
fn escaped(chars: &mut std::str::CharIndices<'_>) -> char {
    match chars.clone().next() {
        Some((_, c)) if is_quote(c) || c == '\\' => {
            chars.next();
            c
        }
        _ => '\\',
    }
}

fn op(rest: &str) -> Option<Op> {
    Op::ALL.into_iter().find(|op| rest.starts_with(op.sign()))
}

fn stands_on_something(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| !c.is_whitespace() && c != ')')
}

fn unbalanced(place: Place) -> Failure {
    let what = Words::new("Citattecknet stängs aldrig.", "The quotation mark is never closed.");
    let hint = Words::new(
        "Sätt ett citattecken där texten slutar; ett citattecken som hör till texten skrivs \\\".",
        "Put a quotation mark where the text ends; one that is part of the text is written \\\".",
    );
    fault(what, Some(&place)).hint(hint)
}
