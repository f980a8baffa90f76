use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Ratchet, compare};
use crate::check::{Against, Texts, check_against, draw};
use crate::finding::Finding;
use crate::karta::Karta;
use crate::source::Tree;

type Files = BTreeMap<String, String>;

const HEAD: &str = "karta.toml";

/// Rules that mind how bare these entries are, which is beside the point.
const SETTINGS: &str = "namn = \"K\"\nformat = 1\n\n[regler]\nmissing-source = \"av\"\nnear-duplicate = \"av\"\n";

fn map(files: &[(&str, &str)]) -> Files {
    let base = [(HEAD, SETTINGS), ("taxonomi/tema.toml", THEMES)];
    base.iter().chain(files).map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

const THEMES: &str = "id = \"tema\"\nnamn = \"Tema\"\n\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n";

fn need(id: &str, rest: &str) -> String {
    format!("id = \"{id}\"\ntitel = \"T\"\nbeskrivning = \"B\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n{rest}")
}

fn since(now: &Files, before: &Files) -> Ratchet {
    let [now, before] = [now, before].map(drawn);
    compare((&now.0, &findings(&now, None)), (&before.0, &findings(&before, Some(&now.0))))
}

fn drawn(files: &Files) -> (Karta, Texts) {
    draw(&Tree::memory(files.clone()))
}

/// Everything that any rule says.
fn findings((karta, texts): &(Karta, Texts), judged_as: Option<&Karta>) -> Vec<Finding> {
    check_against(karta, &Against { texts: Some(texts), judged_as, ..Against::default() })
}

/// New findings with their rules and files, how many old remain, and how many are mended.
fn told(now: &[(&str, &str)], before: &[(&str, &str)]) -> (Vec<String>, usize, usize) {
    let Ratchet { new, old_remaining, mended } = since(&map(now), &map(before));
    (new.iter().map(|it| format!("{} {}", it.file, it.rule)).collect(), old_remaining, mended)
}

#[test]
fn only_what_is_new_is_told() {
    let before = need("a", "aktorer = [\"x\"]\n");
    let now = need("a", "aktorer = [\"y\"]\nrelaterat = [\"z\"]\n");
    let (new, old, mended) = told(&[("behov/a.toml", &now)], &[("behov/a.toml", &before)]);
    assert_eq!(new, ["behov/a.toml unknown-actor", "behov/a.toml broken-link"]);
    assert_eq!((old, mended), (0, 1));
}

#[test]
fn an_old_problem_stays_old_wherever_it_goes() {
    let before = need("a", "aktorer = [\"x\", \"y\"]\n");
    let now = "aktorer = [\"y\", \"x\"]\nteman = [\"skola\"]\ntitel = \"Ny\"\nbeskrivning = \"B\"\n\nid = \"a\"\nstatus = \"identifierat\"\n";
    assert_eq!(told(&[("behov/ny/mapp/a.toml", now)], &[("behov/a.toml", &before)]), (vec![], 2, 0));
    let renamed = told(&[("behov/b.toml", &before)], &[("behov/a.toml", &before)]);
    assert_eq!(renamed, (vec!["behov/b.toml id-file-mismatch".into()], 2, 0));
    let broken = "id = \n";
    assert_eq!(told(&[("behov/ny/a.toml", broken)], &[("behov/a.toml", broken)]), (vec![], 1, 0));
}

#[test]
fn renamed_joined_and_split_entries_take_their_problems_with_them() {
    let (a, b) = (need("a", "aktorer = [\"x\"]\n"), need("b", "aktorer = [\"y\"]\n"));
    let gone = |id: &str, heirs: &str| need(id, &format!("ersatt_av = [{heirs}]\n"));
    let before = [("behov/a.toml", &*a), ("behov/b.toml", &*b)];
    let (a, b) = (gone("a", "\"c\""), gone("b", "\"c\""));
    let joined = need("c", "aktorer = [\"x\", \"y\"]\n");
    let now = [("behov/a.toml", &*a), ("behov/b.toml", &*b), ("behov/c.toml", &*joined)];
    assert_eq!(told(&now, &before), (vec![], 2, 0));
    let (a, c, d) = (gone("a", "\"c\", \"d\""), gone("c", "\"e\""), need("d", "aktorer = [\"x\"]\n"));
    let e = need("e", "aktorer = [\"x\"]\n");
    let split = [("behov/a.toml", &*a), ("behov/c.toml", &*c), ("behov/d.toml", &*d), ("behov/e.toml", &*e)];
    assert_eq!(told(&split, &before[..1]), (vec![], 2, 0));
    let round = gone("a", "\"a\"");
    assert_eq!(told(&[("behov/a.toml", &round)], &before[..1]).1, 0);
}

#[test]
fn an_entry_that_was_renamed_by_hand_takes_its_problems_with_it() {
    let before = need("a", "aktorer = [\"x\"]\nrelaterat = [\"y\"]\n");
    let now = need("z", "aktorer = [\"x\"]\nrelaterat = [\"y\"]\n");
    let [now, before] = [("behov/z.toml", now), ("behov/a.toml", before)].map(|(path, text)| map(&[(path, &text)]));
    assert_eq!((since(&now, &before).new, since(&now, &before).old_remaining), (vec![], 2));
}

#[test]
fn a_second_fault_like_the_first_is_new() {
    let source = "\n[[kallor]]\nurl = \"fel\"\n";
    let (one, two) = (need("a", source), need("a", &source.repeat(2)));
    assert_eq!(told(&[("behov/a.toml", &two)], &[("behov/a.toml", &one)]).0, ["behov/a.toml bad-url"]);
    assert_eq!(told(&[("behov/a.toml", &one)], &[("behov/a.toml", &two)]), (vec![], 1, 1));
    let (one, two) = (need("a", "relaterat = [\"x\"]\n"), need("a", "relaterat = [\"x\", \"x\"]\n"));
    assert_eq!(
        told(&[("behov/a.toml", &two)], &[("behov/a.toml", &one)]),
        (vec!["behov/a.toml broken-link".into(), "behov/a.toml repeated-value".into()], 0, 0)
    );
    assert_eq!(told(&[("behov/a.toml", &one)], &[("behov/a.toml", &two)]), (vec![], 1, 1));
}

#[test]
fn a_twin_of_an_old_id_is_told_once_for_each_file_that_came() {
    let a = need("a", "");
    let two = [("behov/a.toml", &*a), ("behov/x/a.toml", &*a)];
    let three = [two[0], two[1], ("behov/y/a.toml", &*a)];
    assert_eq!(told(&two, &two[..1]).0.len(), 1);
    assert_eq!(told(&three, &two).0.len(), 1);
    assert_eq!(told(&two, &three), (vec![], 1, 1));
}

#[test]
fn a_map_is_held_to_the_same_levels_and_exceptions_on_both_sides() {
    let (a, b) = (need("a", "aktorer = [\"x\"]\n"), need("b", "aktorer = [\"x\"]\n"));
    let settings = |more: &str| format!("{SETTINGS}{more}");
    let exception = "\n[[undantag]]\nregel = \"unknown-actor\"\nid = \"a\"\nskal = \"S\"\ntill = \"2030\"\n";
    let (off, on) = (settings("unknown-actor = \"av\"\n"), settings("unknown-actor = \"fel\"\n"));
    let held = |text: &str, files: &[(&str, &str)]| {
        let mut files = map(files);
        files.insert(HEAD.to_owned(), text.to_owned());
        files
    };
    let (one, two) = ([("behov/a.toml", &*a)], [("behov/a.toml", &*a), ("behov/b.toml", &*b)]);
    let turned_on = since(&held(&on, &one), &held(&off, &one));
    assert_eq!((turned_on.new, turned_on.old_remaining), (vec![], 1));
    let turned_off = since(&held(&off, &one), &held(&on, &one));
    assert_eq!(turned_off, Ratchet::default());
    let excepted = since(&held(&settings(exception), &two), &held(SETTINGS, &two));
    assert_eq!((excepted.new, excepted.old_remaining, excepted.mended), (vec![], 1, 0));
    let unneeded = exception.replace("\"a\"", "\"c\"");
    let c = need("c", "");
    let unneeded =
        since(&held(&settings(&unneeded), &[("behov/c.toml", &c)]), &held(SETTINGS, &[("behov/c.toml", &c)]));
    assert_eq!(unneeded.new.iter().map(|it| it.rule).collect::<Vec<_>>(), ["unused-exception"]);
}

#[test]
fn a_file_that_goes_from_one_wrong_folder_to_another_is_as_wrong_as_before() {
    let themes =
        format!("{THEMES}\n[[begrepp]]\nid = \"vard\"\nnamn = \"V\"\n\n[[begrepp]]\nid = \"resa\"\nnamn = \"R\"\n");
    let a = need("a", "");
    let at = |path: &'static str| [("taxonomi/tema.toml", themes.clone()), (path, a.clone())];
    let map = |files: &[(&str, String); 2]| map(&files.each_ref().map(|(path, text)| (*path, &**text)));
    let told = since(&map(&at("behov/vard/a.toml")), &map(&at("behov/resa/a.toml")));
    assert_eq!((told.new, told.mended), (vec![], 0));
    assert!(told.old_remaining > 0);
}

/// Entries with all sorts of faults, in some files.
fn faulty() -> impl Strategy<Value = Files> {
    let line = prop::sample::select(vec![
        "aktorer = [\"x\", \"y\"]\n",
        "relaterat = [\"b\", \"zzz\"]\n",
        "uppgift_ar = \"nyss\"\n",
        "okant = 1\n",
        "status = \"fel\"\n",
        "[[kallor]]\nurl = \"fel\"\n",
        "= =\n",
    ]);
    let file = (prop::sample::select(vec!["a", "b", "c", "d"]), prop::collection::vec(line, 0..4));
    prop::collection::vec(file, 0..5).prop_map(|files| {
        let text = |id: &str, lines: &[&str]| {
            format!("id = \"{id}\"\ntitel = \"T {id}\"\nteman = [\"skola\"]\n{}", lines.concat())
        };
        let mut map = map(&[]);
        map.extend(files.into_iter().map(|(id, lines)| (format!("behov/{id}.toml"), text(id, &lines))));
        map
    })
}

/// How many findings there are of each file's stem, rule and words, with as many places.
fn counted(findings: &[Finding]) -> BTreeMap<(String, &str, String, usize), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        let facts = finding.facts();
        let key =
            (format!("{} {}", facts.subject, facts.field), facts.rule, facts.what.to_owned(), finding.places().count());
        *counts.entry(key).or_default() += 1;
    }
    counts
}

