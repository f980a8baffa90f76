use std::collections::BTreeMap;

use super::change::Change;
use crate::entry;
use crate::karta::Karta;
use crate::schema;
use crate::source::Tree;
use crate::value::Kind;

/// The schema files of a map as they are to be after some changes: they list ids and names that any change may touch.
///
/// None where the map wants no schemas, which its settings tell; only else is the map itself looked at. What each file was
/// is not told: it is made anew, whatever was there.
pub fn schemas_after(settings: Option<String>, map: impl FnOnce() -> Tree, changes: &[Change]) -> Vec<Change> {
    let change_of = |path: &str| changes.iter().find(|change| *change.path == *path);
    let settings = change_of(SETTINGS).map_or(settings, |change| change.after.clone());
    if !settings.is_some_and(|settings| wants_schemas(&settings)) {
        return Vec::new();
    }
    let files = schema::files(&Karta::draw(&after(&map(), changes))).into_iter();
    files.filter(|(path, _)| change_of(path).is_none()).map(|(path, text)| Change::create(path, text)).collect()
}

/// Whether settings name a folder for schemas.
fn wants_schemas(settings: &str) -> bool {
    let settings = entry::read(Kind::Karta, SETTINGS, settings).0;
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
        schemas_after(Some(settings.to_owned()), || tree, changes).into_iter().filter_map(actors).collect()
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
