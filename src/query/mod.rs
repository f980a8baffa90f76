//! A question to the map: which entries, and how to show them.
//!
//! [`Filter::parse`] and [`Filter::any_of`] say what is asked; [`Filter::resolve`] looks every name up in a map;
//! [`select`] tries every entry; [`list`], [`long`], [`count`] and [`cross`] make the answer a table, and [`explain`]
//! tells how the question was understood.
//!
//! # Expressions
//!
//! | written | finds |
//! |---|---|
//! | `a b`, `a och b`, `a and b` | what both find |
//! | `a eller b`, `a or b` | what either finds; binds looser than `och` |
//! | `-a`, `ej a`, `not a` | what `a` does not find; the hyphen stands right before it |
//! | `(a eller b) c` | parentheses join |
//! | `fält:värde` | the field has the value, in the wide way below |
//! | `fält=värde`, `fält!=värde` | the strict way; `!=` asks that something else is there |
//! | `fält<värde`, `<=`, `>`, `>=` | dates and numbers |
//! | `har:fält`, `has:fält` | the field is there |
//! | `saknar:fält`, `missing:fält` | the entry's kind could have the field, and the entry does not; what has left the map lacks nothing |
//! | `tolkning` | the word in the title or text, in any form, also inside a longer word; best fits first |
//! | `"gemensam lösning"` | these very words, in this order |
//!
//! A value ends at a space or parenthesis; with one in it, it is quoted. In quotes, `\"` is a quotation mark. Letters
//! may be large or small, and words and names are understood with and without å ä ö.
//!
//! # Fields
//!
//! A field goes by its key (`teman`), its word (`tema`) or its label in either language (`themes`). A part of a record
//! is `nytta.varde`; the record's own name stands for its first part (`nytta>=3`), and where that is a text, for every
//! text in it (`kallor:esam`). Own fields are `egna.nyckel`; `egna` is any of them. Besides the declared fields there
//! are `kind` (`"typ av post"`), `id`, `aktor` (whoever has the need, owns the initiative or takes part in it) and
//! `text` (words in the title or text).
//!
//! # Links
//!
//! What links point at goes by its field, and what points at an entry by the field's name at that end, as `karta show`
//! has it: `mots_av:serverat`, `har_behov`, `ager`. `initiativ` and `behov` are those that answer, own or have each
//! other, but for such as have left the map. Behind a dot stands a field of the entry at the other end
//! (`mots_av.status:pågående`, `ägare.nivå:stat`), and `antal_` before a name counts (`antal_initiativ>=3`).
//! `lankar_till:id~2` is what leads to an entry in at most two links, `lankad_fran` what it leads to, and `lankad_med`
//! either; `~` goes with any link (`beror_av:ena~9`). Links to what has been replaced are links to what it has become;
//! `=` asks for the id as it is written.
//!
//! # Values
//!
//! - Concepts and entries go by id, name, English name, former name, or the beginning of one that no other has. `:`
//!   takes in the concepts below the one named, `=` does not.
//! - Fixed words go by the word or its label in either language, or its beginning.
//! - A date is the whole period that it names. `start:2017` and `=`: 2017 covers it. `>=`: it begins at or after the
//!   first day of 2017. `<=`: it ends at or before the last day. `<`, `>`: all of it is before, or after. So `2017`
//!   itself is neither before nor after `2017-06`.
//! - Texts: `:` finds a part, `=` the whole. å ä ö are letters of their own, unless no entry at all has the text with
//!   them so; then they are folded.
//! - Own fields are compared as what they hold: text, number, date, or `ja` and `nej`.
//!
//! # Kinds
//!
//! A filter that says nothing of kinds is about behov and initiativ; one that uses only fields that aktörer alone have
//! is about them; `kind:` and `id:` ask all three.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod between;
mod ends;
#[cfg(test)]
mod example;
mod explain;
mod fail;
mod filter;
mod group;
#[cfg(test)]
mod language;
#[cfg(test)]
mod laws;
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
pub use list::{list, long, notes};
pub use place::Said;
pub use resolve::Resolved;
pub use select::{Selection, select, unsorted};
pub use show::{Show, columns, default_columns, export_columns};
pub use sort::sort;
