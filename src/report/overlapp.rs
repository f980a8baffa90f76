//! Initiatives that may be doing the same thing apart.

mod field;

use std::collections::VecDeque;

use hashbrown::HashMap;

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
const LEAST: usize = 20;
/// The least score of each pair that holds a cluster together.
const FIRM: usize = 35;
/// How many reasons of a cluster are told.
const TOLD: usize = 4;

/// The pairs of initiatives by different actors that have most in common, and no link between them: the most first.
///
/// What is over overlaps with nothing, and a pair that the map says are not the same (`inte_samma`) is not told.
pub fn pairs(karta: &Karta) -> Vec<Pair> {
    let scene = Scene::of(karta);
    Field::of(&scene).pairs(&|_| true)
}

/// At least three initiatives that overlap each other.
#[derive(Clone, Debug, PartialEq)]
struct Cluster {
    /// Their places, those that have most in common first.
    members: Vec<usize>,
    /// What they have in common, what most pairs of them share first.
    reasons: Vec<Words>,
}

/// The initiatives that overlap not only as a chain: each with more than half of the others, or it is known to hang
/// together with them already.
fn clusters(pairs: &[Pair], are_together: impl Fn(usize, usize) -> bool) -> Vec<Cluster> {
    let firm = || pairs.iter().filter(|pair| pair.score >= FIRM);
    let mut near: HashMap<usize, Vec<usize>> = HashMap::new();
    for pair in firm() {
        near.entry(pair.first).or_default().push(pair.second);
        near.entry(pair.second).or_default().push(pair.first);
    }
    let mut homes: HashMap<usize, usize> = HashMap::new();
    let mut clusters: Vec<Cluster> = Vec::new();
    for pair in firm() {
        if homes.contains_key(&pair.first) || homes.contains_key(&pair.second) {
            continue;
        }
        let members = grown(pair, &near, &homes, &are_together);
        if members.len() > 2 {
            members.iter().for_each(|at| _ = homes.insert(*at, clusters.len()));
            clusters.push(Cluster { members, reasons: Vec::new() });
        }
    }
    give_reasons(&mut clusters, firm(), &homes);
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.members.len()));
    clusters
}

/// A pair with all that hangs together with more than half of it.
fn grown(
    pair: &Pair,
    near: &HashMap<usize, Vec<usize>>,
    homes: &HashMap<usize, usize>,
    are_together: &impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let mut members = vec![pair.first, pair.second];
    let mut open: VecDeque<usize> = members.iter().flat_map(|at| &near[at]).copied().collect();
    while let Some(at) = open.pop_front() {
        if members.contains(&at) || homes.contains_key(&at) {
            continue;
        }
        let is_tied = |other: &&usize| near[&at].contains(*other) || are_together(at, **other);
        if members.iter().filter(is_tied).count() * 2 > members.len() {
            members.push(at);
            open.extend(&near[&at]);
        }
    }
    members
}

