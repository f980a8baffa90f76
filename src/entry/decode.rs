use std::borrow::Cow;

use super::field::{Field, Shape};
use super::problem::{Found, Problem, What, Why};
use super::syntax::{self, Node, Pair, Raw};
use super::value::{Entry, Value};
use crate::finding::{FieldPath, Place, Step};
use crate::value::{Date, Id, Kind, Orgnr, nearest, stem};

/// How many unknown fields of one file are told one by one.
const MOST_UNKNOWN: usize = 20;

/// Reads one file: the entry, as far as it can be understood, and everything that is wrong with it.
///
/// There is no entry when the text gives nothing to go by: no TOML that can be understood, or no usable id in either
/// the file's name or the text.
pub fn read(kind: Kind, path: &str, text: &str) -> (Option<Entry>, Vec<Problem>) {
    let (pairs, faults) = syntax::parse(text);
    let mut decoder = Decoder { problems: Vec::new() };
    let values = decoder.fields(Fields::Of(kind), &pairs, &At::Top, |field| field);
    let id = decoder.id(kind, path, &values);
    let entry = id.map(|id| Entry { kind, id, path: path.into(), values });
    match faults.first() {
        Some(first) => (entry, vec![broken(text, first)]),
        None if pairs.is_empty() => (None, vec![Problem { place: Place::File, what: What::Nothing }]),
        None => match unresolved(text) {
            Some(at) => (entry, vec![both(at)]),
            None => (entry, decoder.problems),
        },
    }
}

/// Where the text is not TOML, the first such place is all that is told: what follows, and what the rest seems to
/// say, may come of what was lost there.
fn broken(text: &str, first: &syntax::Fault) -> Problem {
    match conflict(text) {
        Some(at) => both(at),
        None => Problem { place: Place::Bytes(first.span.0, first.span.1), what: What::Syntax(first.message.clone()) },
    }
}

/// What git writes above the first of two versions.
const FIRST: &str = "<<<<<<< ";

/// Two versions that git has joined in one text, from the line at a byte on.
fn both(at: usize) -> Problem {
    let at = at as u32;
    Problem { place: Place::Bytes(at, at + 7), what: What::Conflict }
}

/// Where the line stands that git writes above the first of two versions.
fn conflict(text: &str) -> Option<usize> {
    let is_marked = |at: &usize| text[..*at].is_empty() || text[..*at].ends_with('\n');
    text.match_indices(FIRST).map(|(at, _)| at).find(is_marked)
}

/// The same in a text that is TOML all the same, as where both versions are of a text in three quotes: there all of
/// git's three marks must stand, each on its line. Nearly every text is passed by the first, quick look.
fn unresolved(text: &str) -> Option<usize> {
    let at = text.contains(FIRST).then(|| conflict(text)).flatten()?;
    let mut lines = text[at..].lines();
    (lines.any(|line| line == "=======") && lines.any(|line| line.starts_with(">>>>>>> "))).then_some(at)
}

/// The way down to what is being read; becomes a [`FieldPath`] only when there is something to tell.
enum At<'p> {
    Top,
    Key(&'p At<'p>, &'p str),
    Item(&'p At<'p>, usize),
}

impl At<'_> {
    fn path(&self) -> FieldPath {
        match self {
            At::Top => FieldPath::default(),
            At::Key(above, name) => above.path().key(name),
            At::Item(above, index) => above.path().item(*index),
        }
    }

    /// Where a whole table is told of: its own place, or the file's.
    fn place(&self) -> Place {
        match self {
            At::Top => Place::File,
            below => Place::Value(below.path()),
        }
    }
}

/// The fields that a table may have.
#[derive(Clone, Copy)]
enum Fields {
    Of(Kind),
    Parts(&'static [Field]),
}

impl Fields {
    fn iter(self) -> impl Iterator<Item = &'static Field> {
        let (of, parts): (&[&Field], &[Field]) = match self {
            Fields::Of(kind) => (super::declared::fields(kind), &[]),
            Fields::Parts(parts) => (&[], parts),
        };
        of.iter().copied().chain(parts)
    }

    fn get(self, at: usize) -> Option<&'static Field> {
        match self {
            Fields::Of(kind) => super::declared::fields(kind).get(at).copied(),
            Fields::Parts(parts) => parts.get(at),
        }
    }

    /// The field of that name and its place, looked for from `next` on: files mostly have the declared order.
    fn find(self, name: &str, next: usize) -> Option<(usize, &'static Field)> {
        let from = |start| (start..).map_while(move |at| self.get(at).map(|field| (at, field)));
        from(next).chain(from(0)).find(|(_, field)| field.name == name)
    }
}

