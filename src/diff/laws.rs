//! What holds of the comparison of any two maps.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::entry::{Entry, Value, Weight};
use crate::karta::Karta;
use crate::source::{Compared, Tree};
use crate::value::Kind;

/// A map as lines of its files, by id.
type Map = BTreeMap<String, (String, Vec<String>)>;

fn texts(map: &Map) -> Vec<(String, String)> {
    let file = |(id, (folder, lines)): (&String, &(String, Vec<String>))| {
        (format!("{folder}/{id}.toml"), format!("id = \"{id}\"\n{}\n", lines.join("\n")))
    };
    map.iter().map(file).collect()
}

fn tree(map: &Map) -> Tree {
    Tree::memory(texts(map))
}

/// The same map as somebody else might have written it: other spaces, comments, and keys in another order.
fn rewritten(map: &Map) -> Tree {
    let file = |(id, (folder, lines)): (&String, &(String, Vec<String>))| {
        let (tables, keys): (Vec<&String>, Vec<&String>) = lines.iter().partition(|line| line.starts_with('['));
        let lines = keys.iter().rev().chain(&tables).map(|line| line.replacen(" = ", "   =  ", 1));
        let text = format!("# anteckning\n\nid=\"{id}\"\n{}\n", lines.collect::<Vec<_>>().join("\n\n"));
        (format!("{folder}/{id}.toml"), text)
    };
    Tree::memory(map.iter().map(file).collect::<Vec<_>>())
}

fn pair(before: Tree, after: Tree) -> Pair {
    Pair::draw(&Compared::trees(before, after))
}

fn id() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "d", "e"]).prop_map(str::to_owned)
}

fn ids() -> impl Strategy<Value = String> {
    prop::collection::vec(id(), 0..4).prop_map(|ids| format!("{ids:?}"))
}

fn line() -> impl Strategy<Value = (usize, String)> {
    prop_oneof![
        "[ab]{1,2}( [ab]{1,2}){0,3}".prop_map(|text| (0, format!("titel = \"{text}\""))),
        "[ab]{1,2}(( |\\\\n)[ab]{1,2}){0,8}".prop_map(|text| (1, format!("beskrivning = \"{text}\""))),
        "(identifierat|bekraftat|avfort)".prop_map(|text| (2, format!("status = \"{text}\""))),
        ids().prop_map(|ids| (3, format!("relaterat = {ids}"))),
        ids().prop_map(|ids| (4, format!("ersatt_av = {ids}"))),
        id().prop_map(|id| (4, format!("ersatt_av = [\"{id}\"]"))),
        "20[12][0-3](-0[1-9])?".prop_map(|date| (5, format!("start = \"{date}\""))),
        ids().prop_map(|ids| (6, format!("teman = {ids}"))),
        (1..4u8, "[ab]{1,3}").prop_map(|(n, text)| (7, format!("nytta = {{ varde = {n}, skal = \"{text}\" }}"))),
        prop::collection::vec(("[ab]", 2016..2019u16), 1..4).prop_map(|sources| {
            let source = |(text, year)| format!("[[kallor]]\ntext = \"{text}\"\ndatum = \"{year}\"");
            (8, sources.into_iter().map(source).collect::<Vec<_>>().join("\n"))
        }),
        "[ab]{1,3}".prop_map(|text| (9, format!("[egna]\nkommentar = \"{text}\""))),
    ]
}

fn map() -> impl Strategy<Value = Map> {
    let folder = prop::sample::select(vec!["behov", "behov/skola", "initiativ/x", "aktor"]).prop_map(str::to_owned);
    let lines = prop::collection::vec(line(), 0..7).prop_map(|lines| {
        lines.into_iter().collect::<BTreeMap<usize, String>>().into_values().collect::<Vec<String>>()
    });
    prop::collection::btree_map(id(), (folder, lines), 0..5)
}

