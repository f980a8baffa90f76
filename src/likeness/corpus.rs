use hashbrown::HashMap;
use rayon::prelude::*;

use super::stems::{Stems, says_nothing};
use crate::value::swedish;

/// Texts as the words in them, each by its stem and weighed: the fewer texts have it, the more.
pub struct Corpus {
    /// Each term in the form that most titles have, else the shortest; the rarest terms first.
    words: Vec<String>,
    /// How many texts have each term.
    counts: Vec<u32>,
    /// How many texts have each term in their title.
    in_titles: Vec<u32>,
    /// The terms of each text, the rarest first, with their weights; the squares of the weights add up to 1.
    texts: Vec<Vec<(u32, f32)>>,
}

/// Two texts that have rare words in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The one that comes first.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// From 0, nothing, to 1; see [`Corpus::score`].
    pub score: f32,
}

/// A term in more texts than this tells no two of them from the rest, nor one in more than a part of all texts.
const COMMON: u32 = 48;
/// The part, one in so many; but a term in a few texts is rare however few they are.
const PART: u32 = 30;
const FEW: u32 = 4;
/// How many of a text's rarest terms are looked up.
const RAREST: usize = 24;
/// How many texts read at a time share a memory of words.
const CHUNK: usize = 1024;
/// How much more a word weighs in a title than in a text.
const TITLE: f32 = 2.0;

impl Corpus {
    /// Reads texts, each with a title.
    pub fn of(texts: &[(&str, &str)]) -> Corpus {
        let chunks: Vec<Chunk> = texts.par_chunks(CHUNK).map(Chunk::read).collect();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let (mut counts, mut in_titles): (Vec<u32>, Vec<u32>) = Default::default();
        let mut forms: HashMap<(u32, String), u32> = HashMap::new();
        let mut read: Vec<Vec<(u32, f32)>> = Vec::with_capacity(texts.len());
        for chunk in chunks {
            let global = chunk.stems.into_iter().map(|stem| {
                *numbers.entry(stem).or_insert_with(|| {
                    counts.push(0);
                    in_titles.push(0);
                    counts.len() as u32 - 1
                })
            });
            let global: Vec<u32> = global.collect();
            for (form, (term, titles)) in chunk.forms {
                *forms.entry((global[term as usize], form)).or_insert(0) += titles;
            }
            for text in chunk.texts {
                let terms = text.into_iter().map(|(term, weight)| (global[term as usize], weight));
                let terms: Vec<(u32, f32)> = terms.collect();
                for (term, weight) in &terms {
                    counts[*term as usize] += 1;
                    in_titles[*term as usize] += u32::from(*weight == TITLE);
                }
                read.push(terms);
            }
        }
        let words = best_forms(counts.len(), forms);
        Corpus { words, counts, in_titles, texts: read }.weighed(&numbers)
    }

    /// The same with the rarest terms first, and each text's terms by their weight.
    fn weighed(mut self, stems: &HashMap<String, u32>) -> Corpus {
        let mut order: Vec<(u32, &str, u32)> =
            stems.iter().map(|(stem, term)| (self.counts[*term as usize], stem.as_str(), *term)).collect();
        order.par_sort_unstable();
        let mut rank = vec![0; order.len()];
        (0..).zip(&order).for_each(|(new, (.., old))| rank[*old as usize] = new);
        let weights: Vec<f32> = order.iter().map(|(count, ..)| weight(self.texts.len(), *count)).collect();
        self.texts.par_iter_mut().for_each(|terms| weigh(terms, &rank, &weights));
        let words = order.iter().map(|(.., old)| std::mem::take(&mut self.words[*old as usize])).collect();
        let in_titles = order.iter().map(|(.., old)| self.in_titles[*old as usize]).collect();
        Corpus { words, counts: order.iter().map(|(count, ..)| *count).collect(), in_titles, texts: self.texts }
    }

    /// Pairs of texts that are at least so near each other, by the rare words that they share.
    pub fn near(&self, least: f32) -> Vec<Near> {
        let with = self.postings();
        let near = |second: usize| {
            let mut others: Vec<u32> =
                self.rare(second).flat_map(|term| before(&with[term as usize], second)).collect();
            others.sort_unstable();
            others.dedup();
            let scored = others.into_iter().map(move |first| {
                let first = first as usize;
                Near { first, second, score: self.score(first, second) }
            });
            scored.filter(move |near| near.score >= least).collect::<Vec<_>>()
        };
        (0..self.texts.len()).into_par_iter().flat_map_iter(near).collect()
    }

    /// The terms of a text that are worth looking up, the rarest first.
    fn rare(&self, text: usize) -> impl Iterator<Item = u32> {
        let terms = self.texts[text].iter().map(|(term, _)| *term);
        terms.filter(|term| self.is_shared(*term)).take(RAREST)
    }

    /// Whether a term is in several texts, and in few.
    fn is_shared(&self, term: u32) -> bool {
        let most = (self.texts.len() as u32 / PART).clamp(FEW, COMMON);
        (2..=most).contains(&self.counts[term as usize])
    }

