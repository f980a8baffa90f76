use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::super::field::Target;
use crate::finding::Step;
use crate::house::{Key, Statement, What, statements};
use crate::value::Kind;

/// The statements of a text, each with the way to what it says.
pub struct Layout<'t> {
    pub statements: Vec<Statement<'t>>,
    pub paths: Vec<Vec<Step>>,
}

impl<'t> Layout<'t> {
    /// The layout of a text that is TOML.
    pub fn of(text: &'t str) -> Layout<'t> {
        let statements = statements(text).unwrap_or_default();
        let paths = paths(&statements);
        Layout { statements, paths }
    }

    pub fn pairs(&self) -> impl Iterator<Item = usize> {
        (0..self.statements.len()).filter(|at| matches!(self.statements[*at].what, What::Pair { .. }))
    }

    pub fn headers(&self) -> impl Iterator<Item = usize> {
        (0..self.statements.len()).filter(|at| self.statements[*at].what.is_header())
    }

    /// The statements of a section, its header first, up to the next header.
    fn section(&self, header: usize) -> Range<usize> {
        let next = (header + 1..self.statements.len()).find(|at| self.statements[*at].what.is_header());
        header..next.unwrap_or(self.statements.len())
    }

    /// The last pair of a section, or its header: what stands behind it may belong to the next.
    pub fn last_of_section(&self, header: usize) -> usize {
        let mut section = self.section(header).rev();
        section.find(|at| matches!(self.statements[*at].what, What::Pair { .. })).unwrap_or(header)
    }

    /// Where a new line belongs: behind the last neighbour that its order puts before it.
    pub fn place_of_line(&self, kind: Kind, header: Option<usize>, steps: &[Step]) -> Option<usize> {
        let first_header = self.headers().next().unwrap_or(self.statements.len());
        let section = header.map_or(0..first_header, |header| self.section(header));
        let rank = Target::rank(kind, steps).unwrap_or(usize::MAX);
        let mut pairs = section.clone().filter(|at| matches!(self.statements[*at].what, What::Pair { .. }));
        let is_before = |at: &usize| Target::rank(kind, &self.paths[*at]).is_none_or(|other| other <= rank);
        let last = pairs.clone().rfind(is_before).or(header);
        match last {
            Some(at) => Some(self.statements[at].span.end),
            None => pairs.next().or(self.begin_of_section(first_header)).map(|at| self.statements[at].span.start),
        }
    }

    /// The first section that the order puts behind a field: where the comments right above it begin.
    pub fn section_behind(&self, kind: Kind, steps: &[Step]) -> Option<usize> {
        let rank = Target::rank(kind, steps)?;
        let top = |at: &usize| Target::rank(kind, &self.paths[*at][..1]).is_some_and(|other| other > rank);
        self.headers().find(top).and_then(|at| self.begin_of_section(at))
    }

    fn begin_of_section(&self, header: usize) -> Option<usize> {
        let above = self.statements.get(..header)?.iter().rev().take_while(|statement| statement.is_comment()).count();
        (header < self.statements.len()).then_some(header - above)
    }

    /// The statements at or below any of these ways, in order: pairs with their lines, sections with one empty line.
    pub fn within(&self, ways: &[Vec<Step>]) -> Vec<usize> {
        let is_within =
            |at: usize| !self.paths[at].is_empty() && ways.iter().any(|way| self.paths[at].starts_with(way));
        let mut is_dead = vec![false; self.statements.len()];
        let mut following = self.statements.len();
        for at in (0..self.statements.len()).rev() {
            if !is_within(at) {
                continue;
            }
            is_dead[at] = true;
            if self.statements[at].what.is_header() {
                let last = self.last_of_section(at);
                is_dead[at..=last].fill(true);
                let behind = if is_dead.get(last + 1) == Some(&true) { following } else { last + 1 };
                following = behind;
                let blank = if behind < self.statements.len() { Some(behind) } else { at.checked_sub(1) };
                if let Some(blank) = blank.filter(|blank| self.statements[*blank].is_blank()) {
                    is_dead[blank] = true;
                    following += usize::from(blank == behind);
                }
            }
        }
        (0..is_dead.len()).filter(|at| is_dead[*at]).collect()
    }
}

/// The way to what each statement says; none for comments and empty lines.
fn paths(statements: &[Statement<'_>]) -> Vec<Vec<Step>> {
    let mut counts: BTreeMap<Vec<Step>, usize> = BTreeMap::new();
    let mut section = Vec::new();
    let mut paths = Vec::with_capacity(statements.len());
    for statement in statements {
        paths.push(match &statement.what {
            What::Nothing => Vec::new(),
            What::Table(keys) => {
                section = header_path(keys, &counts);
                section.clone()
            }
            What::Item(keys) => {
                let (last, above) = keys.split_last().unwrap_or((&Cow::Borrowed(""), &[]));
                section = header_path(above, &counts);
                section.push(Step::Key((&**last).into()));
                let count = counts.entry(section.clone()).or_default();
                section.push(Step::Item(*count));
                *count += 1;
                section.clone()
            }
            What::Pair { keys, .. } => {
                section.iter().cloned().chain(keys.iter().map(|key| Step::Key((&**key).into()))).collect()
            }
        });
    }
    paths
}

/// The way that a header's words name: through the last item so far of each list on it.
fn header_path(keys: &[Key<'_>], counts: &BTreeMap<Vec<Step>, usize>) -> Vec<Step> {
    let mut path = Vec::with_capacity(keys.len() + 1);
    for key in keys {
        path.push(Step::Key((&**key).into()));
        if let Some(count) = counts.get(&path) {
            path.push(Step::Item(count - 1));
        }
    }
    path
}
