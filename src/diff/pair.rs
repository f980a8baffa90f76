use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::change::{Change, Diff, LeftOut};
use super::fate::Fate;
use super::field::{FieldChange, between};
use super::replaced::Replaced;
use super::side::{Side, Wanted, named};
use super::{succession, suggest};
use crate::entry::{Entry, Field, Problem, Value, What};
use crate::finding::Step;
use crate::karta::Karta;
use crate::source::Compared;
use crate::value::{Id, Kind, stem};

/// Two maps, read as far as they differ.
pub struct Pair {
    /// The first.
    pub before: Side,
    /// The second.
    pub after: Side,
}

impl Pair {
    /// Reads what differs between two maps, and what that names.
    pub fn draw(compared: &Compared) -> Pair {
        let (before, after) = (Karta::draw(&compared.before.differing), Karta::draw(&compared.after.differing));
        let wanted = wanted(&changes(&before, &after));
        let names =
            (named(&compared.before, &before, &after, &wanted.0), named(&compared.after, &after, &before, &wanted.1));
        Pair { before: Side::new(&compared.before, before, names.0), after: Side::new(&compared.after, after, names.1) }
    }

    /// Compares the two.
    pub fn diff(&self) -> Diff<'_> {
        let mut changes = changes(&self.before.differing, &self.after.differing);
        let replaced = Replaced::of(&changes);
        changes.iter_mut().flat_map(|change| &mut change.fields).for_each(|field| field.weigh(&replaced));
        let successions = succession::all(self, &changes);
        let suggestions = suggest::all(&changes, &successions);
        let left_out = left_out(&self.before.differing, &self.after.differing);
        Diff { before: &self.before, after: &self.after, changes, successions, replaced, suggestions, left_out }
    }
}

/// What became of each entry, by kind and id. What could not be understood on either side is left out of both.
fn changes<'v>(before: &'v Karta, after: &'v Karta) -> Vec<Change<'v>> {
    let lost: BTreeSet<&str> = [before, after].iter().flat_map(|karta| lost(karta)).map(stem).collect();
    let is_lost = |entry: &Entry| lost.contains(entry.stem()) || lost.contains(entry.id.as_str());
    let pairs = pairs(before.entries(), after.entries()).into_par_iter();
    let known = pairs.filter(|(before, after)| ![before, after].into_iter().flatten().any(|entry| is_lost(entry)));
    let muted = |karta: &Karta, entry: &Entry| muted(karta.problems_in(&entry.path));
    let change = |(old, new): (Option<&'v Entry>, Option<&'v Entry>)| {
        let mut fields = old.zip(new).map_or_else(Vec::new, |(old, new)| between(old, new));
        if let Some((old, new)) = old.zip(new).filter(|_| !fields.is_empty()) {
            let unsure: Vec<Box<str>> = muted(before, old).into_iter().chain(muted(after, new)).collect();
            fields.retain(|change| !unsure.iter().any(|name| **name == *change.top.name));
        }
        Some(Change { before: old, after: new, fate: Fate::of(old, new, says_else(&fields, old, new))?, fields })
    };
    let mut changes: Vec<Change<'v>> = known.filter_map(change).collect();
    changes.par_sort_by(|a, b| {
        let key = |change: &Change<'v>| (change.kind(), change.id(), &change.entry().path);
        key(a).cmp(&key(b))
    });
    changes
}