struct Decoder {
    problems: Vec<Problem>,
}

impl Decoder {
    fn tell(&mut self, place: Place, what: What) {
        self.problems.push(Problem { place, what });
    }

    /// What a table holds, each under what `key` makes of its field.
    fn fields<K>(
        &mut self,
        fields: Fields,
        pairs: &[Pair<'_>],
        at: &At<'_>,
        key: fn(&'static Field) -> K,
    ) -> Box<[(K, Value)]> {
        let mut values = Vec::with_capacity(pairs.len());
        let mut unknown = Vec::new();
        let mut next = 0;
        for pair in pairs {
            match fields.find(&pair.key, next) {
                Some((place, field)) => {
                    next = place + 1;
                    let value = self.value(field, &pair.node, &At::Key(at, &pair.key));
                    values.extend(value.map(|value| (key(field), value)));
                }
                None => unknown.push(&*pair.key),
            }
        }
        let misspelt = self.unknown(fields, &unknown, pairs, at);
        self.missing(fields, pairs, &misspelt, at);
        values.into()
    }

    /// Tells which keys are no fields, and answers with the fields that they may have been meant for.
    fn unknown(&mut self, fields: Fields, names: &[&str], pairs: &[Pair<'_>], at: &At<'_>) -> Vec<&'static str> {
        if names.is_empty() {
            return Vec::new();
        }
        let is_absent = |field: &&Field| !pairs.iter().any(|pair| pair.key == field.name);
        let absent: Vec<&'static str> = fields.iter().filter(is_absent).map(|field| field.name).collect();
        let mut misspelt = Vec::new();
        for name in names.iter().take(MOST_UNKNOWN) {
            let meant = nearest(name, absent.iter().copied());
            misspelt.extend(meant);
            self.tell(Place::Key(At::Key(at, name).path()), What::UnknownField(name.to_string(), meant));
        }
        if names.len() > MOST_UNKNOWN {
            self.tell(at.place(), What::ManyUnknown(names.len() - MOST_UNKNOWN));
        }
        misspelt
    }

    /// Tells which required fields are not there; one that is there but misspelt has been told of.
    fn missing(&mut self, fields: Fields, pairs: &[Pair<'_>], misspelt: &[&str], at: &At<'_>) {
        let is_wanted = |field: &&Field| field.is_required && !misspelt.contains(&field.name);
        for field in fields.iter().filter(is_wanted) {
            if !pairs.iter().any(|pair| pair.key == field.name) {
                self.tell(at.place(), What::Missing(field));
            }
        }
    }

    fn value(&mut self, field: &'static Field, node: &Node<'_>, at: &At<'_>) -> Option<Value> {
        match (field.shape, &node.raw) {
            (Shape::Texts | Shape::Urls | Shape::Concepts(_) | Shape::Links(_), Raw::List(items)) => {
                Some(self.list(items, at, |decoder, item, at| decoder.text(field, item, at)))
            }
            (Shape::Records(parts), Raw::List(items)) => {
                Some(self.list(items, at, |decoder, item, at| decoder.record(field, parts, item, at)))
            }
            (Shape::Record(parts), _) => self.record(field, parts, node, at),
            (Shape::Free, Raw::Table(_)) => Some(free(&node.raw)),
            (Shape::Number(least, most), Raw::Number(number)) => self.number(field, *number, least, most, at),
            (Shape::Date, Raw::Date(text)) => self.date(field, text, at),
            (Shape::Number(..) | Shape::Free, _) => self.wrong_type(field, node, at),
            _ if field.is_list() => self.wrong_type(field, node, at),
            _ => self.text(field, node, at),
        }
    }

    fn list(
        &mut self,
        items: &[Node<'_>],
        at: &At<'_>,
        mut read: impl FnMut(&mut Decoder, &Node<'_>, &At<'_>) -> Option<Value>,
    ) -> Value {
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            values.extend(read(self, item, &At::Item(at, index)));
        }
        Value::List(values.into())
    }

    fn record(
        &mut self,
        field: &'static Field,
        parts: &'static [Field],
        node: &Node<'_>,
        at: &At<'_>,
    ) -> Option<Value> {
        match &node.raw {
            Raw::Table(pairs) => {
                let name = |field: &'static Field| Cow::Borrowed(field.name);
                Some(Value::Record(self.fields(Fields::Parts(parts), pairs, at, name)))
            }
            _ => self.wrong_type(field, node, at),
        }
    }

    fn text(&mut self, field: &'static Field, node: &Node<'_>, at: &At<'_>) -> Option<Value> {
        let Raw::Text(text) = &node.raw else {
            return self.wrong_type(field, node, at);
        };
        match from_text(field.shape, text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.tell(Place::Value(at.path()), What::BadValue(field, text.to_string(), why));
                None
            }
        }
    }

    fn number(&mut self, field: &'static Field, number: i64, least: i64, most: i64, at: &At<'_>) -> Option<Value> {
        if (least..=most).contains(&number) {
            return Some(Value::Number(number));
        }
        self.tell(Place::Value(at.path()), What::BadValue(field, number.to_string(), Why::Range(least, most)));
        None
    }

    fn date(&mut self, field: &'static Field, text: &str, at: &At<'_>) -> Option<Value> {
        let date = Date::parse(text);
        if date.is_none() {
            self.tell(Place::Value(at.path()), What::BadValue(field, text.to_owned(), Why::Date));
        }
        date.map(Value::Date)
    }

    fn wrong_type(&mut self, field: &'static Field, node: &Node<'_>, at: &At<'_>) -> Option<Value> {
        self.tell(Place::Value(at.path()), What::WrongType(field, found(&node.raw)));
        None
    }

    /// The entry's id: what the file says, else its stem. The map's settings have none and are called `karta`.
    fn id(&mut self, kind: Kind, path: &str, values: &[(&'static Field, Value)]) -> Option<Id> {
        let stem = stem(path);
        let written = values.iter().find(|(field, _)| field.name == "id").and_then(|(_, value)| value.text());
        if kind != Kind::Karta {
            if let Err(why) = Id::check(stem) {
                self.problems.retain(|problem| !is_bad_id(problem, stem));
                self.tell(Place::File, What::BadStem(stem.to_owned(), why));
            } else if let Some(written) = written.filter(|written| *written != stem) {
                let place = Place::Value(FieldPath(vec![Step::Key("id".into())]));
                self.tell(place, What::NotTheFile(written.to_owned(), stem.to_owned()));
            }
        }
        Id::parse(written.unwrap_or(stem)).ok()
    }
}

/// Whether a problem is that the file's own id is that text, which is not an id.
fn is_bad_id(problem: &Problem, text: &str) -> bool {
    let is_own = |path: &FieldPath| path.0 == [Step::Key("id".into())];
    match (&problem.place, &problem.what) {
        (Place::Value(path), What::BadValue(_, told, Why::Id(_))) => is_own(path) && told == text,
        _ => false,
    }
}

/// Reads a text as what a field of that shape holds: the one door for text from files, flags and questions. Numbers
/// and parts are not texts in a file, and are refused.
pub fn from_text(shape: Shape, text: &str) -> Result<Value, Why> {
    match shape {
        Shape::Id => Id::check(text).map(|()| Value::Text(text.into())).map_err(Why::Id),
        Shape::Concepts(_) | Shape::Concept(_) | Shape::Links(_) | Shape::Link(_) => {
            Id::parse(text).map(Value::Id).map_err(Why::Id)
        }
        Shape::Date => Date::parse(text).map(Value::Date).ok_or(Why::Date),
        Shape::Choice(choices) => choice(choices, text),
        Shape::Orgnr => Orgnr::parse(text).map(|_| Value::Text(text.into())).map_err(Why::Orgnr),
        Shape::Url | Shape::Urls => {
            if is_url(text) {
                Ok(Value::Text(text.into()))
            } else {
                Err(Why::Url)
            }
        }
        Shape::Prose => not_empty(text.trim_end()),
        Shape::Text | Shape::Texts if text.contains('\n') => Err(Why::Line),
        Shape::Text | Shape::Texts => not_empty(text),
        Shape::Number(least, most) => Err(Why::Range(least, most)),
        Shape::Record(_) | Shape::Records(_) | Shape::Free => Err(Why::Empty),
    }
}

fn choice(choices: &'static [super::Choice], text: &str) -> Result<Value, Why> {
    match choices.iter().find(|choice| choice.name == text) {
        Some(choice) => Ok(Value::Choice(choice)),
        None => Err(Why::Choice(nearest(text, choices.iter().map(|choice| choice.name)))),
    }
}

fn not_empty(text: &str) -> Result<Value, Why> {
    if text.trim().is_empty() { Err(Why::Empty) } else { Ok(Value::Text(text.into())) }
}

/// Whether a text is an address that a browser can be sent to without harm (RFC 3986, http and https only).
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(""));
    let is_foul = |c: char| c.is_whitespace() || c.is_control();
    let is_clean = !text.bytes().any(|byte| byte <= b' ' || matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`' | 0x7f));
    is_clean
        && (text.is_ascii() || !text.contains(is_foul))
        && host.is_some_and(|host| host.contains('.') || host.starts_with("localhost"))
}

/// Whatever stands under `[egna]`, as it stands.
pub fn free(raw: &Raw<'_>) -> Value {
    match raw {
        Raw::Text(text) => Value::Text(text.trim_end_matches('\n').into()),
        Raw::Number(number) => Value::Number(*number),
        Raw::Decimal(number) => Value::Decimal(*number),
        Raw::Bool(value) => Value::Bool(*value),
        Raw::Date(text) => Date::parse(text).map_or_else(|| Value::Text(text.as_str().into()), Value::Date),
        Raw::List(items) => Value::List(items.iter().map(|item| free(&item.raw)).collect()),
        Raw::Table(pairs) => {
            Value::Record(pairs.iter().map(|pair| (Cow::Owned(pair.key.to_string()), free(&pair.node.raw))).collect())
        }
    }
}

fn found(raw: &Raw<'_>) -> Found {
    match raw {
        Raw::Text(_) => Found::Text,
        Raw::Number(_) => Found::Number,
        Raw::Decimal(_) => Found::Decimal,
        Raw::Bool(_) => Found::Bool,
        Raw::Date(_) => Found::Date,
        Raw::List(_) => Found::List,
        Raw::Table(_) => Found::Table,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(kind: Kind, path: &str, text: &str) -> Vec<String> {
        read(kind, path, text).1.iter().map(|problem| format!("{:?}", problem.place)).collect()
    }

    const GOOD: &str = "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"\"\"\nEn rad.\n\"\"\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n";

    #[test]
    fn a_good_file_is_an_entry_without_problems() {
        let (entry, problems) = read(Kind::Behov, "behov/skola/a.toml", GOOD);
        let entry = entry.expect("an entry");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((entry.id.as_str(), entry.title(), entry.text("beskrivning")), ("a", "T", Some("En rad.")));
        assert_eq!(entry.ids("teman").map(Id::as_str).collect::<Vec<_>>(), ["skola"]);
    }

    #[test]
    fn every_problem_is_told_and_the_rest_is_read() {
        let text = GOOD.replace("\"identifierat\"", "\"identiferat\"").replace("[\"skola\"]", "[\"skola\", 3]");
        let (entry, problems) = read(Kind::Behov, "behov/b.toml", &format!("{text}nagot = 1\n"));
        assert_eq!(entry.expect("an entry").title(), "T");
        assert_eq!(problems.len(), 4, "{problems:?}");
    }

    #[test]
    fn a_broken_file_is_not_blamed_for_what_was_lost() {
        assert_eq!(problems(Kind::Behov, "behov/a.toml", "id = \"a\"\ntitel = \"T\n").len(), 1);
    }

    #[test]
    fn one_cause_is_one_problem() {
        let told = |path: &str, text: &str| problems(Kind::Behov, path, text);
        assert_eq!(told("behov/a.toml", &GOOD.replace("status", "statuss")), ["Key(FieldPath([Key(\"statuss\")]))"]);
        assert_eq!(told("behov/A.toml", &GOOD.replace("\"a\"", "\"A\"")), ["File"]);
        assert_eq!(told("behov/a.toml", "# bara en kommentar\n"), ["File"]);
        assert_eq!(told("behov/a.toml", &GOOD.replace("titel", "<<<<<<< HEAD\ntitel")), ["Bytes(9, 16)"]);
        assert_eq!(told("behov/a.toml", &format!("{GOOD}uppgift_ar = \"2018\"\n")).len(), 1);
    }

    #[test]
    fn two_versions_inside_a_text_are_found_and_a_heading_is_none() {
        let told = |body: &str| problems(Kind::Behov, "behov/a.toml", &GOOD.replace("En rad.", body));
        assert_eq!(told("<<<<<<< HEAD\nEn.\n=======\nEn rad.\n>>>>>>> gren"), ["Bytes(39, 46)"]);
        assert_eq!(told("<<<<<<< HEAD\r\nEn.\r\n=======\r\nEn rad.\r\n>>>>>>> gren"), ["Bytes(39, 46)"]);
        assert_eq!(told("Rubrik\n=======\nOm <<<<<<< i git."), [""; 0]);
        assert_eq!(told("    <<<<<<< HEAD\n    =======\n    >>>>>>> gren"), [""; 0]);
    }

    #[test]
    fn a_million_unknown_fields_are_told_briefly() {
        let text: String = (0..2000).map(|n| format!("x{n} = 1\n")).collect();
        assert!(problems(Kind::Behov, "behov/a.toml", &text).len() < 40);
    }
}
