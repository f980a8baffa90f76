use std::collections::HashMap;

use super::revisions::by_stem;
use crate::check::{self, Against, is_history};
use crate::entry::{self, Entry, Value};
use crate::finding::{Finding, Place, Step};
use crate::karta::{Karta, name};
use crate::say;
use crate::say::{Result, Words};
use crate::source::{Past, Recorded, Tree};
use crate::table::{Cell, Column, Shown, Table};
use crate::value::{Date, Kind, Order};

/// The revision that is to come.
pub struct Coming<'k> {
    /// What it will be called.
    pub name: &'k str,
    /// The day that it is looked at from: the last of the coming year.
    pub day: Date,
    /// How many revisions an entry has passed through untouched when it is to be looked at; at least one.
    pub untouched: usize,
}

/// Why something is to be looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Untouched,
    OldStatement,
    PlannedInThePast,
    EndedButOpen,
    Exception,
}

/// The rules whose findings come with time.
const RULES: [(&str, Why); 4] = [
    ("stale-statement", Why::OldStatement),
    ("planned-in-the-past", Why::PlannedInThePast),
    ("ended-but-open", Why::EndedButOpen),
    ("expired-exception", Why::Exception),
];

impl Why {
    fn cell(self) -> Cell {
        let (name, sv, en) = match self {
            Why::Untouched => ("orord", "orörd", "untouched"),
            Why::OldStatement => ("gammal-uppgift", "gammal uppgift", "old statement"),
            Why::PlannedInThePast => ("skulle-ha-borjat", "skulle ha börjat", "was to begin"),
            Why::EndedButOpen => ("skulle-ha-slutat", "skulle ha slutat", "was to end"),
            Why::Exception => ("undantag", "undantag", "exception"),
        };
        Cell::Choice(name, Words::new(sv, en))
    }
}

/// One thing to look through.
struct Item<'k> {
    why: Why,
    what: Words,
    entry: Option<&'k Entry>,
    id: String,
}

/// What is to be looked through before a coming revision: what has stood untouched for several, and what will have
/// passed its time when the year is over. By theme, as workshops are.
pub fn next(now: &Tree, karta: &Karta, past: &Past, coming: &Coming<'_>) -> Result<Table> {
    let revisions: Vec<Recorded> = past.revisions()?.into_iter().filter(|it| it.name != coming.name).collect();
    let mut items = untouched(now, karta, past, &revisions, coming.untouched)?;
    items.extend(passed(karta, coming.day));
    Ok(table(karta, items, coming, revisions.last()))
}

/// The behov and initiativ that still hold and have said the same in the latest revisions as they say now.
fn untouched<'k>(
    now: &Tree,
    karta: &'k Karta,
    past: &Past,
    revisions: &[Recorded],
    least: usize,
) -> Result<Vec<Item<'k>>> {
    let files = by_stem(now);
    let entries = karta.entries().iter().filter(|entry| matches!(entry.kind, Kind::Behov | Kind::Initiativ));
    let mut still: Vec<&Entry> = entries.filter(|entry| !is_history(entry)).collect();
    // One that this clone lacks is refused: what has stood untouched would be told as newly changed.
    let known: Vec<&Recorded> = revisions.iter().rev().collect();
    let mut items = Vec::new();
    for (count, recorded) in known.iter().enumerate() {
        let tree = past.at(recorded)?.tree;
        let then = by_stem(&tree);
        let is_same = |stem: &str| then.get(stem).zip(files.get(stem)).is_some_and(|(a, b)| a.is_same_text(b));
        let (stays, left): (Vec<&Entry>, Vec<&Entry>) = still.into_iter().partition(|entry| is_same(entry.stem()));
        items.extend(left.into_iter().filter(|_| count >= least).map(|entry| stood(entry, &known[..count])));
        still = stays;
    }
    items.extend(still.into_iter().filter(|_| known.len() >= least).map(|entry| stood(entry, &known)));
    Ok(items)
}

/// An entry that has said the same through some revisions, the newest first.
fn stood<'k>(entry: &'k Entry, through: &[&Recorded]) -> Item<'k> {
    let since = through.last().map(|first| say::quote(&first.name)).unwrap_or_default();
    let what = match through.len() {
        1 => say!("Orörd sedan {since} (1 revision).", "Untouched since {since} (1 revision)."),
        count => say!("Orörd sedan {since} ({count} revisioner).", "Untouched since {since} ({count} revisions)."),
    };
    Item { why: Why::Untouched, what, entry: Some(entry), id: entry.id.to_string() }
}