/// Tells of each cluster what its pairs have in common, what most of them do first.
fn give_reasons<'p>(clusters: &mut [Cluster], pairs: impl Iterator<Item = &'p Pair>, homes: &HashMap<usize, usize>) {
    let mut found: Vec<Vec<(usize, Words)>> = vec![Vec::new(); clusters.len()];
    for pair in pairs {
        let Some(home) = homes.get(&pair.first).filter(|home| homes.get(&pair.second) == Some(home)) else { continue };
        for reason in &pair.reasons {
            match found[*home].iter_mut().find(|(_, known)| known == reason) {
                Some((count, _)) => *count += 1,
                None => found[*home].push((1, reason.clone())),
            }
        }
    }
    for (cluster, mut found) in clusters.iter_mut().zip(found) {
        found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        cluster.reasons = found.into_iter().take(TOLD).map(|(_, reason)| reason).collect();
    }
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::asked(ask);
    let pairs = Field::of(&scene).pairs(&|at| scene.is_shown(at));
    let clusters = clusters(&pairs, |one, other| field::are_together(&scene, one, other));
    let title = Words::new("Överlapp mellan initiativ", "Overlaps between initiatives");
    let mut answer = Answer::of(
        title,
        vec![
            Sheet::new("par", Words::new("Par", "Pairs"), pair_table(&scene, &pairs)),
            Sheet::new("kluster", Words::new("Kluster", "Clusters"), cluster_table(&scene, &clusters)),
        ],
    );
    answer.notes.push(Words::new(
        "Poängen väger hur ovanligt det gemensamma är; ett par som bara möter samma behov kommer sist. Avslutade initiativ är inte med, och inte par som kartan redan länkar ihop. Ett par som inte är samma sak: karta overlapp --dismiss ID ID --reason SKÄL",
        "The score weighs how rare that is which two share; a pair that only answers one need comes last. Ended initiatives are left out, and pairs that the map links already. For a pair that is not the same: karta overlapp --dismiss ID ID --reason REASON",
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

fn cluster_table(scene: &Scene<'_>, clusters: &[Cluster]) -> Table {
    let columns = vec![
        Column::text("initiativ", Words::new("Initiativ", "Initiatives")),
        Column::text("aktorer", Words::new("Ägare", "Owners")),
        Column::text("skal", Words::new("Skäl", "Reasons")),
        Column::number("antal", Words::new("Antal", "Count")),
    ];
    let count = clusters.len();
    let mut table = Table::new(
        say!(
            "Kluster, tre eller fler som överlappar varandra: {count}",
            "Clusters, three or more that overlap each other: {count}"
        ),
        columns,
    );
    let row = |Cluster { members, reasons }: &Cluster| {
        let mut owners: Vec<usize> = members.iter().flat_map(|at| scene.to(*at, "agare")).collect();
        owners.sort_unstable();
        owners.dedup();
        let reasons = Cell::List(reasons.iter().cloned().map(Cell::Words).collect());
        vec![scene.all_named(members), scene.all_named(&owners), reasons, Cell::Number(members.len() as i64)]
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
                                                        titlar (99 %); möter
                                                        samma behov: Digital post

        Kluster, tre eller fler som överlappar varandra: 0

        Här finns inget att visa.

        Poängen väger hur ovanligt det gemensamma är; ett par som bara möter samma behov
        kommer sist. Avslutade initiativ är inte med, och inte par som kartan redan
        länkar ihop. Ett par som inte är samma sak: karta overlapp --dismiss ID ID
        --reason SKÄL
        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
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
    fn each_two_of_the_same_title_are_a_pair_whatever_else_is_dismissed() {
        let text = |at: usize, rest: &str| {
            format!(
                "id = \"a{at}\"\ntitel = \"Bokning av lokaler\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\nteman = [\"vard\"]\n{rest}\n"
            )
        };
        let files = |dismissed: &str| -> Vec<(String, String)> {
            let owners = ["verket", "anstalten", "regionen", "staden", "byran", "byran"];
            let rest = |at: usize| match at {
                0 => format!("agare = [\"{}\"]\n{dismissed}", owners[at]),
                _ => format!("agare = [\"{}\"]", owners[at]),
            };
            (0..owners.len()).map(|at| (format!("initiativ/a{at}.toml"), text(at, &rest(at)))).collect()
        };
        let count = |dismissed: &str| {
            let files = files(dismissed);
            let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
            let karta = karta(&files);
            let title = |at: usize| karta.entries()[at].title() == "Bokning av lokaler";
            pairs(&karta).iter().filter(|pair| title(pair.first) && title(pair.second)).count()
        };
        assert_eq!(count(""), 14, "all but the two of one owner");
        assert_eq!(count("inte_samma = [{ som = \"a3\", skal = \"Olika\" }, { som = \"a4\", skal = \"Olika\" }]"), 12);
    }

    #[test]
    fn clusters_are_more_than_chains() {
        let pair = |first, second, score| {
            let reason = crate::say::Words::same(if score > 70 { "text" } else { "behov" });
            super::Pair { first, second, score, reasons: vec![reason] }
        };
        let pairs = [pair(7, 8, 90), pair(1, 2, 80), pair(2, 5, 60), pair(1, 5, 50), pair(5, 9, 40), pair(8, 11, 36)];
        let clusters = |are_together: fn(usize, usize) -> bool| super::clusters(&pairs, are_together);
        let found = clusters(|_, _| false);
        assert_eq!(found.iter().map(|cluster| &*cluster.members).collect::<Vec<_>>(), [[1, 2, 5]]);
        assert_eq!(found[0].reasons.iter().map(|words| &*words.sv).collect::<Vec<_>>(), ["behov", "text"]);
        let found = clusters(|one, other| (one, other) == (11, 7));
        assert_eq!(found.len(), 2, "what is known to hang together holds a cluster together");
    }
}
