use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hasher};

use super::{Ask, Flag, Report};
use crate::entry::{Entry, Label};
use crate::karta::{Karta, name};
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::table::{Answer, Cell, Column, Gauge, Sheet, Shown, Table};
use crate::value::{Id, Kind};

pub(super) const REPORT: Report = Report::new(
    "kohorter",
    "Vad det blev av posterna: för varje revision de som kom då, och hur det står till med dem i varje senare.",
    "What became of the entries: for each revision those that came then, and how they stand in each later one.",
    answer,
)
.of_the_past()
.flags(&[Flag {
    name: "revisioner",
    value: Label { sv: "ANTAL", en: "COUNT" },
    about: Label {
        sv: "så många revisioner som ett stående behov ska ha stått öppet; annars 3",
        en: "so many revisions a standing need must have been open; else 3",
    },
}]);

/// How an entry stands at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    Open,
    Planned,
    Running,
    InOperation,
    Ended,
    Met,
    Replaced,
    Withdrawn,
    Gone,
}

impl Stand {
    const ALL: [(Stand, &'static str, Words); 9] = [
        (Stand::Open, "oppna", Words::new("Öppna", "Open")),
        (Stand::Planned, "planerade", Words::new("Plan.", "Plan.")),
        (Stand::Running, "pagaende", Words::new("Pågår", "Run")),
        (Stand::InOperation, "i_drift", Words::new("Drift", "In op.")),
        (Stand::Ended, "avslutade", Words::new("Slut", "End")),
        (Stand::Met, "tillgodosedda", Words::new("Mötta", "Met")),
        (Stand::Replaced, "ersatta", Words::new("Ers.", "Repl.")),
        (Stand::Withdrawn, "avforda", Words::new("Avf.", "Withd.")),
        (Stand::Gone, "borta", Words::new("Borta", "Gone")),
    ];

    fn of(entry: &Entry) -> Stand {
        let status = entry.text("status");
        match status {
            _ if !entry.items("ersatt_av").is_empty() => Stand::Replaced,
            _ if entry.get("avford").is_some() => Stand::Withdrawn,
            Some("avfort") => Stand::Withdrawn,
            Some("planerat") => Stand::Planned,
            Some("pagaende" | "pausat") => Stand::Running,
            Some("forvaltning") => Stand::InOperation,
            Some("avslutat") => Stand::Ended,
            Some("tillgodosett") => Stand::Met,
            _ => Stand::Open,
        }
    }
}

/// One entry on its way through the revisions.
struct Followed {
    /// The point where it was first seen.
    first: usize,
    /// The point where it was last seen.
    last: usize,
    /// What it said when it was first seen.
    print: u64,
    is_untouched: bool,
    stand: Stand,
    /// The point since which it has been an open need.
    open_since: Option<usize>,
}

/// All entries on their way through the revisions.
#[derive(Default)]
struct Cohorts {
    /// What each point is called.
    points: Vec<Cell>,
    followed: BTreeMap<Id, Followed>,
    /// How many entries stand how, by the point where they came and the point that is told of.
    counts: BTreeMap<(usize, usize), BTreeMap<Stand, i64>>,
    /// How many say what they said when they came, likewise.
    untouched: BTreeMap<(usize, usize), i64>,
}

impl Cohorts {
    /// Looks at the map at the next point.
    fn look(&mut self, called: Cell, karta: &Karta, is_asked: impl Fn(&Id) -> bool) {
        let at = self.points.len();
        self.points.push(called);
        for kind in [Kind::Behov, Kind::Initiativ] {
            karta.of_kind(kind).iter().filter(|entry| is_asked(&entry.id)).for_each(|entry| self.see(at, entry));
        }
        for followed in self.followed.values_mut() {
            if followed.last < at {
                (followed.stand, followed.is_untouched, followed.open_since) = (Stand::Gone, false, None);
            }
            let cell = (followed.first, at);
            *self.counts.entry(cell).or_default().entry(followed.stand).or_default() += 1;
            *self.untouched.entry(cell).or_default() += i64::from(followed.is_untouched);
        }
    }

    fn see(&mut self, at: usize, entry: &Entry) {
        let (print, stand) = (print(entry), Stand::of(entry));
        let is_open = entry.kind == Kind::Behov && stand == Stand::Open;
        let new = Followed { first: at, last: at, print, is_untouched: true, stand, open_since: None };
        let followed = self.followed.entry(entry.id.clone()).or_insert(new);
        followed.is_untouched &= followed.print == print;
        followed.open_since = is_open.then(|| followed.open_since.unwrap_or(at));
        (followed.last, followed.stand) = (at, stand);
    }

