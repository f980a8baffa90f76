use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Problem, What};
use crate::say;
use crate::say::{Words, quote};

pub const RULE: Rule = Rule::error("unknown-field", include_str!("unknown-field.md"), Look::Problem(check));

fn check(_: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    match &problem.what {
        What::UnknownField(name, meant) => {
            let name = quote(name);
            sink.tell(say!("Fältet \"{name}\" finns inte här.", "There is no field \"{name}\" here."))
                .meant(*meant, own());
        }
        What::ManyUnknown(count) => {
            sink.tell(say!("Ytterligare {count} fält finns inte.", "Another {count} fields do not exist.")).hint(own());
        }
        _ => {}
    }
}

fn own() -> Words {
    say!(
        "Fält som bara den här kartan har ska stå under [egna]. Alla andra visas av karta fields.",
        "Fields that only this map has belong under [egna]. All others are shown by karta fields."
    )
}
