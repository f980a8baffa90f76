use std::collections::HashSet;

use super::ground::{Ground, Ways};
use super::key;
use super::value::{Said, meant};
use crate::entry::{self, Field, Problem, Shape, Value, from_text};
use crate::house::{self, Key, Node, Part, Statement, What};
use crate::say;
use crate::say::{Words, quote};
use crate::source::{File, LARGEST};
use crate::value::{Kind, stem};

/// A file's text with what is beyond doubt mended, and what was done, with the rule that minds.
pub struct Mended {
    pub text: String,
    pub told: Vec<(&'static str, Words)>,
}

/// Mends one file; none when it is not TOML, or there is nothing to mend. Keys come first, as what they name may be mended
/// too. Links are followed last: whether they tell of now or of what was is to be seen in what is mended.
pub fn mended(ground: &Ground<'_>, file: &File, text: &str) -> Option<Mended> {
    let keys = key::mended(ground, file, text);
    let values = round(ground, file, now(&keys, text), &Ways::new());
    let mended = then(keys, values);
    let ways = ground.ways(file, mended.as_ref().map(|mended| &*mended.text));
    if ways.is_empty() {
        return mended;
    }
    let links = round(ground, file, now(&mended, text), &ways);
    then(mended, links)
}

fn now<'t>(mended: &'t Option<Mended>, text: &'t str) -> &'t str {
    mended.as_ref().map_or(text, |mended| &mended.text)
}

/// What was mended first, and then what was mended in that.
fn then(first: Option<Mended>, second: Option<Mended>) -> Option<Mended> {
    match (first, second) {
        (Some(first), Some(second)) => Some(Mended { text: second.text, told: [first.told, second.told].concat() }),
        (first, second) => second.or(first),
    }
}

fn round<'k>(ground: &Ground<'k>, file: &File, text: &str, ways: &Ways<'k>) -> Option<Mended> {
    let mut statements = house::statements(text)?;
    let is_house = ground.minds("not-house-format", file);
    let is_untidy = is_house && house::write(&statements) != text;
    let told = if is_untidy { told_of_format(text) } else { Vec::new() };
    let mut mender = Mender { ground, file, ways, told };
    let plain = mender.told.clone();
    let after = mender.statements(file.kind, text, &mut statements);
    if after.is_none() && !is_untidy {
        return None;
    }
    // Here every fault is noticed: what is not TOML is left alone.
    let tidy = house::format(text).ok()?;
    let after = if is_house { after.and_then(|after| house::format(&after).ok()) } else { after };
    match after.filter(|after| after.len() <= LARGEST && !is_worse(file, text, after)) {
        Some(after) => Some(Mended { text: after, told: mender.told }),
        None if is_untidy && tidy.len() <= LARGEST => Some(Mended { text: tidy, told: plain }),
        None => None,
    }
}

fn told_of_format(text: &str) -> Vec<(&'static str, Words)> {
    let composed = Words::new(
        "Bokstäver som var delade i tecken skrevs ihop (NFC).",
        "Letters that were split into marks were put together (NFC).",
    );
    let written = Words::new("Filen skrevs i husets format.", "The file was written in house format.");
    let is_composed = unicode_normalization::is_nfc(text);
    (!is_composed).then_some(("not-nfc", composed)).into_iter().chain([("not-house-format", written)]).collect()
}

/// Whether something is wrong that was not wrong before.
pub fn is_worse(file: &File, before: &str, after: &str) -> bool {
    let read = |text: &str| entry::read(file.kind, &file.path, text).1;
    let told = |problem: &Problem| format!("{:?}", problem.what);
    let now = read(after);
    if now.is_empty() {
        return false;
    }
    let mut known: Vec<String> = read(before).iter().map(told).collect();
    let mut is_new = |problem: &Problem| match known.iter().position(|known| *known == told(problem)) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    now.iter().any(&mut is_new)
}

/// The field that is never touched, as it tells what has happened.
const RECORD: &str = "ersatt_av";

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Kept,
    Changed,
    /// It says nothing and may go.
    Empty,
}

