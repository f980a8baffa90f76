//! Every command, in the order that help lists them: what answers, what checks, what changes, what carries.

use clap::Subcommand;
use karta::say::Result;

use super::Outcome;
use super::session::Session;

macro_rules! commands {
    ($($command:ident of $file:ident,)*) => {
        /// What is to be done, with all that was said of how.
        #[derive(Subcommand)]
        pub enum Command {
            $($command(super::$file::$command),)*
        }

        impl Command {
            /// Does it.
            pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
                match self {
                    $(Command::$command(args) => args.run(session),)*
                }
            }
        }
    };
}

commands! {
    Query of query,
    Show of show,
    Report of report,
    Links of links,
    Path of path,
    Mentions of mentions,
    Diff of diff,
    History of history,
    Revision of revision,
    Validate of validate,
    Explain of explain,
    Fmt of fmt,
    Add of add,
    Edit of edit,
    Link of link,
    Unlink of link,
    Rename of rename,
    Merge of merge,
    Split of split,
    Withdraw of withdraw,
    Overlapp of overlapp,
    Import of import,
    Export of export,
    Fields of fields,
    Schema of schema,
    Init of init,
    MergeFile of merge_file,
}
