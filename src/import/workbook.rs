use rayon::prelude::*;

use super::canonical::canonical;
use super::form::{Slot, label, said, slots, slots_of_lines};
use super::stamp::{COLUMN, Fingerprints, Origin, SHEET, Stamp};
use crate::entry::{Entry, Field, Shape};
use crate::karta::{Karta, name};
use crate::query::{self, Selection};
use crate::render::{Allowed, Book, Guide, Sheet};
use crate::say;
use crate::say::{Lang, Words};
use crate::table::{Cell, Column, Table};
use crate::value::{Kind, Order};

/// What a person may choose from: which fields, and the words.
#[derive(Default)]
pub(super) struct Lists {
    of: Vec<ListOf>,
    /// The words, a list each.
    pub words: Vec<Vec<Words>>,
}

/// Whose values a list has.
#[derive(PartialEq)]
enum ListOf {
    Scheme(crate::value::Scheme),
    Entries(&'static [Kind]),
    Choices(&'static str, Kind),
}

/// The entries of a selection as a workbook to fill in: a sheet for each kind, what to choose from, what the columns
/// mean, and the stamp that lets it be taken in again.
pub fn workbook(karta: &Karta, selection: &Selection, origin: &Origin, lang: Lang) -> Book {
    let mut lists = Lists::default();
    let mut sheets = Vec::new();
    let mut stamped = Vec::new();
    for kind in Kind::ENTRIES {
        let entries: Vec<&Entry> = selection.entries(karta).filter(|entry| entry.kind == kind).collect();
        // A kind that the map has none of yet gets a sheet to begin it in.
        if entries.is_empty() && !(selection.kinds.contains(&kind) && karta.of_kind(kind).is_empty()) {
            continue;
        }
        let slots = slots(karta, kind);
        let rows: Vec<(Vec<Cell>, Fingerprints)> =
            entries.par_iter().map(|entry| row(karta, &slots, entry, lang)).collect();
        let (rows, prints): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let prints = entries.iter().zip(prints).map(|(entry, prints)| (kind, entry.id.as_str(), prints));
        stamped.extend(prints);
        let table = Table { rows, ..Table::new(kind.plural(), slots.iter().map(Slot::column).collect()) };
        let guides = slots.iter().map(|slot| guide(karta, kind, slot, &mut lists)).collect();
        sheets.push(Sheet { guides, frozen: 2, ..Sheet::new(tab(kind), table) });
    }
    Book {
        title: karta.name(),
        notes: notes(selection, origin),
        sheets,
        lists: lists.words,
        stamp: Some((SHEET, Stamp::rows(origin, stamped))),
    }
}

/// What an entry's cells say in a workbook, and the fingerprints of that.
fn row(karta: &Karta, slots: &[Slot], entry: &Entry, lang: Lang) -> (Vec<Cell>, Fingerprints) {
    let cells: Vec<Cell> = slots.iter().map(|slot| slot.cell(karta, entry, lang)).collect();
    let said =
        slots.iter().zip(&cells).map(|(slot, cell)| (slot.key.as_str(), canonical(slot.target.leaf, &said(cell))));
    let prints = Fingerprints::of(said);
    (cells, prints)
}

/// A table of the entries of a selection, row by row, with a column that remembers what the rest of the row says; see
/// [`Fingerprints`].
pub fn with_base(karta: &Karta, selection: &Selection, table: Table) -> Table {
    let slots = Kind::ENTRIES.map(|kind| (kind, slots_of_lines(kind)));
    let prints = |entry: &Entry| {
        let slots = slots.iter().find(|(kind, _)| *kind == entry.kind).map_or(&[][..], |(_, slots)| slots);
        let said = |slot: &Slot| canonical(slot.target.leaf, &slot.line(karta, entry));
        Fingerprints::of(slots.iter().map(|slot| (slot.key.as_str(), said(slot)))).to_string()
    };
    let mut table = table;
    table.columns.push(Column::text(COLUMN, Words::new("Bas för import", "Base for import")));
    for (row, entry) in table.rows.iter_mut().zip(selection.entries(karta)) {
        row.push(Cell::Text(prints(entry)));
    }
    table
}

/// The name on the tab of a kind's sheet.
pub fn tab(kind: Kind) -> Words {
    match kind {
        Kind::Behov => Words::new("Behov", "Needs"),
        Kind::Initiativ => Words::new("Initiativ", "Initiatives"),
        _ => Words::new("Aktörer", "Actors"),
    }
}

/// What is told of the book on the sheet that explains it.
fn notes(selection: &Selection, origin: &Origin) -> Vec<Words> {
    let mut notes = Vec::new();
    notes.extend(origin.revision.as_ref().map(|revision| Words::same(format!("Revision: {}", say::plain(revision)))));
    notes.extend(query::notes(selection));
    notes.push(Words::new(
        "Ändra i arket och läs in det igen med karta import. Det som inte ändras här ändras inte i kartan, också om andra har ändrat i den under tiden.",
        "Change the sheet and take it in again with karta import. What is not changed here is not changed in the map, even if others have changed it meanwhile.",
    ));
    notes.push(Words::new(
        "En ny rad utan id blir en ny post. En rad som tas bort här finns kvar i kartan: en post som ska bort får status avfört.",
        "A new row without an id becomes a new entry. A row that is taken away here stays in the map: an entry that is to go gets the status withdrawn.",
    ));
    notes.push(Words::new(
        "Id ändras aldrig och är därför låsta. Bladen skyddas utan lösenord; ta bort skyddet för att sortera (Granska, Ta bort bladets skydd).",
        "Ids never change and are locked for that reason. The sheets are protected without a password; take the protection away to sort (Review, Unprotect Sheet).",
    ));
    notes
}

/// What a column of a place wants from whoever fills it in.
pub(super) fn guide(karta: &Karta, kind: Kind, slot: &Slot, lists: &mut Lists) -> Guide {
    let field = slot.target.leaf;
    let about = match slot.target.is_own() {
        true => Words::new("Ett fält som bara den här kartan har.", "A field that only this map has."),
        false => field.about.words(),
    };
    Guide { about, wants: wants(field), allowed: allowed(karta, kind, field, lists) }
}

fn allowed(karta: &Karta, kind: Kind, field: &'static Field, lists: &mut Lists) -> Allowed {
    match field.shape {
        Shape::Id => Allowed::Kept,
        Shape::Number(least, most) => Allowed::Number(least, most),
        Shape::Choice(_) => Allowed::OneOf(lists.find(karta, ListOf::Choices(field.name, kind), field)),
        Shape::Concepts(scheme) => Allowed::SeveralOf(lists.find(karta, ListOf::Scheme(scheme), field)),
        Shape::Links(kinds) => Allowed::SeveralOf(lists.find(karta, ListOf::Entries(kinds), field)),
        _ => Allowed::Text,
    }
}

impl Lists {
    /// The place of a list, which is made the first time it is wanted.
    fn find(&mut self, karta: &Karta, of: ListOf, field: &Field) -> usize {
        if let Some(at) = self.of.iter().position(|other| *other == of) {
            return at;
        }
        self.words.push(match (&of, field.shape) {
            (_, Shape::Choice(choices)) => choices.iter().map(|choice| choice.label.words()).collect(),
            (ListOf::Scheme(scheme), _) => {
                let concepts = karta.concepts(*scheme).iter();
                concepts.map(|concept| Words::each(|lang| label(&concept.id, &concept.name, lang))).collect()
            }
            (ListOf::Entries(kinds), _) => labels(karta, kinds),
            _ => Vec::new(),
        });
        self.of.push(of);
        self.of.len() - 1
    }
}

/// The entries of kinds as a person chooses them, in the alphabet's order; not those that are withdrawn or replaced.
fn labels(karta: &Karta, kinds: &[Kind]) -> Vec<Words> {
    let order = Order::swedish();
    let mut entries: Vec<&Entry> =
        kinds.iter().flat_map(|kind| karta.of_kind(*kind)).filter(|entry| !entry.is_gone()).collect();
    entries.sort_by_cached_key(|entry| order.key(entry.title()));
    entries.iter().map(|entry| Words::each(|lang| label(&entry.id, &name(entry), lang))).collect()
}

/// How a field is written in a cell.
pub fn wants(field: &Field) -> Words {
    match field.shape {
        Shape::Id => Words::new("Ändras aldrig; tomt för en ny post.", "Never changed; empty for a new entry."),
        Shape::Text | Shape::Prose | Shape::Free => Words::same("Text."),
        Shape::Url => Words::new("En adress på webben.", "An address on the web."),
        Shape::Orgnr => Words::same("NNNNNN-NNNN."),
        Shape::Date => Words::new("2018, 2018-03 eller 2018-03-08.", "2018, 2018-03 or 2018-03-08."),
        Shape::Number(least, most) => {
            say!("Ett heltal från {least} till {most}.", "A whole number from {least} to {most}.")
        }
        Shape::Choice(choices) => Words::each(|lang| {
            choices.iter().map(|choice| choice.label.words().get(lang).to_owned()).collect::<Vec<_>>().join(", ")
        }),
        Shape::Texts | Shape::Urls => Words::new(
            "Flera skiljs åt med semikolon och blanksteg.",
            "Several are set apart by a semicolon and a blank.",
        ),
        Shape::Concept(_) | Shape::Link(_) => Words::new("Namn eller id.", "A name or an id."),
        Shape::Concepts(_) | Shape::Links(_) => Words::new(
            "Namn eller id; flera skiljs åt med semikolon. Att välja i listan ersätter det som står i cellen.",
            "Names or ids; several are set apart by semicolons. To choose from the list replaces what the cell says.",
        ),
        Shape::Record(parts) | Shape::Records(parts) => {
            let names = Words::each(|lang| {
                parts.iter().map(|part| part.label.words().get(lang).to_owned()).collect::<Vec<_>>().join(" | ")
            });
            say!("En rad för varje: {names}", "A line for each: {names}"; names in words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Filter;
    use crate::source::Tree;

    #[test]
    fn a_new_map_is_begun_in_sheets_of_the_kinds_that_are_asked_for() {
        let karta = Karta::draw(&Tree::memory([("karta.toml", "namn = \"Kartan\"\nformat = 1\n")]));
        let tabs = |filter: Filter| {
            let selection = query::select(&karta, &filter.resolve(&karta).unwrap());
            let book = workbook(&karta, &selection, &Origin::default(), Lang::Sv);
            book.sheets.iter().map(|sheet| sheet.name.sv.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(tabs(Filter::any_of("kind", Kind::ENTRIES.map(Kind::name))), ["Behov", "Initiativ", "Aktörer"]);
        assert_eq!(tabs(Filter::any_of("kind", ["behov"])), ["Behov"]);
    }
}
