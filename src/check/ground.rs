use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::against::{Against, Texts};
use super::levels::Levels;
use super::near::Near;
use super::state::{State, year};
use super::stray_file;
use crate::entry::{Entry, Mention, Problem, What};
use crate::finding::{Place, Step};
use crate::karta::{Concept, Karta};
use crate::value::{Date, Id, Kind, Scheme, nearest, stem};
use rayon::prelude::*;

/// What all rules stand on: the map, and what several of them need to know, found out once.
pub struct Ground<'k> {
    /// The map.
    pub karta: &'k Karta,
    /// Today, or the latest year that the map speaks of; `None` where it speaks of none.
    pub now: Option<Date>,
    /// The map as it was, where that is known.
    pub before: Option<&'k Karta>,
    /// What was in the map before and is gone without a record.
    pub vanished: Vec<&'k Entry>,
    /// The ids of those that it is told of: what still links to one has that cause.
    told_vanished: HashSet<&'k str>,
    /// What has been seen in the files' texts, where they have been looked at.
    pub(super) texts: Option<&'k Texts>,
    /// What links must know of each entry.
    states: Vec<State>,
    /// Where the entries of each kind stand among all.
    places: [Range<usize>; Kind::ALL.len()],
    /// Ids, as far as they can be told, of files that something is wrong with.
    lost: HashSet<String>,
    /// The kinds that have a folder which could not be read.
    lost_kinds: Vec<Kind>,
    /// Whether every concept of a scheme is known.
    is_whole: [bool; Scheme::ALL.len()],
    near: [OnceLock<Near<'k>>; Kind::ALL.len()],
    near_concepts: [OnceLock<Near<'k>>; Scheme::ALL.len()],
    meant: Mutex<Meant<'k>>,
}

/// What was near each misspelt id; the number tells which kinds or scheme it was sought among.
type Meant<'k> = HashMap<(usize, Box<str>), Option<&'k str>>;

/// A place where an entry names another entry or a concept, and what it names.
pub struct Seen<'k> {
    /// The entry that names.
    pub entry: &'k Entry,
    /// The field and the id.
    pub mention: Mention<'k>,
    /// What the id stands for.
    pub target: Target<'k>,
}

