use std::collections::HashSet;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Result, params, params_from_iter};

use super::plan::{self, Of};
use super::views::{MADE, VIEWS};
use super::{Point, decided};
use crate::entry::{Entry, Field, Shape, Value};
use crate::karta::Karta;
use crate::query::Selection;
use crate::render;
use crate::say::Lang;
use crate::value::Scheme;

/// Puts a map at a point into the tables.
pub struct Filling<'f> {
    connection: &'f Connection,
    karta: &'f Karta,
    /// The entries that come along: one for each id.
    entries: Vec<&'f Entry>,
    ids: HashSet<&'f str>,
    /// The map's name.
    name: String,
    point: Point<'f>,
}

impl<'f> Filling<'f> {
    pub fn new(connection: &'f Connection, karta: &'f Karta, selection: &Selection, point: Point<'f>) -> Filling<'f> {
        let is_one = |at: &usize| karta.position(karta.entries()[*at].id.as_str()) == Some(*at);
        let mut positions: Vec<usize> = selection.positions.iter().copied().filter(is_one).collect();
        positions.sort_unstable();
        let entries: Vec<&Entry> = positions.into_iter().map(|at| &karta.entries()[at]).collect();
        let ids = entries.iter().map(|entry| entry.id.as_str()).collect();
        Filling { connection, karta, entries, ids, name: karta.name().get(Lang::Sv).to_owned(), point }
    }

    /// Foreign keys hold at the end, in whatever order rows come.
    pub fn fill(&self, place: usize) -> Result<()> {
        self.connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        self.revision(place)?;
        Scheme::ALL.into_iter().try_for_each(|scheme| self.concepts(scheme))?;
        self.rows()?;
        plan::several().into_iter().try_for_each(|field| self.lists(field))
    }

    fn revision(&self, place: usize) -> Result<()> {
        let english = self.karta.name().get(Lang::En).to_owned();
        self.connection.execute("INSERT OR IGNORE INTO kartor VALUES (?, ?)", params![self.name, english])?;
        let date = decided(self.karta, self.point.name).map(|date| date.to_string());
        let row = params![self.name, self.point.name, place as i64, date, self.point.commit];
        self.connection.execute("INSERT INTO revisioner VALUES (?, ?, ?, ?, ?)", row).map(drop)
    }

    fn concepts(&self, scheme: Scheme) -> Result<()> {
        let all = self.karta.concepts(scheme);
        let mut insert = self.insert(scheme.name(), 5)?;
        for concept in
            all.iter().filter(|concept| all.find(concept.id.as_str()).is_some_and(|one| one.item == concept.item))
        {
            let (sv, en) = (concept.name.get(Lang::Sv), concept.name.get(Lang::En));
            let over = concept.broader.as_deref().filter(|id| all.find(id).is_some());
            let (name, revision) = (&self.name, self.point.name);
            insert.execute(params![name, revision, concept.id.as_str(), sv, en, over, concept.item as i64])?;
        }
        Ok(())
    }

    fn rows(&self) -> Result<()> {
        let columns = plan::single();
        let mut insert = self.insert("poster", columns.len() + 5)?;
        for entry in &self.entries {
            let first =
                [text(entry.kind.name()), text(entry.id.as_str()), text(entry.title()), Sql::from(!entry.is_gone())];
            let row = self.point().into_iter().chain(first);
            let row = row.chain(columns.iter().map(|of| self.single(entry, *of))).chain([text(&entry.path)]);
            insert.execute(params_from_iter(row))?;
        }
        Ok(())
    }

    fn single(&self, entry: &Entry, of: Of) -> Sql {
        let value = entry.get(of.field.name);
        let value = value.and_then(|value| of.part.map_or(Some(value), |part| value.part(part.name)));
        value.map_or(Sql::Null, |value| self.value(of.declared(), value))
    }

    /// A row for each item of a field that lists something. What points out of the file is kept apart.
    fn lists(&self, field: &Field) -> Result<()> {
        let parts = field.parts();
        let mut insert = self.insert(field.name, 2 + parts.len().max(1))?;
        for entry in &self.entries {
            for (place, item) in entry.items(field.name).iter().enumerate() {
                if !self.is_here(field, item) {
                    self.outside(entry, field.name, place, item.text())?;
                    continue;
                }
                let values: Vec<Sql> = match parts {
                    [] => vec![self.value(field, item)],
                    parts => parts.iter().map(|part| self.part(part, item)).collect(),
                };
                for part in parts.iter().filter(|part| matches!(part.shape, Shape::Link(_))) {
                    let id = item.part(part.name).and_then(Value::text).filter(|id| !self.ids.contains(id));
                    self.outside(entry, &format!("{}.{}", field.name, part.name), place, id)?;
                }
                let row =
                    self.point().into_iter().chain([text(entry.id.as_str()), Sql::from(place as i64)]).chain(values);
                insert.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }

    /// Whether the file has what an item points at.
    fn is_here(&self, field: &Field, item: &Value) -> bool {
        let id = item.text().unwrap_or_default();
        match field.shape {
            Shape::Links(_) => self.ids.contains(id),
            Shape::Concepts(scheme) => self.karta.concepts(scheme).find(id).is_some(),
            _ => true,
        }
    }

    fn outside(&self, entry: &Entry, field: &str, place: usize, id: Option<&str>) -> Result<()> {
        let Some(id) = id else { return Ok(()) };
        let row = params![self.name, self.point.name, entry.id.as_str(), field, place as i64, id];
        self.connection.execute("INSERT INTO utanfor VALUES (?, ?, ?, ?, ?, ?)", row).map(drop)
    }

    fn part(&self, part: &Field, record: &Value) -> Sql {
        match record.part(part.name) {
            Some(value) if matches!(part.shape, Shape::Link(_)) => {
                value.text().filter(|id| self.ids.contains(id)).map_or(Sql::Null, text)
            }
            Some(value) => self.value(part, value),
            None => Sql::Null,
        }
    }

    /// A value in a column; what has others inside it is JSON.
    fn value(&self, field: &Field, value: &Value) -> Sql {
        match value {
            Value::Number(number) => Sql::from(*number),
            other => text(&render::data(&self.karta.cell_of(field, other), Lang::Sv)),
        }
    }

    fn point(&self) -> [Sql; 2] {
        [text(&self.name), text(self.point.name)]
    }

    /// A statement for rows of so many values after the map and the revision.
    fn insert(&self, table: &str, more: usize) -> Result<rusqlite::Statement<'f>> {
        self.connection.prepare(&format!("INSERT INTO {table} VALUES (?, ?{})", ", ?".repeat(more)))
    }
}

fn text(text: &str) -> Sql {
    Sql::from(text.to_owned())
}

/// Says what the tables, their columns and the views hold.
pub fn documentation(connection: &Connection) -> Result<()> {
    let mut insert = connection.prepare("INSERT INTO dokumentation VALUES (?, ?, ?, ?)")?;
    let mut say =
        |table: &str, column: &str, sv: &str, en: &str| insert.execute(params![table, column, sv, en]).map(drop);
    for (table, column, sv, en) in TABLES {
        say(table, column, sv, en)?;
    }
    for of in plan::single() {
        let declared = of.declared();
        say("poster", &of.name(), declared.about.sv, declared.about.en)?;
    }
    for field in plan::several() {
        say(field.name, "", field.about.sv, field.about.en)?;
        field.parts().iter().try_for_each(|part| say(field.name, part.name, part.about.sv, part.about.en))?;
    }
    Scheme::ALL.into_iter().try_for_each(|scheme| {
        let label = scheme.label();
        say(scheme.name(), "", label.get(Lang::Sv), label.get(Lang::En))
    })?;
    MADE.iter().try_for_each(|(name, sv, en)| say(name, "", sv, en))?;
    VIEWS.iter().try_for_each(|view| say(view.name, "", view.sv, view.en))
}

/// What no declaration says.
static TABLES: [(&str, &str, &str, &str); 10] = [
    ("kartor", "", "Kartorna i filen, efter namn", "The maps in the file, by name"),
    (
        "revisioner",
        "",
        "Revisionerna, den äldsta först; . är kartan som den är nu",
        "The revisions, the oldest first; . is the map as it is now",
    ),
    ("revisioner", "datum", "När revisionen beslutades", "When the revision was decided"),
    ("revisioner", "incheckning", "Revisionens incheckning i git", "The revision's commit in git"),
    ("poster", "", "Behov, initiativ och aktörer", "Needs, initiatives and actors"),
    ("poster", "kind", "behov, initiativ eller aktor", "behov, initiativ or aktor"),
    ("poster", "titel", "Postens titel; för en aktör dess namn", "The entry's title; for an actor its name"),
    (
        "poster",
        "kvar",
        "1 om posten finns kvar, 0 om den är avförd eller ersatt",
        "1 if the entry remains, 0 if it is withdrawn or replaced",
    ),
    ("poster", "fil", "Postens fil i kartan", "The entry's file in the map"),
    (
        "utanfor",
        "",
        "Länkar till poster och begrepp som inte finns i filen",
        "Links to entries and concepts that are not in the file",
    ),
];
