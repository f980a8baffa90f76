use crate::entry::Entry;
use crate::say::Words;

/// What became of an entry from one map to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is only in the second.
    Added,
    /// It is only in the first: it vanished, and nothing says where.
    Removed,
    /// It is in both, and is withdrawn in the second only.
    Withdrawn,
    /// It is in both, and is withdrawn in the first only.
    Restored,
    /// It is in both, and says something else.
    Changed,
    /// It is in both and says the same, in another file.
    Moved,
}

impl Fate {
    /// Every fate, in the order that they are shown.
    pub const ALL: [Fate; 6] =
        [Fate::Added, Fate::Removed, Fate::Withdrawn, Fate::Restored, Fate::Changed, Fate::Moved];

    /// The word in data.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Added => "ny",
            Fate::Removed => "borttagen",
            Fate::Withdrawn => "avford",
            Fate::Restored => "aterford",
            Fate::Changed => "andrad",
            Fate::Moved => "flyttad",
        }
    }

    /// What a reader calls it.
    pub fn label(self) -> Words {
        match self {
            Fate::Added => Words::new("ny", "new"),
            Fate::Removed => Words::new("borttagen", "removed"),
            Fate::Withdrawn => Words::new("avförd", "withdrawn"),
            Fate::Restored => Words::new("återförd", "restored"),
            Fate::Changed => Words::new("ändrad", "changed"),
            Fate::Moved => Words::new("flyttad", "moved"),
        }
    }

    /// The same seen from the other end.
    pub fn mirrored(self) -> Fate {
        match self {
            Fate::Added => Fate::Removed,
            Fate::Removed => Fate::Added,
            Fate::Withdrawn => Fate::Restored,
            Fate::Restored => Fate::Withdrawn,
            same => same,
        }
    }

    /// What became of an entry that is in one of two maps, or in both.
    pub(super) fn of(before: Option<&Entry>, after: Option<&Entry>, says_else: bool) -> Option<Fate> {
        Some(match (before, after) {
            (None, None) => return None,
            (None, Some(_)) => Fate::Added,
            (Some(_), None) => Fate::Removed,
            (Some(before), Some(after)) => match (before.is_gone(), after.is_gone()) {
                (false, true) => Fate::Withdrawn,
                (true, false) => Fate::Restored,
                _ if says_else => Fate::Changed,
                _ if before.path != after.path => Fate::Moved,
                _ => return None,
            },
        })
    }
}
