mod graph;
mod without;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::scene::{Scene, Stand};
use super::{Ask, Flag, Report};
use crate::entry::Label;
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Gauge, Sheet, Shown, Table};
use crate::value::Kind;
use graph::Graph;

pub(super) const REPORT: Report = Report::new(
    "beroenden",
    "Vad som beror av vad: vad mest vilar på, vad som väntar, långa kedjor, och vad som faller om ett initiativ slutar.",
    "What depends on what: what most rests on, what waits, long chains, and what falls if an initiative ends.",
    answer,
)
.flags(&[Flag {
    name: "utan",
    value: Label { sv: "INITIATIV", en: "INITIATIVE" },
    about: Label {
        sv: "vad som blir utan svar, och vad som faller, om initiativet upphör",
        en: "what is left unanswered, and what falls, if the initiative ends",
    },
}]);

/// The shortest chain worth telling.
const SHORTEST: usize = 3;
/// How many chains are told.
const CHAINS: usize = 200;

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::asked(ask);
    let graph = Graph::of(&scene);
    if let Some(called) = ask.flags.get("utan") {
        return without::answer(&scene, &graph, called);
    }
    let chosen = scene.shown(Kind::Initiativ);
    let sheets = vec![
        Sheet::new("barande", Words::new("Vilar på", "Rests on"), bearing(&scene, &graph, &chosen)),
        Sheet::new("vantar", Words::new("Väntar", "Waits"), waiting(&scene, &graph, &chosen)),
        Sheet::new("enda_svaret", Words::new("Enda svaret", "Only answer"), only_answers(&scene, &chosen)),
        Sheet::new("kedjor", Words::new("Kedjor", "Chains"), chains(&scene, &graph)),
    ];
    let mut answer = Answer::of(Words::new("Vad som beror av vad", "What depends on what"), sheets);
    answer.notes.push(Words::new(
        "Vad som faller om ett initiativ upphör: karta report beroenden --utan ID",
        "What falls if an initiative ends: karta report beroenden --utan ID",
    ));
    Ok(answer)
}

/// What most other initiatives rest on.
fn bearing(scene: &Scene<'_>, graph: &Graph, chosen: &[usize]) -> Table {
    let columns = vec![
        Column::text("initiativ", Words::new("Initiativ", "Initiative")),
        Column::text("status", Words::new("Status", "Status")),
        Column::number("direkt", Words::new("Direkt", "Directly")),
        Column::number("alla", Words::new("Alla", "All")).gauge(Gauge::Bar),
        Column::text("vilar", Words::new("Vilar på det", "Rests on it")),
    ];
    let is_going = |at: &usize| Stand::of(scene.entry(*at)) != Stand::Ended;
    let going = chosen.iter().copied().filter(is_going);
    let mut bearing: Vec<usize> = going.filter(|at| graph.dependents(*at).iter().any(is_going)).collect();
    bearing.sort_by_key(|at| (Reverse(graph.dependents(*at).len()), *at));
    let title = Words::new("Vad mest vilar på", "What most rests on");
    let (count, told) = (bearing.len(), bearing.len().min(graph::TOLD));
    let reached = |at| graph.all_dependents(at).iter().filter(|(one, _)| is_going(one)).count();
    let mut reached: Vec<(usize, usize)> = bearing.into_iter().take(told).map(|at| (at, reached(at))).collect();
    reached.sort_by_key(|(at, all)| (Reverse((*all, graph.dependents(*at).len())), *at));
    let mut table = Table::new(title, columns);
    let row = |(at, all): (usize, usize)| {
        let direct: Vec<usize> = graph.dependents(at).iter().copied().filter(is_going).collect();
        vec![
            scene.named(at),
            scene.field(at, "status"),
            Cell::Number(direct.len() as i64),
            Cell::Number(all as i64),
            scene.all_named(&direct),
        ]
    };
    table.rows = reached.into_iter().map(row).collect();
    if told < count {
        table.notes.push(say!("Visar {told} av {count} rader.", "Shows {told} of {count} rows."));
    }
    table
}

