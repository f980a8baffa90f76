//! Office Open XML workbooks (ECMA-376, part 1), as Excel, LibreOffice, Google and libraries write them.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::grid::{Grid, Merged, Raw};
use super::super::stamp;
use super::archive::Archive;
use super::xml::{Piece, Tag, each};
use super::{Sheets, broken};
use crate::say::{Result, Words};
use crate::value::Date;

/// What the cells of all sheets share.
struct Shared {
    texts: Vec<Arc<str>>,
    /// For each look of cells, whether numbers in it are days.
    are_days: Vec<bool>,
    /// Whether days are counted from 1904.
    is_1904: bool,
}

/// Reads the sheets that people see, and our own hidden one.
pub fn read(archive: &mut Archive<'_>) -> Result<Sheets> {
    let Contents { sheets, hidden, is_1904 } = contents(archive)?;
    let shared = Shared { texts: texts(archive)?, are_days: days(archive)?, is_1904 };
    let mut count = 0;
    let grids = sheets.into_iter().map(|(name, path)| sheet(archive, name, &path, &shared, &mut count));
    Ok(Sheets { grids: grids.collect::<Result<_>>()?, hidden })
}

/// What a workbook says of its sheets.
#[derive(Default)]
struct Contents {
    /// The names and parts of those to read.
    sheets: Vec<(String, String)>,
    /// The names of those that nobody sees.
    hidden: Vec<String>,
    /// Whether days are counted from 1904.
    is_1904: bool,
}

