use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::entry::{self, Field};
use crate::karta::names::names;
use crate::karta::{Karta, name};
use crate::say::Words;
use crate::table::{Cell, Column, Table};
use crate::value::{Id, Kind, swedish};

/// The fewest letters of a name that is looked for.
const LETTERS: usize = 3;

/// How much of a text is shown on each side of a mention, in signs.
const SHOWN: usize = 40;

/// Something that an entry's text names and that it has no link to.
#[derive(Clone, Debug)]
pub struct Mentioned {
    /// The place of the entry whose text it is.
    pub from: usize,
    /// The place of what it names.
    pub to: usize,
    /// The field that a link would go in.
    pub field: &'static Field,
    /// The name, as the text has it.
    pub said: String,
    /// The text around it.
    pub around: String,
}

impl Mentioned {
    /// The id that the link would hold.
    pub fn id<'k>(&self, karta: &'k Karta) -> &'k Id {
        &karta.entries()[self.to].id
    }
}

/// What the titles and descriptions of entries name without a link to it, entry by entry: other entries by any name that
/// they have or had. A name is looked for as whole words, a genitive's s aside, where it has at least three letters and
/// is one entry's alone. A name of a single word must be written as it is, capitals and all, and where the map's texts
/// also have it as an ordinary word, not where a sentence begins.
pub fn mentions(karta: &Karta, from: &[usize]) -> Vec<Mentioned> {
    let known = Known::of(karta);
    from.par_iter().flat_map_iter(|at| known.in_entry(karta, *at)).collect()
}

/// Mentions as a table, one a row.
pub fn mentions_table(karta: &Karta, mentioned: &[Mentioned]) -> Table {
    let columns = vec![
        Column::text("id", Words::new("Post", "Entry")),
        Column::text("namner", Words::new("Nämner", "Names")),
        Column::text("text", Words::new("I texten", "In the text")),
        Column::text("falt", Words::new("Länk i", "Link in")),
    ];
    let mut table = Table::new(Words::new("Nämnt utan länk", "Named without a link"), columns);
    let named = |at: usize| Cell::Named(karta.entries()[at].id.clone(), name(&karta.entries()[at]));
    table.rows = mentioned
        .iter()
        .map(|one| {
            let field = Cell::Choice(one.field.name, one.field.label.words());
            let id = Cell::Text(karta.entries()[one.from].id.to_string());
            vec![id, named(one.to), Cell::Text(one.around.clone()), field]
        })
        .collect();
    table
}

/// Names to look for, by their first word.
struct Known {
    by_first: HashMap<String, Vec<Name>>,
    /// Words that the texts have in small letters.
    ordinary: HashSet<String>,
}

struct Name {
    /// Its words, in small letters.
    words: Vec<String>,
    /// As it is written, where it is a single word.
    written: Option<String>,
    to: usize,
}

/// A word of a text.
struct Word<'t> {
    folded: String,
    written: &'t str,
    at: usize,
    begins_sentence: bool,
}

