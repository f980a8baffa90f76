//! Days as people and spreadsheets write them.

use crate::value::Date;

/// The months, by how their names begin in Swedish and English.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar"],
    &["apr"],
    &["maj", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dec"],
];

/// The day, month or year that a text means: `2018-03-08`, `2018-3-8`, `20180308`, `8.3.2018`, `8/3 2018`, `8 mars 2018`,
/// `mars 2018`, `June 8, 2018`. None where it may be taken for another day: `3/8/2018` is not the same in Stockholm and in Chicago.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = Date::parse(text) {
        return Some(date);
    }
    if let Ok(number) = text.parse::<f64>() {
        return match text.len() {
            8 if !text.contains(['.', '-']) => date(text.get(..4)?, text.get(4..6)?, text.get(6..8)?),
            _ => day_of_number(number),
        };
    }
    let text = without_time(text).to_lowercase();
    let words: Vec<&str> = text.split([' ', '-', '/', '.', ',']).filter(|word| !word.is_empty()).collect();
    match words[..] {
        [year, number] if is_year(year) && is_number(number) => Date::parse(&format!("{year}-{number:0>2}")),
        [name, year] if is_year(year) => Date::parse(&format!("{year}-{:02}", month(name)?)),
        [year, month, day] if is_year(year) => date(year, month, day),
        [first, second, year] if is_year(year) => match (month(first), month(second)) {
            (Some(month), _) => date(year, &month.to_string(), second),
            (_, Some(month)) => date(year, &month.to_string(), first),
            _ => numeric(&text, first, second, year),
        },
        _ => None,
    }
}

/// `8.3.2018` and `8/3 2018` have the day first; where slashes or hyphens stand between all three, only what can be
/// meant in one way is understood.
fn numeric(text: &str, first: &str, second: &str, year: &str) -> Option<Date> {
    let is_swedish = text.contains('.') || text.contains(' ');
    let (one, two): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    match (one, two) {
        _ if is_swedish || one == two || one > 12 => date(year, second, first),
        _ if two > 12 => date(year, first, second),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && is_number(text)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn month(name: &str) -> Option<usize> {
    let is_it = |names: &&[&str]| names.iter().any(|start| name.starts_with(start));
    (name.len() >= 3).then(|| MONTHS.iter().position(is_it).map(|at| at + 1))?
}

fn without_time(text: &str) -> &str {
    let at = text
        .find(['T', ' '])
        .filter(|at| text[at + 1..].contains(':') && text[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    at.map_or(text, |at| &text[..at])
}

/// The day of a number in a cell: a year, or a spreadsheet's serial number of a day from 1927 to 2118.
pub fn day_of_number(number: f64) -> Option<Date> {
    if number.fract() == 0.0 && (1_900.0..2_200.0).contains(&number) {
        return Date::year(number as i64);
    }
    (10_000.0..80_000.0).contains(&number).then(|| super::read::serial(number, false))?
}

/// The year that somebody wrote in a cell that shows days, where it became one: 2018 becomes 1905-07-10.
pub fn typed_year(date: Date) -> Option<Date> {
    date.on_day()?;
    let (year, month, day) = date.first();
    let first = jiff::civil::date(1899, 12, 30);
    let span = jiff::civil::Date::new(year as i16, month as i8, day as i8).and_then(|day| first.until(day)).ok()?;
    Date::year(i64::from(span.get_days())).filter(|year| (1_900..2_200).contains(&year.in_year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        day(text).map_or_else(|| "?".to_owned(), |day| day.to_string())
    }

    #[test]
    fn days_are_understood_as_people_write_them() {
        for (text, expected) in [
            ("2018", "2018"),
            ("2018-03", "2018-03"),
            ("2018-3-8", "2018-03-08"),
            ("2018/03/08", "2018-03-08"),
            ("20180308", "2018-03-08"),
            ("2018-03-08 00:00:00", "2018-03-08"),
            ("2018-03-08T12:30", "2018-03-08"),
            ("8.3.2018", "2018-03-08"),
            ("8/3 2018", "2018-03-08"),
            ("8 mars 2018", "2018-03-08"),
            ("8 Maj 2018", "2018-05-08"),
            ("March 8, 2018", "2018-03-08"),
            ("okt 2018", "2018-10"),
            ("mars 2021", "2021-03"),
            ("Juni 2022", "2022-06"),
            ("July 2022", "2022-07"),
            ("2022 juli", "?"),
            ("juni 8 2018", "2018-06-08"),
            ("31/12/2018", "2018-12-31"),
            ("12/31/2018", "2018-12-31"),
            ("43167", "2018-03-08"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
        for text in ["3/8/2018", "2018-13-01", "31/2 2018", "våren 2018", "8 mars", "18", "", "2018-2020", "99999999"]
        {
            assert_eq!(told(text), "?", "{text}");
        }
        let typed = |text| Date::parse(text).and_then(typed_year).map(|year| year.to_string());
        assert_eq!(
            [typed("1905-07-10"), typed("1905"), typed("1850-07-10"), typed("2018-07-10")],
            [Some("2018".into()), None, None, None]
        );
    }
}
