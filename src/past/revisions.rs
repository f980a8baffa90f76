use std::collections::{BTreeSet, HashMap};

use crate::diff::{Change, Pair, Way};
use crate::entry::{self, Entry, Weight};
use crate::karta::Karta;
use crate::say::{Result, Words};
use crate::source::{Commit, Compared, File, Past, Tree};
use crate::table::{Cell, Column, Shown, Table};
use crate::value::Kind;

/// The yearly revisions of a map, the oldest first.
pub struct Revisions {
    /// The records, with the actors that they name.
    records: Karta,
    points: Vec<Point>,
}

/// One revision.
struct Point {
    name: String,
    commit: Option<Commit>,
    has: Option<Has>,
}

/// What the map had at a revision.
struct Has {
    kinds: [usize; Kind::ENTRIES.len()],
    /// Entries that came, that say something else, and that went since the revision before.
    since: Option<[usize; 3]>,
}

impl Revisions {
    /// The revisions that a map has records of, as it is now and on the way there. Of their
    /// entries each version is read once. Without a past, they are known by their records alone.
    pub fn of(now: Tree, past: Option<&Past>) -> Result<Revisions> {
        let records = Karta::draw(&now.only(|file| matches!(file.kind, Kind::Revision | Kind::Aktor)));
        let mut points = Vec::new();
        let mut before: Option<(Karta, Tree)> = None;
        for recorded in past.map_or_else(|| Ok(Vec::new()), Past::revisions)? {
            let mut has = None;
            if let (Some(past), Some(_)) = (past, &recorded.commit) {
                let tree = past.at(&recorded)?.tree;
                let since = before.as_ref().map(|(_, earlier)| since(earlier, &tree));
                let karta = Karta::draw_after(before.take(), &tree);
                has = Some(Has { kinds: Kind::ENTRIES.map(|kind| living(&karta, kind)), since });
                before = Some((karta, tree));
            }
            points.push(Point { name: recorded.name, commit: recorded.commit, has });
        }
        let is_new = |entry: &&Entry| points.iter().all(|point| point.name != entry.id.as_str());
        let new: Vec<String> =
            records.of_kind(Kind::Revision).iter().filter(is_new).map(|entry| entry.id.to_string()).collect();
        points.extend(new.into_iter().map(|name| Point { name, commit: None, has: None }));
        Ok(Revisions { records, points })
    }

    /// Whether some revision is in the records but not in the past that is at hand.
    pub fn has_unknown(&self) -> bool {
        self.points.iter().any(|point| point.commit.is_none())
    }

    /// What they are called, the oldest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.points.iter().map(|point| &*point.name)
    }

    /// All of them, a row each.
    pub fn list(&self) -> Table {
        let columns = self.facts(None).into_iter().map(|(column, _)| column).collect();
        let title = match self.points.len() {
            1 => Words::new("1 revision", "1 revision"),
            count => crate::say!("{count} revisioner", "{count} revisions"),
        };
        let mut table = Table::new(title, columns);
        let row = |point| self.facts(Some(point)).into_iter().map(|(_, cell)| cell).collect();
        table.rows = self.points.iter().map(row).collect();
        table
    }

    /// One of them in full: what its record says, where it is in the past, and what the map had.
    pub fn show(&self, name: &str) -> Option<Table> {
        let point = self.points.iter().find(|point| point.name == name)?;
        let record = self.record(name);
        let said = record.map_or(&[][..], |record| record.fields()).iter().filter_map(|field| {
            let record = record.filter(|record| record.get(field.name).is_some())?;
            Some((Column::text(field.name, field.label.words()), self.records.cell(record, field)))
        });
        let said: Vec<(Column, Cell)> = said.collect();
        let more = self.facts(Some(point)).into_iter().skip(RECORDED);
        let more: Vec<(Column, Cell)> = more.filter(|(_, cell)| *cell != Cell::Empty).collect();
        let title = record.map_or(name, Entry::title).to_owned();
        Some(Table::record(Words::same(title), said.into_iter().chain(more).collect()))
    }

    fn record(&self, name: &str) -> Option<&Entry> {
        self.records.with_id(Kind::Revision, name).first()
    }

    /// What is told of a revision; of none, only the columns. The first [`RECORDED`] come from its record.
    fn facts(&self, point: Option<&Point>) -> Vec<(Column, Cell)> {
        let record = point.and_then(|point| self.record(&point.name));
        let said = |name| {
            let field = entry::find(Kind::Revision, name).expect("the field is declared");
            let cell = record.map_or(Cell::Empty, |record| self.records.cell(record, field));
            (Column::text(name, field.label.words()), cell)
        };
        let (by, deciders) = said("beslutad_av");
        let name = point.map_or(Cell::Empty, |point| Cell::Text(point.name.clone()));
        let commit = point.and_then(|point| point.commit.as_ref());
        let id = commit.map_or(Cell::Empty, |commit| Cell::Text(commit.short().to_owned()));
        let date = commit.and_then(|commit| commit.date).map_or(Cell::Empty, Cell::Date);
        let mut facts = vec![
            (Column::text("revision", Words::new("Revision", "Revision")), name),
            said("datum"),
            (by.shown(Shown::WhereRoom), deciders),
            (Column::text("incheckning", Words::new("I git", "In git")), id),
            (Column::text("incheckad", Words::new("Incheckad", "Committed")).shown(Shown::WhereRoom), date),
        ];
        let has = point.and_then(|point| point.has.as_ref());
        facts.extend(Kind::ENTRIES.iter().enumerate().map(|(at, kind)| {
            (Column::number(kind.name(), capital(&kind.plural())), number(has.map(|has| has.kinds[at])))
        }));
        let since = has.and_then(|has| has.since);
        facts.extend(
            SINCE.iter().enumerate().map(|(at, (key, heading))| {
                (Column::number(key, heading.clone()), number(since.map(|since| since[at])))
            }),
        );
        facts
    }
}

