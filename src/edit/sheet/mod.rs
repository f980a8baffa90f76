//! A file's text, changed one statement at a time: every byte of the others stays.

mod inside;
mod layout;
mod remark;

use std::borrow::Cow;
use std::ops::Range;

use crate::entry::Shape;
use crate::finding::{FieldPath, Step};
use crate::house::{Node, Part, Statement, What, write};
use crate::value::Kind;
use inside::{change_below, has_part, key};
use layout::Layout;
pub use remark::Remark;

/// The text of a file while it is changed.
pub struct Sheet {
    kind: Kind,
    text: String,
    line_end: &'static str,
    ends_with_line: bool,
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
                && !parts.iter().any(|part| matches!(part, Part::Item(_, other) if other == &item))
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

    /// Puts others in the place of an item of the list there, or of the one value; those that the list has already are
    /// not put in again.
    pub fn replace(&mut self, path: &FieldPath, old: &Node<'static>, new: &[Node<'static>]) {
        self.change(&path.0, |slot| match slot {
            Some(Node::List(parts)) => {
                replace_item(parts, old, new);
                if !parts.iter().any(|part| matches!(part, Part::Item(..))) {
                    *slot = None;
                }
            }
            Some(node) if node == old => *slot = new.first().cloned(),
            _ => {}
        });
    }

    /// Puts another value in the place of a part of those records of a list that hold it.
    pub fn replace_part(&mut self, field: &str, part: &str, old: &Node<'static>, new: &Node<'static>) {
        let path = FieldPath::field(field);
        if self.holds_pair(&path.0) {
            self.change(&path.0, |slot| {
                if let Some(Node::List(records)) = slot {
                    records.iter_mut().for_each(|record| replace_in(record, part, old, new));
                }
            });
            return;
        }
        loop {
            let layout = self.layout();
            let is_it = |at: &usize| match &layout.statements[*at].what {
                What::Pair { node, .. } => is_part_of(&layout.paths[*at], field, part) && node == old,
                _ => false,
            };
            let Some(found) = layout.pairs().find(is_it).filter(|_| old != new) else { return };
            let steps = layout.paths[found].clone();
            self.change(&steps, |slot| *slot = Some(new.clone()));
        }
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
            What::Pair { node: other, .. } => is_part_of(&layout.paths[*at], field, part) && other == node,
            _ => false,
        };
        let found: Vec<Vec<Step>> =
            (0..layout.statements.len()).filter(is_it).map(|at| layout.paths[at][..2].to_vec()).collect();
        let dead = layout.within(&found);
        self.take_away(&dead);
    }

    fn change_list(&mut self, path: &FieldPath, item: Node<'static>) {
        self.change(&path.0, |slot| {
            if let Some(Node::List(parts)) = slot {
                parts.push(Part::Item(Vec::new(), item.clone()));
            }
        });
    }

    fn layout(&self) -> Layout<'_> {
        Layout::of(&self.text)
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
            None => self.take_away(&[at]),
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
        self.take_away(&dead);
    }

    /// Takes away statements, by number, in order.
    fn take_away(&mut self, dead: &[usize]) {
        let layout = self.layout();
        let mut kept = String::with_capacity(self.text.len());
        let mut from = 0;
        for at in dead {
            let span = &layout.statements[*at].span;
            kept.push_str(&self.text[from..span.start]);
            from = span.end;
        }
        kept.push_str(&self.text[from..]);
        self.text = kept;
    }

    fn splice(&mut self, span: Range<usize>, lines: &str) {
        match self.line_end {
            "\n" => self.text.replace_range(span, lines),
            line_end => self.text.replace_range(span, &lines.replace('\n', line_end)),
        }
    }
}

/// Puts others in the place of an item.
fn replace_item(parts: &mut Vec<Part<'_>>, old: &Node<'static>, new: &[Node<'static>]) {
    let is = |part: &Part<'_>, node: &Node<'_>| matches!(part, Part::Item(_, item) if item == node);
    while let Some(at) = parts.iter().position(|part| is(part, old)).filter(|_| !new.contains(old)) {
        let fresh: Vec<Part<'static>> = new
            .iter()
            .filter(|node| !parts.iter().any(|part| is(part, node)))
            .map(|node| Part::Item(Vec::new(), node.clone()))
            .collect();
        // A comment goes with the item that it stands behind; of one that the list has already, it gets its own line.
        let comments = parts[at + 1..].iter().take_while(|part| matches!(part, Part::Behind(_))).count();
        let end = if new.is_empty() { at + comments } else { at };
        if fresh.is_empty() {
            parts[at + 1..=at + comments].iter_mut().for_each(put_on_own_line);
        }
        parts.splice(at..=end, fresh);
    }
}

fn put_on_own_line(part: &mut Part<'_>) {
    if let Part::Behind(text) = part {
        *part = Part::Comment(std::mem::take(text));
    }
}

fn replace_in(record: &mut Part<'_>, name: &str, old: &Node<'static>, new: &Node<'static>) {
    let Part::Item(_, Node::Table(parts)) = record else { return };
    for part in parts {
        if let Part::Item(keys, node) = part
            && keys.len() == 1
            && keys[0] == name
            && node == old
        {
            *node = new.clone();
        }
    }
}

fn is_part_of(path: &[Step], field: &str, part: &str) -> bool {
    matches!(path, [Step::Key(top), Step::Item(_), Step::Key(below)] if **top == *field && **below == *part)
}
