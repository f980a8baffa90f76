use std::collections::BTreeMap;

use super::piece::{Form, Piece, is_same};
use super::{Conflict, Merged, value};
use crate::entry::{FIELDS, Shape};
use crate::house::{self, Statement, What};
use crate::value::Scheme;

/// A file that is being made from two.
#[derive(Default)]
pub struct Merging {
    text: String,
    conflicts: Vec<Conflict>,
}

/// The pieces of each name at one level; what is not there has none.
type Level<'u, 't> = BTreeMap<&'t str, Vec<&'u Piece<'t>>>;

impl<'t> Merging {
    pub fn done(self) -> Merged {
        Merged { text: self.text, conflicts: self.conflicts }
    }

    /// Merges what stands at the top of a file, or under one header.
    pub fn level(&mut self, path: &str, base: &[Piece<'t>], ours: &[Piece<'t>], theirs: &[Piece<'t>]) {
        let names = order(ours, theirs);
        let [base, ours, theirs] = [base, ours, theirs].map(by_name);
        for name in names {
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            let [base, ours, theirs] =
                [&base, &ours, &theirs].map(|level| level.get(name).map_or(&[][..], Vec::as_slice));
            self.unit(&path, base, ours, theirs);
        }
    }

    fn unit(&mut self, path: &str, base: &[&Piece<'t>], ours: &[&Piece<'t>], theirs: &[&Piece<'t>]) {
        use Form::{Item, Pair, Table};
        if is_same_text(ours, theirs) || is_same_text(theirs, base) {
            return self.keep(ours);
        }
        if is_same_text(ours, base) {
            return self.keep(theirs);
        }
        match (form(ours), form(theirs)) {
            (Some(Pair), Some(Pair)) => self.pair(path, only(base, Pair), ours[0], theirs[0]),
            (Some(Table), Some(Table)) => self.table(path, only(base, Table), ours[0], theirs[0]),
            (Some(Item), Some(Item)) => {
                self.records(path, if form(base) == Some(Item) { base } else { &[] }, ours, theirs)
            }
            _ if means_same(theirs, base) => self.keep(ours),
            _ if means_same(ours, base) => self.keep(theirs),
            _ => self.conflict(path, [ours, theirs].map(whole), [ours, theirs].map(shown)),
        }
    }

    /// Pieces as they stand.
    pub fn keep(&mut self, pieces: &[&Piece<'t>]) {
        pieces.iter().for_each(|piece| self.push(piece.whole));
    }

    /// A header and what stands below it, once on each side.
    pub fn table(&mut self, path: &str, base: Option<&Piece<'t>>, ours: &Piece<'t>, theirs: &Piece<'t>) {
        let (behind, extra) = behind(base, ours, theirs);
        self.lead(base, ours, theirs, extra);
        self.statement(ours, behind);
        let base = base.map_or(&[][..], |base| &base.inner);
        self.level(path, base, &ours.inner, &theirs.inner);
    }

    fn pair(&mut self, path: &str, base: Option<&Piece<'t>>, ours: &Piece<'t>, theirs: &Piece<'t>) {
        let (Some(us), Some(them)) = (ours.node(), theirs.node()) else { return };
        let was = base.and_then(Piece::node);
        let (behind, extra) = behind(base, ours, theirs);
        self.lead(base, ours, theirs, extra);
        if value::is_same(us, them) || was.is_some_and(|was| value::is_same(them, was)) {
            return self.statement(ours, behind);
        }
        if was.is_some_and(|was| value::is_same(us, was)) {
            return self.statement(theirs, behind);
        }
        match value::joined(was, us, them, is_ordered(path)) {
            Some(node) => {
                let mut statement = ours.statement.clone();
                if let What::Pair { node: place, .. } = &mut statement.what {
                    *place = node;
                }
                statement.comment = behind.map(|comment| comment.to_owned().into());
                self.push(&house::write(&[statement]));
            }
            None => {
                let own = [ours, theirs].map(|piece| Some(piece.own.to_owned()));
                self.conflict(path, own, [ours, theirs].map(|piece| shown(&[piece])));
            }
        }
    }

    /// A statement as it stands on one side, with the comment behind it that both sides lead to.
    fn statement(&mut self, piece: &Piece<'t>, behind: Option<&str>) {
        if piece.statement.comment.as_deref() == behind {
            return self.push(piece.own);
        }
        let comment = behind.map(|comment| comment.to_owned().into());
        self.push(&house::write(&[Statement { comment, ..piece.statement.clone() }]));
    }

    /// The comments above a piece.
    fn lead(&mut self, base: Option<&Piece<'t>>, ours: &Piece<'t>, theirs: &Piece<'t>, extra: Option<&str>) {
        self.comments(base.map_or("", |base| base.lead), ours.lead, theirs.lead);
        extra.iter().for_each(|comment| self.push(comment));
    }

    /// Comments and blank lines: ours, without what they took away, with what they added.
    pub fn comments(&mut self, base: &str, ours: &str, theirs: &str) {
        if ours == theirs || theirs == base {
            return self.push(ours);
        }
        if ours == base {
            return self.push(theirs);
        }
        let is_in = |line: &str, text: &str| text.lines().any(|other| other.trim() == line.trim());
        let is_taken = |line: &str| is_in(line, base) && !is_in(line, theirs) && !line.trim().is_empty();
        let is_added = |line: &str| !is_in(line, base) && !is_in(line, ours);
        ours.lines().filter(|line| !is_taken(line)).for_each(|line| self.line(line));
        theirs.lines().filter(|line| is_added(line)).for_each(|line| self.line(line));
    }

    /// Both sides of what neither can give up, between git's marks, and what each has there as a person reads it.
    pub fn conflict(&mut self, path: &str, [ours, theirs]: [Option<String>; 2], told: [Option<String>; 2]) {
        self.line("<<<<<<< ours");
        self.push(ours.as_deref().unwrap_or_default());
        self.line("=======");
        self.push(theirs.as_deref().unwrap_or_default());
        self.line(">>>>>>> theirs");
        let [ours, theirs] = told;
        self.conflicts.push(Conflict { field: path.to_owned(), ours, theirs });
    }

    fn line(&mut self, line: &str) {
        self.push(line);
        self.push("\n");
    }

    /// Writes on; what is written before ends its line, unless this does.
    fn push(&mut self, text: &str) {
        if !self.text.is_empty() && !self.text.ends_with('\n') && !text.is_empty() && text != "\n" {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }
}

/// The pieces of each name.
fn by_name<'u, 't>(pieces: &'u [Piece<'t>]) -> Level<'u, 't> {
    let mut level = Level::new();
    for piece in pieces {
        level.entry(name(piece)).or_default().push(piece);
    }
    level
}

fn name<'t>(piece: &Piece<'t>) -> &'t str {
    piece.key.first().map_or("", |key| key)
}

