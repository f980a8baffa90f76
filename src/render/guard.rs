//! Keeps a spreadsheet from running a text as a formula, and a build server that shows it in a log from running it as a
//! command, in a way that comes off again.
//!
//! The rule, for whoever reads such a file back: **a cell that begins with an apostrophe has one apostrophe too many at
//! its beginning, and so has a later line in it that begins with apostrophes before `::` or `##`.** That is why texts
//! that begin so of their own get one more.

use std::borrow::Cow;

/// A text that nothing runs: with an apostrophe before it when it begins, after spaces and quotation marks, as a formula
/// does (OWASP, "CSV Injection") or as a command in a log (see `line`), and before each later line that begins
/// as a command. Plain numbers such as `-5` stay as they are.
pub fn guard(text: &str) -> Cow<'_, str> {
    let text = each_command(text, |command| format!("'{command}"));
    if is_risky(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

/// The text as it was before it was guarded.
pub fn unguard(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\'').unwrap_or(text);
    each_command(text, |command| command.strip_prefix('\'').unwrap_or(command).to_owned())
}

/// The text with each line after the first that begins as a command, blanks and apostrophes aside, made anew.
fn each_command(text: &str, make: impl Fn(&str) -> String) -> Cow<'_, str> {
    let is_one_line = text.bytes().fold(true, |all, byte| all & (byte != b'\n') & (byte != b'\r'));
    if is_one_line || (!text.contains("::") && !text.contains("##")) {
        return Cow::Borrowed(text);
    }
    let mut made = String::with_capacity(text.len() + 1);
    for (number, line) in text.split_inclusive(['\n', '\r']).enumerate() {
        let command = line.trim_start_matches(|c: char| c.is_whitespace() && !matches!(c, '\n' | '\r'));
        match number > 0 && is_command(command.trim_start_matches('\'')) {
            true => made.extend([&line[..line.len() - command.len()], &make(command)]),
            false => made.push_str(line),
        }
    }
    made.into()
}

fn is_command(text: &str) -> bool {
    text.starts_with("::") || text.starts_with("##")
}

fn is_risky(text: &str) -> bool {
    // Nearly all texts begin so.
    if text.starts_with(char::is_alphanumeric) {
        return false;
    }
    if text.starts_with(['\'', '\t', '\r', '\n']) || is_command(text.trim_start()) {
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
        for formula in [
            "=1+1",
            "+SUM(A1)",
            "-2+3",
            "@x",
            "\t=1",
            " \"=1",
            "\r",
            "- punkt",
            "＝1",
            "\u{feff}=1",
            "'=1",
            "::error::x",
            " ##[error]",
        ] {
            assert_eq!(guard(formula), format!("'{formula}"), "{formula:?}");
        }
        for plain in ["", "-5", "+46", "-5,25", "1.5", "a=b", "Översättning", "2018-03-08", "5-3", "\"citat\""] {
            assert_eq!(guard(plain), plain);
        }
    }

    #[test]
    fn no_line_in_a_cell_is_a_command_in_a_log() {
        assert_eq!(guard("a\n::error::x\r\n '##[error]\nb::c"), "a\n'::error::x\r\n ''##[error]\nb::c");
    }

    proptest! {
        #[test]
        fn the_guard_comes_off(text in r#"['"=+@ \t\r\n-]{0,4}.{0,5}"#) {
            prop_assert_eq!(unguard(&guard(&text)).into_owned(), text);
        }

        #[test]
        fn the_guard_comes_off_every_line(text in "[':# \r\na]{0,20}") {
            let guarded = guard(&text);
            prop_assert!(!guarded.split(['\n', '\r']).any(|line| is_command(line.trim_start())), "{guarded:?}");
            prop_assert_eq!(unguard(&guarded).into_owned(), text);
        }

        #[test]
        fn what_is_guarded_never_begins_as_a_formula(text in r#"['" \t]{0,3}[=+@-]?.{0,5}"#) {
            let guarded = guard(&text);
            prop_assert!(is_number(&guarded) || !guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }
}
