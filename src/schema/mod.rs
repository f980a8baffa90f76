//! JSON Schema for editors: what a file of each kind may hold, from the same declarations as everything else.
//!
//! Draft-07, which is what TOML language servers read. A schema says less than the rules do: it sees one file at a
//! time, so it knows nothing of what other files say, of file names, of check digits or of leap years.

mod names;
mod shape;

use serde_json::{Map, Value, json};

use crate::entry::{Field, fields};
use crate::karta::Karta;
use crate::say::{Lang, Words};
use crate::value::Kind;
use names::Names;

/// The most ids that an editor is given to choose among; where there are more, any id is let through.
const MOST_IDS: usize = 2_000;

/// The schema for the files of a kind, in the map's language, with the map's own concepts and entries to choose among.
///
/// ```
/// use karta::{karta::Karta, schema, source::Tree, value::Kind};
///
/// let karta = Karta::draw(&Tree::memory([("aktor/digg.toml", "namn = \"Digg\"\nniva = \"stat\"\n")]));
/// let schema = schema::of(Kind::Initiativ, &karta);
/// assert_eq!(schema["definitions"]["aktor"]["enum"][0], "digg");
/// ```
pub fn of(kind: Kind, karta: &Karta) -> Value {
    let lang = karta.lang().unwrap_or_default();
    let mut names = Names::new(karta, lang);
    let table = table(fields(kind).iter().copied(), Some(kind), &mut names);
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".into(), json!(kind.label().get(lang)));
    schema.extend(table);
    schema.insert("definitions".into(), Value::Object(names.definitions));
    Value::Object(schema)
}

/// The name of the file that holds a kind's schema.
pub fn file_name(kind: Kind) -> String {
    format!("{}.schema.json", kind.name())
}

/// The schema files of a map, from its folder, with their texts: one for each kind, in the folder that the map's
/// settings name. None where the map wants none.
pub fn files(karta: &Karta) -> Vec<(String, String)> {
    let Some(folder) = folder(karta) else {
        return Vec::new();
    };
    Kind::ALL.iter().map(|kind| (format!("{folder}/{}", file_name(*kind)), text(*kind, karta))).collect()
}

/// The schema for the files of a kind as the text of a file.
pub fn text(kind: Kind, karta: &Karta) -> String {
    format!("{:#}\n", of(kind, karta))
}

/// The folder that the map wants its schemas in: one directly in the map's folder, whose name is an id.
pub fn folder(karta: &Karta) -> Option<&str> {
    karta.settings()?.text("schema")
}

/// The first line of a file of the map, which tells editors where the schema for it is: `path` is the file's, from the
/// map's folder. None where the map wants no schemas.
pub fn line(karta: &Karta, kind: Kind, path: &str) -> Option<String> {
    folder(karta).map(|folder| line_to(folder, kind, path))
}

/// The same, for a map that is to have its schemas in that folder.
pub fn line_to(folder: &str, kind: Kind, path: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("#:schema {up}{folder}/{}\n", file_name(kind))
}

/// What a table with those fields may hold; `kind` is the file's when the table is the whole file.
fn table(
    fields: impl Iterator<Item = &'static Field>,
    kind: Option<Kind>,
    names: &mut Names<'_>,
) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        required.extend(field.is_required.then_some(field.name));
        properties.insert(field.name.into(), property(field, kind, names));
    }
    let mut table = Map::new();
    table.insert("type".into(), json!("object"));
    table.insert("additionalProperties".into(), json!(false));
    if !required.is_empty() {
        table.insert("required".into(), json!(required));
    }
    table.insert("properties".into(), Value::Object(properties));
    table
}

fn property(field: &'static Field, kind: Option<Kind>, names: &mut Names<'_>) -> Value {
    let mut property = Map::new();
    property.insert("title".into(), json!(field.label.words().get(names.lang)));
    property.insert("description".into(), json!(both(&field.about.words(), names.lang)));
    property.extend(shape::of(field, kind, names));
    Value::Object(property)
}

/// A text in the map's language, then in the other: those who edit a map read either.
fn both(words: &Words, lang: Lang) -> String {
    let other = if lang == Lang::Sv { Lang::En } else { Lang::Sv };
    format!("{}\n\n{}: {}", words.get(lang), other.code(), words.get(other))
}

#[cfg(test)]
mod tests;
