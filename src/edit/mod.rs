//! A wish becomes new file texts; comments, order and spacing survive.
//!
//! Nothing is written here: a [`Change`] says what a file was and what it is to be, and the command line writes it.

mod add;
mod alike;
mod change;
mod field;
mod fix;
mod follow;
mod held;
mod identity;
mod init;
mod names;
mod plan;
mod rewrite;
mod schemas;
mod sheet;
mod value;
mod wish;

pub use add::{NewEntry, Taken, missing};
pub use alike::{Alike, alike};
pub use change::Change;
pub use field::{Target, target};
pub use fix::{Fixes, Mended, fix, mends};
pub use follow::{Followed, follow};
pub use identity::{Choose, Conflict, Why, can_split, conflicts, merge, rename, rename_concept, split, withdraw};
pub use init::{Service, ignored, init, merge_driver, with_schemas};
pub use names::meant;
pub use plan::{Plan, changes};
pub use schemas::schemas_after;
pub use value::value;
pub use wish::{Action, Wish};
