//! Headings on few columns: words that are too long are broken with a hyphen, where a syllable begins.

use std::borrow::Cow;

use super::wrap;

/// A heading whose words all fit in so many columns; breaks are hyphens with a blank after them.
pub fn broken(heading: &str, room: usize) -> String {
    let words = heading.split(' ').map(|word| in_parts(word, room.max(2)));
    words.collect::<Vec<_>>().join(" ")
}

/// The same of any text, but for what would be another thing with a hyphen in it: ids, addresses and numbers.
pub fn in_text(text: &str, room: usize) -> Cow<'_, str> {
    if text.split(' ').all(|word| wrap::width(word) <= room) {
        return Cow::Borrowed(text);
    }
    let words = text.split(' ').map(|word| if is_plain(word) { in_parts(word, room.max(2)) } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ").into()
}

/// Whether a word is one that people write, and not an id.
fn is_plain(word: &str) -> bool {
    let is_id = word.contains('-') && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let is_mark = |c: char| matches!(c, '-' | ',' | ';' | '.' | ':' | '(' | ')' | '”' | '"' | '…');
    !is_id && word.chars().all(|c| c.is_alphabetic() || is_mark(c))
}

fn in_parts(word: &str, room: usize) -> String {
    let mut parts = String::new();
    let mut rest = word;
    while wrap::width(rest) > room {
        let fitting = wrap::fitting(rest, room - 1);
        let last = |wanted: fn(&str, usize) -> bool| fitting.iter().rev().copied().find(|at| wanted(rest, *at));
        let at = last(is_joint).or_else(|| last(is_syllable)).or(fitting.last().copied());
        let (part, after) = rest.split_at(at.unwrap_or(rest.len()));
        let hyphen = if part.ends_with('-') { "" } else { "-" };
        parts.push_str(&format!("{part}{hyphen} "));
        rest = after;
    }
    parts + rest
}

/// Whether the word has a hyphen of its own there.
fn is_joint(word: &str, at: usize) -> bool {
    word[..at].ends_with('-')
}

/// Whether a syllable begins there: one consonant goes with the vowel after it (Svenska skrivregler), and something
/// that can be read stands on both sides.
fn is_syllable(word: &str, at: usize) -> bool {
    let (before, after) = word.split_at(at);
    let mut next = after.chars();
    let begins = next.next().is_some_and(|c| c.is_alphabetic() && !is_vowel(c)) && next.next().is_some_and(is_vowel);
    begins && before.chars().count() > 1 && before.contains(is_vowel)
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_lowercase().next(), Some('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_break_where_a_syllable_begins() {
        let told = ["identifierat", "prioriterat", "pågående", "avslutat", "förvaltning", "Totalt"];
        let told = told.map(|word| broken(word, 7)).join("\n");
        insta::assert_snapshot!(told, @"
        identi- fierat
        priori- terat
        pågåen- de
        avslu- tat
        för- valt- ning
        Totalt
        ");
        assert_eq!(broken("e-tjänster för kvällstid", 8), "e- tjänster för kvälls- tid");
        assert_eq!(broken("xxxxxxxx", 4), "xxx- xxx- xx");
        assert_eq!(broken("日本語", 4), "日- 本語");
    }

    #[test]
    fn ids_and_addresses_are_left_as_they_are() {
        assert_eq!(in_text("Digital infrastruktur", 12), "Digital infrastruk- tur");
        for id in ["forvaltningsgemensam-infrastruktur", "https://www.esamverka.se/infrastruktur", "202100-6883"] {
            assert_eq!(in_text(id, 8), id);
        }
    }

    proptest! {
        #[test]
        fn what_is_broken_fits_and_says_the_same(heading in "[a-zåäö日]{0,30}", room in 4usize..12) {
            let told = broken(&heading, room);
            prop_assert!(told.split(' ').all(|part| wrap::width(part) <= room), "{told}");
            prop_assert_eq!(told.replace("- ", ""), heading);
        }
    }
}
