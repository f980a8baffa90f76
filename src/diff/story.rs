use std::collections::BTreeSet;

use rayon::prelude::*;

use super::change::{Change, Diff};
use super::fate::Fate;
use super::field::{FieldChange, Item, between, items_through};
use super::replaced::Replaced;
use super::succession::{Succession, Way};
use crate::entry::{Entry, Value, Weight};
use crate::karta::name;
use crate::say::Words;
use crate::table::Cell;
use crate::value::{Date, Id, Kind, Order};

/// What a person is told of as one thing.
#[derive(Clone, Debug)]
pub struct Story<'v> {
    /// What happened.
    pub turn: Turn,
    /// The entry as it was; of several that went, none.
    pub before: Option<&'v Entry>,
    /// The entry as it is; of several that came, none.
    pub after: Option<&'v Entry>,
    /// Those that went over into others, where some did.
    pub from: Vec<&'v Entry>,
    /// Those that they went over into.
    pub to: Vec<&'v Entry>,
    /// What it says otherwise, but for its name; what weighs most first.
    pub fields: Vec<FieldChange<'v>>,
    /// What it was called, when it is called something else.
    pub former: Option<Former>,
    /// How much it weighs.
    pub weight: Weight,
}

/// What happened to what a story is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Something became of one entry.
    Fate(Fate),
    /// Some went over into others.
    Way(Way),
}

/// A name that something had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The name, with its short form.
    pub name: Words,
    /// How long it had it, where the map says.
    pub until: Option<Date>,
}

impl Turn {
    /// What a reader calls it of one of that kind; Swedish says `ett nytt behov` and `en ny aktör`.
    pub fn label(self, kind: Kind) -> Words {
        if !matches!(kind, Kind::Behov | Kind::Initiativ) {
            return match self {
                Turn::Fate(fate) => fate.label(),
                Turn::Way(way) => way.label(),
            };
        }
        match self {
            Turn::Fate(Fate::Added) => Words::new("nytt", "new"),
            Turn::Fate(Fate::Removed) => Words::new("borttaget", "removed"),
            Turn::Fate(Fate::Withdrawn) => Words::new("avfört", "withdrawn"),
            Turn::Fate(Fate::Restored) => Words::new("återfört", "restored"),
            Turn::Fate(Fate::Changed) => Words::new("ändrat", "changed"),
            Turn::Fate(Fate::Moved) => Words::new("flyttat", "moved"),
            Turn::Way(Way::Renamed) => Words::new("omdöpt", "renamed"),
            Turn::Way(Way::Merged) => Words::new("sammanslaget", "merged"),
            Turn::Way(Way::Split) => Words::new("delat", "split"),
            Turn::Way(Way::Regrouped) => Words::new("omgrupperat", "regrouped"),
        }
    }

    /// The word in data.
    pub fn name(self) -> &'static str {
        match self {
            Turn::Fate(fate) => fate.name(),
            Turn::Way(way) => way.name(),
        }
    }

    /// The order that stories are told in: what came, what went over, what went, what changed.
    fn rank(self) -> usize {
        match self {
            Turn::Fate(Fate::Added) => 0,
            Turn::Way(way) => 1 + way as usize,
            Turn::Fate(fate) => 5 + fate as usize,
        }
    }
}

impl<'v> Story<'v> {
    /// The entry that it is about: as it is, or as it last was.
    pub fn entry(&self) -> &'v Entry {
        let source = if self.from.len() == 1 { self.from.first() } else { self.to.first() };
        self.after.or(self.before).or(source.copied()).expect("a story is about something")
    }

    /// The kind that it is about.
    pub fn kind(&self) -> Kind {
        self.entry().kind
    }

    /// Those that were there before, as cells.
    pub fn went(&self) -> Cell {
        cells(&self.from)
    }

    /// Those that are there now, as cells.
    pub fn came(&self) -> Cell {
        cells(&self.to)
    }
}

fn cells(entries: &[&Entry]) -> Cell {
    Cell::List(entries.iter().map(|entry| Cell::Named(entry.id.clone(), called(entry))).collect())
}

/// What an entry is called, with its short form: `Sveriges Kommuner och Regioner (SKR)`.
pub(super) fn called(entry: &Entry) -> Words {
    let name = name(entry);
    match entry.text("forkortning") {
        Some(short) => Words::each(|lang| format!("{} ({short})", name.get(lang))),
        None => name,
    }
}

