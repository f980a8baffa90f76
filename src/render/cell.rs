//! How one cell reads: [`Reading`] to people, [`data`] to programs.

use std::borrow::Cow;

use super::{json, record, several};
use crate::say::{Lang, unsafe_to_show};
use crate::table::Cell;
use crate::value::Id;

/// How a format sets the pieces of a cell; the signs between pieces are set as they are.
pub trait Setter {
    /// A piece of text.
    fn text<'c>(&self, text: &'c str) -> Cow<'c, str>;

    /// An address on the web.
    fn address<'c>(&self, address: &'c str) -> Cow<'c, str> {
        self.text(address)
    }

    /// The name of something that has an id.
    fn named<'c>(&self, _id: &'c Id, name: &'c str) -> Cow<'c, str> {
        self.text(name)
    }
}

/// Sets every piece as it is.
struct AsItIs;

impl Setter for AsItIs {
    fn text<'c>(&self, text: &'c str) -> Cow<'c, str> {
        Cow::Borrowed(text)
    }
}

/// How a person reads cells.
#[derive(Clone, Copy)]
pub struct Reading<'r> {
    /// The reader's language.
    pub lang: Lang,
    /// What stands between several values.
    pub between: &'r str,
    /// How pieces are set.
    pub setter: &'r dyn Setter,
}

impl<'r> Reading<'r> {
    /// Cells as they are.
    pub fn plain(lang: Lang, between: &'r str) -> Reading<'r> {
        Reading { lang, between, setter: &AsItIs }
    }

    /// A cell as a person reads it: names, not ids; labels, not words in data.
    pub fn of<'c>(&self, cell: &'c Cell) -> Cow<'c, str> {
        match cell {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => self.setter.text(text),
            Cell::Url(address) => self.setter.address(address),
            Cell::Number(number) => grouped(*number, self.lang).into(),
            Cell::Decimal(number) => decimal(*number, self.lang).into(),
            Cell::Bool(value) => Cow::Borrowed(yes_or_no(*value, self.lang)),
            Cell::Date(date) => date.to_string().into(),
            Cell::Named(id, name) => self.setter.named(id, name.get(self.lang)),
            Cell::Choice(_, words) | Cell::Words(words) => self.setter.text(words.get(self.lang)),
            Cell::List(items) => {
                let between = if items.iter().any(has_commas) { "; " } else { self.between };
                items.iter().map(|item| self.of(item)).collect::<Vec<_>>().join(between).into()
            }
            Cell::Record(parts) => record::line(parts, self).into(),
        }
    }
}

/// A cell as a person reads it, as it is.
pub fn shown<'c>(cell: &'c Cell, lang: Lang, between: &str) -> Cow<'c, str> {
    Reading::plain(lang, between).of(cell)
}

/// Whether an address is one that a reader may follow: to the web, and nothing else in it.
pub fn is_web(address: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let (head, rest) = address.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || unsafe_to_show(c)))
}

/// A cell as a program reads it, as text: ids, words in data, dates as `2018-03-08`, several values as
/// [`several::join`] has them. Records, and lists of anything but plain values, are JSON.
pub fn data(cell: &Cell, lang: Lang) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Url(text) => Cow::Borrowed(text),
        Cell::Number(number) => number.to_string().into(),
        Cell::Decimal(number) => number.to_string().into(),
        Cell::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        Cell::Date(date) => date.to_string().into(),
        Cell::Named(id, _) => Cow::Borrowed(id.as_str()),
        Cell::Choice(word, _) => Cow::Borrowed(word),
        Cell::Words(words) => Cow::Borrowed(words.get(lang)),
        Cell::List(items) if !items.iter().any(is_compound) => {
            several::join(&items.iter().map(|item| data(item, lang)).collect::<Vec<_>>()).into()
        }
        Cell::List(_) | Cell::Record(_) => json::compact(cell, lang).into(),
    }
}

/// Whether a cell is a list of records, each of which is a sentence of its own.
pub fn is_list_of_records(cell: &Cell) -> bool {
    matches!(cell, Cell::List(items) if items.iter().any(|item| matches!(item, Cell::Record(_))))
}

