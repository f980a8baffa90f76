//! Fixed questions to a map, each answered by a table: an entry in full, and what the fields are.

mod entry;
mod fields;

pub use entry::entry;
pub use fields::fields;
