use std::cmp::Reverse;

use super::scene::Scene;
use super::{Ask, Report};
use crate::entry::{Entry, Value};
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Gauge, Sheet, Shown, Table};
use crate::value::Kind;

pub(super) const REPORT: Report = Report::new(
    "prioritet",
    "Behov och initiativ efter nytta, insats och hur många aktörer de hjälper; och var bedömningen saknas.",
    "Needs and initiatives by benefit, effort and how many actors they help; and where the assessment is missing.",
    answer,
);

/// An entry to be prioritised.
struct Item {
    at: usize,
    benefit: Option<i64>,
    effort: Option<i64>,
    /// The actors that it helps.
    helped: Vec<usize>,
}

impl Item {
    fn of(scene: &Scene<'_>, at: usize) -> Item {
        let entry = scene.entry(at);
        let score = |field: &str| match entry.get(field)?.part("varde")? {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        let mut helped = match entry.kind {
            Kind::Behov => scene.to(at, "aktorer"),
            _ => scene.to(at, "moter").into_iter().flat_map(|need| scene.to(need, "aktorer")).collect(),
        };
        helped.extend(scene.to(at, "deltagare"));
        helped.sort_unstable();
        helped.dedup();
        Item { at, benefit: score("nytta"), effort: score("insats"), helped }
    }

    /// What benefit and effort say together.
    fn advice(&self) -> Option<(&'static str, Words)> {
        Some(match (self.benefit? >= 3, self.effort? >= 3) {
            (true, false) => ("gor-forst", Words::new("gör först", "do first")),
            (true, true) => ("planera", Words::new("planera", "plan for")),
            (false, false) => ("om-det-finns-tid", Words::new("om det finns tid", "if there is time")),
            (false, true) => ("avsta", Words::new("avstå hellre", "rather refrain")),
        })
    }
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::asked(ask);
    let is_open = |at: &usize| !matches!(scene.entry(*at).text("status"), Some("avslutat" | "tillgodosett"));
    let items = [Kind::Behov, Kind::Initiativ].into_iter().flat_map(|kind| scene.shown(kind));
    let items: Vec<Item> = items.filter(is_open).map(|at| Item::of(&scene, at)).collect();
    let (mut full, mut lacking): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|item| item.benefit.is_some() && item.effort.is_some());
    full.sort_by_key(|item| {
        let gain = item.benefit.unwrap_or_default() - item.effort.unwrap_or_default();
        (Reverse((gain, item.benefit, item.helped.len())), item.at)
    });
    lacking.sort_by_key(|item| (Reverse((item.helped.len(), item.benefit)), item.at));
    let sheets = vec![
        Sheet::new("rangordning", Words::new("Rangordning", "Ranking"), ranking(&scene, &full, lacking.len())),
        Sheet::new("saknas", Words::new("Saknas", "Missing"), missing(&scene, &lacking)),
    ];
    let mut answer = Answer::of(Words::new("Prioritet", "Priority"), sheets);
    answer.notes.push(Words::new(
        "Ett initiativ hjälper dem som har behoven det möter, och dem som är med i det. Det som är avslutat eller tillgodosett är inte med.",
        "An initiative helps those that have the needs it answers, and those that take part in it. What is ended or met is left out.",
    ));
    Ok(answer)
}

fn ranking(scene: &Scene<'_>, items: &[Item], lacking: usize) -> Table {
    let columns = vec![
        Column::text("titel", Words::new("Titel", "Title")),
        Column::text("kind", Words::new("Slag", "Kind")),
        Column::number("nytta", Words::new("Nytta", "Benefit")),
        Column::number("insats", Words::new("Insats", "Effort")),
        Column::text("rad", Words::new("Råd", "Advice")),
        Column::text("skal", Words::new("Skäl", "Reasons")),
        Column::number("hjalper", Words::new("Hjälper", "Helps")).gauge(Gauge::Bar),
        Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
    ];
    let title = match items.len() {
        0 if lacking == 0 => Words::new("Här finns inget att bedöma", "There is nothing to assess here"),
        0 => Words::new("Ingen post har både nytta och insats än", "No entry has both benefit and effort yet"),
        count => say!("Bedömda till både nytta och insats: {count}", "Assessed by both benefit and effort: {count}"),
    };
    let mut table = Table::new(title, columns);
    table.rows = items.iter().map(|item| ranked(scene, item)).collect();
    match (items.len(), lacking) {
        (0, 0) => {}
        (_, 0) => table.notes.push(Words::new("Alla poster är bedömda.", "Every entry is assessed.")),
        _ => table
            .notes
            .push(say!("Inte bedömda, och därför inte här: {lacking}.", "Not assessed, and so not here: {lacking}.")),
    }
    table
}

