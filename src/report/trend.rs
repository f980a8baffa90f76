use std::collections::{BTreeMap, BTreeSet};

use super::scene::{Scene, Sector};
use super::{Ask, Chosen, Report};
use crate::entry::{self, Shape};
use crate::karta::Karta;
use crate::query::Filter;
use crate::say::{Result, Words};
use crate::table::{Answer, Cell, Column, Sheet, Shown, Table};
use crate::value::{Kind, Scheme};

pub(super) const REPORT: Report = Report::new(
    "trend",
    "Hur kartan har ändrats: antal per status, tema och sektor vid varje revision.",
    "How the map has changed: counts by status, theme and sector at each revision.",
    answer,
)
.of_the_past();

/// How many of the latest points are shown where there is little room.
const LATEST: usize = 6;

/// The signs of a sparkline, the lowest first.
const SIGNS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// What is counted, in the order that it is shown: its place, and its cells.
type Key = (Kind, usize);

/// Counts by what is counted and point.
#[derive(Default)]
struct Counts {
    names: BTreeMap<Key, Words>,
    counts: BTreeMap<(Key, usize), i64>,
}

impl Counts {
    fn add(&mut self, point: usize, key: Key, name: impl FnOnce() -> Words) {
        self.names.entry(key).or_insert_with(name);
        *self.counts.entry((key, point)).or_default() += 1;
    }

    /// A row for each of what is counted, and a column for each point.
    fn table(&self, title: Words, heading: Column, points: &[Cell]) -> Table {
        let mut columns = vec![Column::text("kind", Words::new("Slag", "Kind")), heading];
        let old = points.len().saturating_sub(LATEST);
        columns.extend(points.iter().enumerate().map(|(at, point)| {
            let shown = if at < old { Shown::WhereRoom } else { Shown::Always };
            point_column(point).shown(shown)
        }));
        columns.push(Column::text("trend", Words::new("Trend", "Trend")).shown(Shown::ToPeople));
        let mut table = Table::new(title, columns);
        table.rows = self.names.iter().map(|(key, name)| self.row(*key, name, points.len())).collect();
        table
    }

    fn row(&self, key: Key, name: &Words, points: usize) -> Vec<Cell> {
        let counts: Vec<i64> = (0..points).map(|at| self.counts.get(&(key, at)).copied().unwrap_or(0)).collect();
        let mut row = vec![Cell::Choice(key.0.name(), key.0.label()), Cell::Words(name.clone())];
        row.extend(counts.iter().map(|count| Cell::Number(*count)));
        row.push(Cell::Text(sparkline(&counts)));
        row
    }
}

/// Everything that is counted.
#[derive(Default)]
struct Trend {
    points: Vec<Cell>,
    status: Counts,
    themes: Counts,
    sectors: Counts,
    /// Every theme that there is or was, by id: where its rows come, and its latest name.
    known: BTreeMap<String, (usize, Words)>,
}

impl Trend {
    /// Nothing is counted yet; the themes come in the order that they have now.
    fn towards(now: &Karta) -> Trend {
        let mut trend = Trend::default();
        trend.learn_themes(now);
        trend
    }

    /// Learns of the themes that a map has. Those that are gone come after those that it has now.
    fn learn_themes(&mut self, karta: &Karta) {
        for theme in karta.concepts(Scheme::Tema).iter() {
            let next = self.known.len();
            self.known.entry(theme.id.to_string()).or_insert_with(|| (next, theme.name.clone()));
        }
    }

    /// Counts the map at the next point. Where the filter names what was not there yet, nothing is counted.
    fn look(&mut self, called: Cell, karta: &Karta, filter: &Filter) {
        let point = self.points.len();
        self.points.push(called);
        self.learn_themes(karta);
        let Ok(chosen) = Chosen::of(karta, filter) else { return };
        let scene = Scene::of(karta);
        for at in chosen.positions().iter().copied().filter(|at| scene.entry(*at).kind != Kind::Aktor) {
            self.count_status(point, &scene, at);
            self.count_themes(point, &scene, at);
            self.count_sectors(point, &scene, at);
        }
    }

    fn count_status(&mut self, point: usize, scene: &Scene<'_>, at: usize) {
        let entry = scene.entry(at);
        let shape = entry::find(entry.kind, "status").map(|field| field.shape);
        let Some(Shape::Choice(choices)) = shape else { return };
        let place = choices.iter().position(|choice| Some(choice.name) == entry.text("status"));
        if let Some(place) = place {
            self.status.add(point, (entry.kind, place), || choices[place].label.words());
        }
    }

    fn count_themes(&mut self, point: usize, scene: &Scene<'_>, at: usize) {
        let entry = scene.entry(at);
        let themes: BTreeSet<&str> = entry.ids("teman").map(|id| id.as_str()).collect();
        for (place, name) in themes.into_iter().filter_map(|theme| self.known.get(theme)) {
            self.themes.add(point, (entry.kind, *place), || name.clone());
        }
    }

