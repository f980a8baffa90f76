//! A finding: something wrong with the map, at a file and a field in it.

use std::fmt;

use crate::say::Words;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Should be looked at.
    Warning,
    /// The map is wrong; `karta validate` ends with exit code 1.
    Error,
}

impl Level {
    /// The word in `karta.toml` and in data.
    pub fn name(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "varning",
            Level::Error => "fel",
        }
    }

    /// The word that a reader sees.
    pub fn label(self) -> Words {
        match self {
            Level::Info => Words::new("info", "info"),
            Level::Warning => Words::new("varning", "warning"),
            Level::Error => Words::new("fel", "error"),
        }
    }
}

/// A step from a table to a value in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value of a key.
    Key(Box<str>),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// The way from the top of a file to a value in it: `kallor[1].url`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The path of a field at the top of the file.
    pub fn field(name: &str) -> FieldPath {
        FieldPath(vec![Step::Key(name.into())])
    }

    /// The path one key further in.
    pub fn key(&self, name: &str) -> FieldPath {
        self.then(Step::Key(name.into()))
    }

    /// The path to one item, counted from 0.
    pub fn item(&self, index: usize) -> FieldPath {
        self.then(Step::Item(index))
    }

    fn then(&self, step: Step) -> FieldPath {
        let mut steps = self.0.clone();
        steps.push(step);
        FieldPath(steps)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(name) if at == 0 => f.write_str(name)?,
                Step::Key(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where in a file something is. The line is looked up when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Bytes from and to, where there is no tree to point into: syntax errors.
    Bytes(u32, u32),
    /// A value.
    Value(FieldPath),
    /// A key.
    Key(FieldPath),
    /// A part of a value that is a text: bytes from and to, in what the text says.
    Part(FieldPath, u32, u32),
    /// The same, of what must not be shown: whoever shows the place shows signs in its stead.
    Secret(FieldPath, u32, u32),
}

/// Something wrong with the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule, as in `karta explain`.
    pub rule: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// The file, from the map's folder, with `/` between folders.
    pub file: Box<str>,
    /// Where in the file.
    pub place: Place,
    /// What is wrong.
    pub what: Words,
    /// What to do.
    pub hint: Option<Words>,
    /// Other places that a reader must see: the file, where in it, and what is there. Places of the same cause are
    /// told here, not as findings of their own.
    pub also: Vec<(Box<str>, Place, Words)>,
}
