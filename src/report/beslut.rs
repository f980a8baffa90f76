//! The paper that a steering group decides a revision by: what is new, what has ended, who answers for what, which
//! dates have slipped and which gaps have opened, each with room for the decision.

use super::pr::{origin, whereabouts};
use super::shift::{Shift, of_field};
use crate::diff::{Diff, Fate, FieldChange, Story, Turn, notes};
use crate::entry::{Entry, Weight};
use crate::karta::{Names, name};
use crate::paper::{Chunk, Item, Line, Paper, Section};
use crate::say;
use crate::say::Words;
use crate::value::Kind;

const DECISION: Words = Words::new("Beslut: ☐ enligt underlaget ☐ annat:", "Decision: ☐ as proposed ☐ otherwise:");

/// The paper.
pub fn paper(diff: &Diff<'_>, shift: Shift, map: &Words) -> Paper {
    let stories = diff.stories(Weight::Substance);
    let (before, after) = (diff.before.label(), diff.after.label());
    let title = say!("Beslutsunderlag: {map}", "Paper for decision: {map}"; map in words);
    let lead = vec![
        say!(
            "Ändringar från {before} till {after}.", "Changes from {before} to {after}.";
            before in words, after in words
        ),
        Words::new(
            "Varje punkt har ett nummer att hänvisa till och plats för beslutet. Det som bara ändrats i ordalydelse är inte med.",
            "Each item has a number to refer to and room for the decision. What has changed in wording only is left out.",
        ),
    ];
    Paper { title, lead, sections: sections(diff, &stories, shift), is_numbered: true }
}

fn sections(diff: &Diff<'_>, stories: &[Story<'_>], shift: Shift) -> Vec<Section> {
    let is_new = |kind: Kind| move |story: &&Story<'_>| story.turn == Turn::Fate(Fate::Added) && story.kind() == kind;
    let new = |kind| stories.iter().filter(is_new(kind)).map(|story| whole(story, diff.after)).collect();
    let joined = stories.iter().filter(|story| matches!(story.turn, Turn::Way(_)) && is_concerned(story));
    let ended = stories.iter().filter(|story| has_ended(story));
    let gone = |story| matches!(story, Turn::Fate(Fate::Removed));
    let open = || stories.iter().filter(|story| !has_ended(story));
    let undecided = |items: Vec<Item>| items.into_iter().map(to_decide).collect();
    let questions = notes(diff, Weight::Form).into_iter();
    let questions = questions.map(|words| to_decide(Item { lines: vec![vec![Chunk::Say(words)]], ..Item::default() }));
    let section =
        |sv, en, items: Vec<Item>| Section::new(Words::new(sv, en), items).or(Words::new("Inget.", "Nothing."));
    vec![
        section("Nya behov", "New needs", new(Kind::Behov)),
        section("Nya initiativ", "New initiatives", new(Kind::Initiativ)),
        section(
            "Avslutade, tillgodosedda och avförda",
            "Ended, met and withdrawn",
            ended
                .map(|story| if gone(story.turn) { whole(story, diff.before) } else { changed(diff, story, is_ending) })
                .collect(),
        ),
        section(
            "Omdöpta, sammanslagna och delade",
            "Renamed, merged and split",
            joined.map(|story| changed(diff, story, |_| true)).collect(),
        ),
        section("Ändrat ägarskap", "Changed ownership", some(diff, open(), |field| field.top.name == "agare")),
        section("Ändrad status", "Changed status", some(diff, open(), |field| field.top.name == "status")),
        section(
            "Ändrade datum",
            "Changed dates",
            some(diff, open(), |field| matches!(field.top.name, "start" | "slut")),
        ),
        section("Luckor som öppnats", "Gaps that have opened", undecided(shift.opened)),
        section("Luckor som stängts", "Gaps that have closed", shift.closed),
        section("Överlapp som uppstått", "Overlaps that have arisen", undecided(shift.overlaps)),
        section(
            "Aktörer",
            "Actors",
            stories.iter().filter(|story| is_actor(story)).map(|story| actor(diff, story)).collect(),
        ),
        Section::new(Words::new("Frågor som underlaget lämnar", "Questions left open"), questions.collect()),
    ]
}

fn to_decide(item: Item) -> Item {
    Item { decision: Some(DECISION), ..item }
}

fn is_concerned(story: &Story<'_>) -> bool {
    matches!(story.kind(), Kind::Behov | Kind::Initiativ)
}

/// Whether something that was alive is over: ended, met, withdrawn, or gone without a word.
fn has_ended(story: &Story<'_>) -> bool {
    let is_over = |entry: &Entry| matches!(entry.text("status"), Some("avslutat" | "tillgodosett" | "avfort"));
    let ended = match (story.turn, story.before, story.after) {
        (Turn::Fate(Fate::Removed | Fate::Withdrawn), ..) => true,
        (Turn::Fate(_), Some(before), Some(after)) => !is_over(before) && is_over(after),
        _ => false,
    };
    ended && is_concerned(story)
}

fn is_ending(field: &FieldChange<'_>) -> bool {
    matches!(field.top.name, "status" | "slut" | "avford" | "ersatt_av")
}

/// An entry that came or went, and how it stands.
fn whole(story: &Story<'_>, names: &dyn Names) -> Item {
    let entry = story.entry();
    let text = entry.text("beskrivning").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let text: Line = vec![Chunk::Show(crate::table::Cell::Text(text))];
    let gone = (story.turn == Turn::Fate(Fate::Removed))
        .then(|| Chunk::Say(Words::new("Borttagen utan att vara avförd.", "Removed without being withdrawn.")));
    let facts: Line = gone.into_iter().chain(whereabouts(entry, names)).collect();
    to_decide(Item::of(&entry.id, name(entry), vec![text, facts]))
}

/// What changed in an entry, of what a section is about.
fn changed(diff: &Diff<'_>, story: &Story<'_>, is_told: impl Fn(&FieldChange<'_>) -> bool) -> Item {
    let mut told = origin(story);
    told.extend(story.fields.iter().filter(|field| is_told(field)).map(|field| of_field(diff, field)));
    to_decide(Item::of(&story.entry().id, name(story.entry()), told))
}

/// The entries in which such a field changed.
fn some<'s, 'v: 's>(
    diff: &Diff<'v>,
    stories: impl Iterator<Item = &'s Story<'v>>,
    is_such: fn(&FieldChange<'_>) -> bool,
) -> Vec<Item> {
    let told = stories.filter(|story| is_concerned(story) && !matches!(story.turn, Turn::Way(_)));
    let told = told.filter(|story| story.fields.iter().any(is_such));
    told.map(|story| {
        let lines = story.fields.iter().filter(|field| is_such(field)).map(|field| of_field(diff, field));
        to_decide(Item::of(&story.entry().id, name(story.entry()), lines.collect()))
    })
    .collect()
}

/// Whether an actor is new, gone, or called something else; its memberships are its own.
fn is_actor(story: &Story<'_>) -> bool {
    let is_turned =
        story.turn != Turn::Fate(Fate::Changed) || story.former.is_some() || story.fields.iter().any(is_ending);
    story.kind() == Kind::Aktor && is_turned
}

fn actor(diff: &Diff<'_>, story: &Story<'_>) -> Item {
    let mut told = origin(story);
    if story.former.is_none() {
        told.insert(0, vec![Chunk::Say(story.turn.label(story.kind()))]);
    }
    told.extend(story.fields.iter().filter(|field| is_ending(field)).map(|field| of_field(diff, field)));
    Item::of(&story.entry().id, name(story.entry()), told)
}
