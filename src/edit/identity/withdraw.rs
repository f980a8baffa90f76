use super::is_here;
use super::record::{self, Why, gone};
use crate::edit::change::Change;
use crate::edit::sheet::Sheet;
use crate::entry::Entry;
use crate::karta::Karta;
use crate::say::Result;
use crate::source::Tree;

/// An entry leaves the map: its file says so, and when and why; all else in it stays.
pub fn withdraw(karta: &Karta, tree: &Tree, entry: &Entry, why: &Why) -> Result<Change> {
    is_here(karta, entry)?;
    let before = record::text(tree, entry)?;
    let mut sheet = Sheet::new(entry.kind, &before);
    gone(&mut sheet, entry, why);
    Ok(Change { path: entry.path.clone(), before: Some(before), after: Some(sheet.into_text()) })
}
