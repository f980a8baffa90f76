//! What a sheet says, what it said when it was made, and what the map says now: of these three comes what is to change.
//!
//! A cell that says what it did when the sheet was made changes nothing, whatever the map says now. One that says
//! something else is a change where the map still says what the sheet did, and a conflict where it does not. Where
//! nobody knows what the sheet said, every cell that differs from the map is a change.

use std::collections::HashMap;

use super::canonical::{canonical, id};
use super::form::{Slot, said as written};
use super::grid::{Grid, Raw, Row};
use super::layout::{Layout, Meaning};
use super::lookup::Lookup;
use super::mapping::Mapping;
use super::meaning::{said, value};
use super::read::Opened;
use super::stamp::{Fingerprints, SHEET, Stamp};
use super::told::{Conflict, Fault};
use crate::edit::{Change, NewEntry, Plan, Taken, Target, missing};
use crate::entry::{Entry, Field, Name, Shape, Value};
use crate::karta::Karta;
use crate::karta::names::names;
use crate::say;
use crate::say::{Failure, Lang, Result, Words, quote};
use crate::value::{Kind, swedish};

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
    /// What the file remembers of the map that it came from.
    pub stamp: Option<Stamp>,
    is_lines: bool,
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

    /// Takes a file's change away, and tells its row as a fault; false where the file is not to change.
    pub(super) fn refuse(&mut self, file: &str, why: &Failure) -> bool {
        let Some(at) = self.changes.iter().position(|change| *change.path == *file) else { return false };
        self.changes.remove(at);
        if let Some((sheet, row)) = self.origins.get(file) {
            self.faults.push(Fault::new(sheet, *row, why.clone()));
            self.sort_faults();
        }
        true
    }

    fn sort_faults(&mut self) {
        self.faults.sort_by(|a, b| (&a.sheet, a.row, a.column).cmp(&(&b.sheet, b.row, b.column)));
    }
}

/// Understands a file's sheets; says why not where none can be understood.
pub fn understand<'o>(karta: &Karta, opened: &'o Opened, wanted: &Wanted<'_>) -> Result<Understood<'o>> {
    let stamp = opened.grids.iter().find_map(stamp);
    let mut sheets = Vec::new();
    for grid in opened.grids.iter().filter(|grid| is_data(grid, wanted, stamp.is_some())) {
        let layout = Layout::of(karta, grid, wanted.kind, wanted.mapping.as_ref())?;
        sheets.extend(layout.map(|layout| Laid { grid, layout }));
    }
    // Beside sheets of ours, others are what somebody noted for themselves.
    if sheets.iter().any(|laid| laid.layout.is_known()) {
        sheets.retain(|laid| laid.layout.is_known());
    }
    if sheets.is_empty() {
        return Err(no_headings(wanted));
    }
    Ok(Understood { sheets, stamp, is_lines: opened.is_lines })
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
        None => !(is_ours && [SHEET, "Om", "About", "Listor", "Lists"].contains(&grid.name.as_str())),
    }
}