/// What will have passed its time on a day, as the rules tell it.
fn passed(karta: &Karta, day: Date) -> Vec<Item<'_>> {
    let files: HashMap<&str, &Entry> = karta.entries().iter().map(|entry| (&*entry.path, entry)).collect();
    let against = Against { today: Some(day), ..Against::default() };
    let findings = check::check_against(karta, &against);
    let item = |finding: &Finding| {
        let (_, why) = RULES.into_iter().find(|(rule, _)| *rule == finding.rule)?;
        let excepted = excepted(karta, finding);
        let entry = match &excepted {
            Some(id) => karta.find(id),
            None => files.get(&*finding.file).copied(),
        };
        let id = excepted.or(entry.map(|entry| entry.id.to_string())).unwrap_or_default();
        Some(Item { why, what: finding.what.clone(), entry, id })
    };
    findings.iter().filter_map(item).collect()
}

/// What an exception in the map's settings is about.
fn excepted(karta: &Karta, finding: &Finding) -> Option<String> {
    let (Place::Value(path), "karta.toml") = (&finding.place, &*finding.file) else { return None };
    let (Some(Step::Key(list)), Some(Step::Item(at))) = (path.0.first(), path.0.get(1)) else { return None };
    let exception = karta.settings()?.items(list).get(*at)?;
    exception.part("id").and_then(Value::text).map(str::to_owned)
}

fn table(karta: &Karta, mut items: Vec<Item<'_>>, coming: &Coming<'_>, last: Option<&Recorded>) -> Table {
    let order = Order::swedish();
    let key = |item: &Item<'_>| {
        let theme = theme(karta, item.entry);
        let theme = theme.as_ref().map(|(_, name)| order.key(&name.sv));
        (theme.is_none(), theme, item.entry.map(|entry| order.key(entry.title())), item.id.clone(), item.why)
    };
    items.sort_by_cached_key(key);
    let (count, coming_name) = (items.len(), coming.name);
    let title = match count {
        1 => say!("1 sak att se igenom inför {coming_name}", "1 thing to look through before {coming_name}"),
        _ => say!(
            "{count} saker att se igenom inför {coming_name}",
            "{count} things to look through before {coming_name}"
        ),
    };
    let columns = vec![
        Column::text("tema", Words::new("Tema", "Theme")),
        Column::text("titel", Words::new("Titel", "Title")),
        Column::text("skal", Words::new("Skäl", "Reason")).shown(Shown::InData),
        Column::text("vad", Words::new("Vad", "What")),
        Column::text("id", Words::same("Id")),
    ];
    let mut table = Table::new(title, columns);
    table.notes = notes(&items, coming, last);
    table.rows = items.into_iter().map(|item| row(karta, item)).collect();
    table
}

fn row(karta: &Karta, item: Item<'_>) -> Vec<Cell> {
    let theme = theme(karta, item.entry).map_or(Cell::Empty, |(id, name)| Cell::Named(id, name));
    let title = item.entry.map_or(Cell::Empty, |entry| Cell::Words(name(entry)));
    vec![theme, title, item.why.cell(), Cell::Words(item.what), Cell::Text(item.id)]
}

/// An entry's primary theme.
fn theme(karta: &Karta, item: Option<&Entry>) -> Option<(crate::value::Id, Words)> {
    let item = item?;
    let id = item.ids("teman").next()?.clone();
    let field = entry::find(item.kind, "teman")?;
    let name = karta.name_of(field, &id);
    Some((id, name))
}

/// How many there are for each reason, and what they were told from.
fn notes(items: &[Item<'_>], coming: &Coming<'_>, last: Option<&Recorded>) -> Vec<Words> {
    let (least, day) = (coming.untouched, coming.day);
    let count = |why: Why| items.iter().filter(|item| item.why == why).count();
    let (untouched, passed) = (count(Why::Untouched), items.len() - count(Why::Untouched));
    let last = last.map(|last| say::quote(&last.name));
    let seen = last
        .map_or(Words::new("Kartan har ingen tidigare revision.", "The map has no earlier revision."), |last| {
            say!("Senaste revision: {last}", "Latest revision: {last}")
        });
    vec![
        say!(
            "{untouched} har stått orörda i minst {least} revisioner; {passed} har passerat sin tid {day}.",
            "{untouched} have stood untouched for at least {least} revisions; {passed} will have passed their time on {day}."
        ),
        seen,
    ]
}
