//! Titles that are alike, among very many: no title is compared with more than a few others.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::marks::{is_part, mark};
use super::stems::{Stems, says_nothing};
use crate::value::swedish;

/// How much of their words two titles must have in common, in per cent.
const LEAST: usize = 80;
/// How alike, letter by letter, two titles are when one is the other with a slip of the hand.
const SLIP: f64 = 0.93;
/// The most titles with one word in common that are compared with each other; each with so many before it.
const NEIGHBOURS: usize = 32;
/// How many titles are read at a time.
const CHUNK: usize = 4096;
/// The most titles of a set of the same ones that are joined with each other, and with what is like them.
const TRIED: usize = 12;

/// Two titles that are alike, by number, and how much, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The one that comes first.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// From 0 to 100.
    pub score: usize,
}

/// A title as it is compared.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// Its letters and digits, without spaces and hyphens.
    letters: String,
    /// Where in them each word begins.
    starts: Vec<usize>,
    /// Its words that say nothing of the matter.
    small: String,
    /// The stems of its words, by number: the rarest first, each once.
    stems: Vec<u32>,
    /// What tells one of a series from the next, numbers, Roman numerals and single letters, and words that deny what
    /// the rest says; in order.
    marks: String,
}

impl Title {
    /// Each title, in order.
    pub fn of<'t>(titles: impl Iterator<Item = &'t str>) -> Vec<Title> {
        let titles: Vec<&str> = titles.collect();
        numbered(titles.par_chunks(CHUNK).map(Chunk::read).collect())
    }
}

/// Some of the titles, with numbers of their own for stems.
struct Chunk {
    titles: Vec<Title>,
    numbers: HashMap<String, u32>,
}

/// What reads a chunk.
#[derive(Default)]
struct Reader {
    stems: Stems,
    numbers: HashMap<String, u32>,
    /// The stem of each word.
    words: HashMap<String, Option<u32>>,
}

impl Chunk {
    fn read(titles: &[&str]) -> Chunk {
        let mut reader = Reader::default();
        let titles = titles.iter().map(|title| reader.title(title)).collect();
        Chunk { titles, numbers: reader.numbers }
    }
}

impl Reader {
    fn title(&mut self, title: &str) -> Title {
        let title = swedish(title);
        let mut read = Title::default();
        let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().copied().enumerate() {
            let is_by_part = at > 0 && is_part(words[at - 1]) || words.get(at + 1).is_some_and(|next| is_part(next));
            if let Some(mark) = mark(word, is_by_part) {
                read.marks.extend([mark, " "]);
                continue;
            }
            read.starts.push(read.letters.len());
            read.letters.push_str(word);
            match self.stem(word) {
                Some(stem) => read.stems.push(stem),
                None => read.small.extend([word, " "]),
            }
        }
        read.stems.sort_unstable();
        read.stems.dedup();
        read
    }

    /// The number of a word's stem; none for words that say nothing. What is new is another thing in a title.
    fn stem(&mut self, word: &str) -> Option<u32> {
        if let Some(stem) = self.words.get(word) {
            return *stem;
        }
        let next = self.numbers.len() as u32;
        let is_small = says_nothing(word) && !matches!(word, "ny" | "nya" | "nytt");
        let stem = (!is_small).then(|| *self.numbers.entry_ref(self.stems.stem(word)).or_insert(next));
        self.words.insert(word.to_owned(), stem);
        stem
    }
}

/// The titles of all chunks, where each stem has one number, the rarest first.
fn numbered(chunks: Vec<Chunk>) -> Vec<Title> {
    let ranks = ranks(&chunks);
    chunks.into_par_iter().zip(ranks).flat_map_iter(|(chunk, rank)| ranked(chunk.titles, rank)).collect()
}

