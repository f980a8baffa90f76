//! The map that is kept in this repository: no errors, and what else each rule says of it.

mod base;

use std::collections::BTreeMap;
use std::path::Path;

use karta::check::{Against, RULES, check_against, draw};
use karta::finding::{Finding, Level};
use karta::source::Tree;
use karta::value::Date;

fn findings() -> Vec<Finding> {
    let tree = Tree::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/map-data")));
    let (karta, texts) = draw(&tree);
    // A day when the map's exceptions hold, whatever day the test is run.
    let today = Date::parse("2026-11-21");
    check_against(&karta, &Against { today, texts: Some(&texts), ..Against::default() })
}

#[test]
fn the_real_map_has_no_errors() {
    let findings = findings();
    let errors: Vec<_> = findings.iter().filter(|finding| finding.level == Level::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn what_each_rule_says_of_the_real_map() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    findings().iter().for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    let told = RULES.iter().filter_map(|rule| Some((rule, counts.get(rule.name)?)));
    let table: String =
        told.map(|(rule, count)| format!("{:<7} {:<24} {count}\n", rule.level.name(), rule.name)).collect();
    insta::assert_snapshot!(table);
}
