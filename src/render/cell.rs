//! How one cell reads: [`shown`] to people, [`data`] to programs.

use std::borrow::Cow;

use super::json;
use crate::say::Lang;
use crate::table::Cell;

/// A cell as a person reads it: names, not ids; labels, not words in data; several values with `between` between them.
pub fn shown<'c>(cell: &'c Cell, lang: Lang, between: &str) -> Cow<'c, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) => grouped(*number, lang).into(),
        Cell::Decimal(number) => decimal(*number, lang).into(),
        Cell::Bool(value) => Cow::Borrowed(yes_or_no(*value, lang)),
        Cell::Date(date) => date.to_string().into(),
        Cell::Named(_, words) | Cell::Choice(_, words) | Cell::Words(words) => Cow::Borrowed(words.get(lang)),
        Cell::List(items) => {
            let between = if items.iter().any(is_compound) { "; " } else { between };
            items.iter().map(|item| shown(item, lang, between)).collect::<Vec<_>>().join(between).into()
        }
        Cell::Record(parts) => {
            let part = |(key, value): &(String, Cell)| format!("{key}: {}", shown(value, lang, between));
            parts.iter().map(part).collect::<Vec<_>>().join(", ").into()
        }
    }
}

/// A cell as a program reads it, as text: ids, words in data, dates as `2018-03-08`, several values with `; ` between
/// them. Records, and lists of anything but plain values, are JSON.
pub fn data(cell: &Cell, lang: Lang) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) => number.to_string().into(),
        Cell::Decimal(number) => number.to_string().into(),
        Cell::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        Cell::Date(date) => date.to_string().into(),
        Cell::Named(id, _) => Cow::Borrowed(id.as_str()),
        Cell::Choice(word, _) => Cow::Borrowed(word),
        Cell::Words(words) => Cow::Borrowed(words.get(lang)),
        Cell::List(items) if !items.iter().any(is_compound) => {
            items.iter().map(|item| data(item, lang)).collect::<Vec<_>>().join("; ").into()
        }
        Cell::List(_) | Cell::Record(_) => json::compact(cell, lang).into(),
    }
}

/// Whether a cell is a number, which no spreadsheet takes for anything else.
pub fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Decimal(_))
}

/// Whether a cell has nothing to show.
pub fn is_empty(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.is_empty(),
        Cell::List(items) => items.is_empty(),
        Cell::Record(parts) => parts.is_empty(),
        _ => false,
    }
}

fn is_compound(cell: &Cell) -> bool {
    matches!(cell, Cell::List(_) | Cell::Record(_))
}

fn yes_or_no(value: bool, lang: Lang) -> &'static str {
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
    use crate::value::Id;

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
        let source = |text: &str| Cell::Record(vec![("text".into(), Cell::Text(text.into()))]);
        let cell = Cell::List(vec![source("a"), source("b")]);
        assert_eq!(
            (sv(&cell).as_str(), &*data(&cell, Lang::Sv)),
            ("text: a; text: b", r#"[{"text":"a"},{"text":"b"}]"#)
        );
    }
}
