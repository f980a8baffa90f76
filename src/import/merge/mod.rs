//! What a sheet says, what it said when it was made, and what the map says now: of these three comes what is to change.
//!
//! A cell that says what it did when the sheet was made changes nothing, whatever the map says now. One that says
//! something else is a change where the map still says what the sheet did, and a conflict where it does not. Where
//! nobody knows what the sheet said, every cell that differs from the map is a change; but in a row that was taken for an
//! entry because of its name alone, such a cell is a conflict where the map says something.

mod cell;
mod places;
mod refusal;
mod whose;

use std::collections::{BTreeMap, HashMap};

use super::answer::{answer, refuse_answer};
use super::form::Slot;
use super::grid::{Grid, Raw, Row};
use super::layout::Layout;
use super::lookup::Lookup;
use super::mapping::Mapping;
use super::meaning::{said, value};
use super::read::Opened;
use super::stamp::{Fingerprints, SHEET, Stamp};
use super::told::{Conflict, Fault};
use crate::edit::{Change, NewEntry, Plan, Taken, Target, missing};
use crate::entry::{Field, Value};
use crate::karta::Karta;
use crate::say::{Failure, Result};
use crate::value::{Id, Kind};
use places::{expanded, incomplete, is_put, lacks_part, put};
use refusal::{lacking, lacking_part, no_headings, no_such_sheet, other_row, replaced};

/// Which of two values a conflict is settled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The sheet's.
    Sheet,
    /// The map's.
    Map,
}

/// What is known of a file besides what it says.
#[derive(Default)]
pub struct Wanted<'m> {
    /// What the rows are of.
    pub kind: Option<Kind>,
    /// The only sheet to read.
    pub sheet: Option<String>,
    /// What its columns mean.
    pub mapping: Option<Mapping>,
    /// The map that the file came from.
    pub base: Option<&'m Karta>,
    /// How conflicts are settled.
    pub take: Option<Take>,
}

/// A sheet whose columns are understood.
#[derive(Debug)]
pub struct Laid<'o> {
    /// Its cells.
    pub grid: &'o Grid,
    /// What they mean.
    pub layout: Layout,
}

/// A file whose sheets are understood.
#[derive(Debug)]
pub struct Understood<'o> {
    /// The sheets.
    pub sheets: Vec<Laid<'o>>,
    /// The names of sheets that were not read because people do not see them.
    pub hidden: Vec<String>,
    /// What the file remembers of the map that it came from.
    pub stamp: Option<Stamp>,
    is_lines: bool,
}

impl Understood<'_> {
    /// Whether the texts of a sheet have what keeps spreadsheets from running them.
    pub(super) fn is_guarded(&self, laid: &Laid<'_>) -> bool {
        self.is_lines && laid.layout.is_known()
    }
}

impl<'o> Laid<'o> {
    pub(super) fn below_heading(&self) -> impl Iterator<Item = &'o Row> {
        let heading_row = self.layout.heading_row;
        self.grid.rows.iter().filter(move |row| row.number > heading_row)
    }
}

/// What came of a file.
#[derive(Debug, Default)]
pub struct Merged {
    /// What the map's files were and are to be.
    pub changes: Vec<Change>,
    /// The sheet and the row that each change comes from.
    origins: HashMap<Box<str>, (String, u32)>,
    /// The rows that were read.
    pub rows: usize,
    /// Rows without an id that were taken for the entry of the same name.
    pub by_name: usize,
    /// The ids of rows that others have come in place of since the sheet was made, and the ids that were changed.
    pub followed: Vec<(String, String)>,
    /// Entries that the sheet had when it was made, and has no longer.
    pub absent: usize,
    /// Whether nobody knows what the sheet said when it was made.
    pub is_without_base: bool,
    /// What could not be read.
    pub faults: Vec<Fault>,
    /// What both the sheet and the map have changed.
    pub conflicts: Vec<Conflict>,
}

impl Merged {
    /// How many entries are new, and how many are changed.
    pub fn counts(&self) -> (usize, usize) {
        let added = self.changes.iter().filter(|change| change.before.is_none()).count();
        (added, self.changes.len() - added)
    }

    /// Takes away the changes of files, and tells their rows as faults: for each file, in which fields it would be
    /// wrong and why. How many changes were taken away is answered.
    pub(super) fn refuse(
        &mut self,
        understood: &Understood<'_>,
        refused: &BTreeMap<&str, Vec<(String, Failure)>>,
    ) -> usize {
        let is_kept = |change: &Change| !refused.contains_key(&*change.path);
        let (kept, gone): (Vec<Change>, Vec<Change>) = std::mem::take(&mut self.changes).into_iter().partition(is_kept);
        self.changes = kept;
        for change in &gone {
            let Some((sheet, row)) = self.origins.get(&change.path) else { continue };
            let laid = understood.sheets.iter().find(|laid| laid.grid.name == *sheet);
            let of = |(field, why): &(String, Failure)| match laid {
                Some(laid) => Fault::in_field(laid, *row, field, why.clone()),
                None => Fault::new(sheet, *row, why.clone()),
            };
            self.faults.extend(refused.get(&*change.path).into_iter().flatten().map(of));
        }
        self.sort_faults();
        gone.len()
    }

