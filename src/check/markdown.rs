//! The addresses that Markdown makes links of.

use std::ops::Range;

/// An address that a text links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where it stands.
    pub range: Range<usize>,
    /// What a browser makes of it: without escapes, entities and what does not show.
    pub meaning: String,
}

/// Every address that a text links to: `[x](address)`, `[x]: address` and `<address>` (CommonMark 0.31).
pub fn targets(text: &str) -> Vec<Target> {
    let inline = text.match_indices("](").map(|(at, found)| at + found.len());
    let below =
        text.match_indices("]:").filter(|(at, _)| is_definition(&text[..*at])).map(|(at, found)| at + found.len());
    let bare = text.match_indices('<').filter_map(|(at, _)| bracketed(text, at));
    let bare = bare.filter(|target| has_scheme(&text[target.range.clone()]));
    let mut targets: Vec<Target> = inline.chain(below).map(|at| target(text, at)).chain(bare).collect();
    targets.sort_by_key(|target| target.range.start);
    targets.dedup_by_key(|target| target.range.start);
    targets
}

/// Whether an address says how it is to be reached: between angle brackets, nothing else is a link.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
    scheme.len() >= 2 && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_sign)
}

/// Whether what ends with `]:` is the first thing on its line.
fn is_definition(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.trim_start_matches([' ', '\t', '>']).starts_with('[')
}

fn target(text: &str, after: usize) -> Target {
    let from = text.len() - text[after..].trim_start().len();
    bracketed(text, from).unwrap_or_else(|| {
        let length = text[from..].find(|c: char| c.is_whitespace() || c == ')').unwrap_or(text.len() - from);
        whole(text, from..from + length)
    })
}

/// The address between angle brackets, on one line.
fn bracketed(text: &str, at: usize) -> Option<Target> {
    let rest = text[at..].strip_prefix('<')?;
    let length = rest.find(['>', '\n', '<']).filter(|end| rest[*end..].starts_with('>'))?;
    Some(whole(text, at + 1..at + 1 + length))
}

fn whole(text: &str, range: Range<usize>) -> Target {
    let meaning = without_percent(&plain(&text[range.clone()]));
    Target { meaning: meaning.chars().filter(|c| !(c.is_whitespace() || c.is_control())).collect(), range }
}

/// A text with the signs that `&#115;`, `&colon;` and the like stand for, and without backslashes before signs.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        match c {
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation() && c != '\\') => plain.extend(rest.next()),
            '&' => match entity(after) {
                Some((sign, length)) => {
                    plain.push(sign);
                    rest = after[length..].chars();
                }
                None => plain.push(c),
            },
            _ => plain.push(c),
        }
    }
    plain
}

/// The sign that an entity stands for, of which the text has all but `&`, and the bytes of that.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let sign = match &text[..end] {
        "colon" => ':',
        "sol" => '/',
        "period" => '.',
        "bsol" => '\\',
        "Tab" => '\t',
        "NewLine" => '\n',
        "amp" => '&',
        code => match code.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16)?,
            None => number(&code[1..], 10)?,
        },
    };
    Some((sign, end + 1))
}

/// A text with dots and slashes in place of `%2e` and `%2f`, which a server may take for them.
fn without_percent(text: &str) -> String {
    let signs = [("%2e", "."), ("%2E", "."), ("%2f", "/"), ("%2F", "/")];
    signs.iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_a_browser_reads_it() {
        let meant = |text: &str| targets(text).into_iter().map(|target| target.meaning).collect::<Vec<_>>();
        assert_eq!(meant("[a](java&#115;cript:x) och [b]( <b c> 'titel')"), ["javascript:x", "bc"]);
        assert_eq!(meant("[1]: javascript\\:y\ntext ]: inte"), ["javascript:y"]);
        assert_eq!(meant("<https://a.se> < 5 > <b>x</b>\n> [x]: &#x6A;s&colon;"), ["https://a.se", "js:"]);
        assert_eq!(meant("ingen &nonsens; länk]"), [""; 0]);
    }
}