fn moved(files: &Files) -> Files {
    let place = |path: &str| match path.strip_prefix("behov/") {
        Some(name) => format!("behov/ny/{}/{name}", name.len()),
        None => path.to_owned(),
    };
    files.iter().map(|(path, text)| (place(path), text.clone())).collect()
}

proptest! {
    #[test]
    fn nothing_is_new_in_the_map_itself_or_in_moved_files(files in faulty()) {
        for now in [files.clone(), moved(&files)] {
            let told = since(&now, &files);
            prop_assert_eq!((told.new, told.mended), (vec![], 0));
        }
    }

    #[test]
    fn every_finding_is_new_or_old_and_every_old_one_remains_or_is_mended(now in faulty(), before in faulty()) {
        let all = |files: &Files| findings(&drawn(files), None);
        let (here, then, there) = (all(&now), all(&before), since(&now, &before));
        let old: Vec<Finding> = here.iter().filter(|finding| !there.new.contains(finding)).cloned().collect();
        prop_assert_eq!(old.len(), there.old_remaining);
        // What is old was there, as many times; and what is new was not there, or not as many times.
        let (left, was, is) = (counted(&old), counted(&then), counted(&here));
        for (facts, count) in &left {
            prop_assert!(was.get(facts).is_some_and(|before| count <= before), "{:?} is not old", facts);
        }
        for facts in counted(&there.new).keys().filter(|facts| facts.3 == 1) {
            prop_assert!(was.get(facts).copied().unwrap_or(0) < is[facts], "{:?} is not new", facts);
        }
        let gone = was.iter().map(|(facts, count)| count.saturating_sub(is.get(facts).copied().unwrap_or(0)));
        prop_assert!(there.mended <= gone.sum(), "{} were not mended", there.mended);
    }
}
