//! What the columns of a sheet mean: by their headings, or as a mapping says.

use std::collections::{BTreeMap, BTreeSet};

use super::canonical::tidy;
use super::form::{Slot, slots};
use super::grid::{Grid, Row, column_name};
use super::mapping::Mapping;
use super::stamp;
use super::workbook::tab;
use crate::entry::Shape;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::{Kind, fold, nearest};

/// How many rows are looked at to find the headings.
const LOOKED_AT: usize = 30;

/// What faults are told under, in a sheet of faulty rows.
pub static FAULTS: Words = Words::new("Vad som är fel", "What is wrong");

/// What a column holds.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A place in entries, by kind: one where the sheet is about one kind.
    Slots(BTreeMap<Kind, Slot>),
    /// What kind of entry the row is.
    Kind,
    /// The fingerprints of the row.
    Prints,
    /// What the program itself wrote, and does not read.
    Own,
    /// Nothing that is read.
    Nothing,
}

/// How surely a column's meaning is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// The heading is a field's own name or label, or a mapping says so.
    Known,
    /// The heading is like one.
    Guessed,
    /// Nothing is like it.
    Unknown,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its place, counted from 0.
    pub at: u32,
    /// Its heading, on one line.
    pub heading: String,
    /// What it holds.
    pub meaning: Meaning,
    /// How surely.
    pub sure: Sure,
}

/// How a sheet is laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The kind of the rows; none where a column says it of each.
    pub kind: Option<Kind>,
    /// The row of the headings.
    pub heading_row: u32,
    /// The columns that have headings.
    pub columns: Vec<Column>,
}

/// What headings can mean.
struct Vocabulary {
    kinds: Vec<Kind>,
    /// By what people call it, folded.
    known: BTreeMap<String, Meaning>,
}

/// What other people's headings often say, and what field that is.
const OFTEN: &[(&str, &[&str])] = &[
    (
        "titel",
        &[
            "rubrik",
            "namn",
            "benamning",
            "behov",
            "initiativ",
            "name",
            "heading",
            "behovets namn",
            "projektnamn",
            "projekt",
            "initiativets namn",
            "aktivitet",
        ],
    ),
    ("namn", &["aktor", "organisation", "myndighet", "benamning", "organisation name", "organization"]),
    ("beskrivning", &["text", "sammanfattning", "kort beskrivning", "summary", "innehall", "syfte", "kommentar"]),
    ("status", &["lage", "fas", "state", "phase"]),
    ("typ", &["slag av initiativ", "type of initiative"]),
    ("teman", &["tema", "temaomrade", "topic", "topics"]),
    ("livshandelser", &["livshandelse", "life event"]),
    ("agare", &["ansvarig", "ansvarig organisation", "huvudman", "projektagare", "responsible", "lead"]),
    ("deltagare", &["medverkande", "samverkansparter", "parter", "partners", "participating"]),
    ("aktorer", &["organisation", "organisationer", "myndighet", "myndigheter", "behovsagare", "organisations"]),
    ("moter", &["behov som mots", "meets", "needs"]),
    ("organisationsnummer", &["orgnr", "org.nr", "org nr", "org.nummer", "organization number"]),
    ("niva", &["sektor", "sector", "samhallsniva"]),
    ("webb", &["hemsida", "url", "webbadress", "web", "homepage", "lank"]),
    ("funktionsadress", &["e-post", "epost", "mejl", "e-mail", "email"]),
    ("lankar", &["lank", "url", "webbadress", "hemsida", "link", "links"]),
    ("start", &["startdatum", "startar", "start date", "fran", "paborjat", "borjar"]),
    ("slut", &["slutdatum", "slutar", "end date", "till", "avslutat", "klart"]),
    ("uppgift_ar", &["ar", "year", "uppdaterat", "uppdaterad"]),
    ("diarienummer", &["dnr", "diarienr", "arendenummer", "case number"]),
    ("kallor", &["kalla", "source"]),
    ("forkortning", &["kortnamn", "short name"]),
];

