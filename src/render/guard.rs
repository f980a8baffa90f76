//! Keeps a spreadsheet from running a text as a formula, in a way that comes off again.
//!
//! The rule, for whoever reads such a file back: **a cell that begins with an apostrophe has one apostrophe too many at
//! its beginning.** That is why texts that begin with an apostrophe of their own get one more.

use std::borrow::Cow;

/// A text that no spreadsheet runs: with an apostrophe before it when it begins, after spaces and quotation marks, as a
/// formula does (OWASP, "CSV Injection"). Plain numbers such as `-5` stay as they are.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guard`] was given.
pub fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

fn is_risky(text: &str) -> bool {
    if text.starts_with(['\'', '\t', '\r', '\n']) {
        return true;
    }
    let begins_with = |signs: &[char]| text.trim_start_matches(is_skipped).starts_with(signs);
    begins_with(&['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_number(text)
}

/// What may stand before a formula without keeping a spreadsheet from seeing it.
fn is_skipped(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '\u{feff}' | '\u{200b}')
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not_harmed() {
        for formula in ["=1+1", "+SUM(A1)", "-2+3", "@x", "\t=1", " \"=1", "\r", "- punkt", "＝1", "\u{feff}=1", "'=1"]
        {
            assert_eq!(guard(formula), format!("'{formula}"), "{formula:?}");
        }
        for plain in ["", "-5", "+46", "-5,25", "1.5", "a=b", "Översättning", "2018-03-08", "5-3", "\"citat\""] {
            assert_eq!(guard(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn the_guard_comes_off(text in r#"['"=+@ \t\r\n-]{0,4}.{0,5}"#) {
            prop_assert_eq!(unguard(&guard(&text)).to_owned(), text);
        }

        #[test]
        fn what_is_guarded_never_begins_as_a_formula(text in r#"['" \t]{0,3}[=+@-]?.{0,5}"#) {
            let guarded = guard(&text);
            prop_assert!(is_number(&guarded) || !guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }
}
