//! The program from the outside: what a user types, sees, and finds in the files afterwards.
//!
//! Every run goes through [`desk`], which holds each one to what must always be true of the program.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop with a panic, and says what it could not prove"
)]

mod against;
mod analysis;
mod answers;
mod arguments;
mod asking;
mod crowd;
mod desk;
mod diff;
mod entries;
mod files;
mod flags;
mod help;
mod identity;
mod killed;
mod linked;
mod links;
mod past;
mod readme;
mod report;
mod rights;
mod schemas;
mod sheets;
mod streams;
mod template;
mod terms;