    /// How the entries of each cohort stand at some of the points.
    fn table(&self, title: Words, is_told: impl Fn(usize) -> bool) -> Table {
        let mut columns = vec![
            Column::text("kohort", Words::new("Kom", "Came")),
            Column::text("revision", Words::new("Revision", "Revision")),
            Column::number("poster", Words::new("Poster", "Entries")).shown(Shown::WhereRoom),
        ];
        let shown = |stand: Stand| if stand == Stand::Gone { Shown::WhereRoom } else { Shown::Always };
        columns.extend(Stand::ALL.iter().map(|(stand, key, heading)| {
            Column::number(key, heading.clone()).gauge(Gauge::Shade).shown(shown(*stand))
        }));
        columns.push(Column::number("ororda", Words::new("Orörda", "Untouched")));
        let mut table = Table::new(title, columns);
        let told = self.counts.iter().filter(|((_, at), _)| is_told(*at));
        table.rows = told.map(|(cell, counts)| self.row(*cell, counts)).collect();
        table
    }

    fn row(&self, (first, at): (usize, usize), counts: &BTreeMap<Stand, i64>) -> Vec<Cell> {
        let all = counts.values().sum();
        let mut row = vec![self.points[first].clone(), self.points[at].clone(), Cell::Number(all)];
        row.extend(
            Stand::ALL.iter().map(|(stand, ..)| counts.get(stand).map_or(Cell::Empty, |count| Cell::Number(*count))),
        );
        row.push(self.untouched.get(&(first, at)).map_or(Cell::Empty, |count| Cell::Number(*count)));
        row
    }

    /// The needs that have been open at so many points: those that have waited longest first.
    fn standing(&self, karta: &Karta, least: usize) -> Table {
        let now = self.points.len().saturating_sub(1);
        // The map as it is now is no revision, and so it does not count as one.
        let waited = |followed: &Followed| Some(now - followed.open_since?).filter(|_| followed.last == now);
        let found = self.followed.iter().filter_map(|(id, followed)| {
            let (waited, since) = (waited(followed)?, followed.open_since?);
            (waited >= least).then_some((waited, since, karta.find(id.as_str())?))
        });
        let mut found: Vec<(usize, usize, &Entry)> = found.collect();
        found.sort_by_key(|(waited, _, entry)| (std::cmp::Reverse(*waited), entry.id.clone()));
        let columns = vec![
            Column::text("titel", Words::new("Behov", "Need")),
            Column::text("sedan", Words::new("Öppet sedan", "Open since")),
            Column::number("revisioner", Words::new("Revisioner", "Revisions")),
            Column::number("initiativ", Words::new("Initiativ", "Initiatives")),
            Column::text("id", Words::same("Id")),
        ];
        let title = say!(
            "Stående behov: öppna i minst {least} revisioner",
            "Standing needs: open for at least {least} revisions"
        );
        let mut table = Table::new(title, columns);
        table.rows = found.iter().map(|(waited, since, entry)| self.waiting(karta, *waited, *since, entry)).collect();
        table
    }

