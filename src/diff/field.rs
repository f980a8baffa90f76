use std::collections::{BTreeMap, BTreeSet};

use super::replaced::{NOTHING, Replaced};
use crate::entry::{Entry, Field, Name, Shape, Value, Weight};

/// What a field held, and what it holds.
#[derive(Clone, Debug)]
pub struct FieldChange<'v> {
    /// Its name in data: `status`, `nytta.varde`, `egna.kommentar`.
    pub name: String,
    /// The declared field, or part of one, that the values are of.
    pub field: &'static Field,
    /// The field at the top that they are in.
    pub top: &'static Field,
    /// What it held.
    pub old: Option<&'v Value>,
    /// What it holds.
    pub new: Option<&'v Value>,
    /// How much that weighs.
    pub weight: Weight,
}

/// A field, and what it held and holds.
type Held<'v> = (&'static Field, Option<&'v Value>, Option<&'v Value>);

/// The fields that two entries do not hold the same in, in the order that fields are declared.
pub fn between<'v>(before: &'v Entry, after: &'v Entry) -> Vec<FieldChange<'v>> {
    let values = |entry: &'v Entry| entry.values.iter().map(|(field, value)| (*field, value));
    let mut pairs: BTreeMap<(usize, &str), Held<'_>> = BTreeMap::new();
    for (field, value) in values(before) {
        pairs.entry(place(field, after)).or_insert((field, None, None)).1 = Some(value);
    }
    for (field, value) in values(after) {
        let pair = pairs.entry(place(field, after)).or_insert((field, None, None));
        (pair.0, pair.2) = (field, Some(value));
    }
    let differ = pairs.into_values().filter(|(_, old, new)| !is_same(*old, *new));
    differ.flat_map(|(field, old, new)| changes(field, old, new)).collect()
}

/// Where a field stands among those declared; one that only another kind has, after them all.
fn place(field: &'static Field, entry: &Entry) -> (usize, &'static str) {
    let own = entry.fields().iter().position(|own| own.name == field.name);
    (own.unwrap_or(entry.fields().len()), field.name)
}

/// One field's change; of a record that is there both before and after, each part's own.
fn changes<'v>(top: &'static Field, old: Option<&'v Value>, new: Option<&'v Value>) -> Vec<FieldChange<'v>> {
    let (Some(Value::Record(before)), Some(Value::Record(after))) = (old, new) else {
        let weight = weight(top, old, new, &NOTHING);
        return vec![FieldChange { name: top.name.to_owned(), field: top, top, old, new, weight }];
    };
    let names: BTreeSet<&Name> = before.iter().chain(after).map(|(name, _)| name).collect();
    let held =
        |parts: &'v [(Name, Value)], name: &Name| parts.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let change = |name: &Name| {
        let field = top.parts().iter().find(|part| part.name == *name).unwrap_or(top);
        let (old, new) = (held(before, name), held(after, name));
        let name = format!("{}.{name}", top.name);
        let weight = || weight(field, old, new, &NOTHING);
        (!is_same(old, new)).then(|| FieldChange { name, field, top, old, new, weight: weight() })
    };
    names.into_iter().filter_map(change).collect()
}

impl FieldChange<'_> {
    /// Weighs it anew, now that it is known what was replaced.
    pub(super) fn weigh(&mut self, replaced: &Replaced<'_>) {
        self.weight = weight(self.field, self.old, self.new, replaced);
    }
}

/// How much a change weighs: what its field does, unless it says the same in another order, with other spaces or under
/// another id.
fn weight(field: &Field, old: Option<&Value>, new: Option<&Value>, replaced: &Replaced<'_>) -> Weight {
    let (Some(old), Some(new)) = (old, new) else { return field.weight };
    let is_form = match (old, new) {
        (Value::List(_), Value::List(_)) => {
            let has_first = matches!(field.shape, Shape::Concepts(_));
            let is_first = |(old, new)| is_one(replaced, field, old, new);
            let keeps_first = !has_first || old.items().first().zip(new.items().first()).is_none_or(is_first);
            keeps_first && items_through(replaced, field, old.items(), new.items()).is_empty()
        }
        (Value::Text(old), Value::Text(new)) => old.split_whitespace().eq(new.split_whitespace()),
        _ => is_one(replaced, field, old, new),
    };
    if is_form { Weight::Form } else { field.weight }
}

fn is_same(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => same(old, new),
        (None, None) => true,
        _ => false,
    }
}

/// Whether two values say the same: the parts of records in any order, the items of lists in theirs.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Record(a), Value::Record(b)) => {
            let has = |(name, value): &(Name, Value)| b.iter().any(|(key, other)| key == name && same(value, other));
            a.len() == b.len() && a.iter().all(has)
        }
        (a, b) => a == b,
    }
}

