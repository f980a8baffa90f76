use std::collections::BTreeMap;

use super::change::Change;
use crate::entry;
use crate::karta::Karta;
use crate::schema;
use crate::source::Tree;
use crate::value::Kind;

/// The schema files of a map as they are to be after some changes: they list ids and names that any change may touch.
///
/// None where the map wants no schemas. What each file was is not told: it is made anew, whatever was there.
pub fn schemas_after(tree: &Tree, changes: &[Change]) -> Vec<Change> {
    let is_changed = |path: &str| changes.iter().any(|change| *change.path == *path);
    if !wants_schemas(tree, changes) {
        return Vec::new();
    }
    let files = schema::files(&Karta::draw(&after(tree, changes))).into_iter();
    files.filter(|(path, _)| !is_changed(path)).map(|(path, text)| Change::create(path, text)).collect()
}

/// Whether the settings name a folder for schemas; told without looking at the rest of the map.
fn wants_schemas(tree: &Tree, changes: &[Change]) -> bool {
    let changed = changes.iter().find(|change| &*change.path == SETTINGS);
    let text = changed.map_or_else(|| tree.text(SETTINGS), |change| change.after.clone());
    let settings = text.and_then(|text| entry::read(Kind::Karta, SETTINGS, &text).0);
    settings.is_some_and(|settings| settings.get("schema").is_some())
}

/// The map as it will be.
fn after(tree: &Tree, changes: &[Change]) -> Tree {
    let texts = tree.read(|file, text| Some((file.path.clone(), text.ok()?.to_owned())));
    let mut texts: BTreeMap<Box<str>, String> = texts.into_iter().flatten().collect();
    for change in changes {
        match &change.after {
            Some(after) => drop(texts.insert(change.path.clone(), after.clone())),
            None => drop(texts.remove(&change.path)),
        }
    }
    Tree::memory(texts)
}

const SETTINGS: &str = "karta.toml";

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: &str = "namn = \"K\"\nformat = 1\nschema = \"schema\"\n";

    fn listed(settings: &str, changes: &[Change]) -> Vec<String> {
        let tree = Tree::memory([("karta.toml", settings), ("aktor/a.toml", "namn = \"A\"\nniva = \"stat\"\n")]);
        let actors = |change: Change| {
            let schema: serde_json::Value = serde_json::from_str(&change.after?).ok()?;
            (&*change.path == "schema/initiativ.schema.json")
                .then(|| schema["definitions"]["aktor"]["enum"].to_string())
        };
        schemas_after(&tree, changes).into_iter().filter_map(actors).collect()
    }

    fn change(path: &str, after: Option<&str>) -> Change {
        Change { path: path.into(), before: None, after: after.map(str::to_owned) }
    }

    #[test]
    fn schemas_list_what_there_is_after_a_change() {
        let came = change("aktor/b.toml", Some("namn = \"B\"\nniva = \"stat\"\n"));
        assert_eq!(listed(NAMED, std::slice::from_ref(&came)), ["[\"a\",\"b\"]"]);
        assert_eq!(listed(NAMED, &[came, change("aktor/a.toml", None)]), ["[\"b\"]"]);
    }

    #[test]
    fn a_map_that_wants_no_schemas_gets_none() {
        let settings = "namn = \"K\"\nformat = 1\n";
        assert!(listed(settings, &[]).is_empty());
        assert_eq!(listed(settings, &[change("karta.toml", Some(NAMED))]).len(), 1);
        assert!(listed(NAMED, &[change("karta.toml", Some(settings))]).is_empty());
        assert!(listed(NAMED, &[change("schema/initiativ.schema.json", Some("{}"))]).is_empty());
    }
}
