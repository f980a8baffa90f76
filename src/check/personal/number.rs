use std::ops::Range;

use super::{Found, What, masked};
use crate::value::Date;

/// The personal numbers and mobile numbers in a text.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(run) = next_run(text, at) {
        at = run.end;
        let what = mobile(text, run.start).map(|end| (What::Mobile, run.start..end));
        if let Some((what, range)) = what.or_else(|| person(text, run)) {
            at = range.end;
            found.push(Found { what, masked: masked(&text[range.clone()], 2), range });
        }
    }
    found
}

/// The next digits, with a plus sign right before them, from a place on; digits inside a word are none.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = from + first_digit(&bytes[from..])?;
    let end =
        bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |length| start + length);
    let start = start - usize::from(start > from && bytes[start - 1] == b'+');
    Some(start..end)
}

/// Where the first digit is; what has none is passed many bytes at a time.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<32>();
    let has_digit = |block: &[u8; 32]| block.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let from = 32 * blocks.iter().take_while(|block| !has_digit(block)).count();
    bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at)
}

/// Whether a text may begin or end at a place: not inside a word or a longer number.
fn is_border(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let mut after = text[end..].chars();
    let is_free_before = match before.next() {
        Some('-' | '.' | '/' | ':' | '_' | '+') => !before.next().is_some_and(char::is_alphanumeric),
        other => !other.is_some_and(char::is_alphanumeric),
    };
    let is_free_after = match after.next() {
        Some('-' | '/' | ':' | '_' | '+' | '.') => !after.next().is_some_and(char::is_alphanumeric),
        other => !other.is_some_and(char::is_alphanumeric),
    };
    is_free_before && is_free_after
}

/// A personal number from a run of digits on: `ÅÅMMDD-NNNN`, also with the century, with `+` or with nothing between.
fn person(text: &str, run: Range<usize>) -> Option<(What, Range<usize>)> {
    let bytes = text.as_bytes();
    let is_parted = matches!(bytes.get(run.end), Some(b'-' | b'+')) && matches!(run.len(), 6 | 8);
    let end = if is_parted { run.end + 5 } else { run.end };
    let (birth, number) = match is_parted {
        true => (text.get(run.clone())?, text.get(run.end + 1..end)?),
        false if matches!(run.len(), 10 | 12) => (&text[run.start..end - 4], &text[end - 4..end]),
        false => return None,
    };
    if !number.bytes().all(|byte| byte.is_ascii_digit()) || !is_border(text, run.start, end) {
        return None;
    }
    let digits = format!("{birth}{number}");
    let is_right = luhn(&digits.as_bytes()[digits.len() - 10..]);
    born(birth).filter(|_| is_right).map(|what| (what, run.start..end))
}

/// What a number with that date of birth is; a samordningsnummer has 60 added to the day (Skatteverket, SKV 707).
fn born(birth: &str) -> Option<What> {
    let (century, rest) = birth.split_at(birth.len() - 6);
    let day: u8 = rest[4..].parse().ok()?;
    let (what, day) = if day > 60 { (What::Coordination, day - 60) } else { (What::Number, day) };
    let is_date = |century: &str| Date::parse(&format!("{century}{}-{}-{day:02}", &rest[..2], &rest[2..4])).is_some();
    let is_born = match century {
        "" => is_date("19") || is_date("20"),
        "18" | "19" | "20" => is_date(century),
        _ => false,
    };
    is_born.then_some(what)
}

/// Whether the sum of ten digits, every other doubled from the first, is divisible by ten (ISO/IEC 7812-1, annex B).
fn luhn(digits: &[u8]) -> bool {
    let value = |(at, byte): (usize, &u8)| {
        let digit = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    digits.iter().enumerate().map(value).sum::<u32>() % 10 == 0
}

/// The most bytes that a mobile number takes, with something between all digits.
const LONGEST: usize = 40;

/// Where a mobile number that begins at a place ends: `07x` or `+467x` and seven more digits, parted by single spaces
/// or hyphens.
fn mobile(text: &str, start: usize) -> Option<usize> {
    let ahead = &text.as_bytes()[start..text.len().min(start + LONGEST)];
    if !matches!(ahead[0], b'0' | b'+') || ahead.iter().filter(|byte| byte.is_ascii_digit()).count() < 10 {
        return None;
    }
    let mut digits = String::new();
    let mut end = start;
    let mut is_parted = false;
    for (at, c) in text[start..].char_indices() {
        match c {
            '+' if at == 0 => {}
            '0'..='9' => {
                digits.push(c);
                end = start + at + 1;
                is_parted = false;
            }
            ' ' | '-' | '(' | ')' if !is_parted || c == ')' || c == '(' => is_parted = true,
            _ => break,
        }
        if digits.len() > 14 {
            break;
        }
    }
    let abroad = text[start..].starts_with('+').then(|| digits.strip_prefix("46")).flatten();
    let own = abroad.or_else(|| digits.strip_prefix("0046")).map(|rest| rest.strip_prefix('0').unwrap_or(rest));
    let rest = own.or_else(|| digits.strip_prefix('0'))?;
    let is_mobile =
        rest.len() == 9 && rest.starts_with('7') && matches!(rest.as_bytes()[1], b'0' | b'2' | b'3' | b'6' | b'9');
    (is_mobile && is_border(text, start, end)).then_some(end)
}
