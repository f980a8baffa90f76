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

/// Names to look for, word by word.
struct Known {
    /// Beginnings of names; the first is that of them all.
    beginnings: Vec<Beginning>,
    /// Words that the texts have in small letters.
    ordinary: HashSet<String>,
}

/// Words that one name or several begin with.
#[derive(Default)]
struct Beginning {
    /// The longer beginnings, by their last word.
    next: HashMap<String, usize>,
    /// The names that end here.
    names: Vec<Name>,
}

struct Name {
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
        let mut known = Known { beginnings: vec![Beginning::default()], ordinary: ordinary(karta) };
        for at in karta.positions_of(&Kind::ENTRIES) {
            let [to] = karta.successors(at)[..] else { continue };
            for name in names(&karta.entries()[at]) {
                known.learn(name, to);
            }
        }
        known
    }

    fn learn(&mut self, name: &str, to: usize) {
        let words: Vec<String> = words(name).into_iter().map(|word| word.folded).collect();
        if words.iter().map(|word| word.chars().count()).sum::<usize>() < LETTERS {
            return;
        }
        let written = (words.len() == 1).then(|| name.trim().to_owned());
        let mut at = 0;
        for word in words {
            let count = self.beginnings.len();
            at = *self.beginnings[at].next.entry(word).or_insert(count);
            if at == count {
                self.beginnings.push(Beginning::default());
            }
        }
        self.beginnings[at].names.push(Name { written, to });
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
            let name = self.longest(&words[at..], own);
            if let Some((to, count)) = name {
                let last = &words[at + count - 1];
                found.push((to, words[at].at, last.at + last.written.len()));
            }
            at += name.map_or(1, |(_, count)| count);
        }
        found
    }

    /// What the longest name that words begin with belongs to, and how many words it has: `SKR Företag` is not `SKR`.
    fn longest(&self, words: &[Word<'_>], own: usize) -> Option<(usize, usize)> {
        let mut best = None;
        let mut beginning = &self.beginnings[0];
        for (count, word) in (1..).zip(words) {
            let genitive = word.folded.strip_suffix('s').and_then(|bare| beginning.next.get(bare));
            let whole = beginning.next.get(&word.folded);
            let ends = whole.into_iter().chain(genitive).filter_map(|at| self.named(*at, &words[0], own));
            best = ends.map(|to| (to, count)).next().or(best);
            match whole {
                Some(at) => beginning = &self.beginnings[*at],
                None => break,
            }
        }
        best
    }

    /// The one entry, other than the text's own, that a name ending here belongs to.
    fn named(&self, at: usize, word: &Word<'_>, own: usize) -> Option<usize> {
        let names = &self.beginnings[at].names;
        let to = names.first()?.to;
        let is_one = names.iter().all(|name| name.to == to);
        (is_one && to != own && names.iter().any(|name| self.is_as_written(name, word))).then_some(to)
    }

    fn is_as_written(&self, name: &Name, word: &Word<'_>) -> bool {
        let Some(written) = &name.written else { return true };
        let is_same = word.written == written || word.written.strip_suffix('s') == Some(written);
        let is_ordinary = self.ordinary.contains(&swedish(written));
        is_same && !(is_ordinary && (word.begins_sentence || !written.starts_with(char::is_uppercase)))
    }
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
