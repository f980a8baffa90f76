use hashbrown::HashMap;

use super::dimension::{Dimension, MISSING, Values, words};
use super::oversikt::share;
use super::scene::Scene;
use super::{Ask, Report};
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
    let (rows, columns) = (Dimension::named(&ask.operands[0])?, Dimension::named(&ask.operands[1])?);
    let scene = Scene::asked(ask);
    let (both, others): (Vec<Kind>, Vec<Kind>) =
        [Kind::Behov, Kind::Initiativ].into_iter().partition(|kind| rows.is_of(*kind) && columns.is_of(*kind));
    if both.is_empty() {
        return Err(nothing_has(&rows, &columns));
    }
    let counted: Vec<usize> = both.iter().flat_map(|kind| scene.shown(*kind)).collect();
    let present: Vec<Kind> = both.iter().copied().filter(|kind| !scene.shown(*kind).is_empty()).collect();
    let kinds = if present.is_empty() { &both } else { &present };
    let (rows, columns) = (rows.values(&scene, kinds, &counted), columns.values(&scene, kinds, &counted));
    let (down, across) = (rows.names.len(), columns.names.len());
    if down.saturating_mul(across) > MOST {
        return Err(too_large(down, across));
    }
    let counts = Counts::of(&scene, &counted, &rows, &columns);
    let mut table = Table::new(title(&rows, &columns), headings(&rows, &columns));
    table.rows = (0u32..).zip(&rows.names).map(|(row, (_, name))| counts.row(row, name)).collect();
    table.rows.extend(counts.totals());
    table.totals = 2;
    let (empty, cells) = (down * across - counts.pairs.len(), down * across);
    table.notes.push(say!("{empty} av {cells} rutor är tomma.", "{empty} of {cells} cells are empty."));
    if rows.dimension.is_many() || columns.dimension.is_many() {
        table.notes.push(Words::new(
            "En post med flera värden räknas under vart och ett av dem, men en gång i en totalsumma.",
            "An entry with several values counts under each of them, but once in a total.",
        ));
    }
    let left_out = others.into_iter().map(|kind| (kind, scene.shown(kind).len())).filter(|(_, count)| *count > 0);
    table.notes.extend(left_out.map(|(kind, count)| not_counted(kind, count, &rows, &columns)));
    Ok(table.into())
}

/// That a kind cannot have one of the dimensions, and so is left out.
fn not_counted(kind: Kind, count: usize, rows: &Values, columns: &Values) -> Words {
    let lacking = [rows, columns].into_iter().find(|values| !values.dimension.is_of(kind)).unwrap_or(columns);
    let (field, kind) = (lacking.dimension.heading(), kind.plural());
    say!(
        "{count} {kind} räknas inte, för sådana kan inte ha fältet {field}.",
        "{count} {kind} are not counted, for such cannot have the field {field}."; field in words, kind in words
    )
}

fn nothing_has(rows: &Dimension, columns: &Dimension) -> Failure {
    let (first, second) = (rows.heading(), columns.heading());
    Failure::new(say!(
        "Ingen post kan ha både {first} och {second}.",
        "No entry can have both {first} and {second}."; first in words, second in words
    ))
    .why(Words::new(
        "Det ena är ett fält hos behov, det andra hos initiativ.",
        "The one is a field of needs, the other of initiatives.",
    ))
    .hint(Words::new(
        "Gå genom länken mellan dem: moter.aktorer är de som har behoven som ett initiativ möter, mots_av.agare de som äger initiativen som möter ett behov.",
        "Go through the link between them: moter.aktorer are those that have the needs that an initiative answers, mots_av.agare those that own the initiatives that answer a need.",
    ))
}

fn title(rows: &Values, columns: &Values) -> Words {
    let (first, second) = (rows.dimension.heading(), columns.dimension.heading());
    Words::each(|lang| format!("{} × {}", first.get(lang), second.get(lang)))
}