/// What became of one item of a list: gone, come, or, where it can be known again, changed.
#[derive(Clone, Copy, Debug)]
pub struct Item<'v> {
    /// What it was.
    pub old: Option<&'v Value>,
    /// What it is.
    pub new: Option<&'v Value>,
}

/// What became of the items of a list, as of a set: first what is gone or changed, in the old order, then what came.
/// Records are known again by their first part, where no two have the same.
pub(super) fn items<'v>(field: &Field, old: &'v Value, new: &'v Value) -> Vec<Item<'v>> {
    items_through(&NOTHING, field, old.items(), new.items())
}

/// As [`items`], where what was replaced is still there under its new id.
pub(super) fn items_through<'v>(
    replaced: &Replaced<'_>,
    field: &Field,
    old: &'v [Value],
    new: &'v [Value],
) -> Vec<Item<'v>> {
    let through = Through { replaced, field };
    let (gone, came) = (through.without(old, new), through.without(new, old));
    let key = |item: &Value| {
        let part = field.parts().first()?;
        let held = item.part(part.name)?;
        let own = held.text().filter(|_| matches!(part.shape, Shape::Id));
        Some(own.map_or_else(|| through.of(part).canon(held), |id| replaced.concept(id).to_owned()))
    };
    let (olds, news) = (by_key(&gone, key), by_key(&came, key));
    let met = |item: &Value| {
        let name = key(item)?;
        Some((*olds.get(&name)?)?).zip(*news.get(&name)?)
    };
    let told = gone.iter().map(|old| Item { old: Some(*old), new: met(old).map(|(_, new)| new) });
    let new = came.iter().filter(|new| met(new).is_none());
    told.chain(new.map(|new| Item { old: None, new: Some(*new) })).collect()
}

/// Whether two values say the same, where what was replaced is itself under its new id.
pub(super) fn is_one(replaced: &Replaced<'_>, field: &Field, old: &Value, new: &Value) -> bool {
    let through = Through { replaced, field };
    through.canon(old) == through.canon(new)
}

/// Records by what they are known by; none of several that are known by the same.
fn by_key<'v>(items: &[&'v Value], key: impl Fn(&Value) -> Option<String>) -> BTreeMap<String, Option<&'v Value>> {
    let mut found = BTreeMap::new();
    for item in items {
        let Some(name) = key(item) else { continue };
        found.entry(name).and_modify(|one| *one = None).or_insert(Some(*item));
    }
    found
}

/// Values of a field, seen through what was replaced.
#[derive(Clone, Copy)]
struct Through<'r, 'v> {
    replaced: &'r Replaced<'v>,
    field: &'r Field,
}

impl<'r, 'v> Through<'r, 'v> {
    /// Values of a part of the field.
    fn of(self, field: &'r Field) -> Through<'r, 'v> {
        Through { field, ..self }
    }

    /// What stands for an item that has been replaced, or has replaced others.
    fn standing<'i>(self, item: &'i Value) -> Option<&'i str>
    where
        'v: 'i,
    {
        if let Value::Id(id) = item { self.replaced.standing(self.field, id.as_str()) } else { None }
    }

    /// The items that others do not take away, one for one; what was replaced by one thing is one thing.
    fn without<'i>(self, items: &'i [Value], others: &[Value]) -> Vec<&'i Value> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        others.iter().for_each(|item| *counts.entry(self.canon(item)).or_default() += 1);
        let mut is_taken = |item: &Value| match counts.get_mut(&self.canon(item)) {
            Some(_) if self.standing(item).is_some() => true,
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        items.iter().filter(|item| !is_taken(item)).collect()
    }

    /// A value as a text that is the same for values that say the same, and for no others.
    fn canon(self, value: &Value) -> String {
        match value {
            Value::Text(text) => format!("t{text:?}"),
            Value::Id(id) => format!("i{}", self.standing(value).unwrap_or(id.as_str())),
            Value::Choice(choice) => format!("c{}", choice.name),
            Value::Number(number) => format!("n{number}"),
            Value::Decimal(number) => format!("d{number}"),
            Value::Bool(value) => format!("b{value}"),
            Value::Date(date) => format!("@{date}"),
            Value::List(items) => {
                format!("[{}]", items.iter().map(|item| self.canon(item)).collect::<Vec<_>>().join(","))
            }
            Value::Record(parts) => {
                let of_part = |name: &Name| self.field.parts().iter().find(|part| part.name == *name);
                let canon = |(name, value): &(Name, Value)| {
                    format!("{name:?}:{}", self.of(of_part(name).unwrap_or(self.field)).canon(value))
                };
                format!(
                    "{{{}}}",
                    parts.iter().map(canon).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(",")
                )
            }
        }
    }
}
