//! Initiatives that may be doing the same thing apart.

mod field;

use std::collections::BTreeMap;

use super::scene::Scene;
use super::{Ask, Report};
use crate::karta::Karta;
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Sheet, Table};
use field::Field;

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
/// The pairs of initiatives by different actors that have most in common, and no link between them: the most first.
///
/// What is over overlaps with nothing, and a pair that the map says are not the same (`inte_samma`) is not told.
pub fn pairs(karta: &Karta) -> Vec<Pair> {
    let scene = Scene::of(karta);
    Field::of(&scene).pairs(&|_| true)
}

/// Sets of at least three initiatives that pairs hold together, the largest first.
pub fn clusters(pairs: &[Pair]) -> Vec<Vec<usize>> {
    let mut leaders: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.score >= FIRM) {
        let (one, other) = (leader(&leaders, pair.first), leader(&leaders, pair.second));
        leaders.insert(one.max(other), one.min(other));
        leaders.entry(one.min(other)).or_insert(one.min(other));
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    leaders.keys().for_each(|at| sets.entry(leader(&leaders, *at)).or_default().push(*at));
    let mut sets: Vec<Vec<usize>> = sets.into_values().filter(|set| set.len() > 2).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    sets
}

/// The first of those that one is held together with, so far as is known.
fn leader(leaders: &BTreeMap<usize, usize>, mut at: usize) -> usize {
    while let Some(next) = leaders.get(&at).copied().filter(|next| *next != at) {
        at = next;
    }
    at
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
