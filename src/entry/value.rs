use std::borrow::Cow;

use super::field::{Choice, Field};
use crate::finding::FieldPath;
use crate::value::{Date, Id, Kind, stem};

/// The name of a field: one that is declared, or one of the map's own under `[egna]`.
pub type Name = Cow<'static, str>;

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(Box<str>),
    /// The id of a concept or of another entry.
    Id(Id),
    /// One of a fixed set.
    Choice(&'static Choice),
    /// A whole number.
    Number(i64),
    /// A number with decimals; only under `[egna]`.
    Decimal(f64),
    /// Yes or no; only under `[egna]`.
    Bool(bool),
    /// A date with its precision.
    Date(Date),
    /// Several, in order.
    List(Box<[Value]>),
    /// Names and what they hold, in order.
    Record(Box<[(Name, Value)]>),
}

impl Value {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Id(id) => Some(id.as_str()),
            Value::Choice(choice) => Some(choice.name),
            _ => None,
        }
    }

    /// The items of a list, or the value itself as the only one.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// The items with their numbers, counted from 0; a value that is not a list has none.
    fn numbered(&self) -> impl Iterator<Item = (Option<usize>, &Value)> {
        let is_list = matches!(self, Value::List(_));
        self.items().iter().enumerate().map(move |(index, item)| (is_list.then_some(index), item))
    }

    /// What a record holds under a name.
    pub fn part(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Record(parts) => find(parts, name),
            _ => None,
        }
    }
}

/// One behov, initiativ, aktör, taxonomi, revision, or the map's own settings.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its name; the file's stem where the file does not say.
    pub id: Id,
    /// Its file, from the map's folder, with `/` between folders.
    pub path: Box<str>,
    /// Its fields, in the order of the file.
    pub values: Box<[(&'static Field, Value)]>,
}

impl PartialEq for Entry {
    /// Two entries are equal when they say the same, in whatever order.
    fn eq(&self, other: &Entry) -> bool {
        let has = |(field, value): &(&'static Field, Value)| other.get(field.name) == Some(value);
        (self.kind, &self.id, &self.path, self.values.len()) == (other.kind, &other.id, &other.path, other.values.len())
            && self.values.iter().all(has)
    }
}

/// A place in an entry where another entry or a concept is named.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'e> {
    /// The field that holds the id: the part, when it is inside a record.
    pub field: &'static Field,
    /// The id named.
    pub id: &'e Id,
    top: &'static Field,
    item: Option<usize>,
    is_part: bool,
}

impl Mention<'_> {
    /// The field at the top of the file that it is in.
    pub fn top(&self) -> &'static Field {
        self.top
    }

    /// The way from the top of the file to the id.
    pub fn path(&self) -> FieldPath {
        let top = FieldPath::field(self.top.name);
        let item = self.item.map_or(top.clone(), |index| top.item(index));
        if self.is_part { item.key(self.field.name) } else { item }
    }
}

impl Entry {
    /// What a field holds.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(field, _)| field.name == name).map(|(_, value)| value)
    }

    /// A field's text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::text)
    }

    /// A field's date.
    pub fn date(&self, name: &str) -> Option<Date> {
        match self.get(name) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// A field's items; none when the field is missing.
    pub fn items(&self, name: &str) -> &[Value] {
        self.get(name).map_or(&[], Value::items)
    }

    /// The ids that a field holds, in order.
    pub fn ids(&self, name: &str) -> impl Iterator<Item = &Id> {
        self.items(name).iter().filter_map(|value| match value {
            Value::Id(id) => Some(id),
            _ => None,
        })
    }

    /// Every place where it names a concept or another entry, in the order of the file.
    pub fn mentions(&self) -> impl Iterator<Item = Mention<'_>> {
        self.values
            .iter()
            .flat_map(|(top, value)| value.numbered().flat_map(move |(item, value)| mention(top, item, value)))
    }

    /// Whether it has left the map, or has gone into another.
    pub fn is_gone(&self) -> bool {
        self.values.iter().any(|(field, value)| match field.name {
            "avford" => true,
            "status" => value.text() == Some("avfort"),
            "ersatt_av" => !value.items().is_empty(),
            _ => false,
        })
    }

    /// What a person calls it: its title or name, else its id.
    pub fn title(&self) -> &str {
        self.text("titel").or_else(|| self.text("namn")).unwrap_or(self.id.as_str())
    }

    /// Its file's name without folder and ending; the same as its id in a map that is right.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// The fields declared for its kind.
    pub fn fields(&self) -> &'static [&'static Field] {
        super::declared::fields(self.kind)
    }
}

/// The ids in one value of a field: the value itself, or the parts of a record.
fn mention<'e>(top: &'static Field, item: Option<usize>, value: &'e Value) -> impl Iterator<Item = Mention<'e>> {
    let own = match value {
        Value::Id(id) => Some(Mention { field: top, id, top, item, is_part: false }),
        _ => None,
    };
    let parts = match value {
        Value::Record(parts) => top.parts().iter().zip(std::iter::repeat(&parts[..])),
        _ => [].iter().zip(std::iter::repeat(&[][..])),
    };
    let parts = parts.filter_map(move |(field, parts)| match find(parts, field.name) {
        Some(Value::Id(id)) => Some(Mention { field, id, top, item, is_part: true }),
        _ => None,
    });
    own.into_iter().chain(parts)
}

fn find<'a>(values: &'a [(Name, Value)], name: &str) -> Option<&'a Value> {
    values.iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
