//! Help in the reader's language: clap has English words of its own, and here they are replaced.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, Id};

use super::lang::text;

/// The arguments, with help asked for by a word made a flag: `karta help query` is `karta query --help`.
pub fn asked_by_word(mut given: Vec<OsString>) -> Vec<OsString> {
    if given.get(1).is_some_and(|word| word == "help" || word == "hjälp") {
        given.remove(1);
        given.push("--help".into());
    }
    given
}

/// The same command, all of whose help is in the reader's language; its subcommands see to their own.
pub fn localized(command: Command) -> Command {
    let command = with_flags(with_general_last(command));
    let called = command.get_bin_name().unwrap_or("karta").to_owned();
    let usage = match command.has_subcommands() {
        true => format!("{called} {} {}", text("[FLAGGOR]", "[OPTIONS]"), text("<KOMMANDO>", "<COMMAND>")),
        false => usage(command.clone()),
    };
    let mut place = 0;
    command
        .help_template(template())
        .override_usage(usage)
        .disable_help_subcommand(true)
        .subcommand_help_heading(text("Kommandon", "Commands"))
        .subcommand_value_name(text("KOMMANDO", "COMMAND"))
        .mut_args(|arg| {
            place += 1;
            // Without a place of their own, those that are given by where they stand are listed by their names in code.
            let arg = if arg.is_positional() { arg.display_order(place) } else { arg };
            localized_arg(arg)
        })
        .mut_subcommands(|sub| {
            let called = format!("{called} {}", sub.get_name());
            sub.bin_name(called)
        })
}

fn template() -> String {
    format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", text("Användning:", "Usage:"))
}

/// What holds for all commands is listed after what is a command's own.
fn with_general_last(command: Command) -> Command {
    let general = command.get_arguments().filter(|arg| arg.is_global_set()).map(|arg| arg.get_id().clone());
    let general: Vec<Id> = general.collect();
    general.into_iter().fold(command, |command, id| command.mut_arg(id, |arg| arg))
}

fn with_flags(command: Command) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .alias("hjalp")
        .action(ArgAction::Help)
        .help(text("Visa hjälp", "Show help"));
    let command = command.disable_help_flag(true).arg(help);
    match command.get_version() {
        None => command,
        Some(_) => command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(text("Visa version", "Show the version")),
        ),
    }
}

/// How a command is written that has no subcommands. To be asked, clap builds it, and so it is a copy.
fn usage(mut command: Command) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    usage.replace("[OPTIONS]", text("[FLAGGOR]", "[OPTIONS]"))
}

fn localized_arg(arg: Arg) -> Arg {
    let heading =
        match (arg.is_positional(), arg.is_global_set() || matches!(arg.get_id().as_str(), "help" | "version")) {
            (true, _) => text("Argument", "Arguments"),
            (false, true) => text("Flaggor för alla kommandon", "Options for all commands"),
            (false, false) => text("Flaggor", "Options"),
        };
    let takes_value = arg.get_action().takes_values();
    let heading = arg.get_help_heading().unwrap_or(heading).to_owned();
    arg.help_heading(heading).hide_default_value(takes_value).hide_possible_values(takes_value)
}
