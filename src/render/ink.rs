//! What a text is; colour is decided here, and only where the page allows it.

use anstyle::{AnsiColor, Effects, Style};

/// What a text on a terminal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The title of the page.
    Title,
    /// A heading of a column or of a value.
    Heading,
    /// Lines, notes and whatever else stands back.
    Quiet,
    /// What is as it was, or is nothing in particular.
    Plain,
    /// What is gone.
    Gone,
    /// What has come.
    Came,
    /// What is otherwise than it was.
    Changed,
}

impl Ink {
    /// The text, set as what it is when the page is styled.
    pub fn set(self, text: &str, is_styled: bool) -> String {
        if is_styled && !text.is_empty() && !matches!(self, Ink::Plain) {
            format!("{0}{text}{0:#}", self.style())
        } else {
            text.to_owned()
        }
    }

    fn style(self) -> Style {
        match self {
            Ink::Title | Ink::Heading => Style::new().effects(Effects::BOLD),
            Ink::Quiet => Style::new().effects(Effects::DIMMED),
            Ink::Plain => Style::new(),
            Ink::Gone => AnsiColor::Red.on_default(),
            Ink::Came => AnsiColor::Green.on_default(),
            Ink::Changed => AnsiColor::Yellow.on_default(),
        }
    }
}
