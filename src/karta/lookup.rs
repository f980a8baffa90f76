use super::Karta;
use super::names::{Miss, of_entries, pick};
use crate::entry::Entry;
use crate::say;
use crate::say::{Failure, Result, quote};
use crate::value::Kind;

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
            Err(Miss::Several(ids)) => Err(several(called, &ids)),
        }
    }
}

fn unknown(called: &str, near: Option<&str>) -> Failure {
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