impl Known {
    fn of(karta: &Karta) -> Known {
        let mut owners: HashMap<String, Option<usize>> = HashMap::new();
        let mut all: Vec<Name> = Vec::new();
        for at in karta.positions_of(&Kind::ENTRIES) {
            let [to] = karta.successors(at)[..] else { continue };
            for name in names(&karta.entries()[at]) {
                let words: Vec<String> = words(name).into_iter().map(|word| word.folded).collect();
                let key = words.join(" ");
                let owner = owners.entry(key).or_insert(Some(to));
                *owner = owner.filter(|owner| *owner == to);
                let written = (words.len() == 1).then(|| name.trim().to_owned());
                if key_length(&words) >= LETTERS {
                    all.push(Name { words, written, to });
                }
            }
        }
        let mut by_first: HashMap<String, Vec<Name>> = HashMap::new();
        for name in all.into_iter().filter(|name| owners.get(&name.words.join(" ")).is_some_and(Option::is_some)) {
            by_first.entry(name.words[0].clone()).or_default().push(name);
        }
        // The longest first: `SKR Företag` is not `SKR`.
        by_first.values_mut().for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.words.len())));
        Known { by_first, ordinary: ordinary(karta) }
    }

    fn in_entry(&self, karta: &Karta, at: usize) -> Vec<Mentioned> {
        let entry = &karta.entries()[at];
        let linked: HashSet<usize> = karta.arms(at).into_iter().map(|arm| arm.other).chain([at]).collect();
        let mut told = HashSet::new();
        let mut found = Vec::new();
        for text in ["titel", "beskrivning"].into_iter().filter_map(|field| entry.text(field)) {
            for (to, from, end) in self.in_text(text, at) {
                // That something is named says no more than that a reader may want to see it too.
                let field = entry::find(entry.kind, "relaterat").filter(|_| !linked.contains(&to));
                if let Some(field) = field.filter(|_| told.insert(to)) {
                    let (said, around) = (text[from..end].to_owned(), around(text, from, end));
                    found.push(Mentioned { from: at, to, field, said, around });
                }
            }
        }
        found
    }

    /// What the text of an entry names besides itself, and from which byte to which.
    fn in_text(&self, text: &str, own: usize) -> Vec<(usize, usize, usize)> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.candidates(&words[at].folded).find(|name| name.to != own && self.fits(name, &words[at..])) {
                Some(name) => {
                    let last = &words[at + name.words.len() - 1];
                    found.push((name.to, words[at].at, last.at + last.written.len()));
                    at += name.words.len();
                }
                None => at += 1,
            }
        }
        found
    }

    /// The names that begin with a word, or with what it is the genitive of.
    fn candidates(&self, word: &str) -> impl Iterator<Item = &Name> {
        let bare = word.strip_suffix('s').unwrap_or(word);
        let same = self.by_first.get(word).into_iter().flatten();
        let other = self.by_first.get(bare).filter(|_| bare != word).into_iter().flatten();
        same.chain(other.filter(|name| name.words.len() == 1))
    }

    fn fits(&self, name: &Name, words: &[Word<'_>]) -> bool {
        let Some(words) = words.get(..name.words.len()) else { return false };
        let (last, head) = (words.len() - 1, &words[..words.len() - 1]);
        let is_last = |wanted: &str, word: &str| word == wanted || word.strip_suffix('s') == Some(wanted);
        let are_same = head.iter().zip(&name.words).all(|(word, wanted)| word.folded == *wanted);
        are_same && is_last(&name.words[last], &words[last].folded) && self.is_as_written(name, &words[0])
    }

    fn is_as_written(&self, name: &Name, word: &Word<'_>) -> bool {
        let Some(written) = &name.written else { return true };
        let is_same = word.written == written || word.written.strip_suffix('s') == Some(written);
        let is_ordinary = self.ordinary.contains(&name.words[0]);
        is_same && !(is_ordinary && (word.begins_sentence || !written.starts_with(char::is_uppercase)))
    }
}

fn key_length(words: &[String]) -> usize {
    words.iter().map(|word| word.chars().count()).sum()
}

/// Every word that some description has in small letters.
fn ordinary(karta: &Karta) -> HashSet<String> {
    let texts = karta.entries().par_iter().filter_map(|entry| entry.text("beskrivning"));
    let small = texts.flat_map_iter(|text| {
        let words = words(text).into_iter();
        words.filter(|word| word.written.starts_with(char::is_lowercase)).map(|word| word.folded)
    });
    small.collect()
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut begins_sentence = true;
    for (at, piece) in pieces(text) {
        match piece.starts_with(char::is_alphanumeric) {
            true => {
                words.push(Word { folded: swedish(piece), written: piece, at, begins_sentence });
                begins_sentence = false;
            }
            false => begins_sentence |= piece.contains(['.', '!', '?', ':', '\n', '•', '*', '–']),
        }
    }
    words
}

/// The runs of letters and digits, and those of other signs, each with where it begins.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
        let is_word = rest.starts_with(char::is_alphanumeric);
        let length = rest.find(|c: char| c.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let at = from;
        from += length;
        Some((at, &rest[..length]))
    })
}

