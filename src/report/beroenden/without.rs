use hashbrown::HashSet;

use super::Graph;
use crate::karta::name;
use crate::report::scene::{Scene, Stand};
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::table::{Answer, Cell, Column, Sheet, Shown, Table};
use crate::value::Kind;

/// What is left unanswered, and what falls, if an initiative ends.
pub fn answer(scene: &Scene<'_>, graph: &Graph, called: &str) -> Result<Answer> {
    let (at, replaced) = initiative(scene, called)?;
    let falls = graph.all_dependents(at);
    let title = name(scene.entry(at));
    let sheets = vec![
        Sheet::new("behov", Words::new("Behov", "Needs"), needs(scene, at, &falls)),
        Sheet::new("initiativ", Words::new("Initiativ", "Initiatives"), initiatives(scene, at, &falls)),
    ];
    let title = say!("Utan {title}", "Without {title}"; title in words);
    Ok(Answer { notes: replaced.into_iter().collect(), ..Answer::of(title, sheets) })
}

fn initiative(scene: &Scene<'_>, called: &str) -> Result<(usize, Option<Words>)> {
    let (at, note) = scene.meant(called)?;
    let found = scene.entry(at);
    let title = quote(found.title());
    if found.kind != Kind::Initiativ {
        return Err(Failure::new(say!("{title} är inget initiativ.", "{title} is not an initiative.")).hint(
            Words::new(
                "Alla initiativ visas med: karta query kind:initiativ",
                "All initiatives are shown by: karta query kind:initiativ",
            ),
        ));
    }
    if scene.is_live(at) && Stand::of(found) != Stand::Ended {
        return Ok((at, note));
    }
    Err(Failure::new(note.unwrap_or_else(|| say!("{title} är redan avslutat.", "{title} has ended already.")))
        .hint(Words::new("Välj ett initiativ som pågår.", "Choose an initiative that is going on.")))
}

/// The needs that an initiative alone answers, of those that have not ended.
pub fn alone(scene: &Scene<'_>, at: usize) -> Vec<usize> {
    let is_alone = |need: &usize| rest(scene, *need).all(|other| other == at);
    scene.to(at, "moter").into_iter().filter(is_alone).collect()
}

/// What answers a need and has not ended.
fn rest<'s>(scene: &'s Scene<'_>, need: usize) -> impl Iterator<Item = usize> + 's {
    scene.answers(need).into_iter().filter(|at| Stand::of(scene.entry(*at)) != Stand::Ended)
}

fn needs(scene: &Scene<'_>, at: usize, falls: &[(usize, usize)]) -> Table {
    let columns = vec![
        Column::text("titel", Words::new("Behov", "Need")),
        Column::text("skal", Words::new("Skäl", "Reason")),
        Column::text("aktorer", Words::new("Aktörer", "Actors")),
        Column::text("kvar", Words::new("Kvar", "What is left")),
        Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
    ];
    let fallen: HashSet<usize> = falls.iter().map(|(one, _)| *one).chain([at]).collect();
    let own = scene.to(at, "moter");
    let mut asked: Vec<usize> = falls.iter().flat_map(|(one, _)| scene.to(*one, "moter")).collect();
    asked.retain(|need| !own.contains(need));
    asked.sort_unstable();
    asked.dedup();
    let mut found: Vec<(u8, usize, Vec<usize>)> = Vec::new();
    for need in own.into_iter().chain(asked) {
        let left: Vec<usize> = rest(scene, need).filter(|other| *other != at).collect();
        let stands: Vec<usize> = left.iter().copied().filter(|other| !fallen.contains(other)).collect();
        let answers_it = scene.answers(need).contains(&at);
        match (left.is_empty(), stands.is_empty(), answers_it) {
            (true, ..) => found.push((0, need, stands)),
            (_, true, _) => found.push((1, need, left)),
            (.., true) => found.push((2, need, stands)),
            _ => {}
        }
    }
    found.sort();
    let lost = found.iter().filter(|(grade, ..)| *grade == 0).count();
    let all = found.len();
    let title = say!(
        "Behov som mister ett svar: {all}, varav blir helt utan: {lost}",
        "Needs that lose an answer: {all}, of which are left without any: {lost}"
    );
    let mut table = Table::new(title, columns);
    let row = |(grade, need, left): (u8, usize, Vec<usize>)| {
        let reason = match grade {
            0 => Words::new("bara det här möter det", "this alone answers it"),
            1 => Words::new("resten beror av det här", "the rest depends on this"),
            _ => Words::new("andra möter det också", "others answer it too"),
        };
        let (actors, entry) = (scene.to(need, "aktorer"), scene.entry(need));
        vec![
            Cell::Text(entry.title().to_owned()),
            Cell::Words(reason),
            scene.all_named(&actors),
            scene.all_named(&left),
            Cell::Text(entry.id.to_string()),
        ]
    };
    table.rows = found.into_iter().map(row).collect();
    table
}

fn initiatives(scene: &Scene<'_>, at: usize, falls: &[(usize, usize)]) -> Table {
    let columns = vec![
        Column::text("titel", Words::new("Initiativ", "Initiative")),
        Column::text("status", Words::new("Status", "Status")),
        Column::text("agare", Words::new("Ägare", "Owners")),
        Column::text("genom", Words::new("Beror av det", "Depends on it")),
        Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
    ];
    let going: Vec<&(usize, usize)> =
        falls.iter().filter(|(one, _)| Stand::of(scene.entry(*one)) != Stand::Ended).collect();
    let count = going.len();
    let mut table =
        Table::new(say!("Initiativ som beror av det: {count}", "Initiatives that depend on it: {count}"), columns);
    let row = |(one, through): &(usize, usize)| {
        let (owners, via) = (scene.to(*one, "agare"), name(scene.entry(*through)));
        let how = match *through == at {
            true => Words::new("direkt", "directly"),
            false => say!("genom {via}", "through {via}"; via in words),
        };
        let entry = scene.entry(*one);
        vec![
            Cell::Text(entry.title().to_owned()),
            scene.field(*one, "status"),
            scene.all_named(&owners),
            Cell::Words(how),
            Cell::Text(entry.id.to_string()),
        ]
    };
    table.rows = going.into_iter().map(row).collect();
    table
}
