use std::collections::{BTreeMap, BTreeSet};

use super::gone::Gone;
use super::piece::{Form, Piece, is_same};
use super::{Conflict, Labels, Merged, Why, spread, value};
use crate::entry::{FIELDS, Shape};
use crate::house::{self, Key, Node, Statement, What};
use crate::value::Scheme;

/// A file that is being made from two.
#[derive(Default)]
pub struct Merging<'l> {
    text: String,
    conflicts: Vec<Conflict>,
    labels: Labels<'l>,
    gone: Option<Gone>,
}

/// A name at one level: one word, or several with dots between them.
type Path<'t> = &'t [Key<'t>];

/// What each of the three files has: the base, ours and theirs.
type Three<'u, 't> = [&'u [&'u Piece<'t>]; 3];

impl<'l, 't> Merging<'l> {
    pub fn new(labels: Labels<'l>, gone: Option<Gone>) -> Merging<'l> {
        Merging { labels, gone, ..Merging::default() }
    }

    pub fn done(self) -> Merged {
        Merged { text: self.text, conflicts: self.conflicts }
    }

    /// Merges what stands at the top of a file, or under one header.
    pub fn level(&mut self, path: &str, base: &[Piece<'t>], ours: &[Piece<'t>], theirs: &[Piece<'t>]) {
        let dotted = dotted([base, ours, theirs]);
        let name = |piece: &Piece<'t>| if dotted.contains(first(piece)) { piece.key } else { &piece.key[..1] };
        let names = order(ours, theirs, name);
        let [base, ours, theirs] = [base, ours, theirs].map(|pieces| by_name(pieces, name));
        let (is_top, mut late) = (path.is_empty(), Vec::new());
        for name in names {
            let path = if path.is_empty() { name.join(".") } else { format!("{path}.{}", name.join(".")) };
            let three = [&base, &ours, &theirs].map(|level| level.get(name).map_or(&[][..], Vec::as_slice));
            let is_lost = self.gone.as_ref().is_some_and(|gone| gone.loses(&path, three));
            match (is_top && !is_lost).then(|| spread::merged(three, self.labels)).flatten() {
                Some(merged) if is_below(three[1]) => self.take(&path, merged),
                Some(merged) => late.push((path, merged)),
                None => self.unit(&path, three),
            }
        }
        for (path, merged) in late {
            if !self.text.is_empty() && !merged.text.starts_with('\n') {
                self.line("");
            }
            self.take(&path, merged);
        }
    }

    /// What was merged apart.
    fn take(&mut self, path: &str, merged: Merged) {
        self.push(&merged.text);
        let inside = |conflict: Conflict| match conflict.field.is_empty() {
            true => Conflict { field: path.to_owned(), ..conflict },
            false => conflict,
        };
        self.conflicts.extend(merged.conflicts.into_iter().map(inside));
    }

    fn unit(&mut self, path: &str, [base, ours, theirs]: Three<'_, 't>) {
        use Form::{Item, Pair, Table};
        if self.gone.as_ref().is_some_and(|gone| gone.loses(path, [base, ours, theirs])) {
            return self.conflict(path, [ours, theirs].map(whole), [ours, theirs].map(shown));
        }
        if is_same_text(ours, theirs) || is_same_text(theirs, base) {
            return self.keep(ours);
        }
        if is_same_text(ours, base) {
            return self.keep(theirs);
        }
        let is_at_one = ours.first().zip(theirs.first()).is_some_and(|(us, them)| us.key == them.key);
        let only = |form| only(base, form).filter(|base| base.key == ours[0].key);
        match (form(ours).filter(|_| is_at_one), form(theirs)) {
            (Some(Pair), Some(Pair)) => self.pair(path, only(Pair), ours[0], theirs[0]),
            (Some(Table), Some(Table)) => self.table(path, only(Table), ours[0], theirs[0]),
            (Some(Item), Some(Item)) => {
                self.records(path, if form(base) == Some(Item) { base } else { &[] }, ours, theirs)
            }
            _ if means_same(theirs, base) => self.keep(ours),
            _ if means_same(ours, base) => self.keep(theirs),
            _ if form(base) == Some(Item)
                && [ours, theirs].iter().all(|side| side.is_empty() || form(side) == Some(Item)) =>
            {
                self.records(path, base, ours, theirs)
            }
            _ => match additions(path, [base, ours, theirs]) {
                Some(left) => left.iter().for_each(|text| self.push(text)),
                None => self.conflict(path, [ours, theirs].map(whole), [ours, theirs].map(shown)),
            },
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
        let merged = value::merged_in(was, us, them, is_ordered(path));
        match merged {
            Some(node) if node == *us => self.statement(ours, behind),
            Some(node) if node == *them => self.statement(theirs, behind),
            Some(node) => self.push(&written(ours, node, behind)),
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
        let Labels { ours: us, theirs: them } = self.labels;
        self.line(&format!("<<<<<<< {us}"));
        self.push(ours.as_deref().unwrap_or_default());
        self.line("=======");
        self.push(theirs.as_deref().unwrap_or_default());
        self.line(&format!(">>>>>>> {them}"));
        let [ours, theirs] = told;
        let why = self.gone.as_ref().filter(|gone| gone.concerns(path)).map_or(Why::Both, Gone::why);
        self.conflicts.push(Conflict { field: path.to_owned(), ours, theirs, why });
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
fn by_name<'u, 't>(
    pieces: &'u [Piece<'t>],
    name: impl Fn(&Piece<'t>) -> Path<'t>,
) -> BTreeMap<Path<'t>, Vec<&'u Piece<'t>>> {
    let mut level: BTreeMap<Path<'t>, Vec<&Piece<'t>>> = BTreeMap::new();
    pieces.iter().for_each(|piece| level.entry(name(piece)).or_default().push(piece));
    level
}

fn first<'p>(piece: &'p Piece<'_>) -> &'p str {
    piece.key.first().map_or("", |key| key)
}

/// The words that always have more behind them: what is written `a.b` and `a.c` are two names.
fn dotted<'u>(three: [&'u [Piece<'_>]; 3]) -> BTreeSet<&'u str> {
    let all = || three.into_iter().flatten();
    let single: BTreeSet<&str> = all().filter(|piece| piece.key.len() == 1).map(first).collect();
    let forms = |is_pair: bool| all().filter(move |piece| (piece.form() == Form::Pair) == is_pair).map(first);
    let (pairs, headers): (BTreeSet<&str>, BTreeSet<&str>) = (forms(true).collect(), forms(false).collect());
    all().map(first).filter(|name| !(single.contains(name) || pairs.contains(name) && headers.contains(name))).collect()
}

/// Whether pieces stand among the headers.
fn is_below(pieces: &[&Piece<'_>]) -> bool {
    !pieces.is_empty() && pieces.iter().all(|piece| piece.form() != Form::Pair)
}

/// The names of both sides in the order of ours, and what only they have behind what it stands behind there; pairs
/// before headers, as whatever stands below a header belongs to it.
fn order<'t>(ours: &[Piece<'t>], theirs: &[Piece<'t>], name: impl Fn(&Piece<'t>) -> Path<'t>) -> Vec<Path<'t>> {
    let mut behind: BTreeMap<Option<Path<'t>>, Vec<&Piece<'t>>> = BTreeMap::new();
    let last_of: BTreeMap<Path<'t>, usize> = ours.iter().enumerate().map(|(at, piece)| (name(piece), at)).collect();
    let mut last = None;
    for piece in theirs {
        match last_of.contains_key(name(piece)) {
            true => last = Some(name(piece)),
            false => behind.entry(last).or_default().push(piece),
        }
    }
    let mut all: Vec<&Piece<'t>> = behind.remove(&None).unwrap_or_default();
    for (at, piece) in ours.iter().enumerate() {
        all.push(piece);
        let is_last = last_of[name(piece)] == at;
        all.extend(is_last.then(|| behind.remove(&Some(name(piece)))).flatten().unwrap_or_default());
    }
    all.sort_by_key(|piece| piece.form() != Form::Pair);
    let mut seen = BTreeSet::new();
    all.into_iter().map(name).filter(|name| seen.insert(*name)).collect()
}

/// What is left of a list that one side took away: what the other side added to it. None where it is no list.
fn additions(path: &str, [base, ours, theirs]: Three<'_, '_>) -> Option<Option<String>> {
    let side = if ours.is_empty() { theirs } else { ours };
    if !(ours.is_empty() || theirs.is_empty()) {
        return None;
    }
    let (was, piece) = (only(base, Form::Pair)?.node()?, only(side, Form::Pair)?);
    let (Node::List(_), has @ Node::List(_)) = (was, piece.node()?) else { return None };
    let left = value::merged_in(Some(was), &Node::List(Vec::new()), has, is_ordered(path))?;
    let is_empty =
        !matches!(&left, Node::List(parts) if parts.iter().any(|part| matches!(part, house::Part::Item(..))));
    let behind = piece.statement.comment.as_deref();
    Some((!is_empty).then(|| format!("{}{}", piece.lead, written(piece, left, behind))))
}

/// A pair with another value.
fn written<'t>(piece: &Piece<'t>, node: Node<'t>, behind: Option<&str>) -> String {
    let mut statement = piece.statement.clone();
    if let What::Pair { node: place, .. } = &mut statement.what {
        *place = node;
    }
    statement.comment = behind.map(|comment| comment.to_owned().into());
    house::write(&[statement])
}

/// The form of the pieces of a name, where they have one: one pair, one table, or items.
pub fn form(pieces: &[&Piece<'_>]) -> Option<Form> {
    let form = pieces.first()?.form();
    let is_whole = pieces.iter().all(|piece| piece.form() == form && piece.key == pieces[0].key);
    (is_whole && (form == Form::Item || pieces.len() == 1)).then_some(form)
}

fn only<'u, 't>(pieces: &[&'u Piece<'t>], form: Form) -> Option<&'u Piece<'t>> {
    (self::form(pieces) == Some(form)).then(|| pieces[0])
}

fn is_same_text(a: &[&Piece<'_>], b: &[&Piece<'_>]) -> bool {
    a.iter().map(|piece| piece.whole).eq(b.iter().map(|piece| piece.whole))
}

pub fn means_same(a: &[&Piece<'_>], b: &[&Piece<'_>]) -> bool {
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
