//! Text becomes an entry, and all that is wrong with it.
//!
//! [`read`] never stops at the first fault: what could be understood is in the entry, the rest is told as problems.

mod declared;
mod decode;
mod field;
mod problem;
mod syntax;
mod value;

pub use declared::{FIELDS, fields, find};
pub use decode::{free, from_text, read};
pub use field::{Choice, Field, Label, Reverse, Shape, Weight};
pub use problem::{Found, Problem, What, Why};
pub use syntax::{Fault, Node, Pair, Raw, locate, locate_in, parse};
pub use value::{Entry, Mention, Name, Value};
