//! Questions about what is wrong: every rule is a file and a page.
//!
//! A rule says what it looks at (a [`Look`]) and tells what it finds to a [`Sink`]; which level it has, where the
//! finding lies and in which order findings come is decided here, once for all rules. To add one: write
//! `check/<rule>.rs` and `check/<rule>.md`, and give it its two lines below.

mod against;
mod exceptions;
mod gaps;
mod ground;
mod levels;
mod near;
mod page;
mod rule;
mod run;
mod sink;
mod state;
mod text;
mod toml_words;

mod bad_date;
mod bad_id;
mod bad_orgnr;
mod bad_url;
mod bad_value;
mod broken_link;
mod duplicate_concept;
mod duplicate_id;
mod empty_file;
mod id_file_mismatch;
mod merge_conflict;
mod missing_field;
mod missing_taxonomy;
mod not_a_file;
mod not_utf8;
mod orgnr_checksum;
mod oversized_file;
mod syntax_error;
mod unknown_actor;
mod unknown_broader;
mod unknown_concept;
mod unknown_field;
mod unknown_level;
mod unknown_rule;
mod unknown_scheme;
mod unreadable_file;
mod wrong_kind_link;
mod wrong_type;

pub use against::{Against, Texts, draw};
pub use exceptions::{Exception, Fate};
pub use ground::{Ground, Seen, Target};
pub use page::{Example, Form, Page};
pub use rule::{Look, Rule};
pub use run::{check, check_against, strict};
pub use sink::{Sink, Told};
pub use state::State;
pub use text::{Said, Signs};

/// Every rule, by name.
pub static RULES: &[Rule] = &[
    bad_date::RULE,
    bad_id::RULE,
    bad_orgnr::RULE,
    bad_url::RULE,
    bad_value::RULE,
    broken_link::RULE,
    duplicate_concept::RULE,
    duplicate_id::RULE,
    empty_file::RULE,
    id_file_mismatch::RULE,
    merge_conflict::RULE,
    missing_field::RULE,
    missing_taxonomy::RULE,
    not_a_file::RULE,
    not_utf8::RULE,
    orgnr_checksum::RULE,
    oversized_file::RULE,
    syntax_error::RULE,
    unknown_actor::RULE,
    unknown_broader::RULE,
    unknown_concept::RULE,
    unknown_field::RULE,
    unknown_level::RULE,
    unknown_rule::RULE,
    unknown_scheme::RULE,
    unreadable_file::RULE,
    wrong_kind_link::RULE,
    wrong_type::RULE,
];

/// The rule of that name, to be explained by its [`Rule::page`].
pub fn explain(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
