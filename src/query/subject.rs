use super::ends::{Ends, ends, reverse_names};
use crate::entry::{Entry, FIELDS, Field, Shape, Value};
use crate::karta::{Karta, Way};
use crate::value::{Kind, fold, nearest};

/// What a condition is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The entry's kind.
    Kind,
    /// The entry's id.
    Id,
    /// The title and the text.
    Text,
    /// Any of these places in it.
    Fields(Vec<Path>),
    /// The entries at the other ends of its links.
    Ends(Ends),
    /// Something in the entries at the other ends, by its name there.
    Beyond(Ends, String),
    /// How many there are of something.
    Count(Box<Subject>),
    /// What its links lead to, step after step.
    Reach(Option<Way>),
}

/// The way to values in an entry: a field, a part of its records, or keys below a free one.
#[derive(Clone, Debug)]
pub struct Path {
    /// The field at the top.
    pub field: &'static Field,
    /// The part of its records.
    pub part: Option<&'static Field>,
    /// The keys below a free field, as search compares them.
    keys: Vec<String>,
    /// The path as data names it.
    pub name: String,
}

/// A name as fields are found by it: case, accents, spaces, hyphens and underscores do not matter.
pub fn spelled(name: &str) -> String {
    fold(name).chars().filter(|c| !matches!(c, '_' | '-') && !c.is_whitespace()).collect()
}

/// The subject of that name.
pub fn find(name: &str) -> Option<Subject> {
    match spelled(name).as_str() {
        "kind" | "typavpost" | "slag" | "postslag" => Some(Subject::Kind),
        "id" => Some(Subject::Id),
        "text" => Some(Subject::Text),
        "aktor" | "actor" => {
            Some(Subject::Fields(askable().filter(|field| names_actors(field)).map(Path::top).collect()))
        }
        "lankartill" | "linksto" => Some(Subject::Reach(Some(Way::Out))),
        "lankadfran" | "linkedfrom" => Some(Subject::Reach(Some(Way::In))),
        "lankadmed" | "linkedwith" => Some(Subject::Reach(None)),
        word => paths(name).map(Subject::Fields).or_else(|| linked(name)).or_else(|| counted(name, word)),
    }
}

/// The other ends of links, or something in the entries there.
fn linked(name: &str) -> Option<Subject> {
    let beyond = |at: usize| Some(Subject::Beyond(ends(&name[..at])?, name[at + 1..].to_owned()));
    let dots = || name.match_indices('.').map(|(at, _)| at);
    ends(name).map(Subject::Ends).or_else(|| dots().find_map(beyond))
}

/// How many of something there are.
fn counted(name: &str, word: &str) -> Option<Subject> {
    let is_count = word.starts_with("antal") || word.starts_with("count");
    // The sign behind the word may be an underscore, a hyphen or a blank.
    let rest = name.char_indices().nth(5).filter(|_| is_count).map(|(at, _)| &name[at..])?;
    match find(rest.trim_start_matches(['_', '-', ' ']))? {
        counted @ (Subject::Fields(_) | Subject::Ends(_)) => Some(Subject::Count(Box::new(counted))),
        _ => None,
    }
}

/// The name to ask by of what was most likely meant by a name that nothing has.
pub fn near(name: &str) -> Option<&'static str> {
    let fields = askable().flat_map(|field| {
        let names = [field.word, field.name, field.label.sv, field.label.en];
        names.into_iter().map(|name| (name, field.word))
    });
    let special = ["kind", "aktor", "text", "initiativ", "behov", "lankar_till", "lankad_fran", "lankad_med"];
    let fields = fields.chain(special.map(|name| (name, name)));
    let known: Vec<(&str, &'static str)> = fields.chain(reverse_names()).collect();
    let near = nearest(name, known.iter().map(|(name, _)| *name))?;
    known.iter().find(|(name, _)| *name == near).map(|(_, word)| *word)
}

/// The paths of that name: a field, `field.part`, or `egna.key`.
pub fn paths(name: &str) -> Option<Vec<Path>> {
    let mut steps = name.split('.');
    let tops = tops(&spelled(steps.next()?));
    let steps: Vec<String> = steps.map(spelled).collect();
    let paths: Vec<Path> = tops.into_iter().filter_map(|top| Path::below(top, &steps)).collect();
    (!paths.is_empty()).then_some(paths)
}

/// The fields that entries have.
pub fn askable() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| field.kinds.iter().any(|kind| Kind::ENTRIES.contains(kind)))
}

/// Whether it names the actors that a need or an initiative concerns.
pub fn names_actors(field: &Field) -> bool {
    field.targets() == [Kind::Aktor] && !field.kinds.contains(&Kind::Aktor)
}

/// The fields that a word means; several when kinds have fields of one name.
fn tops(word: &str) -> Vec<&'static Field> {
    let by_key = askable().find(|field| spelled(field.name) == word);
    let found = by_key.or_else(|| askable().find(|field| is_called(field, word)));
    found.map_or(Vec::new(), |found| askable().filter(|field| field.name == found.name).collect())
}

/// Whether a field or part goes by that word: its key, its singular, or its label in either language.
pub fn is_called(field: &Field, word: &str) -> bool {
    let plural = format!("{word}s");
    let names = [field.name, field.word, field.label.sv, field.label.en];
    names.into_iter().any(|name| spelled(name) == word) || spelled(field.label.en) == plural
}