/// How many of the facts come from the record.
const RECORDED: usize = 3;

/// What became of entries since the revision before.
const SINCE: [(&str, Words); 3] = [
    ("nya", Words::new("Nya", "New")),
    ("andrade", Words::new("Ändrade", "Changed")),
    ("borta", Words::new("Borta", "Gone")),
];

/// How many entries of a kind the map has, without those that are only the record of what is gone.
fn living(karta: &Karta, kind: Kind) -> usize {
    karta.of_kind(kind).iter().filter(|entry| !entry.is_gone()).count()
}

/// How many entries came, changed and went, as `karta diff` tells it. One that has another id has changed.
fn since(before: &Tree, after: &Tree) -> [usize; 3] {
    let pair = Pair::draw(&Compared::trees(before.clone(), after.clone()));
    let diff = pair.diff();
    let (mut came, mut changed, mut went) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let is_told = |change: &&Change<'_>| Kind::ENTRIES.contains(&change.kind()) && change.weight() >= Weight::Wording;
    for change in diff.changes.iter().filter(is_told) {
        let [was, is] = [change.before, change.after].map(|entry| entry.is_some_and(|entry| !entry.is_gone()));
        match (was, is) {
            (false, true) => came.insert(change.id()),
            (true, true) => changed.insert(change.id()),
            (true, false) => went.insert(change.id()),
            (false, false) => false,
        };
    }
    for one in diff.successions.iter().filter(|one| one.way() == Way::Renamed) {
        let (old, new) = (&one.from[0].id, &one.to[0].id);
        if went.contains(old) && came.remove(new) {
            went.remove(old);
            changed.insert(new);
        }
    }
    [came.len(), changed.len(), went.len()]
}

/// The files of behov, initiativ and aktörer by their ids.
pub(super) fn by_stem(tree: &Tree) -> HashMap<&str, &File> {
    let files = tree.files().iter().filter(|file| Kind::ENTRIES.contains(&file.kind));
    files.map(|file| (file.stem(), file)).collect()
}

/// The files of the map that are not as they were committed last, by path.
pub fn uncommitted(now: Tree, past: &Past) -> Result<Vec<String>> {
    let now = past.named(now);
    let Some(head) = past.head()? else {
        return Ok(now.files().iter().map(|file| file.path.to_string()).collect());
    };
    let (gone, come) = Tree::apart(&head, &now);
    let paths: BTreeSet<&str> = [&gone, &come].into_iter().flat_map(Tree::files).map(|file| &*file.path).collect();
    Ok(paths.into_iter().map(str::to_owned).collect())
}

fn number(count: Option<usize>) -> Cell {
    count.map_or(Cell::Empty, |count| Cell::Number(count as i64))
}

/// A word as it stands alone.
fn capital(words: &Words) -> Words {
    Words::each(|lang| {
        let mut signs = words.get(lang).chars();
        signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
    })
}
