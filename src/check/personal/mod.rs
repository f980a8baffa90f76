//! Finds what names one living person in a text: numbers and addresses. Names of persons cannot be told from other
//! names by rule, and are not sought.

mod mail;
mod number;
mod words;

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
    /// An e-mail address that may be a person's or a function's: its words do not tell.
    PerhapsMail,
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
    fn numbers_are_found_however_they_are_written() {
        for text in [
            "Pnr:19121212-1212",
            "Personnummer:191212121212",
            "19121212-1212/2018",
            "19121212 1212",
            "121212 1212",
            "19121212\u{2013}1212",
            "19121212\u{2011}1212",
            "19121212\u{2212}1212",
            "19121212 - 1212",
            "(id-19121212-1212)",
            "19121212-1212.Nästa",
        ] {
            assert!(matches!(find(text)[..], [Found { what: What::Number, .. }]), "{text}: {:?}", find(text));
        }
        for text in [
            "Tel:070-174 06 05",
            "Mobil:0701740605",
            "070\u{2013}174 06 05",
            "070/174 06 05",
            "070 - 174 06 05",
            "070.174.06.05",
            "+46 (0)70-174\u{a0}06\u{a0}05",
            "0046701740605",
            "070-174 06 05 2018",
        ] {
            assert!(matches!(find(text)[..], [Found { what: What::Mobile, .. }]), "{text}: {:?}", find(text));
        }
        assert_eq!(told("0701740605/0701740606 19121212-1212/19121212-1212").len(), 4);
    }

    #[test]
    fn a_person_is_told_from_a_function_and_from_what_cannot_be_told() {
        let told = |name: &str| match find(name)[..] {
            [] => None,
            [Found { what, .. }] => Some(what),
            _ => panic!("{name}"),
        };
        for name in [
            "anna@gmail.com",
            "anna.svensson2@verket.se",
            "anna-svensson@verket.se",
            "svensson.anna@verket.se",
            "a.svensson@verket.se",
            "anna.skold@verket.se",
            "erik.skoldberg@verket.se",
            "karin.stabell@verket.se",
            "jan.postma@verket.se",
            "sven.skolin@verket.se",
            "Åsa.Öberg+karta@verket.se",
        ] {
            assert_eq!(told(name), Some(What::Mail), "{name}");
        }
        for name in
            ["anna.webb@verket.se", "xin.li@verket.se", "sambruk@gmail.com", "xin.liu@verket.se", "asv12@gmail.com"]
        {
            let wanted = (name != "xin.li@verket.se").then_some(What::PerhapsMail);
            assert_eq!(told(name), wanted, "{name}");
        }
        for name in [
            "vard.omsorg@kommunen.se",
            "bygg.lov@kommunen.se",
            "plan.bygg@kommunen.se",
            "fritid.kultur@kommunen.se",
            "lss.handlaggare@kommunen.se",
            "it.sakerhet@verket.se",
            "it-avdelningen@verket.se",
            "miljo_halsoskydd.registrator@kommunen.se",
            "kommunens.kansli@gmail.com",
            "verket@verket.se",
        ] {
            assert_eq!(told(name), None, "{name}");
        }
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
