use super::fate::Fate;
use super::field::{FieldChange, Item, items_through};
use super::replaced::Replaced;
use super::side::Side;
use super::succession::Succession;
use super::suggest::Suggestion;
use crate::entry::{Entry, Value, Weight};
use crate::value::{Id, Kind};

/// What differs between two maps.
pub struct Diff<'v> {
    /// The first map.
    pub before: &'v Side,
    /// The second.
    pub after: &'v Side,
    /// What differs, entry by entry: by kind and id.
    pub changes: Vec<Change<'v>>,
    /// What went over into what, as the entries themselves say.
    pub successions: Vec<Succession<'v>>,
    /// What goes on under another id, so that a link to the one is a link to the other.
    pub replaced: Replaced<'v>,
    /// What may have been renamed, though nothing says so; the likeliest first.
    pub suggestions: Vec<Suggestion<'v>>,
    /// The files that could not be understood, and so are not compared.
    pub left_out: Vec<LeftOut>,
}

/// One entry that is not the same in both maps.
#[derive(Clone, Debug)]
pub struct Change<'v> {
    /// As it was.
    pub before: Option<&'v Entry>,
    /// As it is.
    pub after: Option<&'v Entry>,
    /// What became of it.
    pub fate: Fate,
    /// What it says otherwise; nothing where it is only in one of the maps.
    pub fields: Vec<FieldChange<'v>>,
}

/// A file that could not be understood on one side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The file.
    pub path: Box<str>,
    /// Whether it is the first map that has it.
    pub is_before: bool,
}

impl<'v> Change<'v> {
    /// The entry as it is, or as it last was.
    pub fn entry(&self) -> &'v Entry {
        self.after.or(self.before).expect("a change is of an entry that one of the maps has")
    }

    /// Its id.
    pub fn id(&self) -> &'v Id {
        &self.entry().id
    }

    /// Its kind, as it is or last was.
    pub fn kind(&self) -> Kind {
        self.entry().kind
    }

    /// Its kinds, when it went from one to another.
    pub fn kinds(&self) -> Option<(Kind, Kind)> {
        let kinds = (self.before?.kind, self.after?.kind);
        (kinds.0 != kinds.1).then_some(kinds)
    }

    /// Its files, when it was moved.
    pub fn paths(&self) -> Option<(&'v str, &'v str)> {
        let paths = (&*self.before?.path, &*self.after?.path);
        (paths.0 != paths.1).then_some(paths)
    }

    /// How much it weighs: what the heaviest of it does.
    pub fn weight(&self) -> Weight {
        let whole = match self.fate {
            Fate::Changed | Fate::Moved if self.kinds().is_some() => Weight::Decision,
            Fate::Changed | Fate::Moved => Weight::Form,
            _ if Kind::ENTRIES.contains(&self.kind()) => Weight::Decision,
            _ => Weight::Substance,
        };
        self.fields.iter().map(|change| change.weight).fold(whole, Weight::max)
    }
}

impl<'v> Diff<'v> {
    /// What became of the items of a list that changed; what was replaced is still there under its new id.
    pub fn items(&self, change: &FieldChange<'v>) -> Vec<Item<'v>> {
        let of = |value: Option<&'v Value>| value.map_or(&[][..], Value::items);
        items_through(&self.replaced, change.field, of(change.old), of(change.new))
    }

    /// Whether nothing of that weight or more differs.
    pub fn is_empty(&self, least: Weight) -> bool {
        !self.changes.iter().any(|change| change.weight() >= least)
    }
}
