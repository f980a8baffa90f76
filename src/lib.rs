//! karta keeps a shared map of needs (behov) and initiatives (initiativ) as text in git.
//!
//! Files, in a folder or in git, become a [`source::Tree`] (path → text); the tree becomes [`entry::Entry`]s and
//! problems; entries become a [`karta::Karta`], indexed and linked; a `Karta` answers questions; answers become bytes;
//! only the command line, in the binary, writes them.
//!
//! # The house
//!
//! A room uses lower floors only, never its own. `tests/house.rs` reads this table and fails when it is broken.
//!
//! | floor | rooms |
//! |---|---|
//! | 0 | `say` |
//! | 1 | `value` |
//! | 2 | `finding`, `graph`, `likeness`, `table` |
//! | 3 | `entry`, `paper`, `source` |
//! | 4 | `karta`, `house` |
//! | 5 | `check`, `diff`, `links`, `query`, `schema` |
//! | 6 | `edit`, `linked`, `merge`, `past`, `ratchet`, `render`, `report` |
//! | 7 | `import`, `relational`, `template` |
//! | 8 | `cli` |
//!
//! # Three kinds of wrong
//!
//! The map is wrong: a [`finding::Finding`], always all of them. We could not do it: a [`say::Failure`] with a cause and
//! a hint. We are wrong: a panic whose text says why it could not happen.
//!
//! # Adding things: one place each
//!
//! A field is one item in `entry/declared.rs`; a rule is `check/<rule>.rs` with `check/<rule>.md` and its line in
//! `check::RULES`; a report is `report/<name>.rs` and its line in `report::ALL`; a format is `render/<format>.rs` and
//! its variant; a template is a file in `template/shipped` and its line in `template::SHIPPED`; a command is
//! `cli/<verb>.rs` and its line in `cli/command.rs`.

pub mod check;
pub mod diff;
pub mod edit;
pub mod entry;
pub mod finding;
pub mod graph;
pub mod house;
pub mod import;
pub mod karta;
pub mod likeness;
pub mod linked;
pub mod links;
pub mod merge;
pub mod paper;
pub mod past;
pub mod query;
pub mod ratchet;
#[cfg(feature = "sqlite")]
pub mod relational;
pub mod render;
pub mod report;
pub mod say;
pub mod schema;
pub mod source;
pub mod table;
pub mod template;
pub mod value;
