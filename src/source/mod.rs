//! A folder or a git revision becomes a [`Tree`]: the paths of a map's files, and their texts when they are asked for.
//!
//! This is the only room that reads files. What cannot be read is told, file by file, and never stops the rest.

mod compare;
mod find;
mod folder;
#[cfg(feature = "git")]
mod git;
#[cfg(not(feature = "git"))]
#[path = "git/absent.rs"]
mod git;
mod past;
mod revision;
mod stray;
mod tree;

pub use compare::{Compared, Half, compare, fork};
pub use find::{find, find_past};
pub use past::{Commit, Edition, Past, Recorded, Story};
pub use revision::Revision;
pub use stray::{Slip, Stray};
pub use tree::{Encoding, File, LARGEST, Tree, Trouble};
