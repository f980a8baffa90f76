use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What};
use crate::say;

pub const RULE: Rule = Rule::error("merge-conflict", include_str!("merge-conflict.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::Conflict = problem.what {
        sink.tell(say!(
            "Filen har två versioner som git inte kunde förena.",
            "The file holds two versions that git could not join."
        ))
        .hint(say!(
            "Behåll det som gäller och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>.",
            "Keep what is true and remove the lines that begin with <<<<<<<, ======= and >>>>>>>."
        ));
    }
}
