//! The command line: arguments, terminal, clock, and the only writer.

mod add;
mod args;
mod ask;
mod at;
mod command;
mod diff;
mod edit;
mod error;
mod explain;
mod export;
mod fields;
mod filter;
mod flag;
mod fmt;
mod git;
mod help;
mod history;
mod identity;
mod import;
mod init;
mod lang;
mod late;
mod link;
mod links;
mod mentions;
mod merge;
mod merge_file;
mod output;
mod overlapp;
mod path;
mod preview;
mod query;
mod rename;
mod report;
mod revision;
mod schema;
mod session;
mod show;
mod split;
mod store;
mod template;
mod terminal;
mod validate;
mod withdraw;
mod writing;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use karta::say::{Failure, Result};

use args::Args;
use session::Session;
use terminal::Terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, and nothing wrong.
    Done,
    /// Done; the map has errors, or differs where that was asked.
    Found,
    /// Could not be done.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Found => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let given = help::asked_by_word(lang::without_accents(std::env::args_os()));
    let lang = lang::choose(&given);
    lang::set(lang);
    let terminal = Terminal::new(lang);
    match parse(given) {
        Ok(args) => run(args, &terminal).unwrap_or_else(|failure| terminal.fail(&failure)).into(),
        Err(error) => error::show(&error, &terminal).into(),
    }
}

fn parse(given: Vec<OsString>) -> std::result::Result<Args, clap::Error> {
    let matches = help::localized(Args::command()).try_get_matches_from(given)?;
    Args::from_arg_matches(&matches)
}

fn run(args: Args, terminal: &Terminal) -> Result<Outcome> {
    args.command.run(&Session::new(&args, terminal)?)
}

/// A failure of the program's own terminal: a closed pipe is no failure, and anything else is told.
pub fn written(result: std::io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::io(
            karta::say!("Det gick inte att skriva svaret.", "The answer could not be written."),
            &error,
        )),
        _ => Ok(()),
    }
}
