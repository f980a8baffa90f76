//! Needs that are poorly met.

use rayon::prelude::*;

use super::scene::{Scene, Sector, Stand, sources};
use super::{Ask, Report};
use crate::entry::Entry;
use crate::karta::Karta;
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Shown, Table};
use crate::value::{Kind, Order};

pub(super) const REPORT: Report = Report::new(
    "luckor",
    "Behov efter hur dåligt de är mötta: utan initiativ, utan pågående arbete eller av en enda sektor.",
    "Needs by how poorly they are met: by no initiative, by no ongoing work, or by one sector only.",
    answer,
);

/// A need that is poorly met.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Its place in [`Karta::entries`].
    pub at: usize,
    /// How poorly it is met: the worst that is lacking.
    pub grade: Grade,
    /// Everything that is lacking, the worst first.
    pub grades: Vec<Grade>,
    /// The same, in words.
    pub reasons: Vec<Words>,
    /// The initiatives that answer it, however they stand.
    pub answers: Vec<usize>,
    /// How many actors have the need.
    pub actors: usize,
    /// How many themes it is part of.
    pub themes: usize,
    /// How many sources tell of it.
    pub sources: usize,
}

/// How poorly a need is met, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// No initiative answers it.
    Unanswered,
    /// Those that answer it are over, halted or not begun.
    Idle,
    /// One sector only works on it.
    OneSector,
    /// None of those that have the need takes part.
    WithoutThem,
}

impl Grade {
    /// The grade as a choice: the word in data, and what people read.
    pub fn choice(self) -> (&'static str, Words) {
        match self {
            Grade::Unanswered => ("utan-initiativ", Words::new("inget initiativ", "no initiative")),
            Grade::Idle => ("inget-pagar", Words::new("inget pågår", "nothing ongoing")),
            Grade::OneSector => ("en-sektor", Words::new("en sektor", "one sector")),
            Grade::WithoutThem => ("utan-behovsagare", Words::new("utan behovsägare", "without its actors")),
        }
    }
}

impl Gap {
    /// How widely the need is shared: its actors, themes and sources together.
    pub fn weight(&self) -> usize {
        self.actors + self.themes + self.sources
    }
}

/// The needs of a map that are poorly met: the worst first, then those that most actors, themes and sources share.
pub fn gaps(karta: &Karta) -> Vec<Gap> {
    let scene = Scene::of(karta);
    of(&scene, &scene.live(Kind::Behov).collect::<Vec<_>>())
}

/// The poorly met among some needs.
pub(super) fn of(scene: &Scene<'_>, needs: &[usize]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = needs.par_iter().filter_map(|at| gap(scene, *at)).collect();
    let order = Order::swedish();
    gaps.par_sort_by_cached_key(|gap| {
        let shared = std::cmp::Reverse((gap.weight(), gap.actors));
        (gap.grade, shared, order.key(scene.entry(gap.at).title()), gap.at)
    });
    gaps
}

fn gap(scene: &Scene<'_>, at: usize) -> Option<Gap> {
    let entry = scene.entry(at);
    if entry.text("status") == Some("tillgodosett") {
        return None;
    }
    let answers = scene.answers(at);
    let lacking = lacking(scene, at, &answers);
    let grade = lacking.first()?.0;
    let (grades, reasons) = lacking.into_iter().unzip();
    let (actors, themes) = (scene.to(at, "aktorer").len(), entry.items("teman").len());
    Some(Gap { at, grade, grades, reasons, answers, actors, themes, sources: sources(entry) })
}

/// Everything that is lacking, the worst first.
fn lacking(scene: &Scene<'_>, need: usize, answers: &[usize]) -> Vec<(Grade, Words)> {
    let active: Vec<usize> =
        answers.iter().copied().filter(|at| Stand::of(scene.entry(*at)) == Stand::Active).collect();
    if answers.is_empty() {
        return vec![(Grade::Unanswered, Words::new("inget initiativ möter det", "no initiative answers it"))];
    }
    if active.is_empty() {
        return vec![(Grade::Idle, idle(scene, answers))];
    }
    let mut doers: Vec<usize> = active.iter().flat_map(|at| scene.doers(*at)).collect();
    doers.sort_unstable();
    doers.dedup();
    let voices = scene.to(need, "aktorer");
    let one = one_sector(scene, &voices, &doers).map(|reason| (Grade::OneSector, reason));
    let without = without_them(scene, &voices, &doers).map(|reason| (Grade::WithoutThem, reason));
    one.into_iter().chain(without).collect()
}

