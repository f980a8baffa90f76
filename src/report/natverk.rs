use std::cmp::Reverse;

use hashbrown::HashMap;

use super::scene::{Scene, Stand};
use super::{Ask, Report};
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Gauge, Sheet, Shown, Table};
use crate::value::Kind;

pub(super) const REPORT: Report = Report::new(
    "natverk",
    "Vilka som arbetar ihop, och vilka som delar behov utan att ha något initiativ ihop.",
    "Who works with whom, and who shares needs without sharing any initiative.",
    answer,
);

/// Of an entry with more actors than this, only the first are paired: all pairs of a long list tell of the list alone.
const MOST: usize = 60;
/// How many pairs are kept of each sort: more than anybody reads.
const KEPT: usize = 10_000;

/// What each two actors share, by their places, the lower first.
type Shared = HashMap<(u32, u32), Vec<u32>>;

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::of(ask.karta);
    let live = |kind| ask.chosen(kind).map(|(at, _)| at).filter(|at| scene.is_live(*at)).collect::<Vec<_>>();
    let (initiatives, needs) = (live(Kind::Initiativ), live(Kind::Behov));
    let works = shared(initiatives.iter().map(|at| (*at, scene.doers(*at))));
    let wants = shared(needs.iter().map(|at| (*at, scene.to(*at, "aktorer"))));
    let title = Words::new("Vilka som arbetar ihop", "Who works with whom");
    let mut answer = Answer::of(
        title,
        vec![
            Sheet::new("tillsammans", Words::new("Tillsammans", "Together"), together(&scene, &works, &wants)),
            Sheet::new(
                "for_samman",
                Words::new("För samman", "Bring together"),
                bring_together(&scene, &works, &wants),
            ),
            Sheet::new("aktorer", Words::new("Aktörer", "Actors"), actors(&scene, &initiatives, &needs, &works)),
        ],
    );
    let is_long = |(_, actors): (&usize, Vec<usize>)| actors.len() > MOST;
    if initiatives.iter().map(|at| (at, scene.doers(*at))).any(is_long) {
        answer.notes.push(say!(
            "Av initiativ med fler än {MOST} aktörer räknas bara par mellan de {MOST} första.",
            "Of initiatives with more than {MOST} actors, only pairs of the first {MOST} are counted."
        ));
    }
    Ok(answer)
}

fn shared(entries: impl Iterator<Item = (usize, Vec<usize>)>) -> Shared {
    let mut shared = Shared::new();
    for (entry, actors) in entries {
        let actors = &actors[..actors.len().min(MOST)];
        for (at, one) in actors.iter().enumerate() {
            for other in &actors[..at] {
                let pair = ((*one).min(*other) as u32, (*one).max(*other) as u32);
                shared.entry(pair).or_default().push(entry as u32);
            }
        }
    }
    shared
}

/// Pairs by how much they share, the most first.
fn ranked<'m>(shared: impl Iterator<Item = (&'m (u32, u32), &'m Vec<u32>)>) -> Vec<((u32, u32), &'m Vec<u32>)> {
    let mut ranked: Vec<_> = shared.map(|(pair, entries)| (*pair, entries)).collect();
    ranked.sort_unstable_by_key(|(pair, entries)| (Reverse(entries.len()), *pair));
    ranked
}

fn together(scene: &Scene<'_>, works: &Shared, wants: &Shared) -> Table {
    let columns = vec![
        Column::text("aktor", Words::new("Aktör", "Actor")),
        Column::text("aktor_2", Words::new("Och", "And")),
        Column::number("antal", Words::new("Antal", "Count")).gauge(Gauge::Bar),
        Column::number("pagar", Words::new("Pågår", "Ongoing")),
        Column::number("behov", Words::new("Samma behov", "Same needs")),
        Column::text("initiativ", Words::new("Gemensamma initiativ", "Shared initiatives")).shown(Shown::WhereRoom),
    ];
    let count = works.len();
    let title = say!("Aktörer som arbetar ihop, par: {count}", "Actors that work together, pairs: {count}");
    let row = |((one, other), entries): ((u32, u32), &Vec<u32>)| {
        let entries: Vec<usize> = entries.iter().map(|at| *at as usize).collect();
        let ongoing = entries.iter().filter(|at| Stand::of(scene.entry(**at)) == Stand::Active).count();
        vec![
            scene.named(one as usize),
            scene.named(other as usize),
            Cell::Number(entries.len() as i64),
            Cell::Number(ongoing as i64),
            Cell::Number(wants.get(&(one, other)).map_or(0, Vec::len) as i64),
            scene.all_named(&entries),
        ]
    };
    cut(Table::new(title, columns), ranked(works.iter()).into_iter(), row)
}

