use crate::say;
use crate::say::{Lang, Words};
use crate::value::Date;

/// How far a date has moved, as far as the two say: no more precisely than the less precise of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The same period, told more precisely.
    Narrowed,
    /// The same period, told less precisely.
    Widened,
    /// So many years later; earlier when below zero.
    Years(i64),
    /// So many months later; earlier when below zero.
    Months(i64),
    /// So many days later; earlier when below zero.
    Days(i64),
}

/// How far a date has moved; none when it has not.
pub fn slip(old: Date, new: Date) -> Option<Slip> {
    if old == new {
        return None;
    }
    if old.covers(new) {
        return Some(Slip::Narrowed);
    }
    if new.covers(old) {
        return Some(Slip::Widened);
    }
    let years = new.in_year() - old.in_year();
    let months = old.in_month().zip(new.in_month()).map(|(old, new)| years * 12 + i64::from(new) - i64::from(old));
    let Some(months) = months else { return Some(Slip::Years(years)) };
    Some(match old.on_day().zip(new.on_day()) {
        Some((from, to)) if from != to && !are_last_days(old, new) => Slip::Days(days(new) - days(old)),
        _ if months % 12 == 0 => Slip::Years(months / 12),
        _ => Slip::Months(months),
    })
}

/// Whether both are the last day of their months, which months have different numbers for.
fn are_last_days(old: Date, new: Date) -> bool {
    let is_last = |date: Date| {
        let (year, month, day) = date.first();
        Date::parse(&format!("{year:04}-{month:02}")).is_some_and(|month| month.last().2 == day)
    };
    is_last(old) && is_last(new)
}

/// Days since a day long ago (Howard Hinnant's days_from_civil).
fn days(date: Date) -> i64 {
    let (year, month, day) = date.first();
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
}

impl Slip {
    /// The slip seen from the other end.
    pub fn mirrored(self) -> Slip {
        match self {
            Slip::Narrowed => Slip::Widened,
            Slip::Widened => Slip::Narrowed,
            Slip::Years(count) => Slip::Years(-count),
            Slip::Months(count) => Slip::Months(-count),
            Slip::Days(count) => Slip::Days(-count),
        }
    }

    /// Whether it is later now.
    pub fn is_later(self) -> bool {
        matches!(self, Slip::Years(count) | Slip::Months(count) | Slip::Days(count) if count > 0)
    }

    /// The slip in words: `11 månader senare`.
    pub fn words(self) -> Words {
        let (count, lasting) = match self {
            Slip::Narrowed => return Words::new("närmare angivet", "told more precisely"),
            Slip::Widened => return Words::new("mindre noga angivet", "told less precisely"),
            Slip::Years(count) => (count, years(count.abs())),
            Slip::Months(count) => (count, months(count.abs())),
            Slip::Days(count) => (count, days_in_words(count.abs())),
        };
        match count < 0 {
            true => say!("{lasting} tidigare", "{lasting} earlier"; lasting in words),
            false => say!("{lasting} senare", "{lasting} later"; lasting in words),
        }
    }
}

fn years(count: i64) -> Words {
    match count {
        1 => Words::new("1 år", "1 year"),
        _ => say!("{count} år", "{count} years"),
    }
}

/// Months as a person counts them: from two years on, years and months.
fn months(count: i64) -> Words {
    match (count / 12, count % 12) {
        (_, _) if count == 1 => Words::new("1 månad", "1 month"),
        (0 | 1, _) => say!("{count} månader", "{count} months"),
        (whole, 1) => say!("{whole} år och 1 månad", "{whole} years and 1 month"),
        (whole, rest) => say!("{whole} år och {rest} månader", "{whole} years and {rest} months"),
    }
}

/// Days as a person counts them: from two months on, about so many months; from two years on, about so many years.
fn days_in_words(count: i64) -> Words {
    let about = |words: Words| {
        Words::each(|lang| match lang {
            Lang::Sv => format!("ungefär {}", words.get(lang)),
            Lang::En => format!("about {}", words.get(lang)),
        })
    };
    match count {
        1 => Words::new("1 dag", "1 day"),
        2..60 => say!("{count} dagar", "{count} days"),
        60..730 => about(months((count * 100 + 1522) / 3044)),
        _ => about(years((count + 183) / 365)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(old: &str, new: &str) -> String {
        let date = |text| Date::parse(text).expect("a date");
        slip(date(old), date(new)).map_or(String::new(), |slip| slip.words().sv.into_owned())
    }

    #[test]
    fn slips_are_told_as_precisely_as_the_dates() {
        assert_eq!(told("2020-06", "2021-05"), "11 månader senare");
        assert_eq!(told("2020-06", "2022-09"), "2 år och 3 månader senare");
        assert_eq!(told("2020-06", "2020-05"), "1 månad tidigare");
        assert_eq!(told("2020", "2021"), "1 år senare");
        assert_eq!(told("2020-06-30", "2022"), "2 år senare");
        assert_eq!(told("2018", "2018-09-01"), "närmare angivet");
        assert_eq!(told("2018-09", "2018"), "mindre noga angivet");
        assert_eq!(told("2020-06-30", "2020-12-31"), "6 månader senare");
        assert_eq!(told("2020-06-30", "2021-06-30"), "1 år senare");
        assert_eq!(told("2020-02-28", "2020-03-01"), "2 dagar senare");
        assert_eq!(told("2020-01-01", "2020-06-15"), "ungefär 5 månader senare");
        assert_eq!(told("2020-01-01", "2020-01-01"), "");
    }

    proptest! {
        #[test]
        fn back_is_the_other_way(a in "20[0-2][0-9](-0[1-9](-[0-2][1-8])?)?", b in "20[0-2][0-9](-0[1-9](-[0-2][1-8])?)?") {
            let (a, b) = (Date::parse(&a).expect("a date"), Date::parse(&b).expect("a date"));
            prop_assert_eq!(slip(a, b), slip(b, a).map(Slip::mirrored));
            prop_assert_eq!(slip(a, b).is_none(), a == b);
        }
    }
}
