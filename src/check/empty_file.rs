use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What};
use crate::say;

pub const RULE: Rule = Rule::error("empty-file", include_str!("empty-file.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::Nothing = problem.what {
        sink.tell(say!("Filen är tom.", "The file is empty.")).hint(say!(
            "Hämta tillbaka innehållet med git, eller ta bort filen om den kom till av misstag.",
            "Bring its text back with git, or remove the file if it was made by mistake."
        ));
    }
}
