use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::change::Change;
use super::sheet::Sheet;
use crate::entry::{self, Entry, Field, Mention, Shape, Value, What};
use crate::finding::{FieldPath, Step};
use crate::house::{self, Node};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::source::Tree;
use crate::value::{Id, Kind, Scheme};

/// What ids have become, wherever they are mentioned.
#[derive(Clone, Debug)]
pub struct Renaming {
    /// The scheme whose concepts the ids are; none where they are entries.
    scheme: Option<Scheme>,
    ids: BTreeMap<Id, Vec<Id>>,
}

/// A place of a file where ids are mentioned: a field, or a part of its records.
type Spot = (&'static str, Option<&'static str>);

impl Renaming {
    /// Entries that have become others, one or several.
    pub fn of_entries(ids: impl IntoIterator<Item = (Id, Vec<Id>)>) -> Renaming {
        Renaming { scheme: None, ids: ids.into_iter().collect() }
    }

    /// A concept that has got another id.
    pub fn of_concept(scheme: Scheme, old: Id, new: Id) -> Renaming {
        Renaming { scheme: Some(scheme), ids: BTreeMap::from([(old, vec![new])]) }
    }

    /// Whether a field holds ids of that sort. What something was replaced by stays as it was told: it is what happened,
    /// and leads on by itself.
    fn is_about(&self, field: &Field) -> bool {
        match self.scheme {
            Some(scheme) => field.scheme() == Some(scheme),
            None => !field.targets().is_empty() && field.name != "ersatt_av",
        }
    }

    fn minds(&self, mention: &Mention<'_>) -> bool {
        self.is_about(mention.field) && self.ids.contains_key(mention.id)
    }

    fn is_mentioned_in(&self, entry: &Entry) -> bool {
        let is_settings = entry.kind == Kind::Karta && self.scheme.is_none();
        entry.mentions().any(|mention| self.minds(&mention)) || (is_settings && self.excepted(entry).next().is_some())
    }

    /// The ids that the map's exceptions name.
    fn excepted<'e>(&'e self, settings: &'e Entry) -> impl Iterator<Item = &'e Id> {
        let named = settings.items("undantag").iter().filter_map(|value| match value.part("id") {
            Some(Value::Id(id)) => Some(id.as_str()),
            Some(Value::Text(text)) => Some(&**text),
            _ => None,
        });
        named.filter_map(|id| self.ids.get_key_value(id)).map(|(id, _)| id)
    }

    /// A text with the new ids for the old, all else as it was. An entry is never made to point at itself.
    pub(super) fn text(&self, kind: Kind, path: &str, text: &str, own: &Id) -> Result<String> {
        let unreadable = || unreadable(path);
        let entry = entry::read(kind, path, text).0.filter(|_| house::statements(text).is_some());
        let entry = entry.ok_or_else(unreadable)?;
        let mut sheet = Sheet::new(kind, text);
        for ((top, part), old) in self.spots(&entry) {
            let new: Vec<&Id> = self.ids.get(old).into_iter().flatten().filter(|id| *id != own).collect();
            match part {
                None => sheet.replace(
                    &FieldPath::field(top),
                    &node(old),
                    &new.iter().map(|id| node(id)).collect::<Vec<_>>(),
                ),
                Some(part) if is_one_record(kind, top) => {
                    let new: Vec<Node<'_>> = new.iter().map(|id| node(id)).collect();
                    sheet.replace(&FieldPath::field(top).key(part), &node(old), &new);
                }
                Some(part) => replace_in_records(&mut sheet, &entry, (top, part), old, &new),
            }
        }
        let after = entry::read(kind, path, sheet.text()).0.ok_or_else(unreadable)?;
        match self.spots(&after).iter().any(|(_, id)| !self.ids.values().flatten().any(|new| new == *id)) {
            true => Err(unreadable()),
            false => Ok(owners_once(&entry, sheet.into_text())),
        }
    }

    fn spots<'e>(&'e self, entry: &'e Entry) -> BTreeSet<(Spot, &'e Id)> {
        let mentions = entry.mentions().filter(|mention| self.minds(mention));
        let mut spots: BTreeSet<(Spot, &Id)> = mentions.map(|mention| (spot(&mention), mention.id)).collect();
        if entry.kind == Kind::Karta && self.scheme.is_none() {
            spots.extend(self.excepted(entry).map(|id| (("undantag", Some("id")), id)));
        }
        spots
    }
}

