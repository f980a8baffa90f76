//! How numbers show their size by more than digits: as part of the greatest.

use std::borrow::Cow;

use crate::say::Words;
use crate::table::{Cell, Column, Gauge, Table};

/// The most signs of a bar.
const LONGEST: usize = 12;
/// Parts of a sign, from an eighth up.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// What numbers are parts of: the greatest of each column with bars, and of all columns that are shaded.
pub struct Scale {
    greatest: Vec<f64>,
}

impl Scale {
    /// The scale of a table.
    pub fn of(table: &Table) -> Scale {
        let greatest = |at: usize| table.counted().iter().filter_map(|row| size(&row[at])).fold(0.0, f64::max);
        let mut all: Vec<f64> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| match column.gauge {
                Gauge::None => 0.0,
                Gauge::Bar | Gauge::Shade => greatest(at),
            })
            .collect();
        let is_shaded = |column: &Column| column.gauge == Gauge::Shade;
        let shaded = all.iter().zip(&table.columns).filter(|(_, column)| is_shaded(column));
        let darkest = shaded.map(|(greatest, _)| *greatest).fold(0.0, f64::max);
        all.iter_mut().zip(&table.columns).filter(|(_, column)| is_shaded(column)).for_each(|(own, _)| *own = darkest);
        Scale { greatest: all }
    }

    /// How great a part a cell is of the greatest; none where that is not to be shown.
    pub fn part(&self, column: usize, cell: &Cell) -> Option<f64> {
        let greatest = self.greatest[column];
        if greatest > 0.0 { size(cell).map(|size| (size / greatest).max(0.0)) } else { None }
    }
}

fn size(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number as f64),
        Cell::Decimal(number) if number.is_finite() => Some(*number),
        _ => None,
    }
}

/// The table with a column of bars after each that has them.
pub fn with_bars(table: &Table) -> Cow<'_, Table> {
    if table.columns.iter().all(|column| column.gauge != Gauge::Bar) {
        return Cow::Borrowed(table);
    }
    let scale = Scale::of(table);
    // Bars that are all as long tell nothing.
    let is_varied = |at: usize| {
        let mut sizes = table.counted().iter().filter_map(|row| size(&row[at]));
        sizes.next().is_some_and(|first| sizes.any(|other| other != first))
    };
    let bars: Vec<bool> =
        (0..table.columns.len()).map(|at| table.columns[at].gauge == Gauge::Bar && is_varied(at)).collect();
    let bars = |at: usize| bars[at];
    let columns = table.columns.iter().enumerate().flat_map(|(at, column)| {
        let bar = Column::text("", Words::new("", "")).gauge(Gauge::Bar);
        std::iter::once(column.clone()).chain(bars(at).then_some(bar))
    });
    let mut drawn =
        Table { layout: table.layout, totals: table.totals, ..Table::new(table.title.clone(), columns.collect()) };
    drawn.rows = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.iter().enumerate().flat_map(|(at, cell)| {
                let bar = || Cell::Text(scale.part(at, cell).map_or(String::new(), bar));
                std::iter::once(cell.clone()).chain(bars(at).then(bar))
            });
            cells.collect()
        })
        .collect();
    Cow::Owned(drawn)
}

/// A bar for a part of the greatest; whatever is more than nothing is seen.
fn bar(part: f64) -> String {
    let eighths = ((part * (8 * LONGEST) as f64).round() as usize).max(usize::from(part > 0.0));
    let mut bar = "█".repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).map(|rest| EIGHTHS[rest]));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        assert_eq!(bar(1.0), "████████████");
        assert_eq!(bar(0.5), "██████");
        assert_eq!(bar(0.001), "▏");
        assert_eq!(bar(0.0), "");
    }

    #[test]
    fn shades_are_told_by_the_greatest_of_all_and_bars_by_that_of_their_column() {
        let column = |key, gauge| Column::number(key, Words::new("", "")).gauge(gauge);
        let columns = vec![
            column("a", Gauge::Shade),
            column("b", Gauge::Shade),
            column("c", Gauge::Bar),
            column("d", Gauge::None),
        ];
        let mut table = Table::new(Words::new("", ""), columns);
        table.rows = vec![
            [1, 4, 10, 9].map(Cell::Number).to_vec(),
            vec![Cell::Empty, Cell::Number(2), Cell::Number(5), Cell::Empty],
        ];
        let scale = Scale::of(&table);
        let parts = |row: usize| (0..4).map(|at| scale.part(at, &table.rows[row][at])).collect::<Vec<_>>();
        assert_eq!(parts(0), [Some(0.25), Some(1.0), Some(1.0), None]);
        assert_eq!(parts(1), [None, Some(0.5), Some(0.5), None]);
        assert_eq!(with_bars(&table).rows[1][3], Cell::Text("██████".into()));
    }
}
