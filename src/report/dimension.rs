use std::borrow::Cow;
use std::collections::BTreeSet;

use hashbrown::HashMap;

use crate::entry::{Choice, Entry, FIELDS, Field, Shape, Value};
use crate::karta::{Karta, name};
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::table::Cell;
use crate::value::{Kind, Order, fold, nearest};

/// Something that needs and initiatives can be told apart by: a field whose values are few enough to count, or the kind.
pub struct Dimension {
    /// The stable name in data.
    key: &'static str,
    heading: Words,
    /// The field, as each kind that has it declares it; none for the kind itself.
    fields: Vec<&'static Field>,
}

/// The values of a dimension, in order, also those that no entry has.
pub struct Values {
    /// The stable name in data.
    pub key: String,
    /// What people call it.
    pub heading: Words,
    /// The values: in data, and to people.
    pub names: Vec<(String, Cell)>,
    /// Whether an entry may have several.
    pub is_many: bool,
    fields: Vec<&'static Field>,
    places: HashMap<String, u32>,
}

/// What stands for the value of entries that have none.
pub const MISSING: &str = "saknas";

impl Dimension {
    /// The dimension of that name: the key, the word or the label of a field, with or without å ä ö.
    pub fn named(called: &str) -> Result<Dimension> {
        let wanted = spelled(called);
        if ["kind", "slag"].contains(&wanted.as_str()) {
            return Ok(Dimension { key: "kind", heading: Words::new("Slag", "Kind"), fields: Vec::new() });
        }
        let is_called = |field: &&&Field| names(field).iter().any(|name| spelled(name) == wanted);
        let Some(found) = possible().find(is_called) else { return Err(unknown(called)) };
        let fields = possible().filter(|field| field.name == found.name).copied().collect();
        Ok(Dimension { key: found.name, heading: found.label.words(), fields })
    }

    /// The same, of entries of these kinds only, where any of them has it.
    pub fn of_kinds(mut self, kinds: &[Kind]) -> Dimension {
        let is_theirs = |field: &Field| field.kinds.iter().any(|kind| kinds.contains(kind));
        if self.fields.iter().any(|field| is_theirs(field)) {
            self.fields.retain(|field| is_theirs(field));
        }
        self
    }

    /// Its values in some entries: those that the map or the field declares, in that order, and whatever else entries have.
    pub fn values<'e>(self, karta: &Karta, entries: impl Iterator<Item = &'e Entry>) -> Values {
        let mut names: Vec<(String, Cell)> = self.declared(karta);
        let declared: BTreeSet<String> = names.iter().map(|(key, _)| key.clone()).collect();
        let (mut found, mut has_missing) = (BTreeSet::new(), false);
        for entry in entries {
            let values = values(&self.fields, entry);
            has_missing |= values.is_empty();
            found.extend(values.into_iter().filter(|value| !declared.contains(&**value)).map(Cow::into_owned));
        }
        let order = Order::swedish();
        let mut found: Vec<(String, Cell)> = found.into_iter().map(|key| self.name(karta, key)).collect();
        found.sort_by_cached_key(|(_, cell)| order.key(words(cell).get(say::Lang::Sv)));
        names.extend(found);
        if has_missing {
            names.push((MISSING.to_owned(), Cell::Words(Words::new("(saknas)", "(missing)"))));
        }
        let places = (0..).zip(&names).map(|(at, (key, _))| (key.clone(), at)).collect();
        let is_many = self.fields.iter().any(|field| field.is_list());
        Values { key: self.key.to_owned(), heading: self.heading, names, is_many, fields: self.fields, places }
    }

    /// The values that are known without looking at entries.
    fn declared(&self, karta: &Karta) -> Vec<(String, Cell)> {
        let choice =
            |choice: &'static Choice| (choice.name.to_owned(), Cell::Choice(choice.name, choice.label.words()));
        let kind = |kind: Kind| (kind.name().to_owned(), Cell::Choice(kind.name(), kind.plural()));
        let mut names: Vec<(String, Cell)> = Vec::new();
        let mut add = |named: (String, Cell)| {
            if !names.contains(&named) {
                names.push(named);
            }
        };
        if self.fields.is_empty() {
            [Kind::Behov, Kind::Initiativ].map(kind).into_iter().for_each(&mut add);
        }
        for field in &self.fields {
            match field.shape {
                Shape::Choice(choices) => choices.iter().map(choice).for_each(&mut add),
                Shape::Concepts(scheme) => karta.concepts(scheme).iter().for_each(|concept| {
                    add((concept.id.to_string(), Cell::Named(concept.id.clone(), concept.name.clone())));
                }),
                Shape::Record(_) => (1..=5).for_each(|number| add((number.to_string(), Cell::Number(number)))),
                _ => {}
            }
        }
        names
    }

    /// A value that entries have, as people read it.
    fn name(&self, karta: &Karta, key: String) -> (String, Cell) {
        let links = self.fields.iter().any(|field| !field.targets().is_empty());
        let found = karta.find(&key).filter(|_| links);
        let cell = found.map_or_else(|| Cell::Text(key.clone()), |entry| Cell::Named(entry.id.clone(), name(entry)));
        (key, cell)
    }
}

