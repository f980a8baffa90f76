use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;

pub const RULE: Rule =
    Rule::warning("withdrawn-without-reason", include_str!("withdrawn-without-reason.md"), Look::Entry(check));

fn check(_: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    let record = entry.get("avford");
    let has = |part| record.and_then(|record| record.part(part)).is_some();
    let is_withdrawn = record.is_some() || entry.text("status") == Some("avfort");
    if !is_withdrawn || !entry.items("ersatt_av").is_empty() {
        return;
    }
    let told = match (has("skal"), has("nar")) {
        (true, true) => return,
        (true, false) => {
            sink.tell(say!("Det står inte när posten avfördes.", "It is not said when the entry was withdrawn."))
        }
        (false, true) => {
            sink.tell(say!("Det står inte varför posten avfördes.", "It is not said why the entry was withdrawn."))
        }
        (false, false) => sink.tell(say!(
            "Det står varken när eller varför posten avfördes.",
            "It is said neither when nor why the entry was withdrawn."
        )),
    };
    let field = if record.is_some() { "avford" } else { "status" };
    told.at(Place::Value(FieldPath::field(field))).hint(say!(
        "Skriv under [avford]: nar = \"2020\" och skal = \"…\". Gick den upp i något annat, så skriv ersatt_av.",
        "Write under [avford]: nar = \"2020\" and skal = \"…\". Where it went into something else, write ersatt_av."
    ));
}