impl Path {
    pub fn top(field: &'static Field) -> Path {
        Path { field, part: None, keys: Vec::new(), name: field.name.to_owned() }
    }

    fn part(field: &'static Field, part: &'static Field) -> Path {
        Path { part: Some(part), name: format!("{}.{}", field.name, part.name), ..Path::top(field) }
    }

    fn below(top: &'static Field, steps: &[String]) -> Option<Path> {
        match (steps, top.shape) {
            ([], _) => Some(Path::top(top)),
            (keys, Shape::Free) => {
                Some(Path { keys: keys.to_vec(), name: format!("{}.{}", top.name, keys.join(".")), ..Path::top(top) })
            }
            ([step], _) => {
                let part = top.parts().iter().find(|part| is_called(part, step))?;
                Some(Path::part(top, part))
            }
            _ => None,
        }
    }

    /// Whether the values are dates.
    pub fn is_date(&self) -> bool {
        matches!(self.shape(), Shape::Date)
    }

    /// What the values may be.
    pub fn shape(&self) -> Shape {
        self.part.unwrap_or(self.field).shape
    }

    /// The field that the values are of.
    pub fn leaf(&self) -> &'static Field {
        self.part.unwrap_or(self.field)
    }

    /// The paths to compare when records are asked about as a whole: their first part, and where that is a text, every
    /// text of theirs.
    pub fn whole(self) -> Vec<Path> {
        match self.field.parts() {
            [first, rest @ ..] if self.part.is_none() => {
                let rest = rest.iter().filter(|part| is_text(first.shape) && is_text(part.shape));
                std::iter::once(first).chain(rest).map(|part| Path::part(self.field, part)).collect()
            }
            _ => vec![self],
        }
    }

    /// Whether an entry has anything there.
    pub fn is_in(&self, entry: &Entry) -> bool {
        match (self.part, &self.keys[..]) {
            (None, []) => !self.items(entry).is_empty(),
            _ => self.any(entry, &mut |_| true),
        }
    }

    /// What the field holds in an entry whose kind has it: this field, and not one of its name that other kinds have.
    fn items<'e>(&self, entry: &'e Entry) -> &'e [Value] {
        let held = entry.values.iter().find(|(field, _)| std::ptr::eq(*field, self.field));
        held.map_or(&[], |(_, value)| value.items())
    }

    /// Whether any value there is such; a list's items are values, a record is not.
    pub fn any(&self, entry: &Entry, is_such: &mut dyn FnMut(&Value) -> bool) -> bool {
        self.items(entry).iter().any(|item| match self.part {
            Some(part) => item.part(part.name).is_some_and(|value| value.items().iter().any(&mut *is_such)),
            None => below(item, &self.keys, is_such),
        })
    }

    /// How many values are there.
    pub fn count(&self, entry: &Entry) -> usize {
        self.values(entry).iter().map(|value| value.items().len()).sum()
    }

    /// Every value there, in order.
    pub fn values<'e>(&self, entry: &'e Entry) -> Vec<&'e Value> {
        let items = self.items(entry).iter();
        match self.part {
            Some(part) => items.filter_map(|item| item.part(part.name)).collect(),
            None if self.keys.is_empty() => items.collect(),
            None => items.flat_map(|item| at_keys(item, &self.keys)).collect(),
        }
    }
}

fn is_text(shape: Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Prose | Shape::Url | Shape::Orgnr | Shape::Texts | Shape::Urls | Shape::Free)
}

fn below(value: &Value, keys: &[String], is_such: &mut dyn FnMut(&Value) -> bool) -> bool {
    match (value, keys) {
        (Value::List(items), _) => items.iter().any(|item| below(item, keys, is_such)),
        (Value::Record(parts), []) => parts.iter().any(|(_, value)| below(value, keys, is_such)),
        (Value::Record(parts), [key, rest @ ..]) => {
            parts.iter().any(|(name, value)| spelled(name) == *key && below(value, rest, is_such))
        }
        (value, []) => is_such(value),
        _ => false,
    }
}

fn at_keys<'e>(value: &'e Value, keys: &[String]) -> Vec<&'e Value> {
    match (value, keys) {
        (value, []) => vec![value],
        (Value::List(items), _) => items.iter().flat_map(|item| at_keys(item, keys)).collect(),
        (Value::Record(parts), [key, rest @ ..]) => {
            let named = parts.iter().filter(|(name, _)| spelled(name) == *key);
            named.flat_map(|(_, value)| at_keys(value, rest)).collect()
        }
        _ => Vec::new(),
    }
}

/// The nearest of the keys that the map's entries have under free fields, as they are spelled there; `Err` with it when
/// no entry has such a key.
pub fn check_own_key(karta: &Karta, path: &Path, kinds: &[Kind]) -> Result<(), Option<String>> {
    let entries = || kinds.iter().flat_map(|kind| karta.of_kind(*kind));
    if path.keys.is_empty() || entries().any(|entry| path.is_in(entry)) {
        return Ok(());
    }
    let own = entries().filter_map(|entry| match entry.get(path.field.name) {
        Some(Value::Record(parts)) => Some(parts.iter().map(|(name, _)| name.as_ref())),
        _ => None,
    });
    let near = nearest(&path.keys[0], own.flatten());
    Err(near.map(|near| format!("{}.{near}", path.field.name)))
}
