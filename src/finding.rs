//! A finding: something wrong with the map, at a file and a field in it.

use std::fmt;

use crate::say::Words;
use crate::value::stem;

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

impl Place {
    /// The way to the field that it is in; none for a whole file and for bytes.
    pub fn path(&self) -> Option<&FieldPath> {
        match self {
            Place::File | Place::Bytes(..) => None,
            Place::Value(path) | Place::Key(path) | Place::Part(path, ..) | Place::Secret(path, ..) => Some(path),
        }
    }

    /// The names of the keys on the way to it, without the numbers of items: `kallor.url`. Empty for a whole file.
    pub fn field(&self) -> String {
        let Some(path) = self.path() else { return String::new() };
        let names = path.0.iter().filter_map(|step| match step {
            Step::Key(name) => Some(&**name),
            Step::Item(_) => None,
        });
        names.collect::<Vec<_>>().join(".")
    }
}

/// What makes a finding the one it is, wherever its file lies, on whichever line, and in whatever order fields stand.
/// Two findings of one map may have the same facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Facts<'f> {
    /// The name of the rule.
    pub rule: &'static str,
    /// The file's name without folder and ending, which is an entry's id.
    pub subject: &'f str,
    /// The names of the keys on the way to the value.
    pub field: String,
    /// What is wrong, in Swedish, with the value that is wrong.
    pub what: &'f str,
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

impl Finding {
    /// What makes it the finding it is.
    pub fn facts(&self) -> Facts<'_> {
        self.facts_at(&self.file, &self.place)
    }

    /// Every file and place that it tells of: its own first, then the others.
    pub fn places(&self) -> impl Iterator<Item = (&str, &Place)> {
        let others = self.also.iter().map(|(file, place, _)| (&**file, place));
        std::iter::once((&*self.file, &self.place)).chain(others)
    }

    /// What makes it the finding it is, at one of its places.
    pub fn facts_at<'f>(&'f self, file: &'f str, place: &Place) -> Facts<'f> {
        Facts { rule: self.rule, subject: stem(file), field: place.field(), what: &self.what.sv }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_know_neither_folders_nor_numbers() {
        let place = |item| Place::Value(FieldPath::field("kallor").item(item).key("url"));
        let finding = |file: &str, item| Finding {
            rule: "bad-url",
            level: Level::Error,
            file: file.into(),
            place: place(item),
            what: Words::new("fel", "wrong"),
            hint: None,
            also: vec![("behov/b.toml".into(), Place::File, Words::new("och här", "and here"))],
        };
        let (here, there) = (finding("behov/skola/a.toml", 0), finding("behov/vard/a.toml", 3));
        assert_eq!(here.facts(), there.facts());
        assert_eq!(here.facts(), Facts { rule: "bad-url", subject: "a", field: "kallor.url".into(), what: "fel" });
        let there = here.places().map(|(file, place)| here.facts_at(file, place).subject);
        assert_eq!(there.collect::<Vec<_>>(), ["a", "b"]);
    }
}