/// What goes on and waits for what does not.
fn waiting(scene: &Scene<'_>, graph: &Graph, chosen: &[usize]) -> Table {
    let columns = vec![
        Column::text("initiativ", Words::new("Initiativ", "Initiative")),
        Column::text("beror_av", Words::new("Beror av", "Depends on")),
        Column::text("skal", Words::new("Skäl", "Reason")),
        Column::text("agare", Words::new("Fråga", "Ask")),
        Column::text("status", Words::new("Status", "Status")).shown(Shown::WhereRoom),
    ];
    let going = chosen.iter().copied().filter(|at| Stand::of(scene.entry(*at)) != Stand::Ended);
    let pairs = going.flat_map(|at| graph.needs(at).iter().map(move |on| (at, *on)));
    let mut waits: Vec<(Stand, usize, usize)> = pairs
        .map(|(at, on)| (Stand::of(scene.entry(on)), at, on))
        .filter(|(stand, ..)| *stand != Stand::Active)
        .collect();
    waits.sort_unstable();
    let (count, ended) = (waits.len(), waits.iter().filter(|(stand, ..)| *stand == Stand::Ended).count());
    let title = match ended {
        0 => say!("Beror av något som inte pågår: {count}", "Depend on something that is not ongoing: {count}"),
        _ => say!(
            "Beror av något som inte pågår: {count}, varav avslutat: {ended}",
            "Depend on something that is not ongoing: {count}, of which ended: {ended}"
        ),
    };
    let mut table = Table::new(title, columns);
    let row = |(stand, at, on): (Stand, usize, usize)| {
        let reason = match stand {
            Stand::Planned => Words::new("har inte börjat", "has not begun"),
            Stand::Paused => Words::new("är pausat", "is paused"),
            _ => Words::new("är avslutat: finns det som behövs?", "has ended: is what is needed there?"),
        };
        let owners = scene.to(on, "agare");
        vec![scene.named(at), scene.named(on), Cell::Words(reason), scene.all_named(&owners), scene.field(at, "status")]
    };
    table.rows = waits.into_iter().map(row).collect();
    table
}

/// The initiatives that alone answer needs: the most needs first.
fn only_answers(scene: &Scene<'_>, chosen: &[usize]) -> Table {
    let columns = vec![
        Column::text("initiativ", Words::new("Initiativ", "Initiative")),
        Column::text("agare", Words::new("Ägare", "Owners")),
        Column::number("antal", Words::new("Antal", "Count")).gauge(Gauge::Bar),
        Column::text("behov", Words::new("Behov som bara det möter", "Needs that it alone answers")),
    ];
    let alone = |at: &usize| Some((*at, without::alone(scene, *at))).filter(|(_, needs)| !needs.is_empty());
    let going = chosen.iter().filter(|at| Stand::of(scene.entry(**at)) != Stand::Ended);
    let mut alone: Vec<(usize, Vec<usize>)> = going.filter_map(alone).collect();
    alone.sort_by_key(|(at, needs)| (Reverse(needs.len()), *at));
    let count = alone.len();
    let title = say!("Ensamma om att möta ett behov: {count}", "Alone in answering a need: {count}");
    let mut table = Table::new(title, columns);
    let row = |(at, needs): (usize, Vec<usize>)| {
        let owners = scene.to(at, "agare");
        vec![scene.named(at), scene.all_named(&owners), Cell::Number(needs.len() as i64), scene.all_named(&needs)]
    };
    table.rows = alone.into_iter().map(row).collect();
    table
}

