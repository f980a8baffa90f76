use crate::say;
use crate::say::{Failure, Result, Words, quote};

/// What to do with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is to hold this. Given several times for a list, the list is to hold all of them.
    Set,
    /// The list is to hold this too. Parts of one list (`kallor.text`, `kallor.url`) given after one another make one
    /// new record; a part that is given again begins the next.
    Add,
    /// The list is no longer to hold this; of records, the one that has this part.
    Remove,
    /// It is to be gone.
    Unset,
}

impl Action {
    /// The flag that says so.
    pub fn flag(self) -> &'static str {
        match self {
            Action::Set => "--set",
            Action::Add => "--add",
            Action::Remove => "--remove",
            Action::Unset => "--unset",
        }
    }
}

/// What a person wants done with a field, as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What to do.
    pub action: Action,
    /// The field, by its name, its word or its label; parts after a dot.
    pub field: String,
    /// The value; empty for [`Action::Unset`].
    pub value: String,
}

impl Wish {
    /// Reads `fält=värde`, or only `fält` for [`Action::Unset`].
    pub fn parse(action: Action, text: &str) -> Result<Wish> {
        let (field, value) = match (action, text.split_once('=')) {
            (Action::Unset, None) => (text, ""),
            (Action::Unset, Some(_)) => return Err(unset_has_value(text)),
            (_, Some((field, value))) => (field, value),
            (_, None) => return Err(no_value(action, text)),
        };
        Ok(Wish { action, field: field.trim().to_owned(), value: value.trim().to_owned() })
    }
}

fn no_value(action: Action, text: &str) -> Failure {
    let (flag, text) = (action.flag(), quote(text));
    Failure::new(say!("{flag} {text} saknar ett värde.", "{flag} {text} lacks a value.")).hint(say!(
        "Skriv fältet, ett likhetstecken och värdet, till exempel: {flag} tema=skola",
        "Write the field, an equals sign and the value, for example: {flag} tema=skola"
    ))
}

fn unset_has_value(text: &str) -> Failure {
    let text = quote(text);
    let hint = Words::new(
        "Skriv bara fältet för att ta bort det. Ett enda värde ur en lista tas bort med --remove fält=värde.",
        "Write only the field to take it away. A single value of a list is taken away with --remove field=value.",
    );
    Failure::new(say!("--unset {text} ska inte ha något värde.", "--unset {text} should have no value.")).hint(hint)
}
