//! What one cell wants: of what it says, what it said when the sheet was made, and what the map says now.

use super::refusal::required;
use super::{Conflict, Fault, Merger, Reading, Take};
use crate::entry::{Entry, Value};
use crate::import::canonical::canonical;
use crate::import::form::{Slot, said as written};
use crate::import::grid::Raw;
use crate::import::layout::Meaning;
use crate::import::meaning::{said, value};
use crate::import::merge::Laid;
use crate::import::stamp::Fingerprints;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Lang, Words, quote};

impl<'o> Merger<'o, '_> {
    /// What a sheet said of an entry when it was made.
    pub(super) fn prints(&self, reading: &Reading<'_>, entry: &Entry) -> Option<Fingerprints> {
        let (laid, row) = (reading.laid, reading.row);
        let column = laid.layout.columns.iter().find(|column| matches!(column.meaning, Meaning::Prints));
        let own = column.map(|column| row.text(column.at)).filter(|text| !text.is_empty());
        own.map(|text| Fingerprints::parse(&text))
            .or_else(|| self.understood.stamp.as_ref()?.entries.get(&(entry.kind, entry.id.to_string())).cloned())
            .or_else(|| {
                let base = self.wanted.base?;
                let was = base.with_id(entry.kind, entry.id.as_str()).first()?;
                let slots: Vec<&Slot> = laid.layout.slots_of(entry.kind).map(|(_, slot)| slot).collect();
                Some(Fingerprints::of(slots.iter().map(|slot| (slot.key.as_str(), self.says(slot, base, was)))))
            })
    }

    /// What a place of an entry says in a file such as this, however it is written.
    fn says(&self, slot: &Slot, karta: &Karta, entry: &Entry) -> String {
        canonical(slot.target.leaf, &self.written(slot, karta, entry))
    }

    /// The same, letter by letter.
    fn written(&self, slot: &Slot, karta: &Karta, entry: &Entry) -> String {
        match self.understood.is_lines {
            true => slot.line(karta, entry),
            false => written(&slot.cell(karta, entry, Lang::Sv)),
        }
    }

    /// What one cell wants of an entry: a value, nothing there, or what stands against it. None where it wants nothing.
    pub(super) fn cell(
        &mut self,
        reading: &mut Reading<'o>,
        at: u32,
        slot: &Slot,
        entry: &Entry,
        prints: Option<&Fingerprints>,
    ) -> Option<std::result::Result<Option<Value>, Conflict>> {
        let raw = reading.raw(at)?;
        let leaf = slot.target.leaf;
        let text = said(leaf, &raw, self.is_guarded(reading.laid));
        let (told, now) = (canonical(leaf, &text), self.says(slot, self.karta, entry));
        let is_as_made = prints.map_or(told == now, |prints| prints.is(&slot.key, &told));
        let is_silent = told.is_empty() && prints.is_none() && !reading.laid.layout.is_whole();
        if is_as_made || is_silent || told == now {
            return None;
        }
        let current = slot.value(entry);
        let value = match value(&mut self.lookup, slot, &raw, &text, current) {
            Err(failure) => {
                reading.faults.push(Fault::at(reading.laid, reading.row, at, failure));
                return None;
            }
            Ok(None) if leaf.is_required && slot.target.keys.len() == 1 => {
                reading.faults.push(Fault::at(reading.laid, reading.row, at, required(leaf)));
                return None;
            }
            Ok(value) => value,
        };
        if value.as_ref() == current {
            return None;
        }
        if prints.is_none_or(|prints| prints.is(&slot.key, &now)) {
            return Some(Ok(value));
        }
        match self.wanted.take {
            Some(Take::Sheet) => Some(Ok(value)),
            Some(Take::Map) => None,
            None => Some(Err(Conflict {
                at: (reading.laid.grid.name.clone(), reading.row.number, at),
                id: entry.id.to_string(),
                heading: slot.heading(),
                sheet: quote(&text),
                map: quote(&self.written(slot, self.karta, entry)),
            })),
        }
    }

    pub(super) fn is_guarded(&self, laid: &Laid<'_>) -> bool {
        self.understood.is_lines && laid.layout.is_known()
    }
}

impl Reading<'_> {
    /// What a cell holds; nothing where it is no value, which is told.
    pub(super) fn raw(&mut self, at: u32) -> Option<Raw> {
        match self.row.get(at) {
            Some(Raw::Broken(why)) => {
                self.faults.push(Fault::at(self.laid, self.row, at, Failure::new(why.clone())));
                None
            }
            raw => Some(raw.cloned().unwrap_or_else(|| Raw::Text("".into()))),
        }
    }

    /// A cell under a heading that the row's kind does not have is to be empty.
    pub(super) fn refuse_stray(&mut self, at: u32) {
        if !self.row.text(at).trim().is_empty() {
            let kind = self.kind.plural();
            let what = say!("Fältet finns inte för {kind}.", "There is no such field for {kind}."; kind in words);
            let failure = Failure::new(what).hint(Words::new("Töm cellen.", "Empty the cell."));
            self.faults.push(Fault::at(self.laid, self.row, at, failure));
        }
    }
}
