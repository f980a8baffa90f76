use std::collections::BTreeMap;

use super::scene::{Scene, Stand};
use super::{Ask, Report};
use crate::karta::{Karta, name};
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::table::{Answer, Cell, Column, Sheet, Shown, Table};
use crate::value::Kind;

pub(super) const REPORT: Report = Report::new(
    "aktor",
    "Allt som rör en aktör: vad den äger, är med i och behöver, dess grannar, och vilka den borde prata med.",
    "Everything about one actor: what it owns, takes part in and needs, its neighbours, and whom it should talk to.",
    answer,
)
.operands(1, "AKTÖR", "ACTOR");

/// How an actor is in an entry.
static ROLES: [(&str, Words); 3] = [
    ("agare", Words::new("äger", "owns")),
    ("deltagare", Words::new("är med i", "takes part in")),
    ("aktorer", Words::new("behöver", "needs")),
];

fn answer(ask: &Ask<'_>) -> Result<Answer> {
    let scene = Scene::of(ask.karta);
    let at = actor(ask.karta, &ask.operands[0])?;
    let called = name(scene.entry(at));
    let around = Around::of(&scene, at, ask);
    let sheets = vec![
        Sheet::new("poster", Words::new("Poster", "Entries"), around.entries()),
        Sheet::new("prata_med", Words::new("Prata med", "Talk to"), around.talk_to()),
        Sheet::new("grannar", Words::new("Grannar", "Neighbours"), around.neighbours()),
    ];
    Ok(Answer::of(say!("Om {called}", "About {called}"; called in words), sheets))
}

/// The place of the actor that a person means.
pub(super) fn actor(karta: &Karta, called: &str) -> Result<usize> {
    let found = karta.lookup(called)?;
    let (title, kind) = (quote(found.title()), found.kind.label());
    match karta.position(found.id.as_str()) {
        Some(at) if found.kind == Kind::Aktor => Ok(at),
        _ => Err(Failure::new(say!("{title} är ingen aktör.", "{title} is not an actor."))
            .why(say!("Det är ett {kind}.", "It is a {kind}."; kind in words))
            .hint(Words::new(
                "Alla aktörer visas med: karta query kind:aktor",
                "All actors are shown by: karta query kind:aktor",
            ))),
    }
}

/// An actor and what lies around it.
struct Around<'s, 'k> {
    scene: &'s Scene<'k>,
    at: usize,
    /// The entries that it is in: its role, and the entry.
    entries: Vec<(usize, usize)>,
}

impl<'s, 'k> Around<'s, 'k> {
    fn of(scene: &'s Scene<'k>, at: usize, ask: &Ask<'_>) -> Around<'s, 'k> {
        let in_role = |(role, (field, _)): (usize, &(&str, Words))| {
            scene.from(at, &[field]).into_iter().map(move |entry| (role, entry)).collect::<Vec<_>>()
        };
        let entries = ROLES.iter().enumerate().flat_map(in_role).filter(|(_, entry)| ask.chosen.has(*entry));
        let mut entries: Vec<(usize, usize)> = entries.collect();
        entries.sort_by_key(|(role, entry)| (*role, Stand::of(scene.entry(*entry)), *entry));
        Around { scene, at, entries }
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        self.entries.iter().map(|(_, entry)| *entry).filter(move |entry| self.scene.entry(*entry).kind == kind)
    }

    fn entries(&self) -> Table {
        let columns = vec![
            Column::text("roll", Words::new("Roll", "Role")),
            Column::text("titel", Words::new("Titel", "Title")),
            Column::text("status", Words::new("Status", "Status")),
            Column::text("med", Words::new("Tillsammans med", "Together with")),
            Column::text("id", Words::same("Id")).shown(Shown::WhereRoom),
        ];
        let count = self.entries.len();
        let mut table = Table::new(
            say!("Behov och initiativ som den är med i: {count}", "Needs and initiatives that it is in: {count}"),
            columns,
        );
        for (role, at) in &self.entries {
            let (entry, (field, words)) = (self.scene.entry(*at), &ROLES[*role]);
            table.rows.push(vec![
                Cell::Choice(field, words.clone()),
                Cell::Text(entry.title().to_owned()),
                self.scene.field(*at, "status"),
                self.scene.all_named(&self.others(*at)),
                Cell::Text(entry.id.to_string()),
            ]);
        }
        table
    }

    /// The other actors in an entry.
    fn others(&self, at: usize) -> Vec<usize> {
        let mut others = self.scene.doers(at);
        others.extend(self.scene.to(at, "aktorer"));
        others.retain(|actor| *actor != self.at);
        others
    }

