//! Findings for people: what is wrong, the line with a mark under the place, and what to do.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Sign, Origin, Renderer, Snippet};
use rayon::prelude::*;

use super::Found;
use super::places::{Excerpt, Spot, Where};
use super::told::{MOST_ALSO, more};
use crate::finding::{Finding, Level};
use crate::render::Page;
use crate::say::{Words, plain};

/// Findings drawn at a time, on all cores.
const AT_A_TIME: usize = 1024;

pub fn write(found: &[Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if page.is_styled { Renderer::styled() } else { Renderer::plain() }.term_width(page.columns());
    for found in found.chunks(AT_A_TIME) {
        let draw = |(finding, place): &Found<'_>| renderer.render(&[group(finding, place, page)]);
        let drawn: Vec<String> = found.par_iter().map(draw).collect();
        drawn.iter().try_for_each(|text| writeln!(out, "{text}\n"))?;
    }
    Ok(())
}

fn group<'f>(finding: &'f Finding, place: &'f Where, page: &Page) -> Group<'f> {
    let level = finding.level.label();
    let sign = sign(finding.level).with_name(page.say(&level).to_owned());
    let title = sign.primary_title(plain(page.say(&finding.what)).into_owned()).id(finding.rule);
    let mut group = seen(Group::with_title(title), &page.path(&finding.file), &place.own, None);
    for ((file, _, what), spot) in finding.also.iter().zip(&place.also).take(MOST_ALSO) {
        group = seen(group, &page.path(file), spot, Some(plain(page.say(what)).into_owned()));
    }
    let more = more(finding);
    group = group.elements(more.map(|more| Sign::NOTE.no_name().message(page.say(&more).to_owned())));
    match &finding.hint {
        Some(hint) => {
            let name = page.say(&Words::new("hjälp", "help")).to_owned();
            group.element(Sign::HELP.with_name(name).message(plain(page.say(hint)).into_owned()))
        }
        None => group,
    }
}

fn sign(level: Level) -> Sign<'static> {
    match level {
        Level::Error => Sign::ERROR,
        Level::Warning => Sign::WARNING,
        Level::Info => Sign::INFO,
    }
}

/// Adds a place: the finding's own, or another with what is there.
fn seen<'f>(group: Group<'f>, file: &str, spot: &Spot, label: Option<String>) -> Group<'f> {
    let path = plain(file).into_owned();
    match &spot.excerpt {
        Some(Excerpt::Line { line, mark }) => {
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(mark.clone()).label(label);
            group.element(Snippet::source(line.clone()).path(path).line_start(spot.line).annotation(annotation))
        }
        Some(Excerpt::Part(part)) => {
            let origin = Origin::path(path).line(spot.line).char_column(spot.column);
            let label = label.map(|label| Sign::NOTE.no_name().message(label));
            group.element(origin).elements(label).element(Sign::NOTE.no_name().message(part.clone()))
        }
        None => group.element(Origin::path(path)),
    }
}
