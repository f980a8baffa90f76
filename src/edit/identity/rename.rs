use super::record::{self, Why};
use super::{beside, is_free, is_here};
use crate::edit::change::Change;
use crate::edit::rewrite::{Renaming, rewrite, unreadable};
use crate::edit::sheet::Sheet;
use crate::entry::{Entry, Value};
use crate::house;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result};
use crate::source::Tree;
use crate::value::{Id, Kind, Scheme};

/// An entry gets another id: its file comes under the new name as it was, the old one is its record, and what mentioned
/// it mentions it by the new id.
pub fn rename(karta: &Karta, tree: &Tree, old: &Entry, new: &Id, why: &Why) -> Result<Vec<Change>> {
    is_here(karta, old)?;
    is_free(karta, new)?;
    let renaming = Renaming::of_entries([(old.id.clone(), vec![new.clone()])]);
    let text = renaming.text(old.kind, &old.path, &record::text(tree, old)?, new)?;
    let mut sheet = Sheet::new(old.kind, &text);
    record::set(&mut sheet, old, "id", &Value::Id(new.clone()));
    let mut changes = vec![
        record::record(tree, old, std::slice::from_ref(new), why)?,
        Change::create(beside(old, new), sheet.into_text()),
    ];
    changes.extend(rewrite(karta, tree, &renaming, &[&old.path])?);
    Ok(changes)
}

/// A concept gets another id, in its scheme and wherever it is used; files that lie in a theme's folder go with it.
pub fn rename_concept(karta: &Karta, tree: &Tree, scheme: Scheme, old: &Id, new: &Id) -> Result<Vec<Change>> {
    if karta.concepts(scheme).find(new.as_str()).is_some() {
        let scheme = scheme.label();
        return Err(Failure::new(say!(
            "Det finns redan ett begrepp {new} bland {scheme}.",
            "There is already a concept {new} of {scheme}.";
            scheme in words
        )));
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
    for kind in [Kind::Behov, Kind::Initiativ] {
        let (from, to) = (format!("{}/{old}/", kind.name()), format!("{}/{new}/", kind.name()));
        for file in tree.files().iter().filter(|file| file.path.starts_with(&from)) {
            let path = file.path.replacen(&from, &to, 1);
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
