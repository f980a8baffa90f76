use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::entry::Entry;
use crate::karta::Karta;
use crate::karta::names::names;
use crate::likeness::{Stems, says_nothing};
use crate::say;
use crate::say::{Words, quote};
use crate::value::{Kind, fold, swedish};

/// How many entries are told at most.
const MOST: usize = 5;

/// The least likeness worth telling: enough to start a new entry from.
const LEAST: f64 = 0.2;

/// From here on the two probably tell of the same thing.
const PROBABLE: f64 = 0.52;

/// How many words a description needs to tell as much as it can of likeness.
const ENOUGH: f64 = 6.0;

/// The most that two can be alike whose titles differ in numbers alone: two phases, or two years, of one thing.
const NUMBERED: f64 = 0.5;

/// How alike two titles are letter by letter when one is taken for the other misspelt.
const ALMOST: f64 = 0.88;

/// An entry that is like the new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// Its place in [`Karta::entries`].
    pub at: usize,
    /// How alike they are, from 0 to 1.
    pub score: f64,
    /// What they have in common.
    pub reason: Words,
}

impl Alike {
    /// Whether the two probably tell of the same thing; if not, a new entry may still start from this one.
    pub fn is_probable_double(&self) -> bool {
        self.score >= PROBABLE
    }
}

/// The entries of a kind that are most like a new one, the most alike first. Rare words weigh more than common ones,
/// and words in titles more than words in descriptions. The text may be empty.
pub fn alike(karta: &Karta, kind: Kind, title: &str, text: &str) -> Vec<Alike> {
    let wanted = Wanted::new(title, text);
    let entries = karta.of_kind(kind);
    let hits: Vec<Hits> = entries.par_iter().map_init(Stems::new, |known, entry| wanted.hits(entry, known)).collect();
    let weights = wanted.weights(&hits);
    let first = karta.entries().partition_point(|entry| entry.kind < kind);
    let scored = hits.iter().enumerate().map(|(at, hits)| wanted.score(first + at, hits, &weights));
    let mut alike: Vec<Alike> = scored.filter(|alike| alike.score >= LEAST).collect();
    alike.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
    alike.truncate(MOST);
    alike
}

/// The words of what is to be new, stemmed and numbered.
struct Wanted {
    title: String,
    numbered: Numbered,
    /// Each stem's number, and the word as it was written.
    stems: BTreeMap<String, (usize, String)>,
    in_title: BTreeSet<usize>,
    in_text: BTreeSet<usize>,
}

/// What one entry has of the wanted words.
struct Hits {
    /// For each title that it has or had: how many words it has, and which are wanted.
    titles: Vec<(usize, BTreeSet<usize>)>,
    anywhere: BTreeSet<usize>,
    is_almost: bool,
    /// Whether its title is the wanted one but for numbers.
    is_numbered: bool,
}

impl Wanted {
    fn new(title: &str, text: &str) -> Wanted {
        let mut known = Stems::new();
        let mut wanted = Wanted {
            title: fold(title),
            numbered: Numbered::of(title),
            stems: BTreeMap::new(),
            in_title: BTreeSet::new(),
            in_text: BTreeSet::new(),
        };
        wanted.in_title = wanted.number(title, &mut known);
        wanted.in_text = wanted.number(text, &mut known);
        wanted
    }

    fn number(&mut self, text: &str, known: &mut Stems) -> BTreeSet<usize> {
        let mut numbers = BTreeSet::new();
        for (stem, word) in stems(text, known) {
            let next = self.stems.len();
            numbers.insert(self.stems.entry(stem).or_insert((next, word)).0);
        }
        numbers
    }

    fn hits(&self, entry: &Entry, known: &mut Stems) -> Hits {
        let mut anywhere = BTreeSet::new();
        let mut titles = Vec::new();
        for title in names(entry) {
            let found: Vec<Option<usize>> = stems(title, known).iter().map(|(stem, _)| self.find(stem)).collect();
            let wanted: BTreeSet<usize> = found.iter().copied().flatten().collect();
            anywhere.extend(&wanted);
            titles.push((found.len(), wanted));
        }
        if !self.in_text.is_empty() {
            let text = entry.text("beskrivning").unwrap_or_default();
            anywhere.extend(stems(text, known).iter().filter_map(|(stem, _)| self.find(stem)));
        }
        let is_numbered = names(entry).any(|title| self.numbered.differs_in_numbers(&Numbered::of(title)));
        let is_almost = !is_numbered && names(entry).any(|title| is_almost(&self.title, &fold(title)));
        Hits { titles, anywhere, is_almost, is_numbered }
    }

