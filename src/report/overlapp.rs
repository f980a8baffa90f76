//! Initiatives that may be doing the same thing apart.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::scene::{Scene, Stand};
use super::{Ask, Report};
use crate::entry::Entry;
use crate::karta::Karta;
use crate::likeness::{self, Corpus, Title};
use crate::say;
use crate::say::{Result, Words, quote};
use crate::table::{Answer, Cell, Column, Sheet, Table};
use crate::value::{Id, Kind, Scheme};

pub(super) const REPORT: Report = Report::new(
    "overlapp",
    "Initiativ av olika aktörer som kanske gör samma sak var för sig, med skäl och poäng.",
    "Initiatives by different actors that may be doing the same thing apart, with reasons and scores.",
    answer,
);

/// Two initiatives that may be doing the same thing.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The place in [`Karta::entries`] of the one that comes first.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// From 0 to 100: how much they have in common.
    pub score: usize,
    /// What they have in common, the weightiest first.
    pub reasons: Vec<Words>,
}

/// The least score that is told.
const LEAST: usize = 35;
/// The least score of each pair that holds a cluster together.
const FIRM: usize = 50;
/// A need or a pair of concepts that more initiatives have than this tells no two of them from the rest.
const MOST: usize = 24;
/// How near two texts must be to be looked at for that alone.
const NEAR: f32 = 0.2;
/// How many of the words in common are told.
const WORDS: usize = 5;

/// The pairs of initiatives by different actors that have most in common, and no link between them: the most first.
///
/// What is over overlaps with nothing, and a pair that the map says are not the same (`inte_samma`) is not told.
pub fn pairs(karta: &Karta) -> Vec<Pair> {
    let scene = Scene::of(karta);
    Field::of(&scene).pairs(&|_| true)
}

/// The initiatives that may overlap, and what they are found by.
struct Field<'s, 'k> {
    scene: &'s Scene<'k>,
    /// Their places in the map, in order.
    places: Vec<usize>,
    titles: HashMap<(usize, usize), usize>,
    corpus: Corpus,
    /// The initiatives that answer each need, and those that share each life event and information area.
    by_need: BTreeMap<usize, Vec<usize>>,
    by_concepts: BTreeMap<(&'k Id, &'k Id), Vec<usize>>,
}

impl<'s, 'k> Field<'s, 'k> {
    fn of(scene: &'s Scene<'k>) -> Field<'s, 'k> {
        let places: Vec<usize> =
            scene.live(Kind::Initiativ).filter(|at| Stand::of(scene.entry(*at)) != Stand::Ended).collect();
        let entries: Vec<&Entry> = places.iter().map(|at| scene.entry(*at)).collect();
        let texts: Vec<(&str, &str)> =
            entries.iter().map(|entry| (entry.title(), entry.text("beskrivning").unwrap_or_default())).collect();
        let titles = likeness::pairs(&Title::of(texts.iter().map(|(title, _)| *title)));
        let titles = titles.into_iter().map(|pair| ((pair.first, pair.second), pair.score)).collect();
        let (mut by_need, mut by_concepts) = (BTreeMap::new(), BTreeMap::new());
        for (number, entry) in entries.iter().enumerate() {
            for need in scene.to(places[number], "moter") {
                by_need.entry(need).or_insert_with(Vec::new).push(number);
            }
            for pair in concepts(entry) {
                by_concepts.entry(pair).or_insert_with(Vec::new).push(number);
            }
        }
        Field { scene, places, titles, corpus: Corpus::of(&texts), by_need, by_concepts }
    }

