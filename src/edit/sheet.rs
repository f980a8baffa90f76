//! A file's text, changed one statement at a time: every byte of the others stays.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::field::Target;
use crate::entry::Shape;
use crate::finding::{FieldPath, Step};
use crate::house::{Key, Node, Part, Statement, What, statements, write};
use crate::value::Kind;

/// The text of a file while it is changed.
pub struct Sheet {
    kind: Kind,
    text: String,
    line_end: &'static str,
    ends_with_line: bool,
}

/// The statements of a text, each with the way to what it says.
struct Layout<'t> {
    statements: Vec<Statement<'t>>,
    paths: Vec<Vec<Step>>,
}

impl Sheet {
    /// The text of a file, which must be TOML.
    pub fn new(kind: Kind, text: &str) -> Sheet {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let ends_with_line = text.is_empty() || text.ends_with('\n');
        let text = if ends_with_line { text.to_owned() } else { format!("{text}{line_end}") };
        Sheet { kind, text, line_end, ends_with_line }
    }

    /// The text as it is now, which always ends with a line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it is now, which ends as it did.
    pub fn into_text(mut self) -> String {
        if !self.ends_with_line && self.text.ends_with(self.line_end) {
            self.text.truncate(self.text.len() - self.line_end.len());
        }
        self.text
    }

    /// Makes the value there this one, where it stands or where its order wants it.
    pub fn set(&mut self, path: &FieldPath, node: Node<'static>, shape: Shape) {
        let steps = &path.0;
        if !self.change(steps, |slot| *slot = Some(node.clone())) {
            self.unset(path);
            self.insert(steps, node, shape);
        }
    }

    /// Takes away everything there, and tables that become empty by it.
    pub fn unset(&mut self, path: &FieldPath) {
        if !self.change(&path.0, |slot| *slot = None) {
            self.cut(&path.0);
        }
        if let [above @ .., _] = &path.0[..]
            && !above.is_empty()
            && self.is_empty_section(above)
        {
            self.cut(above);
        }
    }

    /// Puts an item last in the list there, if the list has it not.
    pub fn add(&mut self, path: &FieldPath, item: Node<'static>, shape: Shape) {
        let is_there = self.change(&path.0, |slot| {
            if let Some(Node::List(parts)) = slot
                && !parts.iter().any(|part| matches!(part, Part::Item(_, other) if is_same(other, &item)))
            {
                parts.push(Part::Item(Vec::new(), item.clone()));
            }
        });
        if !is_there {
            self.insert(&path.0, Node::List(vec![Part::Item(Vec::new(), item)]), shape);
        }
    }

