use std::collections::HashMap;

use super::luckor::{self, Grade};
use super::scene::Scene;
use super::{Ask, Report};
use crate::entry::{self, Shape};
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Gauge, Sheet, Table};
use crate::value::{Kind, Scheme};

pub(super) const REPORT: Report = Report::new(
    "oversikt",
    "Kartans siffror på en skärm: hur mycket, hur det står till och vad som saknas.",
    "The numbers of the map on one screen: how much, how it stands and what is missing.",
    answer,
);

/// What is counted in.
struct Base<'s, 'k> {
    scene: &'s Scene<'k>,
    needs: Vec<usize>,
    initiatives: Vec<usize>,
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::asked(ask);
    let base = Base { scene: &scene, needs: scene.shown(Kind::Behov), initiatives: scene.shown(Kind::Initiativ) };
    let title = Words::new("Kartan i siffror", "The map in numbers");
    let sheets = vec![
        Sheet::new("siffror", Words::new("Siffror", "Numbers"), base.numbers()),
        Sheet::new("status", Words::new("Status", "Status"), base.standing()),
        Sheet::new("teman", Words::new("Teman", "Themes"), base.themes(ask)),
    ];
    Ok(Answer::of(title, sheets))
}

impl Base<'_, '_> {
    fn numbers(&self) -> Table {
        let columns = vec![
            Column::text("vad", Words::new("Vad", "What")),
            Column::number("antal", Words::new("Antal", "Count")).gauge(Gauge::Bar),
            Column::number("andel", Words::new("Andel (%)", "Share (%)")),
        ];
        let gaps = luckor::of(self.scene, &self.needs);
        let poor = |grade| gaps.iter().filter(|gap| gap.grades.contains(&grade)).count();
        let with = |places: &[usize], field| {
            places.iter().filter(|at| !self.scene.entry(**at).items(field).is_empty()).count()
        };
        let (needs, initiatives) = (self.needs.len(), self.initiatives.len());
        let rows = [
            (Words::new("Behov", "Needs"), needs, needs),
            (Words::new("– utan initiativ", "– with no initiative"), poor(Grade::Unanswered), needs),
            (Words::new("– där inget pågår", "– where nothing is ongoing"), poor(Grade::Idle), needs),
            (Words::new("– där en sektor arbetar ensam", "– one sector works alone"), poor(Grade::OneSector), needs),
            (Words::new("– utan dem som har behovet", "– without those that have it"), poor(Grade::WithoutThem), needs),
            (Words::new("– mötta", "– met"), needs - gaps.len(), needs),
            (Words::new("Initiativ", "Initiatives"), initiatives, initiatives),
            (Words::new("– med ägare", "– with an owner"), with(&self.initiatives, "agare"), initiatives),
            (
                Words::new("– som möter ett behov", "– that answer a need"),
                with(&self.initiatives, "moter"),
                initiatives,
            ),
            (Words::new("Aktörer som är med", "Actors that take part"), self.actors(), self.all_actors()),
        ];
        let mut table =
            Table::new(Words::new("Hur mycket, och vad som saknas", "How much, and what is missing"), columns);
        table.rows = rows
            .into_iter()
            .map(|(what, count, of)| vec![Cell::Words(what), number(count), share(count, of)])
            .collect();
        let several = gaps.iter().filter(|gap| gap.grades.len() > 1).count();
        if several > 0 {
            table.notes.push(say!(
                "Behov som både en sektor arbetar ensam med och är utan dem som har behovet räknas på båda raderna: {several}.",
                "Needs that one sector works on alone and without those that have them count in both rows: {several}."
            ));
        }
        table
    }

    /// How many actors have a need, own or take part in what is counted.
    fn actors(&self) -> usize {
        let voices = self.needs.iter().flat_map(|at| self.scene.to(*at, "aktorer"));
        let mut actors: Vec<usize> =
            voices.chain(self.initiatives.iter().flat_map(|at| self.scene.doers(*at))).collect();
        actors.sort_unstable();
        actors.dedup();
        actors.len()
    }

    fn all_actors(&self) -> usize {
        self.scene.live(Kind::Aktor).count()
    }

