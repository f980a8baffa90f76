use super::record::{self, Why};
use super::{beside, is_free, is_here};
use crate::edit::change::Change;
use crate::edit::rewrite::{Renaming, rewrite};
use crate::edit::sheet::Sheet;
use crate::entry::{Entry, Value};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words};
use crate::source::Tree;
use crate::value::{Id, Kind};

/// Whether an entry can become several, before it is asked what they are to be called.
pub fn can_split(karta: &Karta, old: &Entry, into: &[Id]) -> Result<()> {
    is_here(karta, old)?;
    if into.len() < 2 {
        return Err(Failure::new(Words::new("En post delas i minst två.", "An entry is split into at least two."))
            .hint(Words::new("Ange minst två id:n efter --into.", "Give at least two ids after --into.")));
    }
    for (at, id) in into.iter().enumerate() {
        is_free(karta, id)?;
        if into[..at].contains(id) {
            return Err(Failure::new(say!("{id} anges två gånger.", "{id} is given twice.")));
        }
    }
    Ok(())
}

/// An entry becomes several, each with an id and a title of its own and all else as it was. What mentioned it mentions
/// all of them: which is meant where is for a person to say.
pub fn split(karta: &Karta, tree: &Tree, old: &Entry, into: &[(Id, String)], why: &Why) -> Result<Vec<Change>> {
    let ids: Vec<Id> = into.iter().map(|(id, _)| id.clone()).collect();
    can_split(karta, old, &ids)?;
    let renaming = Renaming::of_entries([(old.id.clone(), ids.clone())]);
    let mut changes = vec![record::record(tree, old, &ids, why)?];
    let before = record::text(tree, old)?;
    let title = if old.kind == Kind::Aktor { "namn" } else { "titel" };
    for (id, called) in into {
        // It never pointed at itself, so neither do the two point at each other.
        let mut sheet = Sheet::new(old.kind, &before);
        record::set(&mut sheet, old, "id", &Value::Id(id.clone()));
        record::set(&mut sheet, old, title, &Value::Text(called.as_str().into()));
        changes.push(Change::create(beside(old, id), sheet.into_text()));
    }
    changes.extend(rewrite(karta, tree, &renaming, &[&old.path])?);
    Ok(changes)
}
