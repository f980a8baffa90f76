use serde_json::{Map, Value, json};

use super::names::Names;
use super::table;
use crate::entry::{Choice, Field, Shape};
use crate::say::Lang;
use crate::value::{Id, Kind, Scheme};

/// What a field's shape says of its values.
pub fn of(field: &'static Field, kind: Option<Kind>, names: &mut Names<'_>) -> Map<String, Value> {
    let schema = match field.shape {
        Shape::Id if kind == Some(Kind::Taxonomi) => schemes(names),
        Shape::Id => id(),
        Shape::Text => text(LINE),
        Shape::Prose => text(SOMETHING),
        Shape::Url => text(URL),
        Shape::Orgnr => text(ORGNR),
        Shape::Date => text(DATE),
        Shape::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Choice(choices) => choice(choices, names),
        Shape::Texts => list(text(LINE)),
        Shape::Urls => list(text(URL)),
        Shape::Concepts(scheme) => list(names.concepts(scheme)),
        // Beside a reference draft-07 reads nothing else, so a single one is wrapped.
        Shape::Concept(scheme) => json!({ "allOf": [names.concepts(scheme)] }),
        Shape::Links(kinds) => list(names.entries(kinds)),
        Shape::Link(kinds) => json!({ "allOf": [names.entries(kinds)] }),
        Shape::Record(parts) => Value::Object(table(parts.iter(), None, names)),
        Shape::Records(parts) => list(Value::Object(table(parts.iter(), None, names))),
        Shape::Free => json!({ "type": "object" }),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// Something that can be seen.
const SOMETHING: &str = r"\S";

/// The same, on one line.
const LINE: &str = r"^[^\n]*\S[^\n]*$";

/// A year, month or day. Leap years are left to the rules.
const DATE: &str = "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})\
    (-(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|-(0[13-9]|1[0-2])-30|-(0[13578]|1[02])-31)?$";

/// An organisation number; the check digit is left to the rules.
const ORGNR: &str = "^[0-9]{2}[2-9][0-9]{3}-[0-9]{4}$";

/// An address on the web whose host has a dot in it, or is this computer.
const URL: &str = "^https?://(localhost|[^/?#\\s\\u0000-\\u001f\\u007f-\\u009f\"<>\\\\`]*\\.)\
    [^\\s\\u0000-\\u001f\\u007f-\\u009f\"<>\\\\`]*$";

const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// Names that Windows keeps for itself.
const RESERVED: &str = "^(con|prn|aux|nul|com[0-9]|lpt[0-9])$";

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// Any id.
pub fn id() -> Value {
    json!({ "type": "string", "pattern": ID, "maxLength": Id::MAX, "not": { "pattern": RESERVED } })
}

/// One of these words; what each means is shown beside it.
pub fn one_of(words: Vec<&str>, meanings: Vec<&str>) -> Value {
    json!({ "type": "string", "enum": words, "x-taplo": { "docs": { "enumValues": meanings } } })
}

fn choice(choices: &'static [Choice], names: &Names<'_>) -> Value {
    let label = |choice: &'static Choice| if names.lang == Lang::Sv { choice.label.sv } else { choice.label.en };
    one_of(choices.iter().map(|choice| choice.name).collect(), choices.iter().map(label).collect())
}

/// A taxonomy's id is its scheme's name.
fn schemes(names: &Names<'_>) -> Value {
    let labels = Scheme::ALL.map(Scheme::label);
    let labels = labels.iter().map(|label| label.get(names.lang)).collect();
    one_of(Scheme::ALL.map(Scheme::name).to_vec(), labels)
}
