use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether a text is certainly in NFC. Letters below U+0300 never change, and have no byte from 0xCC on in UTF-8.
pub fn is_nfc(text: &str) -> bool {
    text.bytes().fold(0, u8::max) < 0xcc || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Text as search compares it: lower case, composed and decomposed forms alike, accents gone, å ä ö folded to a a o.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Text as a Swedish reader searches it: lower case, composed and decomposed forms alike, accents gone but å ä ö kept,
/// each run of white space one space.
pub fn swedish(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | 'å' | 'ä' | 'ö' => folded.push(c),
            _ if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            _ => std::iter::once(c).nfkd().flat_map(char::to_lowercase).for_each(|c| push_swedish(&mut folded, c)),
        }
    }
    folded
}

/// Adds a lower-case letter that has come apart, or a mark to the letter before it.
fn push_swedish(folded: &mut String, c: char) {
    let joined = match (folded.as_bytes().last(), c) {
        (Some(b'a'), '\u{30a}') => 'å',
        (Some(b'a'), '\u{308}') => 'ä',
        (Some(b'o'), '\u{308}') => 'ö',
        (Some(b' '), ' ') => return,
        _ if is_combining_mark(c) => return,
        _ => return folded.push(c),
    };
    folded.pop();
    folded.push(joined);
}

/// What [`swedish`] gives, with å ä ö folded too, as [`fold`] does.
pub fn without_dots(swedish: &str) -> String {
    let plain = |c| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        c => c,
    };
    swedish.chars().map(plain).collect()
}

/// The words of a text, folded. A word is a run of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn swedish_letters_are_letters_of_their_own() {
        assert_eq!(swedish("Östra  Ålidhem,\n idé"), "östra ålidhem, ide");
        assert_eq!(swedish("O\u{308}vning A\u{30a}r e\u{301} Ü"), "övning år e u");
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in ".{0,40}") {
            let once = swedish(&text);
            prop_assert_eq!(swedish(&once), once);
        }

        #[test]
        fn the_two_foldings_meet(text in "[a-zA-ZåäöÅÄÖéüÉ -]{0,40}") {
            let spaced = fold(&text).split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(without_dots(&swedish(&text)).split_whitespace().collect::<Vec<_>>().join(" "), spaced);
        }
    }

    #[test]
    fn forms_of_one_letter_are_one() {
        assert_eq!(fold("Översyn"), fold("o\u{308}VERSYN"));
        assert_eq!(fold("pågående"), "pagaende");
        assert_eq!(words("E-tjänst, idé/2018").collect::<Vec<_>>(), ["e", "tjanst", "ide", "2018"]);
    }
}