/// Why nothing is under way.
fn idle(scene: &Scene<'_>, answers: &[usize]) -> Words {
    let mut stands: Vec<Stand> = answers.iter().map(|at| Stand::of(scene.entry(*at))).collect();
    stands.sort_unstable();
    stands.dedup();
    let names = scene.told(answers);
    match stands[..] {
        [Stand::Ended] => say!("bara avslutade initiativ: {names}", "only ended initiatives: {names}"; names in words),
        [Stand::Paused] => say!("bara pausade initiativ: {names}", "only paused initiatives: {names}"; names in words),
        [Stand::Planned] => {
            say!("bara planerade initiativ: {names}", "only planned initiatives: {names}"; names in words)
        }
        _ => say!(
            "bara avslutade, pausade eller planerade initiativ: {names}",
            "only ended, paused or planned initiatives: {names}"; names in words
        ),
    }
}

/// That one sector works on it alone, and whether others have the need too.
fn one_sector(scene: &Scene<'_>, voices: &[usize], doers: &[usize]) -> Option<Words> {
    let mut sectors = doers.iter().map(|actor| scene.sector(*actor));
    let one = sectors.next()??;
    if !sectors.all(|sector| sector == Some(one)) {
        return None;
    }
    let mut others: Vec<Sector> =
        voices.iter().filter_map(|actor| scene.sector(*actor)).filter(|sector| *sector != one).collect();
    others.sort_unstable();
    others.dedup();
    let (doing, others) = (one.words(), Sector::joined(&others));
    Some(match others {
        None => say!("bara {doing} arbetar med det", "worked on by {doing} alone"; doing in words),
        Some(others) => say!(
            "bara {doing} arbetar med det, fast {others} också har behovet",
            "worked on by {doing} alone, though {others} share the need"; doing in words, others in words
        ),
    })
}

/// That none of those that have the need takes part. One takes part also through what it is a part of.
fn without_them(scene: &Scene<'_>, voices: &[usize], doers: &[usize]) -> Option<Words> {
    let takes_part =
        |actor: &usize| doers.contains(actor) || scene.to(*actor, "ingar_i").iter().any(|whole| doers.contains(whole));
    if voices.is_empty() || doers.is_empty() || voices.iter().any(takes_part) {
        return None;
    }
    let names = scene.told(voices);
    Some(say!("ingen som har behovet är med: {names}", "nobody with the need takes part: {names}"; names in words))
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::asked(ask);
    let initiatives = scene.shown(Kind::Initiativ);
    let mut needs = scene.shown(Kind::Behov);
    let is_about_answers = needs.is_empty() && !initiatives.is_empty();
    if is_about_answers {
        needs = initiatives.iter().flat_map(|at| scene.to(*at, "moter")).collect();
        needs.sort_unstable();
        needs.dedup();
    }
    let gaps = of(&scene, &needs);
    let (poor, all) = (gaps.len(), needs.len());
    let title = match all {
        0 => Words::new("Luckor: här finns inga behov att bedöma", "Gaps: there are no needs to judge here"),
        _ => say!("Luckor: {poor} av {all} behov är dåligt mötta", "Gaps: {poor} of {all} needs are poorly met"),
    };
    let mut table = Table::new(title, columns());
    if is_about_answers {
        let count = initiatives.len();
        table.notes.push(say!(
            "Filtret valde inga behov, utan {count} initiativ: rapporten är om de behov som de möter.",
            "The filter chose no needs, but initiatives: {count}. The report is about the needs that they answer."
        ));
    }
    table.rows = gaps.iter().map(|gap| row(scene.entry(gap.at), gap)).collect();
    table.notes.push(Words::new(
        "Ordning: hur dåligt behovet är mött, sedan hur många aktörer, teman och källor som delar det.",
        "Order: how poorly the need is met, then how many actors, themes and sources share it.",
    ));
    Ok(table.into())
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("titel", Words::new("Behov", "Need")),
        Column::text("brist", Words::new("Brist", "Lack")).shown(Shown::InData),
        Column::text("skal", Words::new("Vad som brister", "What is lacking")),
        Column::number("aktorer", Words::new("Aktörer", "Actors")),
        Column::number("teman", Words::new("Teman", "Themes")),
        Column::number("kallor", Words::new("Källor", "Sources")),
        Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
    ]
}

