use std::ops::Range;

use super::markdown::{Target, targets};
use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};
use crate::entry::Shape;
use crate::say;
use crate::say::quote;

pub const RULE: Rule = Rule::error("html-in-text", include_str!("html-in-text.md"), Look::Text(Signs::MARKUP, check));

fn check(_: &Ground<'_>, said: &Said<'_>, sink: &mut Sink<'_>) {
    if matches!(said.field.shape, Shape::Url | Shape::Urls) {
        return;
    }
    if let Some(tag) = tag(said.text) {
        let shown = quote(&said.text[tag.clone()]);
        sink.tell(say!("Texten har HTML: {shown}", "The text has HTML: {shown}")).at(said.part(tag)).hint(say!(
            "Skriv vanlig text eller Markdown: *kursivt*, **fetstil**, [länk](https://…). Kod skrivs mellan `grava accenter`.",
            "Write plain text or Markdown: *italics*, **bold**, [link](https://…). Code goes between `backticks`."
        ));
    } else if let Some(link) = code_link(said.text) {
        sink.tell(say!("Länken kör kod i läsarens webbläsare.", "The link runs code in the reader's browser."))
            .at(said.part(link))
            .hint(say!("Länka bara till https://…", "Link to https://… only."));
    }
}

/// The first tag outside code spans: `<name`, `</name`, `<!` or `<?`, as CommonMark reads them.
fn tag(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find(['<', '`']) {
        at += found;
        let rest = &text[at..];
        if rest.starts_with('`') {
            at += span(rest);
        } else if let Some(length) = tag_length(rest) {
            return Some(at..at + length);
        } else {
            at += 1;
        }
    }
    None
}

/// How long a code span is with its backticks; where it is not closed, only the backticks.
fn span(text: &str) -> usize {
    let open = text.len() - text.trim_start_matches('`').len();
    let (ticks, rest) = text.split_at(open);
    let closes = |at: &usize| !rest[..*at].ends_with('`') && !rest[at + open..].starts_with('`');
    let close = rest.match_indices(ticks).map(|(at, _)| at).find(closes);
    close.map_or(open, |at| open + at + open)
}

/// How long the tag is that a text begins with. A name that no browser knows is one only where it is closed.
fn tag_length(text: &str) -> Option<usize> {
    let close = text.find('>').map(|at| at + 1).filter(|end| !text[1..*end].contains('<'));
    let inside = text[1..].trim_start_matches('/');
    if inside.starts_with(['!', '?']) {
        return Some(close.unwrap_or(2));
    }
    let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_ended = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
    let is_known = KNOWN.contains(&name.to_ascii_lowercase().as_str());
    let is_tag = close.is_some() || is_known || has_attribute(rest);
    (is_name && is_ended && is_tag).then(|| close.unwrap_or(text.len() - rest.len()))
}

/// Whether an attribute follows: ` name=`.
fn has_attribute(text: &str) -> bool {
    let name = text.trim_start();
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    name.len() < text.len() && after.len() < name.len() && after.starts_with('=')
}

/// Tags that a browser acts on even where they are never closed.
const KNOWN: [&str; 30] = [
    "a", "audio", "b", "base", "body", "br", "button", "div", "em", "embed", "font", "form", "h1", "h2", "h3", "i",
    "iframe", "img", "input", "li", "link", "meta", "object", "p", "script", "span", "style", "svg", "table", "video",
];

/// A Markdown link to something that a browser would run.
fn code_link(text: &str) -> Option<Range<usize>> {
    let is_code = |target: &Target| {
        let scheme = target.meaning.split_once(':').map_or("", |(scheme, _)| scheme);
        CODE.iter().any(|code| scheme.eq_ignore_ascii_case(code))
    };
    targets(text).into_iter().find(is_code).map(|target| target.range)
}

/// Schemes whose addresses a browser runs.
const CODE: [&str; 3] = ["javascript", "vbscript", "data"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_what_looks_like_it() {
        let found = |text: &'static str| tag(text).or_else(|| code_link(text)).map(|range| &text[range]);
        assert_eq!(found("Se <b>detta</b>"), Some("<b>"));
        assert_eq!(found("a <script src=x"), Some("<script"));
        assert_eq!(found("a </DIV >"), Some("</DIV >"));
        assert_eq!(found("<!-- dold -->"), Some("<!-- dold -->"));
        assert_eq!(found("`a` <img onerror=x>"), Some("<img onerror=x>"));
        assert_eq!(found("<details ontoggle=alert(1) open"), Some("<details"));
        assert_eq!(found("[x](JavaScript:alert(1))"), Some("JavaScript:alert(1"));
        assert_eq!(found("<javascript:alert(1)>"), Some("javascript:alert(1)"));
        assert_eq!(found("[a](java&#115;cript:alert)"), Some("java&#115;cript:alert"));
        assert_eq!(found("[1]: javascript:alert"), Some("javascript:alert"));
        for text in [
            "<https://verket.se> och <info@verket.se>",
            "om x < 5 och y > 3",
            "x <y och z",
            "taggen `<b>` och ``<i> ` </i>``",
            "[a](https://b.se)",
            "← <= 5",
            "[data]: se [data](https://a.se/javascript:x)",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
