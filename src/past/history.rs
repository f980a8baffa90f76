use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::change;
use super::life::{Life, Moment, What};
use crate::diff;
use crate::entry::{self, Entry};
use crate::karta::{Karta, name};
use crate::say;
use crate::say::{Result, Words, plain, quote};
use crate::source::{Past, Recorded, Tree};
use crate::table::{Cell, Column, Shown, Table};
use crate::value::{Id, Kind};

/// What has become of an entry through all of the map's history, the oldest first: what changed, when, in which commit
/// and before which revision. What it replaced is told too, and what replaced it from then on. None when neither the
/// map nor its history has had the entry.
pub fn history(karta: &Karta, now: &Tree, past: &Past, id: &str) -> Result<Option<Table>> {
    let life = |id: &String| life(karta, now, past, id);
    let own = life(&id.to_owned())?;
    if own.moments.is_empty() {
        return Ok(None);
    }
    let before = predecessors(karta, id);
    let after = own.last.as_ref().map_or_else(Vec::new, |last| successors(karta, last));
    let known: BTreeSet<&str> = before.iter().chain(&after).map(String::as_str).chain([id]).collect();
    let beside = after.iter().flat_map(|id| direct(karta, id)).filter(|id| !known.contains(id.as_str()));
    let beside = beside.map(|id| life(&id)).collect::<Result<Vec<Life>>>()?;
    let mut lives = Vec::new();
    for id in &before {
        lives.push((Place::Before, life(id)?));
    }
    lives.push((Place::Own, own));
    for id in &after {
        lives.push((Place::After, life(id)?));
    }
    let lives = joined(lives, &beside);
    let own = lives.iter().find(|(place, _)| *place == Place::Own).map(|(_, life)| life);
    let replaced = own.and_then(|own| own.moments.iter().find(|it| matches!(it.what, What::Replaced(_))));
    let since = replaced.map(|moment| moment.at);
    let mut told = Told { karta, revisions: past.revisions()?, moments: Vec::new(), is_cut: false };
    for (place, life) in lives {
        told.tell(life, since.filter(|_| place == Place::After));
    }
    Ok(Some(told.table(karta, id)))
}

/// Where a life stands to the one that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Own,
    After,
}

/// The lives, but one that only took another id is one life. Those beside are not told, but may have gone into the same.
fn joined(mut lives: Vec<(Place, Life)>, beside: &[Life]) -> Vec<(Place, Life)> {
    while let Some((from, to)) = renamed(&lives, beside) {
        let (place, later) = lives.remove(to);
        let (other, earlier) = lives.remove(if to < from { from - 1 } else { from });
        lives.push((if place == other { place } else { Place::Own }, earlier.continued(later)));
    }
    lives
}

/// Two of the lives that are one.
fn renamed(lives: &[(Place, Life)], beside: &[Life]) -> Option<(usize, usize)> {
    let all = || lives.iter().map(|(_, life)| life).chain(beside);
    let is_alone = |at: Option<usize>, to: &Life| {
        all().filter(|life| life.went_into(to) && life.moments.last().and_then(|end| end.at) == at).count() == 1
    };
    let pairs = (0..lives.len()).flat_map(|from| (0..lives.len()).map(move |to| (from, to)));
    pairs.filter(|(from, to)| from != to).find(|(from, to)| {
        let (from, to) = (&lives[*from].1, &lives[*to].1);
        from.became(to) && is_alone(from.moments.last().and_then(|end| end.at), to)
    })
}

fn life(karta: &Karta, now: &Tree, past: &Past, id: &str) -> Result<Life> {
    let path = karta.find(id).map(|entry| &*entry.path);
    let text = path.and_then(|path| now.text(path));
    Life::of(past, id, path.zip(text.as_deref()))
}

/// The entries that an entry replaced, and those that they replaced.
fn predecessors(karta: &Karta, id: &str) -> Vec<String> {
    closure(id, |id| direct(karta, id))
}

/// The entries that say of themselves that an entry replaced them.
fn direct(karta: &Karta, id: &str) -> Vec<String> {
    let links = karta.position(id).into_iter().flat_map(|at| karta.links().to(at));
    let from = links.filter(|link| link.field.name == "ersatt_av");
    from.map(|link| karta.entries()[link.from as usize].id.to_string()).collect()
}

/// The entries that replaced an entry, and those that replaced them.
fn successors(karta: &Karta, entry: &Entry) -> Vec<String> {
    let by = |id: &str| -> Vec<String> {
        let entry = if id == entry.id.as_str() { Some(entry) } else { karta.find(id) };
        entry.map_or_else(Vec::new, |entry| entry.ids("ersatt_av").map(Id::to_string).collect())
    };
    closure(entry.id.as_str(), by)
}