    fn find(&self, stem: &str) -> Option<usize> {
        self.stems.get(stem).map(|(number, _)| *number)
    }

    /// What each wanted word weighs: the more, the fewer entries have it.
    fn weights(&self, hits: &[Hits]) -> Vec<f64> {
        let mut counts = vec![0_u32; self.stems.len()];
        hits.iter().flat_map(|hits| &hits.anywhere).for_each(|number| counts[*number] += 1);
        counts.iter().map(|count| (1.0 + hits.len() as f64 / f64::from(count + 1)).ln()).collect()
    }

    fn score(&self, at: usize, hits: &Hits, weights: &[f64]) -> Alike {
        let rarest = weights.iter().copied().fold(0.0, f64::max);
        let titles = hits.titles.iter().map(|(count, found)| {
            let found: BTreeSet<usize> = found.intersection(&self.in_title).copied().collect();
            // Words that only the entry has were never counted: they are taken to be rare.
            let common: f64 = found.iter().map(|number| weights[*number]).sum();
            let own = count.saturating_sub(found.len()) as f64 * rarest;
            let share_of_entry = if common > 0.0 { common / (common + own) } else { 0.0 };
            share(&found, &self.in_title, weights) * 0.6 + share_of_entry * 0.4
        });
        let title = titles.fold(0.0, f64::max);
        let certainty = (self.in_text.len() as f64 / ENOUGH).min(1.0);
        let text = share(&hits.anywhere, &self.in_text, weights) * certainty;
        let score = if hits.is_almost { 1.0 } else { title.max(0.4 * title + 0.6 * text) };
        let score = if hits.is_numbered { score.min(NUMBERED) } else { score };
        Alike { at, score, reason: self.reason(hits, weights) }
    }

    /// Why: the title itself, or the weightiest words that both have.
    fn reason(&self, hits: &Hits, weights: &[f64]) -> Words {
        if hits.is_almost {
            return Words::new("nästan samma titel", "almost the same title");
        }
        let mut common: Vec<(usize, &str)> = self
            .stems
            .values()
            .filter(|(number, _)| hits.anywhere.contains(number))
            .map(|(n, word)| (*n, &**word))
            .collect();
        common.sort_by(|a, b| weights[b.0].total_cmp(&weights[a.0]).then(a.0.cmp(&b.0)));
        let words = common.iter().take(MOST).map(|(_, word)| quote(word)).collect::<Vec<_>>().join(", ");
        say!("gemensamma ord: {words}", "words in common: {words}")
    }
}

/// How much of the weight of `all` is in `found`.
fn share(found: &BTreeSet<usize>, all: &BTreeSet<usize>, weights: &[f64]) -> f64 {
    let weight = |numbers: &mut dyn Iterator<Item = &usize>| numbers.map(|number| weights[*number]).sum::<f64>();
    let whole = weight(&mut all.iter());
    if whole > 0.0 { weight(&mut found.intersection(all)) / whole } else { 0.0 }
}

/// A title with its numbers, in digits or as Roman numerals, told from its words.
struct Numbered {
    words: Vec<String>,
    numbers: Vec<String>,
}

impl Numbered {
    fn of(title: &str) -> Numbered {
        let parts = title.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let (numbers, words): (Vec<&str>, Vec<&str>) = parts.partition(|part| is_number(part));
        let numbers = numbers.into_iter().map(str::to_owned).collect();
        Numbered { words: words.into_iter().map(fold).collect(), numbers }
    }

    /// Whether two titles have the same words, and numbers that are not the same.
    fn differs_in_numbers(&self, other: &Numbered) -> bool {
        let both_have = !self.numbers.is_empty() && !other.numbers.is_empty();
        both_have && self.words == other.words && self.numbers != other.numbers
    }
}

