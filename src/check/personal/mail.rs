use std::ops::Range;

use super::{Found, What, masked};
use crate::value::fold;

/// The e-mail addresses in a text that are made of a person's name.
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
    (host.contains('.') && is_personal(name)).then_some(Found { what: What::Mail, range, masked })
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Whether what stands before `@` is a first name or an initial, and a last name.
fn is_personal(name: &str) -> bool {
    let folded = fold(name.split('+').next().unwrap_or(name));
    let parts: Vec<&str> = folded.split(['.', '_']).collect();
    let is_name = |part: &&str| part.chars().all(|c| c.is_alphabetic() || c == '-') && !part.is_empty();
    let words = || parts.iter().flat_map(|part| part.split('-'));
    matches!(parts.len(), 2..=4)
        && parts.iter().all(is_name)
        && parts.last().is_some_and(|last| last.chars().count() >= 3)
        && !words().any(|word| FUNCTIONS.iter().any(|function| word.starts_with(function)))
}

/// Beginnings of words in addresses of functions.
const FUNCTIONS: [&str; 52] = [
    "admin",
    "arende",
    "arkiv",
    "avdelning",
    "bestall",
    "bibliotek",
    "data",
    "diari",
    "digital",
    "drift",
    "ekonomi",
    "enhet",
    "faktura",
    "forening",
    "forum",
    "forvaltning",
    "fraga",
    "funktion",
    "gdpr",
    "grupp",
    "hallbar",
    "halso",
    "info",
    "juridik",
    "kansli",
    "karta",
    "kommun",
    "kommunikation",
    "kontakt",
    "kontor",
    "kund",
    "miljo",
    "myndighet",
    "namnd",
    "nyhet",
    "post",
    "press",
    "projekt",
    "redaktion",
    "region",
    "registrator",
    "remiss",
    "reception",
    "samordn",
    "service",
    "skol",
    "sociala",
    "stab",
    "statistik",
    "styr",
    "support",
    "webb",
];
