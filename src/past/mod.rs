//! What a map's past answers: its yearly revisions, and what the coming one has to look through.

mod next;
mod revisions;

pub use next::{Coming, next};
pub use revisions::{Revisions, uncommitted};
