use std::collections::BTreeSet;

use crate::entry::Field;
use crate::karta::Karta;
use crate::karta::names::{Candidate, Miss, of_concepts, of_entries, pick};
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::{Id, Kind};

/// How many candidates are told when a name could mean several.
const MOST_TOLD: usize = 5;

/// The concept or entry that a person means in a field of ids: by id, by a name now or before, or by the beginning of
/// one where only one begins so.
pub fn meant(karta: &Karta, field: &Field, said: &str) -> Result<Id> {
    if said.trim().is_empty() {
        return Err(nothing(field));
    }
    let candidates = candidates(karta, field);
    let picked = pick(said, &candidates).map(|candidate| Id::parse(candidate.key));
    match picked {
        Ok(Ok(id)) => Ok(id),
        Ok(Err(_)) => Err(nobody(field, said, None)),
        Err(Miss::Unknown(_)) if field.scheme().is_none() && karta.find(said).is_some() => {
            Err(other_kind(karta, field, field.targets(), said))
        }
        Err(Miss::Unknown(near)) => Err(nobody(field, said, near)),
        Err(Miss::Several(ids)) => match karta.the_one_now(&ids).filter(|_| field.scheme().is_none()) {
            Some(entry) => Ok(entry.id.clone()),
            None => Err(several(field, said, &ids)),
        },
    }
}

/// The same, for what is to be taken away from where these stand: one of them, though the map may not have it any more.
pub fn meant_of(karta: &Karta, field: &Field, said: &str, held: &BTreeSet<&Id>) -> Result<Id> {
    if let Some(id) = held.iter().find(|id| id.as_str() == said.trim()) {
        return Ok((*id).clone());
    }
    meant(karta, field, said).or_else(|failure| {
        let mut candidates = candidates(karta, field);
        candidates.retain(|candidate| held.iter().any(|id| id.as_str() == candidate.key));
        let is_known = |id: &Id| candidates.iter().any(|candidate| candidate.key == id.as_str());
        let unknown: Vec<_> = held.iter().filter(|id| !is_known(id)).map(|id| Candidate::bare(id.as_str())).collect();
        candidates.extend(unknown);
        pick(said, &candidates).ok().and_then(|candidate| Id::parse(candidate.key).ok()).ok_or(failure)
    })
}

fn candidates<'k>(karta: &'k Karta, field: &Field) -> Vec<Candidate<'k>> {
    match field.scheme() {
        Some(scheme) => of_concepts(karta.concepts(scheme)),
        None => of_entries(karta, field.targets()),
    }
}

fn nothing(field: &Field) -> Failure {
    let name = field.name;
    Failure::new(say!(
        "Ett id eller namn saknas för fältet {name}.",
        "An id or a name is missing for the field {name}."
    ))
    .hint(say!(
        "Skriv vem eller vad som menas, till exempel: {name}=…",
        "Write who or what is meant, for example: {name}=…"
    ))
}

fn nobody(field: &Field, said: &str, near: Option<String>) -> Failure {
    let (name, said) = (field.name, quote(said));
    let what = say!(
        "Ingen eller inget heter {said} i fältet {name}.",
        "Nobody and nothing is called {said} in the field {name}."
    );
    Failure::new(what).hint(match near.as_deref().map(quote) {
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

/// Something that is in the map, and of a kind that the field does not take.
pub fn other_kind(karta: &Karta, field: &Field, kinds: &[Kind], said: &str) -> Failure {
    let is = karta.find(said).map_or(Words::new("post", "entry"), |entry| entry.kind.label());
    let (name, said) = (field.name, quote(said));
    let kinds =
        Words::each(|lang| kinds.iter().map(|kind| kind.plural().get(lang).to_owned()).collect::<Vec<_>>().join(", "));
    let what = say!("{said} kan inte stå i fältet {name}.", "{said} cannot stand in the field {name}.");
    let why = say!("{said} är av slaget {is}; där står {kinds}.", "{said} is of the kind {is}; there stand {kinds}."; is in words, kinds in words);
    Failure { what, why: Some(why), hint: None }
}

fn several(field: &Field, said: &str, found: &[String]) -> Failure {
    let (name, said) = (field.name, quote(said));
    let mut ids: Vec<&str> = found.iter().take(MOST_TOLD).map(String::as_str).collect();
    ids.extend((found.len() > MOST_TOLD).then_some("…"));
    let ids = ids.join(", ");
    Failure::new(say!("{said} kan betyda flera i fältet {name}.", "{said} could mean several in the field {name}."))
        .hint(say!("Ange id: {ids}", "Give the id: {ids}"))
}