/// What an id stands for, where it stands.
#[derive(Clone, Copy, Debug)]
pub enum Target<'k> {
    /// An entry of a kind that the field allows, and what a link to it must know.
    Entry(&'k Entry, State),
    /// An entry of a kind that the field does not allow.
    Other(&'k Entry),
    /// A concept.
    Concept(&'k Concept),
    /// Nothing in the map.
    Missing,
    /// Nothing that could be read, but something is wrong with a file that may hold it, or what was there has vanished:
    /// that is the cause.
    Lost,
}

impl Target<'_> {
    /// Whether it is what the field asks for.
    pub fn is_right(self) -> bool {
        matches!(self, Target::Entry(..) | Target::Concept(_))
    }
}

impl<'k> Ground<'k> {
    pub(super) fn new(karta: &'k Karta, against: &Against<'k>, levels: &Levels) -> Ground<'k> {
        let told = karta.problems().iter().map(|(path, _)| path).chain(karta.unread().iter().map(|(path, _)| path));
        let folders = karta.unread().iter().filter(|(path, _)| !path.ends_with(".toml"));
        let mut ground = Ground {
            karta,
            now: against.today.or_else(|| latest(karta)),
            before: against.before,
            vanished: Vec::new(),
            told_vanished: HashSet::new(),
            texts: against.texts,
            states: karta.entries().par_iter().map(State::of).collect(),
            places: places(karta),
            lost: told.filter_map(|path| id_of(path)).chain(strays(against, levels)).collect(),
            lost_kinds: folders.filter_map(|(path, _)| kind_of(path)).collect(),
            is_whole: Scheme::ALL.map(|scheme| knows_all(karta, scheme)),
            near: Default::default(),
            near_concepts: Default::default(),
            meant: Mutex::default(),
        };
        let was_there = against.before.into_iter().flat_map(|before| Kind::ENTRIES.map(|kind| before.of_kind(kind)));
        ground.vanished = was_there.flatten().filter(|old| ground.has_vanished(old)).collect();
        let is_told = |old: &&&Entry| levels.get("vanished-id", &old.path).is_some();
        ground.told_vanished = ground.vanished.iter().filter(is_told).map(|old| old.id.as_str()).collect();
        ground
    }

    fn has_vanished(&self, old: &Entry) -> bool {
        self.karta.position(old.id.as_str()).is_none() && !self.is_lost(old.kind, old.id.as_str())
    }

    /// Whether a file is not TOML: what it seems to say is not to be judged.
    pub fn is_broken(&self, file: &str) -> bool {
        self.karta
            .problems_in(file)
            .iter()
            .any(|(_, problem)| matches!(problem.what, What::Syntax(_) | What::Conflict | What::Nothing))
    }

    /// Whether an id stands for something whose file could not be understood in full.
    pub(super) fn is_lost_anywhere(&self, id: &str) -> bool {
        self.lost.contains(id)
    }

    /// Whether the map has a file of that name, readable or not, or should have.
    pub(super) fn has_file(&self, id: &str) -> bool {
        let has = |kind: &Kind| self.karta.with_id(*kind, id).iter().any(|entry| stem(&entry.path) == id);
        let is_told = |texts: &Texts| texts.0.iter().any(|finding| stem(&finding.file) == id);
        self.is_lost_anywhere(id)
            || Scheme::parse(id).is_some()
            || Kind::ALL.iter().any(has)
            || self.texts.is_some_and(is_told)
    }

    /// Whether all that the map says could be read: rules hold back where something is not known.
    pub(super) fn has_no_gaps(&self) -> bool {
        let uses = |entry: &Entry, scheme| entry.mentions().any(|mention| mention.field.scheme() == Some(scheme));
        let is_used = |scheme| self.karta.entries().iter().any(|entry| uses(entry, scheme));
        let is_known = |scheme| self.is_whole(scheme) || !is_used(scheme);
        let is_read = self.lost.is_empty() && self.lost_kinds.is_empty() && self.told_vanished.is_empty();
        is_read && Scheme::ALL.into_iter().all(is_known)
    }

    /// What links must know of the entry at a place in [`Karta::entries`].
    pub fn state(&self, at: usize) -> State {
        self.states[at]
    }

    /// Whether something could not be understood in a field of a file.
    pub fn has_problem(&self, file: &str, field: &str) -> bool {
        self.karta.problems_in(file).iter().any(|(_, problem)| is_in(field, problem))
    }

    /// Whether some entry of a kind could not be read, and what it says is not known.
    pub fn is_any_lost(&self, kind: Kind) -> bool {
        let is_it = |path: &str| Kind::of_path(path) == Some(kind);
        let broken = self.karta.problems().iter().filter(|(path, _)| self.is_broken(path));
        self.lost_kinds.contains(&kind)
            || self.karta.unread().iter().any(|(path, _)| is_it(path))
            || broken.into_iter().any(|(path, _)| is_it(path))
    }

    /// Whether something of that kind and id may be in the map, in a file that could not be understood.
    pub fn is_lost(&self, kind: Kind, id: &str) -> bool {
        self.lost_kinds.contains(&kind) || self.lost.contains(id)
    }

    /// Whether every concept of a scheme is known: its file is there, and no id in it is lost.
    pub fn is_whole(&self, scheme: Scheme) -> bool {
        self.is_whole[scheme.index()]
    }

    /// The name near a misspelt id, among the entries of some kinds.
    pub fn near_entry(&self, kinds: &[Kind], id: &str) -> Option<&'k str> {
        let key = kinds.iter().map(|kind| 1 << *kind as usize).sum();
        let near = |kind: &Kind| {
            let make = || Near::new(self.karta.of_kind(*kind).iter().map(|entry| entry.id.as_str()));
            self.near[*kind as usize].get_or_init(make)
        };
        self.remember(key, id, || nearest(id, kinds.iter().flat_map(|kind| near(kind).around(id))))
    }

    /// The name near a misspelt one, among the concepts of a scheme.
    pub fn near_concept(&self, scheme: Scheme, id: &str) -> Option<&'k str> {
        let make = || Near::new(self.karta.concepts(scheme).iter().map(|concept| concept.id.as_str()));
        let near = self.near_concepts[scheme.index()].get_or_init(make);
        self.remember((1 << Kind::ALL.len()) + scheme.index(), id, || nearest(id, near.around(id)))
    }

    /// One answer for an id that is misspelt alike in thousands of places.
    fn remember(&self, key: usize, id: &str, find: impl FnOnce() -> Option<&'k str>) -> Option<&'k str> {
        let key = (key, Box::from(id));
        let known = self.meant.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        known.unwrap_or_else(|| {
            let found = find();
            self.meant.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found);
            found
        })
    }

    pub(super) fn look_up(&self, entry: &Entry, mention: &Mention<'_>) -> Target<'k> {
        match mention.field.scheme() {
            Some(scheme) => self.concept(scheme, mention.id),
            None => self.entry(mention.field.targets_from(entry.kind), mention.id),
        }
    }

    fn concept(&self, scheme: Scheme, id: &Id) -> Target<'k> {
        match self.karta.concepts(scheme).find(id.as_str()) {
            Some(concept) => Target::Concept(concept),
            None if self.is_whole(scheme) => Target::Missing,
            None => Target::Lost,
        }
    }

    fn entry(&self, kinds: &[Kind], id: &Id) -> Target<'k> {
        let id = id.as_str();
        let namesake = |kind: &Kind| self.karta.with_id(*kind, id).first();
        match self.karta.position(id) {
            Some(at) if kinds.iter().any(|kind| self.places[*kind as usize].contains(&at)) => {
                Target::Entry(&self.karta.entries()[at], self.states[at])
            }
            Some(at) => match kinds.iter().find_map(namesake) {
                Some(entry) => Target::Entry(entry, State::of(entry)),
                None => Target::Other(&self.karta.entries()[at]),
            },
            None if self.told_vanished.contains(id) => Target::Lost,
            None if kinds.iter().any(|kind| self.is_lost(*kind, id)) => Target::Lost,
            None => Target::Missing,
        }
    }
}

