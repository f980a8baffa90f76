use std::cmp::Reverse;

use hashbrown::HashMap;
use rayon::prelude::*;

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
    let scene = Scene::asked(ask);
    let net = Net::of(&scene);
    let title = Words::new("Vilka som arbetar ihop", "Who works with whom");
    let mut answer = Answer::of(
        title,
        vec![
            Sheet::new("tillsammans", Words::new("Tillsammans", "Together"), net.together()),
            Sheet::new("for_samman", Words::new("För samman", "Bring together"), net.bring_together()),
            Sheet::new("aktorer", Words::new("Aktörer", "Actors"), net.actors()),
        ],
    );
    if !ask.filter.is_everything() {
        answer.notes.push(Words::new(
            "Filtret väljer vilka initiativ och behov som visas. Vad två aktörer annars har ihop söks i hela kartan.",
            "The filter chooses which initiatives and needs are shown. What else two actors share is sought in the whole map.",
        ));
    }
    if !net.crowds.is_empty() {
        answer.notes.push(say!(
            "Av initiativ med fler än {MOST} aktörer räknas bara par mellan de {MOST} första.",
            "Of initiatives with more than {MOST} actors, only pairs of the first {MOST} are counted."
        ));
    }
    Ok(answer)
}

/// Who shares what, in the whole map.
struct Net<'s, 'k> {
    scene: &'s Scene<'k>,
    works: Shared,
    wants: Shared,
    /// What each actor is a part or a member of.
    wholes: HashMap<usize, Vec<usize>>,
    /// The initiatives that have too many actors for all pairs of them to be told, by actor.
    crowds: HashMap<usize, Vec<usize>>,
}

impl<'s, 'k> Net<'s, 'k> {
    fn of(scene: &'s Scene<'k>) -> Net<'s, 'k> {
        let initiatives: Vec<usize> = scene.live(Kind::Initiativ).collect();
        let done: Vec<(usize, Vec<usize>)> = initiatives.into_par_iter().map(|at| (at, scene.doers(at))).collect();
        let mut crowds: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, actors) in done.iter().filter(|(_, actors)| actors.len() > MOST) {
            actors.iter().for_each(|actor| crowds.entry(*actor).or_default().push(*at));
        }
        let wants = shared(scene.live(Kind::Behov).map(|at| (at, scene.to(at, "aktorer"))));
        let wholes = |actor: usize| scene.wholes(actor).into_iter().map(|(whole, _)| whole).collect::<Vec<_>>();
        let wholes = scene.live(Kind::Aktor).map(|actor| (actor, wholes(actor))).filter(|(_, all)| !all.is_empty());
        let wholes = wholes.collect();
        Net { scene, works: shared(done.into_iter()), wants, wholes, crowds }
    }

    /// Whether two have an initiative together.
    fn are_together(&self, (one, other): (u32, u32)) -> bool {
        let crowds = |at: u32| self.crowds.get(&(at as usize)).map_or(&[][..], Vec::as_slice);
        self.works.contains_key(&(one, other)) || crowds(one).iter().any(|at| crowds(other).contains(at))
    }

    /// Whether it goes without saying that two share something: one is a part or a member of the other, or stands for many.
    fn are_kin(&self, (one, other): (u32, u32)) -> bool {
        let wholes = |part: u32| self.wholes.get(&(part as usize)).map_or(&[][..], Vec::as_slice);
        let is_in = |part: u32, whole: u32| wholes(part).contains(&(whole as usize));
        let is_group = |at: u32| self.scene.entry(at as usize).text("niva") == Some("grupp");
        is_group(one) || is_group(other) || is_in(one, other) || is_in(other, one)
    }

    /// Pairs by how much of what is shown they share, the most first; what goes without saying last.
    fn ranked<'a>(&self, shared: &'a Shared, is_such: impl Fn((u32, u32)) -> bool) -> Vec<Ranked<'a>> {
        let ranked = |(pair, entries): (&(u32, u32), &'a Vec<u32>)| {
            let count = self.shown(entries).count();
            (count > 0 && is_such(*pair)).then(|| Ranked { is_kin: self.are_kin(*pair), pair: *pair, count, entries })
        };
        let mut ranked: Vec<Ranked<'_>> = shared.iter().filter_map(ranked).collect();
        ranked.sort_unstable_by_key(|one| (one.is_kin, Reverse(one.count), one.pair));
        ranked
    }

    /// Those of some entries that are shown.
    fn shown(&self, entries: &[u32]) -> impl Iterator<Item = usize> {
        entries.iter().map(|at| *at as usize).filter(|at| self.scene.is_shown(*at))
    }
}

