//! What is wrong with the arguments, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use karta::say;
use karta::say::{Failure, Words, quote};

use super::Outcome;
use super::terminal::Terminal;

/// Shows help, the version, or what is wrong with the arguments.
pub fn show(error: &clap::Error, terminal: &Terminal) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => shown(error, terminal),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.tell(&Words::same(error.render().ansi().to_string().trim_end()));
            Outcome::Failed
        }
        _ => terminal.fail(&failure(error)),
    }
}

fn shown(error: &clap::Error, terminal: &Terminal) -> Outcome {
    let text = error.render();
    let text = if terminal.is_styled() { text.ansi().to_string() } else { text.to_string() };
    match super::written(terminal.result(text.as_bytes())) {
        Ok(()) => Outcome::Done,
        Err(failure) => terminal.fail(&failure),
    }
}

fn failure(error: &clap::Error) -> Failure {
    let arg = || quote(&context(error, ContextKind::InvalidArg));
    let value = || quote(&context(error, ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            let arg = arg();
            say!("Flaggan eller argumentet {arg} finns inte här.", "There is no option or argument {arg} here.")
        }
        ErrorKind::InvalidSubcommand => {
            let name = quote(&context(error, ContextKind::InvalidSubcommand));
            say!("Kommandot {name} finns inte.", "There is no command {name}.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value().is_empty() => {
            let arg = arg();
            say!("{arg} behöver ett värde.", "{arg} needs a value.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (arg, value) = (arg(), value());
            say!("{value} går inte som värde för {arg}.", "{value} is not a value for {arg}.")
        }
        ErrorKind::MissingRequiredArgument => {
            let arg = arg();
            say!("Det här saknas: {arg}", "This is missing: {arg}")
        }
        ErrorKind::MissingSubcommand => Words::new("Ett kommando saknas.", "A command is missing."),
        ErrorKind::ArgumentConflict => {
            let (arg, other) = (arg(), quote(&context(error, ContextKind::PriorArg)));
            if arg == other {
                say!("{arg} kan bara ges en gång.", "{arg} can be given only once.")
            } else {
                say!("{arg} går inte ihop med {other}.", "{arg} does not go with {other}.")
            }
        }
        ErrorKind::InvalidUtf8 => Words::new("Ett argument är inte UTF-8.", "An argument is not UTF-8."),
        _ => Words::new("Argumenten går inte att förstå.", "The arguments cannot be understood."),
    };
    Failure { what, why: reader(error).map(|said| said.what.clone()), hint: Some(hint(error)) }
}

/// What a value's own reader said of it.
fn reader(error: &clap::Error) -> Option<&Failure> {
    std::error::Error::source(error)?.downcast_ref()
}

fn hint(error: &clap::Error) -> Words {
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggestion = suggestions.into_iter().map(|kind| context(error, kind)).find(|text| !text.is_empty());
    let allowed = context(error, ContextKind::ValidValue);
    if let Some(own) = reader(error).and_then(|said| said.hint.clone()) {
        return own;
    }
    match suggestion {
        Some(meant) => say!("Menade du {meant}? Se: karta --help", "Did you mean {meant}? See: karta --help"),
        None if is_unknown_letter(error) => Words::new(
            "Ett uttryck som börjar med minustecken står efter --, eller skrivs med ej: 'ej aktör:skatteverket'. Se: karta KOMMANDO --help",
            "An expression that begins with a minus sign stands after --, or is written with not: 'not actor:skatteverket'. See: karta COMMAND --help",
        ),
        None if !allowed.is_empty() => say!("Välj ett av: {allowed}", "Choose one of: {allowed}"),
        None => {
            Words::new("Se: karta --help, eller karta KOMMANDO --help", "See: karta --help, or karta COMMAND --help")
        }
    }
}

/// Whether what was not understood is a flag of one letter, which a condition that must not hold looks like.
fn is_unknown_letter(error: &clap::Error) -> bool {
    let arg = context(error, ContextKind::InvalidArg);
    error.kind() == ErrorKind::UnknownArgument && arg.starts_with('-') && !arg.starts_with("--")
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}
