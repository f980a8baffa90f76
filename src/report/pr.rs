//! What a proposed change of the map means, for those who are asked to take it in: a comment on a pull request.

use std::collections::BTreeMap;

use super::shift::{Shift, lines};
use crate::diff::{Diff, Fate, Story, Turn, counts, notes};
use crate::entry::{Entry, Weight};
use crate::karta::{Karta, Names, name};
use crate::paper::{Chunk, Item, Line, Paper, Section};
use crate::say;
use crate::say::Words;
use crate::table::Cell;
use crate::value::{Id, Kind, Order};

/// The paper: what needs a decision, what changes in substance, gaps and overlaps, and who should look.
pub fn paper(diff: &Diff<'_>, maps: (&Karta, &Karta), shift: Shift, least: Weight) -> Paper {
    let stories = diff.stories(least);
    let of = |weight: Weight| stories.iter().filter(move |story| story.weight == weight);
    let items = |weight| of(weight).map(|story| item(diff, story, weight)).collect();
    let wording = of(Weight::Wording).chain(of(Weight::Form)).map(|story| named(story, Vec::new())).collect();
    let sections = vec![
        Section::new(Words::new("Behöver beslut", "Needs a decision"), items(Weight::Decision)),
        Section::new(Words::new("Ändras i sak", "Changes in substance"), items(Weight::Substance)),
        Section::new(Words::new("Luckor som öppnas", "Gaps that open"), shift.opened),
        Section::new(Words::new("Luckor som stängs", "Gaps that close"), shift.closed),
        Section::new(Words::new("Överlapp som uppstår", "Overlaps that arise"), shift.overlaps),
        Section::new(Words::new("Ändras bara i ordalydelse", "Changes in wording only"), wording),
        Section::new(Words::new("Bör titta på det här", "Should look at this"), concerned(maps, &stories)),
        Section::new(Words::new("Att veta", "To know"), notes(diff, least).into_iter().map(said).collect()),
    ];
    let title = Words::new("Vad som ändras i kartan", "What changes in the map");
    Paper { title, lead: vec![lead(diff, &stories)], sections, is_numbered: false }
}

fn lead(diff: &Diff<'_>, stories: &[Story<'_>]) -> Words {
    let (before, after) = (diff.before.label(), diff.after.label());
    if stories.is_empty() {
        return say!(
            "Inget skiljer {before} och {after} åt.", "Nothing tells {before} and {after} apart.";
            before in words, after in words
        );
    }
    let counted = Words::each(|lang| {
        let counts = counts(stories);
        let of_kind = counts.chunk_by(|a, b| a.kind == b.kind).map(|of_kind| {
            let told: Vec<String> = of_kind.iter().map(|count| count.words().get(lang).to_owned()).collect();
            format!("{} {}", of_kind[0].kind.plural().get(lang), told.join(", "))
        });
        of_kind.collect::<Vec<_>>().join("; ")
    });
    say!(
        "Från {before} till {after}: {counted}.", "From {before} to {after}: {counted}.";
        before in words, after in words, counted in words
    )
}

fn said(words: Words) -> Item {
    Item { lines: vec![vec![Chunk::Say(words)]], ..Item::default() }
}

/// An entry by its name, and what is told of it.
fn named(story: &Story<'_>, lines: Vec<Line>) -> Item {
    Item::of(&story.entry().id, name(story.entry()), lines)
}

fn item(diff: &Diff<'_>, story: &Story<'_>, least: Weight) -> Item {
    let kind = story.kind().label();
    let happened = story.turn.label(story.kind());
    let mut told: Vec<Line> = Vec::new();
    if story.turn != Turn::Fate(Fate::Changed) {
        let sort = Words::each(|lang| format!("{} {}", happened.get(lang), kind.get(lang)));
        told.push(vec![Chunk::Say(sort)]);
    }
    told.extend(origin(story));
    let names: &dyn Names = if story.after.is_some() { diff.after } else { diff.before };
    if matches!(story.turn, Turn::Fate(Fate::Added | Fate::Removed)) {
        let facts = whereabouts(story.entry(), names);
        told.last_mut().into_iter().for_each(|line| {
            line.extend((!facts.is_empty()).then(|| Chunk::Say(Words::same("·"))));
            line.extend(facts.iter().cloned());
        });
    }
    told.extend(lines(diff, story, least.min(Weight::Substance)));
    named(story, told)
}

/// What it was called and what it came out of.
pub(super) fn origin(story: &Story<'_>) -> Vec<Line> {
    let mut told: Vec<Line> = Vec::new();
    if let Some(former) = &story.former {
        let old = Chunk::Old(Cell::Words(former.name.clone()));
        let until = former.until.map(|until| Chunk::Say(say!("(till {until})", "(until {until})")));
        let hette = Chunk::Say(Words::new("hette förut", "formerly"));
        told.push([hette, old].into_iter().chain(until).collect());
    }
    if !story.from.is_empty() {
        told.push(vec![Chunk::Old(ids(&story.from)), Chunk::Say(Words::same("→")), Chunk::New(ids(&story.to))]);
    }
    told
}

fn ids(entries: &[&Entry]) -> Cell {
    Cell::List(entries.iter().map(|entry| Cell::Text(format!("{} ({})", entry.title(), entry.id))).collect())
}

/// Who has, owns and answers what an entry is about, and how it stands.
pub(super) fn whereabouts(entry: &Entry, names: &dyn Names) -> Vec<Chunk> {
    let told = ["status", "agare", "aktorer", "moter"].into_iter().filter_map(|field| {
        let field = crate::entry::find(entry.kind, field)?;
        let label = field.label.words();
        let told = Chunk::Show(crate::karta::cell_of(names, field, entry.get(field.name)?));
        Some(vec![Chunk::Say(Words::each(|lang| format!("{}:", label.get(lang)))), told])
    });
    told.collect::<Vec<_>>().join(&Chunk::Say(Words::same("·")))
}

/// The actors whom the changes concern, those with most first: who owned, owns, takes part, or has the need.
fn concerned((before, after): (&Karta, &Karta), stories: &[Story<'_>]) -> Vec<Item> {
    let mut found: BTreeMap<Id, (Words, usize)> = BTreeMap::new();
    for story in stories.iter().filter(|story| story.weight >= Weight::Substance) {
        let mut seen: BTreeMap<Id, Words> = BTreeMap::new();
        for (entry, names) in [(story.before, before), (story.after, after)] {
            let entry = entry.filter(|entry| matches!(entry.kind, Kind::Behov | Kind::Initiativ));
            let mentions = entry.into_iter().flat_map(|entry| entry.mentions());
            for mention in mentions.filter(|mention| mention.field.targets() == [Kind::Aktor]) {
                seen.insert(mention.id.clone(), names.name_of(mention.field, mention.id));
            }
        }
        for (id, name) in seen {
            found.entry(id).or_insert((name, 0)).1 += 1;
        }
    }
    let order = Order::swedish();
    let mut found: Vec<(Id, (Words, usize))> = found.into_iter().collect();
    found.sort_by_cached_key(|(id, (name, count))| (std::cmp::Reverse(*count), order.key(&name.sv), id.clone()));
    let item = |(id, (name, count)): (Id, (Words, usize))| {
        let told = match count {
            1 => Words::new("1 ändring", "1 change"),
            _ => say!("{count} ändringar", "{count} changes"),
        };
        Item::of(&id, name, vec![vec![Chunk::Say(told)]])
    };
    found.into_iter().map(item).collect()
}
