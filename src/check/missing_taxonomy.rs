use super::unknown_scheme::meant;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Entry, Field};
use crate::finding::Place;
use crate::say;
use crate::value::{Kind, Scheme};

pub const RULE: Rule = Rule::error("missing-taxonomy", include_str!("missing-taxonomy.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for scheme in Scheme::ALL.into_iter().filter(|scheme| is_missing(ground, *scheme)) {
        let name = scheme.name();
        let uses = |entry: &&Entry| {
            let has_field = entry.values.iter().any(|(field, _)| may_use(field, scheme));
            has_field && entry.mentions().any(|mention| mention.field.scheme() == Some(scheme))
        };
        if let Some(entry) = ground.karta.entries().iter().find(uses) {
            sink.tell(say!(
                "Filen taxonomi/{name}.toml finns inte, men kartan använder dess begrepp.",
                "The file taxonomi/{name}.toml is not there, but the map uses its concepts."
            ))
            .in_file(&format!("taxonomi/{name}.toml"), Place::File)
            .hint(say!(
                "Hämta tillbaka filen med git, eller skriv den på nytt.",
                "Bring it back with git, or write it anew."
            ))
            .also(&entry.path, Place::File, say!("till exempel här", "here, for example"));
        }
    }
}

fn may_use(field: &Field, scheme: Scheme) -> bool {
    std::iter::once(field).chain(field.parts()).any(|field| field.scheme() == Some(scheme))
}

/// Whether no file is, or may be, the scheme's.
fn is_missing(ground: &Ground<'_>, scheme: Scheme) -> bool {
    let is_meant = |entry: &Entry| meant(entry) == Some(scheme.name());
    !ground.karta.concepts(scheme).is_known
        && !ground.is_lost(Kind::Taxonomi, scheme.name())
        && !ground.karta.of_kind(Kind::Taxonomi).iter().any(is_meant)
}
