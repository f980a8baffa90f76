use std::collections::{BTreeMap, btree_map};

use super::change::Change;
use super::field::{Target, target};
use super::held::Held;
use super::sheet::Sheet;
use super::wish::{Action, Wish};
use super::{names, value};
use crate::entry::{self, Entry, Field, Problem, Shape, Value, What};
use crate::finding::{FieldPath, Place, Step};
use crate::house::{self, Node};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::source::Tree;
use crate::value::Kind;

/// Wishes understood for one kind, ready for any file of it.
pub struct Plan {
    kind: Kind,
    deeds: Vec<Deed>,
}

/// One thing to do with a file.
enum Deed {
    Set(Target, Value),
    Unset(Target),
    Add(Target, Vec<Value>),
    Remove(Target, Vec<Value>),
    AddRecord(Target, Vec<(&'static str, Value)>),
    RemoveRecords(Target, Value),
    SetRecords(Target, Box<[Value]>),
}

/// What wishes make of entries, a change for each file that is not so already.
pub fn changes(karta: &Karta, tree: &Tree, chosen: &[&Entry], wishes: &[Wish]) -> Result<Vec<Change>> {
    let mut plans: BTreeMap<Kind, Plan> = BTreeMap::new();
    let mut changes = Vec::new();
    for entry in chosen {
        let plan = match plans.entry(entry.kind) {
            btree_map::Entry::Occupied(plan) => plan.into_mut(),
            btree_map::Entry::Vacant(place) => {
                let entries: Vec<&Entry> = chosen.iter().copied().filter(|other| other.kind == entry.kind).collect();
                place.insert(Plan::for_entries(karta, entry.kind, &entries, wishes)?)
            }
        };
        let text = tree.text(&entry.path).unwrap_or_default();
        changes.extend(plan.apply(&entry.path, &text)?);
    }
    Ok(changes)
}

impl Plan {
    /// Understands wishes, or says of the first that cannot be done why.
    pub fn new(karta: &Karta, kind: Kind, wishes: &[Wish]) -> Result<Plan> {
        Plan::for_entries(karta, kind, &[], wishes)
    }

    /// The same, where what is to be taken away may be anything that these entries have.
    fn for_entries(karta: &Karta, kind: Kind, entries: &[&Entry], wishes: &[Wish]) -> Result<Plan> {
        let held = Held { karta, entries };
        let mut plan = Plan { kind, deeds: Vec::with_capacity(wishes.len()) };
        for wish in wishes {
            let target = target(kind, &wish.field)?;
            if target.top.name == "id" {
                return Err(id_stays());
            }
            plan.push(held, wish, target)?;
        }
        Ok(plan)
    }

    /// A plan that makes each place hold just this value, or nothing.
    pub fn exactly(kind: Kind, wanted: impl IntoIterator<Item = (Target, Option<Value>)>) -> Plan {
        let deed = |(target, value): (Target, Option<Value>)| match value {
            None => Deed::Unset(target),
            Some(Value::List(records)) if matches!(target.leaf.shape, Shape::Records(_)) => {
                Deed::SetRecords(target, records)
            }
            Some(value) => Deed::Set(target, value),
        };
        Plan { kind, deeds: wanted.into_iter().map(deed).collect() }
    }

    fn push(&mut self, held: Held<'_>, wish: &Wish, target: Target) -> Result<()> {
        let karta = held.karta;
        let is_record_part = target.is_part_of_list();
        let is_list = target.leaf.is_list() || target.is_own();
        match wish.action {
            Action::Unset => self.deeds.push(Deed::Unset(target)),
            Action::Set if is_list && !target.is_own() => {
                let items = value::items(karta, &target, &wish.value)?;
                self.are_right_kinds(karta, &target, &items)?;
                self.push_list(target, items);
            }
            Action::Set => {
                let value = value::value(karta, &target, &wish.value)?;
                self.deeds.push(Deed::Set(target, value));
            }
            Action::Add if is_record_part => {
                let value = value::value(karta, &target, &wish.value)?;
                self.push_part(target, value);
            }
            Action::Remove if is_record_part => {
                let value = held.value(&target, &wish.value)?;
                self.deeds.push(Deed::RemoveRecords(target, value));
            }
            Action::Add | Action::Remove if !is_list => return Err(not_a_list(&target, wish.action)),
            Action::Add => {
                let items = value::items(karta, &target, &wish.value)?;
                self.are_right_kinds(karta, &target, &items)?;
                self.deeds.push(Deed::Add(target, items));
            }
            Action::Remove => {
                let items = held.items(&target, &wish.value)?;
                self.deeds.push(Deed::Remove(target, items));
            }
        }
        Ok(())
    }

    /// A link may be of a kind that the field takes, and yet not from an entry of this kind.
    fn are_right_kinds(&self, karta: &Karta, target: &Target, items: &[Value]) -> Result<()> {
        let kinds = target.leaf.targets_from(self.kind);
        let is_other = |id: &&str| karta.find(id).is_some_and(|entry| !kinds.contains(&entry.kind));
        let ids = items.iter().filter(|item| matches!(item, Value::Id(_))).filter_map(Value::text);
        match ids.into_iter().find(is_other).filter(|_| target.leaf.is_within_kind) {
            Some(id) => Err(names::other_kind(karta, target.leaf, kinds, id)),
            None => Ok(()),
        }
    }

    /// A list that is set several times is to hold all that was said.
    fn push_list(&mut self, target: Target, items: Vec<Value>) {
        let same = |deed: &&mut Deed| matches!(deed, Deed::Set(other, _) if other.keys == target.keys);
        match self.deeds.iter_mut().find(same) {
            Some(Deed::Set(_, list)) => {
                let all = list.items().iter().cloned().chain(items);
                *list = Value::List(without_doubles(all));
            }
            _ => self.deeds.push(Deed::Set(target, Value::List(without_doubles(items)))),
        }
    }

    /// Parts of one list after one another are one record, until a part comes again.
    fn push_part(&mut self, target: Target, value: Value) {
        let part = target.leaf.name;
        match self.deeds.last_mut() {
            Some(Deed::AddRecord(other, parts))
                if other.top.name == target.top.name && parts.iter().all(|(name, _)| *name != part) =>
            {
                parts.push((part, value));
            }
            _ => self.deeds.push(Deed::AddRecord(target, vec![(part, value)])),
        }
    }

    /// What the plan makes of one file; nothing when the file is so already.
    pub fn apply(&self, path: &str, text: &str) -> Result<Option<Change>> {
        let (before, problems) = entry::read(self.kind, path, text);
        let before = before.filter(|_| !problems.iter().any(|problem| matches!(problem.what, What::Syntax(_))));
        let before = before.filter(|_| house::statements(text).is_some()).ok_or_else(|| broken(path))?;
        let mut sheet = Sheet::new(self.kind, text);
        let mut now = before;
        for deed in &self.deeds {
            deed.apply(&now, &mut sheet, path)?;
            let read = entry::read(self.kind, path, sheet.text()).0;
            now = read.filter(|entry| deed.is_done(entry)).ok_or_else(|| broken(path))?;
        }
        let after = sheet.into_text();
        if after == text {
            return Ok(None);
        }
        self.check(path, &problems, &after)?;
        Ok(Some(Change { path: path.into(), before: Some(text.to_owned()), after: Some(after) }))
    }

    /// A file that was right stays right: a new problem means that the wishes cannot be done.
    fn check(&self, path: &str, before: &[Problem], after: &str) -> Result<()> {
        let told = |problem: &Problem| format!("{:?}{:?}", problem.place, problem.what);
        let known: Vec<String> = before.iter().map(told).collect();
        let (_, problems) = entry::read(self.kind, path, after);
        match problems.iter().find(|problem| !known.contains(&told(problem))) {
            Some(problem) => Err(would_break(path, problem)),
            None => Ok(()),
        }
    }
}

impl Deed {
    fn apply(&self, entry: &Entry, sheet: &mut Sheet, path: &str) -> Result<()> {
        match self {
            Deed::Set(target, value) => {
                only_one(entry, target, path)?;
                if held(entry, &target.path()) != Some(value) {
                    sheet.set(&target.path(), target.node(value), target.leaf.shape);
                }
            }
            Deed::Unset(target) => {
                only_one(entry, target, path)?;
                sheet.unset(&target.path());
            }
            Deed::Add(target, items) => {
                list_or_nothing(entry, target, path)?;
                let there = held(entry, &target.path()).map_or(&[][..], Value::items);
                for item in items.iter().filter(|item| !there.contains(item)) {
                    sheet.add(&target.path(), target.node(item), target.leaf.shape);
                }
            }
            Deed::Remove(target, items) => {
                list_or_nothing(entry, target, path)?;
                let nodes: Vec<Node<'_>> = items.iter().map(|item| target.node(item)).collect();
                sheet.remove(&target.path(), |item| nodes.contains(item));
            }
            Deed::AddRecord(target, parts) => {
                let is_there = entry.items(target.top.name).iter().any(|record| is_record(record, parts));
                if !is_there {
                    add_record(sheet, target, |part| {
                        parts.iter().find(|(name, _)| *name == part).map(|(_, value)| value)
                    });
                }
            }
            Deed::SetRecords(target, records) => set_records(sheet, entry, target, records),
            Deed::RemoveRecords(target, value) => {
                sheet.remove_records(target.top.name, target.leaf.name, &house::node(value));
            }
        }
        Ok(())
    }
}

impl Deed {
    /// Whether an entry is as wished; where the file has something else than it should, it may not be.
    fn is_done(&self, entry: &Entry) -> bool {
        match self {
            Deed::Set(target, value) => held(entry, &target.path()) == Some(value),
            Deed::Unset(target) => held(entry, &target.path()).is_none(),
            Deed::Add(target, items) => {
                let there = held(entry, &target.path()).map_or(&[][..], Value::items);
                items.iter().all(|item| there.contains(item))
            }
            Deed::AddRecord(target, parts) => {
                entry.items(target.top.name).iter().any(|record| is_record(record, parts))
            }
            Deed::SetRecords(target, records) => entry.items(target.top.name) == &records[..],
            Deed::Remove(..) | Deed::RemoveRecords(..) => true,
        }
    }
}

/// Adds a record with what it has of the parts that are declared.
fn add_record<'v>(sheet: &mut Sheet, target: &Target, value: impl Fn(&str) -> Option<&'v Value>) {
    let parts = target.top.parts().iter();
    let parts = parts.filter_map(|part| Some((part.name.to_owned(), house::node(value(part.name)?))));
    sheet.add_record(target.top.name, parts.collect());
}

/// Makes the records of a list these: those that stand are changed part by part, the surplus goes, and the rest is added.
fn set_records(sheet: &mut Sheet, entry: &Entry, target: &Target, records: &[Value]) {
    let (path, there) = (target.path(), entry.items(target.top.name));
    for at in (records.len()..there.len()).rev() {
        sheet.unset(&path.item(at));
    }
    for (at, (old, new)) in there.iter().zip(records).enumerate() {
        let changed = target.top.parts().iter().filter(|part| old.part(part.name) != new.part(part.name));
        let (set, unset): (Vec<&Field>, Vec<&Field>) = changed.partition(|part| new.part(part.name).is_some());
        for (part, value) in set.iter().filter_map(|part| Some((part, new.part(part.name)?))) {
            sheet.set(&path.item(at).key(part.name), house::node(value), part.shape);
        }
        unset.iter().for_each(|part| sheet.unset(&path.item(at).key(part.name)));
    }
    records.iter().skip(there.len()).for_each(|record| add_record(sheet, target, |part| record.part(part)));
}

impl Target {
    fn node(&self, value: &Value) -> Node<'static> {
        if self.is_own() { house::own(value) } else { house::node(value) }
    }
}

