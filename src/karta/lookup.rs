use super::Karta;
use super::names::{Miss, names, of_entries, pick};
use crate::entry::Entry;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::{Kind, swedish};

/// How many of the ids that a name may mean are listed.
const LISTED: usize = 8;

impl Karta {
    /// The behov, initiativ or aktör that a person means: by its id, or by a name or the beginning of one that no other
    /// entry has.
    pub fn lookup(&self, called: &str) -> Result<&Entry> {
        if let Some(entry) = self.find(called) {
            return Ok(entry);
        }
        match pick(called, &of_entries(self, &Kind::ENTRIES)).map(|found| self.find(found.key)) {
            Ok(Some(entry)) => Ok(entry),
            Ok(None) => Err(unknown(called, None)),
            Err(Miss::Unknown(near)) => Err(unknown(called, near.as_deref())),
            Err(Miss::Several(ids)) => self.the_one_now(&ids).ok_or_else(|| several(called, &ids)),
        }
    }

    /// The same, but by its id or a whole name only: for what is not to be done to another that only begins so.
    pub fn lookup_whole(&self, called: &str) -> Result<&Entry> {
        let entry = self.lookup(called)?;
        let is_it = |name: &str| swedish(name) == swedish(called.trim());
        match std::iter::once(entry.id.as_str()).chain(names(entry)).any(is_it) {
            true => Ok(entry),
            false => Err(unknown(called, Some(entry.id.as_str()))),
        }
    }

    /// The one entry among several that all the others have become: a name that was handed on is the name of what has
    /// it now.
    pub fn the_one_now(&self, ids: &[String]) -> Option<&Entry> {
        let places = ids.iter().map(|id| self.position(id)).collect::<Option<Vec<usize>>>()?;
        let mut now = places.into_iter().map(|at| self.successors(at));
        let first = now.next()?;
        match first[..] {
            [one] if now.all(|others| others == [one]) => Some(&self.entries()[one]),
            _ => None,
        }
    }
}

fn unknown(called: &str, near: Option<&str>) -> Failure {
    if called.trim().is_empty() {
        return Failure::new(Words::new("Postens id eller namn är tomt.", "The entry's id or name is empty."))
            .hint(Words::new("Skriv id:t; karta query visar alla.", "Write the id; karta query shows them all."));
    }
    let shown = quote(called);
    let failure = Failure::new(say!("Ingen post heter {shown}.", "No entry is called {shown}."));
    failure.hint(match near.map(quote) {
        Some(near) => say!("Menade du {near}?", "Did you mean {near}?"),
        None => say!("Sök efter den med: karta query {shown}", "Search for it with: karta query {shown}"),
    })
}

fn several(called: &str, ids: &[String]) -> Failure {
    let shown = quote(called);
    let listed = ids[..ids.len().min(LISTED)].join(", ");
    let hint = match ids.len().saturating_sub(LISTED) {
        0 => say!("Skriv något av id:na: {listed}", "Write one of the ids: {listed}"),
        more => {
            say!("Skriv något av id:na: {listed} och {more} till", "Write one of the ids: {listed} and {more} more")
        }
    };
    Failure::new(say!("{shown} kan vara flera poster.", "{shown} may be several entries.")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    #[test]
    fn a_name_that_was_handed_on_means_what_has_it_now() {
        let karta = Karta::draw(&Tree::memory([
            ("behov/gammal.toml", "id = \"gammal\"\ntitel = \"Tolkning\"\nersatt_av = [\"ny\"]\n"),
            ("behov/ny.toml", "id = \"ny\"\ntitel = \"Tolkning\"\n"),
            ("behov/delad.toml", "id = \"delad\"\ntitel = \"Skola\"\nersatt_av = [\"ny\", \"skola-2\"]\n"),
            ("behov/skola-2.toml", "id = \"skola-2\"\ntitel = \"Skola\"\n"),
        ]));
        assert_eq!(karta.lookup("tolkning").expect("one").id.as_str(), "ny");
        assert_eq!(karta.lookup("gammal").expect("its record").id.as_str(), "gammal");
        assert!(karta.lookup("skola").is_err(), "it was split");
        assert!(karta.lookup("tolk").is_ok() && karta.lookup_whole("tolk").is_err(), "it only begins so");
        assert!(karta.lookup_whole("TOLKNING").is_ok());
    }
}
