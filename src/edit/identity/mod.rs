//! What becomes of entries through time: they get another id, become one, become several, or leave the map. What goes
//! leaves its record, and what mentioned it mentions what it became.

mod merge;
mod record;
mod rename;
mod split;
mod union;
mod whole;
mod withdraw;

pub use merge::{Choose, Conflict, conflicts, merge};
pub use record::Why;
pub use rename::{rename, rename_concept};
pub use split::{can_split, split};
pub use withdraw::withdraw;

use super::add::taken;
use crate::entry::Entry;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words};
use crate::value::Id;

/// The file of an entry that comes where another was.
fn beside(entry: &Entry, id: &Id) -> String {
    let folder = entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{id}.toml")
}

/// An entry that is in the map now: not withdrawn, not replaced, and the only one of its id.
fn is_here(karta: &Karta, entry: &Entry) -> Result<()> {
    let id = &entry.id;
    if entry.ids("ersatt_av").next().is_some() {
        let now = now(karta, entry);
        return Err(Failure::new(say!("{id} har redan ersatts av {now}.", "{id} has already been replaced by {now}."))
            .hint(say!("Utgå från det som gäller nu: {now}", "Start from what is in force now: {now}")));
    }
    if entry.is_gone() {
        return Err(Failure::new(say!("{id} är redan avförd.", "{id} has already been withdrawn.")).hint(say!(
            "Ska den vara med igen, så ta först bort det: karta edit {id} --set status=… --unset avford",
            "If it is to be there again, first take that away: karta edit {id} --set status=… --unset avford"
        )));
    }
    match karta.doubles().any(|double| double.id == *id) || entry.stem() != id.as_str() {
        true => Err(Failure::new(say!("Mer än en fil gör anspråk på {id}.", "More than one file claims {id}."))
            .hint(Words::new("Rätta först det som karta validate visar.", "First mend what karta validate shows."))),
        false => Ok(()),
    }
}

/// What has taken an entry's place, step by step to what is there now.
fn now(karta: &Karta, entry: &Entry) -> String {
    let next = || entry.ids("ersatt_av").map(Id::as_str).collect();
    let ids: Vec<&str> = match karta.position(entry.id.as_str()).map(|at| (at, karta.successors(at))) {
        Some((at, now)) if now != [at] => now.into_iter().map(|at| karta.entries()[at].id.as_str()).collect(),
        _ => next(),
    };
    ids.join(", ")
}

/// An id that nothing has.
fn is_free(karta: &Karta, id: &Id) -> Result<()> {
    if !taken(karta).contains(id.as_str()) {
        return Ok(());
    }
    let failure = Failure::new(say!("{id} finns redan i kartan.", "{id} is already in the map."));
    Err(match karta.find(id.as_str()).filter(|entry| entry.is_gone()) {
        Some(_) => failure
            .why(Words::new(
                "Den posten har ersatts eller avförts, och id:t är kvar för att säga det.",
                "That entry has been replaced or withdrawn, and its id stays to say so.",
            ))
            .hint(Words::new("Välj ett annat id.", "Choose another id.")),
        None => failure.hint(say!(
            "Välj ett annat id. Är det samma sak, så slå ihop dem: karta merge … --into {id}",
            "Choose another id. If they are the same, join them: karta merge … --into {id}"
        )),
    })
}

#[cfg(test)]
mod tests;