    fn waiting(&self, karta: &Karta, waited: usize, since: usize, need: &Entry) -> Vec<Cell> {
        let links = karta.position(need.id.as_str()).into_iter().flat_map(|at| karta.links().to(at));
        let answers: BTreeSet<u32> = links.filter(|link| link.field.name == "moter").map(|link| link.from).collect();
        vec![
            Cell::Words(name(need)),
            self.points[since].clone(),
            Cell::Number(waited as i64),
            Cell::Number(answers.len() as i64),
            Cell::Text(need.id.to_string()),
        ]
    }
}

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let least = least(ask)?;
    let chosen: BTreeSet<&Id> = ask.chosen.positions().iter().map(|at| &ask.karta.entries()[*at].id).collect();
    let is_all = ask.filter.is_everything();
    let is_asked = |id: &Id| is_all || chosen.contains(id);
    let mut cohorts = Cohorts::default();
    ask.past.each(&mut |then| {
        cohorts.look(Cell::Text(then.name.to_owned()), then.karta, is_asked);
        Ok(())
    })?;
    cohorts.look(ask.now(), ask.karta, is_asked);
    let last = cohorts.points.len().saturating_sub(1);
    let now = cohorts.table(Words::new("Hur det står till nu", "How it stands now"), |at| at == last);
    let through = Words::new(
        "Vad det blev av posterna, revision för revision",
        "What became of the entries, revision by revision",
    );
    let mut table = cohorts.table(through, |_| true);
    table.notes.push(Words::new(
        "Kom är revisionen där posten först fanns. Ersatta har gått upp i en annan post (ersatt_av). Orörda säger ordagrant detsamma som då.",
        "Came is the revision where the entry first was. Replaced have gone into another entry (ersatt_av). Untouched say word for word what they said then.",
    ));
    if !is_all {
        table.notes.push(Words::new(
            "Filtret gäller kartan som den är nu: posterna som det väljer följs bakåt.",
            "The filter is about the map as it is now: the entries that it selects are followed backwards.",
        ));
    }
    let sheets = vec![
        Sheet::new("nu", Words::new("Nu", "Now"), now),
        Sheet::new("kohorter", Words::new("Kohorter", "Cohorts"), table),
        Sheet::new("staende", Words::new("Stående behov", "Standing needs"), cohorts.standing(ask.karta, least)),
    ];
    Ok(Answer::of(Words::new("Kohorter", "Cohorts"), sheets))
}

fn least(ask: &Ask<'_>) -> Result<usize> {
    let Some(said) = ask.flags.get("revisioner") else { return Ok(3) };
    said.parse().ok().filter(|least| *least > 0).ok_or_else(|| {
        let said = quote(said);
        Failure::new(say!("--revisioner kan inte vara {said}.", "--revisioner cannot be {said}."))
            .hint(Words::new("Skriv ett heltal, till exempel 3.", "Write a whole number, such as 3."))
    })
}

/// A number that is the same for entries that say the same in the same order.
fn print(entry: &Entry) -> u64 {
    struct Into<'h>(&'h mut DefaultHasher);
    impl Write for Into<'_> {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut hasher = DefaultHasher::new();
    for (field, value) in &entry.values {
        write!(Into(&mut hasher), "{}={value:?};", field.name).expect("a hasher takes whatever is written");
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::example::over_years;

    fn need(id: &str, status: &str) -> (String, String) {
        (
            format!("behov/{id}.toml"),
            format!("id = \"{id}\"\ntitel = \"{id}\"\nbeskrivning = \"x\"\nstatus = \"{status}\"\nteman = []\n"),
        )
    }

    #[test]
    fn entries_are_followed_from_where_they_came() {
        let years = [
            ("2016", vec![need("a", "identifierat"), need("b", "identifierat")]),
            ("2017", vec![need("a", "identifierat"), need("b", "tillgodosett"), need("c", "prioriterat")]),
            ("2018", vec![need("a", "identifierat"), need("c", "prioriterat")]),
            (".", vec![need("a", "identifierat"), need("c", "avfort")]),
        ];
        insta::assert_snapshot!(over_years("kohorter", &years), @r"
        Kohorter

        Hur det står till nu

        Kom   Revision  Öppna  Plan.  Pågår  Drift  Slut  Mötta  Ers.  Avf.  Orörda
        ───────────────────────────────────────────────────────────────────────────
        2016  nu            1                                                     1
        2017  nu                                                          1       0

        Vad det blev av posterna, revision för revision

        Kom   Revision  Öppna  Plan.  Pågår  Drift  Slut  Mötta  Ers.  Avf.  Orörda
        ───────────────────────────────────────────────────────────────────────────
        2016  2016          2                                                     2
        2016  2017          1                                 1                   1
        2016  2018          1                                                     1
        2016  nu            1                                                     1
        2017  2017          1                                                     1
        2017  2018          1                                                     1
        2017  nu                                                          1       0

        Kom är revisionen där posten först fanns. Ersatta har gått upp i en annan post
        (ersatt_av). Orörda säger ordagrant detsamma som då.

        Stående behov: öppna i minst 3 revisioner

        Behov  Öppet sedan  Revisioner  Initiativ  Id
        ─────────────────────────────────────────────
        a      2016                  3          0  a

        Filter: inget (2 behov, 0 initiativ)
        Karta: karta. Revision: prov.
        ");
        insta::assert_snapshot!(over_years("kohorter --revisioner=noll", &years), @r"
        --revisioner kan inte vara noll.
        Skriv ett heltal, till exempel 3.
        ");
    }
}