    /// Takes the items that fit out of the list there, with the comments behind them; an empty list goes too.
    pub fn remove(&mut self, path: &FieldPath, fits: impl Fn(&Node<'_>) -> bool) {
        let is_empty = |parts: &[Part<'_>]| !parts.iter().any(|part| matches!(part, Part::Item(..)));
        self.change(&path.0, |slot| {
            if let Some(Node::List(parts)) = slot {
                let mut is_kept = true;
                parts.retain(|part| {
                    match part {
                        Part::Item(_, item) => is_kept = !fits(item),
                        Part::Comment(_) => is_kept = true,
                        Part::Behind(_) => {}
                    }
                    is_kept
                });
                if is_empty(parts) {
                    *slot = None;
                }
            }
        });
    }

    /// Adds a record last among those of a list of records.
    pub fn add_record(&mut self, field: &str, parts: Vec<(String, Node<'static>)>) {
        let items = parts.iter().map(|(name, node)| Part::Item(vec![Cow::Owned(name.clone())], node.clone()));
        let record = Node::Table(items.collect());
        let path = FieldPath::field(field);
        if self.holds_pair(&path.0) {
            return self.change_list(&path, record);
        }
        let mut body = vec![Statement::new(What::Item(vec![Cow::Owned(field.to_owned())]))];
        body.extend(parts.into_iter().map(|(name, node)| Statement::pair(vec![Cow::Owned(name)], node, Shape::Text)));
        self.insert_section(&path.0, &body);
    }

    /// Takes away the records of a list that hold this part.
    pub fn remove_records(&mut self, field: &str, part: &str, node: &Node<'_>) {
        let path = FieldPath::field(field);
        if self.holds_pair(&path.0) {
            return self.remove(&path, |item| has_part(item, part, node));
        }
        let layout = self.layout();
        let is_it = |at: &usize| match &layout.statements[*at].what {
            What::Pair { node: other, .. } => is_part_of(&layout.paths[*at], field, part) && is_same(other, node),
            _ => false,
        };
        let found: Vec<Vec<Step>> =
            (0..layout.statements.len()).filter(is_it).map(|at| layout.paths[at][..2].to_vec()).collect();
        let dead = layout.within(&found);
        self.keep(&dead);
    }

    fn change_list(&mut self, path: &FieldPath, item: Node<'static>) {
        self.change(&path.0, |slot| {
            if let Some(Node::List(parts)) = slot {
                parts.push(Part::Item(Vec::new(), item.clone()));
            }
        });
    }

    fn layout(&self) -> Layout<'_> {
        let statements = statements(&self.text).unwrap_or_default();
        let paths = paths(&statements);
        Layout { statements, paths }
    }

    fn holds_pair(&self, steps: &[Step]) -> bool {
        let layout = self.layout();
        layout.pairs().any(|at| layout.paths[at] == steps)
    }

    /// Changes the value there in the one statement that holds it; false when none does.
    fn change(&mut self, steps: &[Step], change: impl FnOnce(&mut Option<Node<'_>>)) -> bool {
        let layout = self.layout();
        let Some(at) = layout.pairs().find(|at| steps.starts_with(&layout.paths[*at])) else {
            return false;
        };
        let mut statement = layout.statements[at].clone();
        let What::Pair { node, .. } = &mut statement.what else {
            return false;
        };
        let below = &steps[layout.paths[at].len()..];
        let before = node.clone();
        let mut slot = Some(std::mem::replace(node, Node::List(Vec::new())));
        change_below(&mut slot, below, change);
        match slot {
            Some(after) if after == before => {}
            Some(after) => {
                *node = after;
                let (span, line) = (statement.span.clone(), write(&[statement]));
                self.splice(span, &line);
            }
            None => {
                let dead = [at].into_iter().collect::<Vec<_>>();
                self.keep(&dead);
            }
        }
        true
    }

    /// Inserts a value that is not there: as a line, in its section, or with a new section.
    fn insert(&mut self, steps: &[Step], node: Node<'static>, shape: Shape) {
        let layout = self.layout();
        let header = layout.headers().filter(|at| steps.starts_with(&layout.paths[*at]));
        let header = header.max_by_key(|at| layout.paths[*at].len());
        let depth = header.map_or(0, |at| layout.paths[at].len());
        if header.is_none() && steps.len() > 1 {
            let keys = vec![key(&steps[0])];
            let is_item = matches!(steps[1], Step::Item(_));
            let below = steps[1 + usize::from(is_item)..].iter().map(key).collect();
            let what = if is_item { What::Item(keys) } else { What::Table(keys) };
            return self.insert_section(&steps[..1], &[Statement::new(what), Statement::pair(below, node, shape)]);
        }
        let line = write(&[Statement::pair(steps[depth..].iter().map(key).collect(), node, shape)]);
        let at = layout.place_of_line(self.kind, header, steps).unwrap_or(self.text.len());
        self.splice(at..at, &line);
    }

    /// Inserts a section after those of the same field, else before the first that its order wants behind it, else last.
    fn insert_section(&mut self, steps: &[Step], body: &[Statement<'_>]) {
        let layout = self.layout();
        let body = write(body);
        let like = layout.headers().filter(|at| layout.paths[*at].starts_with(steps)).last();
        let (at, body) = match like {
            Some(header) => (layout.statements[layout.last_of_section(header)].span.end, format!("\n{body}")),
            None => match layout.section_behind(self.kind, steps) {
                Some(at) => (layout.statements[at].span.start, format!("{body}\n")),
                None if self.text.is_empty() => (0, body),
                None => (self.text.len(), format!("\n{body}")),
            },
        };
        self.splice(at..at, &body);
    }

    fn is_empty_section(&self, steps: &[Step]) -> bool {
        let layout = self.layout();
        let is_header = layout.headers().any(|at| layout.paths[at] == steps);
        is_header && !layout.paths.iter().any(|path| path.len() > steps.len() && path.starts_with(steps))
    }

    fn cut(&mut self, steps: &[Step]) {
        let dead = self.layout().within(&[steps.to_vec()]);
        self.keep(&dead);
    }

    /// Takes away statements, by number, in order.
    fn keep(&mut self, dead: &[usize]) {
        let layout = self.layout();
        let spans: Vec<Range<usize>> = dead.iter().map(|at| layout.statements[*at].span.clone()).collect();
        for span in spans.into_iter().rev() {
            self.text.replace_range(span, "");
        }
    }

    fn splice(&mut self, span: Range<usize>, lines: &str) {
        match self.line_end {
            "\n" => self.text.replace_range(span, lines),
            line_end => self.text.replace_range(span, &lines.replace('\n', line_end)),
        }
    }
}

impl Layout<'_> {
    fn pairs(&self) -> impl Iterator<Item = usize> {
        (0..self.statements.len()).filter(|at| matches!(self.statements[*at].what, What::Pair { .. }))
    }

    fn headers(&self) -> impl Iterator<Item = usize> {
        (0..self.statements.len()).filter(|at| self.statements[*at].what.is_header())
    }

    /// The statements of a section, its header first, up to the next header.
    fn section(&self, header: usize) -> Range<usize> {
        let next = (header + 1..self.statements.len()).find(|at| self.statements[*at].what.is_header());
        header..next.unwrap_or(self.statements.len())
    }

    /// The last pair of a section, or its header: what stands behind it may belong to the next.
    fn last_of_section(&self, header: usize) -> usize {
        let mut section = self.section(header).rev();
        section.find(|at| matches!(self.statements[*at].what, What::Pair { .. })).unwrap_or(header)
    }

    /// Where a new line belongs: behind the last neighbour that its order puts before it.
    fn place_of_line(&self, kind: Kind, header: Option<usize>, steps: &[Step]) -> Option<usize> {
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
    fn section_behind(&self, kind: Kind, steps: &[Step]) -> Option<usize> {
        let rank = Target::rank(kind, steps)?;
        let top = |at: &usize| Target::rank(kind, &self.paths[*at][..1]).is_some_and(|other| other > rank);
        self.headers().find(top).and_then(|at| self.begin_of_section(at))
    }

    fn begin_of_section(&self, header: usize) -> Option<usize> {
        let above = self.statements.get(..header)?.iter().rev().take_while(|statement| statement.is_comment()).count();
        (header < self.statements.len()).then_some(header - above)
    }

    /// The statements at or below any of these ways, in order: pairs with their lines, sections with one empty line.
    fn within(&self, ways: &[Vec<Step>]) -> Vec<usize> {
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

fn change_below(slot: &mut Option<Node<'_>>, steps: &[Step], change: impl FnOnce(&mut Option<Node<'_>>)) {
    let Some((step, below)) = steps.split_first() else {
        return change(slot);
    };
    let parts = match (slot.as_mut(), step) {
        (Some(Node::Table(parts)), Step::Key(_)) | (Some(Node::List(parts)), Step::Item(_)) => parts,
        _ => return,
    };
    let mut items = parts.iter_mut().enumerate().filter(|(_, part)| matches!(part, Part::Item(..)));
    let found = match step {
        Step::Item(index) => items.nth(*index).map(|(at, _)| at),
        Step::Key(name) => items.find(|(_, part)| is_called(part, name)).map(|(at, _)| at),
    };
    let at = found.unwrap_or(parts.len());
    let mut inner = match found.map(|at| parts.remove(at)) {
        Some(Part::Item(keys, node)) => (keys, Some(node)),
        _ if !below.is_empty() => (vec![key(step)], Some(Node::Table(Vec::new()))),
        _ => (vec![key(step)], None),
    };
    change_below(&mut inner.1, below, change);
    match inner.1 {
        Some(Node::Table(parts)) if parts.is_empty() && found.is_none() => {}
        Some(node) => parts.insert(at, Part::Item(inner.0, node)),
        None => {}
    }
    if !parts.iter().any(|part| matches!(part, Part::Item(..))) {
        *slot = None;
    }
}

fn is_called(part: &Part<'_>, name: &str) -> bool {
    matches!(part, Part::Item(keys, _) if keys.len() == 1 && keys[0] == name)
}

fn has_part(item: &Node<'_>, name: &str, wanted: &Node<'_>) -> bool {
    let Node::Table(parts) = item else {
        return false;
    };
    parts.iter().any(|part| matches!(part, Part::Item(_, node) if is_called(part, name) && is_same(node, wanted)))
}

fn is_part_of(path: &[Step], field: &str, part: &str) -> bool {
    matches!(path, [Step::Key(top), Step::Item(_), Step::Key(below)] if **top == *field && **below == *part)
}

/// Whether two values are written alike; the house has one way to write each.
fn is_same(a: &Node<'_>, b: &Node<'_>) -> bool {
    a == b
}

fn key(step: &Step) -> Key<'static> {
    match step {
        Step::Key(name) => Cow::Owned(name.to_string()),
        Step::Item(index) => Cow::Owned(index.to_string()),
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
