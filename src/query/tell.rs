//! How each part of a filter was understood, in words.

use super::ends::Ends;
use super::filter::Op;
use super::resolve::{Part, Rule};
use super::subject::Path;
use crate::karta::Way;
use crate::say;
use crate::say::{Words, quote};
use crate::value::{Date, Id, Kind, Scheme};

pub fn all(is_empty: bool) -> Words {
    match is_empty {
        true => Words::new("vad som helst", "anything"),
        false => Words::new("allt detta", "all of this"),
    }
}

pub fn any() -> Words {
    Words::new("något av detta", "any of this")
}

pub fn not(part: &Part) -> Words {
    let told = &part.told;
    match part.rule {
        Rule::Test(_) => say!("inte: {told}", "not: {told}"; told in words),
        Rule::Any(_) => Words::new("inget av detta", "none of this"),
        Rule::All(_) => Words::new("inte allt detta", "not all of this"),
        Rule::Not(_) => Words::new("inte detta", "not this"),
    }
}

pub fn kind(kind: Kind) -> Words {
    let kind = kind.label();
    say!("posten är av slaget {kind}", "the entry is of the kind {kind}"; kind in words)
}

pub fn id(id: &Id) -> Words {
    say!("id är {id}", "the id is {id}")
}

pub fn has(paths: &[Path]) -> Words {
    let field = noun(paths);
    say!("{field} finns", "{field} is there"; field in words)
}

pub fn missing(paths: &[Path]) -> Words {
    let field = noun(paths);
    say!("{field} saknas", "{field} is missing"; field in words)
}

pub fn word(word: &str) -> Words {
    let word = quote(word);
    say!("titeln eller texten har ordet {word}", "the title or the text has the word {word}")
}

pub fn phrase(phrase: &str) -> Words {
    let phrase = quote(phrase);
    say!("titeln eller texten har ”{phrase}”", "the title or the text has “{phrase}”")
}

pub fn concept(scheme: Scheme, op: Op, name: &Words, below: usize) -> Words {
    let (field, name) = (scheme.label(), quoted(name));
    match (op, below) {
        (Op::NotEqual, _) => {
            say!("{field} är något annat än {name}", "{field} is other than {name}"; field in words, name in words)
        }
        (_, 0) => say!("{field} är {name}", "{field} is {name}"; field in words, name in words),
        _ => say!(
            "{field} är {name} eller något som hör dit",
            "{field} is {name} or something below it";
            field in words, name in words
        ),
    }
}

/// A link, and how many other ids it may be written to.
pub fn link(paths: &[Path], op: Op, name: &Words, others: usize) -> Words {
    let (field, name) = (noun(paths), quoted(name));
    match (op, others) {
        (Op::NotEqual, _) | (_, 0) => equal(&field, op, &name),
        _ => say!(
            "{field} är {name} eller något som det har ersatt",
            "{field} is {name} or something that it has replaced";
            field in words, name in words
        ),
    }
}

pub fn has_ends(ends: &Ends) -> Words {
    let field = noun_of_ends(ends);
    say!("{field} finns", "{field} is there"; field in words)
}

pub fn lacks_ends(ends: &Ends) -> Words {
    let field = noun_of_ends(ends);
    say!("{field} saknas", "{field} is missing"; field in words)
}

pub fn lacks(told: &Words) -> Words {
    say!("gäller ingen: {told}", "is true of none: {told}"; told in words)
}

pub fn beyond(ends: &Ends, told: &Words) -> Words {
    let field = noun_of_ends(ends);
    say!("vid andra änden av {field}: {told}", "at the other end of {field}: {told}"; field in words, told in words)
}

pub fn reach(noun: &Words, name: &Words, hops: usize) -> Words {
    let name = quoted(name);
    match hops {
        1 => say!("{noun} är {name}", "{noun} is {name}"; noun in words, name in words),
        _ => {
            say!("{noun} är {name}, i högst {hops} steg", "{noun} is {name}, in at most {hops} steps"; noun in words, name in words)
        }
    }
}

