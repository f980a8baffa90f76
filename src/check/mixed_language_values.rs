use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};
use crate::entry::Shape;
use crate::say;
use crate::say::{Lang, Words};

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
    let own = ground.karta.lang().unwrap_or_default();
    let (swedish, english) = count(said.text);
    let (wanted, found) = match own {
        Lang::Sv if swedish == 0 && english >= ENOUGH => {
            (Words::new("svenska", "Swedish"), Words::new("engelska", "English"))
        }
        Lang::En if english == 0 && swedish >= ENOUGH => {
            (Words::new("engelska", "English"), Words::new("svenska", "Swedish"))
        }
        _ => return,
    };
    sink.tell(say!("Texten är på {found}, men kartan är på {wanted}.", "The text is in {found}, but the map is in {wanted}."; found in words, wanted in words))
        .hint(say!("Översätt texten till {wanted}.", "Translate the text into {wanted}."; wanted in words));
}

fn count(text: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        counts.0 += usize::from(SWEDISH.contains(&word));
        counts.1 += usize::from(ENGLISH.contains(&word));
    }
    counts
}