/// Everything that is reached from an id, each once, the nearest first.
fn closure(id: &str, step: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = vec![id.to_owned()];
    let mut at = 0;
    while let Some(id) = found.get(at).cloned() {
        for next in step(&id) {
            if !found.contains(&next) {
                found.push(next);
            }
        }
        at += 1;
    }
    found.split_off(1)
}

/// What is to be told, of one entry or several.
struct Told<'k> {
    karta: &'k Karta,
    revisions: Vec<Recorded>,
    moments: Vec<Moment>,
    is_cut: bool,
}

impl Told<'_> {
    /// Adds a life, or only what came of it since a moment.
    fn tell(&mut self, life: Life, since: Option<Option<usize>>) {
        let is_later = |moment: &Moment| match (since, moment.at) {
            (None, _) | (Some(_), None) => true,
            (Some(None), Some(_)) => false,
            (Some(Some(since)), Some(at)) => at <= since,
        };
        self.is_cut |= life.is_cut;
        self.moments.extend(life.moments.into_iter().filter(is_later));
    }

    fn table(mut self, karta: &Karta, id: &str) -> Table {
        self.moments.sort_by_key(|moment| Reverse(moment.at.map_or(0, |at| at + 1)));
        let title = karta.find(id).map_or_else(|| Words::same(id), name);
        let ids: BTreeSet<&str> = self.moments.iter().map(|moment| &*moment.id).collect();
        let mut table = Table::new(
            say!("Historik: {title}", "History: {title}"; title in words),
            columns(if ids.len() > 1 { Shown::Always } else { Shown::InData }),
        );
        table.rows = self.moments.iter().map(|moment| self.row(moment)).collect();
        table.notes = self.notes();
        table
    }

    fn row(&self, moment: &Moment) -> Vec<Cell> {
        let commit = moment.commit.as_ref();
        let text = |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()));
        let value = |index: usize| match &moment.what {
            What::Field(change) => {
                let value = [&change.old, &change.new][index].as_ref();
                value.map_or(Cell::Empty, |value| self.karta.cell_of(change.field, value))
            }
            What::Moved(old, new) => Cell::Text([old, new][index].clone()),
            What::Renamed(old) => Cell::Text([old, &moment.id][index].clone()),
            What::Replaced(heirs) => Cell::Text([&moment.id, &heirs.join(", ")][index].clone()),
            _ => Cell::Empty,
        };
        let [field, label, weight] = field(&moment.what);
        vec![
            commit.and_then(|commit| commit.date).map_or(Cell::Empty, Cell::Date),
            text(self.revision(moment).map(|it| &*it.name)),
            text(Some(&moment.id)),
            happened(&moment.what),
            field,
            label,
            weight,
            Cell::Words(self.sentence(moment)),
            value(0),
            value(1),
            text(commit.map(|commit| commit.short())),
            text(commit.map(|commit| &*commit.subject)),
        ]
    }

    /// The first revision that has what happened.
    fn revision(&self, moment: &Moment) -> Option<&Recorded> {
        let at = moment.at?;
        let of = self.revisions.iter().filter(|it| it.commit.is_some() && it.at <= at);
        of.max_by_key(|it| it.at)
    }

    fn sentence(&self, moment: &Moment) -> Words {
        match &moment.what {
            What::Came(title) => {
                let (title, from) = (plain(title), self.origin(moment).join(", "));
                match from.is_empty() {
                    true => say!("Kom till kartan: {title}", "Came to the map: {title}"),
                    false => say!("Kom ur {from}: {title}", "Came out of {from}: {title}"),
                }
            }
            What::Renamed(old) => {
                let new = &moment.id;
                say!("Bytte id från {old} till {new}.", "Changed its id from {old} to {new}.")
            }
            What::Replaced(heirs) => self.replaced(heirs),
            What::Moved(old, new) => {
                let (old, new) = (plain(old), plain(new));
                say!("Flyttad från {old} till {new}", "Moved from {old} to {new}")
            }
            What::Gone => Words::new("Filen togs bort.", "The file was removed."),
            What::Broken => Words::new("Filen gick inte att läsa.", "The file could not be read."),
            What::Field(changed) => change::told(self.karta, changed),
        }
    }

    /// Those that an entry took the place of when it came.
    fn origin(&self, came: &Moment) -> Vec<&str> {
        let is_into = |moment: &&Moment| {
            moment.at == came.at && matches!(&moment.what, What::Replaced(heirs) if heirs.contains(&came.id))
        };
        self.moments.iter().filter(is_into).map(|moment| &*moment.id).collect()
    }

    /// What became of an entry whose place others took.
    fn replaced(&self, heirs: &[String]) -> Words {
        let called = |id: &String| match self.karta.find(id).map(name) {
            Some(name) => Words::each(|lang| format!("{} ({id})", plain(name.get(lang)))),
            None => Words::same(id),
        };
        let all = change::joined(heirs.iter().map(called), ", ");
        match heirs.len() {
            1 => say!("Slogs ihop i {all}.", "Was merged into {all}."; all in words),
            _ => say!("Delades i {all}.", "Was split into {all}."; all in words),
        }
    }

    /// Who decided the revisions that have something of this, and what is not known.
    fn notes(&self) -> Vec<Words> {
        let names: BTreeSet<&str> =
            self.moments.iter().filter_map(|moment| self.revision(moment)).map(|it| &*it.name).collect();
        let of_these = self.revisions.iter().filter(|it| names.contains(&*it.name));
        let mut notes: Vec<Words> = of_these.filter_map(|it| self.decision(it)).collect();
        if self.moments.iter().any(|moment| moment.at.is_none()) {
            notes.push(Words::new(
                "Det som saknar incheckning är ännu inte incheckat.",
                "What has no commit is not committed yet.",
            ));
        }
        if self.is_cut {
            notes.push(Words::new(
                "Klonen är grund: det som hände före dess första incheckning syns inte. Hämta allt med git fetch --unshallow",
                "The clone is shallow: what happened before its first commit is not seen. Fetch everything with git fetch --unshallow",
            ));
        }
        notes
    }

    /// When and by whom a revision was decided, where its record says so.
    fn decision(&self, recorded: &Recorded) -> Option<Words> {
        let record = self.karta.with_id(Kind::Revision, &recorded.name).first()?;
        let (name, date) = (quote(&recorded.name), record.date("datum"));
        let field = entry::find(Kind::Revision, "beslutad_av")?;
        let by = record.get(field.name).map(|by| change::words(&self.karta.cell_of(field, by)));
        match (date, by) {
            (Some(date), Some(by)) => Some(say!(
                "Revisionen {name} beslutades {date} av {by}.",
                "The revision {name} was decided {date} by {by}."; by in words
            )),
            (Some(date), None) => {
                Some(say!("Revisionen {name} beslutades {date}.", "The revision {name} was decided {date}."))
            }
            (None, Some(by)) => Some(
                say!("Revisionen {name} beslutades av {by}.", "The revision {name} was decided by {by}."; by in words),
            ),
            (None, None) => None,
        }
    }
}