    fn pairs(&self, is_asked: &(dyn Fn(usize) -> bool + Sync)) -> Vec<Pair> {
        let candidates: Vec<(usize, usize)> = self.candidates().into_iter().collect();
        let mut pairs: Vec<Pair> = candidates
            .into_par_iter()
            .filter(|(a, b)| is_asked(self.places[*a]) || is_asked(self.places[*b]))
            .filter_map(|(a, b)| self.pair(a, b))
            .collect();
        pairs.par_sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.score), pair.first, pair.second));
        pairs
    }

    /// Pairs that have anything in common worth looking at: found by what they share, never by trying all.
    fn candidates(&self) -> HashSet<(usize, usize)> {
        let near = self.corpus.near(NEAR).into_iter().map(|near| (near.first, near.second));
        let mut found: HashSet<(usize, usize)> = near.chain(self.titles.keys().copied()).collect();
        for group in self.by_need.values().chain(self.by_concepts.values()).filter(|group| group.len() <= MOST) {
            for (at, second) in group.iter().enumerate() {
                found.extend(group[..at].iter().map(|first| (*first, *second)));
            }
        }
        found
    }

    fn pair(&self, a: usize, b: usize) -> Option<Pair> {
        let (first, second) = (self.places[a], self.places[b]);
        if self.is_together(first, second) {
            return None;
        }
        let mut signs: Vec<(f64, Words)> = self.needs(a, b).into_iter().chain(self.concepts(a, b)).collect();
        signs.extend(self.title(a, b));
        signs.extend(self.text(a, b));
        let apart: f64 = signs.iter().map(|(weight, _)| 1.0 - weight).product();
        let both = self.in_both(first, second);
        let score = (1.0 - apart) * if both.is_empty() { 1.0 } else { KNOWN };
        let score = (score * 100.0).round() as usize;
        signs.sort_by(|x, y| y.0.total_cmp(&x.0));
        let mut reasons: Vec<Words> = signs.into_iter().map(|(_, reason)| reason).collect();
        if !both.is_empty() {
            let names = self.scene.told(&both);
            reasons.push(say!("men i båda finns {names}", "but both involve {names}"; names in words));
        }
        (score >= LEAST).then_some(Pair { first, second, score, reasons })
    }

    /// Whether the same actor owns both, or the map tells how they hang together: by a link, or as parts of one whole.
    fn is_together(&self, first: usize, second: usize) -> bool {
        let shares = |field: &str| {
            let of_first = self.scene.to(first, field);
            self.scene.to(second, field).iter().any(|one| of_first.contains(one))
        };
        let links = self.scene.karta.links();
        let is_linked = links.from(first).iter().any(|link| link.to as usize == second)
            || links.from(second).iter().any(|link| link.to as usize == first);
        is_linked || shares("agare") || shares("del_av")
    }

    /// Who owns the one and takes part in the other.
    fn in_both(&self, first: usize, second: usize) -> Vec<usize> {
        let (one, other) = (self.scene.doers(first), self.scene.doers(second));
        let owners = |at: usize| self.scene.to(at, "agare");
        let (owns_one, owns_other) = (owners(first), owners(second));
        one.into_iter()
            .filter(|actor| other.contains(actor))
            .filter(|actor| owns_one.contains(actor) || owns_other.contains(actor))
            .collect()
    }

    fn needs(&self, a: usize, b: usize) -> Vec<(f64, Words)> {
        let of_first = self.scene.to(self.places[a], "moter");
        let shared = self.scene.to(self.places[b], "moter").into_iter().filter(|need| of_first.contains(need));
        let sign = |need: usize| {
            let title = quote(self.scene.entry(need).title());
            let weight = 0.5 * rarity(self.by_need[&need].len());
            (weight, say!("möter samma behov: {title}", "answer the same need: {title}"))
        };
        shared.map(sign).collect()
    }

    fn concepts(&self, a: usize, b: usize) -> Option<(f64, Words)> {
        let of_first = concepts(self.scene.entry(self.places[a]));
        let shared: Vec<(&Id, &Id)> =
            concepts(self.scene.entry(self.places[b])).into_iter().filter(|pair| of_first.contains(pair)).collect();
        let rarest = shared.iter().min_by_key(|pair| self.by_concepts[*pair].len())?;
        let weight = 0.3 * rarity(self.by_concepts[rarest].len());
        let called = |scheme: Scheme, id: &Id| {
            let concept = self.scene.karta.concepts(scheme).find(id.as_str());
            concept.map_or(Words::same(id.as_str()), |concept| concept.name.clone())
        };
        let (event, area) = (called(Scheme::Livshandelse, rarest.0), called(Scheme::Informationsomrade, rarest.1));
        Some((
            weight,
            say!(
                "samma livshändelse och informationsområde: {event}, {area}",
                "same life event and information area: {event}, {area}"; event in words, area in words
            ),
        ))
    }

    fn title(&self, a: usize, b: usize) -> Option<(f64, Words)> {
        let score = *self.titles.get(&(a, b))?;
        Some((score as f64 / 125.0, say!("lika titlar ({score} %)", "titles alike ({score} %)")))
    }

    fn text(&self, a: usize, b: usize) -> Option<(f64, Words)> {
        let score = f64::from(self.corpus.score(a, b));
        let words = self.corpus.common(a, b).into_iter().take(WORDS).map(quote).collect::<Vec<_>>().join(", ");
        (score >= 0.08).then(|| {
            ((score * 1.5).min(0.9), say!("gemensamma ovanliga ord: {words}", "rare words in common: {words}"))
        })
    }
}

