//! The comments of a file: where they stand, and what becomes of them.

use super::Sheet;
use crate::finding::{FieldPath, Step};
use crate::house::{Node, Part, What, write};

/// A comment, from `#` on, and the field that it stands in or above; below them all there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The field at the top of the file.
    pub field: String,
    /// What it says.
    pub text: String,
}

impl Sheet {
    /// Every comment, from the first to the last.
    pub fn remarks(&self) -> Vec<Remark> {
        let layout = self.layout();
        let (mut field, mut remarks) = ("", Vec::new());
        for (path, statement) in layout.paths.iter().zip(&layout.statements).rev() {
            if let Some(Step::Key(top)) = path.first() {
                field = top;
            }
            let mut texts = Vec::new();
            if let What::Pair { node, .. } = &statement.what {
                comments_in(node, &mut texts);
            }
            texts.extend(statement.comment.as_deref());
            let remark = |text: &str| Remark { field: field.to_owned(), text: text.to_owned() };
            remarks.extend(texts.into_iter().rev().map(remark));
        }
        remarks.reverse();
        remarks
    }

    /// Puts a comment on a line of its own above a field; where the file has it not, above the first field of all.
    pub fn put_remark(&mut self, remark: &Remark) {
        let layout = self.layout();
        let is_field = |path: &Vec<Step>| matches!(path.first(), Some(Step::Key(top)) if **top == *remark.field);
        let place =
            layout.paths.iter().position(is_field).or_else(|| layout.paths.iter().position(|path| !path.is_empty()));
        let at = place.map_or(self.text.len(), |at| layout.statements[at].span.start);
        self.splice(at..at, &format!("{}\n", remark.text));
    }

    /// Takes away the comments right above what a field has; those that the file begins with are about all of it.
    pub fn take_remarks_above(&mut self, field: &str) {
        let layout = self.layout();
        let is_field = |at: &usize| matches!(layout.paths[*at].first(), Some(Step::Key(top)) if **top == *field);
        let mut dead = Vec::new();
        for at in (0..layout.statements.len()).filter(is_field) {
            let above = layout.statements[..at].iter().rev().take_while(|statement| statement.is_comment()).count();
            if above < at {
                dead.extend(at - above..at);
            }
        }
        self.take_away(&dead);
    }

    /// Takes away the comment behind the value there, which told of that value; answers with the line as it was.
    pub fn take_comment(&mut self, path: &FieldPath) -> Option<String> {
        let layout = self.layout();
        let at = layout.pairs().find(|at| layout.paths[*at] == path.0)?;
        let mut statement = layout.statements[at].clone();
        statement.comment.take()?;
        let (span, line) = (statement.span.clone(), write(&[statement]));
        let before = self.text[span.clone()].trim_end().to_owned();
        self.splice(span, &line);
        Some(before)
    }
}

fn comments_in<'n>(node: &'n Node<'_>, texts: &mut Vec<&'n str>) {
    let (Node::List(parts) | Node::Table(parts)) = node else { return };
    for part in parts {
        match part {
            Part::Item(_, node) => comments_in(node, texts),
            Part::Behind(text) | Part::Comment(text) => texts.push(text),
        }
    }
}
