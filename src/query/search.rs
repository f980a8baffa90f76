use std::cell::OnceCell;
use std::sync::atomic::{AtomicBool, Ordering};

use rust_stemmers::{Algorithm, Stemmer};

use super::filter::Op;
use super::subject::Path;
use super::test::{Compared, holds};
use crate::entry::{Entry, Shape, Value};
use crate::karta::names::names;
use crate::value::{swedish, without_dots};

/// A text to find, and where.
pub struct Search {
    place: Where,
    how: How,
    exact: Needle,
    folded: Needle,
    /// Whether what it finds is to be put in order by how well it fits.
    pub is_ranked: bool,
}

enum Where {
    TitleAndText,
    Paths(Vec<Path>),
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    /// Any form of a word, also inside a longer one.
    Word,
    /// A part of the text.
    Part,
    /// The whole text.
    Whole,
    /// What a value that is no text is compared by.
    Free(Op),
}

/// A text as it is looked for, with the stem that its forms share.
struct Needle {
    text: String,
    stem: String,
}

/// How well an entry fits a search: 0 is not at all.
pub type Score = u8;

/// How much more a fit in the title weighs: more than the best fit in the text.
const TITLE: Score = 4;

/// How well an entry fits, with å ä ö kept apart, and with them folded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    pub exact: Score,
    pub folded: Score,
}

/// What a reader sees of an entry, folded once for all searches, and each part only when a search comes to it.
pub struct Folded<'e> {
    entry: &'e Entry,
    titles: [OnceCell<Vec<String>>; 2],
    texts: [OnceCell<Vec<String>>; 2],
}

/// How far å ä ö are folded.
#[derive(Clone, Copy)]
enum Dots {
    Kept,
    Folded,
}

impl<'e> Folded<'e> {
    pub fn of(entry: &'e Entry) -> Folded<'e> {
        Folded { entry, titles: Default::default(), texts: Default::default() }
    }

    fn titles(&self, dots: Dots) -> &[String] {
        once(&self.titles, dots, || names(self.entry).map(swedish).collect())
    }

    fn texts(&self, dots: Dots) -> &[String] {
        let prose = self.entry.values.iter().filter(|(field, _)| matches!(field.shape, Shape::Prose));
        once(&self.texts, dots, || prose.filter_map(|(_, value)| value.text()).map(swedish).collect())
    }

    /// A fit in the title outweighs any in the text.
    fn score(&self, how: How, needle: &Needle, dots: Dots) -> Score {
        let best = |texts: &[String]| texts.iter().map(|text| needle.score(how, text)).max().unwrap_or(0);
        match best(self.titles(dots)) {
            0 => best(self.texts(dots)),
            in_title => in_title * TITLE,
        }
    }
}

fn once(cells: &[OnceCell<Vec<String>>; 2], dots: Dots, make: impl FnOnce() -> Vec<String>) -> &[String] {
    let kept = cells[0].get_or_init(make);
    match dots {
        Dots::Kept => kept,
        Dots::Folded => cells[1].get_or_init(|| kept.iter().map(|text| without_dots(text)).collect()),
    }
}

impl Search {
    /// A word in the title or the text, in any of its forms.
    pub fn word(word: &str) -> Search {
        Search::new(Where::TitleAndText, How::Word, word)
    }

    /// These very words in the title or the text.
    pub fn phrase(phrase: &str) -> Search {
        Search::new(Where::TitleAndText, How::Part, phrase)
    }

    /// A text in fields: a part of it, or the whole.
    pub fn field(paths: Vec<Path>, op: Op, text: &str) -> Search {
        let is_free = paths.iter().any(|path| matches!(path.shape(), Shape::Free));
        let how = match op {
            _ if is_free => How::Free(op),
            Op::Is => How::Part,
            _ => How::Whole,
        };
        Search::new(Where::Paths(paths), how, text)
    }

    fn new(place: Where, how: How, text: &str) -> Search {
        let text = swedish(text).trim().to_owned();
        let stem = stem(&text);
        let folded = Needle { text: without_dots(&text), stem: without_dots(&stem) };
        let exact = Needle { text, stem };
        Search { place, how, exact, folded, is_ranked: false }
    }

    /// Whether it looks at the title and the text as a whole.
    pub fn is_of_entry(&self) -> bool {
        matches!(self.place, Where::TitleAndText)
    }

