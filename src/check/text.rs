use std::ops::Range;

use crate::entry::{Entry, Field, Value};
use crate::finding::{FieldPath, Place};

/// Kinds of characters that a text has, as a set: a rule is asked only of texts with what it looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs(u8);

impl Signs {
    /// Any text.
    pub const ANY: Signs = Signs(1);
    /// A digit.
    pub const DIGIT: Signs = Signs(1 << 1);
    /// `@`
    pub const AT: Signs = Signs(1 << 2);
    /// `<`, or `]` which ends the words of a Markdown link.
    pub const MARKUP: Signs = Signs(1 << 3);
    /// A control character, or a byte that characters without a shape begin with.
    pub const HIDDEN: Signs = Signs(1 << 4);
    /// A backslash or a colon, as paths and addresses have.
    pub const PATH: Signs = Signs(1 << 5);

    /// What is in either.
    pub const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    /// Whether they have something in common.
    pub fn meets(self, other: Signs) -> bool {
        self.0 & other.0 != 0
    }

    /// The signs that a text has.
    pub fn of(text: &str) -> Signs {
        Signs(text.bytes().fold(Signs::ANY.0, |signs, byte| signs | OF_BYTE[usize::from(byte)]))
    }
}

/// The signs of each byte.
static OF_BYTE: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match byte as u8 {
            b'0'..=b'9' => Signs::DIGIT.0,
            b'@' => Signs::AT.0,
            b'<' | b']' => Signs::MARKUP.0,
            b'\\' | b':' => Signs::PATH.0,
            b'\n' | b'\t' => 0,
            // U+0080–00AD, U+061C, U+200B–206F, U+FEFF and tags begin with these.
            0..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3 => Signs::HIDDEN.0,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

/// A text in an entry, and where it stands.
pub struct Said<'e> {
    /// The entry.
    pub entry: &'e Entry,
    /// The field that holds it: the part, when it is inside a record.
    pub field: &'static Field,
    /// The text.
    pub text: &'e str,
    at: &'e At<'e>,
}

impl Said<'_> {
    /// The way from the top of the file to the text.
    pub fn path(&self) -> FieldPath {
        self.at.path()
    }

    /// The place of some bytes of it.
    pub fn part(&self, bytes: Range<usize>) -> Place {
        Place::Part(self.path(), bytes.start as u32, bytes.end as u32)
    }

    /// The place of some bytes of it that must not be shown.
    pub fn secret(&self, bytes: Range<usize>) -> Place {
        Place::Secret(self.path(), bytes.start as u32, bytes.end as u32)
    }
}

/// The way down to a text; becomes a [`FieldPath`] only when there is something to tell.
enum At<'e> {
    Top(&'static str),
    Key(&'e At<'e>, &'e str),
    Item(&'e At<'e>, usize),
}

impl At<'_> {
    fn path(&self) -> FieldPath {
        match self {
            At::Top(name) => FieldPath::field(name),
            At::Key(above, name) => above.path().key(name),
            At::Item(above, item) => above.path().item(*item),
        }
    }
}

/// Hands on every text of an entry, in the order of the file.
pub(super) fn each(entry: &Entry, tell: &mut dyn FnMut(&Said<'_>)) {
    for (field, value) in &entry.values {
        walk(entry, field, value, &At::Top(field.name), tell);
    }
}

fn walk(entry: &Entry, field: &'static Field, value: &Value, at: &At<'_>, tell: &mut dyn FnMut(&Said<'_>)) {
    match value {
        Value::Text(text) => tell(&Said { entry, field, text, at }),
        Value::List(items) => {
            for (item, value) in items.iter().enumerate() {
                walk(entry, field, value, &At::Item(at, item), tell);
            }
        }
        Value::Record(parts) => {
            for (name, value) in parts {
                let part = field.parts().iter().find(|part| part.name == name).unwrap_or(field);
                walk(entry, part, value, &At::Key(at, name), tell);
            }
        }
        _ => {}
    }
}
