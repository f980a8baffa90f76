//! What says of a CSV file what its columns hold, so that programs need not guess: a data package by Frictionless
//! (specs.frictionlessdata.io), with types, bounds and descriptions from the declarations of fields.

use serde_json::{Map, Value as Json, json};

use super::{Dialect, Page};
use crate::entry::{Field, Shape, fields};
use crate::say::Words;
use crate::table::{Align, Column, Table};
use crate::value::Kind;

/// The name that a package always has, beside its files.
pub const NAME: &str = "datapackage.json";

/// The package of a table that is written as CSV in a file of that name. Where the folder has a package already, the
/// other files in it stay described.
pub fn datapackage(table: &Table, kinds: &[Kind], file: &str, page: &Page, before: Option<&str>) -> String {
    let resource = resource(table, kinds, file, page);
    let before: Option<Json> = before.and_then(|text| serde_json::from_str(text).ok());
    let others = before.as_ref().and_then(|before| before.get("resources")?.as_array()).cloned().unwrap_or_default();
    let mut resources: Vec<Json> =
        others.into_iter().filter(|other| other.get("path") != resource.get("path")).collect();
    resources.push(resource);
    let mut package = match before {
        Some(Json::Object(before)) => before,
        _ => Map::new(),
    };
    package.insert("profile".into(), "tabular-data-package".into());
    package.entry("name").or_insert_with(|| "karta".into());
    package.insert("resources".into(), resources.into());
    format!("{:#}\n", Json::Object(package))
}