fn without_doubles(items: impl IntoIterator<Item = Value>) -> Box<[Value]> {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept.into()
}

/// Whether a record holds these parts and no others.
fn is_record(record: &Value, parts: &[(&str, Value)]) -> bool {
    let Value::Record(held) = record else {
        return false;
    };
    held.len() == parts.len() && parts.iter().all(|(name, value)| record.part(name) == Some(value))
}

/// What an entry holds there.
fn held<'e>(entry: &'e Entry, path: &FieldPath) -> Option<&'e Value> {
    let (Step::Key(top), below) = path.0.split_first()? else {
        return None;
    };
    below.iter().try_fold(entry.get(top)?, |value, step| match step {
        Step::Key(name) => value.part(name),
        Step::Item(index) => value.items().get(*index),
    })
}

/// A part of a record in a list can be set where there is one record, or none yet.
fn only_one(entry: &Entry, target: &Target, path: &str) -> Result<()> {
    let (count, name, file) = (entry.items(target.top.name).len(), target.top.name, quote(path));
    if !target.is_part_of_list() || count < 2 {
        return Ok(());
    }
    Err(Failure::new(say!("{file} har {count} poster i {name}.", "{file} has {count} records in {name}.")).hint(say!(
        "Ta bort den som är fel med --remove {name}.…= och lägg till den rätta med --add {name}.…=",
        "Take away the wrong one with --remove {name}.…= and add the right one with --add {name}.…="
    )))
}

