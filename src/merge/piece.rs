use crate::house::{Key, Node, Statement, What};

/// A statement of a file with the comments above it, and what stands below it where it is a header.
#[derive(Clone, Debug)]
pub struct Piece<'t> {
    /// Everything of it, from the first comment above it.
    pub whole: &'t str,
    /// The comments and blank lines above it.
    pub lead: &'t str,
    /// The statement's own lines.
    pub own: &'t str,
    /// The statement.
    pub statement: &'t Statement<'t>,
    /// Its key below the header that it stands under.
    pub key: &'t [Key<'t>],
    /// What stands below a header.
    pub inner: Vec<Piece<'t>>,
}

/// The pieces of a file, and the comments that stand after all of them.
pub struct Pieces<'t> {
    pub all: Vec<Piece<'t>>,
    pub tail: &'t str,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Pair,
    Table,
    Item,
}

impl<'t> Piece<'t> {
    pub fn form(&self) -> Form {
        match self.statement.what {
            What::Table(_) => Form::Table,
            What::Item(_) => Form::Item,
            What::Pair { .. } | What::Nothing => Form::Pair,
        }
    }

    /// The value of a pair.
    pub fn node(&self) -> Option<&'t Node<'t>> {
        match &self.statement.what {
            What::Pair { node, .. } => Some(node),
            _ => None,
        }
    }

    /// The value of a pair right below a header.
    pub fn part(&self, name: &str) -> Option<&'t Node<'t>> {
        self.inner.iter().find(|part| part.key == [name]).and_then(Piece::node)
    }

    /// What it says, as a text that is the same whatever its comments, and in whatever order its parts stand.
    pub fn said(&self) -> String {
        let mut inner: Vec<String> = self.inner.iter().map(Piece::said).collect();
        inner.sort_unstable();
        let value = self.node().map(super::elements::said).unwrap_or_default();
        format!("{:?} {:?} {value} {inner:?}", self.form(), self.key)
    }

    fn keys(&self) -> &'t [Key<'t>] {
        match &self.statement.what {
            What::Table(keys) | What::Item(keys) => keys,
            What::Pair { keys, .. } => keys,
            What::Nothing => &[],
        }
    }

    /// Whether a header with these keys stands below it.
    fn holds(&self, keys: &[Key<'_>]) -> bool {
        self.keys().len() < keys.len() && keys.starts_with(self.keys())
    }
}

impl<'t> Pieces<'t> {
    pub fn of(text: &'t str, statements: &'t [Statement<'t>]) -> Pieces<'t> {
        let mut pieces = Pieces { all: Vec::new(), tail: "" };
        let mut open: Vec<Piece<'t>> = Vec::new();
        let start = statements.first().map_or(text.len(), |first| first.span.start);
        let mut lead = start;
        for statement in statements.iter().filter(|statement| statement.what != What::Nothing) {
            let span = statement.span.clone();
            let mut piece = Piece {
                whole: &text[lead..span.end],
                lead: &text[lead..span.start],
                own: &text[span.clone()],
                statement,
                key: &[],
                inner: Vec::new(),
            };
            lead = span.end;
            if statement.what.is_header() {
                while open.last().is_some_and(|last| !last.holds(piece.keys())) {
                    pieces.close(&mut open, text);
                }
                piece.key = &piece.keys()[open.last().map_or(0, |last| last.keys().len())..];
                open.push(piece);
            } else {
                piece.key = piece.keys();
                open.last_mut().map_or(&mut pieces.all, |last| &mut last.inner).push(piece);
            }
        }
        while !open.is_empty() {
            pieces.close(&mut open, text);
        }
        pieces.tail = &text[lead..];
        pieces
    }

    /// Puts the last open header where it belongs.
    fn close(&mut self, open: &mut Vec<Piece<'t>>, text: &'t str) {
        let Some(mut piece) = open.pop() else { return };
        let start = piece.whole.as_ptr() as usize - text.as_ptr() as usize;
        let last = piece.inner.last().map_or(piece.whole, |last| last.whole);
        let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
        piece.whole = &text[start..end];
        open.last_mut().map_or(&mut self.all, |above| &mut above.inner).push(piece);
    }
}

/// Whether two pieces say the same, whatever their comments and spacing, and in whatever order their parts stand.
pub fn is_same(a: &Piece<'_>, b: &Piece<'_>) -> bool {
    let values = match (a.node(), b.node()) {
        (Some(a), Some(b)) => super::value::is_same(a, b),
        (None, None) => true,
        _ => false,
    };
    values && a.form() == b.form() && a.key == b.key && a.inner.len() == b.inner.len() && {
        let mut left: Vec<&Piece<'_>> = b.inner.iter().collect();
        a.inner.iter().all(|one| {
            let at = left.iter().position(|other| is_same(one, other));
            at.map(|at| left.remove(at)).is_some()
        })
    }
}
