//! A question to the map.
#[cfg(test)]
mod example;
mod explain;
mod fail;
mod filter;
mod group;
#[cfg(test)]
mod language;
mod lex;
mod list;
mod parse;
mod place;
mod resolve;
mod search;
mod select;
mod show;
mod sort;
mod subject;
mod tell;
mod test;

pub use explain::explain;
pub use filter::{Filter, Op};
pub use group::{count, cross};
pub use list::{list, long};
pub use place::Said;
pub use resolve::Resolved;
pub use select::{Selection, select};
pub use show::{Show, columns, default_columns, export_columns};
pub use sort::sort;