fn says_else(fields: &[FieldChange<'_>], old: Option<&Entry>, new: Option<&Entry>) -> bool {
    !fields.is_empty() || old.zip(new).is_some_and(|(old, new)| old.kind != new.kind)
}

type Both<'v> = (Option<&'v Entry>, Option<&'v Entry>);

/// The entries that are one in two maps: those of one id, wherever they lie. Where several have one id, first those in
/// the same file.
fn pairs<'v>(before: &'v [Entry], after: &'v [Entry]) -> Vec<Both<'v>> {
    let mut by_id: BTreeMap<_, (Vec<_>, Vec<_>)> = BTreeMap::new();
    for entry in before {
        by_id.entry(key(entry)).or_default().0.push(entry);
    }
    for entry in after {
        by_id.entry(key(entry)).or_default().1.push(entry);
    }
    by_id.into_values().flat_map(|(old, new)| matched(old, new)).collect()
}

/// What an entry is known by: ids are unique among those that people call entries, whatever their kinds.
fn key(entry: &Entry) -> (Kind, &Id) {
    let kind = if Kind::ENTRIES.contains(&entry.kind) { Kind::ENTRIES[0] } else { entry.kind };
    (kind, &entry.id)
}

fn matched<'v>(old: Vec<&'v Entry>, mut new: Vec<&'v Entry>) -> Vec<Both<'v>> {
    if let ([old], [new]) = (&old[..], &new[..]) {
        return vec![(Some(old), Some(new))];
    }
    let mut matched = Vec::new();
    let mut left = Vec::new();
    for old in old {
        match new.iter().position(|new| new.path == old.path) {
            Some(at) => matched.push((Some(old), Some(new.remove(at)))),
            None => left.push(old),
        }
    }
    let mut new = new.into_iter();
    matched.extend(left.into_iter().map(|old| (Some(old), new.next())));
    matched.extend(new.map(|new| (None, Some(new))));
    matched
}

/// The files that could not be understood at all.
fn lost(karta: &Karta) -> Vec<&str> {
    let unread = karta.unread().iter().map(|(path, _)| &**path);
    let is_lost = |problem: &Problem| matches!(problem.what, What::Syntax(_) | What::Conflict | What::Nothing);
    let broken = karta.problems().iter().filter(|(_, problem)| is_lost(problem)).map(|(path, _)| &**path);
    unread.chain(broken).collect()
}

/// The fields of a file whose values could not all be understood; one that is misspelt among them.
fn muted(problems: &[(Box<str>, Problem)]) -> Vec<Box<str>> {
    let field = |problem: &Problem| match (&problem.what, problem.place.path()?.0.first()?) {
        (What::NotTheFile(..) | What::Missing(_), _) => None,
        (What::UnknownField(_, meant), _) => meant.map(Box::from),
        (_, Step::Key(name)) => Some(name.to_string().into_boxed_str()),
        (_, Step::Item(_)) => None,
    };
    problems.iter().filter_map(|(_, problem)| field(problem)).collect()
}

/// The files that are not compared, wholly or in some field.
fn left_out(before: &Karta, after: &Karta) -> Vec<LeftOut> {
    let of = |karta: &Karta, is_before| {
        let muted = karta.problems().iter().filter(|problem| !muted(std::slice::from_ref(problem)).is_empty());
        let paths: BTreeSet<&str> = lost(karta).into_iter().chain(muted.map(|(path, _)| &**path)).collect();
        paths.into_iter().map(|path| LeftOut { path: path.into(), is_before }).collect::<Vec<_>>()
    };
    of(before, true).into_iter().chain(of(after, false)).collect()
}

/// What each side has to know to tell of the changes.
fn wanted(changes: &[Change<'_>]) -> (Wanted, Wanted) {
    let (mut before, mut after) = (Wanted::default(), Wanted::default());
    for change in changes {
        match (change.before, change.after) {
            (Some(entry), None) => whole(entry, &mut before),
            (None, Some(entry)) => whole(entry, &mut after),
            _ => {}
        }
        for field in &change.fields {
            field.old.into_iter().for_each(|value| ids(field.field, value, &mut before));
            field.new.into_iter().for_each(|value| ids(field.field, value, &mut after));
            if field.top.name == "ersatt_av" {
                field.old.into_iter().for_each(|value| ids(field.field, value, &mut after));
                field.new.into_iter().for_each(|value| ids(field.field, value, &mut before));
            }
        }
    }
    (before, after)
}

fn whole(entry: &Entry, wanted: &mut Wanted) {
    entry.values.iter().for_each(|(field, value)| ids(field, value, wanted));
}

/// The ids in a value, at any depth.
fn ids(field: &Field, value: &Value, wanted: &mut Wanted) {
    match value {
        Value::Id(_) if field.scheme().is_some() => wanted.has_concepts = true,
        Value::Id(id) => wanted.entry(field.targets(), id),
        Value::List(items) => items.iter().for_each(|item| ids(field, item, wanted)),
        Value::Record(parts) => {
            for (name, value) in parts {
                let part = field.parts().iter().find(|part| part.name == *name);
                part.into_iter().for_each(|part| ids(part, value, wanted));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{label, shown};
    use crate::entry::Weight;
    use crate::source::Tree;

    fn need(id: &str, more: &str) -> String {
        format!("id = \"{id}\"\ntitel = \"{id}\"\nbeskrivning = \"x\"\nstatus = \"bekraftat\"\nteman = [\"x\"]\n{more}")
    }

    fn pair<const A: usize, const B: usize>(before: [(&str, String); A], after: [(&str, String); B]) -> Pair {
        Pair::draw(&Compared::trees(Tree::memory(before), Tree::memory(after)))
    }

    fn told(pair: &Pair) -> Vec<String> {
        let diff = pair.diff();
        let field =
            |field: &FieldChange<'_>| format!("{}: {:?}", label(field).sv, shown(field, diff.before, diff.after));
        let told = diff.changes.iter().map(|change| {
            let fields: Vec<String> = change.fields.iter().map(field).collect();
            format!("{} {:?} {}", change.id(), change.fate, fields.join(", ")).trim().to_owned()
        });
        told.chain(diff.left_out.iter().map(|out| format!("utan {}", out.path))).collect()
    }

    #[test]
    fn an_entry_is_known_by_its_id_whatever_its_file_is_called() {
        let renamed = pair([("behov/a.toml", need("x", ""))], [("behov/b.toml", need("x", "relaterat = [\"x\"]\n"))]);
        assert_eq!(told(&renamed).len(), 1, "{:?}", told(&renamed));
        assert!(told(&renamed)[0].starts_with("x Changed Relaterat"));
        let kind = pair([("behov/a.toml", need("a", ""))], [("initiativ/a.toml", need("a", ""))]);
        assert!(kind.diff().changes[0].kinds() == Some((Kind::Behov, Kind::Initiativ)));
    }

    #[test]
    fn of_several_with_one_id_those_in_one_file_are_the_same() {
        let double = ("behov/b/a.toml", need("a", "diarienummer = 1\n"));
        let one = ("behov/a.toml", need("a", ""));
        let pair = pair([one.clone()], [one, double]);
        assert_eq!(told(&pair)[0], "a Added");
        assert_eq!(pair.diff().changes.len(), 1);
    }

    #[test]
    fn a_concept_of_another_id_and_the_same_name_is_told_of_in_its_scheme_alone() {
        let theme = |id: &str| {
            let own = format!("id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"{id}\"\nnamn = \"Ex\"\n");
            ("taxonomi/tema.toml", own + "[[begrepp]]\nid = \"y\"\nnamn = \"Ypsilon\"\n")
        };
        let needs = |first: &str| ("behov/a.toml", need("a", "").replace("[\"x\"]", &format!("[\"{first}\", \"y\"]")));
        let pair = pair([theme("x"), needs("x")], [theme("ny"), needs("ny")]);
        let diff = pair.diff();
        let weights: Vec<_> =
            diff.changes.iter().map(|change| (change.kind(), change.weight() > Weight::Form)).collect();
        assert_eq!(weights, [(Kind::Behov, false), (Kind::Taxonomi, true)]);
        let told = format!("{:?}", diff.shown(&diff.changes[1].fields[0]));
        assert!(told.starts_with("[Inside(") && told.contains("\"Ex\"") && told.contains("\"ny\""), "{told}");
    }

    #[test]
    fn one_of_several_that_were_split_is_told_of() {
        let split = need("b", "ersatt_av = [\"c\", \"d\"]\n");
        let link = |to: &str| ("behov/a.toml", need("a", &format!("relaterat = [\"{to}\"]\n")));
        let others = [("behov/c.toml", need("c", "")), ("behov/d.toml", need("d", ""))];
        let [c, d] = others;
        let pair = pair(
            [link("b"), ("behov/b.toml", need("b", "")), c.clone(), d.clone()],
            [link("c"), ("behov/b.toml", split), c, d],
        );
        assert!(pair.diff().changes[0].id().as_str() == "a" && pair.diff().changes[0].weight() > Weight::Form);
    }

    #[test]
    fn what_is_named_has_its_name_also_when_nothing_of_it_changed() {
        let actor = ("aktor/annat.toml", "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\n".to_owned());
        let theme = ("taxonomi/tema.toml", "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"x\"\nnamn = \"Ex\"\n[[begrepp]]\nid = \"y\"\nnamn = \"Ypsilon\"\n".to_owned());
        let old = ("behov/a.toml", need("a", ""));
        let new = ("behov/a.toml", need("a", "aktorer = [\"skr\"]\n").replace("[\"x\"]", "[\"x\", \"y\"]"));
        let pair = pair([actor.clone(), theme.clone(), old], [actor, theme, new]);
        let told = told(&pair).join("\n");
        assert!(told.contains("\"SKR\"") && told.contains("\"Ypsilon\"") && !told.contains("\"Ex\""), "{told}");
    }

    #[test]
    fn what_could_not_be_understood_is_not_taken_for_gone() {
        let right = need("a", "relaterat = [\"a\"]\n");
        let broken = pair([("behov/a.toml", right.clone())], [("behov/a.toml", "id = \"a\"\ntitel = \"".to_owned())]);
        assert_eq!(told(&broken), ["utan behov/a.toml"]);
        let mistyped = right.replace("bekraftat", "bekräftad").replace("titel = \"a\"", "titel = \"b\"");
        let some = pair([("behov/a.toml", right)], [("behov/a.toml", mistyped)]);
        assert!(told(&some)[0].starts_with("a Changed Titel"), "{:?}", told(&some));
        assert!(!told(&some)[0].contains("Status") && told(&some)[1] == "utan behov/a.toml");
    }
}
