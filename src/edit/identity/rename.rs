use std::collections::HashSet;

use super::merge::add_former_title;
use super::record::{self, Why};
use super::whole::carry_remarks;
use super::{beside, is_free, is_here};
use crate::edit::change::Change;
use crate::edit::rewrite::{Renaming, rewrite, unreadable};
use crate::edit::sheet::Sheet;
use crate::entry::{Entry, Value};
use crate::house;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::source::Tree;
use crate::value::{Id, Kind, Scheme};

/// An entry gets another id: its file comes under the new name as it was, the old one is its record, and what mentioned
/// it mentions it by the new id. The new id may be one that the entry had before: its record becomes the entry again.
pub fn rename(karta: &Karta, tree: &Tree, old: &Entry, new: &Id, why: &Why) -> Result<Vec<Change>> {
    if old.id == *new {
        return Err(is_called_so(new));
    }
    is_here(karta, old)?;
    let former = former(karta, old, new);
    if former.is_none() {
        is_free(karta, new)?;
    }
    // What the entry says of its own record would point at itself.
    let known = [&old.id].into_iter().chain(former.map(|record| &record.id));
    let renaming = Renaming::of_entries(known.map(|id| (id.clone(), vec![new.clone()])));
    let text = renaming.text(old.kind, &old.path, &record::text(tree, old)?, new)?;
    let mut sheet = Sheet::new(old.kind, &text);
    record::set(&mut sheet, old, "id", &Value::Id(new.clone()));
    let came = match former {
        Some(record) => in_place_of(record, &record::text(tree, record)?, old, sheet),
        None => Change::create(beside(old, new), sheet.into_text()),
    };
    let mut changes = vec![record::record(tree, old, std::slice::from_ref(new), why)?, came];
    let but = [&*old.path].into_iter().chain(former.map(|record| &*record.path));
    changes.extend(rewrite(karta, tree, &renaming, &but.collect::<Vec<_>>())?);
    Ok(changes)
}

/// The record that an entry left under an id that it had: all that it leads to is that entry.
fn former<'k>(karta: &'k Karta, entry: &Entry, id: &Id) -> Option<&'k Entry> {
    let (at, now) = (karta.position(id.as_str())?, karta.position(entry.id.as_str())?);
    let record = &karta.entries()[at];
    let is_alone = record.stem() == id.as_str() && !karta.doubles().any(|double| double.id == *id);
    (at != now && is_alone && record.kind == entry.kind && karta.successors(at) == [now]).then_some(record)
}

/// The entry in the file of its record. What it was called there it is also known by, and comments stay.
fn in_place_of(record: &Entry, before: &str, entry: &Entry, mut sheet: Sheet) -> Change {
    add_former_title(&mut sheet, entry, record.title());
    let after = Sheet::new(entry.kind, sheet.text());
    carry_remarks(&record.id, &Sheet::new(record.kind, before), &after, &mut sheet);
    Change { path: record.path.clone(), before: Some(before.to_owned()), after: Some(sheet.into_text()) }
}

fn is_called_so(id: &Id) -> Failure {
    Failure::new(say!("{id} heter redan så.", "{id} is called so already."))
        .hint(Words::new("Ange ett annat id.", "Give another id."))
}

/// A concept gets another id, in its scheme and wherever it is used; files that lie in a theme's folder go with it.
pub fn rename_concept(karta: &Karta, tree: &Tree, scheme: Scheme, old: &Id, new: &Id) -> Result<Vec<Change>> {
    if old == new {
        return Err(is_called_so(new));
    }
    if karta.concepts(scheme).find(new.as_str()).is_some() {
        let scheme = scheme.label();
        return Err(Failure::new(say!(
            "Det finns redan ett begrepp {new} bland {scheme}.",
            "There is already a concept {new} of {scheme}.";
            scheme in words
        ))
        .hint(Words::new("Välj ett annat id.", "Choose another id.")));
    }
    let file = karta.with_id(Kind::Taxonomi, scheme.name()).first();
    let mut changes: Vec<Change> = file.map(|file| in_scheme(tree, file, old, new)).transpose()?.into_iter().collect();
    let but: Vec<&str> = file.iter().map(|file| &*file.path).collect();
    changes.extend(rewrite(karta, tree, &Renaming::of_concept(scheme, old.clone(), new.clone()), &but)?);
    if scheme == Scheme::Tema {
        move_folder(tree, &mut changes, old, new)?;
    }
    Ok(changes)
}

fn in_scheme(tree: &Tree, file: &Entry, old: &Id, new: &Id) -> Result<Change> {
    let before = record::text(tree, file)?;
    let mut sheet = Sheet::new(file.kind, &before);
    let node = |id: &Id| house::node(&Value::Id(id.clone()));
    for part in ["id", "overordnat"] {
        sheet.replace_part("begrepp", part, &node(old), &node(new));
    }
    Ok(Change { path: file.path.clone(), before: Some(before), after: Some(sheet.into_text()) })
}

/// Files in the folder of a theme go to that of its new name.
fn move_folder(tree: &Tree, changes: &mut Vec<Change>, old: &Id, new: &Id) -> Result<()> {
    let there: HashSet<&str> = tree.files().iter().map(|file| &*file.path).collect();
    for kind in [Kind::Behov, Kind::Initiativ] {
        let (from, to) = (format!("{}/{old}/", kind.name()), format!("{}/{new}/", kind.name()));
        for file in tree.files().iter().filter(|file| file.path.starts_with(&from)) {
            let path = file.path.replacen(&from, &to, 1);
            if there.contains(&*path) {
                return Err(is_there(&file.path, &path));
            }
            match changes.iter_mut().find(|change| change.path == file.path) {
                Some(change) => {
                    let text = change.after.take().unwrap_or_default();
                    changes.push(Change::create(path, text));
                }
                None => {
                    let text = tree.text(&file.path).ok_or_else(|| unreadable(&file.path))?;
                    changes.push(Change { path: file.path.clone(), before: Some(text.clone()), after: None });
                    changes.push(Change::create(path, text));
                }
            }
        }
    }
    Ok(())
}

fn is_there(from: &str, to: &str) -> Failure {
    let (from, to) = (quote(from), quote(to));
    Failure::new(say!(
        "{from} kan inte flyttas till {to}, för den filen finns redan.",
        "{from} cannot be moved to {to}, as that file is already there."
    ))
    .hint(Words::new(
        "Ingenting ändrades. Två filer gör anspråk på samma id: rätta först det som karta validate visar.",
        "Nothing was changed. Two files claim the same id: first mend what karta validate shows.",
    ))
}
