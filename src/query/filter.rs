use std::fmt;

use super::place::Said;

/// Which entries are asked for, as it was said: nothing is looked up yet.
///
/// Two filters are equal when they say the same, wherever it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All of these; none of them: every entry.
    All(Vec<Filter>),
    /// At least one of these.
    Any(Vec<Filter>),
    /// What this leaves out.
    Not(Box<Filter>),
    /// The field is there.
    Has(Said),
    /// The field could be there, and is not.
    Missing(Said),
    /// The field compared with a value.
    Field(Said, Op, Said),
    /// A word in the title or the text, in any of its forms.
    Word(Said),
    /// These very words, in this order, in the title or the text.
    Phrase(Said),
}

/// How a field is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `:`, the wide way: a part of a text, a concept and those below it, a date within a period.
    Is,
    /// `=`, the strict way: the whole text, the concept itself.
    Equal,
    /// `!=`: it is there, and is something else.
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Op {
    /// Every way, longer signs before those that begin them.
    pub(super) const ALL: [Op; 7] = [Op::NotEqual, Op::AtMost, Op::AtLeast, Op::Is, Op::Equal, Op::Less, Op::More];

    /// The sign in an expression.
    pub fn sign(self) -> &'static str {
        match self {
            Op::Is => ":",
            Op::Equal => "=",
            Op::NotEqual => "!=",
            Op::Less => "<",
            Op::AtMost => "<=",
            Op::More => ">",
            Op::AtLeast => ">=",
        }
    }
}

impl Filter {
    /// Every entry.
    pub fn everything() -> Filter {
        Filter::All(Vec::new())
    }

    /// What all of these let through.
    pub fn all(filters: impl IntoIterator<Item = Filter>) -> Filter {
        let flat = filters.into_iter().flat_map(|filter| match filter {
            Filter::All(parts) => parts,
            part => vec![part],
        });
        one_or(flat.collect(), Filter::All)
    }

    /// What at least one of these lets through; of none, everything.
    pub fn any(filters: impl IntoIterator<Item = Filter>) -> Filter {
        let flat = filters.into_iter().flat_map(|filter| match filter {
            Filter::Any(parts) => parts,
            part => vec![part],
        });
        let parts: Vec<Filter> = flat.collect();
        if parts.is_empty() { Filter::everything() } else { one_or(parts, Filter::Any) }
    }

    /// What a flag that may be repeated says: the field has one of the values. Of no values, everything.
    pub fn any_of<V: AsRef<str>>(field: &str, values: impl IntoIterator<Item = V>) -> Filter {
        let of = |value: V| Filter::Field(Said::plain(field), Op::Is, Said::plain(value.as_ref()));
        Filter::any(values.into_iter().map(of))
    }

    /// Whether it lets everything through.
    pub fn is_everything(&self) -> bool {
        *self == Filter::everything()
    }
}

fn one_or(mut parts: Vec<Filter>, many: fn(Vec<Filter>) -> Filter) -> Filter {
    match parts.len() {
        1 => parts.remove(0),
        _ => many(parts),
    }
}

/// As an expression that reads back to the same filter.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Filter::All(parts) => joined(f, parts, " "),
            Filter::Any(parts) => joined(f, parts, " eller "),
            Filter::Not(part) => write!(f, "-{}", Inside(part)),
            Filter::Has(field) => write!(f, "har:{}", Bare(&field.text)),
            Filter::Missing(field) => write!(f, "saknar:{}", Bare(&field.text)),
            Filter::Field(field, op, value) => {
                write!(f, "{}{}{}", Name(&field.text), op.sign(), Bare(&value.text))
            }
            Filter::Word(word) => f.write_str(&word.text),
            Filter::Phrase(phrase) => write!(f, "{}", Quoted(&phrase.text)),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Filter], between: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        let before = if at == 0 { "" } else { between };
        write!(f, "{before}{}", Inside(part))?;
    }
    Ok(())
}

/// A filter that stands in another one.
struct Inside<'f>(&'f Filter);

impl fmt::Display for Inside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Filter::All(_) | Filter::Any(_) => write!(f, "({})", self.0),
            single => single.fmt(f),
        }
    }
}

/// A field's name before a sign, in quotes where it must be.
struct Name<'t>(&'t str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_sign = |c: char| matches!(c, ':' | '=' | '<' | '>' | '!');
        let is_special = self.0.starts_with('-') || self.0.contains(is_sign) || super::parse::is_reserved(self.0);
        if is_special { Quoted(self.0).fmt(f) } else { Bare(self.0).fmt(f) }
    }
}

/// A text after a sign, in quotes where it must be.
struct Bare<'t>(&'t str);

impl fmt::Display for Bare<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends = self.0.is_empty() || self.0.starts_with('=') || self.0.contains(super::lex::ends_text);
        if ends { Quoted(self.0).fmt(f) } else { f.write_str(self.0) }
    }
}

struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            if super::lex::is_quote(c) || c == '\\' {
                f.write_str("\\")?;
            }
            write!(f, "{c}")?;
        }
        f.write_str("\"")
    }
}