    /// How well an entry fits. Once any entry has the text with å ä ö kept apart, what folding finds does not matter.
    pub fn scores(&self, entry: &Entry, folded: &Folded<'_>, was_found: &AtomicBool) -> Scores {
        let exact = match &self.place {
            Where::TitleAndText => folded.score(self.how, &self.exact, Dots::Kept),
            Where::Paths(paths) => self.in_paths(paths, entry, &self.exact, str::to_owned),
        };
        if exact > 0 {
            was_found.store(true, Ordering::Relaxed);
        }
        if was_found.load(Ordering::Relaxed) || !self.folded.has_vowel() {
            return Scores { exact, folded: 0 };
        }
        let folded = match &self.place {
            Where::TitleAndText => folded.score(self.how, &self.folded, Dots::Folded),
            Where::Paths(paths) => self.in_paths(paths, entry, &self.folded, without_dots),
        };
        Scores { exact, folded }
    }

    fn in_paths(&self, paths: &[Path], entry: &Entry, needle: &Needle, fold: fn(&str) -> String) -> Score {
        let fits = &mut |value: &Value| match (value, self.how) {
            (Value::Text(text), How::Free(op)) => needle.fits_free(op, text, &fold(&swedish(text))),
            (other, How::Free(op)) => needle.fits_typed(op, other),
            (other, how) => other.text().is_some_and(|text| needle.score(how, &fold(&swedish(text))) > 0),
        };
        Score::from(paths.iter().any(|path| path.any(entry, fits)))
    }
}

impl Needle {
    fn score(&self, how: How, text: &str) -> Score {
        match how {
            How::Word => self.word_score(text),
            How::Whole => Score::from(text.trim() == self.text),
            How::Part | How::Free(_) => Score::from(text.contains(&self.text)),
        }
    }

    /// Whether it has a letter that å ä ö fold to; if not, folding finds nothing more.
    fn has_vowel(&self) -> bool {
        self.stem.contains(['a', 'o'])
    }

    /// 3 for a whole word in any of its forms, 2 for a word that begins so, 1 for one that has it inside.
    fn word_score(&self, text: &str) -> Score {
        let mut best = 0;
        for (at, _) in text.match_indices(&self.stem) {
            best = best.max(self.word_score_at(text, at));
            if best == 3 {
                break;
            }
        }
        best
    }

    fn word_score_at(&self, text: &str, at: usize) -> Score {
        let begins = !text[..at].ends_with(char::is_alphanumeric);
        let rest = &text[at + self.stem.len()..];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let word = &text[at..at + self.stem.len() + length];
        let is_form = word == self.text || stem(word) == self.stem;
        match (is_form, begins, text[at..].starts_with(&self.text)) {
            (true, true, _) => 3,
            (_, true, true) => 2,
            (true, ..) | (_, _, true) => 1,
            _ => 0,
        }
    }

    /// A text of the map's own: found in it, or compared as a date or number where both are one.
    fn fits_free(&self, op: Op, text: &str, folded: &str) -> bool {
        match op {
            Op::Is => folded.contains(&self.text),
            Op::Equal | Op::NotEqual => folded.trim() == self.text,
            _ => Compared::pair(text, &self.text).is_some_and(|(value, wanted)| value.is(op, &wanted)),
        }
    }

    fn fits_typed(&self, op: Op, value: &Value) -> bool {
        match value {
            Value::Bool(value) => yes_or_no(&self.text) == Some(*value),
            other => Compared::like(other, &self.text).is_some_and(|wanted| holds(other, op, &wanted)),
        }
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "ja" | "yes" | "true" | "sant" => Some(true),
        "nej" | "no" | "false" | "falskt" => Some(false),
        _ => None,
    }
}

/// What a word's forms have in common at their beginning; the whole word where that would be too little to go by.
fn stem(word: &str) -> String {
    let stem = Stemmer::create(Algorithm::Swedish).stem(word);
    if stem.chars().count() >= 3 && word.starts_with(&*stem) { stem.into_owned() } else { word.to_owned() }
}

impl Scores {
    /// The score that counts, given whether any entry had the text with å ä ö kept apart.
    pub fn get(self, was_found: bool) -> Score {
        if was_found { self.exact } else { self.folded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(word: &str, text: &str) -> Score {
        Search::word(word).exact.score(How::Word, &swedish(text))
    }

    #[test]
    fn forms_beginnings_and_parts_of_a_word_are_found() {
        assert_eq!(score("tolkning", "Översättning och tolkning"), 3);
        assert_eq!(score("tolkningen", "Språktolkning"), 1);
        assert_eq!(score("översätt", "Översättning"), 2);
        assert_eq!(score("Översättningar", "en översättning"), 3);
        assert_eq!(score("skolor", "Skolorna"), 3);
        assert_eq!(score("data", "datum"), 0);
        assert_eq!(score("e-tjänst", "E-tjänster"), 3);
    }
}
