use crate::entry::{Field, Value};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, quote};
use crate::value::{Id, fold, nearest};

/// How many candidates are told when a name could mean several.
const MOST_TOLD: usize = 5;

/// The concept or entry that a person means in a field of ids: by id, else by name or former name, else by the
/// beginning of one where only one begins so.
pub fn meant(karta: &Karta, field: &Field, said: &str) -> Result<Id> {
    let candidates = candidates(karta, field);
    if let Some((id, _)) = candidates.iter().find(|(id, _)| id.as_str() == said) {
        return Ok((*id).clone());
    }
    let wanted = fold(said.trim());
    let by = |fits: &dyn Fn(&str) -> bool| {
        let mut ids: Vec<&Id> = candidates.iter().filter(|(_, name)| fits(name)).map(|(id, _)| *id).collect();
        ids.dedup();
        ids
    };
    let exact = by(&|name| fold(name) == wanted);
    let found =
        if exact.is_empty() && !wanted.is_empty() { by(&|name| fold(name).starts_with(&wanted)) } else { exact };
    match found[..] {
        [id] => Ok(id.clone()),
        [] => Err(nobody(field, said, nearest(said, candidates.iter().map(|(_, name)| *name)))),
        _ => Err(several(field, said, &found)),
    }
}

/// What the field may name: each id with each of its names, those of one id after one another.
fn candidates<'k>(karta: &'k Karta, field: &Field) -> Vec<(&'k Id, &'k str)> {
    if let Some(scheme) = field.scheme() {
        let concepts = karta.concepts(scheme).iter();
        return concepts
            .flat_map(|concept| {
                [concept.id.as_str(), &concept.name.sv, &concept.name.en].map(|name| (&concept.id, name))
            })
            .collect();
    }
    let entries = field.targets().iter().flat_map(|kind| karta.of_kind(*kind));
    entries
        .flat_map(|entry| {
            let own = [Some(entry.id.as_str()), Some(entry.title()), entry.text("namn_en")].into_iter().flatten();
            let former = |list, part| entry.items(list).iter().filter_map(move |item: &Value| item.part(part)?.text());
            let former = former("tidigare_namn", "namn").chain(former("tidigare_titlar", "titel"));
            own.chain(former).map(|name| (&entry.id, name)).collect::<Vec<_>>()
        })
        .collect()
}

fn nobody(field: &Field, said: &str, near: Option<&str>) -> Failure {
    let (name, said) = (field.name, quote(said));
    let what = say!(
        "Ingen eller inget heter {said} i fältet {name}.",
        "Nobody and nothing is called {said} in the field {name}."
    );
    Failure::new(what).hint(match near.map(quote) {
        Some(near) => say!("Menade du {near}?", "Did you mean {near}?"),
        None if field.scheme().is_some() => {
            say!("Ange ett begrepp som finns i kartans taxonomi.", "Give a concept that the map's taxonomy has.")
        }
        None => say!(
            "Sök i kartan med karta query, eller lägg först till det som saknas med karta add.",
            "Search the map with karta query, or first add what is missing with karta add."
        ),
    })
}

fn several(field: &Field, said: &str, found: &[&Id]) -> Failure {
    let (name, said) = (field.name, quote(said));
    let mut ids: Vec<&str> = found.iter().take(MOST_TOLD).map(|id| id.as_str()).collect();
    ids.extend((found.len() > MOST_TOLD).then_some("…"));
    let ids = ids.join(", ");
    Failure::new(say!("{said} kan betyda flera i fältet {name}.", "{said} could mean several in the field {name}."))
        .hint(say!("Ange id: {ids}", "Give the id: {ids}"))
}