/// How rare the stems of each chunk are among all, by the chunk's own numbers.
fn ranks(chunks: &[Chunk]) -> Vec<Vec<u32>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for Chunk { titles, numbers } in chunks {
        let mut of_chunk = vec![0; numbers.len()];
        titles.iter().flat_map(|title| &title.stems).for_each(|stem| of_chunk[*stem as usize] += 1);
        numbers.iter().for_each(|(stem, number)| *counts.entry(stem).or_default() += of_chunk[*number as usize]);
    }
    let mut by_count: Vec<(usize, &str)> = counts.into_iter().map(|(stem, count)| (count, stem)).collect();
    by_count.par_sort_unstable();
    let ranks: HashMap<&str, u32> = (0..).zip(&by_count).map(|(rank, (_, stem))| (*stem, rank)).collect();
    let of_chunk = |Chunk { numbers, .. }: &Chunk| {
        let mut of_chunk = vec![0; numbers.len()];
        numbers.iter().for_each(|(stem, number)| of_chunk[*number as usize] = ranks[stem.as_str()]);
        of_chunk
    };
    chunks.iter().map(of_chunk).collect()
}

fn ranked(titles: Vec<Title>, rank: Vec<u32>) -> impl Iterator<Item = Title> {
    titles.into_iter().map(move |mut title| {
        title.stems.iter_mut().for_each(|stem| *stem = rank[*stem as usize]);
        title.stems.sort_unstable();
        title
    })
}

/// The titles that are alike: each with the one before it that is most like it.
pub fn pairs(titles: &[Title]) -> Vec<Likeness> {
    pairs_where(titles, LEAST, |_, _| true)
}

/// The titles that have so much of their words in common, in per cent, of those that may be joined: each with the one
/// before it that is most like it.
pub fn pairs_where(titles: &[Title], least: usize, may: impl Fn(usize, usize) -> bool) -> Vec<Likeness> {
    let mut best: BTreeMap<usize, Likeness> = BTreeMap::new();
    search(titles, least, may, &mut |likeness: Likeness| {
        let known = best.entry(likeness.second).or_insert(likeness);
        if (likeness.score, known.first) > (known.score, likeness.first) {
            *known = likeness;
        }
    });
    best.into_values().collect()
}

/// All that are alike of those that may be joined, each two of them; of very many that are the same, each with a few
/// others.
pub fn all_pairs_where(titles: &[Title], may: impl Fn(usize, usize) -> bool) -> Vec<Likeness> {
    let mut found: HashMap<(usize, usize), usize> = HashMap::new();
    search(titles, LEAST, may, &mut |Likeness { first, second, score }| {
        let known = found.entry((first, second)).or_insert(score);
        *known = score.max(*known);
    });
    let mut found: Vec<Likeness> =
        found.into_iter().map(|((first, second), score)| Likeness { first, second, score }).collect();
    found.sort_unstable_by_key(|likeness| (likeness.second, likeness.first));
    found
}

/// Tells of titles that are alike and may be joined, some of them more than once.
fn search(titles: &[Title], least: usize, may: impl Fn(usize, usize) -> bool, tell: &mut impl FnMut(Likeness)) {
    let (distinct, same) = distinct(titles);
    let mut tell = |likeness: Likeness| {
        if may(likeness.first, likeness.second) {
            tell(likeness);
        }
    };
    let some = |at: usize| -> Vec<usize> {
        same.get(&at).map_or_else(|| vec![at], |set| set.iter().copied().take(TRIED).collect())
    };
    same.values().for_each(|set| within(titles, set, &mut tell));
    let mut between = |likeness: Likeness| {
        for one in some(likeness.first) {
            for other in some(likeness.second) {
                tell(Likeness { first: one.min(other), second: one.max(other), ..likeness });
            }
        }
    };
    words_in_common(titles, &distinct, least, &mut between);
    slips(titles, &distinct, &mut between);
}

/// Tells of titles that are the same: each with those just before it, and with the first.
fn within(titles: &[Title], set: &[usize], tell: &mut impl FnMut(Likeness)) {
    for (place, second) in set.iter().copied().enumerate() {
        let near = set[place.saturating_sub(TRIED)..place].iter().copied();
        let first = set.first().copied().filter(|_| place > TRIED);
        let alike = |first: usize| Likeness { first, second, score: same(&titles[first], &titles[second]) };
        first.into_iter().chain(near).for_each(|first| tell(alike(first)));
    }
}

