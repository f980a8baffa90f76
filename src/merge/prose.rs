use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::entry::Value;
use crate::house::{self, Node};

/// Lines of the base, and the lines that one side has in their place.
type Hunk<'t> = (Range<usize>, &'t [&'t str]);

/// A text of several lines out of two, line by line as git merges; none where both changed the same lines, or lines that
/// meet, in different ways.
pub fn joined(base: &str, ours: &str, theirs: &str) -> Option<Node<'static>> {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| text.trim_end().split('\n').collect::<Vec<_>>());
    if base.len() < 2 {
        return None;
    }
    let (us, them) = (hunks(&base, &ours), hunks(&base, &theirs));
    let (mut us, mut them) = (us.into_iter().peekable(), them.into_iter().peekable());
    let (mut lines, mut at) = (Vec::new(), 0);
    loop {
        let hunk = match (us.peek(), them.peek()) {
            (Some(one), Some(other)) if one == other => {
                them.next();
                us.next()
            }
            (Some(one), Some(other)) if meets(&one.0, &other.0) => return None,
            (Some(one), Some(other)) if other.0.start < one.0.start => them.next(),
            (Some(_), _) => us.next(),
            (None, _) => them.next(),
        };
        let Some((place, new)) = hunk else { break };
        lines.extend_from_slice(&base[at..place.start]);
        lines.extend_from_slice(new);
        at = place.end;
    }
    lines.extend_from_slice(&base[at..]);
    Some(house::own(&Value::Text(lines.join("\n").into())))
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// What one side has instead of the base's lines, in order: whatever stands between two runs of lines that both have.
fn hunks<'t>(base: &[&str], side: &'t [&'t str]) -> Vec<Hunk<'t>> {
    let changes = capture_diff_slices(Algorithm::Myers, base, side).into_iter();
    let same = changes.filter(|change| change.tag() == DiffTag::Equal);
    let same = same.map(|change| (change.old_range(), change.new_range()));
    let end = (base.len()..base.len(), side.len()..side.len());
    let mut last = (0, 0);
    let mut hunks = Vec::new();
    for (old, new) in same.chain([end]) {
        if (old.start, new.start) != last {
            hunks.push((last.0..old.start, &side[last.1..new.start]));
        }
        last = (old.end, new.end);
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(base: &str, ours: &str, theirs: &str) -> Option<String> {
        joined(base, ours, theirs).and_then(|node| Some(node.text()?.trim_end().to_owned()))
    }

    #[test]
    fn paragraphs_that_one_side_each_changed_are_both_kept() {
        assert_eq!(text("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC").as_deref(), Some("A\n\nb\n\nC"));
        assert_eq!(text("a\n\nb\n\nc", "A\n\nb\n\nc", "A\n\nb\n\nc\n\nd").as_deref(), Some("A\n\nb\n\nc\n\nd"));
        assert_eq!(text("a\n\nb\n\nc", "a\n\nc", "a\n\nb\n\nC"), None);
        assert_eq!(text("a\nb", "A\nb", "a\nB"), None);
        assert_eq!(text("a", "b", "c"), None);
    }

    proptest! {
        #[test]
        fn what_one_side_changed_is_as_it_has_it(base in "[ab\n]{0,12}c\nd", side in "[ab\n]{0,12}c") {
            prop_assert_eq!(text(&base, &side, &base), Some(side.clone()));
            prop_assert_eq!(text(&base, &base, &side), Some(side.clone()));
            prop_assert_eq!(text(&base, &side, &side), Some(side));
        }

        #[test]
        fn it_is_the_same_from_either_side(base in "[ab\n]{0,12}", ours in "[abc\n]{0,12}", theirs in "[abc\n]{0,12}") {
            prop_assert_eq!(text(&base, &ours, &theirs), text(&base, &theirs, &ours));
        }
    }
}
