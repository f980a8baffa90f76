use super::is_here;
use super::record::{self, Why, gone};
use crate::edit::change::Change;
use crate::edit::sheet::{Remark, Sheet};
use crate::entry::Entry;
use crate::finding::FieldPath;
use crate::karta::Karta;
use crate::say::Result;
use crate::source::Tree;

/// An entry leaves the map: its file says so, and when and why; all else in it stays.
pub fn withdraw(karta: &Karta, tree: &Tree, entry: &Entry, why: &Why) -> Result<Change> {
    is_here(karta, entry)?;
    let before = record::text(tree, entry)?;
    let mut sheet = Sheet::new(entry.kind, &before);
    // What is said of the status that it had is kept with that status.
    let line = sheet.take_comment(&FieldPath::field("status"));
    gone(&mut sheet, entry, why)?;
    if let Some(line) = line {
        sheet.put_remark(&Remark { field: "status".to_owned(), text: format!("# {line}") });
    }
    Ok(Change { path: entry.path.clone(), before: Some(before), after: Some(sheet.into_text()) })
}
