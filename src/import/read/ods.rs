//! OpenDocument spreadsheets (OASIS OpenDocument 1.3, part 3), as LibreOffice and others write them.

use std::collections::HashSet;

use super::super::grid::{Grid, Merged, Raw};
use super::super::stamp;
use super::archive::Archive;
use super::xlsx::{day_or_text, error, never_computed};
use super::xml::{Piece, Tag, each};
use super::{Sheets, broken, locked};
use crate::say::Result;

/// Reads the sheets that people see, and our own hidden one.
pub fn read(archive: &mut Archive<'_>) -> Result<Sheets> {
    if is_locked(archive)? {
        return Err(locked());
    }
    let mut reader = Reader::default();
    each(archive.part("content.xml")?, |piece| reader.see(piece).map(|()| false))?;
    Ok(Sheets { grids: reader.grids, hidden: reader.unseen })
}

fn is_locked(archive: &mut Archive<'_>) -> Result<bool> {
    let mut is_locked = false;
    if archive.has("META-INF/manifest.xml") {
        each(archive.part("META-INF/manifest.xml")?, |piece| {
            is_locked |= matches!(piece, Piece::Open(tag) if tag.name() == "encryption-data");
            Ok(is_locked)
        })?;
    }
    Ok(is_locked)
}

#[derive(Default)]
struct Reader {
    grids: Vec<Grid>,
    /// The looks of tables that nobody sees.
    hidden: HashSet<String>,
    /// The names of such tables.
    unseen: Vec<String>,
    style: String,
    /// The sheet that is read, unless nobody sees it.
    grid: Option<Grid>,
    row: u32,
    repeat_row: u32,
    cells: Vec<(u32, u32, Raw)>,
    column: u32,
    cell: Option<Cell>,
    /// Inside what is no text of the cell: a comment, or a sheet in a sheet.
    aside: usize,
    count: usize,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    kind: String,
    value: String,
    text: String,
    paragraphs: usize,
    repeat: u32,
    has_formula: bool,
    is_error: bool,
    spans: (u32, u32),
}

impl Reader {
    fn see(&mut self, piece: Piece<'_>) -> Result<()> {
        match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(name)?,
            Piece::Text(text) => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| self.aside == 0 && cell.paragraphs > 0) {
                    cell.text.push_str(text);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "style" => self.style = tag.get("style:name").unwrap_or_default().into_owned(),
            "table-properties" if tag.get("table:display").is_some_and(|shown| shown == "false") => {
                self.hidden.insert(self.style.clone());
            }
            "annotation" => self.aside += 1,
            "table" if self.cell.is_some() => self.aside += 1,
            "table" => {
                let name = tag.get("table:name").unwrap_or_default().into_owned();
                let is_hidden = tag.get("table:style-name").is_some_and(|style| self.hidden.contains(&*style));
                let is_read = !is_hidden || name == stamp::SHEET;
                self.unseen.extend((!is_read).then(|| name.clone()));
                self.grid = is_read.then(|| Grid { name, ..Grid::default() });
                self.row = 1;
            }
            "table-row" if self.aside == 0 => {
                (self.column, self.repeat_row) = (0, tag.number("table:number-rows-repeated").unwrap_or(1).max(1));
            }
            "table-cell" | "covered-table-cell" if self.aside == 0 => self.cell = Some(Cell::open(tag)),
            name => {
                if let Some(cell) = self.cell.as_mut().filter(|_| self.aside == 0) {
                    cell.inside(name, tag);
                }
            }
        }
    }

    fn close(&mut self, name: &str) -> Result<()> {
        match name {
            "annotation" => self.aside = self.aside.saturating_sub(1),
            "table" if self.cell.is_some() => self.aside = self.aside.saturating_sub(1),
            "table" => {
                if let Some(mut grid) = self.grid.take() {
                    grid.settle();
                    self.grids.push(grid);
                }
            }
            "table-row" if self.aside == 0 => self.end_row()?,
            "table-cell" | "covered-table-cell" if self.aside == 0 => self.end_cell(name == "table-cell")?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, is_own: bool) -> Result<()> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (column, repeat) = (self.column, cell.repeat);
        self.column = column.saturating_add(repeat);
        if let (true, Some(grid)) = (cell.spans != (1, 1), &mut self.grid) {
            let last = |from: u32, span: u32| from.saturating_add(span.saturating_sub(1));
            let (rows, columns) = ((self.row, last(self.row, cell.spans.0)), (column, last(column, cell.spans.1)));
            grid.merge(Merged { rows, columns });
        }
        let raw = if is_own { cell.raw()? } else { None };
        self.cells.extend(raw.map(|raw| (column, repeat, raw)));
        Ok(())
    }

    /// Writes a row as often as it is repeated, and a cell as often as it is; what is empty takes no room.
    fn end_row(&mut self) -> Result<()> {
        let cells = std::mem::take(&mut self.cells);
        if let Some(grid) = self.grid.as_mut().filter(|_| !cells.is_empty()) {
            for row in self.row..self.row.saturating_add(self.repeat_row) {
                for (column, repeat, raw) in &cells {
                    for column in *column..column.saturating_add(*repeat) {
                        grid.push((row, column), raw.clone(), &mut self.count)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.repeat_row);
        Ok(())
    }
}

impl Cell {
    fn open(tag: &Tag<'_>) -> Cell {
        let kind = tag.get("office:value-type").unwrap_or_default().into_owned();
        let of_kind = match kind.as_str() {
            "date" => "office:date-value",
            "boolean" => "office:boolean-value",
            "string" => "office:string-value",
            _ => "office:value",
        };
        let span = |name: &str| tag.number(name).unwrap_or(1).max(1);
        Cell {
            value: tag.get(of_kind).unwrap_or_default().into_owned(),
            repeat: span("table:number-columns-repeated"),
            has_formula: tag.get("table:formula").is_some(),
            is_error: tag.get("calcext:value-type").is_some_and(|kind| kind == "error"),
            spans: (span("table:number-rows-spanned"), span("table:number-columns-spanned")),
            kind,
            ..Cell::default()
        }
    }

    /// What stands inside a cell: paragraphs, and signs in them.
    fn inside(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" => {
                let count = tag.number("text:c").unwrap_or(1).min(1_000);
                self.text.extend((0..count).map(|_| ' '));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    fn raw(self) -> Result<Option<Raw>> {
        Ok(Some(match self.kind.as_str() {
            _ if self.is_error => error(&self.text),
            "float" | "percentage" | "currency" => Raw::Number(self.value.parse().map_err(|_| broken())?),
            "date" => day_or_text(&self.value),
            "boolean" => Raw::Bool(self.value == "true"),
            "" if self.text.is_empty() => return Ok(self.has_formula.then(never_computed)),
            _ if self.value.is_empty() => Raw::Text(self.text.into()),
            _ => Raw::Text(self.value.into()),
        }))
    }
}
