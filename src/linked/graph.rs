use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};

use super::vocabulary::{rdf, xsd};
use crate::say;
use crate::value::Date;

/// What is stated, in the order that it was said. Everything has a name of its own: there are no blank nodes, which
/// harvesters cannot follow from one year to the next.
#[derive(Debug, Default)]
pub struct Graph {
    statements: Vec<Triple>,
}

impl Graph {
    /// Every statement.
    pub fn statements(&self) -> &[Triple] {
        &self.statements
    }

    /// States something of a thing.
    pub fn state(&mut self, of: &NamedNode, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.statements.push(Triple::new(of.clone(), property.into_owned(), object));
    }

    /// States what a thing is.
    pub fn class(&mut self, of: &NamedNode, class: NamedNodeRef<'_>) {
        self.state(of, rdf::TYPE, class.into_owned());
    }

    /// States that a thing has to do with another of a class, such as a licence, that somebody else tells of.
    pub fn refer(&mut self, of: &NamedNode, property: NamedNodeRef<'_>, class: NamedNodeRef<'_>, other: &NamedNode) {
        self.state(of, property, other.clone());
        self.class(other, class);
    }

    /// States a text in Swedish and, where that is another, in English.
    pub fn words(&mut self, of: &NamedNode, property: NamedNodeRef<'_>, words: &say::Words) {
        self.state(of, property, text(&words.sv, "sv"));
        if words.en != words.sv {
            self.state(of, property, text(&words.en, "en"));
        }
    }
}

/// A text in a language; signs for what XML cannot have.
pub fn text(text: &str, lang: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(say::plain_lines(text), lang)
}

/// A text in no language: a number of a case, a sign.
pub fn sign(text: &str) -> Literal {
    Literal::new_simple_literal(say::plain_lines(text))
}

/// A date of its own precision.
pub fn date(date: Date) -> Literal {
    let precision = match (date.in_month(), date.on_day()) {
        (_, Some(_)) => xsd::DATE,
        (Some(_), None) => xsd::MONTH,
        (None, None) => xsd::YEAR,
    };
    Literal::new_typed_literal(date.to_string(), precision)
}

/// An address on the web, or the same as a text where it is none.
pub fn address(text: &str) -> Term {
    NamedNode::new(text).map_or_else(|_| sign(text).into(), Into::into)
}
