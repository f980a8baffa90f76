use super::toml_words::translate;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What};

pub const RULE: Rule = Rule::error("syntax-error", include_str!("syntax-error.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    if let What::Syntax(message) = &problem.what {
        let (what, hint) = translate(message);
        let told = sink.tell(what);
        if let Some(hint) = hint {
            told.hint(hint);
        }
    }
}