/// What is left of the score of two that one actor is in already.
const KNOWN: f64 = 0.6;

/// How much it tells that two of so many share something: 1 where they are alone with it.
fn rarity(count: usize) -> f64 {
    (2.0 / count.max(2) as f64).sqrt()
}

/// Each life event of an initiative with each of its information areas.
fn concepts(entry: &Entry) -> Vec<(&Id, &Id)> {
    entry
        .ids("livshandelser")
        .flat_map(|event| entry.ids("informationsomraden").map(move |area| (event, area)))
        .collect()
}

/// Sets of at least three initiatives that pairs hold together, the largest first.
pub fn clusters(pairs: &[Pair]) -> Vec<Vec<usize>> {
    let mut leader: BTreeMap<usize, usize> = BTreeMap::new();
    fn find(leader: &mut BTreeMap<usize, usize>, at: usize) -> usize {
        let mut at = at;
        while let Some(next) = leader.get(&at).copied().filter(|next| *next != at) {
            at = next;
        }
        at
    }
    for pair in pairs.iter().filter(|pair| pair.score >= FIRM) {
        let (one, other) = (find(&mut leader, pair.first), find(&mut leader, pair.second));
        leader.insert(one.max(other), one.min(other));
        leader.entry(one.min(other)).or_insert(one.min(other));
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in leader.keys().copied().collect::<Vec<_>>() {
        let first = find(&mut leader, at);
        sets.entry(first).or_default().push(at);
    }
    let mut sets: Vec<Vec<usize>> = sets.into_values().filter(|set| set.len() > 2).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    sets
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::of(ask.karta);
    let chosen = &ask.chosen;
    let pairs = Field::of(&scene).pairs(&|at| chosen.has(at));
    let clusters = clusters(&pairs);
    let title = Words::new("Överlapp mellan initiativ", "Overlaps between initiatives");
    let mut answer = Answer::of(
        title,
        vec![
            Sheet::new("par", Words::new("Par", "Pairs"), pair_table(&scene, &pairs)),
            Sheet::new("kluster", Words::new("Kluster", "Clusters"), cluster_table(&scene, &clusters)),
        ],
    );
    answer.notes.push(Words::new(
        "Avslutade initiativ är inte med, och inte par som kartan redan länkar ihop. Ett par som inte är samma sak: karta overlapp --dismiss ID ID --reason SKÄL",
        "Ended initiatives are left out, and pairs that the map links already. For a pair that is not the same: karta overlapp --dismiss ID ID --reason REASON",
    ));
    Ok(answer)
}

fn pair_table(scene: &Scene<'_>, pairs: &[Pair]) -> Table {
    let count = pairs.len();
    let columns = vec![
        Column::text("initiativ", Words::new("Initiativ", "Initiative")),
        Column::text("initiativ_2", Words::new("Och", "And")),
        Column::text("skal", Words::new("Skäl", "Reasons")),
        Column::number("poang", Words::new("Poäng", "Score")),
    ];
    let mut table = Table::new(say!("Par: {count}", "Pairs: {count}"), columns);
    let row = |pair: &Pair| {
        let reasons = pair.reasons.iter().cloned().map(Cell::Words).collect();
        vec![scene.named(pair.first), scene.named(pair.second), Cell::List(reasons), Cell::Number(pair.score as i64)]
    };
    table.rows = pairs.iter().map(row).collect();
    table
}

fn cluster_table(scene: &Scene<'_>, clusters: &[Vec<usize>]) -> Table {
    let columns = vec![
        Column::text("initiativ", Words::new("Initiativ", "Initiatives")),
        Column::text("aktorer", Words::new("Ägare", "Owners")),
        Column::number("antal", Words::new("Antal", "Count")),
    ];
    let count = clusters.len();
    let mut table = Table::new(
        say!("Kluster, tre eller fler som hänger ihop: {count}", "Clusters, three or more that hang together: {count}"),
        columns,
    );
    let row = |cluster: &Vec<usize>| {
        let mut owners: Vec<usize> = cluster.iter().flat_map(|at| scene.to(*at, "agare")).collect();
        owners.sort_unstable();
        owners.dedup();
        vec![scene.all_named(cluster), scene.all_named(&owners), Cell::Number(cluster.len() as i64)]
    };
    table.rows = clusters.iter().map(row).collect();
    table
}

#[cfg(test)]
mod tests {
    use super::super::example::{karta, told};
    use super::pairs;

    #[test]
    fn a_pair_is_told_with_its_reasons() {
        insta::assert_snapshot!(told("overlapp"), @r"
        Överlapp mellan initiativ

        Par: 1

        Initiativ               Och                     Skäl                       Poäng
        ────────────────────────────────────────────────────────────────────────────────
        Säkra brevlådor för     Digital post i säkra    gemensamma ovanliga ord:      99
        digital post            brevlådor               brevlådor, digital, post,
                                                        säkra, försändelser; lika
                                                        titlar (100 %); möter
                                                        samma behov: Digital post

        Kluster, tre eller fler som hänger ihop: 0

        Här finns inget att visa.

        Avslutade initiativ är inte med, och inte par som kartan redan länkar ihop. Ett
        par som inte är samma sak: karta overlapp --dismiss ID ID --reason SKÄL
        Filter: inget (5 behov, 6 initiativ)
        Karta: Kartan. Revision: prov.
        ");
    }

    /// How many pairs there are when the one initiative says this too.
    fn with(said: &str) -> usize {
        let text = format!(
            "id = \"lador\"\ntitel = \"Digital post i säkra brevlådor\"\nbeskrivning = \"Försändelser till invånare.\"\nteman = [\"vard\"]\nmoter = [\"post\"]\n{said}\n"
        );
        pairs(&karta(&[("initiativ/lador.toml", &text)])).len()
    }

    #[test]
    fn what_hangs_together_already_is_no_overlap() {
        assert_eq!(with("status = \"planerat\"\nagare = [\"byran\"]"), 1);
        assert_eq!(with("status = \"avslutat\"\nagare = [\"byran\"]"), 0);
        assert_eq!(with("status = \"planerat\"\nagare = [\"verket\"]"), 0, "the owner's owner is the other's");
        assert_eq!(with("status = \"planerat\"\nberor_av = [\"brev\"]"), 0);
        assert_eq!(with("status = \"planerat\"\ninte_samma = [{ som = \"brev\", skal = \"Olika\" }]"), 0);
    }

    #[test]
    fn clusters_are_what_pairs_hold_together() {
        let pair = |first, second, score| super::Pair { first, second, score, reasons: Vec::new() };
        let pairs = [pair(1, 2, 80), pair(2, 5, 60), pair(7, 8, 90), pair(5, 9, 40)];
        assert_eq!(super::clusters(&pairs), [vec![1, 2, 5]]);
    }
}
