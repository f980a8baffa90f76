use std::collections::BTreeSet;

use hashbrown::HashMap;

use crate::entry::{self, Entry, Value};
use crate::karta::{Karta, Link, name};
use crate::say;
use crate::say::{Lang, Words, quote};
use crate::table::Cell;
use crate::value::Kind;

/// How many of a long list are named in a sentence.
const NAMED: usize = 4;

/// The map as it is now: what has left it is seen through, to what came in its place.
pub struct Scene<'k> {
    /// The map.
    pub karta: &'k Karta,
    is_gone: Vec<bool>,
    /// For each entry that was replaced, the entries that came in its place in the end.
    heirs: HashMap<usize, Vec<usize>>,
    /// For each of those, the entries that it came in place of.
    forebears: HashMap<usize, Vec<usize>>,
}

/// A part of the public sector that initiatives are held within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sector {
    /// Agencies, and the government's offices.
    Stat,
    /// Regions.
    Region,
    /// Municipalities.
    Kommun,
}

/// How an initiative stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// Under way, or in operation.
    Active,
    /// Not begun.
    Planned,
    /// Halted.
    Paused,
    /// Over.
    Ended,
}

impl<'k> Scene<'k> {
    /// Sets the scene.
    pub fn of(karta: &'k Karta) -> Scene<'k> {
        let is_gone: Vec<bool> = karta.entries().iter().map(is_gone).collect();
        let mut scene = Scene { karta, is_gone, heirs: HashMap::new(), forebears: HashMap::new() };
        let replaced = karta.entries().iter().enumerate().filter(|(_, entry)| !entry.items("ersatt_av").is_empty());
        for (at, _) in replaced {
            let heirs = scene.find_heirs(at);
            heirs.iter().for_each(|heir| scene.forebears.entry(*heir).or_default().push(at));
            scene.heirs.insert(at, heirs);
        }
        scene
    }

    /// What came in place of an entry, in the end; entries that replace each other in a ring have no end.
    fn find_heirs(&self, at: usize) -> Vec<usize> {
        let (mut seen, mut open, mut heirs) = (BTreeSet::from([at]), vec![at], Vec::new());
        while let Some(at) = open.pop() {
            let next: Vec<usize> = self.places(at, "ersatt_av").collect();
            if next.is_empty() && !self.is_gone[at] {
                heirs.push(at);
            }
            open.extend(next.into_iter().filter(|next| seen.insert(*next)));
        }
        heirs.sort_unstable();
        heirs
    }

    /// The entry at a place.
    pub fn entry(&self, at: usize) -> &'k Entry {
        &self.karta.entries()[at]
    }

    /// Whether an entry is in the map as it is now.
    pub fn is_live(&self, at: usize) -> bool {
        !self.is_gone[at]
    }

    /// The places of the live entries of a kind, by id.
    pub fn live(&self, kind: Kind) -> impl Iterator<Item = usize> {
        self.karta.positions_of(&[kind]).into_iter().filter(|at| self.is_live(*at))
    }

    /// The live entries that a field points at, each once, in the field's order.
    pub fn to(&self, at: usize, field: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for place in self.places(at, field) {
            let heirs = self.heirs.get(&place);
            let own = [place].into_iter().filter(|place| heirs.is_none() && self.is_live(*place));
            for place in own.chain(heirs.into_iter().flatten().copied()) {
                if !found.contains(&place) {
                    found.push(place);
                }
            }
        }
        found
    }