struct Mender<'m, 'k> {
    ground: &'m Ground<'k>,
    file: &'m File,
    ways: &'m Ways<'k>,
    told: Vec<(&'static str, Words)>,
}

impl Mender<'_, '_> {
    /// The text with its values mended; the bytes of other statements stay. None when nothing is to mend.
    fn statements<'t>(&mut self, kind: Kind, text: &str, statements: &mut [Statement<'t>]) -> Option<String> {
        let mut section: Vec<Key<'t>> = Vec::new();
        let mut fates = Vec::with_capacity(statements.len());
        for statement in statements.iter_mut() {
            let is_commented = statement.comment.is_some();
            fates.push(match &mut statement.what {
                What::Nothing => Fate::Kept,
                What::Table(keys) | What::Item(keys) => {
                    section.clone_from(keys);
                    Fate::Kept
                }
                What::Pair { keys, node, .. } => match field(kind, section.iter().chain(&*keys)) {
                    Some(field) => self.kept_if(is_commented, field, node),
                    None => Fate::Kept,
                },
            });
        }
        let is_touched = fates.iter().any(|fate| *fate != Fate::Kept);
        is_touched.then(|| joined(text, statements, &fates))
    }

    /// The fate of a value; an empty one stays with the comment behind it.
    fn kept_if(&mut self, is_commented: bool, field: &'static Field, node: &mut Node<'_>) -> Fate {
        match self.node(field, node) {
            Fate::Empty if is_commented => Fate::Kept,
            Fate::Empty => {
                self.tell_empty(field);
                Fate::Empty
            }
            fate => fate,
        }
    }

    fn node(&mut self, field: &'static Field, node: &mut Node<'_>) -> Fate {
        match (field.shape, &mut *node) {
            _ if field.name == RECORD => Fate::Kept,
            (Shape::Record(parts) | Shape::Records(parts), Node::Table(items)) => self.table(parts, items),
            (Shape::Records(_), Node::List(items)) => self.records(field, items),
            (_, Node::List(items)) if field.is_list() => self.list(field, items),
            (Shape::Records(_) | Shape::Record(_) | Shape::Free, _) | (_, Node::List(_) | Node::Table(_)) => Fate::Kept,
            (_, Node::Scalar(_)) if field.is_list() => self.one(field, node),
            (_, Node::Scalar(_)) => self.scalar(field, node),
        }
    }

    fn records(&mut self, field: &'static Field, items: &mut [Part<'_>]) -> Fate {
        let mut fate = Fate::Kept;
        for item in items {
            if let Part::Item(_, node) = item
                && self.node(field, node) == Fate::Changed
            {
                fate = Fate::Changed;
            }
        }
        fate
    }

    fn table(&mut self, parts: &'static [Field], items: &mut Vec<Part<'_>>) -> Fate {
        self.each(items, |mender, keys, node| match within(parts, keys) {
            Some(part) => mender.kept_if(false, part, node),
            None => Fate::Kept,
        })
    }

    /// The items of a list: each mended, none empty, none twice.
    fn list(&mut self, field: &'static Field, items: &mut Vec<Part<'_>>) -> Fate {
        let mut seen = HashSet::new();
        self.each(items, |mender, _, node| {
            let fate = mender.scalar(field, node);
            if fate == Fate::Empty {
                mender.tell_empty(field);
                return fate;
            }
            match node.text() {
                Some(text) if !text.is_empty() && !seen.insert(text.to_string()) => mender.repeated(field, &text),
                _ => fate,
            }
        })
    }

    /// A value where a list of such is asked for becomes the list.
    fn one(&mut self, field: &'static Field, node: &mut Node<'_>) -> Fate {
        let Some(text) = node.text().map(String::from) else {
            return Fate::Kept;
        };
        let known = self.told.len();
        let fate = self.scalar(field, node);
        if fate == Fate::Empty {
            return fate;
        }
        let is_right = fate == Fate::Changed || self.is_right(field, &text);
        if !is_right || !self.ground.minds("wrong-type", self.file) {
            self.told.truncate(known);
            return Fate::Kept;
        }
        let item = std::mem::replace(node, Node::List(Vec::new()));
        *node = Node::List(vec![Part::Item(Vec::new(), item)]);
        let name = field.name;
        self.told.push(("wrong-type", say!("{name} blev en lista.", "{name} became a list.")));
        Fate::Changed
    }

    /// Whether a text is right as one of what a list holds.
    fn is_right(&self, field: &Field, text: &str) -> bool {
        from_text(field.shape, text).is_ok() && self.ground.knows(field, text) && text != stem(&self.file.path)
    }

    fn scalar(&mut self, field: &'static Field, node: &mut Node<'_>) -> Fate {
        let Node::Scalar(token) = &*node else {
            return Fate::Kept;
        };
        let text = node.text();
        let said = text.as_deref().map_or(Said::Bare(token), Said::Text);
        if matches!(said, Said::Text(text) if text.trim().is_empty()) {
            return if field.is_required || !self.ground.minds("bad-value", self.file) {
                Fate::Kept
            } else {
                Fate::Empty
            };
        }
        let followed = self.ways.get(&(field.name, said.text()));
        let followed = followed.map(|id| ("replaced-link", Value::Id((*id).clone())));
        let found = followed.or_else(|| meant(self.ground, field, stem(&self.file.path), said));
        let Some((rule, value)) = found.filter(|(rule, _)| self.ground.minds(rule, self.file)) else {
            return Fate::Kept;
        };
        self.told.push((rule, told(field, rule, said.text(), &value)));
        *node = house::node(&value);
        Fate::Changed
    }

    /// Mends each item of a list or an inline table; what goes leaves the comment behind it, on a line of its own.
    fn each<'t>(
        &mut self,
        parts: &mut Vec<Part<'t>>,
        mut mend: impl FnMut(&mut Self, &[Key<'t>], &mut Node<'t>) -> Fate,
    ) -> Fate {
        let (mut all, mut last) = (Fate::Kept, Fate::Kept);
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts.drain(..) {
            match part {
                Part::Item(keys, mut node) => {
                    last = mend(self, &keys, &mut node);
                    all = if last == Fate::Kept { all } else { Fate::Changed };
                    if last != Fate::Empty {
                        kept.push(Part::Item(keys, node));
                    }
                }
                Part::Behind(comment) if last == Fate::Empty => kept.push(Part::Comment(comment)),
                comment => kept.push(comment),
            }
        }
        *parts = kept;
        all
    }

    fn tell_empty(&mut self, field: &Field) {
        let name = field.name;
        self.told.push(("bad-value", say!("{name} var tomt och togs bort.", "{name} was empty and was taken out.")));
    }

    fn repeated(&mut self, field: &Field, text: &str) -> Fate {
        if !self.ground.minds("repeated-value", self.file) {
            return Fate::Kept;
        }
        let (name, text) = (field.name, quote(text));
        let what = say!(
            "{name}: \"{text}\" stod flera gånger och står nu en gång.",
            "{name}: \"{text}\" was there several times and is there once."
        );
        self.told.push(("repeated-value", what));
        Fate::Empty
    }
}

