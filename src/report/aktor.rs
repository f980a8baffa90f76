use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::scene::{Scene, Stand, Tie};
use super::{Ask, Report};
use crate::karta::name;
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
    let scene = Scene::asked(ask);
    let (at, replaced) = actor(&scene, &ask.operands[0])?;
    let called = name(scene.entry(at));
    let around = Around::of(&scene, at);
    let sheets = vec![
        Sheet::new("poster", Words::new("Poster", "Entries"), around.entries()),
        Sheet::new("prata_med", Words::new("Prata med", "Talk to"), around.talk_to()),
        Sheet::new("grannar", Words::new("Grannar", "Neighbours"), around.neighbours()),
    ];
    let ended = scene.end_of(at).map(|end| say!("{called} upphörde {end}.", "{called} ended {end}."; called in words));
    let title = say!("Om {called}", "About {called}"; called in words);
    Ok(Answer { notes: replaced.into_iter().chain(ended).collect(), ..Answer::of(title, sheets) })
}

/// The place of the actor that a person means, and what is to be said where that is not what was written.
fn actor(scene: &Scene<'_>, called: &str) -> Result<(usize, Option<Words>)> {
    let (at, note) = scene.meant(called)?;
    let found = scene.entry(at);
    let (title, kind) = (quote(found.title()), found.kind.label());
    match found.kind {
        Kind::Aktor => Ok((at, note)),
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
    /// The entries that it is in and that are shown: its role, and the entry.
    entries: Vec<(usize, usize)>,
    /// The initiatives that it is in, shown or not.
    own: HashSet<usize>,
}

impl<'s, 'k> Around<'s, 'k> {
    fn of(scene: &'s Scene<'k>, at: usize) -> Around<'s, 'k> {
        let in_role = |(role, (field, _)): (usize, &(&str, Words))| {
            scene.from(at, &[field]).into_iter().map(move |entry| (role, entry)).collect::<Vec<_>>()
        };
        let mut entries: Vec<(usize, usize)> = ROLES.iter().enumerate().flat_map(in_role).collect();
        let own = entries.iter().map(|(_, entry)| *entry).filter(|at| scene.entry(*at).kind == Kind::Initiativ);
        let own = own.collect();
        entries.retain(|(_, entry)| scene.is_shown(*entry));
        entries.sort_by_key(|(role, entry)| (*role, Stand::of(scene.entry(*entry)), *entry));
        Around { scene, at, entries, own }
    }

    /// The needs that it has and that are shown.
    fn needs(&self) -> impl Iterator<Item = usize> {
        self.entries.iter().map(|(_, entry)| *entry).filter(|entry| self.scene.entry(*entry).kind == Kind::Behov)
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

    /// The actors one link away: by the initiatives and the needs that they share, the most first; then those that it is
    /// only tied to, as a part or a member.
    fn neighbours(&self) -> Table {
        let ties: BTreeMap<usize, Tie> = self.scene.ties(self.at).into_iter().collect();
        let mut shared: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        ties.keys().for_each(|other| _ = shared.entry(*other).or_default());
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
            Column::text("band", Words::new("Band", "Tie")),
            Column::number("antal", Words::new("Antal", "Count")),
            Column::text("initiativ", Words::new("Gemensamma initiativ", "Shared initiatives")),
            Column::text("behov", Words::new("Gemensamma behov", "Shared needs")),
        ];
        let mut table = Table::new(say!("Grannar en länk bort: {count}", "Neighbours one link away: {count}"), columns);
        let row = |(other, (needs, initiatives)): (usize, (Vec<usize>, Vec<usize>))| {
            let count = Cell::Number((needs.len() + initiatives.len()) as i64);
            let tie = ties.get(&other).map_or(Cell::Empty, |tie| tie.choice());
            let (initiatives, needs) = (self.scene.all_named(&initiatives), self.scene.all_named(&needs));
            vec![self.scene.named(other), tie, count, initiatives, needs]
        };
        table.rows = shared.into_iter().map(row).collect();
        table
    }

    /// Whom to talk to: who works on its needs without it, and who has the same needs but no initiative with it.
    fn talk_to(&self) -> Table {
        let mut about: BTreeMap<(u8, usize), Vec<usize>> = BTreeMap::new();
        for need in self.needs() {
            let answers = self.scene.answers(need);
            let going = answers.iter().filter(|at| Stand::of(self.scene.entry(**at)) != Stand::Ended);
            for owner in going.filter(|at| !self.own.contains(*at)).flat_map(|at| self.scene.to(*at, "agare")) {
                about.entry((0, owner)).or_default().push(need);
            }
            if !answers.iter().any(|at| self.own.contains(at)) {
                self.scene
                    .to(need, "aktorer")
                    .into_iter()
                    .for_each(|other| about.entry((1, other)).or_default().push(need));
            }
        }
        about.retain(|(_, other), needs| {
            needs.dedup();
            *other != self.at && self.scene.is_there(*other)
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
    use super::super::example::{drawn, karta, told};
    use crate::say::Lang;

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
        Verket  arbetar med ert behov utan er            Digital post
        Verket  har samma behov; ni löser det inte ihop  Översättning och tolkning

        Grannar en länk bort: 2

        Aktör   Band  Antal  Gemensamma initiativ  Gemensamma behov
        ────────────────────────────────────────────────────────────────────
        Verket            2  E-arkiv               Översättning och tolkning
        Staden            1  E-arkiv

        Filter: inget (5 behov, 5 initiativ)
        Karta: Kartan. Revision: prov.
        Avförda och ersatta poster räknas inte: 1.
        ");
    }

    #[test]
    fn a_filter_does_not_hide_that_it_takes_part() {
        let told = told("aktor verket ?kind:behov");
        assert!(!told.contains("arbetar med ert behov utan er"), "{told}");
    }

    #[test]
    fn what_has_become_of_an_actor_is_told() {
        let old = told("aktor gamla");
        assert!(old.contains("Om Verket") && old.contains("Gamla verket är ersatt av Verket."), "{old}");
        assert!(told("aktor byran").contains("Byrån upphörde 2018."));
        let two = "id = \"gamla\"\nnamn = \"Gamla verket\"\nniva = \"stat\"\nersatt_av = [\"verket\", \"staden\"]\n";
        let split = drawn(&karta(&[("aktor/gamla.toml", two)]), "aktor gamla", Lang::Sv);
        assert!(split.contains("ersatt av flera") && split.contains("Välj en av dem: staden, verket"), "{split}");
    }

    #[test]
    fn members_are_neighbours() {
        let member = "id = \"anstalten\"\nnamn = \"Anstalten\"\nniva = \"stat\"\nmedlemskap = [{ i = \"staden\" }, { i = \"regionen\", till = \"2018\" }]\n";
        let karta = karta(&[("aktor/anstalten.toml", member)]);
        let told = |said: &str| drawn(&karta, said, Lang::En);
        assert!(told("aktor anstalten").contains("Staden  member of it"), "{}", told("aktor anstalten"));
        assert!(told("aktor staden").contains("Anstalten  member"), "{}", told("aktor staden"));
        assert!(!told("aktor regionen").contains("Anstalten"), "a former member is none");
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