/// The first of each set of titles that are the same, and the sets of several by their first.
fn distinct(titles: &[Title]) -> (Vec<usize>, BTreeMap<usize, Vec<usize>>) {
    let mut by_words = HashMap::new();
    let mut by_letters = HashMap::new();
    let mut distinct = Vec::new();
    let mut same: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, title) in titles.iter().enumerate().filter(|(_, title)| !title.letters.is_empty()) {
        let key = (title.letters.as_str(), title.marks.as_str());
        let mut first = *by_letters.entry(key).or_insert(at);
        if !title.stems.is_empty() {
            first = first.min(*by_words.entry((title.stems.as_slice(), title.marks.as_str())).or_insert(at));
        }
        match first == at {
            true => distinct.push(at),
            false => same.entry(first).or_insert_with(|| vec![first]).push(at),
        }
    }
    (distinct, same)
}

/// How alike two titles are whose words are the same, but perhaps for small words that say nothing.
fn same(one: &Title, other: &Title) -> usize {
    if one.letters == other.letters || one.small == other.small { 100 } else { 99 }
}

/// Titles with nearly the same words. Two such have one of their rarest words in common: which of them it may be
/// follows from how many they have (the prefix filter of set similarity joins).
fn words_in_common(titles: &[Title], distinct: &[usize], wanted: usize, tell: &mut impl FnMut(Likeness)) {
    let mut with: HashMap<(u32, &str), Vec<usize>> = HashMap::new();
    for at in distinct.iter().copied() {
        let title = &titles[at];
        let least = (title.stems.len() * wanted).div_ceil(100);
        for stem in &title.stems[..title.stems.len() + 1 - least.max(1).min(title.stems.len() + 1)] {
            let others = with.entry((*stem, &title.marks)).or_default();
            for other in others.iter().rev().take(NEIGHBOURS).copied() {
                let score = share(&title.stems, &titles[other].stems);
                if score >= wanted {
                    tell(Likeness { first: other, second: at, score });
                }
            }
            others.push(at);
        }
    }
}

/// How much two sorted lists have in common of all that they have, in per cent.
fn share(a: &[u32], b: &[u32]) -> usize {
    let common = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    100 * common / (a.len() + b.len() - common).max(1)
}

/// Titles that differ by a slip of the hand: they stand next to each other by their beginnings or by their ends.
fn slips(titles: &[Title], distinct: &[usize], tell: &mut impl FnMut(Likeness)) {
    let key = |at: &usize| (titles[*at].marks.as_str(), titles[*at].letters.as_str());
    let mut forward = distinct.to_vec();
    forward.sort_unstable_by_key(key);
    let mut backward = distinct.to_vec();
    backward.sort_by(|a, b| {
        let letters = |at: &usize| titles[*at].letters.bytes().rev();
        titles[*a].marks.cmp(&titles[*b].marks).then_with(|| letters(a).cmp(letters(b)))
    });
    let found = forward.par_windows(2).chain(backward.par_windows(2)).filter_map(|pair| slip(titles, pair[0], pair[1]));
    let mut found: Vec<Likeness> = found.collect();
    found.sort_by_key(|likeness| (likeness.second, likeness.first));
    found.into_iter().for_each(tell);
}

fn slip(titles: &[Title], a: usize, b: usize) -> Option<Likeness> {
    let (one, other) = (&titles[a], &titles[b]);
    let longest = one.letters.len().max(other.letters.len());
    let is_near = longest >= 8 && one.letters.len().abs_diff(other.letters.len()) * 12 <= longest;
    if !is_near || one.marks != other.marks || common_ends(&one.letters, &other.letters) * 3 < longest {
        return None;
    }
    let score = strsim::normalized_damerau_levenshtein(&one.letters, &other.letters);
    (score >= SLIP && !denies(one, other) && !denies(other, one)).then(|| Likeness {
        first: a.min(b),
        second: a.max(b),
        score: (score * 100.0) as usize,
    })
}

/// Beginnings that turn a word into its opposite.
const DENIALS: [&str; 5] = ["o", "in", "im", "miss", "icke"];

/// Whether a title is another with such a beginning put before one of its words.
fn denies(one: &Title, other: &Title) -> bool {
    let Some(more) = one.letters.len().checked_sub(other.letters.len()) else { return false };
    let is_it = |start: &usize| {
        let (before, after) = one.letters.split_at(*start);
        let denial = DENIALS.iter().find(|denial| denial.len() == more && after.starts_with(**denial));
        denial
            .is_some_and(|denial| other.letters.strip_prefix(before).is_some_and(|rest| rest == &after[denial.len()..]))
    };
    one.starts.iter().any(is_it)
}

