//! A question to the map.
mod fail;
mod filter;
mod lex;
mod names;
mod parse;
mod place;
mod resolve;
mod search;
mod select;
mod subject;
mod tell;
mod test;

pub use filter::{Filter, Op};
pub use place::Said;
pub use resolve::Resolved;
pub use select::{Selection, select};