/// The names of both sides in the order of ours, and what only they have behind what it stands behind there; pairs
/// before headers, as whatever stands below a header belongs to it.
fn order<'t>(ours: &[Piece<'t>], theirs: &[Piece<'t>]) -> Vec<&'t str> {
    let mut behind: BTreeMap<Option<&str>, Vec<&Piece<'t>>> = BTreeMap::new();
    let is_ours: BTreeMap<&str, ()> = ours.iter().map(|piece| (name(piece), ())).collect();
    let mut last = None;
    for piece in theirs {
        match is_ours.contains_key(name(piece)) {
            true => last = Some(name(piece)),
            false => behind.entry(last).or_default().push(piece),
        }
    }
    let mut all: Vec<&Piece<'t>> = behind.remove(&None).unwrap_or_default();
    for (at, piece) in ours.iter().enumerate() {
        all.push(piece);
        let is_last = ours[at + 1..].iter().all(|later| name(later) != name(piece));
        all.extend(is_last.then(|| behind.remove(&Some(name(piece)))).flatten().unwrap_or_default());
    }
    all.sort_by_key(|piece| piece.form() != Form::Pair);
    let mut seen = BTreeMap::new();
    all.into_iter().map(name).filter(|name| seen.insert(*name, ()).is_none()).collect()
}

/// The form of the pieces of a name, where they have one: one pair, one table, or items.
fn form(pieces: &[&Piece<'_>]) -> Option<Form> {
    let form = pieces.first()?.form();
    let is_whole = pieces.iter().all(|piece| piece.form() == form && piece.key.len() == 1);
    (is_whole && (form == Form::Item || pieces.len() == 1)).then_some(form)
}

fn only<'u, 't>(pieces: &[&'u Piece<'t>], form: Form) -> Option<&'u Piece<'t>> {
    (self::form(pieces) == Some(form)).then(|| pieces[0])
}

fn is_same_text(a: &[&Piece<'_>], b: &[&Piece<'_>]) -> bool {
    a.iter().map(|piece| piece.whole).eq(b.iter().map(|piece| piece.whole))
}

fn means_same(a: &[&Piece<'_>], b: &[&Piece<'_>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
}

pub fn whole(pieces: &[&Piece<'_>]) -> Option<String> {
    (!pieces.is_empty()).then(|| pieces.iter().map(|piece| piece.whole).collect())
}

/// The comment behind a statement that both sides lead to, and theirs to stand above where each has its own.
fn behind<'t>(base: Option<&Piece<'t>>, ours: &Piece<'t>, theirs: &Piece<'t>) -> (Option<&'t str>, Option<&'t str>) {
    let of = |piece: &Piece<'t>| piece.statement.comment.as_deref();
    let (was, us, them) = (base.and_then(of), of(ours), of(theirs));
    match (us, them) {
        _ if us == them || them == was => (us, None),
        _ if us == was => (them, None),
        (None, them) => (them, None),
        (us, them) => (us, them),
    }
}

/// Whether the first of a list has a meaning of its own: the primary theme.
fn is_ordered(path: &str) -> bool {
    let themes = |shape| matches!(shape, Shape::Concepts(Scheme::Tema));
    FIELDS.iter().any(|field| field.name == path && themes(field.shape))
}

/// What pieces say: a pair its value, others all of their text.
pub fn shown(pieces: &[&Piece<'_>]) -> Option<String> {
    let [piece] = pieces else { return whole(pieces).map(|text| text.trim().to_owned()) };
    let Some(node) = piece.node() else { return whole(pieces).map(|text| text.trim().to_owned()) };
    let written = || house::write(&[Statement { comment: None, ..piece.statement.clone() }]);
    let value = || written().split_once('=').map(|(_, value)| value.trim().to_owned()).unwrap_or_default();
    Some(node.text().map_or_else(value, |text| text.trim().to_owned()))
}