/// How many bytes two texts share at their beginnings and ends.
fn common_ends(a: &str, b: &str) -> usize {
    let same = |(a, b): &(u8, u8)| a == b;
    a.bytes().zip(b.bytes()).take_while(same).count() + a.bytes().rev().zip(b.bytes().rev()).take_while(same).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(titles: &[&str]) -> Vec<(usize, usize, usize)> {
        let pairs = pairs(&Title::of(titles.iter().copied()));
        pairs.into_iter().map(|pair| (pair.first, pair.second, pair.score)).collect()
    }

    #[test]
    fn the_same_in_other_words_is_alike() {
        assert_eq!(alike(&["Gemensamt e-arkiv", "Gemensamma e-arkiven"]), [(0, 1, 100)]);
        assert_eq!(alike(&["E-arkiv för alla kommuner", "Earkiv, alla kommuner"]).len(), 0);
        assert_eq!(alike(&["Mina ombud", "minaombud"]), [(0, 1, 100)]);
        assert_eq!(alike(&["Fullmakter och ombud", "Fulmakter och ombud"]), [(0, 1, 94)]);
        let long = "Gemensam lösning för översättning och tolkning i vården";
        assert_eq!(alike(&[long, "Gemensam lösning för tolkning i vården"]), [(0, 1, 80)]);
    }

    #[test]
    fn those_of_a_series_are_told_apart() {
        assert_eq!(alike(&["Kartan, etapp I", "Kartan, etapp II", "Kartan, etapp 3"]), []);
        assert_eq!(alike(&["Valfrihetssystem 2017", "Valfrihetssystem 2018"]), []);
        assert_eq!(alike(&["Digital post till företag", "Digital post till invånare"]), []);
        assert_eq!(alike(&["Stöd för skola", "Stöd för äldre"]), []);
        assert_eq!(alike(&["Förstudie del ett", "Förstudie del två", "Förstudie, tredje delen"]), []);
        assert_eq!(alike(&["Ett gemensamt arkiv", "Gemensamt arkiv"]), [(0, 1, 99)]);
        assert_eq!(alike(&["Kartan, etapp två", "Kartan etapp 2"]), [(0, 1, 100)]);
    }

    #[test]
    fn what_denies_is_not_alike() {
        assert_eq!(alike(&["Med eller utan e-legitimation", "Inte e-legitimation", "E-legitimation"]), []);
        assert_eq!(alike(&["Digital tillgänglighet", "Digital otillgänglighet"]), []);
        assert_eq!(alike(&["Otillgänglighet", "Tillgänglighet"]), []);
    }

    #[test]
    fn a_hundred_is_for_the_same_words() {
        assert_eq!(alike(&["Ny webb", "Webb"]), []);
        assert_eq!(alike(&["Stöd för skola och vård", "Stöd till skola, vård"]), [(0, 1, 99)]);
        assert_eq!(alike(&["Stöd för tolkning", "Stöd för tolkningen"]), [(0, 1, 100)]);
    }

    #[test]
    fn each_two_of_the_same_are_found_whichever_may_not_be_joined() {
        let all = |titles: &[&str], may: fn(usize, usize) -> bool| {
            let pairs = all_pairs_where(&Title::of(titles.iter().copied()), may);
            pairs.into_iter().map(|pair| (pair.first, pair.second)).collect::<Vec<_>>()
        };
        let same = ["Mina ombud", "Mina ombud", "Minaombud"];
        assert_eq!(all(&same, |_, _| true), [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(all(&same, |first, _| first != 0), [(1, 2)]);
        let near = ["Fullmakter och ombud", "Fullmakter och ombud", "Fulmakter och ombud"];
        assert_eq!(all(&near, |first, _| first != 0), [(1, 2)]);
    }

    #[test]
    fn a_hundred_thousand_of_the_same_are_no_trouble() {
        let titles = vec!["Gemensam lösning för tolkning"; 100_000];
        assert_eq!(alike(&titles).len(), 99_999);
    }
}