impl Layout {
    /// Finds out how a sheet is laid out; none where nothing in it is like headings.
    pub fn of(karta: &Karta, grid: &Grid, kind: Option<Kind>, mapping: Option<&Mapping>) -> Result<Option<Layout>> {
        let kind = kind.or(mapping.and_then(|mapping| mapping.kind)).or_else(|| kind_of_tab(&grid.name));
        let kinds = kind.map_or_else(|| Kind::ENTRIES.to_vec(), |kind| vec![kind]);
        let words = Vocabulary::of(karta, kinds);
        let heads = grid.rows.iter().take(LOOKED_AT).map(|row| {
            let columns = columns(grid, row, &words, mapping);
            let weight = |column: &Column| match column.sure {
                Sure::Known => 3,
                Sure::Guessed => 1,
                Sure::Unknown => 0,
            };
            (columns.iter().map(weight).sum::<u32>(), row.number, columns)
        });
        // Of rows that fit as well, the first.
        let best = heads.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let Some((_, heading_row, mut columns)) = best.filter(|(weight, ..)| *weight > 0) else { return Ok(None) };
        without_doubtful(&mut columns);
        refuse_doubles(&grid.name, &columns)?;
        let has_kind = columns.iter().any(|column| matches!(column.meaning, Meaning::Kind));
        let kind = kind
            .filter(|_| !has_kind || mapping.is_some())
            .or_else(|| by_ids(karta, grid, heading_row, &columns).filter(|_| !has_kind));
        Ok(Some(Layout { kind, heading_row, columns }.narrowed()))
    }

    /// Whether every heading is one of our own, so that nobody need be asked.
    pub fn is_known(&self) -> bool {
        self.columns.iter().all(|column| column.sure == Sure::Known)
    }

    /// Whether empty cells say that a value is gone: where the sheet has ids under our own headings.
    pub fn is_whole(&self) -> bool {
        self.is_known() && self.slots().any(|(_, slot)| slot.key == "id")
    }

    /// The places that its columns hold, each of the first kind that has it.
    pub fn slots(&self) -> impl Iterator<Item = (u32, &Slot)> {
        self.columns.iter().filter_map(|column| match &column.meaning {
            Meaning::Slots(slots) => slots.values().next().map(|slot| (column.at, slot)),
            _ => None,
        })
    }

    /// The places of a kind that its columns hold.
    pub fn slots_of(&self, kind: Kind) -> impl Iterator<Item = (u32, &Slot)> {
        self.columns.iter().filter_map(move |column| match &column.meaning {
            Meaning::Slots(slots) => slots.get(&kind).map(|slot| (column.at, slot)),
            _ => None,
        })
    }

    /// Where the kind is known, columns are about that kind alone.
    fn narrowed(mut self) -> Layout {
        if let Some(kind) = self.kind {
            for column in &mut self.columns {
                if let Meaning::Slots(slots) = &mut column.meaning
                    && slots.contains_key(&kind)
                {
                    slots.retain(|other, _| *other == kind);
                }
            }
        }
        self
    }
}

impl Vocabulary {
    fn of(karta: &Karta, kinds: Vec<Kind>) -> Vocabulary {
        let mut known: BTreeMap<String, Meaning> = BTreeMap::new();
        let own = [("kind", Meaning::Kind), ("slag", Meaning::Kind), ("fil", Meaning::Own), ("file", Meaning::Own)];
        known.extend(own.map(|(name, meaning)| (name.to_owned(), meaning)));
        known.insert(key(stamp::COLUMN), Meaning::Prints);
        known.extend([&FAULTS.sv, &FAULTS.en].map(|name| (key(name), Meaning::Own)));
        for kind in &kinds {
            let mut slots = slots(karta, *kind);
            let own = crate::entry::fields(*kind).iter().filter(|field| matches!(field.shape, Shape::Free));
            slots.extend(own.map(|field| Slot::field(field)));
            for slot in slots {
                let heading = slot.heading();
                let word = slot.target.leaf.word;
                let names = [&*slot.key, &*heading.sv, &*heading.en];
                let names = names.into_iter().chain((slot.key == slot.target.leaf.name).then_some(word));
                for name in names.map(key).collect::<BTreeSet<_>>() {
                    if let Meaning::Slots(slots) = known.entry(name).or_insert_with(|| Meaning::Slots(BTreeMap::new()))
                    {
                        slots.entry(*kind).or_insert_with(|| slot.clone());
                    }
                }
            }
        }
        Vocabulary { kinds, known }
    }

