//! Text on lines that fit.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::say::plain;

/// The columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(columns).sum::<usize>().max(text.width()) }
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(1)
}

/// The columns of the longest word.
pub fn longest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// The columns of the longest part of a word that lines may be broken after.
pub fn longest_part(text: &str) -> usize {
    text.split_inclusive(|c| c == ' ' || is_joint(c)).map(|part| width(part.trim_end_matches(' '))).max().unwrap_or(0)
}

/// A sign inside a word that a line may be broken after.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '/' | '–' | ',' | ';')
}

/// The text on one line and safe to show: each run of white space is a space, and none is left at the ends.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    if is_tidy(text) {
        return plain(text);
    }
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    plain(&words.join(" ")).into_owned().into()
}

/// White space where a line may be broken; a no-break space is not.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        if is_space(c) && (c != ' ' || before == ' ') {
            return false;
        }
        before = c;
    }
    before != ' ' || text.is_empty()
}

/// The lines of a text that is already on one line, each of at most `room` columns. Lines are broken at spaces, else
/// after a hyphen or slash, else inside a word.
pub fn lines(text: &str, room: usize) -> impl Iterator<Item = &str> {
    split(text, move |rest, _| end_of_line(rest, room.max(2)))
}

/// The same, where an address on the web is kept whole even when it is wider, so that it can be followed and copied,
/// and every line but the first stands in by `hang`.
pub fn hanging(text: &str, room: usize, hang: usize) -> Vec<String> {
    let mut line_room = room;
    let lines = split(text, |rest, begins| {
        let end = match address(rest) {
            end if begins == Begins::Word && width(&rest[..end]) > line_room => end,
            _ => end_of_line(rest, line_room.max(2)),
        };
        line_room = room.saturating_sub(hang);
        end
    });
    let stand_in = |(number, line): (usize, &str)| format!("{:1$}{line}", "", if number == 0 { 0 } else { hang });
    lines.enumerate().map(stand_in).collect()
}

/// Where the address on the web that a text begins with ends; 0 when it begins with another word.
fn address(text: &str) -> usize {
    let (word, _) = text.split_once(' ').unwrap_or((text, ""));
    let bare = word.trim_start_matches(['(', '<', '[', '«']);
    if bare.starts_with("https://") || bare.starts_with("http://") { word.len() } else { 0 }
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// A word.
    Word,
    /// The rest of a word that was broken.
    Rest,
}

/// The lines of a text, each of which ends where `end` says that the first line of the rest does.
fn split(text: &str, mut end: impl FnMut(&str, Begins) -> usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let mut begins = Begins::Word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = rest.split_at(end(rest, begins));
        rest = after.trim_start_matches(' ');
        begins = if rest.len() < after.len() { Begins::Word } else { Begins::Rest };
        Some(line.trim_end_matches(' '))
    })
}

/// Where the first line ends.
fn end_of_line(text: &str, room: usize) -> usize {
    let mut taken = 0;
    let (mut at_space, mut in_word) = (None, None);
    for (at, c) in text.char_indices() {
        if c == ' ' {
            at_space = Some(at);
        }
        taken += columns(c);
        if taken > room && c != ' ' {
            return at_space.or(in_word).unwrap_or(at);
        }
        if is_joint(c) && taken * 2 > room {
            in_word = Some(at + c.len_utf8());
        }
    }
    text.len()
}

/// Where a text may be cut so that what comes before takes at most so many columns; after its first sign at least.
pub fn fitting(text: &str, room: usize) -> Vec<usize> {
    let mut taken = 0;
    let ends = text.char_indices().map(|(at, c)| {
        taken += columns(c);
        (at + c.len_utf8(), taken)
    });
    ends.enumerate()
        .take_while(|(number, (_, taken))| *number == 0 || *taken <= room)
        .map(|(_, (end, _))| end)
        .collect()
}

/// At most so many of the lines; the last ends with `…` when there were more.
pub fn some_lines(text: &str, room: usize, most: usize) -> Vec<Cow<'_, str>> {
    let mut lines = lines(text, room);
    let mut some: Vec<Cow<'_, str>> = lines.by_ref().take(most).map(Cow::Borrowed).collect();
    if lines.next().is_some()
        && let Some(last) = some.last_mut()
    {
        *last = cut(&format!("{last}…"), room).into_owned().into();
    }
    some
}

/// The text, or as much of it as fits with `…` at the end.
pub fn cut(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let mut taken = 1;
    let fits = |c: &char| {
        taken += columns(*c);
        taken <= room
    };
    let mut head: String = text.chars().take_while(fits).collect();
    head.push('…');
    head.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str, room: usize) -> Vec<&str> {
        lines(text, room).collect()
    }

    #[test]
    fn lines_break_where_a_reader_would() {
        assert_eq!(told("Översättning och tolkning", 16), ["Översättning och", "tolkning"]);
        assert_eq!(told("oversattning-och-tolkning", 20), ["oversattning-och-", "tolkning"]);
        assert_eq!(told("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(told("日本語", 4), ["日本", "語"]);
        assert_eq!(told("", 4), [""; 0]);
    }

    #[test]
    fn an_address_is_kept_whole_where_it_may_be() {
        let told = hanging("se https://www.esamverka.se/behov (2018) och så vidare", 16, 2);
        assert_eq!(told, ["se", "  https://www.esamverka.se/behov", "  (2018) och så", "  vidare"]);
        assert_eq!(hanging("=HYPERLINK(\"http://x.se/y\")", 12, 0), ["=HYPERLINK(\"", "http://x.se/", "y\")"]);
    }

    #[test]
    fn what_is_cut_is_marked() {
        assert_eq!(some_lines("ett två tre fyra", 7, 1), ["ett tv…"]);
        assert_eq!(some_lines("ett två", 7, 1), ["ett två"]);
        assert_eq!(cut("abcdef", 4), "abc…");
    }

    #[test]
    fn one_line_has_no_breaks_and_nothing_that_steers_a_terminal() {
        assert_eq!(on_one_line(" a\r\n\tb  c\u{1b}[2J "), "a b c␛[2J");
        assert_eq!(on_one_line("10\u{a0}000"), "10\u{a0}000");
        assert_eq!(on_one_line(" "), "");
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in "[a-zåäö日\u{301} /-]{0,60}", room in 2usize..20) {
            let text = on_one_line(&text);
            let mut kept = String::new();
            for line in lines(&text, room) {
                prop_assert!(width(line) <= room, "{line:?} is wider than {room}");
                kept.push_str(line);
            }
            prop_assert_eq!(kept.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