fn resource(table: &Table, kinds: &[Kind], file: &str, page: &Page) -> Json {
    let delimiter = char::from(page.dialect.delimiter()).to_string();
    let encoding = if page.dialect == Dialect::Excel { "utf-8-sig" } else { "utf-8" };
    let notes: Vec<&str> = table.notes.iter().map(|note| page.say(note)).chain([page.say(&HOW)]).collect();
    let mut schema = json!({
        "fields": table.columns.iter().map(|column| field(column, kinds, page)).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if is_entries(table) {
        schema["primaryKey"] = json!(["id"]);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": slug(file),
        "title": page.say(&table.title),
        "description": notes.join(" "),
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "dialect": {"delimiter": delimiter, "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": schema,
    })
}

/// How cells are read, whatever their column.
static HOW: Words = Words::new(
    "Flera värden i en cell står med ”; ” mellan sig; en cell som börjar med [ är en JSON-lista. En cell som börjar med en apostrof har en för mycket, så att inget kalkylark kör den som formel.",
    "Several values in a cell stand with “; ” between them; a cell that begins with [ is a JSON array. A cell that begins with an apostrophe has one too many, so that no spreadsheet runs it as a formula.",
);

/// Whether each row is an entry of its own, once.
fn is_entries(table: &Table) -> bool {
    let has = |key: &str| table.columns.iter().any(|column| column.key == key);
    has("id") && !has("falt") && !has("revision")
}

/// The name of a file as packages have names: a–z, 0–9, `.`, `_` and `-`.
fn slug(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let sign = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' };
    crate::value::fold(stem).chars().map(sign).collect()
}

/// The fields that a column holds, one of each kind that has it.
fn declared(key: &str, kinds: &[Kind]) -> Vec<&'static Field> {
    let (top, part) = key.split_once('.').map_or((key, None), |(top, part)| (top, Some(part)));
    let of_kind = |kind: &Kind| {
        let field = fields(*kind).iter().copied().find(|field| field.name == top)?;
        part.map_or(Some(field), |part| field.parts().iter().find(|field| field.name == part))
    };
    kinds.iter().filter_map(of_kind).collect()
}

fn field(column: &Column, kinds: &[Kind], page: &Page) -> Json {
    let declared = declared(&column.key, kinds);
    let (kind, mut bounds) = shape(column, &declared, kinds);
    let is_required = declared.len() == kinds.len() && declared.iter().all(|field| field.is_required);
    // A part is required in its record, which need not be there.
    if is_required && !column.key.contains('.') {
        bounds.insert("required".into(), true.into());
    }
    let mut field = json!({ "name": column.key, "type": kind, "title": page.say(&column.heading) });
    if let Some(first) = declared.first() {
        field["description"] = page.say(&first.about.words()).into();
    }
    if !bounds.is_empty() {
        field["constraints"] = bounds.into();
    }
    field
}

/// The type of a column's cells, and what bounds them.
fn shape(column: &Column, declared: &[&'static Field], kinds: &[Kind]) -> (&'static str, Map<String, Json>) {
    let mut bounds = Map::new();
    let kind = match declared.first().map(|field| field.shape) {
        Some(Shape::Number(least, most)) => {
            bounds.insert("minimum".into(), least.into());
            bounds.insert("maximum".into(), most.into());
            "integer"
        }
        Some(Shape::Choice(_)) => {
            bounds.insert("enum".into(), words(declared).into());
            "string"
        }
        Some(Shape::Date) => pattern(&mut bounds, r"\d{4}(-\d{2}(-\d{2})?)?"),
        Some(Shape::Orgnr) => pattern(&mut bounds, r"\d{6}-\d{4}"),
        Some(Shape::Id) => pattern(&mut bounds, "[a-z0-9]+(-[a-z0-9]+)*"),
        Some(Shape::Records(_)) => "array",
        Some(Shape::Free) => "object",
        None if column.key == "kind" => {
            bounds.insert("enum".into(), kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().into());
            "string"
        }
        None if column.align == Align::Right => "integer",
        _ => "string",
    };
    (kind, bounds)
}

fn pattern(bounds: &mut Map<String, Json>, pattern: &str) -> &'static str {
    bounds.insert("pattern".into(), pattern.into());
    "string"
}

/// The words that fields of a fixed set may hold, each once.
fn words(declared: &[&'static Field]) -> Vec<&'static str> {
    let mut words: Vec<&'static str> = Vec::new();
    for field in declared {
        if let Shape::Choice(choices) = field.shape {
            words.extend(
                choices.iter().map(|choice| choice.name).filter(|name| !words.contains(name)).collect::<Vec<_>>(),
            );
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_described_by_their_fields() {
        let column = |key: &str| Column::text(key, Words::same(key));
        let columns = ["kind", "id", "status", "start", "uppgift_ar", "nytta.varde", "kallor", "egna"].map(column);
        let table = Table::new(Words::new("2 poster", "2 entries"), columns.to_vec());
        let package = datapackage(&table, &[Kind::Behov, Kind::Initiativ], "Årets karta.csv", &Page::default(), None);
        let json: Json = serde_json::from_str(&package).expect("JSON");
        let resource = &json["resources"][0];
        assert_eq!((&resource["name"], &resource["schema"]["primaryKey"]), (&json!("arets-karta"), &json!(["id"])));
        let told = |at: usize| {
            let field = &resource["schema"]["fields"][at];
            format!("{} {} {}", field["name"], field["type"], field["constraints"])
        };
        let fields: Vec<String> = (0..8).map(told).collect();
        insta::assert_snapshot!(fields.join("\n"), @r#"
        "kind" "string" {"enum":["behov","initiativ"]}
        "id" "string" {"pattern":"[a-z0-9]+(-[a-z0-9]+)*","required":true}
        "status" "string" {"enum":["identifierat","bekraftat","prioriterat","tillgodosett","avfort","planerat","pagaende","pausat","forvaltning","avslutat"],"required":true}
        "start" "string" {"pattern":"\\d{4}(-\\d{2}(-\\d{2})?)?"}
        "uppgift_ar" "integer" {"minimum":1900,"maximum":2199}
        "nytta.varde" "integer" {"minimum":1,"maximum":5}
        "kallor" "array" null
        "egna" "object" null
        "#);
    }

    #[test]
    fn a_package_keeps_what_it_says_of_other_files() {
        let table = Table::new(Words::same("x"), vec![Column::text("id", Words::same("Id"))]);
        let of = |file: &str, before: Option<&str>| datapackage(&table, &[Kind::Behov], file, &Page::default(), before);
        let first = of("a.csv", None);
        let both = of("b.csv", Some(&first));
        let again = of("b.csv", Some(&both));
        let json: Json = serde_json::from_str(&again).expect("JSON");
        let paths: Vec<&Json> =
            json["resources"].as_array().expect("a list").iter().map(|resource| &resource["path"]).collect();
        assert_eq!(paths, ["a.csv", "b.csv"]);
        assert_eq!(of("a.csv", Some("not JSON")), first);
    }
}
