use super::{Karta, name};
use crate::entry::{Entry, Field, Shape, Value};
use crate::say::Words;
use crate::table::Cell;
use crate::value::Id;

impl Karta {
    /// What a field of an entry holds, with names for ids; empty when it is missing.
    pub fn cell(&self, entry: &Entry, field: &Field) -> Cell {
        entry.get(field.name).map_or(Cell::Empty, |value| self.cell_of(field, value))
    }

    /// What a field holds, with names for ids.
    pub fn cell_of(&self, field: &Field, value: &Value) -> Cell {
        match value {
            Value::Id(id) => self.named(field, id),
            Value::List(items) => Cell::List(items.iter().map(|item| self.cell_of(field, item)).collect()),
            Value::Record(parts) => {
                let cell = |name: &str, value| match field.parts().iter().find(|part| part.name == name) {
                    Some(part) => self.cell_of(part, value),
                    None => self.cell_of(field, value),
                };
                Cell::Record(parts.iter().map(|(name, value)| (name.to_string(), cell(name, value))).collect())
            }
            plain => simple(plain),
        }
    }

    /// The name of what an id in that field stands for; the id itself when the map does not have it.
    pub fn name_of(&self, field: &Field, id: &Id) -> Words {
        let name = match field.shape {
            Shape::Concepts(scheme) | Shape::Concept(scheme) => {
                self.concepts(scheme).find(id.as_str()).map(|concept| concept.name.clone())
            }
            _ => self.find(id.as_str()).map(name),
        };
        name.unwrap_or_else(|| Words::same(id.as_str()))
    }

    fn named(&self, field: &Field, id: &Id) -> Cell {
        Cell::Named(id.clone(), self.name_of(field, id))
    }
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
        let member = Cell::Record(vec![("i".into(), esam), ("fran".into(), since)]);
        assert_eq!(karta.cell(skr, field("medlemskap")), Cell::List(vec![member]));
        assert_eq!(karta.cell(skr, field("niva")), Cell::Choice("forening", Words::new("förening", "association")));
        assert_eq!(karta.cell(skr, field("webb")), Cell::Empty);
    }
}
