use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::value::{Kind, Scheme, nearest};

pub const RULE: Rule = Rule::error("unknown-scheme", include_str!("unknown-scheme.md"), Look::Entry(check));

fn check(_: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    if entry.kind == Kind::Taxonomi && entry.stem() == entry.id.as_str() && Scheme::parse(entry.id.as_str()).is_none() {
        let id = &entry.id;
        let names = Scheme::ALL.map(Scheme::name).join(", ");
        sink.tell(say!("Taxonomin \"{id}\" finns inte.", "There is no taxonomy \"{id}\"."))
            .at(Place::Value(FieldPath::field("id")))
            .meant(meant(entry), say!("Kartan har taxonomierna {names}.", "The map has the taxonomies {names}."));
    }
}

/// The scheme that a taxonomy file of another name may have been meant to be.
pub(super) fn meant(entry: &Entry) -> Option<&'static str> {
    nearest(entry.id.as_str(), Scheme::ALL.map(Scheme::name))
}
