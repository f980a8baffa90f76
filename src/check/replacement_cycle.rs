use super::dependency_cycle::{cycles, tell};
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::say;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("replacement-cycle", include_str!("replacement-cycle.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for cycle in cycles(ground.karta, "ersatt_av", &Kind::ENTRIES) {
        tell(ground.karta, "ersatt_av", &cycle, sink).hint(say!(
            "Ta bort ersatt_av i den post som gäller nu.",
            "Take ersatt_av out of the entry that is in force now."
        ));
    }
}