    /// The texts that each rare term is looked up to, in order.
    fn postings(&self) -> Vec<Vec<u32>> {
        let mut with: Vec<Vec<u32>> = vec![Vec::new(); self.words.len()];
        for text in 0..self.texts.len() {
            self.rare(text).for_each(|term| with[term as usize].push(text as u32));
        }
        with
    }

    /// How near two texts are by the rare words that they share: 1 for two that have the same words, all of them rare.
    pub fn score(&self, one: usize, other: usize) -> f32 {
        self.shared(one, other).map(|(_, weight)| weight).sum()
    }

    /// How alike two texts are by all their words, of which rare ones weigh more: from 0 to 1.
    pub fn likeness(&self, one: usize, other: usize) -> f32 {
        self.in_both(one, other).map(|(_, weight)| weight).sum()
    }

    /// The words that two texts share, those that weigh most first.
    pub fn common(&self, one: usize, other: usize) -> Vec<&str> {
        let mut shared: Vec<(u32, f32)> = self.shared(one, other).collect();
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shared.into_iter().map(|(term, _)| self.word(term)).collect()
    }

    /// The rare terms that two texts share, and what each adds to how near they are.
    fn shared(&self, one: usize, other: usize) -> impl Iterator<Item = (u32, f32)> {
        self.in_both(one, other).filter(|(term, _)| self.is_shared(*term))
    }

    /// The terms that two texts share, and what each adds to how alike they are.
    fn in_both(&self, one: usize, other: usize) -> impl Iterator<Item = (u32, f32)> {
        let (mut left, mut right) = (self.texts[one].iter().peekable(), self.texts[other].iter().peekable());
        std::iter::from_fn(move || {
            loop {
                let ((a, x), (b, y)) = (left.peek()?, right.peek()?);
                match a.cmp(b) {
                    std::cmp::Ordering::Less => _ = left.next(),
                    std::cmp::Ordering::Greater => _ = right.next(),
                    std::cmp::Ordering::Equal => {
                        let found = (*a, x * y);
                        left.next();
                        right.next();
                        return Some(found);
                    }
                }
            }
        })
    }

    /// A term as texts have it.
    pub fn word(&self, term: u32) -> &str {
        &self.words[term as usize]
    }

    /// How rare a term is: the greater, the fewer texts have it.
    pub fn weight(&self, term: u32) -> f32 {
        weight(self.texts.len(), self.counts[term as usize])
    }

    /// How many texts have a term in their title.
    pub fn in_titles(&self, term: u32) -> usize {
        self.in_titles[term as usize] as usize
    }

    /// The terms that so many texts have, the rarest first, each with its texts in order.
    pub fn texts_of(&self, is_asked: impl Fn(usize) -> bool) -> Vec<(u32, Vec<u32>)> {
        let mut places = vec![u32::MAX; self.words.len()];
        let mut found: Vec<(u32, Vec<u32>)> = Vec::new();
        for term in (0..self.words.len()).filter(|term| is_asked(self.counts[*term] as usize)) {
            places[term] = found.len() as u32;
            found.push((term as u32, Vec::with_capacity(self.counts[term] as usize)));
        }
        for (text, terms) in (0..).zip(&self.texts) {
            for (term, _) in terms {
                if let Some((_, texts)) = found.get_mut(places[*term as usize] as usize) {
                    texts.push(text);
                }
            }
        }
        found
    }
}

/// Each term in the form that most titles have; where several do, the shortest.
fn best_forms(terms: usize, forms: HashMap<(u32, String), u32>) -> Vec<String> {
    let mut best: Vec<(u32, String)> = vec![(0, String::new()); terms];
    for ((term, form), titles) in forms {
        let known = &mut best[term as usize];
        let is_better = |(count, word): &(u32, String)| {
            (std::cmp::Reverse(titles), form.len(), &form) < (std::cmp::Reverse(*count), word.len(), word)
        };
        if known.1.is_empty() || is_better(known) {
            *known = (titles, form);
        }
    }
    best.into_iter().map(|(_, form)| form).collect()
}

fn weight(texts: usize, count: u32) -> f32 {
    (texts as f32 / count as f32).ln() + 0.1
}

/// The texts of a list that come before one.
fn before(texts: &[u32], one: usize) -> impl Iterator<Item = u32> {
    texts.iter().copied().take_while(move |text| (*text as usize) < one)
}

/// Gives terms their new numbers, puts the rarest first and weighs them.
fn weigh(terms: &mut [(u32, f32)], rank: &[u32], weights: &[f32]) {
    for (term, weight) in terms.iter_mut() {
        *term = rank[*term as usize];
        *weight *= weights[*term as usize];
    }
    terms.sort_unstable_by_key(|(term, _)| *term);
    let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    terms.iter_mut().for_each(|(_, weight)| *weight /= length);
}