/// Digits, or a Roman numeral in capitals: a small i is a word in Swedish.
fn is_number(part: &str) -> bool {
    part.chars().all(|c| c.is_ascii_digit()) || part.chars().all(|c| "IVXLC".contains(c))
}

/// Whether two folded titles differ by a slip of the hand.
fn is_almost(a: &str, b: &str) -> bool {
    let is_near_in_length = a.len().abs_diff(b.len()) * 8 <= a.len().max(b.len());
    !a.is_empty() && is_near_in_length && strsim::normalized_damerau_levenshtein(a, b) >= ALMOST
}

/// The words that carry meaning: the stem of each, and the word itself.
fn stems(text: &str, known: &mut Stems) -> Vec<(String, String)> {
    let text = swedish(text);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !says_nothing(word));
    words.map(|word| (known.stem(word).to_owned(), word.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    const NEEDS: [(&str, &str); 8] = [
        ("oversattning-och-tolkning", "Gemensamma lösningar för översättning och tolkning"),
        ("gemensam-riktning", "En gemensam riktning för digitaliseringen"),
        ("nationella-tjanster", "Tydligare nationella tjänster"),
        ("digital-post", "Digital post till alla invånare"),
        ("elevhalsa", "Gemensamt stöd för elevhälsa"),
        ("detaljplan", "Digitala detaljplaner"),
        ("e-arkiv", "Gemensamma lösningar för e-arkiv"),
        ("ombud", "Fullmakter och ombud"),
    ];

    fn karta() -> Karta {
        let text = |title| format!("titel = \"{title}\"\nbeskrivning = \"Kommuner och regioner behöver {title}.\"\n");
        Karta::draw(&Tree::memory(NEEDS.map(|(id, title)| (format!("behov/{id}.toml"), text(title)))))
    }

    fn doubles(title: &str, text: &str) -> Vec<String> {
        let karta = karta();
        let alike = alike(&karta, Kind::Behov, title, text);
        let doubles = alike.iter().filter(|alike| alike.is_probable_double());
        doubles.map(|alike| format!("{}: {}", karta.entries()[alike.at].id, alike.reason.sv)).collect()
    }

    #[test]
    fn a_probable_double_is_found_and_said_why() {
        insta::assert_snapshot!(doubles("Översättning och tolkning gemensamt", "").join("\n"), @"oversattning-och-tolkning: gemensamma ord: översättning, tolkning, gemensamt");
        insta::assert_snapshot!(doubles("Fulmakter och ombud", "").join("\n"), @"ombud: nästan samma titel");
        let text = "Regioner och kommuner behöver tydligare nationella tjänster.";
        insta::assert_snapshot!(doubles("Nytt namn", text).join("\n"), @"nationella-tjanster: gemensamma ord: tydligare, nationella, tjänster, regioner, kommuner");
    }

    #[test]
    fn what_is_not_alike_is_let_be() {
        for title in ["Vattenkvalitet", "Gemensamma lösningar för biblioteken", "Digitala läromedel", "", "och"] {
            assert_eq!(doubles(title, ""), Vec::<String>::new(), "{title}");
        }
    }

    #[test]
    fn phases_and_years_of_one_thing_are_not_doubles() {
        let titles = ["Nationell plan 2017", "Digital post etapp I", "Handlingsplan för skolan"];
        let file = |title: &str| (format!("behov/{}.toml", title.len()), format!("titel = \"{title}\"\n"));
        let karta = Karta::draw(&Tree::memory(titles.map(file)));
        let is_double = |title| alike(&karta, Kind::Behov, title, "").iter().any(Alike::is_probable_double);
        for title in ["Nationell plan 2018", "Digital post, etapp II"] {
            assert!(!is_double(title), "{title}");
        }
        for title in ["Nationell plan 2017", "Nationel plan 2017", "Digital post etapp", "Handlingsplan i skolan"] {
            assert!(is_double(title), "{title}");
        }
    }

    #[test]
    fn one_to_start_from_may_be_less_alike() {
        let karta = karta();
        let alike = alike(&karta, Kind::Behov, "Gemensamma lösningar för biblioteken", "");
        assert!(!alike.is_empty() && alike.iter().all(|alike| !alike.is_probable_double()), "{alike:?}");
    }
}