    /// How needs and initiatives stand, by status.
    fn standing(&self) -> Table {
        let columns = vec![
            Column::text("kind", Words::new("Slag", "Kind")),
            Column::text("status", Words::new("Status", "Status")),
            Column::number("antal", Words::new("Antal", "Count")).gauge(Gauge::Bar),
            Column::number("andel", Words::new("Andel (%)", "Share (%)")),
        ];
        let mut table = Table::new(Words::new("Hur det står till", "How it stands"), columns);
        for (kind, places) in [(Kind::Behov, &self.needs), (Kind::Initiativ, &self.initiatives)] {
            let Some(Shape::Choice(choices)) = entry::find(kind, "status").map(|field| field.shape) else { continue };
            for choice in choices {
                let is_so = |at: &&usize| self.scene.entry(**at).text("status") == Some(choice.name);
                let count = places.iter().filter(is_so).count();
                if count > 0 {
                    let status = Cell::Choice(choice.name, choice.label.words());
                    let kind = Cell::Choice(kind.name(), kind.plural());
                    table.rows.push(vec![kind, status, number(count), share(count, places.len())]);
                }
            }
        }
        table
    }

    /// How many needs and initiatives each theme has, and how many of the needs are poorly met.
    fn themes(&self, ask: &Ask<'_>) -> Table {
        let columns = vec![
            Column::text("tema", Words::new("Tema", "Theme")),
            Column::number("behov", Words::new("Behov", "Needs")).gauge(Gauge::Bar),
            Column::number("luckor", Words::new("Luckor", "Gaps")),
            Column::number("initiativ", Words::new("Initiativ", "Initiatives")),
        ];
        let gaps: Vec<usize> = luckor::of(self.scene, &self.needs).into_iter().map(|gap| gap.at).collect();
        let mut table = Table::new(Words::new("Teman", "Themes"), columns);
        let count = |places: &[usize]| {
            let mut counts = HashMap::new();
            for theme in places.iter().flat_map(|at| self.scene.entry(*at).ids("teman")) {
                *counts.entry(theme.as_str()).or_insert(0) += 1;
            }
            counts
        };
        let (needs, poor, initiatives) = (count(&self.needs), count(&gaps), count(&self.initiatives));
        for theme in ask.karta.concepts(Scheme::Tema).iter() {
            let of = |counts: &HashMap<&str, usize>| number(counts.get(theme.id.as_str()).copied().unwrap_or_default());
            let name = Cell::Named(theme.id.clone(), theme.name.clone());
            table.rows.push(vec![name, of(&needs), of(&poor), of(&initiatives)]);
        }
        table.notes.push(Words::new(
            "En post med flera teman räknas under vart och ett av dem.",
            "An entry with several themes counts under each of them.",
        ));
        table
    }
}

fn number(count: usize) -> Cell {
    Cell::Number(count as i64)
}

/// So many of so many, in per cent.
pub(super) fn share(count: usize, of: usize) -> Cell {
    if of == 0 { Cell::Empty } else { Cell::Number((100.0 * count as f64 / of as f64).round() as i64) }
}

#[cfg(test)]
mod tests {
    use super::super::example::told;

    #[test]
    fn the_map_in_numbers() {
        insta::assert_snapshot!(told("oversikt"), @r"
        Kartan i siffror

        Hur mycket, och vad som saknas

        Vad                            Antal                Andel (%)
        ─────────────────────────────────────────────────────────────
        Behov                              5  ████████████        100
        – utan initiativ                   1  ██▍                  20
        – där inget pågår                  1  ██▍                  20
        – där en sektor arbetar ensam      1  ██▍                  20
        – utan dem som har behovet         1  ██▍                  20
        – mötta                            2  ████▊                40
        Initiativ                          5  ████████████        100
        – med ägare                        4  █████████▋           80
        – som möter ett behov              5  ████████████        100
        Aktörer som är med                 5  ████████████        100

        Behov som både en sektor arbetar ensam med och är utan dem som har behovet
        räknas på båda raderna: 1.

        Hur det står till

        Slag       Status        Antal                Andel (%)
        ───────────────────────────────────────────────────────
        behov      identifierat      3  ████████████         60
        behov      bekräftat         1  ████                 20
        behov      tillgodosett      1  ████                 20
        initiativ  planerat          1  ████                 20
        initiativ  pågående          3  ████████████         60
        initiativ  avslutat          1  ████                 20

        Teman

        Tema       Behov                Luckor  Initiativ
        ─────────────────────────────────────────────────
        Migration      1  ████               1          0
        Vård           3  ████████████       3          3
        Skola          3  ████████████       1          2

        En post med flera teman räknas under vart och ett av dem.

        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }
}
