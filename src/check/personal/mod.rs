//! Finds what names one living person in a text: numbers and addresses. Names of persons cannot be told from other
//! names by rule, and are not sought.

mod mail;
mod number;

use std::borrow::Cow;
use std::ops::Range;

use crate::finding::Finding;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A personnummer.
    Number,
    /// A samordningsnummer.
    Coordination,
    /// A Swedish mobile number.
    Mobile,
    /// An e-mail address with a person's name.
    Mail,
}

/// Something that names a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub what: What,
    /// The bytes of it.
    pub range: Range<usize>,
    /// What may be shown of it.
    pub masked: String,
}

/// Everything in a text that names a person, in order.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = number::find(text);
    found.extend(mail::find(text));
    found.sort_by_key(|found| found.range.start);
    found
}

/// Takes what names a person out of what a finding says: a rule may quote a text that another finds it in.
pub fn hide(finding: &mut Finding) {
    let also = finding.also.iter_mut().map(|(.., what)| what);
    for words in also.chain([&mut finding.what]).chain(&mut finding.hint) {
        for text in [&mut words.sv, &mut words.en] {
            if let Cow::Owned(hidden) = hidden(text) {
                *text = hidden.into();
            }
        }
    }
}

/// A text without what names a person in it, for showing.
pub fn hidden(text: &str) -> Cow<'_, str> {
    let mut hidden = Cow::Borrowed(text);
    for found in find(text).into_iter().rev() {
        hidden.to_mut().replace_range(found.range, &found.masked);
    }
    hidden
}

/// The bytes of what names a person in a text, for whoever shows the text and must not show those.
pub fn secrets(text: &str) -> impl Iterator<Item = Range<usize>> {
    find(text).into_iter().map(|found| found.range)
}

/// A text with signs for its letters and digits but the first `shown` of them.
fn masked(text: &str, shown: usize) -> String {
    let mut left = shown;
    let mask = |c: char| match c.is_alphanumeric() {
        true if left == 0 => '•',
        is_sign => {
            left -= usize::from(is_sign);
            c
        }
    };
    text.chars().map(mask).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Place};
    use crate::say::Words;

    fn told(text: &str) -> Vec<String> {
        find(text).into_iter().map(|found| format!("{:?} {}", found.what, found.masked)).collect()
    }

    #[test]
    fn what_names_a_person_is_found_and_never_shown() {
        // Numbers that Skatteverket keeps for tests (skatteverket.se, testpersonnummer).
        assert_eq!(told("född 19121212-1212."), ["Number 19••••••-••••"]);
        assert_eq!(told("(121212+1212)"), ["Number 12••••+••••"]);
        assert_eq!(told("1212121212 och 191212121212"), ["Number 12••••••••", "Number 19••••••••••"]);
        assert_eq!(told("701063-2391"), ["Coordination 70••••-••••"]);
        assert_eq!(told("ring 070-174 06 05"), ["Mobile 07•-••• •• ••"]);
        assert_eq!(told("+46 70 174 06 05, 0701740605"), ["Mobile +46 •• ••• •• ••", "Mobile 07••••••••"]);
        assert_eq!(told("anna.svensson@verket.se"), ["Mail a•••.••••••••@verket.se"]);
    }

    #[test]
    fn what_a_finding_quotes_is_hidden_too() {
        let mut finding = Finding {
            rule: "near-duplicate",
            level: Level::Info,
            file: "behov/a.toml".into(),
            place: Place::File,
            what: Words::same("Som 121212-1212 och anna.svensson@verket.se"),
            hint: None,
            also: Vec::new(),
        };
        hide(&mut finding);
        assert_eq!(finding.what.sv, "Som 12••••-•••• och a•••.••••••••@verket.se");
    }

    #[test]
    fn what_only_looks_like_it_is_let_be() {
        for text in [
            "121212-1213",
            "212000-0142",
            "dnr 121212-12121",
            "20191231-1200",
            "1-121212-1212",
            "121312-1212",
            "2018-03-08 2019-100",
            "5012345678",
            "08-123 456 78",
            "070-17",
            "registrator@verket.se",
            "info.digital@verket.se",
            "e-arkiv@verket.se",
            "@anna.svensson",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
