use std::borrow::Cow;

use super::node::{Node, width, write_keys};
use super::read::{Statement, What};
use super::string;

/// The most characters of a line that could be broken.
pub const WIDTH: usize = 100;

/// Statements as text, in house format.
pub fn write(statements: &[Statement<'_>]) -> String {
    let end = statements.last().map_or(0, |last| last.span.end);
    let mut out = String::with_capacity(end + 64);
    let mut is_blank_due = false;
    for (at, statement) in statements.iter().enumerate() {
        if statement.is_blank() {
            is_blank_due = true;
            continue;
        }
        if (is_blank_due || begins_section(statements, at)) && !out.is_empty() {
            out.push('\n');
        }
        is_blank_due = false;
        write_statement(statement, &mut out);
    }
    out
}

/// Whether a header stands here, or the first of the comments right above one.
fn begins_section(statements: &[Statement<'_>], at: usize) -> bool {
    if at > 0 && statements[at - 1].is_comment() {
        return false;
    }
    let first = statements[at..].iter().find(|statement| !statement.is_comment());
    first.is_some_and(|statement| statement.what.is_header())
}

fn write_statement(statement: &Statement<'_>, out: &mut String) {
    let comment = statement.comment.as_deref().unwrap_or_default();
    let behind = if comment.is_empty() { 0 } else { width(comment) + 1 };
    match &statement.what {
        What::Nothing => {}
        What::Table(keys) => bracketed("[", keys, "]", out),
        What::Item(keys) => bracketed("[[", keys, "]]", out),
        What::Pair { keys, node, is_prose, .. } => {
            let start = out.len();
            write_keys(keys, out);
            out.push_str(" = ");
            let room = WIDTH.saturating_sub(width(&out[start..]) + behind);
            match node {
                Node::Scalar(token) if *is_prose => out.push_str(&prose(token, room)),
                node => node.write(out, 0, behind),
            }
        }
    }
    if !comment.is_empty() {
        out.push_str(if statement.what == What::Nothing { "" } else { " " });
        out.push_str(comment);
    }
    out.push('\n');
}

fn bracketed(open: &str, keys: &[super::Key<'_>], close: &str, out: &mut String) {
    out.push_str(open);
    write_keys(keys, out);
    out.push_str(close);
}

/// Prose on one line where there is room for it, else in a block.
fn prose(token: &str, room: usize) -> Cow<'_, str> {
    let Some(text) = string::meaning(token) else {
        return Cow::Borrowed(token);
    };
    let text = text.trim_end();
    let line = (!text.contains(['"', '\n'])).then(|| string::line(text));
    match line.filter(|line| text.is_empty() || width(line) <= room) {
        Some(line) => Cow::Owned(line),
        None if string::is_plain_block(token) && token.len() == text.len() + BLOCK => Cow::Borrowed(token),
        None => Cow::Owned(string::block(&format!("{text}\n"))),
    }
}

/// How many bytes a block has around its text.
const BLOCK: usize = "\"\"\"\n\n\"\"\"".len();