fn bring_together(scene: &Scene<'_>, works: &Shared, wants: &Shared) -> Table {
    let columns = vec![
        Column::text("aktor", Words::new("Aktör", "Actor")),
        Column::text("aktor_2", Words::new("Och", "And")),
        Column::number("antal", Words::new("Antal", "Count")).gauge(Gauge::Bar),
        Column::text("behov", Words::new("Gemensamma behov", "Shared needs")),
    ];
    let apart = ranked(wants.iter().filter(|(pair, _)| !works.contains_key(*pair)));
    let count = apart.len();
    let title = say!(
        "Aktörer som delar behov men inget initiativ, par: {count}",
        "Actors that share needs but no initiative, pairs: {count}"
    );
    let row = |((one, other), needs): ((u32, u32), &Vec<u32>)| {
        let needs: Vec<usize> = needs.iter().map(|at| *at as usize).collect();
        let count = Cell::Number(needs.len() as i64);
        vec![scene.named(one as usize), scene.named(other as usize), count, scene.all_named(&needs)]
    };
    cut(Table::new(title, columns), apart.into_iter(), row)
}

/// The first rows, and how many more there are.
fn cut<T>(mut table: Table, ranked: impl ExactSizeIterator<Item = T>, row: impl Fn(T) -> Vec<Cell>) -> Table {
    let all = ranked.len();
    table.rows = ranked.take(KEPT).map(row).collect();
    if all > KEPT {
        table.notes.push(say!("Visar {KEPT} av {all} rader.", "Shows {KEPT} of {all} rows."));
    }
    table
}

/// What one actor is in.
#[derive(Default)]
struct Part {
    initiatives: usize,
    owned: usize,
    needs: usize,
    partners: usize,
}

/// The actors by how many others they work with.
fn actors(scene: &Scene<'_>, initiatives: &[usize], needs: &[usize], works: &Shared) -> Table {
    let mut parts: HashMap<usize, Part> = HashMap::new();
    for at in initiatives {
        scene.doers(*at).into_iter().for_each(|actor| parts.entry(actor).or_default().initiatives += 1);
        scene.to(*at, "agare").into_iter().for_each(|actor| parts.entry(actor).or_default().owned += 1);
    }
    for at in needs {
        scene.to(*at, "aktorer").into_iter().for_each(|actor| parts.entry(actor).or_default().needs += 1);
    }
    for (one, other) in works.keys() {
        [*one, *other].into_iter().for_each(|actor| parts.entry(actor as usize).or_default().partners += 1);
    }
    let mut parts: Vec<(usize, Part)> = parts.into_iter().collect();
    parts.sort_unstable_by_key(|(actor, part)| (Reverse((part.partners, part.initiatives, part.needs)), *actor));
    let columns = vec![
        Column::text("aktor", Words::new("Aktör", "Actor")),
        Column::number("partner", Words::new("Arbetar med", "Works with")).gauge(Gauge::Bar),
        Column::number("initiativ", Words::new("Initiativ", "Initiatives")),
        Column::number("ager", Words::new("Äger", "Owns")),
        Column::number("behov", Words::new("Behov", "Needs")),
    ];
    let row = |(actor, part): (usize, Part)| {
        let numbers = [part.partners, part.initiatives, part.owned, part.needs];
        std::iter::once(scene.named(actor)).chain(numbers.map(|number| Cell::Number(number as i64))).collect()
    };
    let count = parts.len();
    cut(Table::new(say!("Aktörer: {count}", "Actors: {count}"), columns), parts.into_iter(), row)
}

#[cfg(test)]
mod tests {
    use super::super::example::told;

    #[test]
    fn who_works_together_and_who_should() {
        insta::assert_snapshot!(told("natverk"), @r"
        Vilka som arbetar ihop

        Aktörer som arbetar ihop, par: 4

        Aktör      Och     Antal                Pågår  Samma behov
        ──────────────────────────────────────────────────────────
        Anstalten  Verket      1  ████████████      1            0
        Regionen   Staden      1  ████████████      1            0
        Regionen   Verket      1  ████████████      1            1
        Staden     Verket      1  ████████████      1            0

        Aktörer som delar behov men inget initiativ, par: 0

        Här finns inget att visa.

        Aktörer: 5

        Aktör      Arbetar med                Initiativ  Äger  Behov
        ────────────────────────────────────────────────────────────
        Verket               3  ████████████          2     1      1
        Staden               2  ████████              2     2      1
        Regionen             2  ████████              1     1      2
        Anstalten            1  ████                  1     0      0
        Byrån                0                        1     1      0

        Filter: inget (5 behov, 6 initiativ)
        Karta: Kartan. Revision: prov.
        ");
    }
}
