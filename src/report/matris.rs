use hashbrown::HashMap;

use super::dimension::{Dimension, MISSING, Values, words};
use super::oversikt::share;
use super::{Ask, Report};
use crate::entry::Entry;
use crate::say;
use crate::say::{Failure, Result, Words};
use crate::table::{Answer, Cell, Column, Gauge, Table};
use crate::value::Kind;

pub(super) const REPORT: Report = Report::new(
    "matris",
    "Hur många behov och initiativ varje kombination av två fält har, med tomma rutor, summor och andelar.",
    "How many needs and initiatives each combination of two fields has, with empty cells, totals and shares.",
    answer,
)
.operands(2, "RAD KOLUMN", "ROW COLUMN");

/// The most cells that a matrix may have: more than anybody can read, and room for it in memory.
const MOST: usize = 2_000_000;

/// How many entries have each pair of values; an entry counts once in a total, however many values it has.
struct Counts {
    pairs: HashMap<(u32, u32), i64>,
    rows: Vec<i64>,
    columns: Vec<i64>,
    all: i64,
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let entries = || ask.chosen.positions().iter().map(|at| &ask.karta.entries()[*at]);
    let (rows, columns) = (Dimension::named(&ask.operands[0])?, Dimension::named(&ask.operands[1])?);
    let of_kinds: Vec<Kind> =
        [Kind::Behov, Kind::Initiativ].into_iter().filter(|kind| ask.chosen(*kind).next().is_some()).collect();
    let values = |dimension: Dimension| dimension.of_kinds(&of_kinds).values(ask.karta, entries());
    let (rows, columns) = (values(rows), values(columns));
    let (down, across) = (rows.names.len(), columns.names.len());
    if down.saturating_mul(across) > MOST {
        return Err(too_large(down, across));
    }
    let counts = Counts::of(entries(), &rows, &columns);
    let mut table = Table::new(title(&rows, &columns), headings(&rows, &columns));
    table.rows = (0u32..).zip(&rows.names).map(|(row, (_, name))| counts.row(row, name)).collect();
    table.rows.extend(counts.totals());
    table.totals = 2;
    let empty = down * across - counts.pairs.len();
    let cells = down * across;
    table.notes.push(say!("{empty} av {cells} rutor är tomma.", "{empty} of {cells} cells are empty."));
    if rows.is_many || columns.is_many {
        table.notes.push(Words::new(
            "En post med flera värden räknas under vart och ett av dem, men en gång i en totalsumma.",
            "An entry with several values counts under each of them, but once in a total.",
        ));
    }
    Ok(table.into())
}

fn title(rows: &Values, columns: &Values) -> Words {
    let (first, second) = (&rows.heading, &columns.heading);
    Words::each(|lang| format!("{} × {}", first.get(lang), second.get(lang)))
}

fn headings(rows: &Values, columns: &Values) -> Vec<Column> {
    let across = columns.names.iter().map(|(key, name)| {
        // What lacks a value would outshine all the rest.
        let gauge = if key == MISSING { Gauge::None } else { Gauge::Shade };
        Column::number(key, words(name)).gauge(gauge)
    });
    let mut headings = vec![Column::text(&rows.key, rows.heading.clone())];
    headings.extend(across);
    headings.push(Column::number("totalt", Words::new("Totalt", "Total")));
    headings.push(Column::number("andel", Words::same("%")));
    headings
}

fn too_large(down: usize, across: usize) -> Failure {
    Failure::new(say!(
        "Korstabellen skulle få {down} rader och {across} kolumner.",
        "The cross table would have {down} rows and {across} columns."
    ))
    .hint(Words::new(
        "Välj ett fält med färre värden, eller en del av kartan med --tema och andra filter.",
        "Choose a field with fewer values, or a part of the map by --tema and other filters.",
    ))
}

