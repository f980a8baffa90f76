//! For people on a terminal: an entry at a time, what was and what is. Signs tell what colours tell.

use std::io::{self, Write};

use super::flow::{Piece, lines};
use super::{SAME, facts, summary};
use crate::diff::{Diff, Fate, Story, Turn, label, notes, title};
use crate::entry::Weight;
use crate::render::ink::Ink;
use crate::render::{Page, line, wrap};
use crate::say::Words;

/// Blanks before what is told of an entry.
const INDENT: usize = 4;
/// The widest that labels may become.
const WIDEST: usize = 22;

pub fn write(diff: &Diff<'_>, least: Weight, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    paragraph(page.say(&title(diff)), Ink::Title, page, out)?;
    let stories = diff.stories(least);
    if stories.is_empty() {
        writeln!(out, "\n{}", page.say(&SAME))?;
    } else {
        summary::counts(&stories, page, out)?;
    }
    let mut kind = None;
    for story in &stories {
        if kind.replace(story.kind()) != Some(story.kind()) {
            heading(&story.kind().plural(), page, out)?;
        }
        told(diff, story, page, out)?;
    }
    end(diff, least, page, out)
}

/// What a reader has to know beside the changes.
pub fn end(diff: &Diff<'_>, least: Weight, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let notes = notes(diff, least);
    if !notes.is_empty() {
        writeln!(out)?;
    }
    notes.iter().try_for_each(|note| paragraph(page.say(note), Ink::Quiet, page, out))
}

fn heading(words: &Words, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let text = page.say(words).to_uppercase();
    let rule = "─".repeat(page.columns().min(100).saturating_sub(wrap::width(&text) + 1));
    writeln!(out, "\n{} {}", Ink::Heading.set(&text, page.is_styled), Ink::Quiet.set(&rule, page.is_styled))
}

pub fn paragraph(text: &str, ink: Ink, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let text = wrap::on_one_line(text);
    wrap::lines(&text, page.columns()).try_for_each(|text| line::write(out, &ink.set(text, page.is_styled)))
}

fn told(diff: &Diff<'_>, story: &Story<'_>, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    head(story, page, out)?;
    for words in facts::origin(story) {
        stand_in(&[Piece::new(Ink::Plain, page.say(&words))], page, out)?;
    }
    match story.turn {
        Turn::Fate(Fate::Added) => whole(&facts::of_entry(story.entry(), diff.after, page), page, out)?,
        Turn::Fate(Fate::Removed) => whole(&facts::of_entry(story.entry(), diff.before, page), page, out)?,
        _ => {}
    }
    if let (Some(before), Some(after)) = (story.before, story.after)
        && before.path != after.path
        && story.fields.is_empty()
    {
        stand_in(&[Piece::new(Ink::Plain, &format!("{} → {}", before.path, after.path))], page, out)?;
    }
    fields(diff, story, page, out)
}

/// The sign and the name, and beside it the id and what happened.
fn head(story: &Story<'_>, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let (sign, ink) = sign(story.turn);
    let entry = story.entry();
    let happened = page.say(&story.turn.label(story.kind())).to_owned();
    let name = crate::karta::name(entry);
    let beside = match story.turn {
        Turn::Fate(Fate::Changed) => entry.id.to_string(),
        _ => format!("{} · {happened}", entry.id),
    };
    let mut name = Piece::new(Ink::Heading, page.say(&name));
    name.text = format!("{sign} {}", name.text);
    let ink = if ink == Ink::Changed { Ink::Heading } else { ink };
    let pieces = [Piece { ink, ..name }, Piece::new(Ink::Quiet, &format!("({beside})"))];
    lines(&pieces, page.columns(), page.is_styled).iter().try_for_each(|text| line::write(out, text))
}

/// What happened, as a sign and an ink.
fn sign(turn: Turn) -> (&'static str, Ink) {
    match turn {
        Turn::Fate(Fate::Added | Fate::Restored) => ("+", Ink::Came),
        Turn::Fate(Fate::Removed | Fate::Withdrawn) => ("−", Ink::Gone),
        Turn::Fate(Fate::Changed) => ("~", Ink::Changed),
        Turn::Fate(Fate::Moved) => ("·", Ink::Plain),
        Turn::Way(_) => ("→", Ink::Changed),
    }
}

fn whole(text: &str, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    stand_in(&[Piece::new(Ink::Plain, text)], page, out)
}

fn stand_in(pieces: &[Piece], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let room = page.columns().saturating_sub(INDENT);
    let lines = lines(pieces, room, page.is_styled).into_iter().filter(|text| !text.is_empty());
    lines
        .map(|text| format!("{:INDENT$}{text}", ""))
        .collect::<Vec<_>>()
        .iter()
        .try_for_each(|text| line::write(out, text))
}

fn fields(diff: &Diff<'_>, story: &Story<'_>, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let labels: Vec<String> =
        story.fields.iter().map(|change| wrap::on_one_line(page.say(&label(change))).into_owned()).collect();
    let widest = labels.iter().map(|label| wrap::width(label)).max().unwrap_or(0).min(WIDEST);
    let room = page.columns().saturating_sub(INDENT + widest + 2).max(20);
    for (label, change) in labels.iter().zip(&story.fields) {
        let told = facts::of_field(diff, change, page.lang);
        let told = told.iter().flat_map(|pieces| lines(pieces, room, page.is_styled));
        for (at, text) in told.enumerate() {
            let label = if at == 0 { wrap::cut(label, widest) } else { "".into() };
            let blanks = " ".repeat(widest + 2 - wrap::width(&label));
            line::write(out, &format!("{:INDENT$}{}{blanks}{text}", "", Ink::Quiet.set(&label, page.is_styled)))?;
        }
    }
    Ok(())
}
