use super::Why;
use super::level::means_same;
use super::piece::Piece;
use crate::house::Node;

/// One side has withdrawn an entry that the other goes on with: what the other changed would be lost in a record of
/// something that has left the map.
#[derive(Clone, Debug)]
pub struct Gone {
    is_ours: bool,
    into: Vec<String>,
}

/// The fields that say that an entry has gone.
const SIGNS: [&str; 3] = ["status", "ersatt_av", "avford"];

impl Gone {
    /// Whether one side, and one alone, says that the entry has gone.
    pub fn of(base: &[Piece<'_>], ours: &[Piece<'_>], theirs: &[Piece<'_>]) -> Option<Gone> {
        match (is_gone(base), is_gone(ours), is_gone(theirs)) {
            (false, true, false) => Some(Gone { is_ours: true, into: into(ours) }),
            (false, false, true) => Some(Gone { is_ours: false, into: into(theirs) }),
            _ => None,
        }
    }

    /// Whether a field at the top is not one of those that say so.
    pub fn concerns(&self, path: &str) -> bool {
        !SIGNS.contains(&path)
    }

    /// Whether what the other side changed would be lost.
    pub fn loses(&self, path: &str, [base, ours, theirs]: [&[&Piece<'_>]; 3]) -> bool {
        let (gone, other) = if self.is_ours { (ours, theirs) } else { (theirs, ours) };
        self.concerns(path) && !path.contains('.') && !means_same(other, base) && !means_same(other, gone)
    }

    /// Why that is a conflict.
    pub fn why(&self) -> Why {
        Why::Gone { is_ours: self.is_ours, into: self.into.clone() }
    }
}

fn is_gone(pieces: &[Piece<'_>]) -> bool {
    let has = |name: &str| pieces.iter().any(|piece| piece.key.first().is_some_and(|key| key == name));
    let status = pieces.iter().find(|piece| piece.key == ["status"]).and_then(Piece::node).and_then(Node::text);
    has("avford") || status.is_some_and(|status| status == "avfort") || !into(pieces).is_empty()
}

/// What an entry was replaced by.
fn into(pieces: &[Piece<'_>]) -> Vec<String> {
    let list = pieces.iter().find(|piece| piece.key == ["ersatt_av"]).and_then(Piece::node);
    let Some(Node::List(parts)) = list else { return Vec::new() };
    super::value::items(parts).filter_map(|node| node.text().map(|text| text.into_owned())).collect()
}
