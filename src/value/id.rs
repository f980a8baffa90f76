use std::borrow::Borrow;
use std::fmt;

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

/// The name of an entry: lower-case ASCII letters and digits in words joined by single hyphens, at most
/// [`Id::MAX`] characters, and not a name that Windows keeps for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(CompactString);

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdFault {
    /// There is nothing there.
    Empty,
    /// It has more than [`Id::MAX`] characters.
    TooLong,
    /// It has something besides a–z, 0–9 and single hyphens between them.
    Characters,
    /// Windows cannot have a file of that name.
    Reserved,
}

impl Id {
    /// The most characters an id may have.
    pub const MAX: usize = 64;

    /// Reads an id.
    pub fn parse(text: &str) -> Result<Id, IdFault> {
        Id::check(text).map(|()| Id(text.into()))
    }

    /// Says whether a text is an id.
    pub fn check(text: &str) -> Result<(), IdFault> {
        if text.is_empty() {
            Err(IdFault::Empty)
        } else if text.len() > Id::MAX {
            Err(IdFault::TooLong)
        } else if !is_slug(text.as_bytes()) {
            Err(IdFault::Characters)
        } else if is_reserved(text) {
            Err(IdFault::Reserved)
        } else {
            Ok(())
        }
    }

    /// Makes an id from a title: å and ä become a, ö becomes o, other letters their nearest in a–z; cut at a word.
    /// `None` when the title has no letter or digit that a–z and 0–9 can stand for.
    pub fn from_title(title: &str) -> Option<Id> {
        let slug = shorten(&slug(title));
        let slug = if is_reserved(&slug) { format!("{slug}-post") } else { slug };
        Id::parse(&slug).ok()
    }

    /// The same id with a number behind it, within the length allowed: `tolk` becomes `tolk-2`.
    pub fn numbered(&self, number: usize) -> Id {
        let tail = format!("-{number}");
        let stem = &self.0[..self.0.len().min(Id::MAX - tail.len())];
        Id(format!("{}{tail}", stem.trim_end_matches('-')).into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

fn is_slug(bytes: &[u8]) -> bool {
    let mut before = b'-';
    for &byte in bytes {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => {}
            b'-' if before != b'-' => {}
            _ => return false,
        }
        before = byte;
    }
    before != b'-'
}

/// Device names in Windows, with or without an extension
/// (learn.microsoft.com/windows/win32/fileio/naming-a-file).
fn is_reserved(text: &str) -> bool {
    let numbered = |stem: &str| text.strip_prefix(stem).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.nfkd().flat_map(char::to_lowercase) {
        match spelled(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if is_silent(c) => {}
            None if slug.ends_with('-') => {}
            None => slug.push('-'),
        }
    }
    slug.trim_matches('-').to_owned()
}

/// Letters that do not come apart into a base letter and a mark.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        '&' => "-och-",
        '§' => "-paragraf-",
        _ => return None,
    })
}

/// Marks that stand on the letter before them, and signs inside a word.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’' | '\u{ad}' | '\u{200b}'..='\u{200f}')
}

fn shorten(slug: &str) -> String {
    if slug.len() <= Id::MAX {
        return squeeze(slug);
    }
    let head = &slug[..Id::MAX];
    let end = match slug.as_bytes()[Id::MAX] {
        b'-' => Id::MAX,
        _ => head.rfind('-').unwrap_or(Id::MAX),
    };
    squeeze(&head[..end])
}

fn squeeze(slug: &str) -> String {
    slug.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn made(title: &str) -> Option<String> {
        Id::from_title(title).map(|id| id.to_string())
    }

    #[test]
    fn titles_become_ids() {
        assert_eq!(made("Översättning och tolkning").as_deref(), Some("oversattning-och-tolkning"));
        assert_eq!(
            made("Idé & café: Straße, Ærø – #skolDigiplan").as_deref(),
            Some("ide-och-cafe-strasse-aero-skoldigiplan")
        );
        assert_eq!(made("e\u{301}t\u{e5}").as_deref(), Some("eta"));
        assert_eq!(made("CON").as_deref(), Some("con-post"));
        assert_eq!(made("日本"), None);
        assert_eq!(made("…"), None);
        assert_eq!(made("åäöÅÄÖéß").as_deref(), Some("aaoaaoess"));
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        let id = made(&"samverkan ".repeat(20)).expect("letters make an id");
        assert!(id.len() <= Id::MAX && id.ends_with("samverkan"), "{id}");
    }

    #[test]
    fn what_is_not_an_id_is_told_apart() {
        assert_eq!(Id::check(""), Err(IdFault::Empty));
        assert_eq!(Id::check("a--b"), Err(IdFault::Characters));
        assert_eq!(Id::check("-a"), Err(IdFault::Characters));
        assert_eq!(Id::check("Å"), Err(IdFault::Characters));
        assert_eq!(Id::check("lpt1"), Err(IdFault::Reserved));
        assert_eq!(Id::check(&"a".repeat(65)), Err(IdFault::TooLong));
        assert_eq!(Id::check("com"), Ok(()));
    }

    proptest! {
        #[test]
        fn whatever_from_title_makes_is_an_id(title in ".{0,200}", number in 2usize..100_000) {
            if let Some(id) = Id::from_title(&title) {
                prop_assert_eq!(Id::check(id.as_str()), Ok(()));
                prop_assert_eq!(Id::check(id.numbered(number).as_str()), Ok(()));
                prop_assert_eq!(Id::from_title(id.as_str()), Some(id));
            }
        }
    }
}
