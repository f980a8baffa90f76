use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};
use crate::entry::Shape;
use crate::say;
use crate::say::Lang;

pub const RULE: Rule =
    Rule::info("mixed-language-values", include_str!("mixed-language-values.md"), Look::Text(Signs::ANY, check));

/// Words that nearly every text of a language has, and the other has not.
const SWEDISH: [&str; 16] =
    ["och", "att", "som", "är", "för", "inte", "av", "på", "det", "med", "ett", "eller", "till", "den", "från", "kan"];
const ENGLISH: [&str; 14] =
    ["the", "and", "of", "is", "are", "with", "that", "which", "this", "from", "be", "their", "or", "by"];

/// So many words of the other language, and none of the map's own, make a text foreign.
const ENOUGH: usize = 4;

fn check(ground: &Ground<'_>, said: &Said<'_>, sink: &mut Sink<'_>) {
    if !matches!(said.field.shape, Shape::Prose) {
        return;
    }
    let lang = ground.karta.lang().unwrap_or_default();
    let (own, foreign) = match lang {
        Lang::Sv => (&SWEDISH[..], &ENGLISH[..]),
        Lang::En => (&ENGLISH[..], &SWEDISH[..]),
    };
    if is_foreign(said.text, own, foreign) {
        sink.tell(match lang {
            Lang::Sv => say!(
                "Texten är på engelska, men kartan är på svenska.",
                "The text is in English, but the map is in Swedish."
            ),
            Lang::En => say!(
                "Texten är på svenska, men kartan är på engelska.",
                "The text is in Swedish, but the map is in English."
            ),
        })
        .hint(say!("Översätt texten till kartans språk.", "Translate the text into the map's language."));
    }
}

/// Whether a text has words of another language and none of its own.
fn is_foreign(text: &str, own: &[&str], foreign: &[&str]) -> bool {
    let mut found = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        // Most texts have a word of their own among the first.
        if own.contains(&word) {
            return false;
        }
        found += usize::from(foreign.contains(&word));
    }
    found >= ENOUGH
}
