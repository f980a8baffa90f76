use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::field::FieldChange;
use super::succession::{ids, top};
use crate::entry::{Field, Value};
use crate::value::{Id, Kind, Scheme};

/// Ids that stand for one another: what was renamed, or went up in something else, goes on under the id that it has now.
/// What was split goes on under none, and the same from either end.
#[derive(Clone, Debug, Default)]
pub struct Replaced<'v> {
    entries: Group<'v>,
    concepts: BTreeMap<Scheme, Group<'v>>,
}

/// Each id, and one that is nearer to the one that stands for them all.
type Group<'v> = BTreeMap<&'v str, &'v str>;

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
    pub(super) fn standing<'i>(&self, field: &Field, id: &'i str) -> Option<&'i str>
    where
        'v: 'i,
    {
        match field.scheme() {
            Some(scheme) => standing(self.concepts.get(&scheme)?, id),
            None => standing(&self.entries, id),
        }
    }

    /// What stands for a concept of any scheme, by its own id.
    pub(super) fn concept<'i>(&self, id: &'i str) -> &'i str
    where
        'v: 'i,
    {
        self.concepts.values().find_map(|group| standing(group, id)).unwrap_or(id)
    }

    /// What stands for an entry, and for all that it was replaced by or has replaced.
    pub fn entry<'i>(&self, id: &'i Id) -> &'i str
    where
        'v: 'i,
    {
        top(&self.entries, id.as_str())
    }
}

fn standing<'v: 'i, 'i>(group: &Group<'v>, id: &'i str) -> Option<&'i str> {
    group.contains_key(id).then(|| top(group, id))
}

/// An entry goes on as another where it has never, in either map, gone on as anything else.
fn join_to<'v>(group: &mut Group<'v>, id: &'v Id, field: &FieldChange<'v>) {
    let mut to = ids(field.old);
    to.extend(ids(field.new));
    if let (Some(to), None) = (to.pop_first(), to.pop_first()) {
        join(group, id.as_str(), to.as_str());
    }
}

fn join<'v>(group: &mut Group<'v>, one: &'v str, other: &'v str) {
    let (one_top, other_top) = (top(group, one), top(group, other));
    let first = one_top.min(other_top);
    group.extend([one, other, one_top, other_top].map(|id| (id, first)));
}

/// The concepts that are only on one side, and have a namesake that is only on the other.
fn renamed<'v>(field: &FieldChange<'v>) -> Vec<(&'v str, &'v str)> {
    let (old, new) = (named(field.old), named(field.new));
    let ids = |named: &Named<'v>| named.values().flatten().copied().collect::<BTreeSet<&str>>();
    let (had, has) = (ids(&old), ids(&new));
    let pairs = old.iter().filter_map(|(name, ids)| match (&ids[..], &new.get(name)?[..]) {
        ([old_id], [new_id]) if !has.contains(old_id) && !had.contains(new_id) => Some((*old_id, *new_id)),
        _ => None,
    });
    pairs.collect()
}

/// The ids of concepts by what they are called.
type Named<'v> = BTreeMap<&'v str, Vec<&'v str>>;

fn named(value: Option<&Value>) -> Named<'_> {
    let mut named = Named::new();
    for concept in value.map_or(&[][..], Value::items) {
        let text = |part| concept.part(part).and_then(Value::text);
        if let (Some(id), Some(name)) = (text("id"), text("namn")) {
            named.entry(name).or_default().push(id);
        }
    }
    named
}
