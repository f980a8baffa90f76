use hashbrown::HashSet;
use rayon::prelude::*;

use super::ground::concepts_file;
use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Field, Value};
use crate::finding::{FieldPath, Place};
use crate::karta::{Concepts, Karta};
use crate::say;
use crate::value::{Kind, Scheme};

pub const RULE: Rule = Rule::info("unused-concept", include_str!("unused-concept.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    // What could not be read may be what uses it.
    if Kind::ALL.into_iter().any(|kind| ground.is_any_lost(kind)) {
        return;
    }
    let used = used(ground.karta);
    for scheme in Scheme::ALL {
        let (concepts, file) = (ground.karta.concepts(scheme), concepts_file(ground.karta, scheme));
        let used = with_broader(concepts, &used[scheme.index()]);
        // A scheme that nothing is classified by is not in use yet.
        for concept in concepts.iter().filter(|concept| !used.is_empty() && !used.contains(concept.id.as_str())) {
            let id = &concept.id;
            sink.tell(say!("Ingen post använder begreppet \"{id}\".", "No entry uses the concept \"{id}\"."))
                .in_file(file, Place::Value(FieldPath::field("begrepp").item(concept.item).key("id")))
                .hint(say!(
                    "Ta bort begreppet om det inte behövs, eller låt det stå om det ska användas.",
                    "Take the concept out if it is not needed, or let it be if it is to be used."
                ));
        }
    }
}

type Used<'k> = [HashSet<&'k str>; Scheme::ALL.len()];

/// The concepts that entries name, by scheme.
fn used(karta: &Karta) -> Used<'_> {
    let each = karta.entries().par_iter().fold(Used::default, |mut used, entry| {
        let mut add = |field: &Field, id| {
            if let Some(scheme) = field.scheme() {
                used[scheme.index()].insert(id);
            }
        };
        for (field, value) in entry.values.iter().filter(|(field, _)| field.scheme().is_some()) {
            value.items().iter().filter_map(Value::text).for_each(|id| add(field, id));
        }
        // Events name their concepts in a part; they are few.
        if entry.kind == Kind::Revision {
            entry.mentions().for_each(|mention| add(mention.field, mention.id.as_str()));
        }
        used
    });
    each.reduce(Used::default, |mut all, more| {
        all.iter_mut().zip(more).for_each(|(all, more)| all.extend(more));
        all
    })
}

/// With the concepts above them, which are used through them.
fn with_broader<'k>(concepts: &'k Concepts, used: &HashSet<&'k str>) -> HashSet<&'k str> {
    let mut all = HashSet::new();
    for id in used {
        let mut next = concepts.find(id);
        while let Some(concept) = next.filter(|concept| all.insert(concept.id.as_str())) {
            next = concept.broader.as_deref().and_then(|broader| concepts.find(broader));
        }
    }
    all
}