impl Counts {
    fn of<'e>(entries: impl Iterator<Item = &'e Entry>, rows: &Values, columns: &Values) -> Counts {
        let (down, across) = (vec![0; rows.names.len()], vec![0; columns.names.len()]);
        let mut counts = Counts { pairs: HashMap::new(), rows: down, columns: across, all: 0 };
        for entry in entries {
            let (in_rows, in_columns) = (rows.of(entry), columns.of(entry));
            counts.all += 1;
            in_rows.iter().for_each(|row| counts.rows[*row as usize] += 1);
            in_columns.iter().for_each(|column| counts.columns[*column as usize] += 1);
            for row in in_rows {
                in_columns.iter().for_each(|column| *counts.pairs.entry((row, *column)).or_insert(0) += 1);
            }
        }
        counts
    }

    fn row(&self, row: u32, name: &Cell) -> Vec<Cell> {
        let cells = (0..self.columns.len() as u32).map(|column| self.pairs.get(&(row, column)).copied().unwrap_or(0));
        let total = self.rows[row as usize];
        let ends = [Cell::Number(total), share(total as usize, self.all as usize)];
        std::iter::once(name.clone()).chain(cells.map(Cell::Number)).chain(ends).collect()
    }

    /// What each column adds up to, and its share of all.
    fn totals(&self) -> [Vec<Cell>; 2] {
        let (all, columns) = (self.all, &self.columns);
        let sums = columns.iter().map(|count| Cell::Number(*count)).chain([Cell::Number(all), share(1, 1)]);
        let shares = columns.iter().map(|count| share(*count as usize, all as usize)).chain([share(1, 1), Cell::Empty]);
        [
            std::iter::once(Cell::Words(Words::new("Totalt", "Total"))).chain(sums).collect(),
            std::iter::once(Cell::Words(Words::new("Andel (%)", "Share (%)"))).chain(shares).collect(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{karta, told};

    #[test]
    fn every_cell_is_shown_also_the_empty_and_totals_count_once() {
        insta::assert_snapshot!(told("matris tema status ?kind:initiativ"), @r"
        Teman × Status

        Teman       1   2  3  4   5   6  Totalt    %
        ────────────────────────────────────────────
        Migration   0   0  0  0   0   0       0    0
        Vård        1   1  0  0   1   0       3   50
        Skola       0   2  0  0   0   1       3   50
        ────────────────────────────────────────────
        Totalt      1   3  0  0   1   1       6  100
        Andel (%)  17  50  0  0  17  17     100

        1 = planerat, 2 = pågående, 3 = pausat, 4 = förvaltning, 5 = avslutat, 6 =
        avfört

        13 av 18 rutor är tomma.
        En post med flera värden räknas under vart och ett av dem, men en gång i en
        totalsumma.
        Filter: kind:initiativ (0 behov, 6 initiativ)
        Karta: Kartan. Revision: prov.
        ");
    }

    #[test]
    fn dimensions_go_by_any_of_their_names() {
        let answer = |said| super::super::example::asked(&karta(&[]), said).expect("a matrix").first();
        assert_eq!(answer("matris themes ägare").columns.len(), answer("matris tema agare").columns.len());
        insta::assert_snapshot!(told("matris temma status"), @r"
        temma går inte att räkna efter i en korstabell.
        Menade du tema? Det här går: status, typ, tema, livshandelse, informationsomrade, verksamhetsomrade, fokusomrade, aktorer, agare, deltagare, moter, beror_av, del_av, ersatter, relaterat, start, slut, ersatt_av, uppgift_ar, nytta, insats, kind
        ");
        insta::assert_snapshot!(told("matris titel status"), @r"
        titel går inte att räkna efter i en korstabell.
        Det här går: status, typ, tema, livshandelse, informationsomrade, verksamhetsomrade, fokusomrade, aktorer, agare, deltagare, moter, beror_av, del_av, ersatter, relaterat, start, slut, ersatt_av, uppgift_ar, nytta, insats, kind
        ");
        insta::assert_snapshot!(told("matris tema"), @r"
        Efter matris anges 2 namn, inte 1.
        Skriv: karta report matris RAD KOLUMN
        ");
    }
}
