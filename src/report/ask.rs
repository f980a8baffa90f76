use std::collections::BTreeMap;

use crate::entry::Entry;
use crate::karta::Karta;
use crate::query::{Filter, select};
use crate::say::{Result, Words};
use crate::source;
use crate::table::Cell;
use crate::value::{Date, Kind};

/// All that a report has to go by.
pub struct Ask<'a> {
    /// The map.
    pub karta: &'a Karta,
    /// Which revision of it this is.
    pub revision: Words,
    /// What its point in time is called beside its revisions: now, unless it is one of them.
    pub now: Words,
    /// The day that counts as today.
    pub today: Date,
    /// Which entries it is about, as it was said.
    pub filter: &'a Filter,
    /// Which entries it is about.
    pub chosen: Chosen,
    /// What was named after the report.
    pub operands: &'a [String],
    /// What was said by the report's own flags.
    pub flags: &'a BTreeMap<&'static str, String>,
    /// The map as it was.
    pub past: &'a dyn Past,
}

impl<'a> Ask<'a> {
    /// The map's own point in time, beside its revisions.
    pub fn now(&self) -> Cell {
        Cell::Choice(".", self.now.clone())
    }

    /// The chosen entries of a kind, with their places in [`Karta::entries`], by id.
    pub fn chosen(&self, kind: Kind) -> impl Iterator<Item = (usize, &'a Entry)> {
        let karta = self.karta;
        let of_kind = move |at: &usize| karta.entries()[*at].kind == kind;
        self.chosen.positions.iter().copied().filter(of_kind).map(move |at| (at, &karta.entries()[at]))
    }
}

/// The entries that a report is about.
#[derive(Clone, Debug)]
pub struct Chosen {
    positions: Vec<usize>,
    is_chosen: Vec<bool>,
}

impl Chosen {
    /// What a filter lets through; without a filter, every behov and initiativ.
    pub fn of(karta: &Karta, filter: &Filter) -> Result<Chosen> {
        let mut positions = match filter.is_everything() {
            true => karta.positions_of(&[Kind::Behov, Kind::Initiativ]),
            false => select(karta, &filter.resolve(karta)?).positions,
        };
        positions.sort_unstable();
        let mut is_chosen = vec![false; karta.entries().len()];
        positions.iter().for_each(|at| is_chosen[*at] = true);
        Ok(Chosen { positions, is_chosen })
    }

    /// Their places in [`Karta::entries`], in order.
    pub fn positions(&self) -> &[usize] {
        &self.positions
    }

    /// Whether the entry at a place is one of them.
    pub fn has(&self, at: usize) -> bool {
        self.is_chosen[at]
    }
}

/// The map as it was.
pub trait Past {
    /// Shows each revision of the map, the oldest first, and one at a time: all of them may be more than there is room
    /// for.
    fn each(&self, look: &mut dyn FnMut(Then<'_>) -> Result<()>) -> Result<()>;
}

/// The map at one revision.
pub struct Then<'p> {
    /// What the revision is called.
    pub name: &'p str,
    /// When it was decided, where that is known.
    pub date: Option<Date>,
    /// The map as it was.
    pub karta: &'p Karta,
}

impl Past for source::Past {
    fn each(&self, look: &mut dyn FnMut(Then<'_>) -> Result<()>) -> Result<()> {
        let looked = Karta::through(self, |recorded, karta| {
            let record = karta.with_id(Kind::Revision, &recorded.name).first();
            look(Then { name: &recorded.name, date: record.and_then(|record| record.date("datum")), karta })
        })?;
        looked.into_iter().collect()
    }
}