impl Values {
    /// Which of the values an entry has, each once.
    pub fn of(&self, entry: &Entry) -> Vec<u32> {
        let values = values(&self.fields, entry);
        let missing = values.is_empty().then_some(Cow::Borrowed(MISSING));
        let mut places: Vec<u32> =
            values.into_iter().chain(missing).filter_map(|value| self.places.get(&*value).copied()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// The fields that can be a dimension.
fn possible() -> impl Iterator<Item = &'static &'static Field> {
    static POSSIBLE: std::sync::LazyLock<Vec<&'static Field>> = std::sync::LazyLock::new(|| {
        let is_ours = |field: &&Field| field.kinds.contains(&Kind::Behov) || field.kinds.contains(&Kind::Initiativ);
        FIELDS.iter().filter(is_ours).filter(|field| is_countable(field)).collect()
    });
    POSSIBLE.iter()
}

fn is_countable(field: &Field) -> bool {
    let is_score = || matches!(field.parts(), [first, ..] if matches!(first.shape, Shape::Number(..)));
    match field.shape {
        Shape::Choice(_) | Shape::Concepts(_) | Shape::Links(_) | Shape::Date => true,
        Shape::Number(..) => true,
        Shape::Record(_) => is_score(),
        _ => false,
    }
}

fn names(field: &Field) -> [&'static str; 4] {
    [field.name, field.word, field.label.sv, field.label.en]
}

fn spelled(name: &str) -> String {
    fold(name).chars().filter(|c| !matches!(c, '_' | '-') && !c.is_whitespace()).collect()
}

/// What an entry has in any of the fields, as data names it; dates by their year, scores by their number.
fn values<'e>(fields: &[&'static Field], entry: &'e Entry) -> Vec<Cow<'e, str>> {
    let field = fields.iter().find(|field| field.kinds.contains(&entry.kind));
    match (fields.is_empty(), field) {
        (true, _) => vec![Cow::Borrowed(entry.kind.name())],
        (_, Some(field)) => entry.items(field.name).iter().filter_map(value).collect(),
        (_, None) => Vec::new(),
    }
}

fn value(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Number(number) => Some(number.to_string().into()),
        Value::Date(date) => Some(date.in_year().to_string().into()),
        Value::Record(parts) => parts.first().and_then(|(_, first)| self::value(first)),
        other => other.text().map(Cow::Borrowed),
    }
}

/// A value as a heading.
pub fn words(cell: &Cell) -> Words {
    match cell {
        Cell::Named(_, words) | Cell::Choice(_, words) | Cell::Words(words) => words.clone(),
        Cell::Text(text) => Words::same(text.clone()),
        Cell::Number(number) => Words::same(number.to_string()),
        _ => Words::new("", ""),
    }
}

fn unknown(called: &str) -> Failure {
    let shown = quote(called);
    let failure = Failure::new(say!(
        "{shown} går inte att räkna efter i en korstabell.",
        "{shown} cannot be counted by in a cross table."
    ));
    let known: Vec<&str> = possible().flat_map(|field| names(field)).chain(["kind"]).collect();
    let mut words: Vec<&str> = possible().map(|field| field.word).chain(["kind"]).collect();
    words.dedup();
    let words = words.join(", ");
    let word = |near| possible().find(|field| names(field).contains(&near)).map_or(near, |field| field.word);
    failure.hint(match nearest(called, known).map(word) {
        Some(near) => say!("Menade du {near}? Det här går: {words}", "Did you mean {near}? These can: {words}"),
        None => say!("Det här går: {words}", "These can: {words}"),
    })
}
