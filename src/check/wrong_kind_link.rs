use super::{Ground, Seen, Sink, Target};
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use crate::say::Words;
use crate::value::Kind;

pub const RULE: Rule = Rule::error("wrong-kind-link", include_str!("wrong-kind-link.md"), Look::Stray(check));

fn check(_: &Ground<'_>, seen: &Seen<'_>, sink: &mut Sink<'_>) {
    let wanted = seen.mention.field.targets_from(seen.entry.kind);
    let (Target::Other(target), [wanted, ..]) = (seen.target, wanted) else { return };
    let (id, name, found, wanted) = (&target.id, seen.mention.field.name, one(target.kind), wanted.plural());
    sink.tell(say!(
        "\"{id}\" är {found}, men \"{name}\" ska ange {wanted}.",
        "\"{id}\" is {found}, but \"{name}\" is for {wanted}.";
        found in words, wanted in words
    ))
    .hint(say!(
        "Skriv ett annat id, eller flytta länken till det fält som den hör till.",
        "Write another id, or move the link to the field that it belongs to."
    ))
    .also(&target.path, Place::File, say!("hit leder länken", "the link leads here"));
}

fn one(kind: Kind) -> Words {
    match kind {
        Kind::Behov => Words::new("ett behov", "a need"),
        Kind::Initiativ => Words::new("ett initiativ", "an initiative"),
        Kind::Aktor => Words::new("en aktör", "an actor"),
        other => other.label(),
    }
}
