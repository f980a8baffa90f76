use std::collections::{BTreeSet, HashMap};

use crate::karta::names::names;
use crate::karta::{Concepts, Karta};
use crate::value::{Id, Kind, fold, words};

/// How many letters a word needs before one of them may be wrong: in short words a letter is another word.
const LETTERS: usize = 5;

/// What concepts or entries are called, apart from case, accents and signs.
#[derive(Default)]
pub struct Called<'k> {
    ids: Names<'k>,
    names: Names<'k>,
}

type Names<'k> = HashMap<String, Vec<(Kind, &'k Id)>>;

impl<'k> Called<'k> {
    pub fn concepts(concepts: &'k Concepts) -> Called<'k> {
        let mut called = Called::default();
        for concept in concepts.iter() {
            let names = [&*concept.name.sv, &*concept.name.en];
            called.add(Kind::Taxonomi, &concept.id, names.into_iter());
        }
        called
    }

    pub fn entries(karta: &'k Karta) -> Called<'k> {
        let mut called = Called::default();
        for entry in Kind::ENTRIES.into_iter().flat_map(|kind| karta.of_kind(kind)) {
            called.add(entry.kind, &entry.id, names(entry));
        }
        called
    }

    fn add<'n>(&mut self, kind: Kind, id: &'k Id, names: impl Iterator<Item = &'n str>) {
        self.ids.entry(key(id.as_str())).or_default().push((kind, id));
        for name in names {
            self.names.entry(key(name)).or_default().push((kind, id));
        }
    }

    /// The one thing of a fitting kind that a text can mean: one whose id it is but for case, accents and signs, else
    /// one whose name it is, else one that a slip of the hand would make it.
    pub fn meant(
        &self,
        said: &str,
        fits: impl Fn(Kind) -> bool,
        known: impl Fn(&str) -> Option<&'k Id>,
    ) -> Option<&'k Id> {
        let key = key(said);
        let called = [&self.ids, &self.names].into_iter().map(|names| {
            let found = names.get(&key).into_iter().flatten();
            found.filter(|(kind, _)| fits(*kind)).map(|(_, id)| *id).collect::<BTreeSet<&Id>>()
        });
        let slips =
            std::iter::once_with(|| slips(fold(said.trim()).as_str()).filter_map(|slip| known(&slip)).collect());
        let mut candidates = called.chain(slips).find(|found| !found.is_empty())?.into_iter();
        candidates.next().filter(|_| candidates.next().is_none())
    }
}

/// A name without case, accents and signs.
pub fn key(name: &str) -> String {
    words(name).collect()
}

/// Every id that one slip of the hand makes this text of: a letter too many or too few, a wrong one, or two that have
/// changed places, in a word of letters. Numbers are never slips: `projekt-2018` is not `projekt-2019`.
pub fn slips(id: &str) -> impl Iterator<Item = String> {
    let starts = std::iter::once(0).chain(id.match_indices('-').map(|(at, _)| at + 1));
    let words = starts.map(move |start| {
        let end = id[start..].find('-').map_or(id.len(), |at| start + at);
        (&id[..start], &id[start..end], &id[end..])
    });
    let words = words.filter(|(_, word, _)| id.len() <= Id::MAX && word.bytes().all(|byte| byte.is_ascii_lowercase()));
    words.flat_map(|(before, word, behind)| {
        let others = others(word).filter(move |other| word.len().min(other.len()) >= LETTERS);
        others.map(move |other| format!("{before}{other}{behind}"))
    })
}

/// The words that are one letter from a word.
fn others(word: &str) -> impl Iterator<Item = String> {
    let cut = move |at: usize| word.split_at(at);
    let shorter = (0..word.len()).map(move |at| format!("{}{}", cut(at).0, &word[at + 1..]));
    let swapped = (1..word.len()).map(move |at| {
        let (second, first) = (&word[at..=at], &word[at - 1..at]);
        format!("{}{second}{first}{}", cut(at - 1).0, &word[at + 1..])
    });
    let changed =
        (0..word.len()).flat_map(move |at| ('a'..='z').map(move |c| format!("{}{c}{}", cut(at).0, &word[at + 1..])));
    let longer =
        (0..=word.len()).flat_map(move |at| ('a'..='z').map(move |c| format!("{}{c}{}", cut(at).0, cut(at).1)));
    shorter.chain(swapped).chain(changed).chain(longer).filter(move |other| other != word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_and_short_words_have_no_slips() {
        for id in ["skr", "etapp-2", "projekt-2018", "a-b-c", "", "-", "ångström"] {
            let long: Vec<String> = slips(id).filter(|slip| slip.ends_with("2019") || slip.len() < 5).collect();
            assert_eq!(long, Vec::<String>::new(), "{id}");
        }
        assert!(slips("migraton").any(|slip| slip == "migration"));
        assert!(!slips("etapp-ii").any(|slip| slip == "etapp-i"));
    }

    proptest! {
        #[test]
        fn a_slip_is_one_letter_away(id in "[a-z0-9]{1,7}(-[a-z]{1,7}){0,2}") {
            for slip in slips(&id) {
                prop_assert_eq!(strsim::osa_distance(&id, &slip), 1, "{}", slip);
                prop_assert_eq!(id.matches('-').count(), slip.matches('-').count());
            }
        }
    }
}
