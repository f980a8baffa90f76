//! Where findings are, in lines and columns: each file is read and parsed once, on all cores, however many findings
//! point at it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::check::secrets;
use crate::entry::{locate_in, parse};
use crate::finding::{Finding, Place};
use crate::say::{plain, quote};
use crate::source::Tree;

/// A place in a file as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// The first line itself, when the place is in one.
    pub excerpt: Option<Excerpt>,
}

/// What there is to see at a place, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excerpt {
    /// The whole line, and the bytes of it that are meant.
    Line {
        /// The line.
        line: String,
        /// The bytes.
        mark: Range<usize>,
    },
    /// The beginning of what is meant, in a line that is too long to show.
    Part(String),
}

/// The longest line, in bytes, that is shown around a place.
const LONGEST: usize = 1000;

/// Where one finding is, and the other places that it speaks of.
#[derive(Clone, Debug)]
pub struct Where {
    /// The finding.
    pub own: Spot,
    /// The other places, in order.
    pub also: Vec<Spot>,
}

/// Where each finding is, in the order of the findings.
pub fn places(findings: &[Finding], tree: &Tree) -> Vec<Where> {
    let found: Vec<(usize, Spot)> = by_file(findings)
        .into_par_iter()
        .flat_map_iter(|(file, asked)| {
            let text = tree.text(file).unwrap_or_default();
            spots(&text, &asked)
        })
        .collect();
    let mut spots = vec![Spot::default(); found.len()];
    for (number, spot) in found {
        spots[number] = spot;
    }
    let mut spots = spots.into_iter();
    let place = |finding: &Finding| Where {
        own: spots.next().unwrap_or_default(),
        also: spots.by_ref().take(finding.also.len()).collect(),
    };
    findings.iter().map(place).collect()
}

/// The places asked for in each file, numbered in the order of the findings: first where a finding is, then the other
/// places that it speaks of.
fn by_file(findings: &[Finding]) -> Vec<(&str, Vec<(usize, &Place)>)> {
    let mut files: BTreeMap<&str, Vec<(usize, &Place)>> = BTreeMap::new();
    let asked = findings.iter().flat_map(|finding| {
        let also = finding.also.iter().map(|(file, place, _)| (file, place));
        std::iter::once((&finding.file, &finding.place)).chain(also)
    });
    for (number, (file, place)) in asked.enumerate() {
        files.entry(file).or_default().push((number, place));
    }
    files.into_iter().collect()
}

fn spots(text: &str, asked: &[(usize, &Place)]) -> Vec<(usize, Spot)> {
    let (pairs, _) = parse(text);
    let located: Vec<_> = asked.iter().map(|(at, place)| (*at, *place, locate_in(text, &pairs, place))).collect();
    let secrets = located.iter().filter(|(_, place, _)| matches!(place, Place::Secret(..)));
    let text = masked(text, secrets.map(|(.., (from, to))| *from as usize..*to as usize));
    let lines = Lines::new(&text);
    let spot = |place: &Place, (from, to): (u32, u32)| match place {
        Place::File => Spot::default(),
        _ => lines.spot(from as usize, to as usize),
    };
    located.into_iter().map(|(at, place, span)| (at, spot(place, span))).collect()
}

/// The text with a sign for each byte of the letters and digits that must not be shown, so that places stay; whatever
/// else is shown of the file does not show them either.
fn masked(text: &str, secrets: impl Iterator<Item = Range<usize>>) -> Cow<'_, str> {
    let mut masked = Cow::Borrowed(text);
    for secret in secrets {
        let (from, to) = (text.floor_char_boundary(secret.start), text.ceil_char_boundary(secret.end));
        let mask = |c: char| if c.is_alphanumeric() { "*".repeat(c.len_utf8()) } else { c.to_string() };
        let signs: String = text[from..to.max(from)].chars().map(mask).collect();
        masked.to_mut().replace_range(from..to.max(from), &signs);
    }
    masked
}

impl Default for Spot {
    /// The beginning of a file, for what is about the file as a whole.
    fn default() -> Spot {
        Spot { line: 1, column: 1, end_line: 1, end_column: 1, excerpt: None }
    }
}

/// A text in which lines and columns are found without going through what comes before.
struct Lines<'t> {
    text: &'t str,
    /// The byte where each line begins.
    starts: Vec<usize>,
    /// The characters before each block of [`BLOCK`] bytes.
    blocks: Vec<usize>,
}

const BLOCK: usize = 256;

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut blocks = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(blocks[blocks.len() - 1] + characters(block));
        }
        Lines { text, starts, blocks }
    }

    fn spot(&self, from: usize, to: usize) -> Spot {
        let from = self.text.floor_char_boundary(from);
        let to = self.text.ceil_char_boundary(to).max(from);
        let (line, column) = self.place(from);
        let (end_line, end_column) = self.place(to);
        Spot { line: line + 1, column, end_line: end_line + 1, end_column, excerpt: Some(self.excerpt(line, from, to)) }
    }

    /// The line of a byte, counted from 0, and its column, counted from 1.
    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        (line, self.characters_before(at) - self.characters_before(self.starts[line]) + 1)
    }

    fn characters_before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        self.blocks[block] + characters(&self.text.as_bytes()[block * BLOCK..at])
    }

    /// The line that a place begins on. Of a place that goes on below it, the first line is meant.
    fn excerpt(&self, line: usize, from: usize, to: usize) -> Excerpt {
        let start = self.starts[line];
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let whole = self.text[start..end].trim_end_matches('\r');
        // Whoever has written it there, and whatever the finding is about.
        let whole = masked(whole, secrets(whole));
        if whole.len() > LONGEST {
            let [from, to] = [from, to.max(from)].map(|at| whole.floor_char_boundary((at - start).min(whole.len())));
            return Excerpt::Part(quote(&whole[from..to]));
        }
        let (from, to) = ((from - start).min(whole.len()), (to - start).min(whole.len()));
        let [before, marked, after] = [&whole[..from], &whole[from..to], &whole[to..]].map(plain);
        let mark = before.len()..before.len() + marked.len();
        Excerpt::Line { line: [before, marked, after].concat(), mark }
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}
