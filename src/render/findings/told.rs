//! What a finding says, where there is room for words only.

use super::places::{Spot, Where};
use crate::finding::Finding;
use crate::render::Page;
use crate::say;
use crate::say::{Words, plain};

/// The most other places that a finding tells of.
pub const MOST_ALSO: usize = 5;

/// What is wrong, what to do and where else to look, a line each and safe to show.
pub fn lines(finding: &Finding, place: &Where, page: &Page) -> Vec<String> {
    let also = finding.also.iter().zip(&place.also).take(MOST_ALSO);
    let also = also.map(|((file, _, what), spot)| format!("{}: {}", position(file, spot, page), plain(page.say(what))));
    let own = [Some(&finding.what), finding.hint.as_ref()].into_iter().flatten();
    let own = own.map(|words| plain(page.say(words)).into_owned());
    let more = more(finding).map(|more| page.say(&more).to_owned());
    own.chain(also).chain(more).collect()
}

/// What is wrong and what to do, in one text.
pub fn text(finding: &Finding, page: &Page) -> String {
    let own = [Some(&finding.what), finding.hint.as_ref()].into_iter().flatten();
    own.map(|words| plain(page.say(words))).collect::<Vec<_>>().join(" ")
}

/// `file:line:column`, as editors read it.
pub fn position(file: &str, spot: &Spot, page: &Page) -> String {
    format!("{}:{}:{}", plain(&page.path(file)), spot.line, spot.column)
}

/// How many other places are not told of.
pub fn more(finding: &Finding) -> Option<Words> {
    match finding.also.len().saturating_sub(MOST_ALSO) {
        0 => None,
        1 => Some(Words::new("och på 1 ställe till", "and in 1 more place")),
        count => Some(say!("och på {count} ställen till", "and in {count} more places")),
    }
}
