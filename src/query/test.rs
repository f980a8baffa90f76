use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::ends::Members;
use super::filter::Op;
use super::subject::Path;
use crate::entry::{Entry, Value};
use crate::value::{Date, Id, Kind};

/// One condition on an entry, looked up and ready to be tried.
pub enum Test {
    /// It is of this kind.
    Kind(Kind),
    /// It has this id.
    Id(Id),
    /// Something is there.
    Has(Vec<Path>),
    /// Nothing is there, its kind could have it, and it is still in the map.
    Missing(Vec<Path>),
    /// A value there is such.
    Field(Vec<Path>, Op, Compared),
    /// A search of that number finds it.
    Found(usize),
    /// It is one of these.
    Among(Members),
    /// Something is there, and the test does not hold.
    Other(Vec<Path>, Box<Test>),
}

/// What values are compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Compared {
    /// Any of these ids.
    Ids(BTreeSet<Id>),
    /// This word of a fixed set.
    Choice(String),
    /// A date.
    Date(Date),
    /// A number.
    Number(f64),
}

impl Test {
    /// Whether the entry at a place passes, given what the searches found in it.
    pub fn holds(&self, at: usize, entry: &Entry, finds: impl Fn(usize) -> bool) -> bool {
        match self {
            Test::Kind(kind) => entry.kind == *kind,
            Test::Id(id) => entry.id == *id,
            Test::Has(paths) => has(paths, entry),
            Test::Missing(paths) => {
                let could = paths.iter().any(|path| path.field.kinds.contains(&entry.kind));
                could && !has(paths, entry) && (!entry.is_gone() || paths.iter().any(tells_of_leaving))
            }
            Test::Field(paths, op, wanted) => {
                paths.iter().any(|path| path.any(entry, &mut |value| holds(value, *op, wanted)))
            }
            Test::Found(search) => finds(*search),
            Test::Among(members) => members.has(at),
            Test::Other(paths, test) => has(paths, entry) && !test.holds(at, entry, finds),
        }
    }
}

/// Whether a field tells that entries have left the map.
fn tells_of_leaving(path: &Path) -> bool {
    matches!(path.field.name, "avford" | "ersatt_av")
}

fn has(paths: &[Path], entry: &Entry) -> bool {
    paths.iter().any(|path| path.is_in(entry))
}

/// Whether a value compares so with what is wanted; never, when they are not alike.
pub fn holds(value: &Value, op: Op, wanted: &Compared) -> bool {
    match (value, wanted) {
        (Value::Id(id), Compared::Ids(ids)) => ids.contains(id),
        (Value::Choice(choice), Compared::Choice(name)) => choice.name == name,
        (Value::Date(date), Compared::Date(_)) => Compared::Date(*date).is(op, wanted),
        (Value::Number(number), Compared::Number(_)) => Compared::Number(*number as f64).is(op, wanted),
        (Value::Decimal(number), Compared::Number(_)) => Compared::Number(*number).is(op, wanted),
        _ => false,
    }
}

impl Compared {
    /// Reads a text as what that value can be compared with.
    pub fn like(value: &Value, text: &str) -> Option<Compared> {
        match value {
            Value::Date(_) => Date::parse(text).map(Compared::Date),
            Value::Number(_) | Value::Decimal(_) => number(text).map(Compared::Number),
            _ => None,
        }
    }

    /// Two texts as two dates or two numbers.
    pub fn pair(value: &str, wanted: &str) -> Option<(Compared, Compared)> {
        let dates = Date::parse(value).zip(Date::parse(wanted)).map(|(a, b)| (Compared::Date(a), Compared::Date(b)));
        dates.or_else(|| number(value).zip(number(wanted)).map(|(a, b)| (Compared::Number(a), Compared::Number(b))))
    }

    /// Whether this compares so with what is wanted. A date is the whole period that it names: it is at or after
    /// another when it begins no sooner, at or before when it ends no later, and after or before when the periods do
    /// not meet. Other than is compared as equal: [`Test::Other`] turns the answer, for an entry and not for each value.
    pub fn is(&self, op: Op, wanted: &Compared) -> bool {
        match (self, wanted) {
            (Compared::Date(date), Compared::Date(wanted)) => match op {
                Op::Is | Op::Equal | Op::NotEqual => wanted.covers(*date),
                Op::Less => date.is_before(*wanted),
                Op::AtMost => date.last() <= wanted.last(),
                Op::More => wanted.is_before(*date),
                Op::AtLeast => date.first() >= wanted.first(),
            },
            (Compared::Number(number), Compared::Number(wanted)) => {
                number.partial_cmp(wanted).is_some_and(|order| fits(order, op))
            }
            (a, b) => a == b,
        }
    }
}

fn fits(order: Ordering, op: Op) -> bool {
    match op {
        Op::Is | Op::Equal | Op::NotEqual => order.is_eq(),
        Op::Less => order.is_lt(),
        Op::AtMost => order.is_le(),
        Op::More => order.is_gt(),
        Op::AtLeast => order.is_ge(),
    }
}

/// A number as people write it, with a point or a comma before the decimals and spaces between thousands.
pub fn number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    digits.parse().ok().filter(|number: &f64| is_number && number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(date: &str, op: Op, wanted: &str) -> bool {
        let (date, wanted) = Compared::pair(date, wanted).expect("two dates or numbers");
        date.is(op, &wanted)
    }

    #[test]
    fn a_date_is_compared_as_the_period_it_names() {
        assert!(is("2017-03", Op::Is, "2017") && !is("2017", Op::Is, "2017-03"));
        assert!(is("2017", Op::AtLeast, "2017") && is("2017-01", Op::AtLeast, "2017-01-01"));
        assert!(!is("2017", Op::AtLeast, "2017-01-02"));
        assert!(is("2016-12-31", Op::Less, "2017") && !is("2017", Op::Less, "2017-06"));
        assert!(is("2017", Op::AtMost, "2017") && !is("2017", Op::AtMost, "2017-06"));
        assert!(is("2018-01", Op::More, "2017") && !is("2017-12", Op::More, "2017"));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert!(is("1 500", Op::More, "1499,5"));
        assert!(is("10", Op::More, "9"));
        assert_eq!(number("inf"), None);
        assert_eq!(number(""), None);
    }
}