pub fn count(noun: &Words, op: Op, wanted: &str) -> Words {
    let count = say!("antal {noun}", "the number of {noun}"; noun in words);
    ordered(&count, op, wanted)
}

/// Other ends as they stand in a sentence.
pub fn noun_of_ends(ends: &Ends) -> Words {
    Words::each(|lang| format!("”{}”", ends.label.get(lang).to_lowercase()))
}

/// What any links lead to, as it stands in a sentence.
pub fn noun_of_reach(way: Option<Way>) -> Words {
    match way {
        Some(Way::Out) => Words::new("det som posten länkar till", "what the entry links to"),
        Some(Way::In) => Words::new("det som länkar till posten", "what links to the entry"),
        None => Words::new("det som posten är länkad med", "what the entry is linked with"),
    }
}

pub fn choice(paths: &[Path], op: Op, label: &Words) -> Words {
    equal(&noun(paths), op, label)
}

pub fn text(paths: &[Path], op: Op, text: &str) -> Words {
    let (field, text) = (noun(paths), quote(text));
    match op {
        Op::Is => say!("{field} innehåller {text}", "{field} contains {text}"; field in words),
        _ => equal(&field, op, &Words::same(text)),
    }
}

pub fn free(paths: &[Path], op: Op, value: &str) -> Words {
    match op {
        Op::Is | Op::Equal | Op::NotEqual => text(paths, op, value),
        _ => number(paths, op, value),
    }
}

pub fn number(paths: &[Path], op: Op, number: &str) -> Words {
    ordered(&noun(paths), op, number)
}

fn ordered(field: &Words, op: Op, number: &str) -> Words {
    let number = quote(number);
    match op {
        Op::Less => say!("{field} är mindre än {number}", "{field} is less than {number}"; field in words),
        Op::AtMost => say!("{field} är högst {number}", "{field} is at most {number}"; field in words),
        Op::More => say!("{field} är större än {number}", "{field} is more than {number}"; field in words),
        Op::AtLeast => say!("{field} är minst {number}", "{field} is at least {number}"; field in words),
        Op::Is | Op::Equal | Op::NotEqual => equal(field, op, &Words::same(number)),
    }
}

pub fn date(paths: &[Path], op: Op, date: Date) -> Words {
    let field = noun(paths);
    match op {
        Op::Is | Op::Equal => say!("{field} är {date}", "{field} is in {date}"; field in words),
        Op::NotEqual => {
            say!("{field} är en annan tid än {date}", "{field} is another time than {date}"; field in words)
        }
        Op::Less => say!("{field} är före {date}", "{field} is before {date}"; field in words),
        Op::AtMost => say!("{field} är senast {date}", "{field} is {date} at the latest"; field in words),
        Op::More => say!("{field} är efter {date}", "{field} is after {date}"; field in words),
        Op::AtLeast => say!("{field} är tidigast {date}", "{field} is {date} at the earliest"; field in words),
    }
}

fn equal(field: &Words, op: Op, value: &Words) -> Words {
    match op {
        Op::NotEqual => {
            say!("{field} är något annat än {value}", "{field} is other than {value}"; field in words, value in words)
        }
        _ => say!("{field} är {value}", "{field} is {value}"; field in words, value in words),
    }
}

/// What the paths hold, as it stands in a sentence.
pub fn noun(paths: &[Path]) -> Words {
    let path = &paths[0];
    let several = paths.iter().any(|other| other.field.name != path.field.name);
    let top = path.field.label.words();
    let name = match path.part {
        _ if several => Words::new("någon aktör", "an actor"),
        Some(part) => {
            let part = part.label.words();
            Words::each(|lang| format!("{}: {}", top.get(lang), part.get(lang)))
        }
        None if matches!(path.field.shape, crate::entry::Shape::Free) => Words::same(quote(&path.name)),
        None => path.field.scheme().map_or(top, Scheme::label),
    };
    Words::each(|lang| name.get(lang).to_lowercase())
}

fn quoted(name: &Words) -> Words {
    Words::each(|lang| quote(name.get(lang)))
}
