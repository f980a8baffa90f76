use std::ops::Range;

use super::markdown::{Target, targets};
use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};
use crate::entry::Shape;
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::warning(
    "link-out-of-map",
    include_str!("link-out-of-map.md"),
    Look::Text(Signs::MARKUP.or(Signs::PATH), check),
);

fn check(_: &Ground<'_>, said: &Said<'_>, sink: &mut Sink<'_>) {
    if matches!(said.field.shape, Shape::Url | Shape::Urls | Shape::Id) {
        return;
    }
    if let Some(range) = first(said.text, depth(&said.entry.path)) {
        let shown = quote(&said.text[range.clone()]);
        sink.tell(say!(
            "Länken leder ut ur kartan, till en plats som andra inte når: {shown}",
            "The link leads out of the map, to a place that others cannot reach: {shown}"
        ))
        .at(said.part(range))
        .hint(say!(
            "Länka till en webbadress, eller säg i ord var dokumentet finns.",
            "Link to a web address, or say in words where the document is."
        ));
    }
}

/// How many folders a file lies in, within the map.
fn depth(path: &str) -> usize {
    path.matches('/').count()
}

/// The first link that leads out of the map, or path on somebody's own computer or network.
fn first(text: &str, depth: usize) -> Option<Range<usize>> {
    let leads_out = |target: &Target| is_own(&target.meaning) || is_above(&target.meaning, depth);
    // Most texts that are asked of have only a colon.
    let has = |sign: u8| text.as_bytes().contains(&sign);
    let link = || targets(text).into_iter().find(leads_out).map(|target| target.range);
    let link = if has(b']') || has(b'<') { link() } else { None };
    link.or_else(|| if has(b'\\') || text.contains("file:/") { path(text) } else { None })
}

/// Whether an address names a place on the computer or the network of whoever wrote it.
fn is_own(address: &str) -> bool {
    let is_file = address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("file:"));
    is_file || (address.starts_with(['/', '\\']) && !address.starts_with("//")) || is_drive(address)
}

/// Whether a text begins with a drive: `C:\` or `C:/`.
fn is_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

/// Whether a way from a file so deep down goes above the map's folder.
fn is_above(address: &str, depth: usize) -> bool {
    let way = address.split(['?', '#']).next().unwrap_or_default();
    let mut left = depth as i64;
    let mut goes_above = |name: &str| {
        left += match name {
            ".." => -1,
            "" | "." => 0,
            _ => 1,
        };
        left < 0
    };
    !address.contains(':') && way.split('/').any(&mut goes_above)
}

/// A path that stands in the text as it is: `file:/…`, `H:\…` or `\\server\…`.
fn path(text: &str) -> Option<Range<usize>> {
    let is_start = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '\\');
    let files = text.match_indices("file:/").map(|(at, _)| at);
    let others = text.match_indices('\\').filter_map(|(at, _)| {
        let drive = at.checked_sub(2).filter(|at| text.is_char_boundary(*at) && is_drive(&text[*at..]));
        drive.or_else(|| is_share(&text[at..]).then_some(at))
    });
    let at = files.chain(others).filter(is_start).min()?;
    let end = text[at..].find(|c: char| c.is_whitespace() || matches!(c, '"' | ')' | '>'));
    Some(at..end.map_or(text.len(), |length| at + length))
}

/// Whether a text begins with the name of a place on a network: `\\server\`.
fn is_share(text: &str) -> bool {
    let Some(name) = text.strip_prefix(r"\\") else { return false };
    let rest = name.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
    rest.len() < name.len() && rest.starts_with('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out_is_told_from_what_stays() {
        let found = |text: &'static str| first(text, 2).map(|range| &text[range]);
        for (text, told) in [
            ("Se [x](../../../etc/passwd).", "../../../etc/passwd"),
            ("Se [x](/srv/fil.pdf).", "/srv/fil.pdf"),
            ("<file:///C:/a.docx>", "file:///C:/a.docx"),
            ("[x](%2e%2e/%2E./../a)", "%2e%2e/%2E./../a"),
            (r"Ligger i H:\Delad\underlag.docx nu", r"H:\Delad\underlag.docx"),
            (r"\\server1\delad\a.doc", r"\\server1\delad\a.doc"),
            ("[x]: ../../../a.md", "../../../a.md"),
        ] {
            assert_eq!(found(text), Some(told), "{text}");
        }
        for text in [
            "[x](https://a.se/../../..)",
            "[x](../skola/b.toml)",
            "[x](../../karta.toml)",
            "[x](#del) och/eller km/h",
            "[x](//a.se/b)",
            r"a\*b och \\",
            "profile: den, file: den",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
