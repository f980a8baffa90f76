use super::merge::Merged;
use crate::check::{self, Against};
use crate::finding::{Finding, Level};
use crate::karta::Karta;
use crate::ratchet;
use crate::say::Failure;
use crate::source::Tree;

/// Holds what is to change against the map's rules. A row that would give the map an error that it does not have is not
/// taken in, and becomes a fault; how many new warnings the others give is answered.
pub fn held(merged: &mut Merged, tree: &Tree, karta: &Karta, against: &Against) -> usize {
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
        let refused = errors.iter().filter(|error| refuse(merged, error)).count();
        if refused == 0 {
            return others.len();
        }
    }
}

/// Takes away the changes that a finding tells of; false where it tells of none.
fn refuse(merged: &mut Merged, finding: &Finding) -> bool {
    let why = Failure { what: finding.what.clone(), why: None, hint: finding.hint.clone() };
    let files: Vec<&str> = finding.places().map(|(file, _)| file).collect();
    let count = files.iter().filter(|file| merged.refuse(file, &why)).count();
    count > 0
}
