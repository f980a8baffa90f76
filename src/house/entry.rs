use std::borrow::Cow;

use super::node::{Key, Node, Part};
use super::read::{Statement, What};
use super::string;
use crate::entry::{Field, Name, Shape, Value, fields};
use crate::value::Kind;

/// A new file of a kind, in house format: the fields in their declared order, whatever the order they are given in.
pub fn entry(kind: Kind, values: &[(&'static Field, Value)]) -> String {
    let mut statements = Vec::new();
    for field in fields(kind) {
        if let Some((_, value)) = values.iter().find(|(other, _)| other.name == field.name) {
            push(&mut statements, &[], field, value);
        }
    }
    super::write(&statements)
}

/// What a file holds for a value, on the right of `=`.
pub fn node(value: &Value) -> Node<'static> {
    match value {
        Value::List(items) => Node::List(items.iter().map(|item| Part::Item(Vec::new(), node(item))).collect()),
        Value::Record(parts) => Node::Table(parts.iter().map(item).collect()),
        Value::Text(_) | Value::Id(_) | Value::Choice(_) => text(value.text().unwrap_or_default()),
        Value::Date(date) => text(&date.to_string()),
        Value::Number(number) => Node::Scalar(number.to_string().into()),
        Value::Decimal(number) => Node::Scalar(decimal(*number).into()),
        Value::Bool(value) => Node::Scalar(value.to_string().into()),
    }
}

fn item((name, value): &(Name, Value)) -> Part<'static> {
    Part::Item(vec![key(name)], node(value))
}

fn text(text: &str) -> Node<'static> {
    Node::Scalar(string::line(&string::composed(Cow::Borrowed(text))).into())
}

/// A number with decimals always has a point or an exponent; what is no number has TOML's own name.
fn decimal(number: f64) -> String {
    if number.is_nan() { "nan".to_owned() } else { format!("{number:?}") }
}

fn key(name: &str) -> Key<'static> {
    Cow::Owned(string::composed(Cow::Borrowed(name)).into_owned())
}

/// A field as statements: a line, or sections where it has parts.
fn push(statements: &mut Vec<Statement<'static>>, above: &[Key<'static>], field: &Field, value: &Value) {
    let mut keys = above.to_vec();
    keys.push(key(field.name));
    match (field.shape, value) {
        (Shape::Record(parts), Value::Record(values)) => {
            statements.push(Statement::new(What::Table(keys.clone())));
            push_parts(statements, &keys, parts, values);
        }
        (Shape::Records(parts), Value::List(items)) => {
            for item in items {
                statements.push(Statement::new(What::Item(keys.clone())));
                let Value::Record(values) = item else { continue };
                push_parts(statements, &keys, parts, values);
            }
        }
        (Shape::Free, Value::Record(values)) => {
            statements.push(Statement::new(What::Table(keys)));
            statements
                .extend(values.iter().map(|(name, value)| Statement::pair(vec![key(name)], own(value), Shape::Free)));
        }
        (shape, value) => statements.push(Statement::pair(vec![key(field.name)], node(value), shape)),
    }
}

fn push_parts(
    statements: &mut Vec<Statement<'static>>,
    keys: &[Key<'static>],
    parts: &[Field],
    values: &[(Name, Value)],
) {
    for part in parts {
        if let Some((_, value)) = values.iter().find(|(name, _)| name == part.name) {
            push(statements, keys, part, value);
        }
    }
}

/// As [`node`], for the map's own fields: a text of several lines is a block, whose last line break is not part of it,
/// and a date is one of TOML's, as a string would be read as a text.
pub fn own(value: &Value) -> Node<'static> {
    match value {
        Value::Text(text) if text.contains('\n') => {
            let text = string::composed(Cow::Borrowed(text));
            Node::Scalar(string::block(&format!("{text}\n")).into())
        }
        Value::Date(date) => Node::Scalar(date.to_string().into()),
        Value::List(items) => Node::List(items.iter().map(|item| Part::Item(Vec::new(), own(item))).collect()),
        Value::Record(parts) => {
            Node::Table(parts.iter().map(|(name, value)| Part::Item(vec![key(name)], own(value))).collect())
        }
        value => node(value),
    }
}
