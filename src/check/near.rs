use crate::value::fold;

/// How many names on each side, in each order, are looked at.
const WINDOW: usize = 8;

/// Finds the few of many names that may be near a misspelt one, without looking at them all.
///
/// A misspelt name still begins or ends as the right one does, so the right one is close by when the names are sorted
/// from the beginning or from the end.
pub struct Near<'k> {
    forward: Vec<&'k str>,
    backward: Vec<&'k str>,
}

impl<'k> Near<'k> {
    pub fn new(names: impl Iterator<Item = &'k str>) -> Near<'k> {
        let mut forward: Vec<&str> = names.collect();
        let mut backward = forward.clone();
        forward.sort_unstable();
        backward.sort_unstable_by(|a, b| a.bytes().rev().cmp(b.bytes().rev()));
        Near { forward, backward }
    }

    /// The names around where this one would stand.
    pub fn around(&self, name: &str) -> impl Iterator<Item = &'k str> {
        let name = fold(name);
        let first = self.forward.partition_point(|other| **other < *name);
        let last = self.backward.partition_point(|other| other.bytes().rev().lt(name.bytes().rev()));
        window(&self.forward, first).iter().chain(window(&self.backward, last)).copied()
    }
}

fn window<'a, 'k>(names: &'a [&'k str], at: usize) -> &'a [&'k str] {
    &names[at.saturating_sub(WINDOW)..names.len().min(at + WINDOW)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::nearest;

    #[test]
    fn a_slip_anywhere_is_found_among_very_many() {
        let mut names: Vec<String> = (0..10_000).map(|n| format!("post-{n:05}-verket")).collect();
        names.push("migrationsverket".to_owned());
        let near = Near::new(names.iter().map(String::as_str));
        for slip in ["igrationsverket", "migratonsverket", "migrationsverke", "Migrationsvärket"] {
            assert_eq!(nearest(slip, near.around(slip)), Some("migrationsverket"), "{slip}");
        }
        assert!(near.around("post-05000").count() <= 4 * WINDOW);
    }
}
