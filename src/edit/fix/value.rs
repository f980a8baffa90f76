use super::ground::Ground;
use crate::entry::{Choice, Field, Shape, Value, from_text};
use crate::value::{Date, Orgnr, fold};

/// A value as a file has it.
#[derive(Clone, Copy, Debug)]
pub enum Said<'t> {
    /// In quotes.
    Text(&'t str),
    /// A number, a boolean or a date.
    Bare(&'t str),
}

impl<'t> Said<'t> {
    pub fn text(self) -> &'t str {
        match self {
            Said::Text(text) | Said::Bare(text) => text,
        }
    }
}

/// What a value that is wrong was meant to be, in an entry of that name, and the rule that minds; none when it is right,
/// or when there is doubt.
pub fn meant(ground: &Ground<'_>, field: &Field, own: &str, said: Said<'_>) -> Option<(&'static str, Value)> {
    Some(match (field.shape, said) {
        (Shape::Date, Said::Bare(text)) => ("wrong-type", Value::Date(year(text)?)),
        (Shape::Number(least, most), Said::Text(text)) => ("wrong-type", number(text, least, most)?),
        (_, Said::Bare(_)) => return None,
        (Shape::Concepts(_) | Shape::Concept(_) | Shape::Links(_) | Shape::Link(_), Said::Text(text)) => {
            let (rule, id) = ground.meant(field, own, text)?;
            (rule, Value::Id(id))
        }
        (shape, Said::Text(text)) if from_text(shape, text).is_ok() => return None,
        (Shape::Date, Said::Text(text)) => ("bad-date", Value::Date(date(text)?)),
        (Shape::Orgnr, Said::Text(text)) => ("bad-orgnr", Value::Text(orgnr(text)?.into())),
        (Shape::Choice(choices), Said::Text(text)) => ("bad-value", Value::Choice(choice(choices, text)?)),
        (Shape::Url | Shape::Urls, Said::Text(text)) => ("bad-url", from_text(field.shape, text.trim()).ok()?),
        _ => return None,
    })
}

/// A year without its quotes.
fn year(text: &str) -> Option<Date> {
    Date::parse(text).filter(|_| text.len() == 4)
}

fn number(text: &str, least: i64, most: i64) -> Option<Value> {
    let number: i64 = text.trim().parse().ok()?;
    (least..=most).contains(&number).then_some(Value::Number(number))
}

/// A date whose parts are clear though their form is not: the year first, in four digits. A year and a month need a
/// hyphen, as `2011/12` is a school year.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) || parts[0].len() != 4 && parts.len() > 1 {
        return None;
    }
    match parts[..] {
        [year] if year.len() == 8 => Date::parse(&format!("{}-{}-{}", &year[..4], &year[4..6], &year[6..])),
        [year] => Date::parse(year),
        [year, month] if text.contains('-') => Date::parse(&format!("{year}-{month:0>2}")),
        [year, month, day] => Date::parse(&format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    }
}

/// An organisation number whose digits are all there, with the century of organisations or without.
fn orgnr(text: &str) -> Option<String> {
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2014}');
    let digits: String = text.chars().filter(|c| !is_sign(*c)).collect();
    let digits = if digits.len() == 12 { digits.strip_prefix("16")? } else { &digits };
    let (head, tail) = digits.split_at_checked(6)?;
    Orgnr::parse(&format!("{head}-{tail}")).ok().map(|number| number.to_string())
}

/// One of a set, by its word or label apart from case and accents, or by a slip of the hand in its word.
fn choice(choices: &'static [Choice], text: &str) -> Option<&'static Choice> {
    let said = fold(text.trim());
    let is_called =
        |choice: &&Choice| [choice.name, choice.label.sv, choice.label.en].iter().any(|name| fold(name) == said);
    let is_near = |choice: &&Choice| said.len() > 4 && strsim::osa_distance(&said, choice.name) == 1;
    let one = |found: Vec<&'static Choice>| if let [one] = found[..] { Some(one) } else { None };
    match choices.iter().filter(is_called).collect::<Vec<_>>() {
        found if found.is_empty() => one(choices.iter().filter(is_near).collect()),
        found => one(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::find;
    use crate::value::Kind;

    #[test]
    fn only_dates_without_doubt_are_understood() {
        for (said, meant) in [
            ("2018-3-8", "2018-03-08"),
            ("2018/03/08", "2018-03-08"),
            ("2018.3.08", "2018-03-08"),
            ("20180308", "2018-03-08"),
            (" 2018-3", "2018-03"),
            ("2018 ", "2018"),
        ] {
            assert_eq!(date(said).map(|date| date.to_string()).as_deref(), Some(meant), "{said}");
        }
        for said in
            ["8/3 2018", "18-03-08", "2011/12", "2018-13", "2018-02-30", "mars 2018", "", "-", "201803", "2018–20"]
        {
            assert_eq!(date(said), None, "{said}");
        }
    }

    #[test]
    fn organisation_numbers_get_their_form_but_never_other_digits() {
        for said in ["2120000142", "16212000-0142", "162120000142", "212000 0142", "212000–0142"] {
            assert_eq!(orgnr(said).as_deref(), Some("212000-0142"), "{said}");
        }
        for said in ["2120000143", "192120000142", "8012282785", "212000014", "21200å0142", ""] {
            assert_eq!(orgnr(said), None, "{said}");
        }
    }

    #[test]
    fn words_of_a_set_are_known_by_label_and_by_slips() {
        let Some(Shape::Choice(choices)) = find(Kind::Initiativ, "status").map(|field| field.shape) else {
            panic!("status is a choice");
        };
        for (said, meant) in
            [("Pågående", "pagaende"), ("ongoing", "pagaende"), ("pagende", "pagaende"), ("Avfört", "avfort")]
        {
            assert_eq!(choice(choices, said).map(|choice| choice.name), Some(meant), "{said}");
        }
        assert_eq!(choice(choices, "klart"), None);
    }
}
