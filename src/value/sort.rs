use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Swedish alphabetical order: a–z å ä ö, numbers in texts by their size.
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// Makes the order ready for use; cheap, but not free, so make it once for a sort.
    pub fn swedish() -> Order {
        let mut preferences: icu_collator::CollatorPreferences = locale!("sv").into();
        preferences.numeric_ordering = Some(icu_collator::preferences::CollationNumericOrdering::True);
        let collator = Collator::try_new(preferences, CollatorOptions::default());
        Order(collator.expect("the collation data is built into the program"))
    }

    /// Compares two texts; texts that the alphabet holds equal are told apart by their code points.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Bytes that sort as the text does, for sorting many; texts that the alphabet holds equal have equal bytes.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() + 8);
        match self.0.write_sort_key_to(text, &mut key) {
            Ok(()) => key,
            Err(never) => match never {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_swedish_alphabet_ends_with_its_own_letters() {
        let order = Order::swedish();
        let mut words = ["öl", "zon", "ärm", "ål", "Anna", "version 10", "version 9"];
        words.sort_by(|a, b| order.compare(a, b));
        assert!(words.is_sorted_by_key(|word| order.key(word)));
        assert_eq!(words, ["Anna", "version 9", "version 10", "zon", "ål", "ärm", "öl"]);
    }
}