/// Two actors, what they share, and how much of it is shown.
struct Ranked<'a> {
    is_kin: bool,
    pair: (u32, u32),
    count: usize,
    entries: &'a [u32],
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

/// That what comes last is no news.
fn kin_note(ranked: &[Ranked<'_>]) -> Option<Words> {
    ranked.iter().any(|one| one.is_kin).then_some(Words::new(
        "Sist står samlingsposter, och sammanslutningar med dem som ingår i dem eller är medlemmar.",
        "Last come groups, and associations with those that are part of them or members.",
    ))
}

impl Net<'_, '_> {
    fn together(&self) -> Table {
        let columns = vec![
            Column::text("aktor", Words::new("Aktör", "Actor")),
            Column::text("aktor_2", Words::new("Och", "And")),
            Column::number("antal", Words::new("Antal", "Count")).gauge(Gauge::Bar),
            Column::number("pagar", Words::new("Pågår", "Ongoing")),
            Column::number("behov", Words::new("Samma behov", "Same needs")),
            Column::text("initiativ", Words::new("Gemensamma initiativ", "Shared initiatives")).shown(Shown::WhereRoom),
        ];
        let (scene, ranked) = (self.scene, self.ranked(&self.works, |_| true));
        let count = ranked.len();
        let title = say!("Aktörer som arbetar ihop, par: {count}", "Actors that work together, pairs: {count}");
        let note = kin_note(&ranked);
        let row = |Ranked { pair: (one, other), count, entries, .. }: Ranked<'_>| {
            let entries: Vec<usize> = self.shown(entries).collect();
            let ongoing = entries.iter().filter(|at| Stand::of(scene.entry(**at)) == Stand::Active).count();
            vec![
                scene.named(one as usize),
                scene.named(other as usize),
                Cell::Number(count as i64),
                Cell::Number(ongoing as i64),
                Cell::Number(self.wants.get(&(one, other)).map_or(0, Vec::len) as i64),
                scene.all_named(&entries),
            ]
        };
        cut(Table::new(title, columns), ranked.into_iter(), row, note)
    }

    /// Those that share needs and no initiative, of whom both are there to be brought together.
    fn bring_together(&self) -> Table {
        let columns = vec![
            Column::text("aktor", Words::new("Aktör", "Actor")),
            Column::text("aktor_2", Words::new("Och", "And")),
            Column::number("antal", Words::new("Antal", "Count")).gauge(Gauge::Bar),
            Column::text("behov", Words::new("Gemensamma behov", "Shared needs")),
        ];
        let scene = self.scene;
        let are_there = |(one, other): (u32, u32)| scene.is_there(one as usize) && scene.is_there(other as usize);
        let apart = self.ranked(&self.wants, |pair| are_there(pair) && !self.are_together(pair));
        let note = kin_note(&apart);
        let count = apart.len();
        let title = say!(
            "Aktörer som delar behov men inget initiativ, par: {count}",
            "Actors that share needs but no initiative, pairs: {count}"
        );
        let row = |Ranked { pair: (one, other), count, entries, .. }: Ranked<'_>| {
            let needs: Vec<usize> = self.shown(entries).collect();
            let count = Cell::Number(count as i64);
            vec![scene.named(one as usize), scene.named(other as usize), count, scene.all_named(&needs)]
        };
        cut(Table::new(title, columns), apart.into_iter(), row, note)
    }

    /// The actors by how many others they work with.
    fn actors(&self) -> Table {
        let (scene, initiatives, needs) =
            (self.scene, self.scene.shown(Kind::Initiativ), self.scene.shown(Kind::Behov));
        let mut parts: HashMap<usize, Part> = HashMap::new();
        for at in &initiatives {
            scene.doers(*at).into_iter().for_each(|actor| parts.entry(actor).or_default().initiatives += 1);
            scene.to(*at, "agare").into_iter().for_each(|actor| parts.entry(actor).or_default().owned += 1);
        }
        for at in &needs {
            scene.to(*at, "aktorer").into_iter().for_each(|actor| parts.entry(actor).or_default().needs += 1);
        }
        let is_shown = |entries: &[u32]| entries.iter().any(|at| scene.is_shown(*at as usize));
        for ((one, other), _) in self.works.iter().filter(|(_, entries)| is_shown(entries)) {
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
        cut(Table::new(say!("Aktörer: {count}", "Actors: {count}"), columns), parts.into_iter(), row, None)
    }
}

