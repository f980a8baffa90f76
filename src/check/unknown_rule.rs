use super::levels::settings;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::warning("unknown-rule", include_str!("unknown-rule.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for setting in settings(ground.karta) {
        if let Err(meant) = setting.rule {
            let name = quote(setting.name);
            sink.tell(say!("Det finns ingen regel \"{name}\".", "There is no rule \"{name}\"."))
                .at(Place::Key(FieldPath::field("regler").key(setting.name)))
                .meant(meant, say!("Alla regler visas av karta explain.", "All rules are shown by karta explain."));
        }
    }
}