    /// The actors one link away: by the initiatives and the needs that they share, the most first.
    fn neighbours(&self) -> Table {
        let mut shared: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let mut all: Vec<usize> = self.entries.iter().map(|(_, entry)| *entry).collect();
        all.sort_unstable();
        all.dedup();
        for entry in all {
            for other in self.others(entry) {
                let (needs, initiatives) = shared.entry(other).or_default();
                if self.scene.entry(entry).kind == Kind::Behov { needs.push(entry) } else { initiatives.push(entry) }
            }
        }
        let mut shared: Vec<_> = shared.into_iter().collect();
        shared
            .sort_by_key(|(other, (needs, initiatives))| (std::cmp::Reverse(needs.len() + initiatives.len()), *other));
        let count = shared.len();
        let columns = vec![
            Column::text("aktor", Words::new("Aktör", "Actor")),
            Column::number("antal", Words::new("Antal", "Count")),
            Column::text("initiativ", Words::new("Gemensamma initiativ", "Shared initiatives")),
            Column::text("behov", Words::new("Gemensamma behov", "Shared needs")),
        ];
        let mut table = Table::new(say!("Grannar en länk bort: {count}", "Neighbours one link away: {count}"), columns);
        let row = |(other, (needs, initiatives)): (usize, (Vec<usize>, Vec<usize>))| {
            let count = Cell::Number((needs.len() + initiatives.len()) as i64);
            vec![self.scene.named(other), count, self.scene.all_named(&initiatives), self.scene.all_named(&needs)]
        };
        table.rows = shared.into_iter().map(row).collect();
        table
    }

    /// Whom to talk to: who works on its needs without it, and who has the same needs but no initiative with it.
    fn talk_to(&self) -> Table {
        let mine: Vec<usize> = self.of_kind(Kind::Initiativ).collect();
        let mut about: BTreeMap<(u8, usize), Vec<usize>> = BTreeMap::new();
        for need in self.of_kind(Kind::Behov) {
            let answers = self.scene.answers(need);
            let going = answers.iter().filter(|at| Stand::of(self.scene.entry(**at)) != Stand::Ended);
            for owner in going.filter(|at| !mine.contains(at)).flat_map(|at| self.scene.to(*at, "agare")) {
                about.entry((0, owner)).or_default().push(need);
            }
            if !answers.iter().any(|at| mine.contains(at)) {
                self.scene
                    .to(need, "aktorer")
                    .into_iter()
                    .for_each(|other| about.entry((1, other)).or_default().push(need));
            }
        }
        about.retain(|(_, other), needs| {
            needs.dedup();
            *other != self.at
        });
        let mut about: Vec<_> = about.into_iter().collect();
        about.sort_by_key(|((why, other), needs)| (*why, std::cmp::Reverse(needs.len()), *other));
        let columns = vec![
            Column::text("aktor", Words::new("Aktör", "Actor")),
            Column::text("skal", Words::new("Varför", "Why")),
            Column::text("behov", Words::new("Om behoven", "About the needs")),
        ];
        let mut table = Table::new(Words::new("Prata med", "Talk to"), columns);
        let why = |why| match why {
            0 => Words::new("arbetar med ert behov utan er", "works on your need without you"),
            _ => Words::new(
                "har samma behov; ni löser det inte ihop",
                "has the same need; you do not work on it together",
            ),
        };
        let row = |((reason, other), needs): ((u8, usize), Vec<usize>)| {
            vec![self.scene.named(other), Cell::Words(why(reason)), self.scene.all_named(&needs)]
        };
        table.rows = about.into_iter().map(row).collect();
        table
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::told;

    #[test]
    fn all_about_one_actor() {
        insta::assert_snapshot!(told("aktor Regionen"), @r"
        Om Regionen

        Behov och initiativ som den är med i: 3

        Roll     Titel                      Status        Tillsammans med
        ─────────────────────────────────────────────────────────────────
        äger     E-arkiv                    pågående      Staden, Verket
        behöver  Digital post               identifierat
        behöver  Översättning och tolkning  bekräftat     Verket

        Prata med

        Aktör   Varför                                   Om behoven
        ──────────────────────────────────────────────────────────────────────────
        Byrån   arbetar med ert behov utan er            Digital post
        Verket  arbetar med ert behov utan er            Digital post
        Verket  har samma behov; ni löser det inte ihop  Översättning och tolkning

        Grannar en länk bort: 2

        Aktör   Antal  Gemensamma initiativ  Gemensamma behov
        ──────────────────────────────────────────────────────────────
        Verket      2  E-arkiv               Översättning och tolkning
        Staden      1  E-arkiv

        Filter: inget (5 behov, 6 initiativ)
        Karta: Kartan. Revision: prov.
        ");
    }

    #[test]
    fn what_is_no_actor_is_told_so() {
        insta::assert_snapshot!(told("aktor tolk"), @r"
        Översättning och tolkning är ingen aktör.
        Det är ett behov.
        Alla aktörer visas med: karta query kind:aktor
        ");
        insta::assert_snapshot!(told("aktor verkett"), @r"
        Ingen post heter verkett.
        Menade du Verket?
        ");
    }
}
