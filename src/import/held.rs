use std::collections::BTreeMap;

use super::merge::{Merged, Understood};
use crate::check::{self, Against};
use crate::finding::{Finding, Level};
use crate::karta::Karta;
use crate::ratchet;
use crate::say::Failure;
use crate::source::Tree;

/// Holds what is to change against the map's rules. A row that would give the map an error that it does not have is not
/// taken in, and becomes a fault; how many new warnings the others give is answered.
pub fn held(merged: &mut Merged, understood: &Understood<'_>, tree: &Tree, karta: &Karta, against: &Against) -> usize {
    if merged.changes.is_empty() {
        return 0;
    }
    let before = check::check_against(karta, against);
    loop {
        let changes = merged.changes.iter().map(|change| (&*change.path, change.after.as_deref()));
        let after = Karta::draw(&tree.with(changes));
        let now = check::check_against(&after, against);
        let new = ratchet::compare((&after, &now), (karta, &before)).new;
        let (errors, others): (Vec<Finding>, Vec<Finding>) =
            new.into_iter().partition(|finding| finding.level == Level::Error);
        if merged.refuse(understood, &by_file(&errors)) == 0 {
            return others.len();
        }
    }
}

/// What is wrong in each file: in which field, and why.
fn by_file(errors: &[Finding]) -> BTreeMap<&str, Vec<(String, Failure)>> {
    let mut files: BTreeMap<&str, Vec<(String, Failure)>> = BTreeMap::new();
    for error in errors {
        let why = Failure { what: error.what.clone(), why: None, hint: error.hint.clone() };
        for (file, place) in error.places() {
            files.entry(file).or_default().push((place.field(), why.clone()));
        }
    }
    files
}