/// What a diff says, in words that two diffs can be compared by.
fn told(diff: &Diff<'_>, is_mirrored: bool) -> Vec<String> {
    let swap = |pair: (String, String)| if is_mirrored { (pair.1, pair.0) } else { pair };
    let value = |value: Option<&Value>| format!("{value:?}");
    let mut told: Vec<String> = Vec::new();
    for change in &diff.changes {
        let fate = if is_mirrored { change.fate.mirrored() } else { change.fate };
        let path = |entry: Option<&Entry>| entry.map_or(String::new(), |entry| entry.path.to_string());
        told.push(format!("{} {fate:?} {:?}", change.id(), swap((path(change.before), path(change.after)))));
        for field in &change.fields {
            for item in diff.items(field) {
                told.push(format!("{} {} {:?}", change.id(), field.name, swap((value(item.old), value(item.new)))));
            }
            let values = swap((value(field.old), value(field.new)));
            told.push(format!("{} {} {values:?} {:?}", change.id(), field.name, field.weight));
        }
    }
    for one in &diff.successions {
        let way = if is_mirrored { one.way().mirrored() } else { one.way() };
        let ids = |entries: &[&Entry]| entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(" ");
        told.push(format!("{way:?} {:?}", swap((ids(&one.from), ids(&one.to)))));
    }
    told.sort();
    told
}

/// The first map's entries with a diff's new values: what each field holds, by id.
fn applied(before: &Karta, diff: &Diff<'_>) -> BTreeMap<String, BTreeMap<String, Value>> {
    let mut entries = held(before);
    for change in &diff.changes {
        let Some(after) = change.after else {
            entries.remove(change.id().as_str());
            continue;
        };
        if change.before.is_none() {
            entries.insert(after.id.to_string(), fields(after));
            continue;
        }
        let entry = entries.get_mut(after.id.as_str()).expect("it is in the first map");
        entry.insert("path".into(), Value::Text(after.path.clone()));
        for field in &change.fields {
            put(entry, &field.name, field.new);
        }
    }
    entries
}

fn put(entry: &mut BTreeMap<String, Value>, name: &str, new: Option<&Value>) {
    match (name.split_once('.'), new) {
        (None, Some(new)) => drop(entry.insert(name.to_owned(), new.clone())),
        (None, None) => drop(entry.remove(name)),
        (Some((top, part)), new) => {
            let Some(Value::Record(parts)) = entry.get(top).cloned() else { panic!("{name} is a part of a record") };
            let others = parts.iter().filter(|(name, _)| name != part).cloned();
            let parts = others.chain(new.map(|new| (part.to_owned().into(), new.clone()))).collect();
            entry.insert(top.to_owned(), Value::Record(parts));
        }
    }
}

fn held(karta: &Karta) -> BTreeMap<String, BTreeMap<String, Value>> {
    karta
        .entries()
        .iter()
        .filter(|entry| entry.kind != Kind::Karta)
        .map(|entry| (entry.id.to_string(), fields(entry)))
        .collect()
}

fn fields(entry: &Entry) -> BTreeMap<String, Value> {
    let own = entry.values.iter().map(|(field, value)| (field.name.to_owned(), value.clone()));
    own.chain([("path".to_owned(), Value::Text(entry.path.clone()))]).collect()
}

fn are_same(a: &BTreeMap<String, BTreeMap<String, Value>>, b: &BTreeMap<String, BTreeMap<String, Value>>) -> bool {
    let record = |fields: &BTreeMap<String, Value>| {
        Value::Record(fields.iter().map(|(name, value)| (name.clone().into(), value.clone())).collect())
    };
    a.keys().eq(b.keys()) && a.values().zip(b.values()).all(|(a, b)| same(&record(a), &record(b)))
}