/// The field that the words of a key name, from the top of a file.
fn field<'k>(kind: Kind, mut keys: impl Iterator<Item = &'k Key<'k>>) -> Option<&'static Field> {
    let top = entry::find(kind, keys.next()?)?;
    keys.try_fold(top, |field, key| field.parts().iter().find(|part| part.name == &**key))
}

fn within(parts: &'static [Field], keys: &[Key<'_>]) -> Option<&'static Field> {
    let (first, rest) = keys.split_first()?;
    let top = parts.iter().find(|part| part.name == &**first)?;
    rest.iter().try_fold(top, |field, key| field.parts().iter().find(|part| part.name == &**key))
}

/// The statements as a text: those that were touched written anew, those that are empty left out.
fn joined(text: &str, statements: &[Statement<'_>], fates: &[Fate]) -> String {
    let start = statements.first().map_or(0, |first| first.span.start);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut joined = text[..start].to_owned();
    for (statement, fate) in statements.iter().zip(fates) {
        match fate {
            Fate::Kept => joined.push_str(&text[statement.span.clone()]),
            Fate::Changed => joined.push_str(&house::write(std::slice::from_ref(statement)).replace('\n', line_end)),
            Fate::Empty => {}
        }
    }
    joined
}

fn told(field: &Field, rule: &str, before: &str, after: &Value) -> Words {
    let (name, before) = (field.name, quote(before));
    let after = match after {
        Value::Number(_) => {
            return say!("{name}: {before} skrevs utan citattecken.", "{name}: {before} was written without quotes.");
        }
        Value::Date(_) if rule == "wrong-type" => {
            return say!("{name}: {before} skrevs inom citattecken.", "{name}: {before} was written in quotes.");
        }
        Value::Date(date) => date.to_string(),
        after => quote(after.text().unwrap_or_default()),
    };
    match rule {
        "replaced-link" => say!(
            "{name}: \"{before}\" är ersatt, och länken går nu till \"{after}\".",
            "{name}: \"{before}\" is replaced, and the link now goes to \"{after}\"."
        ),
        _ => say!("{name}: \"{before}\" blev \"{after}\".", "{name}: \"{before}\" became \"{after}\"."),
    }
}