    fn known(&self, heading: &str) -> Option<Meaning> {
        let heading = key(heading);
        self.known.get(&heading).cloned().or_else(|| own_field(&self.kinds, &heading))
    }

    /// What a heading that is none of ours is like.
    fn guessed(&self, heading: &str) -> Option<Meaning> {
        let heading = key(heading);
        let often = OFTEN.iter().filter(|(_, words)| words.contains(&heading.as_str()));
        let often =
            often.filter_map(|(field, _)| self.known.get(*field)).find(|meaning| matches!(meaning, Meaning::Slots(_)));
        often.cloned().or_else(|| {
            let names = self
                .known
                .iter()
                .filter(|(_, meaning)| matches!(meaning, Meaning::Slots(_)))
                .map(|(name, _)| name.as_str());
            let near = nearest(&heading, names.filter(|name| name.len() > 3 && heading.len() > 3))?;
            self.known.get(near).cloned()
        })
    }
}

/// One of the map's own fields that no entry has yet: `egna.nyckel`.
fn own_field(kinds: &[Kind], heading: &str) -> Option<Meaning> {
    let name = heading.strip_prefix("egna.").filter(|name| !name.is_empty())?;
    let own = |kind: &Kind| {
        let field = crate::entry::find(*kind, "egna").filter(|field| matches!(field.shape, Shape::Free))?;
        Some((*kind, Slot::own(field, name)))
    };
    Some(Meaning::Slots(kinds.iter().filter_map(own).collect()))
}

/// A heading as it is compared.
pub fn key(heading: &str) -> String {
    let folded = fold(&tidy(heading)).split_whitespace().collect::<Vec<_>>().join(" ");
    folded.trim_end_matches([':', '*']).trim().to_owned()
}

/// The columns that a row of headings names.
fn columns(grid: &Grid, row: &Row, words: &Vocabulary, mapping: Option<&Mapping>) -> Vec<Column> {
    let mut ats: BTreeSet<u32> = row.cells.iter().map(|(at, _)| *at).collect();
    ats.extend(
        grid.merged
            .iter()
            .filter(|merged| merged.rows.0 < row.number && merged.rows.1 == row.number)
            .map(|merged| merged.columns.0),
    );
    ats.into_iter().filter_map(|at| column(grid, row, at, words, mapping)).collect()
}

fn column(grid: &Grid, row: &Row, at: u32, words: &Vocabulary, mapping: Option<&Mapping>) -> Option<Column> {
    let (above, own) = (above(grid, row.number, at), row.text(at));
    let own = if own.is_empty() { above.clone().unwrap_or_default() } else { own };
    let own = tidy(&own).replace('\n', " ");
    if own.is_empty() {
        return None;
    }
    let joined = above.filter(|above| *above != own).map(|above| format!("{}: {own}", tidy(&above).replace('\n', " ")));
    let told = |heading: &str, meaning, sure| Some(Column { at, heading: heading.to_owned(), meaning, sure });
    for heading in joined.iter().chain([&own]) {
        if let Some(meaning) = mapping.and_then(|mapping| mapping.meaning(heading, words.kinds.as_slice())) {
            return told(heading, meaning, Sure::Known);
        }
        if let Some(meaning) = words.known(heading) {
            return told(heading, meaning, Sure::Known);
        }
    }
    match words.guessed(&own).filter(|_| mapping.is_none()) {
        Some(meaning) => told(&own, meaning, Sure::Guessed),
        None if mapping.is_some() => told(&own, Meaning::Nothing, Sure::Known),
        None => told(&own, Meaning::Nothing, Sure::Unknown),
    }
}

