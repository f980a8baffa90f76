//! Several texts in one cell, in a way that comes apart again.
//!
//! The rule, for whoever reads such a cell: **several values stand with `; ` between them; a cell that begins with `[`
//! is a JSON array of them instead**, and is written so where `; ` alone would not bring the same values back.

use std::borrow::Cow;

/// Texts in one cell.
pub fn join<T: AsRef<str>>(items: &[T]) -> String {
    let texts: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    let joined = texts.join("; ");
    match apart(&joined) == texts {
        true => joined,
        false => serde_json::to_string(&texts).expect("texts are always JSON"),
    }
}

/// The texts in a cell: as [`join`] wrote them, or as a person did, with a line break or a semicolon and a blank between.
pub fn apart(cell: &str) -> Vec<Cow<'_, str>> {
    if cell.trim_start().starts_with('[')
        && let Ok(items) = serde_json::from_str::<Vec<String>>(cell)
    {
        return items.into_iter().map(Cow::Owned).collect();
    }
    let pieces = cell.split(['\n', '\r']).flat_map(|line| line.split("; ")).map(|piece| piece.trim());
    let pieces = pieces.map(|piece| piece.trim_end_matches(';').trim_end());
    pieces.filter(|piece| !piece.is_empty()).map(Cow::Borrowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_plain_stays_plain_and_what_is_not_is_json() {
        assert_eq!(join(&["Digg 2019-100", "KS/2020:1"]), "Digg 2019-100; KS/2020:1");
        assert_eq!(join(&["https://a.se/;x=1"]), "https://a.se/;x=1");
        assert_eq!(join(&["a; b", "c"]), r#"["a; b","c"]"#);
        assert_eq!(join(&["[a]"]), "[a]");
        assert_eq!(join(&["[\"a\"]"]), r#"["[\"a\"]"]"#);
        assert_eq!(apart(" a;b; c;\r\nd "), ["a;b", "c", "d"]);
    }

    proptest! {
        #[test]
        fn what_is_joined_comes_apart(items in prop::collection::vec("[a;\\[\\]\" \n]{1,6}", 0..4)) {
            let joined = join(&items);
            prop_assert_eq!(apart(&joined), items);
        }
    }
}
