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
    let end = text.len();
    let range = error.span().unwrap_or(end..end);
    Fault { span: span(&range), message: error.message().to_owned() }
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
