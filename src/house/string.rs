use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use crate::value::is_nfc;

/// A string as the house writes it, from a string as a file has it, quotes and all.
pub fn rewritten(token: &str) -> Option<Cow<'_, str>> {
    let is_block = token.starts_with("\"\"\"") || token.starts_with("'''");
    let is_plain = if is_block { is_plain_block(token) } else { is_plain_line(token) };
    if is_plain {
        return Some(Cow::Borrowed(token));
    }
    let text = meaning(token)?;
    Some(Cow::Owned(if is_block && text.contains('\n') { block(&text) } else { line(&text) }))
}

/// Whether a string on one line stands as the house would write it.
fn is_plain_line(token: &str) -> bool {
    token.starts_with('"') && !token.contains('\\') && is_nfc(token)
}

/// Whether a block stands as the house would write it; false also for blocks with quotes, which are seldom.
pub fn is_plain_block(token: &str) -> bool {
    let body = token.strip_prefix("\"\"\"\n").and_then(|rest| rest.strip_suffix("\"\"\""));
    body.is_some_and(|body| body.contains('\n') && !body.contains(['\\', '"', '\r']) && is_nfc(body))
}

/// What a string says, in NFC and with LF, from the string as a file has it.
pub fn meaning(token: &str) -> Option<Cow<'_, str>> {
    let within = |quotes: &str| token.strip_prefix(quotes)?.strip_suffix(quotes);
    let (body, has_escapes) = if let Some(body) = within("\"\"\"") {
        (without_first_break(body), true)
    } else if let Some(body) = within("'''") {
        (without_first_break(body), false)
    } else if let Some(body) = within("\"") {
        (Cow::Borrowed(body), true)
    } else {
        (Cow::Borrowed(within("'")?), false)
    };
    let text = if has_escapes && body.contains('\\') { Cow::Owned(unescaped(&body)?) } else { body };
    Some(composed(text))
}

/// The text in NFC.
pub fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_nfc(&text) { text } else { Cow::Owned(text.nfc().collect()) }
}

fn without_first_break(body: &str) -> Cow<'_, str> {
    let body = body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')).unwrap_or(body);
    if body.contains('\r') { Cow::Owned(body.replace("\r\n", "\n")) } else { Cow::Borrowed(body) }
}

fn unescaped(body: &str) -> Option<String> {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        match after.next()? {
            'b' => text.push('\u{8}'),
            't' => text.push('\t'),
            'n' => text.push('\n'),
            'f' => text.push('\u{c}'),
            'r' => text.push('\r'),
            'e' => text.push('\u{1b}'),
            c @ ('"' | '\\') => text.push(c),
            c @ ('x' | 'u' | 'U') => {
                let (digits, behind) = after.as_str().split_at_checked(digits_of(c))?;
                text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                after = behind.chars();
            }
            c if c.is_whitespace() => after = after.as_str().trim_start().chars(),
            _ => return None,
        }
        rest = after.as_str();
    }
    text.push_str(rest);
    Some(text)
}

fn digits_of(escape: char) -> usize {
    match escape {
        'x' => 2,
        'u' => 4,
        _ => 8,
    }
}

/// The text as `"…"`.
pub fn line(text: &str) -> String {
    let mut token = String::with_capacity(text.len() + 2);
    token.push('"');
    for c in text.chars() {
        match c {
            '"' => token.push_str("\\\""),
            '\n' => token.push_str("\\n"),
            c => push(&mut token, c),
        }
    }
    token.push('"');
    token
}

/// The text as `"""…"""`, from a line of its own.
pub fn block(text: &str) -> String {
    let mut token = String::with_capacity(text.len() + 8);
    token.push_str("\"\"\"\n");
    let mut quotes = 0;
    for (at, c) in text.char_indices() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        // Three in a row would end the block, and so would one at its end.
        if quotes == 3 || (c == '"' && at + 1 == text.len()) {
            token.push('\\');
            quotes = 0;
        }
        if c == '\n' { token.push(c) } else { push(&mut token, c) }
    }
    token.push_str("\"\"\"");
    token
}

/// Writes a character that is not a quote or line break of note, escaped if TOML demands it.
fn push(token: &mut String, c: char) {
    match c {
        '\\' => token.push_str("\\\\"),
        '\r' => token.push_str("\\r"),
        '\u{8}' => token.push_str("\\b"),
        '\u{c}' => token.push_str("\\f"),
        '\0'..='\u{1f}' | '\u{7f}' if c != '\t' => {
            write!(token, "\\u{:04X}", c as u32).expect("a text in memory takes what is written");
        }
        _ => token.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strings_of_every_sort_are_understood() {
        for (token, text) in [
            (r#""a\u00e5\U0001F600\x41\e\t\"\\""#, "aå\u{1f600}A\u{1b}\t\"\\"),
            (r"'C:\a'", r"C:\a"),
            ("\"\"\"\r\na\r\nb \\ \n   c\"\"\"", "a\nb c"),
            ("'''\n'a'\n'''", "'a'\n"),
            ("\"\"\"a\"\"\"\"\"", "a\"\""),
            ("\"a\\u0308\"", "ä"),
        ] {
            assert_eq!(meaning(token).as_deref(), Some(text), "{token}");
        }
        assert_eq!(meaning(r#""\q""#), None);
        assert_eq!(meaning("\"\\u12"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "[a-z\"\\\\\n\r\t\u{1}\u{7f}åé…]{0,12}") {
            for token in [line(&text), block(&text)] {
                let read = meaning(&token);
                prop_assert_eq!(read.as_deref(), Some(text.as_str()));
                let file = format!("x = {token}\n");
                let (pairs, faults) = crate::entry::parse(&file);
                prop_assert_eq!(faults, []);
                prop_assert_eq!(&pairs[0].node.raw, &crate::entry::Raw::Text(text.as_str().into()));
            }
        }
    }
}
