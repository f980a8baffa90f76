//! What texts have in common: titles that are alike, and the rare words that several texts share. Nothing is compared
//! with everything else.

mod corpus;
mod marks;
mod stems;
mod titles;

pub use corpus::{Corpus, Near};
pub use stems::{Stems, says_nothing};
pub use titles::{Likeness, Title, all_pairs_where, pairs, pairs_where};