fn row(need: &Entry, gap: &Gap) -> Vec<Cell> {
    let (word, label) = gap.grade.choice();
    vec![
        Cell::Text(need.title().to_owned()),
        Cell::Choice(word, label),
        Cell::List(gap.reasons.iter().cloned().map(Cell::Words).collect()),
        Cell::Number(gap.actors as i64),
        Cell::Number(gap.themes as i64),
        Cell::Number(gap.sources as i64),
        Cell::Text(need.id.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::example::{drawn, karta, told};
    use crate::say::Lang;

    #[test]
    fn needs_come_by_how_poorly_they_are_met_and_by_how_many_share_them() {
        insta::assert_snapshot!(told("luckor"), @r"
        Luckor: 3 av 5 behov är dåligt mötta

        Behov                     Vad som brister                 Aktörer  Teman  Källor
        ────────────────────────────────────────────────────────────────────────────────
        Översättning och          inget initiativ möter det             2      3       1
        tolkning
        Ombud                     bara avslutade initiativ:             1      1       0
                                  Fullmaktsregister
        Digital post              bara staten arbetar med det,          1      1       0
                                  fast regioner också har
                                  behovet; ingen som har behovet
                                  är med: Regionen

        Ordning: hur dåligt behovet är mött, sedan hur många aktörer, teman och källor
        som delar det.
        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }

    #[test]
    fn the_same_is_said_in_english_of_a_part_of_the_map() {
        insta::assert_snapshot!(drawn(&karta(&[]), "luckor ?tema:vard", Lang::En), @r"
        Gaps: 3 of 3 needs are poorly met

        Need                      What is lacking                Actors  Themes  Sources
        ────────────────────────────────────────────────────────────────────────────────
        Översättning och          no initiative answers it            2       3        1
        tolkning
        Ombud                     only ended initiatives:             1       1        0
                                  Fullmaktsregister
        Digital post              worked on by state agencies         1       1        0
                                  alone, though regions share
                                  the need; nobody with the
                                  need takes part: Regionen

        Order: how poorly the need is met, then how many actors, themes and sources
        share it.
        Filter: tema:vard (3 needs, 3 initiatives)
        Map: Kartan. Revision: test.
        ");
    }

    #[test]
    fn of_initiatives_the_needs_that_they_answer_are_judged_and_of_nothing_nothing() {
        let owned = told("luckor ?agare:staden");
        assert!(owned.contains("1 av 2 behov är dåligt mötta") && owned.contains("utan 2 initiativ"), "{owned}");
        let nothing = told("luckor ?kind:aktor");
        assert!(
            nothing.contains("inga behov att bedöma") && nothing.contains("varken behov eller initiativ"),
            "{nothing}"
        );
    }

    #[test]
    fn a_need_that_was_replaced_is_answered_through_what_came_in_its_place() {
        let old = "id = \"brevlada\"\ntitel = \"Brevlåda\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"vard\"]\nersatt_av = [\"tolk\"]\n";
        let new = "id = \"kanal\"\ntitel = \"Kanal\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\nteman = [\"vard\"]\nagare = [\"verket\", \"regionen\"]\nmoter = [\"brevlada\"]\n";
        let gaps = super::gaps(&karta(&[("behov/brevlada.toml", old), ("initiativ/kanal.toml", new)]));
        let karta = karta(&[("behov/brevlada.toml", old), ("initiativ/kanal.toml", new)]);
        assert!(gaps.iter().all(|gap| !["tolk", "brevlada"].contains(&karta.entries()[gap.at].id.as_str())));
    }
}
