use crate::entry::{Entry, Value};

/// What a link must know of the entry that it points at, found out once for each entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// It is taken out of the map.
    pub is_withdrawn: bool,
    /// It says what came in its place.
    pub is_replaced: bool,
    /// It says when it began or ended.
    pub has_period: bool,
}

impl State {
    /// What an entry says of itself.
    pub fn of(entry: &Entry) -> State {
        let mut state = State::default();
        for (field, value) in &entry.values {
            match field.name {
                "avford" => state.is_withdrawn = true,
                "status" => state.is_withdrawn |= value.text() == Some("avfort"),
                "ersatt_av" => state.is_replaced = !value.items().is_empty(),
                "start" | "slut" => state.has_period = true,
                _ => {}
            }
        }
        state
    }

    /// Whether links to it need no thought.
    pub fn is_plain(self) -> bool {
        self == State::default()
    }

    /// Whether it has left the map, or has gone into something else.
    pub fn is_gone(self) -> bool {
        self.is_withdrawn || self.is_replaced
    }
}

/// Whether an entry tells of what was, not of what is: it is gone, ended or met. What it points at may be gone too.
pub fn is_history(entry: &Entry) -> bool {
    State::of(entry).is_gone() || matches!(entry.text("status"), Some("avslutat" | "tillgodosett"))
}

/// The year that an entry's statement is true of.
pub fn year(entry: &Entry) -> Option<i64> {
    match entry.get("uppgift_ar") {
        Some(Value::Number(year)) => Some(*year),
        _ => None,
    }
}
