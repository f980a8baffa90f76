use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What, Why};
use crate::say;
use crate::say::{Words, quote};
use crate::value::{Id, IdFault};

pub const RULE: Rule = Rule::error("bad-id", include_str!("bad-id.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::BadValue(_, value, Why::Id(fault)) = &problem.what {
        let shown = quote(value);
        let told = sink.tell(match fault {
            IdFault::Empty => say!("Id:t är tomt.", "The id is empty."),
            IdFault::TooLong => say!("Id:t \"{shown}\" är för långt.", "The id \"{shown}\" is too long."),
            IdFault::Characters => say!("\"{shown}\" är inget id.", "\"{shown}\" is not an id."),
            IdFault::Reserved => {
                say!(
                    "Windows kan inte ha en fil som heter \"{shown}\".",
                    "Windows cannot have a file named \"{shown}\"."
                )
            }
        });
        told.hint(match Id::from_title(value) {
            Some(id) => say!("Skriv \"{id}\".", "Write \"{id}\"."),
            None => form(),
        });
    }
}

fn form() -> Words {
    let most = Id::MAX;
    say!(
        "Ett id har små bokstäver a–z, siffror och enkla bindestreck emellan, högst {most} tecken.",
        "An id has small letters a–z, digits and single hyphens between them, at most {most} characters."
    )
}
