//! The careful way: any TOML, every error.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fault, Node, Pair, Raw, Span};

/// Reads a text: all of it that can be understood, and every fault.
pub fn parse(text: &str) -> (Vec<Pair<'_>>, Vec<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults = errors.iter().map(|error| fault(text, error)).collect();
    (pairs(table.into_inner()), faults)
}

fn fault(text: &str, error: &toml::de::Error) -> Fault {
    let range = error.span().unwrap_or(text.len()..text.len());
    Fault { span: span(&cause(text, range, error.message())), message: error.message().to_owned() }
}

/// Where a reader should look: what is not closed shows only at what follows, which may be many lines below.
fn cause(text: &str, told: Range<usize>, message: &str) -> Range<usize> {
    let before = text.get(..told.start).unwrap_or(text);
    if message.starts_with("invalid multi-line") && before.len() == text.len() {
        let quotes = if message.contains("literal") { "'''" } else { "\"\"\"" };
        return before.rfind(quotes).map_or(told, |at| at..at + quotes.len());
    }
    let is_about_the_end = message.starts_with("missing comma") || message.starts_with("unclosed");
    match before.trim_end().char_indices().next_back() {
        Some((at, last)) if is_about_the_end && before.ends_with(char::is_whitespace) => at..at + last.len_utf8(),
        _ => told,
    }
}

fn pairs<'a>(table: DeTable<'a>) -> Vec<Pair<'a>> {
    let mut pairs: Vec<Pair<'a>> = table.into_iter().map(|(key, value)| pair(key, value)).collect();
    pairs.sort_by_key(|pair| pair.key_span);
    pairs
}

fn pair<'a>(key: Spanned<Cow<'a, str>>, value: Spanned<DeValue<'a>>) -> Pair<'a> {
    let key_span = span(&key.span());
    Pair { key: key.into_inner(), key_span, node: node(value) }
}

fn node(value: Spanned<DeValue<'_>>) -> Node<'_> {
    Node { span: span(&value.span()), raw: raw(value.into_inner()) }
}

fn raw(value: DeValue<'_>) -> Raw<'_> {
    match value {
        DeValue::String(text) => Raw::Text(text),
        DeValue::Boolean(value) => Raw::Bool(value),
        DeValue::Datetime(value) => Raw::Date(value.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Raw::Number(number),
            Err(_) => Raw::Decimal(number.as_str().parse().unwrap_or(f64::INFINITY)),
        },
        DeValue::Float(number) => Raw::Decimal(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Array(items) => Raw::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => Raw::Table(pairs(table)),
    }
}

fn span(range: &Range<usize>) -> Span {
    (range.start as u32, range.end as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_closed_is_told_where_it_stands() {
        let told = |text: &'static str| {
            let (from, to) = parse(text).1[0].span;
            &text[from as usize..to as usize]
        };
        assert_eq!(told("teman = [\"a\", \"b\"\n\nar = 1\n"), "\"");
        assert_eq!(told("x = \"\"\"\ntext\n\nar = 1\n"), "\"\"\"");
        assert_eq!(told("x = 5 5\n"), "5 5");
    }
}