    fn count_sectors(&mut self, point: usize, scene: &Scene<'_>, at: usize) {
        let kind = scene.entry(at).kind;
        let actors = if kind == Kind::Behov { scene.to(at, "aktorer") } else { scene.doers(at) };
        let sectors: BTreeSet<Sector> = actors.iter().filter_map(|actor| scene.sector(*actor)).collect();
        for sector in sectors {
            self.sectors.add(point, (kind, sector as usize), || sector.words());
        }
    }
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let mut trend = Trend::towards(ask.karta);
    ask.past.each(&mut |then| {
        trend.look(Cell::Text(then.name.to_owned()), then.karta, ask.filter);
        Ok(())
    })?;
    trend.look(ask.now(), ask.karta, ask.filter);
    let column = |key: &str, sv, en| Column::text(key, Words::new(sv, en));
    let points = &trend.points;
    let mut sectors =
        trend.sectors.table(Words::new("Sektorer", "Sectors"), column("sektor", "Sektor", "Sector"), points);
    sectors.notes.push(Words::new(
        "Ett behov räknas för dem som har det, ett initiativ för dem som äger det eller deltar; en gång för varje sektor.",
        "A need counts for those who have it, an initiative for those who own it or take part; once for each sector.",
    ));
    let sheets = vec![
        Sheet::new(
            "status",
            Words::new("Status", "Status"),
            trend.status.table(Words::new("Status", "Status"), column("status", "Status", "Status"), points),
        ),
        Sheet::new(
            "tema",
            Words::new("Teman", "Themes"),
            trend.themes.table(Words::new("Teman", "Themes"), column("tema", "Tema", "Theme"), points),
        ),
        Sheet::new("sektor", Words::new("Sektorer", "Sectors"), sectors),
    ];
    Ok(Answer::of(Words::new("Kartan genom åren", "The map through the years"), sheets))
}

fn point_column(point: &Cell) -> Column {
    match point {
        Cell::Choice(_, name) => Column::number("nu", name.clone()),
        Cell::Text(name) => Column::number(name, Words::same(name.clone())),
        _ => Column::number("", Words::new("", "")),
    }
}

/// Counts as a picture of one line: the height is a part of the greatest.
fn sparkline(counts: &[i64]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let last = SIGNS.len() as i64 - 1;
    counts.iter().map(|count| SIGNS[((count * last + most / 2) / most).clamp(0, last) as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::example::{FILES, over_years};
    use super::sparkline;

    #[test]
    fn the_map_is_counted_at_each_revision() {
        let files =
            |count: usize| FILES[..count].iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        insta::assert_snapshot!(over_years("trend", &[("2016", files(10)), ("2017", files(14)), (".", files(19))]), @r"
        Kartan genom åren

        Status

        Slag       Status        2016  2017  nu  Trend
        ──────────────────────────────────────────────
        behov      identifierat     1     3   3  ▃██
        behov      bekräftat        1     1   1  ███
        behov      tillgodosett     0     1   1  ▁██
        initiativ  planerat         0     0   1  ▁▁█
        initiativ  pågående         0     0   3  ▁▁█
        initiativ  avslutat         0     1   1  ▁██
        initiativ  avfört           0     0   1  ▁▁█

        Teman

        Slag       Tema       2016  2017  nu  Trend
        ───────────────────────────────────────────
        behov      Migration     1     1   1  ███
        behov      Vård          2     3   3  ▆██
        behov      Skola         1     3   3  ▃██
        initiativ  Vård          0     1   3  ▁▃█
        initiativ  Skola         0     0   3  ▁▁█

        Sektorer

        Slag       Sektor    2016  2017  nu  Trend
        ──────────────────────────────────────────
        behov      staten       1     1   1  ███
        behov      regioner     1     2   2  ▅██
        behov      kommuner     1     1   1  ███
        initiativ  staten       0     0   3  ▁▁█
        initiativ  regioner     0     0   1  ▁▁█
        initiativ  kommuner     0     1   2  ▁▅█

        Ett behov räknas för dem som har det, ett initiativ för dem som äger det eller
        deltar; en gång för varje sektor.

        Filter: inget (5 behov, 6 initiativ)
        Karta: Kartan. Revision: prov.
        ");
    }

    #[test]
    fn a_theme_keeps_its_row_when_the_list_of_themes_changes() {
        let files = |themes: &[&str]| {
            let concept = |id: &&str| format!("[[begrepp]]\nid = \"{id}\"\nnamn = \"{id}\"\n");
            let scheme = format!("id = \"tema\"\nnamn = \"Tema\"\n{}", themes.iter().map(concept).collect::<String>());
            let need = |id: &&str| (format!("behov/{id}.toml"), format!("id = \"{id}\"\nteman = [\"{id}\"]\n"));
            themes.iter().map(need).chain([("taxonomi/tema.toml".to_owned(), scheme)]).collect()
        };
        let told = over_years("trend", &[("2016", files(&["arkiv", "skola"])), (".", files(&["vatten", "skola"]))]);
        let rows: Vec<&str> = told.lines().filter(|line| line.starts_with("behov")).collect();
        insta::assert_snapshot!(rows.join("\n"), @r"
        behov  vatten     0   1  ▁█
        behov  skola      1   1  ██
        behov  arkiv      1   0  █▁
        ");
    }

    #[test]
    fn a_sparkline_is_as_high_as_its_greatest() {
        assert_eq!(sparkline(&[0, 1, 2, 4, 8, 8]), "▁▂▃▅██");
        assert_eq!(sparkline(&[0, 0]), "▁▁");
        assert_eq!(sparkline(&[]), "");
    }
}