/// The longest ways from what depends to what it rests on in the end.
fn chains(scene: &Scene<'_>, graph: &Graph) -> Table {
    let columns = vec![
        Column::number("langd", Words::new("Längd", "Length")),
        Column::text("borjar", Words::new("Beror av kedjan", "Depend on the chain")),
        Column::text("kedja", Words::new("Kedja: vart och ett beror av nästa", "Chain: each depends on the next")),
    ];
    let mut tails: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for chain in graph.chains().into_iter().filter(|chain| chain.len() >= SHORTEST) {
        if let Some((top, tail)) = chain.split_first().filter(|_| chain.iter().any(|at| scene.is_shown(*at))) {
            tails.entry(tail.to_vec()).or_default().push(*top);
        }
    }
    let mut chains: Vec<(Vec<usize>, Vec<usize>)> = tails.into_iter().collect();
    chains.sort_by_key(|(tail, tops)| (Reverse((tail.len(), tops.len())), tops[0]));
    let count = chains.len();
    let mut table = Table::new(say!("Långa kedjor: {count}", "Long chains: {count}"), columns);
    let row = |(tail, tops): &(Vec<usize>, Vec<usize>)| {
        vec![Cell::Number(tail.len() as i64 + 1), scene.all_named(tops), scene.all_named(tail)]
    };
    table.rows = chains.iter().take(CHAINS).map(row).collect();
    if count > CHAINS {
        table.notes.push(say!("Visar {CHAINS} av {count} kedjor.", "Shows {CHAINS} of {count} chains."));
    }
    match graph.in_rings() {
        0 => {}
        rings => table.notes.push(say!(
            "Initiativ som beror av en ring är inte med: {rings}. Ringarna visas av: karta validate",
            "Initiatives that depend on a ring are left out: {rings}. The rings are shown by: karta validate"
        )),
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::example::{drawn, karta, told};
    use crate::say::Lang;

    #[test]
    fn what_rests_on_what() {
        insta::assert_snapshot!(told("beroenden"), @r"
        Vad som beror av vad

        Vad mest vilar på

        Initiativ                       Status    Direkt  Alla                Vilar på
                                                                              det
        ────────────────────────────────────────────────────────────────────────────────
        Digital post i säkra brevlådor  planerat       1     2  ████████████  E-arkiv
        E-arkiv                         pågående       1     1  ██████        Sökning

        Beror av något som inte pågår: 1

        Initiativ  Beror av                        Skäl             Fråga
        ─────────────────────────────────────────────────────────────────
        E-arkiv    Digital post i säkra brevlådor  har inte börjat  Byrån

        Ensamma om att möta ett behov: 0

        Här finns inget att visa.

        Långa kedjor: 1

        Längd  Beror av kedjan  Kedja: vart och ett beror av nästa
        ───────────────────────────────────────────────────────────────
            3  Sökning          E-arkiv, Digital post i säkra brevlådor

        Vad som faller om ett initiativ upphör: karta report beroenden --utan ID
        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }

    #[test]
    fn what_falls_without_an_initiative() {
        insta::assert_snapshot!(told("beroenden --utan=lador"), @r"
        Utan Digital post i säkra brevlådor

        Behov som mister ett svar: 2, varav blir helt utan: 0

        Behov            Skäl                     Aktörer   Kvar
        ────────────────────────────────────────────────────────────────────────────────
        Gemensamt arkiv  resten beror av det här            E-arkiv, Sökning
        Digital post     andra möter det också    Regionen  Säkra brevlådor för digital
                                                            post

        Initiativ som beror av det: 2

        Initiativ  Status    Ägare             Beror av det
        ────────────────────────────────────────────────────
        E-arkiv    pågående  Staden, Regionen  direkt
        Sökning    pågående                    genom E-arkiv

        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
        insta::assert_snapshot!(told("beroenden --utan=fullmakt"), @r"
        Fullmaktsregister är redan avslutat.
        Välj ett initiativ som pågår.
        ");
        insta::assert_snapshot!(told("beroenden --utan=tolk"), @r"
        Översättning och tolkning är inget initiativ.
        Alla initiativ visas med: karta query kind:initiativ
        ");
    }

    #[test]
    fn what_was_replaced_is_seen_through() {
        let old = "id = \"bort\"\ntitel = \"Gamla lådor\"\nbeskrivning = \"x\"\nstatus = \"avfort\"\nteman = [\"skola\"]\nersatt_av = [\"lador\"]\n";
        let told = drawn(&karta(&[("initiativ/bort.toml", old)]), "beroenden --utan=bort", Lang::Sv);
        assert!(told.contains("Utan Digital post i säkra brevlådor"), "{told}");
        assert!(told.contains("Gamla lådor är ersatt av Digital post i säkra brevlådor."), "{told}");
    }

    #[test]
    fn a_ring_is_no_trouble() {
        let ring = |id: &str, on: &str| {
            format!(
                "id = \"{id}\"\ntitel = \"{id}\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\nteman = [\"vard\"]\nberor_av = [\"{on}\"]\n"
            )
        };
        let (a, b) = (ring("a", "b"), ring("b", "a"));
        let karta = karta(&[("initiativ/a.toml", &a), ("initiativ/b.toml", &b)]);
        assert!(drawn(&karta, "beroenden", Lang::En).contains("depend on a ring are left out: 2."));
        assert!(drawn(&karta, "beroenden --utan=a", Lang::Sv).contains("Initiativ som beror av det: 1"));
    }
}
