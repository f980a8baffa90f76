use std::fmt;

/// A date with the precision it was given: a year, a month or a day. It stands for the whole period it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    /// 1–12, or 0 when only the year is known.
    month: u8,
    /// 1–31, or 0 when only the month or year is known.
    day: u8,
}

impl Date {
    /// Reads `2018`, `2018-03` or `2018-03-08`; `None` for anything else and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if !matches!(bytes.len(), 4 | 7 | 10) || !bytes.iter().enumerate().all(|(at, byte)| fits(at, *byte)) {
            return None;
        }
        let number = |from: usize, to: usize| text.get(from..to).map_or(Some(0), |digits| digits.parse::<u16>().ok());
        let date = Date { year: number(0, 4)?, month: number(5, 7)? as u8, day: number(8, 10)? as u8 };
        let is_possible = (bytes.len() == 4 || date.month >= 1) && (bytes.len() < 10 || date.day >= 1);
        (is_possible && date.exists()).then_some(date)
    }

    /// A year; `None` outside 1–9999.
    pub fn year(year: i64) -> Option<Date> {
        (1..=9999).contains(&year).then_some(Date { year: year as u16, month: 0, day: 0 })
    }

    /// The first day of the period, as (year, month, day).
    pub fn first(self) -> (u16, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }

    /// The last day of the period, as (year, month, day).
    pub fn last(self) -> (u16, u8, u8) {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 { days_in(self.year, month) } else { self.day };
        (self.year, month, day)
    }

    /// The year.
    pub fn in_year(self) -> i64 {
        i64::from(self.year)
    }

    /// The month, 1–12, when it is known.
    pub fn in_month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, 1–31, when it is known.
    pub fn on_day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Whether the other period lies within this one: 2018 covers 2018-03.
    pub fn covers(self, other: Date) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// Whether this whole period ends before the other begins.
    pub fn is_before(self, other: Date) -> bool {
        self.last() < other.first()
    }

    fn exists(self) -> bool {
        let (year, month, day) = self.first();
        jiff::civil::Date::new(year as i16, month as i8, day as i8).is_ok() && year > 0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

fn fits(at: usize, byte: u8) -> bool {
    if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() }
}

fn days_in(year: u16, month: u8) -> u8 {
    jiff::civil::Date::new(year as i16, month as i8, 1).map_or(31, |first| first.days_in_month() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|| panic!("{text} is a date"))
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        for text in ["2018", "2018-03", "2018-03-08", "2020-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in
            ["", "18", "2018-13", "2018-00", "2019-02-29", "2018-3-8", "2018-03-00", "0000", "2018-03-08 ", "20x8"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_the_period_it_names() {
        assert!(date("2018").covers(date("2018-03")));
        assert!(!date("2018-03").covers(date("2018")));
        assert!(date("2017").is_before(date("2018-01-01")));
        assert!(!date("2018").is_before(date("2018-06")));
        assert_eq!(date("2020-02").last(), (2020, 2, 29));
    }

    proptest! {
        #[test]
        fn text_and_date_are_one(text in "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?") {
            if let Some(date) = Date::parse(&text) {
                prop_assert_eq!(date.to_string(), text);
                prop_assert!(date.first() <= date.last());
            }
        }
    }
}