/// The text around a mention, on one line.
fn around(text: &str, from: usize, end: usize) -> String {
    let before = text[..from].char_indices().rev().nth(SHOWN).map_or(0, |(at, _)| at);
    let after = text[end..].char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| end + at);
    // Whole words only, where a text is cut.
    let start = if before == 0 { 0 } else { text[before..from].find(' ').map_or(before, |space| before + space + 1) };
    let stop = if after == text.len() { after } else { text[end..after].rfind(' ').map_or(after, |space| end + space) };
    let (left, right) = (if start > 0 { "… " } else { "" }, if stop < text.len() { " …" } else { "" });
    format!("{left}{}{right}", text[start..stop].split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    fn told(text: &str) -> Vec<String> {
        let need = format!("id = \"n\"\ntitel = \"N\"\nbeskrivning = \"\"\"\n{text}\n\"\"\"\naktorer = [\"csn\"]\n");
        let karta = Karta::draw(&Tree::memory([
            ("behov/n.toml", need.as_str()),
            (
                "behov/o.toml",
                "id = \"o\"\ntitel = \"O\"\nbeskrivning = \"Det är bra att journal finns på ena sidan.\"\n",
            ),
            (
                "aktor/skr.toml",
                "id = \"skr\"\nnamn = \"Sveriges Kommuner och Regioner\"\nforkortning = \"SKR\"\ntidigare_namn = [{ namn = \"SKL\" }]\n",
            ),
            ("aktor/skr-foretag.toml", "id = \"skr-foretag\"\nnamn = \"SKR Företag\"\n"),
            ("aktor/bra.toml", "id = \"bra\"\nnamn = \"Brottsförebyggande rådet\"\nforkortning = \"Bra\"\n"),
            ("aktor/csn.toml", "id = \"csn\"\nnamn = \"CSN\"\n"),
            ("aktor/x.toml", "id = \"x\"\nnamn = \"X1\"\n"),
            ("aktor/a.toml", "id = \"a\"\nnamn = \"Rådet\"\n"),
            ("aktor/b.toml", "id = \"b\"\nnamn = \"Rådet\"\n"),
            ("initiativ/ena.toml", "id = \"ena\"\ntitel = \"Ena\"\n"),
            ("initiativ/journal.toml", "id = \"journal\"\ntitel = \"Journal\"\n"),
            ("initiativ/gammal.toml", "id = \"gammal\"\ntitel = \"verksamt.se/kommun\"\nersatt_av = [\"serverat\"]\n"),
            ("initiativ/serverat.toml", "id = \"serverat\"\ntitel = \"Serverat\"\n"),
        ]));
        let at = karta.position("n").expect("an entry");
        let one = |one: Mentioned| format!("{} {} {}", one.field.name, one.id(&karta), one.said);
        mentions(&karta, &[at]).into_iter().map(one).collect()
    }

    #[test]
    fn names_now_and_before_are_found_as_whole_words() {
        assert_eq!(told("Enligt SKR:s plan, och SKL."), ["relaterat skr SKR"]);
        assert_eq!(told("Sveriges kommuner och regioners arbete"), ["relaterat skr Sveriges kommuner och regioners"]);
        assert_eq!(told("Avtal av SKR Företag."), ["relaterat skr-foretag SKR Företag"]);
        assert_eq!(told("Byggs på verksamt.se/kommun"), ["relaterat serverat verksamt.se/kommun"]);
        assert_eq!(told("SKRÄP och skr"), [""; 0]);
    }

    #[test]
    fn what_may_be_an_ordinary_word_is_not_a_name() {
        assert_eq!(told("Ena sidan. Bra jobbat. X1 och Rådet."), [""; 0]);
        assert_eq!(told("Inom Ena och med Bra."), ["relaterat ena Ena", "relaterat bra Bra"]);
        assert_eq!(told("en journal, och Journal"), ["relaterat journal Journal"]);
    }

    #[test]
    fn what_is_linked_already_is_not_told() {
        assert_eq!(told("Hos CSN och N."), [""; 0]);
    }

    #[test]
    fn what_surrounds_a_mention_is_cut_between_words() {
        let text = "Ett långt stycke text som går före det hela, sedan Ena, och så ett lika långt stycke text som kommer efter";
        let from = text.find("Ena").expect("there");
        assert_eq!(
            around(text, from, from + 3),
            "… text som går före det hela, sedan Ena, och så ett lika långt stycke text som …"
        );
    }
}
