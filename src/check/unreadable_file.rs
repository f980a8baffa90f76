use super::Sink;
use super::{Look, Rule};
use crate::say;
use crate::source::Trouble;

pub const RULE: Rule = Rule::error("unreadable-file", include_str!("unreadable-file.md"), Look::Trouble(check));

fn check(trouble: &Trouble, sink: &mut Sink<'_>) {
    if let Trouble::Unreadable(why) = trouble {
        sink.tell(say!("Det gick inte att läsa: {why}.", "It could not be read: {why}."; why in words)).hint(say!(
            "Se till att den finns och att du får läsa den. Resten av kartan är läst.",
            "See to it that it is there and that you may read it. The rest of the map has been read."
        ));
    }
}
