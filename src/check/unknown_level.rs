use super::levels::settings;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::error("unknown-level", include_str!("unknown-level.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for setting in settings(ground.karta) {
        if let Err(meant) = setting.level {
            let name = quote(setting.name);
            sink.tell(say!("Regeln \"{name}\" har ingen känd nivå.", "The rule \"{name}\" has no known level."))
                .at(Place::Value(setting.path))
                .meant(
                    meant,
                    say!(
                        "Skriv \"fel\", \"varning\", \"info\" eller \"av\".",
                        "Write \"fel\" (error), \"varning\" (warning), \"info\" or \"av\" (off)."
                    ),
                );
        }
    }
}