/// The text of an entry that was so before, where each that has come to be both owner and participant is told as owner
/// alone: an owner counts as a participant.
pub(super) fn owners_once(before: &Entry, text: String) -> String {
    let is_both = |entry: &Entry, id: &Id| {
        let holds = |field| entry.ids(field).any(|other| other == id);
        holds("agare") && holds("deltagare")
    };
    let Some(after) = entry::read(before.kind, &before.path, &text).0 else { return text };
    let both: Vec<Node<'_>> =
        after.ids("deltagare").filter(|id| is_both(&after, id) && !is_both(before, id)).map(node).collect();
    if both.is_empty() {
        return text;
    }
    let mut sheet = Sheet::new(before.kind, &text);
    sheet.remove(&FieldPath::field("deltagare"), |item| both.contains(item));
    sheet.into_text()
}

/// Every file but those of the entries named, with the new ids where it mentions the old.
pub fn rewrite(karta: &Karta, tree: &Tree, renaming: &Renaming, but: &[&str]) -> Result<Vec<Change>> {
    if let Some(path) = lost(karta, tree, renaming) {
        return Err(unreadable(path));
    }
    let mentioning =
        karta.entries().par_iter().filter(|entry| !but.contains(&&*entry.path) && renaming.is_mentioned_in(entry));
    let changes: Result<Vec<Option<Change>>> = mentioning
        .map(|entry| {
            let before = tree.text(&entry.path).ok_or_else(|| unreadable(&entry.path))?;
            let after = renaming.text(entry.kind, &entry.path, &before, &entry.id)?;
            let is_changed = after != before;
            Ok(is_changed.then(|| Change { path: entry.path.clone(), before: Some(before), after: Some(after) }))
        })
        .collect();
    let mut changes: Vec<Change> = changes?.into_iter().flatten().collect();
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// A file that is not TOML, or not even text, and seems to mention one of the ids.
fn lost<'k>(karta: &'k Karta, tree: &Tree, renaming: &Renaming) -> Option<&'k str> {
    let is_lost = |path: &&str| {
        let problems = karta.problems_in(path);
        problems.is_empty()
            || problems.iter().any(|(_, problem)| matches!(problem.what, What::Syntax(_) | What::Conflict))
    };
    let mentions = |path: &&str| {
        let text = tree.text(path).unwrap_or_default();
        let quoted = |id: &Id| [format!("\"{id}\""), format!("'{id}'")];
        renaming.ids.keys().flat_map(quoted).any(|id| text.contains(&id))
    };
    karta.broken().into_iter().filter(is_lost).find(mentions)
}

/// The first of the new ids takes the old one's place; for each of the others there is a record like it.
fn replace_in_records(sheet: &mut Sheet, entry: &Entry, (top, part): (&str, &str), old: &Id, new: &[&Id]) {
    let records =
        entry.items(top).iter().filter(|record| record.part(part).and_then(Value::text) == Some(old.as_str()));
    let copies: Vec<&Value> = records.collect();
    match new.split_first() {
        None => sheet.remove_records(top, part, &node(old)),
        Some((first, others)) => {
            sheet.replace_part(top, part, &node(old), &node(first));
            for (other, copy) in others.iter().flat_map(|other| copies.iter().map(move |copy| (other, copy))) {
                let Value::Record(parts) = copy else { continue };
                let parts = parts.iter().map(|(name, value)| {
                    let value = if name == part { node(other) } else { house::node(value) };
                    (name.to_string(), value)
                });
                sheet.add_record(top, parts.collect());
            }
        }
    }
}

/// Whether a field has parts, and is no list of records.
fn is_one_record(kind: Kind, field: &str) -> bool {
    entry::find(kind, field).is_some_and(|field| matches!(field.shape, Shape::Record(_)))
}

fn spot(mention: &Mention<'_>) -> Spot {
    let path = mention.path();
    let part = matches!(path.0.last(), Some(Step::Key(_)) if path.0.len() > 1).then_some(mention.field.name);
    (mention.top().name, part)
}

fn node(id: &Id) -> Node<'static> {
    house::node(&Value::Id(id.clone()))
}

/// A file that mentions what is to change, but cannot be changed.
pub(super) fn unreadable(path: &str) -> Failure {
    let file = quote(path);
    Failure::new(say!(
        "{file} kan inte läsas som den ska, så det som nämns där kan inte ändras.",
        "{file} cannot be read as it should, so what it mentions cannot be changed."
    ))
    .hint(Words::new(
        "Ingenting ändrades. Rätta först det som karta validate visar.",
        "Nothing was changed. First mend what karta validate shows.",
    ))
}