    /// The live entries that point at one by any of these fields, each once, in the map's order.
    pub fn from(&self, at: usize, fields: &[&str]) -> Vec<usize> {
        let forebears = self.forebears.get(&at).into_iter().flatten().copied();
        let links = [at].into_iter().chain(forebears).flat_map(|at| self.karta.links().to(at));
        let is_one = |link: &&Link| fields.contains(&link.field.name) && self.is_live(link.from as usize);
        let mut found: Vec<usize> = links.filter(is_one).map(|link| link.from as usize).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn places(&self, at: usize, field: &str) -> impl Iterator<Item = usize> {
        self.entry(at).ids(field).filter_map(|id| self.karta.position(id.as_str()))
    }

    /// The actors that own an initiative or take part in it, owners first.
    pub fn doers(&self, at: usize) -> Vec<usize> {
        let mut doers = self.to(at, "agare");
        for doer in self.to(at, "deltagare") {
            if !doers.contains(&doer) {
                doers.push(doer);
            }
        }
        doers
    }

    /// The initiatives that answer a need.
    pub fn answers(&self, need: usize) -> Vec<usize> {
        self.from(need, &["moter"])
    }

    /// The sector of an actor; none for those that reach across sectors. A group is of the sector of all its members.
    pub fn sector(&self, actor: usize) -> Option<Sector> {
        match self.entry(actor).text("niva")? {
            "grupp" => {
                let members = self.from(actor, &["i", "ingar_i"]);
                let own = |member: &usize| Sector::of(self.entry(*member).text("niva")?);
                let mut sectors = members.iter().map(own);
                let first = sectors.next()??;
                sectors.all(|sector| sector == Some(first)).then_some(first)
            }
            level => Sector::of(level),
        }
    }

    /// What came in place of an entry, in the end; nothing for one that is as it was.
    pub fn heirs(&self, at: usize) -> &[usize] {
        self.heirs.get(&at).map_or(&[], Vec::as_slice)
    }

    /// What a field of an entry holds.
    pub fn field(&self, at: usize, name: &str) -> Cell {
        let entry = self.entry(at);
        entry::find(entry.kind, name).map_or(Cell::Empty, |field| self.karta.cell(entry, field))
    }

    /// The entry as a cell: its name to people, its id in data.
    pub fn named(&self, at: usize) -> Cell {
        let entry = self.entry(at);
        Cell::Named(entry.id.clone(), name(entry))
    }

    /// Entries as a cell.
    pub fn all_named(&self, places: &[usize]) -> Cell {
        if places.is_empty() { Cell::Empty } else { Cell::List(places.iter().map(|at| self.named(*at)).collect()) }
    }

    /// The names of entries inside a sentence: the first few, and how many more there are.
    pub fn told(&self, places: &[usize]) -> Words {
        Words::each(|lang| {
            let called = |at: &usize| quote(name(self.entry(*at)).get(lang));
            let names = places.iter().take(NAMED).map(called).collect::<Vec<_>>().join(", ");
            match (places.len().saturating_sub(NAMED), lang) {
                (0, _) => names,
                (more, Lang::Sv) => format!("{names} och {more} till"),
                (more, Lang::En) => format!("{names} and {more} more"),
            }
        })
    }
}

impl Sector {
    fn of(level: &str) -> Option<Sector> {
        match level {
            "stat" => Some(Sector::Stat),
            "region" => Some(Sector::Region),
            "kommun" => Some(Sector::Kommun),
            _ => None,
        }
    }

    /// The sector as the subject of a sentence.
    pub fn words(self) -> Words {
        match self {
            Sector::Stat => Words::new("staten", "state agencies"),
            Sector::Region => Words::new("regioner", "regions"),
            Sector::Kommun => Words::new("kommuner", "municipalities"),
        }
    }

    /// Sectors as the subject of a sentence; of none, nothing.
    pub fn joined(sectors: &[Sector]) -> Option<Words> {
        let (last, others) = sectors.split_last()?;
        let last = last.words();
        Some(others.iter().fold(last, |told, sector| {
            let sector = sector.words();
            say!("{sector} och {told}", "{sector} and {told}"; sector in words, told in words)
        }))
    }
}

impl Stand {
    /// How an initiative stands.
    pub fn of(initiative: &Entry) -> Stand {
        match initiative.text("status") {
            Some("planerat") => Stand::Planned,
            Some("pausat") => Stand::Paused,
            Some("avslutat" | "avfort") => Stand::Ended,
            _ => Stand::Active,
        }
    }
}

/// Whether an entry has left the map, or has gone into another.
fn is_gone(entry: &Entry) -> bool {
    entry.values.iter().any(|(field, value)| match field.name {
        "avford" => true,
        "status" => value.text() == Some("avfort"),
        "ersatt_av" => !value.items().is_empty(),
        _ => false,
    })
}

/// How many distinct sources an entry tells of.
pub fn sources(entry: &Entry) -> usize {
    let said = |source: &'_ Value| -> Option<String> {
        let part = |name| source.part(name).and_then(Value::text).unwrap_or_default();
        Some(format!("{}\n{}", part("url"), part("text")))
    };
    entry.items("kallor").iter().filter_map(said).collect::<BTreeSet<_>>().len()
}
