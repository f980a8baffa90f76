use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::field::FieldChange;
use super::pair::Pair;
use crate::entry::{Entry, Value, Weight};
use crate::say::Words;
use crate::value::Id;

/// Entries of the first map that went over into entries of the second, as the map itself says with `ersatt_av`.
#[derive(Clone, Debug)]
pub struct Succession<'v> {
    /// As they were, by id.
    pub from: Vec<&'v Entry>,
    /// As they are, by id.
    pub to: Vec<&'v Entry>,
}

/// How entries went over into others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// One into one: it has another id now.
    Renamed,
    /// Several into one.
    Merged,
    /// One into several.
    Split,
    /// Several into several.
    Regrouped,
}

impl Way {
    /// The word in data.
    pub fn name(self) -> &'static str {
        match self {
            Way::Renamed => "omdopt",
            Way::Merged => "sammanslagen",
            Way::Split => "delad",
            Way::Regrouped => "omgrupperad",
        }
    }

    /// What a reader calls it.
    pub fn label(self) -> Words {
        match self {
            Way::Renamed => Words::new("omdöpt", "renamed"),
            Way::Merged => Words::new("sammanslagen", "merged"),
            Way::Split => Words::new("delad", "split"),
            Way::Regrouped => Words::new("omgrupperad", "regrouped"),
        }
    }

    /// The same seen from the other end.
    pub fn mirrored(self) -> Way {
        match self {
            Way::Merged => Way::Split,
            Way::Split => Way::Merged,
            same => same,
        }
    }
}

impl Succession<'_> {
    /// How they went over.
    pub fn way(&self) -> Way {
        match (self.from.len(), self.to.len()) {
            (1, 1) => Way::Renamed,
            (_, 1) => Way::Merged,
            (1, _) => Way::Split,
            _ => Way::Regrouped,
        }
    }

    /// Whether an entry is one of those that went or came.
    pub fn concerns(&self, id: &Id) -> bool {
        self.from.iter().chain(&self.to).any(|entry| entry.id == *id)
    }
}

/// Who went over into whom, by id.
type Edges<'v> = BTreeSet<(&'v Id, &'v Id)>;

/// The successions that the changes tell of, by the id of the first that went.
pub fn all<'v>(pair: &'v Pair, changes: &[Change<'v>]) -> Vec<Succession<'v>> {
    let edges = edges(pair, changes);
    let mut group: BTreeMap<&Id, &Id> = BTreeMap::new();
    for (from, to) in &edges {
        let (a, b) = (top(&group, from), top(&group, to));
        group.insert(a.max(b), a.min(b));
    }
    let mut sets: BTreeMap<&Id, (BTreeSet<&Id>, BTreeSet<&Id>)> = BTreeMap::new();
    for (from, to) in edges {
        let (went, came) = sets.entry(top(&group, from)).or_default();
        went.extend([Some(from), Some(to).filter(|id| is_active(pair.before.find(id.as_str())))].into_iter().flatten());
        came.extend([Some(to), Some(from).filter(|id| is_active(pair.after.find(id.as_str())))].into_iter().flatten());
    }
    let succession = |(from, to): (BTreeSet<&Id>, BTreeSet<&Id>)| Succession {
        from: from.iter().filter_map(|id| pair.before.find(id.as_str())).collect(),
        to: to.iter().filter_map(|id| pair.after.find(id.as_str())).collect(),
    };
    sets.into_values().map(succession).collect()
}

/// The links of replacement that are only on one side: one that came leads on from the first map to the second, one that
/// is gone leads back.
fn edges<'v>(pair: &'v Pair, changes: &[Change<'v>]) -> Edges<'v> {
    let mut edges = Edges::new();
    for change in changes {
        // One that led to what was itself replaced leads to the same thing still.
        let is_told = |field: &&FieldChange<'_>| field.top.name == "ersatt_av" && field.weight > Weight::Form;
        let Some(field) = change.fields.iter().find(is_told) else { continue };
        let (old, new) = (ids(field.old), ids(field.new));
        edges.extend(new.difference(&old).map(|to| (change.id(), *to)));
        edges.extend(old.difference(&new).map(|from| (*from, change.id())));
    }
    let is_known = |(from, to): &(&Id, &Id)| {
        from != to && pair.before.find(from.as_str()).is_some() && pair.after.find(to.as_str()).is_some()
    };
    edges.into_iter().filter(is_known).collect()
}

/// The ids in a list.
pub(super) fn ids(value: Option<&Value>) -> BTreeSet<&Id> {
    let items = value.map_or(&[][..], Value::items).iter();
    items.filter_map(|item| if let Value::Id(id) = item { Some(id) } else { None }).collect()
}

fn is_active(entry: Option<&Entry>) -> bool {
    entry.is_some_and(|entry| !entry.is_gone())
}

/// The one that stands for all that an id is joined with.
pub(super) fn top<'v, T: Ord + ?Sized>(group: &BTreeMap<&'v T, &'v T>, id: &'v T) -> &'v T {
    let mut id = id;
    while let Some(above) = group.get(id).filter(|above| **above != id) {
        id = above;
    }
    id
}