fn contents(archive: &mut Archive<'_>) -> Result<Contents> {
    let paths = relations(archive)?;
    let mut contents = Contents::default();
    each(archive.part("xl/workbook.xml")?, |piece| {
        let Piece::Open(tag) = piece else { return Ok(false) };
        match tag.name() {
            "workbookPr" => contents.is_1904 = tag.get("date1904").is_some_and(|value| matches!(&*value, "1" | "true")),
            "sheet" => {
                let name = tag.get("name").unwrap_or_default().into_owned();
                let is_seen = tag.get("state").is_none_or(|state| state == "visible") || name == stamp::SHEET;
                match tag.get("r:id").and_then(|id| paths.get(&*id).cloned()) {
                    Some(path) if is_seen => contents.sheets.push((name, path)),
                    Some(_) => contents.hidden.push(name),
                    None => {}
                }
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok(contents)
}

/// The parts that are worksheets, by what the workbook calls them.
fn relations(archive: &mut Archive<'_>) -> Result<HashMap<String, String>> {
    let mut paths = HashMap::new();
    each(archive.part("xl/_rels/workbook.xml.rels")?, |piece| {
        if let Piece::Open(tag) = piece
            && tag.get("Type").is_some_and(|kind| kind.ends_with("/worksheet"))
            && let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target"))
        {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            paths.insert(id.into_owned(), path);
        }
        Ok(false)
    })?;
    Ok(paths)
}

/// The texts that cells share, without their looks and without what tells how to read Japanese aloud.
fn texts(archive: &mut Archive<'_>) -> Result<Vec<Arc<str>>> {
    let mut texts = Vec::new();
    if !archive.has("xl/sharedStrings.xml") {
        return Ok(texts);
    }
    let (mut text, mut is_text, mut is_aloud) = (String::new(), false, false);
    each(archive.part("xl/sharedStrings.xml")?, |piece| {
        match piece {
            Piece::Open(tag) => match tag.name() {
                "t" => is_text = !is_aloud,
                "rPh" => is_aloud = true,
                _ => {}
            },
            Piece::Close("t") => is_text = false,
            Piece::Close("rPh") => is_aloud = false,
            Piece::Close("si") => texts.push(without_escapes(std::mem::take(&mut text)).into()),
            Piece::Text(more) if is_text => text.push_str(more),
            _ => {}
        }
        Ok(false)
    })?;
    Ok(texts)
}

/// For each look of cells, whether numbers in it are days.
fn days(archive: &mut Archive<'_>) -> Result<Vec<bool>> {
    let (mut own, mut are_days, mut is_cells) = (HashMap::new(), Vec::new(), false);
    if !archive.has("xl/styles.xml") {
        return Ok(are_days);
    }
    each(archive.part("xl/styles.xml")?, |piece| {
        match piece {
            Piece::Open(tag) => match tag.name() {
                "numFmt" => {
                    let code = tag.get("formatCode").unwrap_or_default();
                    own.extend(tag.number("numFmtId").map(|id| (id, tells_days(&code))));
                }
                "cellXfs" => is_cells = true,
                "xf" if is_cells => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    are_days.push(
                        own.get(&id).copied().unwrap_or(matches!(id, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=58)),
                    );
                }
                _ => {}
            },
            Piece::Close("cellXfs") => is_cells = false,
            _ => {}
        }
        Ok(false)
    })?;
    Ok(are_days)
}

/// Whether a format writes numbers as days: it has a year or a day in it, outside quotes and brackets.
fn tells_days(code: &str) -> bool {
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => drop(signs.by_ref().find(|c| *c == '"')),
            '[' => drop(signs.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(signs.next()),
            'y' | 'Y' | 'd' | 'D' | 'å' | 'Å' => return true,
            _ => {}
        }
    }
    false
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    at: (u32, u32),
    kind: String,
    is_day: bool,
    value: String,
    has_value: bool,
    has_formula: bool,
}

fn sheet(archive: &mut Archive<'_>, name: String, path: &str, shared: &Shared, count: &mut usize) -> Result<Grid> {
    let mut grid = Grid { name, ..Grid::default() };
    let (mut cell, mut next, mut is_value, mut is_aloud) = (Cell::default(), (0_u32, 0_u32), false, false);
    each(archive.part(path)?, |piece| {
        match piece {
            Piece::Open(tag) => match tag.name() {
                "row" => next = (tag.number("r").unwrap_or(next.0.saturating_add(1)), 0),
                "c" => cell = Cell::open(&tag, next, shared)?,
                "f" => cell.has_formula = true,
                "rPh" => is_aloud = true,
                "v" | "t" => {
                    is_value = !is_aloud;
                    cell.has_value |= is_value;
                }
                "mergeCell" => {
                    tag.get("ref").and_then(|range| merged(&range)).into_iter().for_each(|merged| grid.merge(merged));
                }
                _ => {}
            },
            Piece::Text(text) if is_value => cell.value.push_str(text),
            Piece::Close("v" | "t") => is_value = false,
            Piece::Close("rPh") => is_aloud = false,
            Piece::Close("c") => {
                next.1 = cell.at.1.saturating_add(1);
                let at = cell.at;
                if let Some(raw) = std::mem::take(&mut cell).raw(shared)? {
                    grid.push(at, raw, count)?;
                }
            }
            _ => {}
        }
        Ok(false)
    })?;
    grid.settle();
    Ok(grid)
}

impl Cell {
    fn open(tag: &Tag<'_>, next: (u32, u32), shared: &Shared) -> Result<Cell> {
        let at = match tag.get("r") {
            Some(named) => place(&named).ok_or_else(broken)?,
            None => next,
        };
        let look = tag.number("s").unwrap_or(0) as usize;
        let kind = tag.get("t").unwrap_or_default().into_owned();
        Ok(Cell { at, kind, is_day: shared.are_days.get(look) == Some(&true), ..Cell::default() })
    }

    /// What the cell holds; of a formula, the value that it last had.
    fn raw(self, shared: &Shared) -> Result<Option<Raw>> {
        if !self.has_value || (self.value.is_empty() && self.kind != "str") {
            return Ok(self.has_formula.then(never_computed));
        }
        Ok(Some(match self.kind.as_str() {
            "s" => {
                let at: usize = self.value.trim().parse().map_err(|_| broken())?;
                Raw::Text(shared.texts.get(at).ok_or_else(broken)?.clone())
            }
            "b" => Raw::Bool(self.value.trim() == "1"),
            "e" => error(self.value.trim()),
            "d" => day_or_text(self.value.trim()),
            "str" | "inlineStr" => Raw::Text(without_escapes(self.value).into()),
            _ => match self.value.trim().parse::<f64>() {
                Ok(number) if self.is_day => serial(number, shared.is_1904).map_or(Raw::Number(number), Raw::Day),
                Ok(number) if number.is_finite() => Raw::Number(number),
                _ => return Err(broken()),
            },
        }))
    }
}

pub fn never_computed() -> Raw {
    Raw::Broken(Words::new(
        "Cellen har en formel som aldrig har räknats ut. Öppna arket i Excel eller LibreOffice och spara det, eller skriv värdet.",
        "The cell has a formula that was never computed. Open the sheet in Excel or LibreOffice and save it, or write the value.",
    ))
}

pub fn error(code: &str) -> Raw {
    let code = crate::say::quote(code);
    Raw::Broken(crate::say!(
        "Cellen har en formel som blev fel ({code}). Rätta formeln, eller skriv värdet.",
        "The cell has a formula that went wrong ({code}). Mend the formula, or write the value."
    ))
}

/// A day in ISO form, perhaps with a time behind it.
pub fn day_or_text(text: &str) -> Raw {
    let day = text.split('T').next().and_then(Date::parse);
    day.map_or_else(|| Raw::Text(text.into()), Raw::Day)
}

/// The day of a serial number; the time of day is left out. Excel thinks that 1900 had a leap day.
pub fn serial(number: f64, is_1904: bool) -> Option<Date> {
    let days = number.floor() as i64 + if is_1904 { 1_462 } else { 0 };
    let days = if days < 60 { days + 1 } else { days };
    let first = jiff::civil::date(1899, 12, 30);
    let day = (2..=2_958_465).contains(&days).then(|| first.checked_add(jiff::Span::new().days(days)).ok())??;
    Date::parse(&day.to_string())
}

/// Row (from 1) and column (from 0) of `B12`.
fn place(named: &str) -> Option<(u32, u32)> {
    let split = named.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = named.split_at(split);
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        let value = letter.is_ascii_alphabetic().then(|| u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
        sum.checked_mul(26)?.checked_add(value)
    })?;
    Some((digits.parse().ok().filter(|row| *row > 0)?, column.checked_sub(1)?))
}

fn merged(range: &str) -> Option<Merged> {
    let (from, to) = range.split_once(':')?;
    let (from, to) = (place(from)?, place(to)?);
    Some(Merged { rows: (from.0, to.0), columns: (from.1, to.1) })
}

/// The text without Excel's way to write what XML cannot have: `_x000D_`.
fn without_escapes(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 7).and_then(|code| code.strip_suffix('_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(sign) => {
                plain.push(sign);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    plain.push_str(rest);
    plain.replace("\r\n", "\n")
}
