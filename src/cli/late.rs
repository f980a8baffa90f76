//! Arguments of a command that are not made until it is used: starting costs no more than what was asked for.

use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

use super::help::localized;

/// The arguments of a command.
pub struct Late<A>(pub A);

impl<A: Args> Args for Late<A> {
    fn augment_args(command: Command) -> Command {
        command.defer(|command| {
            // Each struct that is flattened into another says what it is itself about.
            let about = command.get_about().cloned().unwrap_or_default();
            localized(A::augment_args(command).about(about))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Late::<A>::augment_args(command)
    }
}

impl<A: FromArgMatches> FromArgMatches for Late<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Late<A>, Error> {
        A::from_arg_matches(matches).map(Late)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}
