use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::{LEAST, Pair};
use crate::entry::Entry;
use crate::likeness::{self, Corpus, Title};
use crate::report::scene::{Scene, Stand};
use crate::say;
use crate::say::{Words, quote};
use crate::value::{Id, Kind, Scheme};

/// A need or a pair of concepts that more initiatives have than this tells no two of them from the rest.
const MOST: usize = 24;
/// How near two texts must be to be looked at for that alone, and for it to count at all.
const NEAR: (f32, f32) = (0.2, 0.08);
/// What one need in common says by itself, and how much more where the contents are alike too.
const NEED: (f64, f64) = (0.25, 0.25);
/// How many rare words two texts must share when nothing else speaks for them.
const ALONE: usize = 3;
/// How many of the words in common are told.
const WORDS: usize = 5;
/// What a life event and an information area in common say, alone and with something else.
const CONCEPTS: (f64, f64) = (0.15, 0.3);
/// What is left of what words say when nothing else speaks for them.
const WORDS_ALONE: f64 = 0.7;
/// What is left of the score of two that one actor is in already.
const KNOWN: f64 = 0.6;

/// The initiatives that may overlap, each by its number, and what they are found by.
pub struct Field<'s, 'k> {
    scene: &'s Scene<'k>,
    initiatives: Vec<Initiative<'k>>,
    titles: HashMap<(usize, usize), usize>,
    corpus: Corpus,
    by_need: HashMap<usize, Vec<usize>>,
    by_concepts: HashMap<Concepts<'k>, Vec<usize>>,
}

/// A life event and an information area.
type Concepts<'k> = (&'k Id, &'k Id);

/// What an initiative is compared by, looked up once.
struct Initiative<'k> {
    /// Its place in the map.
    at: usize,
    needs: Vec<usize>,
    owners: Vec<usize>,
    doers: Vec<usize>,
    wholes: Vec<usize>,
    concepts: Vec<Concepts<'k>>,
}

/// Something that two initiatives have in common.
enum Sign<'k> {
    Need(usize),
    Concepts(Concepts<'k>),
    Title(usize),
    Text,
}

impl<'k> Initiative<'k> {
    fn of(scene: &Scene<'k>, at: usize) -> Initiative<'k> {
        let entry: &'k Entry = scene.entry(at);
        let areas = |event| entry.ids("informationsomraden").map(move |area| (event, area));
        Initiative {
            at,
            needs: scene.to(at, "moter"),
            owners: scene.to(at, "agare"),
            doers: scene.doers(at),
            wholes: scene.to(at, "del_av"),
            concepts: entry.ids("livshandelser").flat_map(areas).collect(),
        }
    }
}

impl<'s, 'k> Field<'s, 'k> {
    pub fn of(scene: &'s Scene<'k>) -> Field<'s, 'k> {
        let going = scene.live(Kind::Initiativ).filter(|at| Stand::of(scene.entry(*at)) != Stand::Ended);
        let places: Vec<usize> = going.collect();
        let initiatives: Vec<Initiative<'k>> = places.par_iter().map(|at| Initiative::of(scene, *at)).collect();
        let told = |at: &usize| (scene.entry(*at).title(), scene.entry(*at).text("beskrivning").unwrap_or_default());
        let texts: Vec<(&str, &str)> = places.iter().map(told).collect();
        let may = |a: usize, b: usize| !is_together(scene, &initiatives[a], &initiatives[b]);
        let read = Title::of(texts.iter().map(|(title, _)| *title));
        let (titles, corpus) = rayon::join(|| likeness::all_pairs_where(&read, may), || Corpus::of(&texts));
        let titles = titles.into_iter().map(|pair| ((pair.first, pair.second), pair.score)).collect();
        let mut by_need: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut by_concepts: HashMap<Concepts<'k>, Vec<usize>> = HashMap::new();
        for (number, initiative) in initiatives.iter().enumerate() {
            initiative.needs.iter().for_each(|need| by_need.entry(*need).or_default().push(number));
            initiative.concepts.iter().for_each(|pair| by_concepts.entry(*pair).or_default().push(number));
        }
        Field { scene, initiatives, titles, corpus, by_need, by_concepts }
    }

