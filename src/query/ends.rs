//! The other ends of links: who they are, and what can be asked of them.

use rayon::prelude::*;

use super::subject::{Path, askable, names_actors, paths, spelled};
use crate::entry::{Entry, FIELDS, Field};
use crate::karta::{Arm, Karta, Way};
use crate::say::Words;
use crate::value::Kind;

/// The other ends of some links.
#[derive(Clone, Debug)]
pub struct Ends {
    /// The fields that hold the links, and which way they point from here.
    sides: Vec<(&'static Field, Way)>,
    /// As data names it.
    pub name: String,
    /// What a reader sees.
    pub label: Words,
    /// Whether entries that have left the map count.
    is_gone_too: bool,
}

/// Links that may be followed on and on.
#[derive(Clone, Debug)]
pub enum Following {
    /// Any link, pointing this way; either way where that is not said.
    Any(Option<Way>),
    /// These links only.
    Only(Ends),
}

/// Entries, by their places in the map.
#[derive(Clone, Debug)]
pub struct Members(Vec<bool>);

impl Members {
    /// The entries that a test holds for.
    pub fn of(karta: &Karta, is_such: impl Fn(usize, &Entry) -> bool + Sync) -> Members {
        let entries = karta.entries().par_iter().enumerate().with_min_len(64);
        Members(entries.map(|(at, entry)| is_such(at, entry)).collect())
    }

    /// The entries at these places.
    pub fn at(karta: &Karta, places: &[usize]) -> Members {
        let mut members = vec![false; karta.entries().len()];
        places.iter().for_each(|at| members[*at] = true);
        Members(members)
    }

    /// Whether the entry at a place is one.
    pub fn has(&self, at: usize) -> bool {
        self.0[at]
    }
}

/// Every field that holds links between entries, with the kinds that have it; those in records have their record's.
fn link_fields() -> impl Iterator<Item = (&'static Field, &'static [Kind])> {
    let all = FIELDS.iter().flat_map(|field| {
        let parts = field.parts().iter().map(|part| (part, field.kinds));
        std::iter::once((field, field.kinds)).chain(parts)
    });
    all.filter(|(field, _)| !field.targets().is_empty())
}

/// The other ends that a name means: of a field's links, of those that point here, or all `initiativ` or `behov` that
/// answer, own or have each other.
pub fn ends(name: &str) -> Option<Ends> {
    let word = spelled(name);
    match &*word {
        "initiativ" | "initiative" | "initiatives" => return Some(Ends::of_kind(Kind::Initiativ)),
        "behov" | "need" | "needs" => return Some(Ends::of_kind(Kind::Behov)),
        _ => {}
    }
    // The supine of the same verb is as good a name.
    let word = if word == "mottesav" { "motsav" } else { &word };
    let reverse = |field: &Field| {
        field.reverse.is_some_and(|reverse| {
            [reverse.name, reverse.label.sv, reverse.label.en].iter().any(|name| spelled(name) == *word)
        })
    };
    if let Some((field, _)) = link_fields().find(|(field, _)| reverse(field)) {
        let reverse = field.reverse?;
        return Some(Ends::new(vec![(field, Way::In)], reverse.name, reverse.label.words()));
    }
    forward(name)
}

/// The ends that a field's own links point at.
fn forward(name: &str) -> Option<Ends> {
    let named = |path: &Path| !path.leaf().targets().is_empty();
    let of_actors = matches!(&*spelled(name), "aktor" | "actor");
    let found: Vec<Path> = match of_actors {
        true => askable().filter(|field| names_actors(field)).map(Path::top).collect(),
        false => paths(name)?.into_iter().filter(named).collect(),
    };
    let first = found.first()?;
    let (name, label) = match of_actors {
        true => ("aktor", Words::new("Aktörer", "Actors")),
        false => (&*first.name, first.leaf().label.words()),
    };
    Some(Ends::new(found.iter().map(|path| (path.leaf(), Way::Out)).collect(), name, label))
}

/// The names that other ends go by, for suggestions.
pub fn reverse_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let reverses = link_fields().filter_map(|(field, _)| field.reverse);
    reverses.flat_map(|reverse| [reverse.name, reverse.label.sv, reverse.label.en].map(|name| (name, reverse.name)))
}

