use super::{Karta, name};
use crate::entry::{Entry, Field, Shape, Value};
use crate::say::{Lang, Words};
use crate::table::{Cell, Part};
use crate::value::Id;

/// Whoever knows what the ids in a map stand for.
pub trait Names {
    /// The name of what an id in that field stands for; the id itself when it is not known.
    fn name_of(&self, field: &Field, id: &Id) -> Words;
}

impl Names for Karta {
    fn name_of(&self, field: &Field, id: &Id) -> Words {
        let name = match field.scheme() {
            Some(scheme) => self.concepts(scheme).find(id.as_str()).map(|concept| concept.name.clone()),
            None => self.find(id.as_str()).map(name),
        };
        name.unwrap_or_else(|| Words::same(id.as_str()))
    }
}

impl Karta {
    /// What a field of an entry holds, with names for ids; empty when it is missing.
    pub fn cell(&self, entry: &Entry, field: &Field) -> Cell {
        entry.get(field.name).map_or(Cell::Empty, |value| self.cell_of(field, value))
    }

    /// What a field holds, with names for ids.
    pub fn cell_of(&self, field: &Field, value: &Value) -> Cell {
        cell_of(self, field, value)
    }

    /// The name of what an id in that field stands for; the id itself when the map does not have it.
    pub fn name_of(&self, field: &Field, id: &Id) -> Words {
        Names::name_of(self, field, id)
    }
}

/// What a field holds, with names for ids.
pub fn cell_of(names: &dyn Names, field: &Field, value: &Value) -> Cell {
    match value {
        Value::Id(id) => Cell::Named(id.clone(), names.name_of(field, id)),
        Value::List(items) => Cell::List(items.iter().map(|item| cell_of(names, field, item)).collect()),
        Value::Record(parts) => {
            Cell::Record(parts.iter().map(|(name, value)| part_of(names, field, name, value)).collect())
        }
        Value::Text(text) if matches!(field.shape, Shape::Url | Shape::Urls) => Cell::Url(text.to_string()),
        plain => simple(plain),
    }
}

/// A part of a record, as it is declared, or as the map calls it where it is the map's own.
fn part_of(names: &dyn Names, field: &Field, name: &str, value: &Value) -> Part {
    let (label, field) = match field.parts().iter().find(|part| part.name == name) {
        Some(part) => ((!speaks_for_itself(field, part)).then(|| in_sentence(part)), part),
        None => (Some(Words::same(name)), field),
    };
    Part { key: name.to_owned(), label, cell: cell_of(names, field, value) }
}

/// Whether a reader sees from a value alone what part of its record it is: the first, which the others are about, and
/// what a source has.
fn speaks_for_itself(record: &Field, part: &Field) -> bool {
    let is_first = record.parts().first().is_some_and(|first| first.name == part.name);
    is_first || matches!(part.name, "text" | "datum") || matches!(part.shape, Shape::Url)
}

/// A label as it stands inside a sentence.
fn in_sentence(part: &Field) -> Words {
    let label = part.label.words();
    let lowered = |lang: Lang| {
        let mut signs = label.get(lang).chars();
        signs.next().into_iter().flat_map(char::to_lowercase).chain(signs).collect()
    };
    Words::each(lowered)
}

/// A value that has nothing inside it.
fn simple(value: &Value) -> Cell {
    match value {
        Value::Text(text) => Cell::Text(text.to_string()),
        Value::Choice(choice) => Cell::Choice(choice.name, choice.label.words()),
        Value::Number(number) => Cell::Number(*number),
        Value::Decimal(number) => Cell::Decimal(*number),
        Value::Bool(value) => Cell::Bool(*value),
        Value::Date(date) => Cell::Date(*date),
        Value::Id(_) | Value::List(_) | Value::Record(_) => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;
    use crate::value::{Date, Kind};

    #[test]
    fn ids_get_names_also_inside_records() {
        let karta = Karta::draw(&Tree::memory([
            ("aktor/esam.toml", "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\n"),
            (
                "aktor/skr.toml",
                "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\n[[medlemskap]]\ni = \"esam\"\nfran = \"2018\"\n",
            ),
        ]));
        let skr = karta.find("skr").expect("an entry");
        let field = |name| crate::entry::find(Kind::Aktor, name).expect("a field");
        let esam = Cell::Named(Id::parse("esam").expect("an id"), Words::same("eSam"));
        let since = Cell::Date(Date::year(2018).expect("a year"));
        let member = Cell::Record(vec![
            Part { key: "i".into(), label: None, cell: esam },
            Part { key: "fran".into(), label: Some(Words::new("från", "from")), cell: since },
        ]);
        assert_eq!(karta.cell(skr, field("medlemskap")), Cell::List(vec![member]));
        assert_eq!(karta.cell(skr, field("niva")), Cell::Choice("forening", Words::new("förening", "association")));
        assert_eq!(karta.cell(skr, field("webb")), Cell::Empty);
    }

    #[test]
    fn addresses_are_known_and_what_only_the_map_has_keeps_its_own_name() {
        let karta = Karta::draw(&Tree::memory([(
            "aktor/skr.toml",
            "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\nwebb = \"https://skr.se\"\nkallor = [{ url = \"https://skr.se\", datum = \"2018\" }]\negna = { Kod = 1 }\n",
        )]));
        let skr = karta.find("skr").expect("an entry");
        let cell = |name| karta.cell(skr, crate::entry::find(Kind::Aktor, name).expect("a field"));
        let part = |key: &str, label, cell| Part { key: key.into(), label, cell };
        let address = Cell::Url("https://skr.se".into());
        let date = Cell::Date(Date::year(2018).expect("a year"));
        let source = Cell::Record(vec![part("url", None, address.clone()), part("datum", None, date)]);
        assert_eq!(cell("webb"), address);
        assert_eq!(cell("kallor"), Cell::List(vec![source]));
        assert_eq!(cell("egna"), Cell::Record(vec![part("Kod", Some(Words::same("Kod")), Cell::Number(1))]));
    }
}
