//! What makes a finding the same finding the next time that the map is checked.

use std::collections::HashMap;

use crate::check::hidden;
use crate::finding::Finding;
use crate::render::address::encoded;
use crate::say::quote;

/// A name for each finding, in their order, no two the same, made of [`Finding::facts`]: it is the same in every
/// language, and stays when lines move, when an item is put before another in a list, and when the file is moved.
///
/// The name is readable and nothing is hashed: nobody can make a new finding pass for an old one.
pub fn identities<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let identity = |finding: &Finding| {
        let facts = finding.facts();
        let (subject, field) = (encoded(facts.subject), encoded(&hidden(&facts.field)));
        let name = format!("{}:{subject}:{field}:{}", facts.rule, quote(facts.what));
        let number = seen.entry(name.clone()).and_modify(|number| *number += 1).or_insert(1);
        format!("{number}:{name}")
    };
    findings.into_iter().map(identity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{FieldPath, Level, Place};
    use crate::say::Words;

    fn finding(file: &str, place: Place, what: &str) -> Finding {
        let what = Words { sv: what.to_owned().into(), en: "x".into() };
        Finding { rule: "bad-x", level: Level::Error, file: file.into(), place, what, hint: None, also: Vec::new() }
    }

    fn item(index: usize) -> Place {
        Place::Value(FieldPath::field("kallor").item(index).key("url"))
    }

    #[test]
    fn a_finding_is_the_same_wherever_it_is_moved() {
        let own = identities(&[finding("behov/skola/a.toml", item(0), "Fel: é")]);
        assert_eq!(own, ["1:bad-x:a:kallor.url:Fel: é"]);
        assert_eq!(own, identities(&[finding("behov/vard/a.toml", item(7), "Fel: é")]));
        let broken = |from| identities(&[finding("karta.toml", Place::Bytes(from, 9), "Fel")]);
        assert_eq!(broken(1), broken(5));
        assert_eq!(broken(1), ["1:bad-x:karta::Fel"]);
    }

    #[test]
    fn no_two_are_the_same() {
        let one = finding("behov/a.toml", item(0), "Fel");
        let others = [
            finding("behov/a.toml", item(1), "Fel"),
            finding("behov/b.toml", item(0), "Fel"),
            finding("behov/a:kallor.url:Fel.toml", Place::File, "Fel"),
            finding("behov/a.toml", Place::File, "kallor.url:Fel"),
        ];
        for other in others {
            let both = identities(&[one.clone(), other]);
            assert_ne!(both[0], both[1]);
        }
    }
}
