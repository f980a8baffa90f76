//! Which tables and columns there are, from the declarations of the fields.

use crate::entry::{FIELDS, Field, Shape};
use crate::value::{Kind, Scheme};

/// A column that is made from a field, or from a part of one.
#[derive(Clone, Copy)]
pub struct Of {
    /// The field at the top.
    pub field: &'static Field,
    /// The part of it.
    pub part: Option<&'static Field>,
}

impl Of {
    /// What it is called.
    pub fn name(self) -> String {
        match self.part {
            Some(part) => format!("{}_{}", self.field.name, part.name),
            None => self.field.name.to_owned(),
        }
    }

    /// The declaration that says what it holds.
    pub fn declared(self) -> &'static Field {
        self.part.unwrap_or(self.field)
    }
}

/// The fields of behov, initiativ and aktörer, each name once.
fn fields() -> Vec<&'static Field> {
    let mut fields: Vec<&'static Field> = Vec::new();
    for field in FIELDS.iter().filter(|field| field.kinds.iter().any(|kind| Kind::ENTRIES.contains(kind))) {
        if fields.iter().all(|known| known.name != field.name) {
            fields.push(field);
        }
    }
    fields
}

/// What an entry has one of: the columns of `poster` after its kind, its id and its title.
pub fn single() -> Vec<Of> {
    let one = |field: &'static Field| match field.shape {
        Shape::Record(parts) => parts.iter().map(|part| Of { field, part: Some(part) }).collect(),
        _ => vec![Of { field, part: None }],
    };
    let is_single = |field: &&Field| !field.is_list() && !matches!(field.name, "id" | "titel" | "namn");
    fields().into_iter().filter(is_single).flat_map(one).collect()
}

/// What an entry has several of: a table each.
pub fn several() -> Vec<&'static Field> {
    fields().into_iter().filter(|field| field.is_list()).collect()
}

/// What makes a row belong to a map and a revision of it.
pub const POINT: &str = "karta TEXT NOT NULL, revision TEXT NOT NULL";

/// The statements that make the tables.
pub fn schema() -> String {
    let mut sql = format!(
        "CREATE TABLE kartor (karta TEXT PRIMARY KEY, namn_en TEXT NOT NULL) STRICT;\n\
         CREATE TABLE revisioner ({POINT}, ordning INTEGER NOT NULL, datum TEXT, incheckning TEXT, \
         PRIMARY KEY (karta, revision), FOREIGN KEY (karta) REFERENCES kartor) STRICT;\n\
         CREATE TABLE dokumentation (tabell TEXT NOT NULL, kolumn TEXT NOT NULL, sv TEXT NOT NULL, en TEXT NOT NULL, \
         PRIMARY KEY (tabell, kolumn)) STRICT;\n\
         CREATE TABLE utanfor ({POINT}, post TEXT NOT NULL, falt TEXT NOT NULL, ordning INTEGER NOT NULL, \
         id TEXT NOT NULL, PRIMARY KEY (karta, revision, post, falt, ordning), {}) STRICT;\n",
        within("post", "poster")
    );
    Scheme::ALL.iter().for_each(|scheme| sql.push_str(&concepts(*scheme)));
    sql.push_str(&entries());
    several().into_iter().for_each(|field| sql.push_str(&list(field)));
    sql
}

fn within(column: &str, table: &str) -> String {
    format!("FOREIGN KEY (karta, revision, {column}) REFERENCES {table}")
}

fn concepts(scheme: Scheme) -> String {
    let table = scheme.name();
    let (up, point) = (within("over", table), "FOREIGN KEY (karta, revision) REFERENCES revisioner");
    format!(
        "CREATE TABLE {table} ({POINT}, id TEXT NOT NULL, namn TEXT NOT NULL, namn_en TEXT NOT NULL, over TEXT, \
         ordning INTEGER NOT NULL, PRIMARY KEY (karta, revision, id), {up}, {point}) STRICT;\n"
    )
}

fn entries() -> String {
    let columns: Vec<String> =
        single().into_iter().map(|of| format!("{} {}", of.name(), affinity(of.declared()))).collect();
    format!(
        "CREATE TABLE poster ({POINT}, kind TEXT NOT NULL, id TEXT NOT NULL, titel TEXT NOT NULL, \
         kvar INTEGER NOT NULL CHECK (kvar IN (0, 1)), {}, fil TEXT NOT NULL, \
         PRIMARY KEY (karta, revision, id), FOREIGN KEY (karta, revision) REFERENCES revisioner) STRICT;\n",
        columns.join(", ")
    )
}

/// The table of a field that lists something: a row for each item.
fn list(field: &'static Field) -> String {
    let (columns, target) = match field.shape {
        Shape::Concepts(scheme) => ("id TEXT NOT NULL".to_owned(), Some(within("id", scheme.name()))),
        Shape::Links(_) => ("id TEXT NOT NULL".to_owned(), Some(within("id", "poster"))),
        Shape::Records(parts) => (parts.iter().map(part).collect::<Vec<_>>().join(", "), None),
        _ => ("varde TEXT NOT NULL".to_owned(), None),
    };
    let links = field.parts().iter().filter(|part| matches!(part.shape, Shape::Link(_)));
    // What is pointed at is asked for as often as what points.
    let index = match target {
        Some(_) => format!("CREATE INDEX {0}_id ON {0} (karta, revision, id);\n", field.name),
        None => String::new(),
    };
    let keys: Vec<String> = [within("post", "poster")]
        .into_iter()
        .chain(target)
        .chain(links.map(|part| within(part.name, "poster")))
        .collect();
    format!(
        "CREATE TABLE {} ({POINT}, post TEXT NOT NULL, ordning INTEGER NOT NULL, {columns}, \
         PRIMARY KEY (karta, revision, post, ordning), {}) STRICT;\n{index}",
        field.name,
        keys.join(", ")
    )
}

fn part(part: &Field) -> String {
    format!("{} {}", part.name, affinity(part))
}

fn affinity(field: &Field) -> &'static str {
    if matches!(field.shape, Shape::Number(..)) { "INTEGER" } else { "TEXT" }
}