    /// The pairs of which one at least is asked about, those that have most in common first.
    pub fn pairs(&self, is_asked: &(dyn Fn(usize) -> bool + Sync)) -> Vec<Pair> {
        let candidates: Vec<(usize, usize)> = self.candidates().into_iter().collect();
        let is_asked = |number: usize| is_asked(self.initiatives[number].at);
        let pairs = candidates.into_par_iter().filter(|(a, b)| is_asked(*a) || is_asked(*b));
        let mut pairs: Vec<Pair> = pairs.filter_map(|(a, b)| self.pair(a, b)).collect();
        pairs.par_sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.score), pair.first, pair.second));
        pairs
    }

    /// Pairs that have anything in common worth looking at: found by what they share, never by trying all.
    fn candidates(&self) -> HashSet<(usize, usize)> {
        let near = self.corpus.near(NEAR.0).into_iter().map(|near| (near.first, near.second));
        let mut found: HashSet<(usize, usize)> = near.chain(self.titles.keys().copied()).collect();
        let groups = self.by_need.values().chain(self.by_concepts.values());
        for group in groups.filter(|group| group.len() <= MOST) {
            for (at, second) in group.iter().enumerate() {
                found.extend(group[..at].iter().map(|first| (*first, *second)));
            }
        }
        found.retain(|(first, second)| first != second);
        found
    }

    fn pair(&self, a: usize, b: usize) -> Option<Pair> {
        let (one, other) = (&self.initiatives[a], &self.initiatives[b]);
        if is_together(self.scene, one, other) {
            return None;
        }
        let mut signs = self.signs(a, b);
        let both = in_both(one, other);
        let apart: f64 = signs.iter().map(|(weight, _)| 1.0 - weight).product();
        let score = (1.0 - apart) * if both.is_empty() { 1.0 } else { KNOWN };
        let score = (score * 100.0).round() as usize;
        if score < LEAST {
            return None;
        }
        signs.sort_by(|x, y| y.0.total_cmp(&x.0));
        let mut reasons: Vec<Words> = signs.iter().map(|(_, sign)| self.reason(a, b, sign)).collect();
        if !both.is_empty() {
            let names = self.scene.told(&both);
            reasons.push(say!("men i båda finns {names}", "but both involve {names}"; names in words));
        }
        Some(Pair { first: one.at, second: other.at, score, reasons })
    }

    /// What two have in common, and how much each part of it says.
    fn signs(&self, a: usize, b: usize) -> Vec<(f64, Sign<'k>)> {
        let (one, other) = (&self.initiatives[a], &self.initiatives[b]);
        let alike = f64::from(self.corpus.likeness(a, b));
        let title = self.titles.get(&(a, b)).copied();
        let content = alike.max(title.map_or(0.0, |score| score as f64 / 100.0));
        let need = NEED.0 + content.min(NEED.1);
        let needs = one.needs.iter().filter(|need| other.needs.contains(need));
        let mut signs: Vec<(f64, Sign<'k>)> =
            needs.map(|at| (need * rarity(self.by_need[at].len()), Sign::Need(*at))).collect();
        let shared = one.concepts.iter().filter(|pair| other.concepts.contains(pair));
        let rarest = shared.map(|pair| (self.by_concepts[pair].len(), *pair)).min();
        let speaks = !signs.is_empty() || title.is_some() || alike >= f64::from(NEAR.1);
        let concepts = if speaks { CONCEPTS.1 } else { CONCEPTS.0 };
        signs.extend(rarest.map(|(count, pair)| (concepts * rarity(count), Sign::Concepts(pair))));
        signs.extend(title.map(|score| (score as f64 / 125.0, Sign::Title(score))));
        let is_alone = signs.is_empty();
        let near = f64::from(self.corpus.score(a, b));
        let counts = near >= f64::from(NEAR.1) && (!is_alone || self.corpus.common(a, b).len() >= ALONE);
        let left = if is_alone { WORDS_ALONE } else { 1.0 };
        signs.extend(counts.then(|| ((near * 1.5 * left).min(0.9), Sign::Text)));
        signs
    }

    fn reason(&self, a: usize, b: usize, sign: &Sign<'_>) -> Words {
        match sign {
            Sign::Need(need) => {
                let title = quote(self.scene.entry(*need).title());
                say!("möter samma behov: {title}", "answer the same need: {title}")
            }
            Sign::Concepts((event, area)) => {
                let (event, area) =
                    (self.called(Scheme::Livshandelse, event), self.called(Scheme::Informationsomrade, area));
                say!(
                    "samma livshändelse och informationsområde: {event}, {area}",
                    "same life event and information area: {event}, {area}"; event in words, area in words
                )
            }
            Sign::Title(score) => say!("lika titlar ({score} %)", "titles alike ({score} %)"),
            Sign::Text => {
                let words = self.corpus.common(a, b).into_iter().take(WORDS).map(quote).collect::<Vec<_>>().join(", ");
                say!("gemensamma ovanliga ord: {words}", "rare words in common: {words}")
            }
        }
    }

    fn called(&self, scheme: Scheme, id: &Id) -> Words {
        let concept = self.scene.karta.concepts(scheme).find(id.as_str());
        concept.map_or(Words::same(id.as_str()), |concept| concept.name.clone())
    }
}

/// The same of two by their places in the map.
pub fn are_together(scene: &Scene<'_>, one: usize, other: usize) -> bool {
    is_together(scene, &Initiative::of(scene, one), &Initiative::of(scene, other))
}

/// Whether one actor owns both, or the map tells how they hang together: by a link, or as parts of one whole.
fn is_together(scene: &Scene<'_>, one: &Initiative<'_>, other: &Initiative<'_>) -> bool {
    let links = scene.karta.links();
    let is_linked = |from: usize, to: usize| links.from(from).iter().any(|link| link.to as usize == to);
    let shares = |one: &[usize], other: &[usize]| one.iter().any(|at| other.contains(at));
    shares(&one.owners, &other.owners)
        || shares(&one.wholes, &other.wholes)
        || is_linked(one.at, other.at)
        || is_linked(other.at, one.at)
}

/// Who owns the one and takes part in the other.
fn in_both(one: &Initiative<'_>, other: &Initiative<'_>) -> Vec<usize> {
    let in_both = one.doers.iter().copied().filter(|actor| other.doers.contains(actor));
    in_both.filter(|actor| one.owners.contains(actor) || other.owners.contains(actor)).collect()
}

/// How much it tells that two of so many share something: 1 where they are alone with it.
fn rarity(count: usize) -> f64 {
    (2.0 / count.max(2) as f64).sqrt()
}