impl<'v> Diff<'v> {
    /// What differs as a person tells it, by kind, then by what happened, then by name; nothing that weighs less than
    /// was asked for.
    pub fn stories(&self, least: Weight) -> Vec<Story<'v>> {
        let told: BTreeSet<&Id> =
            self.successions.iter().flat_map(|one| one.from.iter().chain(&one.to)).map(|entry| &entry.id).collect();
        let is_told = |change: &&Change<'_>| Kind::ENTRIES.contains(&change.kind()) && told.contains(change.id());
        let single = self.changes.iter().filter(|change| !is_told(change)).map(of_change);
        let joined = self.successions.iter().map(|one| of_succession(one, &self.replaced));
        let mut stories: Vec<Story<'v>> = single.chain(joined).filter(|story| story.weight >= least).collect();
        for story in &mut stories {
            story.fields.retain(|field| field.weight >= least);
            story.fields.sort_by_key(|field| std::cmp::Reverse(field.weight));
            name_apart(story);
        }
        let order = Order::swedish();
        stories.par_sort_by_cached_key(|story| {
            let entry = story.entry();
            (story.kind(), story.turn.rank(), order.key(entry.title()), entry.id.clone())
        });
        stories
    }
}

fn of_change<'v>(change: &Change<'v>) -> Story<'v> {
    Story {
        turn: Turn::Fate(change.fate),
        before: change.before,
        after: change.after,
        from: Vec::new(),
        to: Vec::new(),
        fields: change.fields.clone(),
        former: None,
        weight: change.weight(),
    }
}

/// One that was renamed is told as itself under another id; one that others went up in, or that parts were taken from,
/// as itself.
fn of_succession<'v>(one: &Succession<'v>, replaced: &Replaced<'v>) -> Story<'v> {
    let of = |value: Option<&'v Value>| value.map_or(&[][..], Value::items);
    let remains = |entry: &&&'v Entry| one.from.iter().any(|other| other.id == entry.id);
    let (before, after) = match (&one.from[..], &one.to[..]) {
        ([before], [after]) => (Some(*before), Some(*after)),
        _ => match one.to.iter().find(remains) {
            Some(after) => (one.from.iter().find(|before| before.id == after.id).copied(), Some(*after)),
            None => (None, (one.to.len() == 1).then(|| one.to[0])),
        },
    };
    let mut fields = before.zip(after).map_or_else(Vec::new, |(before, after)| between(before, after));
    let is_title = |item: &Item<'_>| {
        let title = ["titel", "namn"].iter().find_map(|part| item.new?.part(part)?.text());
        item.old.is_none() && one.from.iter().any(|entry| title == Some(entry.title()))
    };
    fields.retain(|field| match field.top.name {
        "id" | "ersatt_av" | "avford" => false,
        // What the others were called is told by naming them.
        "tidigare_titlar" | "tidigare_namn" => {
            !items_through(replaced, field.field, of(field.old), of(field.new)).iter().all(is_title)
        }
        _ => true,
    });
    fields.iter_mut().for_each(|field| field.weigh(replaced));
    Story {
        turn: Turn::Way(one.way()),
        before,
        after,
        from: one.from.clone(),
        to: one.to.clone(),
        fields,
        former: None,
        weight: Weight::Decision,
    }
}

/// Takes a change of name out of the fields, to be told as one thing.
fn name_apart(story: &mut Story<'_>) {
    let (Some(before), Some(after)) = (story.before, story.after) else { return };
    let is_name = |field: &FieldChange<'_>| matches!(field.name.as_str(), "titel" | "namn");
    if !Kind::ENTRIES.contains(&after.kind) || !story.fields.iter().any(is_name) {
        return;
    }
    let kept = [("tidigare_titlar", "titel"), ("tidigare_namn", "namn")];
    let until = kept.iter().find_map(|(field, part)| {
        let of_it =
            after.items(field).iter().find(|item| item.part(part).and_then(Value::text) == Some(before.title()));
        match of_it?.part("till") {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    });
    story.former = Some(Former { name: called(before), until });
    story.fields.retain(|field| {
        !matches!(
            field.name.as_str(),
            "titel" | "namn" | "namn_en" | "forkortning" | "tidigare_titlar" | "tidigare_namn"
        )
    });
}
