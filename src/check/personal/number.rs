use std::ops::Range;

use super::{Found, What, masked};
use crate::value::Date;

/// The personal numbers and mobile numbers in a text.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut at, mut last) = (0, 0);
    while let Some(run) = next_run(text, at) {
        at = run.end;
        let around = Around { text, from: last };
        let what = mobile(around, run.start).map(|end| (What::Mobile, run.start..end));
        if let Some((what, range)) = what.or_else(|| person(around, run)) {
            (at, last) = (range.end, range.end);
            found.push(Found { what, masked: masked(&text[range.clone()], 2), range });
        }
    }
    found
}

/// A text, and where in it the number before ended.
#[derive(Clone, Copy)]
struct Around<'t> {
    text: &'t str,
    from: usize,
}

/// Hyphens, dashes and minus signs, as programs for text put one in another's place.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Spaces on a line, those that keep words together among them.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
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

impl Around<'_> {
    /// Whether a number may begin and end at these places: not inside a word, a longer number or an address.
    fn is_border(self, start: usize, end: usize) -> bool {
        let mut before = self.text[self.from..start].chars().rev();
        let mut after = self.text[end..].chars();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let is_free_before = match before.next() {
            Some('/') => !is_word(before.next()),
            Some(c) if is_dash(c) || matches!(c, '.' | ':' | '_' | '+') => !is_digit(before.next()),
            other => !is_word(other),
        };
        let is_free_after = match after.next() {
            Some(c) if is_dash(c) || matches!(c, '.' | '_' | '+') => !is_digit(after.next()),
            other => !is_word(other),
        };
        is_free_before && is_free_after
    }
}

/// A personal number from a run of digits on: `ÅÅMMDD-NNNN`, also with the century, with another sign or nothing between.
fn person(around: Around<'_>, run: Range<usize>) -> Option<(What, Range<usize>)> {
    let text = around.text;
    let (birth, number, end) = match run.len() {
        6 | 8 => {
            let from = run.end + parting(&text[run.end..])?;
            (&text[run.clone()], text.get(from..from + 4)?, from + 4)
        }
        10 | 12 => (&text[run.start..run.end - 4], &text[run.end - 4..run.end], run.end),
        _ => return None,
    };
    if !birth.bytes().chain(number.bytes()).all(|byte| byte.is_ascii_digit()) || !around.is_border(run.start, end) {
        return None;
    }
    let digits = format!("{birth}{number}");
    let is_right = luhn(&digits.as_bytes()[digits.len() - 10..]);
    born(birth).filter(|_| is_right).map(|what| (what, run.start..end))
}

/// The bytes of what stands between the date and the number: a space, or a sign with or without spaces around it.
fn parting(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(is_space).unwrap_or(text);
    let rest = match rest.strip_prefix(|c| is_dash(c) || c == '+') {
        Some(rest) => rest.strip_prefix(is_space).unwrap_or(rest),
        None => rest,
    };
    (rest.len() < text.len()).then_some(text.len() - rest.len())
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
const LONGEST: usize = 60;

/// The most signs in a row between digits of a mobile number.
const MOST_BETWEEN: usize = 3;

/// Where a mobile number that begins at a place ends: `07x` or `+467x` and seven more digits, with signs between.
fn mobile(around: Around<'_>, start: usize) -> Option<usize> {
    let text = &around.text[start..];
    let ahead = &text.as_bytes()[..text.len().min(LONGEST)];
    if !matches!(ahead[0], b'0' | b'+') || ahead.iter().filter(|byte| byte.is_ascii_digit()).count() < 10 {
        return None;
    }
    let (is_abroad, mut digits, mut between) = (text.starts_with('+'), String::new(), 0);
    for (at, c) in text.char_indices().skip(usize::from(is_abroad)) {
        match c {
            '0'..='9' => {
                digits.push(c);
                between = 0;
            }
            c if is_space(c) || is_dash(c) || matches!(c, '(' | ')' | '/' | '.') => between += 1,
            _ => return None,
        }
        let own = own(&digits, is_abroad);
        if between > MOST_BETWEEN || own.is_some_and(|own| !is_mobile(own)) {
            return None;
        }
        if own.is_some_and(|own| own.len() == 9) {
            let end = start + at + 1;
            return (around.is_border(start, end) && !goes_on(&around.text[end..])).then_some(end);
        }
    }
    None
}

/// The digits of a number after the 0 that it begins with within the country, as far as they are known.
fn own(digits: &str, is_abroad: bool) -> Option<&str> {
    let rest = match is_abroad {
        true => digits.strip_prefix("46")?,
        false if digits.starts_with("00") => digits.strip_prefix("0046")?,
        false => return digits.strip_prefix('0').filter(|_| digits.len() > 1),
    };
    Some(rest.strip_prefix('0').unwrap_or(rest))
}

/// Whether digits begin as those of a mobile number (PTS, the Swedish numbering plan).
fn is_mobile(own: &str) -> bool {
    match own.as_bytes() {
        [] | [b'7'] => true,
        [b'7', second, ..] => matches!(second, b'0' | b'2' | b'3' | b'6' | b'9'),
        _ => false,
    }
}

/// Whether a group of a few digits more stands after a number: then it is a longer one of another sort.
fn goes_on(after: &str) -> bool {
    let digits = after.strip_prefix(is_space).map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    digits.is_some_and(|count| matches!(count, 1..=3))
}
