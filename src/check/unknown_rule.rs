use super::exceptions::exceptions;
use super::levels::{rule, settings};
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use crate::say::{Words, quote};

pub const RULE: Rule = Rule::warning("unknown-rule", include_str!("unknown-rule.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for setting in settings(ground.karta) {
        if let Err(meant) = setting.rule {
            let name = quote(setting.name);
            sink.tell(say!("Det finns ingen regel \"{name}\".", "There is no rule \"{name}\"."))
                .at(Place::Key(setting.path))
                .meant(meant, all());
        }
    }
    for exception in exceptions(ground.karta) {
        if let Err(meant) = rule(exception.rule) {
            let name = quote(exception.rule);
            sink.tell(say!("Det finns ingen regel \"{name}\".", "There is no rule \"{name}\"."))
                .at(Place::Value(exception.path.key("regel")))
                .meant(meant, all());
        }
    }
}

fn all() -> Words {
    say!("Alla regler visas av karta explain.", "All rules are shown by karta explain.")
}
