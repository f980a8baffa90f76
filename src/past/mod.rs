//! What a map's past answers: its yearly revisions, what the coming one has to look through, and what has become of one
//! entry.

mod change;
mod history;
mod life;
mod next;
mod revisions;

pub use history::history;
pub use next::{Coming, next};
pub use revisions::{Revisions, uncommitted};
