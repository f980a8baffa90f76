//! Two maps held against each other by meaning: what came, what went, and what each entry says that it did not say.
//!
//! Entries are known again by their ids, wherever their files lie, so nothing is ever compared with everything. Of two
//! revisions in git only the files that differ are read; the names that they use are looked up one by one.
//!
//! [`Pair::draw`] reads, [`Pair::diff`] compares. A [`Diff`] is exact: [`Change`] by change it says what to do to the
//! first map to have the second. [`Diff::stories`] is the same as a person tells it: one that was renamed is one story,
//! not one that went and one that came.

mod change;
mod fate;
mod field;
#[cfg(test)]
mod laws;
mod narrow;
mod pair;
mod prose;
mod replaced;
mod shown;
mod side;
mod slip;
mod story;
mod succession;
mod suggest;
mod table;
mod told;

pub use change::{Change, Diff, LeftOut};
pub use fate::Fate;
pub use field::{FieldChange, Item, between, same};
pub use narrow::around;
pub use pair::Pair;
pub use prose::{Run, words};
pub use replaced::Replaced;
pub use shown::{Shown, label, shown};
pub use side::Side;
pub use slip::{Slip, slip};
pub use story::{Former, Story, Turn};
pub use succession::{Succession, Way};
pub use suggest::Suggestion;
pub use table::{table, title};
pub use told::{Count, counts, notes};
