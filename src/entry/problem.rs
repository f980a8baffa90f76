use super::field::{Field, Shape};
use crate::finding::Place;
use crate::say::Words;
use crate::value::{IdFault, OrgnrFault};

/// Something in a file that could not be understood. The rules turn problems into findings.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub what: What,
}

/// The facts of a problem.
#[derive(Clone, Debug)]
pub enum What {
    /// The text is not TOML: what the parser said, in English.
    Syntax(String),
    /// Two versions of the file were joined by git and nobody has chosen between them.
    Conflict,
    /// The file says nothing at all.
    Nothing,
    /// The kind has no such field: the name, and one that may have been meant.
    UnknownField(String, Option<&'static str>),
    /// So many unknown fields that only the first are told one by one: how many more.
    ManyUnknown(usize),
    /// A required field is not there.
    Missing(&'static Field),
    /// The value is of another type than the field's: the field, and what was found.
    WrongType(&'static Field, Found),
    /// The value is of the right type but not allowed: the field, the value, and why.
    BadValue(&'static Field, String, Why),
    /// The id in the file is not the file's stem: the id, and the stem.
    NotTheFile(String, String),
    /// The file's stem is not an id: the stem, and why.
    BadStem(String, IdFault),
}

/// Why a value is not allowed.
#[derive(Clone, Debug)]
pub enum Why {
    /// It is empty.
    Empty,
    /// It is not one of the set; one of them may have been meant.
    Choice(Option<&'static str>),
    /// It is not a date.
    Date,
    /// It is outside the range.
    Range(i64, i64),
    /// It is not an address on the web.
    Url,
    /// It has a line break.
    Line,
    /// It is not an id.
    Id(IdFault),
    /// It is not an organisation number.
    Orgnr(OrgnrFault),
}

/// The type of a value as a file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// `"text"`
    Text,
    /// `1`
    Number,
    /// `1.5`
    Decimal,
    /// `true`
    Bool,
    /// `2018-03-08`
    Date,
    /// `[…]`
    List,
    /// `{…}` or `[name]`
    Table,
}

impl Found {
    /// The type in words.
    pub fn label(self) -> Words {
        match self {
            Found::Text => Words::new("en text", "a text"),
            Found::Number => Words::new("ett heltal", "a whole number"),
            Found::Decimal => Words::new("ett decimaltal", "a decimal number"),
            Found::Bool => Words::new("ja eller nej (true, false)", "yes or no (true, false)"),
            Found::Date => Words::new("ett datum eller en tid", "a date or time"),
            Found::List => Words::new("en lista", "a list"),
            Found::Table => Words::new("en tabell", "a table"),
        }
    }
}

impl Shape {
    /// What the field wants, in words.
    pub fn label(self) -> Words {
        match self {
            Shape::Id => Words::new("ett id", "an id"),
            Shape::Text | Shape::Prose => Words::new("en text inom citattecken", "a text in quotes"),
            Shape::Url => Words::new("en webbadress inom citattecken", "a web address in quotes"),
            Shape::Orgnr => Words::new("ett organisationsnummer inom citattecken", "an organisation number in quotes"),
            Shape::Date => Words::new("ett datum inom citattecken", "a date in quotes"),
            Shape::Number(..) => Words::new("ett heltal", "a whole number"),
            Shape::Choice(_) => Words::new("ett av de ord som får stå där", "one of the words allowed there"),
            Shape::Texts => Words::new("en lista av texter", "a list of texts"),
            Shape::Urls => Words::new("en lista av webbadresser", "a list of web addresses"),
            Shape::Concepts(_) => Words::new("en lista av begrepp", "a list of concepts"),
            Shape::Concept(_) => Words::new("ett begrepp", "a concept"),
            Shape::Links(_) => Words::new("en lista av id:n", "a list of ids"),
            Shape::Link(_) => Words::new("ett id", "an id"),
            Shape::Record(_) => Words::new("en tabell", "a table"),
            Shape::Records(_) => Words::new("en lista av tabeller", "a list of tables"),
            Shape::Free => Words::new("en tabell med egna fält", "a table of own fields"),
        }
    }
}