fn ranked(scene: &Scene<'_>, item: &Item) -> Vec<Cell> {
    let entry = scene.entry(item.at);
    let number = |number: Option<i64>| number.map_or(Cell::Empty, Cell::Number);
    vec![
        Cell::Text(entry.title().to_owned()),
        Cell::Choice(entry.kind.name(), entry.kind.label()),
        number(item.benefit),
        number(item.effort),
        item.advice().map_or(Cell::Empty, |(word, words)| Cell::Choice(word, words)),
        reasons(entry),
        Cell::Number(item.helped.len() as i64),
        Cell::Text(entry.id.to_string()),
    ]
}

/// Why benefit and effort are what they are, as the map says.
fn reasons(entry: &Entry) -> Cell {
    let told = |field: &str| entry.get(field).and_then(|score| score.part("skal")).and_then(Value::text);
    let benefit = told("nytta").map(|reason| say!("nytta: {reason}", "benefit: {reason}"));
    let effort = told("insats").map(|reason| say!("insats: {reason}", "effort: {reason}"));
    Cell::List(benefit.into_iter().chain(effort).map(Cell::Words).collect())
}

/// What is not assessed: those that help most first, for there an assessment is worth most.
fn missing(scene: &Scene<'_>, items: &[Item]) -> Table {
    let columns = vec![
        Column::text("titel", Words::new("Titel", "Title")),
        Column::text("kind", Words::new("Slag", "Kind")),
        Column::text("saknar", Words::new("Saknar", "Lacks")),
        Column::number("hjalper", Words::new("Hjälper", "Helps")).gauge(Gauge::Bar),
        Column::text("aktorer", Words::new("Aktörer", "Actors")).shown(Shown::WhereRoom),
        Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
    ];
    let count = items.len();
    let title =
        say!("Kvar att bedöma, det som hjälper flest först: {count}", "Left to assess, what helps most first: {count}");
    let mut table = Table::new(title, columns);
    let row = |item: &Item| {
        let entry = scene.entry(item.at);
        let lacks = [
            ("nytta", item.benefit, Words::new("nytta", "benefit")),
            ("insats", item.effort, Words::new("insats", "effort")),
        ];
        let lacks = lacks.into_iter().filter(|(_, score, _)| score.is_none());
        vec![
            Cell::Text(entry.title().to_owned()),
            Cell::Choice(entry.kind.name(), entry.kind.label()),
            Cell::List(lacks.map(|(word, _, words)| Cell::Choice(word, words)).collect()),
            Cell::Number(item.helped.len() as i64),
            scene.all_named(&item.helped),
            Cell::Text(entry.id.to_string()),
        ]
    };
    table.rows = items.iter().map(row).collect();
    if count > 0 {
        table.notes.push(Words::new(
            "Bedöm med: karta edit ID --set nytta.varde=4 --set nytta.skal='…' --set insats.varde=2 --set insats.skal='…'",
            "Assess by: karta edit ID --set nytta.varde=4 --set nytta.skal='…' --set insats.varde=2 --set insats.skal='…'",
        ));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::example::told;

    #[test]
    fn where_there_is_nothing_nothing_is_said_to_be_assessed() {
        let told = told("prioritet ?kind:aktor");
        assert!(told.contains("Här finns inget att bedöma") && !told.contains("Alla poster är bedömda"), "{told}");
    }

    #[test]
    fn what_is_not_assessed_is_said_to_be_missing() {
        insta::assert_snapshot!(told("prioritet ?tema:skola"), @r"
        Prioritet

        Bedömda till både nytta och insats: 1

        Titel            Slag   Nytta  Insats  Råd        Skäl                   Hjälper
        ────────────────────────────────────────────────────────────────────────────────
        Gemensamt arkiv  behov      4       2  gör först  nytta: Alla; insats:         0
                                                          Finns

        Inte bedömda, och därför inte här: 3.

        Kvar att bedöma, det som hjälper flest först: 3

        Titel                      Slag       Saknar         Hjälper
        ──────────────────────────────────────────────────────────────────────────
        Översättning och tolkning  behov      nytta, insats        2  ████████████
        E-arkiv                    initiativ  nytta, insats        1  ██████
        Sökning                    initiativ  nytta, insats        0

        Bedöm med: karta edit ID --set nytta.varde=4 --set nytta.skal='…' --set
        insats.varde=2 --set insats.skal='…'

        Ett initiativ hjälper dem som har behoven det möter, och dem som är med i det.
        Det som är avslutat eller tillgodosett är inte med.
        Filter: tema:skola (3 behov, 2 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }
}
