use std::collections::BTreeMap;

use super::change::Change;
use super::field::FieldChange;
use super::succession::{ids, top};
use crate::entry::{Field, Shape, Value};
use crate::value::{Id, Kind, Scheme};

/// Ids that stand for one another: what was renamed, or went up in something else, goes on under the id that it has now.
/// What was split goes on under none, and the same from either end.
#[derive(Clone, Debug, Default)]
pub struct Replaced<'v> {
    entries: Group<'v>,
    concepts: BTreeMap<Scheme, Group<'v>>,
}

/// Each id, and one that is nearer to the one that stands for them all.
type Group<'v> = BTreeMap<&'v Id, &'v Id>;

/// Nothing was.
pub static NOTHING: Replaced<'static> = Replaced { entries: BTreeMap::new(), concepts: BTreeMap::new() };

impl<'v> Replaced<'v> {
    /// What the changes themselves say was replaced.
    pub(super) fn of(changes: &[Change<'v>]) -> Replaced<'v> {
        let mut replaced = Replaced::default();
        for change in changes {
            for field in &change.fields {
                match field.top.name {
                    "ersatt_av" => join_to(&mut replaced.entries, change.id(), field),
                    "begrepp" if change.kind() == Kind::Taxonomi => {
                        let scheme = Scheme::ALL.into_iter().find(|scheme| scheme.name() == change.id().as_str());
                        scheme.into_iter().for_each(|scheme| {
                            let renamed = renamed(field).into_iter();
                            let group = replaced.concepts.entry(scheme).or_default();
                            renamed.for_each(|(old, new)| join(group, old, new));
                        });
                    }
                    _ => {}
                }
            }
        }
        replaced
    }

    /// What stands for an id that a field holds, and for all that it was replaced by or has replaced; none where it has
    /// only ever been itself.
    pub(super) fn standing<'i>(&self, field: &Field, id: &'i Id) -> Option<&'i Id>
    where
        'v: 'i,
    {
        let of = |group: &Group<'v>| group.contains_key(id).then(|| top(group, id));
        match (field.scheme(), field.shape) {
            (Some(scheme), _) => of(self.concepts.get(&scheme)?),
            (None, Shape::Id) => self.concepts.values().find_map(of),
            (None, _) => of(&self.entries),
        }
    }

    /// What stands for an entry, and for all that it was replaced by or has replaced.
    pub fn entry<'i>(&self, id: &'i Id) -> &'i Id
    where
        'v: 'i,
    {
        top(&self.entries, id)
    }
}

/// An entry goes on as another where it has never, in either map, gone on as anything else.
fn join_to<'v>(group: &mut Group<'v>, id: &'v Id, field: &FieldChange<'v>) {
    let mut to = ids(field.old);
    to.extend(ids(field.new));
    if let (Some(to), None) = (to.pop_first(), to.pop_first()) {
        join(group, id, to);
    }
}

fn join<'v>(group: &mut Group<'v>, one: &'v Id, other: &'v Id) {
    let (one_top, other_top) = (top(group, one), top(group, other));
    let first = one_top.min(other_top);
    group.extend([one, other, one_top, other_top].map(|id| (id, first)));
}

/// The concepts that are only on one side, and have a namesake that is only on the other.
fn renamed<'v>(field: &FieldChange<'v>) -> Vec<(&'v Id, &'v Id)> {
    let (old, new) = (named(field.old), named(field.new));
    let is_in = |id: &Id, others: &BTreeMap<&str, Vec<&Id>>| others.values().flatten().any(|other| *other == id);
    let pairs = old.iter().filter_map(|(name, ids)| match (&ids[..], &new.get(name)?[..]) {
        ([old_id], [new_id]) if !is_in(old_id, &new) && !is_in(new_id, &old) => Some((*old_id, *new_id)),
        _ => None,
    });
    pairs.collect()
}

/// The concepts of a scheme by what they are called.
fn named(value: Option<&Value>) -> BTreeMap<&str, Vec<&Id>> {
    let mut named: BTreeMap<&str, Vec<&Id>> = BTreeMap::new();
    for concept in value.map_or(&[][..], Value::items) {
        if let (Some(Value::Id(id)), Some(name)) = (concept.part("id"), concept.part("namn").and_then(Value::text)) {
            named.entry(name).or_default().push(id);
        }
    }
    named
}