fn columns(post: Shown) -> Vec<Column> {
    vec![
        Column::text("datum", Words::new("Datum", "Date")),
        Column::text("revision", Words::new("Revision", "Revision")),
        Column::text("post", Words::new("Post", "Entry")).shown(post),
        Column::text("handelse", Words::new("Händelse", "Event")).shown(Shown::InData),
        Column::text("falt", Words::new("Fältets namn", "Field name")).shown(Shown::InData),
        Column::text("rubrik", Words::new("Fält", "Field")),
        Column::text("vikt", Words::new("Vikt", "Weight")).shown(Shown::InData),
        Column::text("andring", Words::new("Ändring", "Change")),
        Column::text("fore", Words::new("Före", "Before")).shown(Shown::InData),
        Column::text("efter", Words::new("Efter", "After")).shown(Shown::InData),
        Column::text("incheckning", Words::new("Incheckning", "Commit")),
        Column::text("arende", Words::new("Ärende", "Subject")).shown(Shown::WhereRoom),
    ]
}

fn happened(what: &What) -> Cell {
    let (name, sv, en) = match what {
        What::Came(_) => ("kom", "kom", "came"),
        What::Renamed(_) => ("bytte-id", "bytte id", "renamed"),
        What::Replaced(heirs) if heirs.len() == 1 => ("slogs-ihop", "slogs ihop", "merged"),
        What::Replaced(_) => ("delades", "delades", "split"),
        What::Moved(..) => ("flyttad", "flyttad", "moved"),
        What::Gone => ("borta", "borta", "gone"),
        What::Broken => ("olaslig", "oläslig", "unreadable"),
        What::Field(..) => ("andrad", "ändrad", "changed"),
    };
    Cell::Choice(name, Words::new(sv, en))
}

/// A field's name in data, what a person calls it, and how much its change weighs.
fn field(what: &What) -> [Cell; 3] {
    match what {
        What::Field(change) => [
            Cell::Text(change.name.clone()),
            Cell::Words(diff::label(&change.borrowed())),
            Cell::Choice(change.weight.name(), change.weight.label()),
        ],
        _ => Default::default(),
    }
}