/// The words of a text; a letter and a hyphen are part of the word after them, as in e-legitimation.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').flat_map(|word| {
        let is_lettered =
            word.split_once('-').is_some_and(|(head, tail)| head.chars().count() == 1 && !tail.is_empty());
        let whole = is_lettered.then_some(word);
        let parts = word.split('-').filter(move |part| !is_lettered && !part.is_empty());
        whole.into_iter().chain(parts)
    })
}

/// Some of the texts, with numbers of their own for terms.
struct Chunk {
    /// Each term's stem.
    stems: Vec<String>,
    /// The term of each form of a word, and how many titles have the form.
    forms: Vec<(String, (u32, u32))>,
    texts: Vec<Vec<(u32, f32)>>,
}

/// What reads a chunk.
struct Reader {
    stems: Stems,
    numbers: HashMap<String, u32>,
    /// The term of each form of a word, where it is one, and how many titles have the form.
    forms: HashMap<String, Option<(u32, u32)>>,
    terms: Vec<String>,
}

impl Chunk {
    fn read(texts: &[(&str, &str)]) -> Chunk {
        let mut reader =
            Reader { stems: Stems::new(), numbers: HashMap::new(), forms: HashMap::new(), terms: Vec::new() };
        let texts = texts.iter().map(|(title, text)| reader.text(title, text)).collect();
        let forms = reader.forms.into_iter().filter_map(|(form, term)| Some((form, term?))).collect();
        Chunk { stems: reader.terms, forms, texts }
    }
}

impl Reader {
    /// The terms of a text, each once, with how much they are made of in it.
    fn text(&mut self, title: &str, text: &str) -> Vec<(u32, f32)> {
        let mut terms: Vec<(u32, f32)> = Vec::new();
        for (text, weight) in [(title, TITLE), (text, 1.0)] {
            let folded = swedish(text);
            let in_titles = u32::from(weight == TITLE);
            terms.extend(words(&folded).filter_map(|word| self.term(word, in_titles)).map(|term| (term, weight)));
        }
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        terms.dedup_by_key(|(term, _)| *term);
        terms
    }

    /// The number of a word's term; none for words that say nothing, numbers and single letters.
    fn term(&mut self, word: &str, in_titles: u32) -> Option<u32> {
        if let Some(known) = self.forms.get_mut(word) {
            let (term, titles) = known.as_mut()?;
            *titles += in_titles;
            return Some(*term);
        }
        let says_something = word.len() > 1 && !says_nothing(word) && !word.bytes().all(|byte| byte.is_ascii_digit());
        let term = says_something.then(|| self.new_form(word));
        self.forms.insert(word.to_owned(), term.map(|term| (term, in_titles)));
        term
    }

    fn new_form(&mut self, word: &str) -> u32 {
        let stem = self.stems.stem(word);
        let next = self.terms.len() as u32;
        let number = *self.numbers.entry_ref(stem).or_insert(next);
        if number == next {
            self.terms.push(stem.to_owned());
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 5] = [
        ("Tolkning i vården", "Tolkar bokas var för sig, och sekretess hindrar molntjänster."),
        ("Bättre tolkning", "Sekretess hindrar den som tolkar."),
        ("E-legitimation i tjänsten", "Alla anställda."),
        ("E-legitimationer för alla", "Alla invånare."),
        ("Detaljplaner", "Digitala planer."),
    ];

    #[test]
    fn texts_are_near_by_the_rare_words_that_they_share() {
        let corpus = Corpus::of(&TEXTS);
        let near: Vec<(usize, usize)> = corpus.near(0.2).iter().map(|near| (near.first, near.second)).collect();
        assert_eq!(near, [(0, 1), (2, 3)]);
        assert_eq!(corpus.common(0, 1)[0], "tolkning");
        assert_eq!(corpus.common(2, 3), ["e-legitimation"]);
        assert_eq!(corpus.score(0, 4), 0.0);
    }

    #[test]
    fn the_same_words_are_as_near_as_can_be() {
        let corpus = Corpus::of(&[("Tolkning", "i vården"), ("Tolkningen", "vården"), ("Annat", "helt")]);
        assert!((corpus.score(0, 1) - 1.0).abs() < 1e-5, "{}", corpus.score(0, 1));
    }

    #[test]
    fn a_word_in_all_of_very_many_texts_makes_no_pairs() {
        let texts = vec![("Gemensam lösning", "för alla"); 20_000];
        assert_eq!(Corpus::of(&texts).near(0.1), []);
    }

    #[test]
    fn each_term_knows_its_texts_and_titles() {
        let corpus = Corpus::of(&TEXTS);
        let of = |wanted: &str| {
            let found = corpus.texts_of(|_| true).into_iter().find(|(term, _)| corpus.word(*term) == wanted);
            found.map(|(term, texts)| (texts, corpus.in_titles(term)))
        };
        assert_eq!(of("tolkning"), Some((vec![0, 1], 2)));
        assert_eq!(of("sekretess"), Some((vec![0, 1], 0)));
        assert_eq!(of("och"), None);
    }
}