proptest! {
    #[test]
    fn a_map_differs_in_nothing_from_itself(map in map()) {
        let pair = pair(tree(&map), tree(&map));
        prop_assert!(pair.diff().changes.is_empty() && pair.diff().suggestions.is_empty());
    }

    #[test]
    fn back_is_the_mirror_of_forth(a in map(), b in map()) {
        let (forth, back) = (pair(tree(&a), tree(&b)), pair(tree(&b), tree(&a)));
        prop_assert_eq!(told(&forth.diff(), false), told(&back.diff(), true));
    }

    #[test]
    fn the_first_map_with_the_new_values_is_the_second(a in map(), b in map()) {
        let pair = pair(tree(&a), tree(&b));
        // What could not be understood is not compared.
        prop_assume!(pair.diff().left_out.is_empty());
        let (before, after) = (Karta::draw(&tree(&a)), Karta::draw(&tree(&b)));
        prop_assert!(are_same(&applied(&before, &pair.diff()), &held(&after)), "{:?}", told(&pair.diff(), false));
    }

    #[test]
    fn writing_it_otherwise_changes_nothing(map in map()) {
        let pair = pair(tree(&map), rewritten(&map));
        prop_assert!(pair.diff().changes.is_empty(), "{:?}", told(&pair.diff(), false));
    }

    #[test]
    fn moving_files_changes_only_form(map in map()) {
        let elsewhere = map.iter().map(|(id, (folder, lines))| (id.clone(), (format!("{folder}/djupare"), lines.clone())));
        let pair = pair(tree(&map), tree(&elsewhere.collect()));
        let diff = pair.diff();
        prop_assert!(diff.is_empty(Weight::Wording) && diff.stories(Weight::Wording).is_empty());
        prop_assert_eq!(diff.stories(Weight::Form).len(), map.len());
        prop_assert!(diff.changes.iter().all(|change| change.fate == Fate::Moved));
    }

    #[test]
    fn what_is_not_read_would_not_have_mattered(a in map(), b in map()) {
        let (some, all) = (pair(tree(&a), tree(&b)), pair(tree(&a), rewritten(&b)));
        let diff = some.diff();
        prop_assert_eq!(told(&diff, false), told(&all.diff(), false));
        let names = |diff: &Diff<'_>| diff.stories(Weight::Form).iter().map(|story| format!("{:?}", story.fields.iter().map(|field| shown(field, diff.before, diff.after)).collect::<Vec<_>>())).collect::<Vec<_>>();
        prop_assert_eq!(names(&diff), names(&all.diff()));
    }

    #[test]
    fn the_order_of_files_never_matters(a in map(), b in map()) {
        let reversed = |map: &Map| Tree::memory(texts(map).into_iter().rev());
        let (one, other) = (pair(tree(&a), tree(&b)), pair(reversed(&a), reversed(&b)));
        prop_assert_eq!(told(&one.diff(), false), told(&other.diff(), false));
    }

    #[test]
    fn what_is_only_renamed_is_told_of_once(map in map(), old in id()) {
        let Some((folder, lines)) = map.get(&old).cloned() else { return Ok(()) };
        let mut renamed: Map = map.iter().map(|(id, (folder, lines))| {
            let links = |line: &String| match line.starts_with("relaterat") {
                true => line.replace(&format!("\"{old}\""), "\"ny\""),
                false => line.clone(),
            };
            (id.clone(), (folder.clone(), lines.iter().map(links).collect()))
        }).collect();
        let itself = renamed.insert(old.clone(), (folder, vec!["ersatt_av = [\"ny\"]".to_owned()]));
        renamed.extend(itself.map(|itself| ("ny".to_owned(), itself)));
        // One that others went over into, or that went over itself, is more than renamed.
        prop_assume!(!lines.iter().any(|line| line.starts_with("ersatt_av")));
        let pair = pair(tree(&map), tree(&renamed));
        let diff = pair.diff();
        prop_assume!(diff.left_out.is_empty());
        let told: Vec<&str> = diff.changes.iter().filter(|change| change.weight() > Weight::Form).map(|change| change.id().as_str()).collect();
        prop_assert_eq!(told, if old.as_str() < "ny" { vec![old.as_str(), "ny"] } else { vec!["ny", old.as_str()] });
        prop_assert!(diff.stories(Weight::Wording).iter().all(|story| story.fields.iter().all(|field| field.weight == Weight::Form || field.top.name == "ersatt_av")));
    }

    #[test]
    fn links_to_what_was_merged_are_links_to_what_it_is_now(list in prop::collection::vec(id(), 0..4), is_back in any::<bool>()) {
        let tree = |texts: [(&str, String); 4]| Tree::memory(texts);
        let into = |id: &String| if matches!(id.as_str(), "a" | "b") { "c".to_owned() } else { id.clone() };
        let need = |links: &[String]| format!("id = \"x\"\nrelaterat = {links:?}");
        let own = |id: &str, more: &str| format!("id = \"{id}\"\n{more}");
        let gone = "ersatt_av = [\"c\"]";
        let now: Vec<String> = list.iter().map(into).collect();
        let before = tree([("behov/x.toml", need(&list)), ("behov/a.toml", own("a", "")), ("behov/b.toml", own("b", "")), ("behov/c.toml", own("c", ""))]);
        let after = tree([("behov/x.toml", need(&now)), ("behov/a.toml", own("a", gone)), ("behov/b.toml", own("b", gone)), ("behov/c.toml", own("c", ""))]);
        let pair = if is_back { pair(after, before) } else { pair(before, after) };
        let diff = pair.diff();
        let link = diff.changes.iter().find(|change| change.id().as_str() == "x");
        prop_assert!(link.is_none_or(|change| change.weight() == Weight::Form));
        prop_assert_eq!(link.is_some(), list != now);
    }
}
