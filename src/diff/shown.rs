use super::change::Diff;
use super::field::{FieldChange, Item, is_one, items, items_through};
use super::prose::{Run, words};
use super::replaced::{NOTHING, Replaced};
use super::slip::slip;
use crate::entry::{Field, Shape, Value};
use crate::karta::{Names, cell_of};
use crate::say;
use crate::say::{Lang, Words};
use crate::table::Cell;
use crate::value::Id;

/// The least letters of a text that is told word by word.
const LONG: usize = 60;

/// A change of a field as a person is shown it, whatever the page.
#[derive(Clone, Debug)]
pub enum Shown {
    /// One value for another; empty where there was or is none.
    Swap {
        /// What it was.
        old: Cell,
        /// What it is.
        new: Cell,
        /// What the eye does not see at once: how far a date has moved.
        note: Option<Words>,
    },
    /// What went out of a list.
    Gone(Cell),
    /// What came into a list.
    Came(Cell),
    /// A text, word by word.
    Prose(Vec<Run>),
    /// Something in a list, by its name, and what changed in it.
    Inside(Cell, Vec<(Words, Shown)>),
}

/// What a reader calls the field of a change: `Nytta (värde)`. The map's own go by their names: `egna.kommentar`.
pub fn label(change: &FieldChange<'_>) -> Words {
    let top = change.top.label.words();
    match change.name.split_once('.') {
        None => top,
        Some(_) if !std::ptr::eq(change.field, change.top) => {
            let part = lowered(&change.field.label.words());
            Words::each(|lang| format!("{} ({})", top.get(lang), part.get(lang)))
        }
        Some(_) => Words::same(say::quote(&change.name)),
    }
}

fn lowered(words: &Words) -> Words {
    Words::each(|lang: Lang| {
        let mut signs = words.get(lang).chars();
        signs.next().into_iter().flat_map(char::to_lowercase).chain(signs).collect()
    })
}

/// A change of a field, with the names that each map has for what it names.
pub fn shown(change: &FieldChange<'_>, before: &dyn Names, after: &dyn Names) -> Vec<Shown> {
    Teller { before, after, replaced: &NOTHING }.told(change.field, change.old, change.new)
}

impl Diff<'_> {
    /// A change of a field as a person is shown it: what is the same under another id is not told of.
    pub fn shown(&self, change: &FieldChange<'_>) -> Vec<Shown> {
        let teller = Teller { before: self.before, after: self.after, replaced: &self.replaced };
        teller.told(change.field, change.old, change.new)
    }
}

/// What has to be known to tell of a change.
struct Teller<'t> {
    before: &'t dyn Names,
    after: &'t dyn Names,
    replaced: &'t Replaced<'t>,
}

impl Teller<'_> {
    fn told<'v>(&self, field: &Field, old: Option<&'v Value>, new: Option<&'v Value>) -> Vec<Shown> {
        let is_list = [old, new].iter().flatten().any(|value| matches!(value, Value::List(_)));
        match (old, new) {
            _ if is_list => {
                let of = |value: Option<&'v Value>| value.map_or(&[][..], Value::items);
                let items = items_through(self.replaced, field, of(old), of(new));
                let told: Vec<Shown> = items.into_iter().map(|item| self.of_item(field, item)).collect();
                if told.is_empty() { vec![self.swap(field, old, new)] } else { told }
            }
            (Some(Value::Text(old)), Some(Value::Text(new))) if is_prose(field, old, new) => match words(old, new) {
                runs if is_readable(&runs) => vec![Shown::Prose(runs)],
                _ => {
                    vec![Shown::Swap { old: Cell::Text(old.to_string()), new: Cell::Text(new.to_string()), note: None }]
                }
            },
            _ => vec![self.swap(field, old, new)],
        }
    }

    fn swap(&self, field: &Field, old: Option<&Value>, new: Option<&Value>) -> Shown {
        let note = match (old, new) {
            (Some(Value::Date(old)), Some(Value::Date(new))) => slip(*old, *new).map(|slip| slip.words()),
            (Some(old @ Value::List(_)), Some(new @ Value::List(_))) if items(field, old, new).is_empty() => {
                Some(Words::new("i annan ordning", "in another order"))
            }
            (Some(Value::Id(_) | Value::List(_)), Some(Value::Id(_) | Value::List(_))) => {
                Some(Words::new("samma under nytt id", "the same under a new id"))
            }
            _ => None,
        };
        let cell =
            |names: &dyn Names, value: Option<&Value>| value.map_or(Cell::Empty, |value| cell_of(names, field, value));
        Shown::Swap { old: cell(self.before, old), new: cell(self.after, new), note }
    }

    fn of_item(&self, field: &Field, item: Item<'_>) -> Shown {
        match (item.old, item.new) {
            (Some(old @ Value::Record(_)), Some(new)) => {
                let parts = field.parts().iter().filter(|part| match (old.part(part.name), new.part(part.name)) {
                    (Some(old), Some(new)) => !is_one(self.replaced, part, old, new),
                    (old, new) => old.is_some() != new.is_some(),
                });
                let inside = parts.flat_map(|part| {
                    let told = self.told(part, old.part(part.name), new.part(part.name));
                    told.into_iter().map(|shown| (part.label.words(), shown))
                });
                Shown::Inside(name_of(field, new, self.after), inside.collect())
            }
            (Some(old), _) => Shown::Gone(whole(field, old, self.before)),
            (None, new) => Shown::Came(new.map_or(Cell::Empty, |new| whole(field, new, self.after))),
        }
    }
}

/// An item that went or came: what has a name of its own by that, anything else in full.
fn whole(field: &Field, item: &Value, names: &dyn Names) -> Cell {
    named(item).unwrap_or_else(|| cell_of(names, field, item))
}

/// What an item that is in both lists is known by.
fn name_of(field: &Field, item: &Value, names: &dyn Names) -> Cell {
    let first = || field.parts().first().and_then(|part| Some(cell_of(names, part, item.part(part.name)?)));
    named(item).or_else(first).unwrap_or_default()
}

/// A concept, by its name.
fn named(item: &Value) -> Option<Cell> {
    let text = |part| item.part(part).and_then(Value::text);
    let (id, sv) = (Id::parse(text("id")?).ok()?, text("namn")?.to_owned());
    let en = text("namn_en").unwrap_or(&sv).to_owned();
    Some(Cell::Named(id, Words { sv: sv.into(), en: en.into() }))
}

fn is_prose(field: &Field, old: &str, new: &str) -> bool {
    matches!(field.shape, Shape::Prose) || (old.len() > LONG && new.len() > LONG)
}

/// Whether enough of a text is left for the changes in it to be read word by word.
fn is_readable(runs: &[Run]) -> bool {
    let length =
        |is_such: fn(&Run) -> bool| runs.iter().filter(|run| is_such(run)).map(|run| run.text().len()).sum::<usize>();
    let same = length(|run| matches!(run, Run::Same(_)));
    let longest = length(|run| !matches!(run, Run::Came(_))).max(length(|run| !matches!(run, Run::Gone(_))));
    same * 4 >= longest
}
