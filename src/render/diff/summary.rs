//! How many of each sort: a line for each kind.

use std::io::{self, Write};

use super::SAME;
use super::text::{end, paragraph};
use crate::diff::{Count, Diff, Fate, Story, Turn, counts as counted, title};
use crate::entry::Weight;
use crate::render::Page;
use crate::render::ink::Ink;
use crate::render::wrap;

pub fn write(diff: &Diff<'_>, least: Weight, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    paragraph(page.say(&title(diff)), Ink::Title, page, out)?;
    let stories = diff.stories(least);
    match stories.is_empty() {
        true => writeln!(out, "\n{}", page.say(&SAME))?,
        false => counts(&stories, page, out)?,
    }
    end(diff, least, page, out)
}

/// A line for each kind: how many of it came, went and changed.
pub fn counts(stories: &[Story<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let counts = counted(stories);
    let widest = counts.iter().map(|count| wrap::width(page.say(&count.kind.plural()))).max().unwrap_or(0);
    writeln!(out)?;
    for of_kind in counts.chunk_by(|a, b| a.kind == b.kind) {
        let kind = capital(page.say(&of_kind[0].kind.plural()));
        let told: Vec<String> = of_kind.iter().map(|count| inked(count, page)).collect();
        writeln!(out, "{kind}{}  {}", " ".repeat(widest.saturating_sub(wrap::width(&kind))), told.join(", "))?;
    }
    Ok(())
}

fn inked(count: &Count, page: &Page) -> String {
    let ink = match count.turn {
        Turn::Fate(Fate::Added | Fate::Restored) => Ink::Came,
        Turn::Fate(Fate::Removed | Fate::Withdrawn) => Ink::Gone,
        _ => Ink::Plain,
    };
    ink.set(page.say(&count.words()), page.is_styled)
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}
