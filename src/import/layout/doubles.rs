//! No two columns hold the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Column, Meaning, Sure};
use crate::import::grid::column_name;
use crate::say;
use crate::say::{Failure, Result, Words, quote};

/// Of several columns that are guessed to be the same, the first is; and none is that another is known to be.
pub fn without_doubtful(columns: &mut [Column]) {
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

pub fn refuse_doubles(sheet: &str, columns: &[Column]) -> Result<()> {
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