/// One of the map's own fields can be a list, or something else.
fn list_or_nothing(entry: &Entry, target: &Target, path: &str) -> Result<()> {
    match held(entry, &target.path()) {
        None | Some(Value::List(_)) => Ok(()),
        Some(_) => {
            let (name, file) = (target.name(), quote(path));
            Err(Failure::new(say!("{name} i {file} är ingen lista.", "{name} in {file} is not a list."))
                .hint(use_set()))
        }
    }
}

fn not_a_list(target: &Target, action: Action) -> Failure {
    let (name, flag) = (target.name(), action.flag());
    Failure::new(say!(
        "Fältet {name} har bara ett värde, så {flag} går inte.",
        "The field {name} has only one value, so {flag} does not work."
    ))
    .hint(use_set())
}

fn use_set() -> Words {
    Words::new(
        "Använd --set fält=värde för att byta värdet, --unset fält för att ta bort det.",
        "Use --set field=value to change the value, --unset field to take it away.",
    )
}

fn id_stays() -> Failure {
    Failure::new(Words::new("Ett id ändras aldrig.", "An id is never changed.")).hint(Words::new(
        "Lägg till en ny post, och ange dess id i ersatt_av på den här.",
        "Add a new entry, and give its id in ersatt_av of this one.",
    ))
}

fn broken(path: &str) -> Failure {
    let file = quote(path);
    Failure::new(say!(
        "{file} kan inte läsas, så den kan inte ändras.",
        "{file} cannot be read, so it cannot be changed."
    ))
    .hint(Words::new("Rätta det som karta validate visar.", "Mend what karta validate shows."))
}

fn would_break(path: &str, problem: &Problem) -> Failure {
    let file = quote(path);
    match &problem.what {
        What::Missing(field) => {
            let name = match &problem.place {
                Place::Value(table) => table.key(field.name).to_string(),
                _ => field.name.to_owned(),
            };
            Failure::new(say!(
                "{file} skulle sakna {name}, som måste finnas.",
                "{file} would lack {name}, which is required."
            ))
            .hint(say!("Ange också ett värde för {name} med --set.", "Give a value for {name} too, with --set."))
        }
        _ => Failure::new(say!("{file} skulle bli fel.", "{file} would become wrong.")),
    }
}

#[cfg(test)]
mod tests;