/// Whether a cell is a number, which no spreadsheet takes for anything else.
pub fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Decimal(_))
}

/// Whether a cell has nothing to show.
pub fn is_empty(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) | Cell::Url(text) => text.is_empty(),
        Cell::List(items) => items.is_empty(),
        Cell::Record(parts) => parts.is_empty(),
        _ => false,
    }
}

/// Whether a cell may have commas inside it: it holds others, or is a sentence.
fn has_commas(cell: &Cell) -> bool {
    is_compound(cell) || matches!(cell, Cell::Words(_))
}

/// Whether a cell holds others.
pub fn is_compound(cell: &Cell) -> bool {
    matches!(cell, Cell::List(_) | Cell::Record(_))
}

/// Yes or no, as a person reads it.
pub fn yes_or_no(value: bool, lang: Lang) -> &'static str {
    match (lang, value) {
        (Lang::Sv, true) => "ja",
        (Lang::Sv, false) => "nej",
        (Lang::En, true) => "yes",
        (Lang::En, false) => "no",
    }
}

/// A whole number with its digits in threes: 12 345 in Swedish, 12,345 in English. Four digits may be a year and stay
/// together, as Svenska skrivregler allows.
fn grouped(number: i64, lang: Lang) -> String {
    let digits = number.unsigned_abs().to_string();
    if digits.len() < 5 {
        return number.to_string();
    }
    let between = if lang == Lang::Sv { '\u{a0}' } else { ',' };
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(between);
        }
        text.push(digit);
    }
    text
}

fn decimal(number: f64, lang: Lang) -> String {
    let text = number.to_string();
    if lang == Lang::Sv { text.replace('.', ",") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::Words;
    use crate::table::Part;

    fn sv(cell: &Cell) -> String {
        shown(cell, Lang::Sv, ", ").into_owned()
    }

    #[test]
    fn numbers_read_as_the_language_writes_them() {
        assert_eq!(sv(&Cell::Number(2018)), "2018");
        assert_eq!(sv(&Cell::Number(-1_234_567)), "-1\u{a0}234\u{a0}567");
        assert_eq!(shown(&Cell::Number(12_345), Lang::En, ", "), "12,345");
        assert_eq!(sv(&Cell::Decimal(-0.5)), "-0,5");
        assert_eq!(data(&Cell::Number(-1_234_567), Lang::Sv), "-1234567");
    }

    #[test]
    fn people_get_names_and_programs_get_ids() {
        let id = Id::parse("esam").expect("an id");
        let cell = Cell::List(vec![Cell::Named(id, Words::same("eSam")), Cell::Choice("fel", Words::same("Fel"))]);
        assert_eq!((sv(&cell).as_str(), &*data(&cell, Lang::Sv)), ("eSam, Fel", "esam; fel"));
    }

    #[test]
    fn what_the_program_says_follows_the_reader() {
        let cell = Cell::Words(Words::new("saknas", "missing"));
        assert_eq!((sv(&cell).as_str(), &*data(&cell, Lang::En)), ("saknas", "missing"));
    }

    #[test]
    fn records_are_kept_apart() {
        let source = |text: &str| {
            let label = Some(Words::new("källa", "source"));
            Cell::Record(vec![Part { key: "text".into(), label, cell: Cell::Text(text.into()) }])
        };
        let cell = Cell::List(vec![source("a"), source("b")]);
        assert_eq!(
            (sv(&cell).as_str(), &*data(&cell, Lang::Sv)),
            ("källa: a; källa: b", r#"[{"text":"a"},{"text":"b"}]"#)
        );
    }

    #[test]
    fn only_addresses_on_the_web_are_followed() {
        for address in ["https://a.se", "HTTP://a.se/å?b=1#c", "http://[::1]/"] {
            assert!(is_web(address), "{address}");
        }
        for other in [
            "javascript:alert(1)",
            "https://",
            "//a.se",
            "ftp://a.se",
            "https://a.se x",
            " https://a.se",
            "é",
            "http://a\u{202e}b",
        ] {
            assert!(!is_web(other), "{other}");
        }
    }
}