/// The first rows, and how many more there are.
fn cut<T>(
    mut table: Table,
    ranked: impl ExactSizeIterator<Item = T>,
    row: impl Fn(T) -> Vec<Cell>,
    note: Option<Words>,
) -> Table {
    let all = ranked.len();
    table.rows = ranked.take(KEPT).map(row).collect();
    if all > KEPT {
        table.notes.push(say!("Visar {KEPT} av {all} rader.", "Shows {KEPT} of {all} rows."));
    }
    table.notes.extend(note);
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

#[cfg(test)]
mod tests {
    use super::super::example::{drawn, karta, told};
    use crate::say::Lang;

    /// The same need shared by two who have an initiative together about something else.
    const ROADS: (&str, &str) = (
        "behov/vagar.toml",
        "id = \"vagar\"\ntitel = \"Vägar\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"migration\"]\naktorer = [\"verket\", \"regionen\", \"byran\", \"gamla\"]\n",
    );

    #[test]
    fn a_filter_chooses_what_is_shown_and_not_what_is_so() {
        let told = |said: &str| drawn(&karta(&[ROADS]), said, Lang::Sv);
        let few = told("natverk ?tema:migration");
        assert!(
            few.contains("delar behov men inget initiativ, par: 0"),
            "verket and regionen have e-arkiv together: {few}"
        );
        assert!(few.contains("Aktörer som arbetar ihop, par: 0") && few.contains("söks i hela kartan"), "{few}");
        let needs = told("natverk ?kind:behov");
        assert!(needs.contains("delar behov men inget initiativ, par: 0"), "{needs}");
    }

    #[test]
    fn who_has_ended_is_not_brought_together_and_who_is_replaced_is_not_told_apart() {
        let apart = "id = \"anstalten\"\nnamn = \"Anstalten\"\nniva = \"stat\"\nmedlemskap = [{ i = \"staden\" }]\n";
        let need = ROADS.1.replace("\"verket\", \"regionen\"", "\"anstalten\", \"staden\"");
        let karta = karta(&[("behov/vagar.toml", &need), ("aktor/anstalten.toml", apart)]);
        let told = drawn(&karta, "natverk", Lang::Sv);
        let (_, told) = told.split_once("men inget initiativ, par: 1").expect("one pair");
        let (told, _) = told.split_once("Aktörer: ").expect("the next table");
        assert!(!told.contains("Byrån") && !told.contains("Gamla") && told.contains("Sist står"), "{told}");
    }

    #[test]
    fn who_works_together_and_who_should() {
        insta::assert_snapshot!(told("natverk"), @r"
        Vilka som arbetar ihop

        Aktörer som arbetar ihop, par: 4

        Aktör      Och     Antal  Pågår  Samma behov
        ────────────────────────────────────────────
        Anstalten  Verket      1      1            0
        Regionen   Staden      1      1            0
        Regionen   Verket      1      1            1
        Staden     Verket      1      1            0

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

        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }
}