/// The ids of files that are told of as meant for the map, but that are not read.
fn strays(against: &Against<'_>, levels: &Levels) -> impl Iterator<Item = String> {
    let findings = against.texts.into_iter().flat_map(|texts| &texts.0);
    let told = findings.filter(|finding| finding.rule == stray_file::RULE.name);
    let told = told.filter(|finding| levels.get(finding.rule, &finding.file).is_some());
    let files = told.flat_map(|finding| finding.places().map(|(file, _)| file));
    files
        .filter_map(|file| Id::from_title(file.rsplit('/').next()?.split('.').next()?))
        .map(|id| id.as_str().to_owned())
}

fn places(karta: &Karta) -> [Range<usize>; Kind::ALL.len()] {
    let mut end = 0;
    Kind::ALL.map(|kind| {
        let from = end;
        end += karta.of_kind(kind).len();
        from..end
    })
}

/// The latest year that a map speaks of: in its revisions, or in its entries' statements.
fn latest(karta: &Karta) -> Option<Date> {
    let decided = |revision: &Entry| revision.date("datum").map(Date::in_year).max(revision.id.as_str().parse().ok());
    let revised = karta.of_kind(Kind::Revision).iter().filter_map(decided).max();
    let stated = karta.entries().par_iter().filter_map(year).max();
    revised.max(stated).and_then(Date::year)
}

/// The file that a scheme's concepts are read from; its name where there is none.
pub(super) fn concepts_file(karta: &Karta, scheme: Scheme) -> &str {
    karta.with_id(Kind::Taxonomi, scheme.name()).first().map_or("taxonomi", |file| &file.path)
}

/// The id that a file's name stands for, also where it is not written as one.
fn id_of(path: &str) -> Option<String> {
    let stem = path.rsplit('/').next()?.strip_suffix(".toml")?;
    Id::from_title(stem).map(|id| id.as_str().to_owned())
}

/// The kind of a folder, which may be the kind's own.
fn kind_of(folder: &str) -> Option<Kind> {
    Kind::of_path(folder).or_else(|| Kind::ALL.into_iter().find(|kind| kind.name() == folder))
}

/// Whether every concept of a scheme was read: none is lost in its file, and no other file may hold the scheme.
pub fn knows_all(karta: &Karta, scheme: Scheme) -> bool {
    let file = karta.with_id(Kind::Taxonomi, scheme.name()).first();
    file.is_some_and(|file| !karta.problems_in(&file.path).iter().any(|(_, problem)| hides_a_concept(problem)))
}

/// Whether a problem is in a field, or in a key that was meant for it.
fn is_in(field: &str, problem: &Problem) -> bool {
    match (&problem.place, &problem.what) {
        (_, What::UnknownField(_, meant)) => *meant == Some(field),
        (Place::Value(path) | Place::Key(path), _) => {
            matches!(path.0.first(), Some(Step::Key(name)) if **name == *field)
        }
        _ => false,
    }
}

/// Whether a problem in a taxonomy may be why a concept is not known.
fn hides_a_concept(problem: &Problem) -> bool {
    let is_of_ids = |steps: &[Step]| match steps {
        [Step::Key(list)] | [Step::Key(list), Step::Item(_)] => **list == *"begrepp",
        [Step::Key(list), Step::Item(_), Step::Key(part)] => **list == *"begrepp" && **part == *"id",
        _ => false,
    };
    match (&problem.what, &problem.place) {
        (What::Syntax(_) | What::Conflict, _) => true,
        (What::Missing(field), Place::Value(_)) => field.name == "id",
        (What::UnknownField(_, meant), _) => matches!(meant, Some("begrepp" | "id")),
        (_, Place::Value(path)) => is_of_ids(&path.0),
        _ => false,
    }
}