fn headings(rows: &Values, columns: &Values) -> Vec<Column> {
    let across = columns.names.iter().map(|(key, name)| {
        // What lacks a value would outshine all the rest.
        let gauge = if key == MISSING { Gauge::None } else { Gauge::Shade };
        Column::number(key, words(name)).gauge(gauge)
    });
    let mut headings = vec![Column::text(rows.dimension.key(), rows.dimension.heading().clone())];
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
    fn of(scene: &Scene<'_>, places: &[usize], rows: &Values, columns: &Values) -> Counts {
        let (down, across) = (vec![0; rows.names.len()], vec![0; columns.names.len()]);
        let mut counts = Counts { pairs: HashMap::new(), rows: down, columns: across, all: 0 };
        for at in places {
            let (in_rows, in_columns) = (rows.of(scene, *at), columns.of(scene, *at));
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

        Teman      planerat  pågående  pausat  förvaltning  avslutat  Totalt    %
        ─────────────────────────────────────────────────────────────────────────
        Migration         0         0       0            0         0       0    0
        Vård              1         1       0            0         1       3   60
        Skola             0         2       0            0         0       2   40
        ─────────────────────────────────────────────────────────────────────────
        Totalt            1         3       0            0         1       5  100
        Andel (%)        20        60       0            0        20     100

        11 av 15 rutor är tomma.
        En post med flera värden räknas under vart och ett av dem, men en gång i en
        totalsumma.
        Filter: kind:initiativ (0 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }

    #[test]
    fn any_field_link_or_field_of_an_actor_counts_as_it_is_now() {
        let rows = |said: &str| {
            let table = super::super::example::asked(&karta(&[]), said).expect("a matrix").first();
            let word = |row: &Vec<crate::table::Cell>| super::words(&row[0]).sv.to_string();
            table
                .rows
                .iter()
                .map(|row| format!("{} {:?}", word(row), row[row.len() - 2]))
                .collect::<Vec<_>>()
                .join("; ")
        };
        insta::assert_snapshot!(rows("matris agare tema"), @"Byrån Number(1); Regionen Number(1); Staden Number(2); Verket Number(1); (saknas) Number(1); Totalt Number(5); Andel (%) Number(100)");
        insta::assert_snapshot!(rows("matris sektor kind"), @"staten Number(4); regioner Number(3); kommuner Number(3); annan eller flera Number(0); (saknas) Number(3); Totalt Number(10); Andel (%) Number(100)");
        insta::assert_snapshot!(rows("matris mots_av.status aktör"), @"planerat Number(1); pågående Number(2); pausat Number(0); förvaltning Number(0); avslutat Number(1); (saknas) Number(2); Totalt Number(5); Andel (%) Number(100)");
        for (one, other) in
            [("informationsområde", "aktör"), ("niva", "ar"), ("agare.niva", "nytta"), ("initiativ", "slag")]
        {
            assert!(rows(&format!("matris {one} {other}")).contains("Totalt"), "{one} {other}");
        }
    }

    #[test]
    fn what_a_kind_cannot_have_it_does_not_lack() {
        let told = |said| told(said);
        assert!(told("matris agare kind").contains("5 behov räknas inte, för sådana kan inte ha fältet Ägare."));
        insta::assert_snapshot!(told("matris aktorer agare"), @r"
        Ingen post kan ha både Aktörer och Ägare.
        Det ena är ett fält hos behov, det andra hos initiativ.
        Gå genom länken mellan dem: moter.aktorer är de som har behoven som ett initiativ möter, mots_av.agare de som äger initiativen som möter ett behov.
        ");
    }

    #[test]
    fn dimensions_go_by_any_of_their_names() {
        let answer = |said| super::super::example::asked(&karta(&[]), said).expect("a matrix").first();
        assert_eq!(answer("matris themes ägare").columns.len(), answer("matris tema agare").columns.len());
        insta::assert_snapshot!(told("matris temma status"), @r"
        temma går inte att räkna efter i en korstabell.
        Menade du tema? Det här går: status, typ, tema, livshandelse, informationsomrade, verksamhetsomrade, fokusomrade, start, slut, uppgift_ar, nytta, insats, inte_samma, finansiering, aktorer, agare, deltagare, moter, beror_av, del_av, ersatter, relaterat, mots_av, kravs_for, bestar_av, eftertraddes_av, relaterat_fran, kind, ar, aktor, niva, sektor. Efter en punkt följer ett fält hos den som länken leder till: agare.niva
        ");
        insta::assert_snapshot!(told("matris titel status"), @r"
        titel går inte att räkna efter i en korstabell.
        Det här går: status, typ, tema, livshandelse, informationsomrade, verksamhetsomrade, fokusomrade, start, slut, uppgift_ar, nytta, insats, inte_samma, finansiering, aktorer, agare, deltagare, moter, beror_av, del_av, ersatter, relaterat, mots_av, kravs_for, bestar_av, eftertraddes_av, relaterat_fran, kind, ar, aktor, niva, sektor. Efter en punkt följer ett fält hos den som länken leder till: agare.niva
        ");
        insta::assert_snapshot!(told("matris tema"), @r"
        Efter matris anges 2 namn, inte 1.
        Skriv: karta report matris RAD KOLUMN
        ");
    }
}
