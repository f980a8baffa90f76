use crate::say::Words;
use crate::value::{Kind, Scheme};

/// A short text in both languages that can stand in a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The Swedish text.
    pub sv: &'static str,
    /// The English text.
    pub en: &'static str,
}

impl Label {
    /// The text as [`Words`].
    pub const fn words(self) -> Words {
        Words::new(self.sv, self.en)
    }
}

/// How much a change of something weighs, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Where a file lies and in what order things stand: nothing that a reader of the map sees.
    Form,
    /// How it is said and where that comes from; what is said stays.
    Wording,
    /// What is said.
    Substance,
    /// What somebody has to decide.
    Decision,
}

impl Weight {
    /// Every weight, the least first.
    pub const ALL: [Weight; 4] = [Weight::Form, Weight::Wording, Weight::Substance, Weight::Decision];

    /// The word in commands and data.
    pub fn name(self) -> &'static str {
        match self {
            Weight::Form => "form",
            Weight::Wording => "ordalydelse",
            Weight::Substance => "sak",
            Weight::Decision => "beslut",
        }
    }

    /// The weight as a reader calls it.
    pub fn label(self) -> Words {
        match self {
            Weight::Form => Words::new("form", "form"),
            Weight::Wording => Words::new("ordalydelse", "wording"),
            Weight::Substance => Words::new("sak", "substance"),
            Weight::Decision => Words::new("beslut", "decision"),
        }
    }
}

/// One of a fixed set of values.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word in files and data.
    pub name: &'static str,
    /// What a reader sees.
    pub label: Label,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// The entry's own id.
    Id,
    /// A text on one line.
    Text,
    /// A text of any length; Markdown, never HTML.
    Prose,
    /// An address on the web, `http` or `https`.
    Url,
    /// An organisation number.
    Orgnr,
    /// A date with its precision.
    Date,
    /// A whole number from one to another.
    Number(i64, i64),
    /// One of a fixed set.
    Choice(&'static [Choice]),
    /// Texts.
    Texts,
    /// Addresses on the web.
    Urls,
    /// Concepts of a scheme.
    Concepts(Scheme),
    /// One concept of a scheme.
    Concept(Scheme),
    /// Entries of these kinds.
    Links(&'static [Kind]),
    /// One entry of these kinds.
    Link(&'static [Kind]),
    /// Named parts.
    Record(&'static [Field]),
    /// A list of records.
    Records(&'static [Field]),
    /// Whatever the map's owner wants.
    Free,
}

/// What a link is called at the end that it points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reverse {
    /// The stable name in data, ASCII.
    pub name: &'static str,
    /// What a reader sees.
    pub label: Label,
}

/// A field, declared once: decoding, checks, query words, columns, prompts and the reference all come from here.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key in the file.
    pub name: &'static str,
    /// The word for one of it, in queries and flags.
    pub word: &'static str,
    /// The kinds that have it; none for a part of a record.
    pub kinds: &'static [Kind],
    /// Whether it must be there.
    pub is_required: bool,
    /// What it may hold.
    pub shape: Shape,
    /// The heading that a reader sees.
    pub label: Label,
    /// What it means.
    pub about: Label,
    /// How it may look in a file.
    pub example: &'static str,
    /// What its links are called at the other end; none when it holds no links.
    pub reverse: Option<Reverse>,
    /// Whether its links point only at entries of the kind that has them.
    pub is_within_kind: bool,
    /// How much it weighs when it changes.
    pub weight: Weight,
}

impl Field {
    /// A field of these kinds.
    pub(super) const fn new(name: &'static str, kinds: &'static [Kind], shape: Shape) -> Field {
        let nothing = Label { sv: "", en: "" };
        let (label, about, example) = (nothing, nothing, "");
        Field {
            name,
            word: name,
            kinds,
            is_required: false,
            shape,
            label,
            about,
            example,
            reverse: None,
            is_within_kind: false,
            weight: Weight::Substance,
        }
    }

    /// A part of a record.
    pub(super) const fn part(name: &'static str, shape: Shape) -> Field {
        Field::new(name, &[], shape)
    }

    pub(super) const fn required(mut self) -> Field {
        self.is_required = true;
        self
    }

    /// The word for one of what the field lists.
    pub(super) const fn word(mut self, word: &'static str) -> Field {
        self.word = word;
        self
    }

    pub(super) const fn label(mut self, sv: &'static str, en: &'static str) -> Field {
        self.label = Label { sv, en };
        self
    }

    pub(super) const fn about(mut self, sv: &'static str, en: &'static str) -> Field {
        self.about = Label { sv, en };
        self
    }

    pub(super) const fn example(mut self, example: &'static str) -> Field {
        self.example = example;
        self
    }

    /// What its links are called at the other end.
    pub(super) const fn reverse(mut self, name: &'static str, sv: &'static str, en: &'static str) -> Field {
        self.reverse = Some(Reverse { name, label: Label { sv, en } });
        self
    }

    /// Its links point only at entries of the kind that has them.
    pub(super) const fn within_kind(mut self) -> Field {
        self.is_within_kind = true;
        self
    }

    /// How much it weighs when it changes, where that is not [`Weight::Substance`].
    pub(super) const fn weight(mut self, weight: Weight) -> Field {
        self.weight = weight;
        self
    }

    /// Whether it holds several values.
    pub fn is_list(&self) -> bool {
        use Shape::*;
        matches!(self.shape, Texts | Urls | Concepts(_) | Links(_) | Records(_))
    }

    /// The kinds that its links may point at; none when it holds no links.
    pub fn targets(&self) -> &'static [Kind] {
        match self.shape {
            Shape::Links(kinds) | Shape::Link(kinds) => kinds,
            _ => &[],
        }
    }

    /// The same, where an entry of that kind has them.
    pub fn targets_from(&self, kind: Kind) -> &'static [Kind] {
        let all = self.targets();
        match all.iter().position(|target| *target == kind).filter(|_| self.is_within_kind) {
            Some(at) => &all[at..=at],
            None => all,
        }
    }

    /// The scheme that its concepts are of.
    pub fn scheme(&self) -> Option<Scheme> {
        match self.shape {
            Shape::Concepts(scheme) | Shape::Concept(scheme) => Some(scheme),
            _ => None,
        }
    }

    /// The parts of its records.
    pub fn parts(&self) -> &'static [Field] {
        match self.shape {
            Shape::Record(parts) | Shape::Records(parts) => parts,
            _ => &[],
        }
    }
}
