use std::collections::BTreeSet;
use std::sync::OnceLock;

use hashbrown::HashMap;

use super::{Ask, Chosen};
use crate::entry::{self, Entry, Value};
use crate::karta::{Karta, Link, name};
use crate::say;
use crate::say::{Failure, Lang, Result, Words, quote};
use crate::table::Cell;
use crate::value::{Date, Kind};

/// How many of a long list are named in a sentence.
const NAMED: usize = 4;

/// The map as it is now: what has left it is seen through, to what came in its place.
///
/// A filter chooses what is shown. What an entry lacks, or shares with others, is asked of the whole map.
pub struct Scene<'k> {
    /// The map.
    pub karta: &'k Karta,
    /// What is shown; nothing where all of it is.
    chosen: Option<&'k Chosen>,
    /// The day that counts as today, where one is given.
    today: Option<Date>,
    is_gone: Vec<bool>,
    /// For each entry that was replaced, the entries that came in its place in the end.
    heirs: HashMap<usize, Vec<usize>>,
    /// For each of those, the entries that it came in place of.
    forebears: HashMap<usize, Vec<usize>>,
    /// The sector of each actor, by its place among the actors.
    sectors: OnceLock<HashMap<usize, Sector>>,
}

/// How one actor is tied to another, apart from what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// It is a part of the other.
    PartOf,
    /// It is a member of the other.
    MemberOf,
    /// The other is a part of it.
    Includes,
    /// The other is a member of it.
    HasMember,
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
    /// The whole map, all of it shown.
    pub fn of(karta: &'k Karta) -> Scene<'k> {
        Scene::set(karta, None, None)
    }

    /// The whole map, of which is shown what was asked about.
    pub fn asked(ask: &'k Ask<'_>) -> Scene<'k> {
        Scene::set(ask.karta, Some(&ask.chosen), Some(ask.today))
    }

    fn set(karta: &'k Karta, chosen: Option<&'k Chosen>, today: Option<Date>) -> Scene<'k> {
        let is_gone: Vec<bool> = karta.entries().iter().map(Entry::is_gone).collect();
        let (heirs, forebears, sectors) = Default::default();
        let mut scene = Scene { karta, chosen, today, is_gone, heirs, forebears, sectors };
        let replaced = karta.entries().iter().enumerate().filter(|(_, entry)| !entry.items("ersatt_av").is_empty());
        for (at, _) in replaced {
            let mut heirs: Vec<usize> = karta.successors(at).into_iter().filter(|heir| scene.is_live(*heir)).collect();
            heirs.sort_unstable();
            heirs.iter().for_each(|heir| scene.forebears.entry(*heir).or_default().push(at));
            scene.heirs.insert(at, heirs);
        }
        scene
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

    /// Whether an entry is one of those that are shown.
    pub fn is_shown(&self, at: usize) -> bool {
        self.chosen.is_none_or(|chosen| chosen.has(at))
    }

    /// The places of the live entries of a kind that are shown, by id.
    pub fn shown(&self, kind: Kind) -> Vec<usize> {
        self.live(kind).filter(|at| self.is_shown(*at)).collect()
    }

    /// The live entries that a field points at, each once, in the field's order.
    pub fn to(&self, at: usize, field: &str) -> Vec<usize> {
        let mut found = self.linked(at, field);
        found.retain(|place| self.is_live(*place));
        found
    }

    /// The same, and what has left the map with nothing in its place.
    pub fn linked(&self, at: usize, field: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for place in self.places(at, field) {
            for now in self.now(&place) {
                if !found.contains(now) {
                    found.push(*now);
                }
            }
        }
        found
    }

    /// What an entry is now: what came in its place in the end, or itself.
    fn now<'a>(&'a self, at: &'a usize) -> &'a [usize] {
        match self.heirs(*at) {
            [] => std::slice::from_ref(at),
            heirs => heirs,
        }
    }

    /// The entry that a person means, as it is now, and what is to be said where that is not what was written.
    pub fn meant(&self, called: &str) -> Result<(usize, Option<Words>)> {
        let found = self.karta.lookup(called)?;
        let at = self.karta.position(found.id.as_str()).expect("what was looked up is there");
        let old = quote(found.title());
        match self.heirs(at) {
            [] if self.is_live(at) => Ok((at, None)),
            [] => Ok((at, Some(say!("{old} är inte kvar i kartan.", "{old} is no longer in the map.")))),
            [one] => {
                let new = self.told(&[*one]);
                let note = say!("{old} är ersatt av {new}.", "{old} is replaced by {new}."; new in words);
                Ok((*one, Some(note)))
            }
            several => {
                let (new, ids) = (self.told(several), self.ids(several));
                let what =
                    say!("{old} är ersatt av flera: {new}.", "{old} is replaced by several: {new}."; new in words);
                Err(Failure::new(what).hint(say!("Välj en av dem: {ids}", "Choose one of them: {ids}")))
            }
        }
    }

    fn ids(&self, places: &[usize]) -> String {
        places.iter().map(|at| self.entry(*at).id.as_str()).collect::<Vec<_>>().join(", ")
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

    /// When an actor ended, if it has.
    pub fn end_of(&self, actor: usize) -> Option<Date> {
        self.entry(actor).date("slut").filter(|end| self.today.is_some_and(|today| end.is_before(today)))
    }

    /// Whether an actor is there to work with.
    pub fn is_there(&self, actor: usize) -> bool {
        self.is_live(actor) && self.end_of(actor).is_none()
    }

    /// What an actor is a part of or a member of today.
    pub fn wholes(&self, actor: usize) -> Vec<(usize, Tie)> {
        let mut wholes: Vec<(usize, Tie)> =
            self.to(actor, "ingar_i").into_iter().map(|whole| (whole, Tie::PartOf)).collect();
        for membership in self.entry(actor).items("medlemskap").iter().filter(|one| !self.is_past(one)) {
            let whole = membership.part("i").and_then(Value::text).and_then(|id| self.karta.position(id));
            let now = whole.iter().flat_map(|whole| self.now(whole)).filter(|whole| self.is_live(**whole));
            wholes.extend(now.map(|whole| (*whole, Tie::MemberOf)));
        }
        wholes.sort_unstable();
        wholes.dedup_by_key(|(whole, _)| *whole);
        wholes
    }

    fn is_past(&self, membership: &Value) -> bool {
        let Some(Value::Date(end)) = membership.part("till") else { return false };
        self.today.is_some_and(|today| end.is_before(today))
    }

    /// The actors that one is tied to, whatever they do together.
    pub fn ties(&self, actor: usize) -> Vec<(usize, Tie)> {
        let mut ties = self.wholes(actor);
        for part in self.from(actor, &["i", "ingar_i"]) {
            let own = self.wholes(part).into_iter().find(|(whole, _)| *whole == actor);
            ties.extend(own.map(|(_, tie)| (part, tie.reversed())));
        }
        ties
    }

    /// The sector of an actor; none for those that reach across sectors. A group is of the sector of all its members.
    pub fn sector(&self, actor: usize) -> Option<Sector> {
        let all = || {
            let actors = self.karta.positions_of(&[Kind::Aktor]).into_iter();
            actors.filter_map(|actor| Some((actor, self.find_sector(actor)?))).collect()
        };
        self.sectors.get_or_init(all).get(&actor).copied()
    }

    fn find_sector(&self, actor: usize) -> Option<Sector> {
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

impl Tie {
    fn reversed(self) -> Tie {
        match self {
            Tie::PartOf => Tie::Includes,
            Tie::MemberOf => Tie::HasMember,
            Tie::Includes => Tie::PartOf,
            Tie::HasMember => Tie::MemberOf,
        }
    }

    /// The tie, told of the one of the other.
    pub fn choice(self) -> Cell {
        let (word, words) = match self {
            Tie::PartOf => ("ingar-i", Words::new("ingår i den", "part of it")),
            Tie::MemberOf => ("medlem-i", Words::new("medlem i den", "member of it")),
            Tie::Includes => ("omfattar", Words::new("del", "part")),
            Tie::HasMember => ("medlem", Words::new("medlem", "member")),
        };
        Cell::Choice(word, words)
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

/// How many distinct sources an entry tells of.
pub fn sources(entry: &Entry) -> usize {
    let said = |source: &'_ Value| -> Option<String> {
        let part = |name| source.part(name).and_then(Value::text).unwrap_or_default();
        Some(format!("{}\n{}", part("url"), part("text")))
    };
    entry.items("kallor").iter().filter_map(said).collect::<BTreeSet<_>>().len()
}
