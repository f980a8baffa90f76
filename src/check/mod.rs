//! Questions about what is wrong: every rule is a file and a page.
//!
//! A rule says what it looks at (a [`Look`]) and tells what it finds to a [`Sink`]; which level it has, where the
//! finding lies and in which order findings come is decided here, once for all rules. To add one: write
//! `check/<rule>.rs` and `check/<rule>.md`, and give it its two lines below.

mod against;
mod cycles;
mod exceptions;
mod gaps;
mod ground;
mod levels;
mod markdown;
mod near;
mod page;
mod personal;
mod rule;
mod run;
mod sink;
mod state;
mod text;
mod toml_words;

mod actor_before_its_time;
mod bad_date;
mod bad_id;
mod bad_orgnr;
mod bad_url;
mod bad_value;
mod broken_link;
mod concept_cycle;
mod control_characters;
mod date_order;
mod dependency_cycle;
mod duplicate_concept;
mod duplicate_id;
mod empty_file;
mod ended_but_open;
mod entry_elsewhere;
mod expired_exception;
mod html_in_text;
mod id_file_mismatch;
mod link_out_of_map;
mod link_to_withdrawn;
mod merge_conflict;
mod met_without_initiative;
mod missing_field;
mod missing_source;
mod missing_taxonomy;
mod mixed_language_values;
mod near_duplicate;
mod newer_toml;
mod not_a_file;
mod not_house_format;
mod not_nfc;
mod not_utf8;
mod orgnr_checksum;
mod oversized_file;
mod owner_also_participant;
mod personal_data;
mod planned_in_the_past;
mod possible_personal_mail;
mod repeated_value;
mod replaced_link;
mod replacement_cycle;
mod self_link;
mod stale_statement;
mod stray_file;
mod syntax_error;
mod unknown_actor;
mod unknown_broader;
mod unknown_concept;
mod unknown_exception;
mod unknown_field;
mod unknown_level;
mod unknown_rule;
mod unknown_scheme;
mod unreadable_file;
mod unused_concept;
mod unused_exception;
mod vanished_id;
mod weakened_check;
mod withdrawn_but_open;
mod withdrawn_without_reason;
mod wrong_folder;
mod wrong_kind_link;
mod wrong_type;

pub use against::{Against, Texts, draw};
pub use exceptions::{Exception, Fate, Wishes};
pub use ground::{Ground, Seen, Target, knows_all};
pub use page::{Example, Form, Page};
pub use personal::{hidden, secrets};
pub use replaced_link::is_said_of_now;
pub use rule::{Look, Rule};
pub use run::{check, check_against, strict};
pub use sink::{Sink, Told};
pub use state::{State, is_history};
pub use text::{Said, Signs};
pub use vanished_id::Heirs;

/// Every rule, by name.
pub static RULES: &[Rule] = &[
    actor_before_its_time::RULE,
    bad_date::RULE,
    bad_id::RULE,
    bad_orgnr::RULE,
    bad_url::RULE,
    bad_value::RULE,
    broken_link::RULE,
    concept_cycle::RULE,
    control_characters::RULE,
    date_order::RULE,
    dependency_cycle::RULE,
    duplicate_concept::RULE,
    duplicate_id::RULE,
    empty_file::RULE,
    ended_but_open::RULE,
    entry_elsewhere::RULE,
    expired_exception::RULE,
    html_in_text::RULE,
    id_file_mismatch::RULE,
    link_out_of_map::RULE,
    link_to_withdrawn::RULE,
    merge_conflict::RULE,
    met_without_initiative::RULE,
    missing_field::RULE,
    missing_source::RULE,
    missing_taxonomy::RULE,
    mixed_language_values::RULE,
    near_duplicate::RULE,
    newer_toml::RULE,
    not_a_file::RULE,
    not_house_format::RULE,
    not_nfc::RULE,
    not_utf8::RULE,
    orgnr_checksum::RULE,
    oversized_file::RULE,
    owner_also_participant::RULE,
    personal_data::RULE,
    planned_in_the_past::RULE,
    possible_personal_mail::RULE,
    repeated_value::RULE,
    replaced_link::RULE,
    replacement_cycle::RULE,
    self_link::RULE,
    stale_statement::RULE,
    stray_file::RULE,
    syntax_error::RULE,
    unknown_actor::RULE,
    unknown_broader::RULE,
    unknown_concept::RULE,
    unknown_exception::RULE,
    unknown_field::RULE,
    unknown_level::RULE,
    unknown_rule::RULE,
    unknown_scheme::RULE,
    unreadable_file::RULE,
    unused_concept::RULE,
    unused_exception::RULE,
    vanished_id::RULE,
    weakened_check::RULE,
    withdrawn_but_open::RULE,
    withdrawn_without_reason::RULE,
    wrong_folder::RULE,
    wrong_kind_link::RULE,
    wrong_type::RULE,
];

/// The rule of that name, to be explained by its [`Rule::page`].
pub fn explain(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