/// Compares a file with the map, and says what is to change. `text` gives the text of a file of the map.
pub fn merge(
    karta: &Karta,
    understood: &Understood<'_>,
    wanted: &Wanted<'_>,
    text: impl Fn(&str) -> Option<String>,
) -> Merged {
    let mut merger = Merger::new(karta, understood, wanted);
    for laid in &understood.sheets {
        for row in laid.grid.rows.iter().filter(|row| row.number > laid.layout.heading_row) {
            merger.row(laid, row);
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
    Add(NewEntry),
}

struct Merger<'o, 'k> {
    karta: &'k Karta,
    understood: &'o Understood<'o>,
    wanted: &'o Wanted<'o>,
    lookup: Lookup<'k>,
    /// Entries by kind and the name in force, folded.
    titles: Option<HashMap<(Kind, String), Vec<usize>>>,
    seen: HashMap<usize, (String, u32)>,
    deeds: Vec<Deed<'o>>,
    merged: Merged,
}

/// One row while it is read.
struct Reading<'o> {
    laid: &'o Laid<'o>,
    row: &'o Row,
    kind: Kind,
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
            seen: HashMap::new(),
            deeds: Vec::new(),
            merged: Merged::default(),
        }
    }

    fn row(&mut self, laid: &'o Laid<'o>, row: &'o Row) {
        let is_read = |(at, _): &(u32, &Slot)| {
            row.get(*at).is_some_and(|raw| !raw.text().trim().is_empty() || matches!(raw, Raw::Broken(_)))
        };
        if !laid.layout.slots().any(|slot| is_read(&slot)) {
            return;
        }
        self.merged.rows += 1;
        let kind = match self.kind(laid, row) {
            Ok(kind) => kind,
            Err(fault) => return self.merged.faults.push(fault),
        };
        let reading = Reading { laid, row, kind, faults: Vec::new() };
        match self.entry(&reading) {
            Err(fault) => self.merged.faults.push(fault),
            Ok(Some(at)) => self.change(reading, at),
            Ok(None) => self.add(reading),
        }
    }

    /// What kind of entry a row is.
    fn kind(&self, laid: &'o Laid<'o>, row: &Row) -> std::result::Result<Kind, Fault> {
        let column = laid.layout.columns.iter().find(|column| matches!(column.meaning, Meaning::Kind));
        let told = column.map(|column| (column, row.text(column.at))).filter(|(_, text)| !text.trim().is_empty());
        let named = |text: &str| {
            Kind::ENTRIES.into_iter().find(|kind| {
                let (one, many) = (kind.label(), kind.plural());
                let words = [kind.name(), &*one.sv, &*one.en, &*many.sv, &*many.en];
                words.iter().any(|word| swedish(word) == swedish(text.trim()))
            })
        };
        match told {
            Some((column, text)) => named(&text).ok_or_else(|| Fault::at(laid, row, column.at, no_such_kind(&text))),
            None => laid
                .layout
                .kind
                .or_else(|| self.kind_by_id(laid, row))
                .ok_or_else(|| Fault::of_row(laid, row, kind_unknown())),
        }
    }

    fn kind_by_id(&self, laid: &Laid<'_>, row: &Row) -> Option<Kind> {
        let (at, _) = laid.layout.slots().find(|(_, slot)| slot.key == "id")?;
        self.karta.find(id(row.text(at).trim())).map(|entry| entry.kind)
    }

    /// The place of the entry that a row is about: by its id, else by its name; none for a new one.
    fn entry(&mut self, reading: &Reading<'_>) -> std::result::Result<Option<usize>, Fault> {
        let (laid, row, kind) = (reading.laid, reading.row, reading.kind);
        let slot = |key: &str| {
            laid.layout.slots().find(|(_, slot)| slot.key == key).map(|(at, _)| (at, row.text(at).trim().to_owned()))
        };
        let found = match slot("id").filter(|(_, text)| !text.is_empty()) {
            Some((at, text)) => {
                Some(self.with_id(kind, id(&text)).map_err(|failure| Fault::at(laid, row, at, failure))?)
            }
            None => match slot("titel")
                .filter(|(_, text)| !text.is_empty())
                .or_else(|| slot("namn"))
                .filter(|(_, text)| !text.is_empty())
            {
                Some((at, name)) => self.with_name(kind, &name).map_err(|failure| Fault::at(laid, row, at, failure))?,
                None => None,
            },
        };
        let Some(at) = found else { return Ok(None) };
        match self.seen.insert(at, (laid.grid.name.clone(), row.number)) {
            Some((_, first)) => Err(Fault::of_row(laid, row, twice(self.karta.entries()[at].id.as_str(), first))),
            None => Ok(Some(at)),
        }
    }

    fn with_id(&self, kind: Kind, id: &str) -> Result<usize> {
        let at = self.karta.position(id);
        let Some(at) = at else { return Err(self.no_such_id(kind, id)) };
        match self.karta.entries()[at].kind {
            other if other != kind => Err(other_kind(id, other, kind)),
            _ => Ok(at),
        }
    }

    fn no_such_id(&self, kind: Kind, id: &str) -> Failure {
        let was_there =
            self.understood.stamp.as_ref().is_some_and(|stamp| stamp.entries.contains_key(&(kind, id.to_owned())));
        let (shown, label) = (quote(id), kind.label());
        if was_there {
            return Failure::new(say!("{shown} finns inte längre i kartan.", "{shown} is no longer in the map.")).hint(
                Words::new(
                    "Ta bort raden, eller töm id för att lägga till den på nytt.",
                    "Take the row away, or empty the id to add it anew.",
                ),
            );
        }
        let near = crate::value::nearest(id, self.karta.of_kind(kind).iter().map(|entry| entry.id.as_str())).map(quote);
        Failure::new(
            say!("Det finns inget {label} med id {shown}.", "There is no {label} with the id {shown}."; label in words),
        )
        .hint(match near {
            Some(near) => say!(
                "Menade du {near}? För en ny post lämnas id tomt.",
                "Did you mean {near}? For a new entry the id is left empty."
            ),
            None => Words::new(
                "För en ny post lämnas id tomt; det görs av titeln.",
                "For a new entry the id is left empty; it is made from the title.",
            ),
        })
    }

    /// The entry of that very name, in force or former.
    fn with_name(&mut self, kind: Kind, name: &str) -> Result<Option<usize>> {
        let karta = self.karta;
        let titles = self.titles.get_or_insert_with(|| titles(karta));
        match titles.get(&(kind, swedish(name))).map(Vec::as_slice) {
            None => Ok(None),
            Some([at]) => {
                self.merged.by_name += 1;
                Ok(Some(*at))
            }
            Some(several) => Err(several_named(name, several.iter().map(|at| karta.entries()[*at].id.as_str()))),
        }
    }

    /// What a sheet said of an entry when it was made.
    fn prints(&self, reading: &Reading<'_>, entry: &Entry) -> Option<Fingerprints> {
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

    /// What a place of an entry says in a file such as this.
    fn says(&self, slot: &Slot, karta: &Karta, entry: &Entry) -> String {
        let text = match self.understood.is_lines {
            true => slot.line(karta, entry),
            false => written(&slot.cell(karta, entry, Lang::Sv)),
        };
        canonical(slot.target.leaf, &text)
    }

    fn change(&mut self, mut reading: Reading<'o>, at: usize) {
        let entry = &self.karta.entries()[at];
        let prints = self.prints(&reading, entry);
        self.merged.is_without_base |= prints.is_none();
        let mut wanted = Vec::new();
        let mut conflicts = Vec::new();
        for column in &reading.laid.layout.columns {
            let Meaning::Slots(slots) = &column.meaning else { continue };
            let Some(slot) = slots.get(&reading.kind) else {
                reading.refuse_stray(column.at);
                continue;
            };
            if slot.key != "id" {
                let told = self.cell(&mut reading, column.at, slot, entry, prints.as_ref());
                match told {
                    Some(Ok(value)) => wanted.extend(expanded(slot, entry, value)),
                    Some(Err(conflict)) => conflicts.push(conflict),
                    None => {}
                }
            }
        }
        if !reading.faults.is_empty() {
            return self.merged.faults.append(&mut reading.faults);
        }
        self.merged.conflicts.append(&mut conflicts);
        if !wanted.is_empty() {
            self.deeds.push(Deed { at: (reading.laid, reading.row), what: What::Change(at, wanted) });
        }
    }

    /// What one cell wants of an entry: a value, nothing there, or what stands against it. None where it wants nothing.
    fn cell(
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
            None => {
                let cell = slot.cell(self.karta, entry, Lang::Sv);
                let map =
                    self.understood.is_lines.then(|| slot.line(self.karta, entry)).unwrap_or_else(|| written(&cell));
                Some(Err(Conflict::new(reading.laid, reading.row, at, entry, slot, text, map)))
            }
        }
    }

    fn is_guarded(&self, laid: &Laid<'_>) -> bool {
        self.understood.is_lines && laid.layout.is_known()
    }

    fn add(&mut self, mut reading: Reading<'o>) {
        let mut values: Vec<(&'static Field, Value)> = Vec::new();
        for column in &reading.laid.layout.columns {
            let Meaning::Slots(slots) = &column.meaning else { continue };
            let Some(slot) = slots.get(&reading.kind) else {
                reading.refuse_stray(column.at);
                continue;
            };
            let Some(raw) = reading.raw(column.at) else { continue };
            let text = said(slot.target.leaf, &raw, self.is_guarded(reading.laid));
            match value(&mut self.lookup, slot, &raw, &text, None) {
                Err(failure) => reading.faults.push(Fault::at(reading.laid, reading.row, column.at, failure)),
                Ok(Some(value)) if slot.key != "id" => put(&mut values, slot, value),
                Ok(_) => {}
            }
        }
        let lacks = missing(reading.kind, &values);
        if !lacks.is_empty() {
            reading.faults.push(Fault::of_row(reading.laid, reading.row, lacking(&lacks)));
        }
        match reading.faults.is_empty() {
            true => {
                let what = What::Add(NewEntry { kind: reading.kind, values });
                self.deeds.push(Deed { at: (reading.laid, reading.row), what });
            }
            false => self.merged.faults.append(&mut reading.faults),
        }
    }

    /// Makes the changes of files, now that every row is read.
    fn finish(mut self, text: impl Fn(&str) -> Option<String>) -> Merged {
        let mut taken = None;
        for deed in std::mem::take(&mut self.deeds) {
            let change = match deed.what {
                What::Change(at, wanted) => {
                    let entry = &self.karta.entries()[at];
                    let before = text(&entry.path).unwrap_or_default();
                    Plan::exactly(entry.kind, wanted).apply(&entry.path, &before)
                }
                What::Add(new) => {
                    let taken = taken.get_or_insert_with(|| Taken::of(self.karta));
                    new.create_besides(self.karta, taken).map(Some)
                }
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

    /// How many entries the sheet had when it was made, and has no row of.
    fn absent(&self) -> usize {
        let Some(stamp) = &self.understood.stamp else { return 0 };
        let is_absent = |(kind, id): &&(Kind, String)| {
            let at = self.karta.position(id).filter(|at| self.karta.entries()[*at].kind == *kind);
            at.is_some_and(|at| !self.seen.contains_key(&at))
        };
        stamp.entries.keys().filter(is_absent).count()
    }
}

impl Reading<'_> {
    /// What a cell holds; nothing where it is no value, which is told.
    fn raw(&mut self, at: u32) -> Option<Raw> {
        match self.row.get(at) {
            Some(Raw::Broken(why)) => {
                self.faults.push(Fault::at(self.laid, self.row, at, Failure::new(why.clone())));
                None
            }
            raw => Some(raw.cloned().unwrap_or(Raw::Text(String::new()))),
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

/// The places that a value is put in: one, or for all of the map's own fields together, one for each that differs.
fn expanded(slot: &Slot, entry: &Entry, value: Option<Value>) -> Vec<(Target, Option<Value>)> {
    let is_all = matches!(slot.target.leaf.shape, Shape::Free) && slot.target.keys.len() == 1;
    if !is_all {
        return vec![(slot.target.clone(), value)];
    }
    let parts = |value: Option<&Value>| match value {
        Some(Value::Record(parts)) => parts.iter().map(|(name, _)| name.to_string()).collect(),
        _ => Vec::new(),
    };
    let now = slot.value(entry);
    let mut names: Vec<String> = parts(now);
    names.extend(parts(value.as_ref()).into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
    let part = |value: Option<&Value>, name: &str| value.and_then(|value| value.part(name)).cloned();
    let differs = |name: &String| part(now, name) != part(value.as_ref(), name);
    names
        .into_iter()
        .filter(differs)
        .map(|name| (Slot::own(slot.target.top, &name).target, part(value.as_ref(), &name)))
        .collect()
}

/// Puts a value among those of a new entry, in its record where it is a part of one.
fn put(values: &mut Vec<(&'static Field, Value)>, slot: &Slot, value: Value) {
    let top = slot.target.top;
    let Some(part) = slot.target.keys.get(1) else { return values.push((top, value)) };
    let pair = (Name::from(part.clone()), value);
    match values.iter_mut().find(|(field, _)| field.name == top.name) {
        Some((_, Value::Record(parts))) => *parts = parts.iter().cloned().chain([pair]).collect(),
        _ => values.push((top, Value::Record([pair].into()))),
    }
}

fn titles(karta: &Karta) -> HashMap<(Kind, String), Vec<usize>> {
    let mut titles: HashMap<(Kind, String), Vec<usize>> = HashMap::new();
    for (at, entry) in karta.entries().iter().enumerate().filter(|(_, entry)| Kind::ENTRIES.contains(&entry.kind)) {
        for name in names(entry) {
            let places = titles.entry((entry.kind, swedish(name))).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    // Who has the name now goes before those who had it.
    for ((_, name), places) in &mut titles {
        let now: Vec<usize> =
            places.iter().copied().filter(|at| swedish(karta.entries()[*at].title()) == *name).collect();
        if !now.is_empty() {
            *places = now;
        }
    }
    titles
}

fn no_headings(wanted: &Wanted<'_>) -> Failure {
    let what = match &wanted.sheet {
        Some(name) => {
            let name = quote(name);
            say!(
                "Bladet {name} har inga rubriker som går att förstå.",
                "The sheet {name} has no headings that can be understood."
            )
        }
        None => Words::new(
            "Filen har inga rubriker som går att förstå.",
            "The file has no headings that can be understood.",
        ),
    };
    Failure::new(what).hint(Words::new(
        "Rubrikerna ska stå på en av de första 30 raderna. Säg vad de betyder i en mappning: --mapping FIL.toml",
        "The headings are to stand on one of the first 30 rows. Say what they mean in a mapping: --mapping FILE.toml",
    ))
}

fn no_such_kind(text: &str) -> Failure {
    let text = quote(text);
    Failure::new(say!("{text} är inget slag av post.", "{text} is no kind of entry."))
        .hint(Words::new("Skriv behov, initiativ eller aktör.", "Write need, initiative or actor."))
}

fn kind_unknown() -> Failure {
    Failure::new(Words::new("Inget säger vad raden är för slags post.", "Nothing says what kind of entry the row is."))
        .hint(Words::new("Ange det för hela filen: --kind behov", "Say it for the whole file: --kind behov"))
}

fn twice(id: &str, first: u32) -> Failure {
    let id = quote(id);
    Failure::new(say!("{id} står redan på rad {first}.", "{id} is already on row {first}.")).hint(Words::new(
        "Ta bort den ena raden; är det en ny post, så töm dess id och ge den en egen titel.",
        "Take one of the rows away; if it is a new entry, empty its id and give it a title of its own.",
    ))
}

fn other_kind(id: &str, other: Kind, kind: Kind) -> Failure {
    let (id, other, kind) = (quote(id), other.label(), kind.label());
    Failure::new(say!("{id} är av slaget {other}, men raden är av slaget {kind}.", "{id} is of the kind {other}, but the row is of the kind {kind}."; other in words, kind in words))
        .hint(Words::new("Flytta raden till rätt blad, eller rätta dess id.", "Move the row to the right sheet, or mend its id."))
}

fn several_named<'i>(name: &str, ids: impl Iterator<Item = &'i str>) -> Failure {
    let (name, ids) = (quote(name), ids.take(5).collect::<Vec<_>>().join(", "));
    Failure::new(say!("Flera poster heter {name}.", "Several entries are called {name}."))
        .hint(say!("Skriv radens id: {ids}", "Write the row's id: {ids}"))
}

fn required(field: &Field) -> Failure {
    let name = field.label.words();
    Failure::new(say!("{name} måste finnas.", "{name} is required."; name in words)).hint(Words::new(
        "Skriv ett värde. En post som ska bort ur kartan får status avfört.",
        "Write a value. An entry that is to go from the map gets the status withdrawn.",
    ))
}

fn lacking(fields: &[&'static Field]) -> Failure {
    let names = Words::each(|lang| {
        fields.iter().map(|field| field.label.words().get(lang).to_owned()).collect::<Vec<_>>().join(", ")
    });
    Failure::new(say!("Den nya posten saknar {names}.", "The new entry lacks {names}."; names in words)).hint(Words::new(
        "Fyll i det på raden, i en kolumn med den rubriken. Gäller raden en post som finns, så skriv dess id.",
        "Fill it in on the row, in a column of that heading. If the row is about an entry that exists, write its id.",
    ))
}
