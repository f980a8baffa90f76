//! Entries go out as sheets that people edit, and what they wrote is taken in again without harm.
//!
//! What goes out is a [`workbook`]: a sheet for each kind, a column for each [`Slot`] of an entry, and a stamp that has a
//! fingerprint of every value as it was. What comes in, from us or from anybody, is read by [`open`] into [`Grid`]s of
//! cells; [`Layout`] says what their columns mean; [`merge`] compares each cell with what it was when the sheet was made
//! and with what the map says now, and answers with changes, conflicts and faults. Nothing is written here.
//!
//! # What a cell says
//!
//! - Several values stand with `; ` between them, or on lines of their own; see [`crate::render::join`].
//! - A concept or an entry is its id, a name now or before, or both: `Skola och lärande (skola)`.
//! - A record is a line, its parts with ` | ` between them in their declared order; or JSON, as in CSV.
//! - A formula counts as the value it last had; one that never had any is a fault.

mod answer;
mod canonical;
mod faulty;
mod form;
mod grid;
mod held;
mod layout;
mod lookup;
mod mapping;
mod meaning;
mod merge;
mod moment;
mod read;
mod stamp;
mod told;
mod workbook;

pub use faulty::faulty;
pub use form::{Slot, slots};
pub use grid::{Grid, Merged as MergedCells, Raw, Row};
pub use held::held;
pub use layout::{Column, Layout, Meaning, Sure};
pub use mapping::Mapping;
pub use merge::{Laid, Merged, Take, Understood, Wanted, merge, understand};
pub use read::{LARGEST, Opened, open};
pub use stamp::{Fingerprints, Origin, Stamp};
pub use told::{Conflict, Fault, layout, report};
pub use workbook::{with_base, workbook};

#[cfg(test)]
mod tests;