    fn sort_faults(&mut self) {
        self.faults.sort_by(|a, b| (&a.sheet, a.row, a.column).cmp(&(&b.sheet, b.row, b.column)));
    }
}

/// Understands a file's sheets; says why not where none can be understood.
pub fn understand<'o>(karta: &Karta, opened: &'o Opened, wanted: &Wanted<'_>) -> Result<Understood<'o>> {
    if let Some(name) = wanted.sheet.as_ref().filter(|name| opened.grids.iter().all(|grid| grid.name != **name)) {
        return Err(no_such_sheet(name, opened));
    }
    let stamp = opened.grids.iter().find_map(stamp);
    let mut sheets = Vec::new();
    let is_answer = opened.is_ours && stamp.is_none() && wanted.mapping.is_none();
    for grid in opened.grids.iter().filter(|grid| is_data(grid, wanted, stamp.is_some())) {
        refuse_answer(grid)?;
        let layout = Layout::of(karta, grid, wanted.kind, wanted.mapping.as_ref());
        let layout = layout.map_err(|failure| if is_answer { answer() } else { failure })?;
        sheets.extend(layout.map(|layout| Laid { grid, layout }));
    }
    // A list of entries with their ids is as good as a sheet, whatever it was made for.
    if is_answer && !sheets.iter().any(|laid| laid.layout.is_whole()) {
        return Err(answer());
    }
    // Beside sheets of ours, others are what somebody noted for themselves.
    if sheets.iter().any(|laid| laid.layout.is_known()) {
        sheets.retain(|laid| laid.layout.is_known());
    }
    if sheets.is_empty() {
        return Err(no_headings(wanted));
    }
    if let Some(mapping) = &wanted.mapping {
        mapping.check_headings(sheets.iter().map(|laid: &Laid<'_>| &laid.layout))?;
    }
    let is_foreign = |name: &&String| !(stamp.is_some() && is_explaining(name));
    let hidden = opened.hidden.iter().filter(is_foreign).cloned().collect();
    Ok(Understood { sheets, hidden, stamp, is_lines: opened.is_lines })
}

/// What a sheet remembers, where it is the hidden one; another may have its name.
fn stamp(grid: &Grid) -> Option<Stamp> {
    let cells = |row: &Row| [0, 1, 2].map(|at| row.text(at));
    let rows: Vec<[String; 3]> = grid.rows.iter().filter(|_| grid.name == SHEET).map(cells).collect();
    Stamp::read(rows.iter().map(|row| row.each_ref().map(String::as_str)))
}

/// Whether a sheet has rows to read: in a book of ours, not the hidden one, and not those that only explain.
fn is_data(grid: &Grid, wanted: &Wanted<'_>, is_ours: bool) -> bool {
    match &wanted.sheet {
        Some(name) => grid.name == *name,
        None => !(is_ours && is_explaining(&grid.name)),
    }
}

/// Whether a sheet of a book of ours is there for other things than rows.
fn is_explaining(name: &str) -> bool {
    [SHEET, "Om", "About", "Listor", "Lists"].contains(&name)
}

/// Compares a file with the map, and says what is to change. `text` gives the text of a file of the map.
pub fn merge(
    karta: &Karta,
    understood: &Understood<'_>,
    wanted: &Wanted<'_>,
    text: impl Fn(&str) -> Option<String>,
) -> Merged {
    let mut merger = Merger::new(karta, understood, wanted);
    let rows = understood.sheets.iter().flat_map(|laid| laid.below_heading().map(move |row| (laid, row)));
    let readings: Vec<(Reading<'_>, Whose)> = rows.filter_map(|(laid, row)| merger.row(laid, row)).collect();
    for (reading, whose) in readings {
        match whose {
            Whose::Known(at) => merger.change(reading, at),
            Whose::New(id) => merger.add(reading, id),
        }
    }
    merger.finish(text)
}

/// What is to become of one row.
struct Deed<'o> {
    at: (&'o Laid<'o>, &'o Row),
    what: What,
}

enum What {
    Change(usize, Vec<(Target, Option<Value>)>),
    Add(NewEntry, Id),
}

/// Which entry a row is about.
enum Whose {
    /// One of the map's, by its place.
    Known(usize),
    /// One that the map does not have, and the id that it is to have; or why its title gives none.
    New(Result<Id>),
}

struct Merger<'o, 'k> {
    karta: &'k Karta,
    understood: &'o Understood<'o>,
    wanted: &'o Wanted<'o>,
    lookup: Lookup<'k>,
    /// Entries by kind and the name in force, folded.
    titles: Option<HashMap<(Kind, String), Vec<usize>>>,
    /// The ids that no new entry may get, those of new ones included.
    taken: Option<Taken>,
    /// The rows that are about an entry by its own id or name.
    seen: HashMap<usize, (String, u32)>,
    /// The first row that is about an entry because it has come in the place of the row's own; and of that one too.
    followed: HashMap<usize, (String, u32)>,
    deeds: Vec<Deed<'o>>,
    merged: Merged,
}

/// One row while it is read.
struct Reading<'o> {
    laid: &'o Laid<'o>,
    row: &'o Row,
    kind: Kind,
    /// The column of the name that the entry was found by, where it was not by its id.
    named: Option<u32>,
    /// The place of the entry whose id the row has, where others have come in its place.
    replaced: Option<usize>,
    /// What the sheet said of the entry when it was made, where that is known.
    prints: Option<Fingerprints>,
    /// How the row says that its conflicts are settled.
    take: Option<Take>,
    faults: Vec<Fault>,
}

impl<'o, 'k> Merger<'o, 'k> {
    fn new(karta: &'k Karta, understood: &'o Understood<'o>, wanted: &'o Wanted<'o>) -> Merger<'o, 'k> {
        Merger {
            karta,
            understood,
            wanted,
            lookup: Lookup::new(karta),
            titles: None,
            taken: None,
            seen: HashMap::new(),
            followed: HashMap::new(),
            deeds: Vec::new(),
            merged: Merged::default(),
        }
    }

    /// Finds which entry a row is about, before what it says of it is read: a row may name one that comes further down.
    fn row(&mut self, laid: &'o Laid<'o>, row: &'o Row) -> Option<(Reading<'o>, Whose)> {
        let is_read = |(at, _): &(u32, &Slot)| {
            row.get(*at).is_some_and(|raw| !raw.text().trim().is_empty() || matches!(raw, Raw::Broken(_)))
        };
        if !laid.layout.slots().any(|slot| is_read(&slot)) {
            return None;
        }
        self.merged.rows += 1;
        let read = self.kind(laid, row).and_then(|kind| self.reading(laid, row, kind));
        read.map_err(|fault| self.merged.faults.push(fault)).ok()
    }

    fn change(&mut self, mut reading: Reading<'o>, at: usize) {
        let entry = &self.karta.entries()[at];
        let id = &self.karta.entries()[reading.replaced.unwrap_or(at)].id;
        reading.prints = self.prints(reading.laid, reading.row, entry.kind, id.as_str());
        self.merged.is_without_base |= reading.prints.is_none() && reading.named.is_none();
        let mut wanted = Vec::new();
        let mut conflicts = Vec::new();
        for (column, slot) in reading.places() {
            if slot.key != "id" && reading.named != Some(column) {
                match self.cell(&mut reading, column, slot, entry) {
                    Some(Ok(value)) => wanted.extend(expanded(slot, entry, value)),
                    Some(Err(conflict)) => conflicts.push(conflict),
                    None => {}
                }
            }
        }
        for (field, part) in incomplete(entry, &wanted) {
            let key = format!("{}.{}", field.name, part.name);
            reading.faults.push(Fault::in_field(reading.laid, reading.row.number, &key, lacking_part(field, part)));
        }
        let is_silent = wanted.is_empty() && conflicts.is_empty() && reading.faults.is_empty();
        if let Some(old) = reading.replaced.filter(|_| !is_silent) {
            self.follow(&mut reading, old, at);
        }
        if !reading.faults.is_empty() {
            return self.merged.faults.append(&mut reading.faults);
        }
        self.merged.conflicts.append(&mut conflicts);
        if !wanted.is_empty() {
            self.deeds.push(Deed { at: (reading.laid, reading.row), what: What::Change(at, wanted) });
        }
    }

    /// Tells that what a row says of an entry goes to the one that has come in its place; or that it cannot.
    fn follow(&mut self, reading: &mut Reading<'o>, old: usize, now: usize) {
        let entries = self.karta.entries();
        let (old_id, new_id) = (entries[old].id.as_str(), entries[now].id.as_str());
        let place = (reading.laid.grid.name.clone(), reading.row.number);
        let other = self.seen.get(&now).or_else(|| self.followed.get(&now)).filter(|other| **other != place);
        let failure = match other {
            _ if now == old => {
                let now: Vec<&str> = self.karta.successors(old).iter().map(|at| entries[*at].id.as_str()).collect();
                replaced(old_id, &now)
            }
            Some((_, row)) => other_row(old_id, new_id, *row),
            None => return self.merged.followed.push((old_id.to_owned(), new_id.to_owned())),
        };
        let id = reading.laid.layout.slots().find(|(_, slot)| slot.key == "id").map(|(at, _)| at);
        reading.faults.push(match id {
            Some(at) => Fault::at(reading.laid, reading.row, at, failure),
            None => Fault::of_row(reading.laid, reading.row, failure),
        });
    }

    fn add(&mut self, mut reading: Reading<'o>, id: Result<Id>) {
        let mut values: Vec<(&'static Field, Value)> = Vec::new();
        let mut refused: Vec<&str> = Vec::new();
        for (column, slot) in reading.places() {
            let Some(raw) = reading.raw(column) else {
                refused.push(slot.target.top.name);
                continue;
            };
            let text = said(slot.target.leaf, &raw, self.understood.is_guarded(reading.laid));
            match value(&mut self.lookup, slot, &raw, &text, None) {
                Err(failure) => {
                    refused.push(slot.target.top.name);
                    reading.faults.push(Fault::at(reading.laid, reading.row, column, failure));
                }
                Ok(Some(value)) if slot.key != "id" => put(&mut values, slot, value),
                Ok(_) => {}
            }
        }
        if let Some(mapping) = &self.wanted.mapping {
            let lacks = |slot: &Slot| !is_put(&values, slot) && !refused.contains(&slot.target.top.name);
            let fixed: Vec<_> = mapping.fixed(reading.kind).filter(|(slot, _)| lacks(slot)).collect();
            fixed.into_iter().for_each(|(slot, value)| put(&mut values, slot, value.clone()));
        }
        let mut lacks = missing(reading.kind, &values);
        lacks.retain(|field| !refused.contains(&field.name));
        if !lacks.is_empty() {
            reading.faults.push(Fault::of_row(reading.laid, reading.row, lacking(&lacks)));
        }
        for (field, part) in values
            .iter()
            .filter_map(|(field, value)| Some((*field, lacks_part(field, |name| value.part(name).is_some())?)))
        {
            let key = format!("{}.{}", field.name, part.name);
            reading.faults.push(Fault::in_field(reading.laid, reading.row.number, &key, lacking_part(field, part)));
        }
        match (reading.faults.is_empty(), id) {
            (false, _) => self.merged.faults.append(&mut reading.faults),
            (true, Err(failure)) => self.merged.faults.push(Fault::of_row(reading.laid, reading.row, failure)),
            (true, Ok(id)) => {
                let what = What::Add(NewEntry { kind: reading.kind, values }, id);
                self.deeds.push(Deed { at: (reading.laid, reading.row), what });
            }
        }
    }

    /// Makes the changes of files, now that every row is read.
    fn finish(mut self, text: impl Fn(&str) -> Option<String>) -> Merged {
        for deed in std::mem::take(&mut self.deeds) {
            let change = match deed.what {
                What::Change(at, wanted) => {
                    let entry = &self.karta.entries()[at];
                    let before = text(&entry.path).unwrap_or_default();
                    Plan::exactly(entry.kind, wanted).apply(&entry.path, &before)
                }
                What::Add(new, id) => new.create_with(self.karta, &id).map(Some),
            };
            match change {
                Ok(Some(change)) => {
                    let (laid, row) = deed.at;
                    self.merged.origins.insert(change.path.clone(), (laid.grid.name.clone(), row.number));
                    self.merged.changes.push(change);
                }
                Ok(None) => {}
                Err(failure) => self.merged.faults.push(Fault::of_row(deed.at.0, deed.at.1, failure)),
            }
        }
        self.merged.absent = self.absent();
        self.merged.sort_faults();
        self.merged.changes.sort_by(|a, b| a.path.cmp(&b.path));
        self.merged
    }

    /// How many entries the sheet had when it was made, and has no row of; of the kinds whose sheets are read.
    fn absent(&self) -> usize {
        let Some(stamp) = &self.understood.stamp else { return 0 };
        let is_read =
            |kind: Kind| self.understood.sheets.iter().any(|laid| laid.layout.kind.is_none_or(|of| of == kind));
        let is_absent = |(kind, id): &&(Kind, String)| {
            let at = self.karta.position(id).filter(|at| self.karta.entries()[*at].kind == *kind);
            at.is_some_and(|at| !self.seen.contains_key(&at) && !self.followed.contains_key(&at))
        };
        stamp.entries.keys().filter(|(kind, _)| is_read(*kind)).filter(is_absent).count()
    }
}