/// What a heading above reaches over: a cell joined across columns, in the row above, or down into this one.
fn above(grid: &Grid, row: u32, at: u32) -> Option<String> {
    let covers = |from: u32, to: u32, at: u32| (from..=to).contains(&at);
    let is_above = |merged: &&super::grid::Merged| {
        let is_over = merged.rows.1 + 1 == row && merged.columns.0 < merged.columns.1;
        let is_into = merged.rows.0 < row && merged.rows.1 == row;
        covers(merged.columns.0, merged.columns.1, at) && (is_over || is_into)
    };
    let merged = grid.merged.iter().find(is_above)?;
    let above = grid.rows.iter().find(|row| row.number == merged.rows.0)?;
    Some(above.text(merged.columns.0)).filter(|text| !text.is_empty())
}

/// The kind whose sheet is called so, also when there are several.
fn kind_of_tab(name: &str) -> Option<Kind> {
    let name = key(name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
    Kind::ENTRIES.into_iter().find(|kind| {
        let (tab, many) = (tab(*kind), kind.plural());
        [&*tab.sv, &*tab.en, &*many.sv, &*many.en, kind.name()].iter().any(|word| key(word) == name)
    })
}

/// The kind that the entries have whose ids the rows tell, where all have the same.
fn by_ids(karta: &Karta, grid: &Grid, heading_row: u32, columns: &[Column]) -> Option<Kind> {
    let is_id = |column: &&Column| matches!(&column.meaning, Meaning::Slots(slots) if slots.values().any(|slot| slot.key == "id"));
    let at = columns.iter().find(is_id)?.at;
    let rows = grid.rows.iter().filter(|row| row.number > heading_row);
    let kinds: BTreeSet<Kind> =
        rows.filter_map(|row| karta.find(row.text(at).trim())).map(|entry| entry.kind).collect();
    kinds.first().copied().filter(|_| kinds.len() == 1)
}

/// Of several columns that are guessed to be the same, the first is; and none is that another is known to be.
fn without_doubtful(columns: &mut [Column]) {
    let mut seen: BTreeSet<String> =
        columns.iter().filter(|column| column.sure == Sure::Known).filter_map(place).collect();
    for column in columns.iter_mut().filter(|column| column.sure == Sure::Guessed) {
        if !place(column).is_some_and(|place| seen.insert(place)) {
            (column.meaning, column.sure) = (Meaning::Nothing, Sure::Unknown);
        }
    }
}

/// The place that a column holds, as text.
fn place(column: &Column) -> Option<String> {
    match &column.meaning {
        Meaning::Slots(slots) => slots.values().next().map(|slot| slot.key.clone()),
        Meaning::Kind => Some("kind".to_owned()),
        _ => None,
    }
}

fn refuse_doubles(sheet: &str, columns: &[Column]) -> Result<()> {
    let mut seen: BTreeMap<String, &Column> = BTreeMap::new();
    for column in columns {
        let Some(place) = place(column) else { continue };
        if let Some(other) = seen.insert(place.clone(), column) {
            let (first, second) = (column_name(other.at), column_name(column.at));
            let (place, sheet) = (quote(&place), quote(sheet));
            let what = match sheet.is_empty() {
                true => say!(
                    "Kolumnerna {first} och {second} är båda {place}.",
                    "The columns {first} and {second} are both {place}."
                ),
                false => say!(
                    "Kolumnerna {first} och {second} på bladet {sheet} är båda {place}.",
                    "The columns {first} and {second} on the sheet {sheet} are both {place}."
                ),
            };
            return Err(Failure::new(what).hint(Words::new(
                "Ta bort den ena, byt dess rubrik, eller ange en mappning med --mapping.",
                "Take one of them away, change its heading, or give a mapping with --mapping.",
            )));
        }
    }
    Ok(())
}
