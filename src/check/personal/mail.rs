use std::ops::Range;

use super::words::{BEGINNINGS, ENDS, FUNCTIONS, GIVEN, PRIVATE};
use super::{Found, What, masked};
use crate::value::fold;

/// The e-mail addresses in a text that are, or may be, a person's.
pub fn find(text: &str) -> Vec<Found> {
    text.match_indices('@').filter_map(|(at, _)| address(text, at)).collect()
}

fn address(text: &str, at: usize) -> Option<Found> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let start = text[..at].rfind(|c| !is_local(c)).map_or(0, |before| before + char_len(text, before));
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let end = text[at + 1..].find(|c| !is_host(c)).map_or(text.len(), |length| at + 1 + length);
    let host = text[at + 1..end].trim_end_matches(['.', '-']);
    let name = text[start..at].trim_start_matches(['.', '-', '_', '+']);
    let range: Range<usize> = at - name.len()..at + 1 + host.len();
    let masked = format!("{}@{host}", masked(name, 1));
    let what = host.contains('.').then(|| whose(name, host)).flatten()?;
    Some(Found { what, range, masked })
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Whose the address is, as far as its words tell: a person's, perhaps a person's, or none's.
fn whose(name: &str, host: &str) -> Option<What> {
    let folded = fold(name.split('+').next().unwrap_or(name));
    let words = folded.split(['.', '_', '-']).map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_named = words.iter().any(|word| is_one_of(GIVEN, word));
    let is_private = is_one_of(PRIVATE, &fold(host));
    let is_parted = folded.contains(['.', '_']);
    let is_of_letters = words.iter().all(|word| word.chars().all(char::is_alphabetic));
    if words.iter().any(|word| is_function(word)) {
        return is_named.then_some(What::PerhapsMail);
    }
    match words[..] {
        [_] if is_named => Some(if is_private { What::Mail } else { What::PerhapsMail }),
        [_] => is_private.then_some(What::PerhapsMail),
        [first, .., last] if words.len() <= 4 && is_of_letters => {
            let has_initial = is_parted && first.chars().count() == 1 && last.chars().count() >= 3;
            let may_be = is_private || (is_parted && last.chars().count() >= 3);
            match is_named || has_initial {
                true => Some(What::Mail),
                false => may_be.then_some(What::PerhapsMail),
            }
        }
        _ => is_private.then_some(What::PerhapsMail),
    }
}

/// Whether a word names a function and no person.
fn is_function(word: &str) -> bool {
    is_one_of(FUNCTIONS, word)
        || BEGINNINGS.split_whitespace().any(|beginning| word.starts_with(beginning))
        || ENDS.split_whitespace().any(|end| word.ends_with(end))
}

fn is_one_of(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|one| one == word)
}
