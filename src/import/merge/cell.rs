//! What one cell wants: of what it says, what it said when the sheet was made, and what the map says now.

use super::refusal::{cut, no_choice, required};
use super::{Conflict, Fault, Merger, Reading, Take};
use crate::entry::{Entry, Value};
use crate::import::canonical::canonical;
use crate::import::form::{Slot, said as written};
use crate::import::grid::{Raw, Row};
use crate::import::layout::{KARTA, Meaning, SHEET};
use crate::import::meaning::{is_too_long, said, value};
use crate::import::merge::Laid;
use crate::import::stamp::Fingerprints;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Lang, Words};
use crate::table::Cell;
use crate::value::{Kind, fold};

impl<'o> Merger<'o, '_> {
    /// What a sheet said of an entry when it was made: as its row remembers, or the sheet, or the map of that time.
    pub(super) fn prints(&self, laid: &Laid<'_>, row: &Row, kind: Kind, id: &str) -> Option<Fingerprints> {
        let column = laid.layout.columns.iter().find(|column| matches!(column.meaning, Meaning::Prints));
        let own = column.map(|column| row.text(column.at)).filter(|text| !text.is_empty());
        own.map(|text| Fingerprints::parse(&text))
            .or_else(|| self.understood.stamp.as_ref()?.entries.get(&(kind, id.to_owned())).cloned())
            .or_else(|| {
                let base = self.wanted.base?;
                let was = base.with_id(kind, id).first()?;
                let slots: Vec<&Slot> = laid.layout.slots_of(kind).map(|(_, slot)| slot).collect();
                let says = |slot: &Slot| canonical(slot.target.leaf, &self.says(slot, base, was));
                Some(Fingerprints::of(slots.iter().map(|slot| (slot.key.as_str(), says(slot)))))
            })
    }

    /// What a place of an entry says in a file such as this.
    fn says(&self, slot: &Slot, karta: &Karta, entry: &Entry) -> String {
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
    ) -> Option<std::result::Result<Option<Value>, Conflict>> {
        let raw = reading.raw(at)?;
        let leaf = slot.target.leaf;
        let text = said(leaf, &raw, self.understood.is_guarded(reading.laid));
        let map = self.says(slot, self.karta, entry);
        let (told, now) = (canonical(leaf, &text), canonical(leaf, &map));
        let is_as_made = reading.prints.as_ref().map_or(told == now, |prints| prints.is(&slot.key, &told));
        if is_as_made || told == now || (told.is_empty() && reading.says_nothing_by_silence()) {
            return None;
        }
        let current = slot.value(entry);
        let value = match value(&mut self.lookup, slot, &raw, &text, current) {
            Err(failure) => Err(failure),
            Ok(_) if is_cut(self.karta, slot, entry) => Err(cut()),
            Ok(None) if leaf.is_required && slot.target.keys.len() == 1 => Err(required(leaf)),
            Ok(value) => Ok(value),
        };
        let value = value.map_err(|why| reading.faults.push(Fault::at(reading.laid, reading.row, at, why))).ok()?;
        if value.as_ref() == current {
            return None;
        }
        let is_free = reading.is_free(slot, &now);
        let take = if is_free { Some(Take::Sheet) } else { self.taken_side(reading, slot, &now) };
        match take {
            Some(Take::Sheet) => Some(Ok(value)),
            Some(Take::Map) => None,
            None => Some(Err(Conflict {
                at: (reading.laid.grid.name.clone(), reading.row.number, at),
                id: entry.id.to_string(),
                heading: slot.heading(),
                key: slot.key.clone(),
                is_by_name: reading.named.is_some(),
                sheet: text,
                map,
                now,
            })),
        }
    }

    /// How a conflict is settled: as its row says, while the map says what it did when that was chosen; else as all are.
    fn taken_side(&self, reading: &Reading<'_>, slot: &Slot, now: &str) -> Option<Take> {
        let is_as_shown = reading.prints.as_ref().is_none_or(|prints| prints.is_as_shown(&slot.key, now));
        reading.take.filter(|_| is_as_shown).or(self.wanted.take)
    }
}

/// Whether a value has more text than a cell has room for, so that a sheet has only the beginning of it.
fn is_cut(karta: &Karta, slot: &Slot, entry: &Entry) -> bool {
    matches!(slot.cell(karta, entry, Lang::Sv), Cell::Text(text) if is_too_long(&text))
}

impl<'o> Reading<'o> {
    /// The columns that hold something of the row's kind, with what. What stands in others is told as faults.
    pub(super) fn places(&mut self) -> Vec<(u32, &'o Slot)> {
        let laid = self.laid;
        let mut places = Vec::new();
        for column in &laid.layout.columns {
            match &column.meaning {
                Meaning::Slots(slots) => match slots.get(&self.kind) {
                    Some(slot) => places.push((column.at, slot)),
                    None => self.refuse_stray(column.at),
                },
                Meaning::Take => self.choose(column.at),
                _ => {}
            }
        }
        places
    }

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

    /// Whether the map's value may be changed without asking: it is what the sheet had when it was made. Where nobody
    /// knows that, a row that has the entry's id means what it says; one that has only its name fills what is empty.
    fn is_free(&self, slot: &Slot, now: &str) -> bool {
        match &self.prints {
            Some(prints) => prints.is(&slot.key, now),
            None => self.named.is_none() || now.is_empty(),
        }
    }

    /// Whether empty cells say nothing, and not that a value is gone.
    fn says_nothing_by_silence(&self) -> bool {
        self.prints.is_none() && (self.named.is_some() || !self.laid.layout.is_whole())
    }

    /// Reads which side the row's conflicts are settled with.
    fn choose(&mut self, at: u32) {
        let said = fold(self.row.text(at).trim());
        let is_one_of = |words: &[&str]| words.iter().any(|word| fold(word) == said);
        self.take = if is_one_of(&[&SHEET.sv, &SHEET.en, "arket"]) {
            Some(Take::Sheet)
        } else if is_one_of(&[&KARTA.sv, &KARTA.en, "kartan"]) {
            Some(Take::Map)
        } else {
            None
        };
        if self.take.is_none() && !said.is_empty() {
            self.faults.push(Fault::at(self.laid, self.row, at, no_choice()));
        }
    }

    /// A cell under a heading that the row's kind does not have is to be empty.
    fn refuse_stray(&mut self, at: u32) {
        if !self.row.text(at).trim().is_empty() {
            let kind = self.kind.plural();
            let what = say!("Fältet finns inte för {kind}.", "There is no such field for {kind}."; kind in words);
            let failure = Failure::new(what).hint(Words::new("Töm cellen.", "Empty the cell."));
            self.faults.push(Fault::at(self.laid, self.row, at, failure));
        }
    }
}