impl Ends {
    fn new(sides: Vec<(&'static Field, Way)>, name: &str, label: Words) -> Ends {
        Ends { sides, name: name.to_owned(), label, is_gone_too: true }
    }

    /// What of that kind answers, owns, has or takes part: links between kinds, not those that may point at anything.
    fn of_kind(kind: Kind) -> Ends {
        let sides = link_fields().filter_map(|(field, kinds)| match (field.targets(), kinds) {
            ([target], [own]) if target != own && *target == kind => Some((field, Way::Out)),
            ([target], [own]) if target != own && *own == kind => Some((field, Way::In)),
            _ => None,
        });
        Ends { is_gone_too: false, ..Ends::new(sides.collect(), kind.name(), kind.plural()) }
    }

    /// The kinds that may have such links.
    pub fn kinds(&self) -> Vec<Kind> {
        self.kinds_at(Way::Out)
    }

    /// The kinds that may be at the other end.
    pub fn other_kinds(&self) -> Vec<Kind> {
        self.kinds_at(Way::In)
    }

    fn kinds_at(&self, end: Way) -> Vec<Kind> {
        let of = |(field, way): &(&'static Field, Way)| match *way == end {
            true => link_fields().find(|(other, _)| std::ptr::eq(*other, *field)).map_or(&[][..], |(_, kinds)| kinds),
            false => field.targets(),
        };
        Kind::ALL.into_iter().filter(|kind| self.sides.iter().any(|side| of(side).contains(kind))).collect()
    }

    /// The entries at the other ends of one, each once.
    pub fn of(&self, karta: &Karta, at: usize) -> Vec<usize> {
        let arms = karta.arms(at).into_iter().filter(|arm| self.has(arm));
        let mut others: Vec<usize> = arms.map(|arm| arm.other).collect();
        others.retain(|other| self.is_gone_too || !karta.entries()[*other].is_gone());
        others.sort_unstable();
        others.dedup();
        others
    }

    fn has(&self, arm: &Arm) -> bool {
        self.sides.iter().any(|(field, way)| std::ptr::eq(*field, arm.field) && *way == arm.way)
    }
}

impl Following {
    /// Everything from which such links lead to one of these in at most so many steps.
    pub fn to(&self, karta: &Karta, goals: &[usize], hops: usize) -> Members {
        let mut members = Members::at(karta, &[]);
        let mut ring = goals.to_vec();
        for _ in 0..hops {
            let before = ring.iter().flat_map(|at| karta.arms(*at)).filter(|arm| self.leads_back(arm));
            let mut next: Vec<usize> = before.map(|arm| arm.other).collect();
            next.retain(|at| !goals.contains(at) && !std::mem::replace(&mut members.0[*at], true));
            ring = next;
        }
        members
    }

    /// Whether a link, seen from the end that it is to lead to, is one of these.
    fn leads_back(&self, arm: &Arm) -> bool {
        let way = match arm.way {
            Way::Out => Way::In,
            Way::In => Way::Out,
        };
        match self {
            Following::Any(wanted) => wanted.is_none_or(|wanted| wanted == way),
            Following::Only(ends) => ends.has(&Arm { way, ..*arm }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::is_called;
    use super::*;

    #[test]
    fn no_name_of_another_end_is_a_field() {
        for (name, own) in reverse_names() {
            let taken = askable().find(|field| is_called(field, &spelled(name)));
            assert!(taken.is_none(), "{name} ({own}) is {}", taken.map_or("", |field| field.name));
        }
    }
}
