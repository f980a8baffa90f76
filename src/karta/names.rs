//! Finding what a person means by a name: an id, a name now or before, or the beginning of one.

use std::borrow::Cow;

use rayon::prelude::*;

use super::{Concept, Concepts, Karta};
use crate::entry::{Choice, Entry, Value};
use crate::value::{Kind, fold, nearest, swedish, without_dots};

/// Something that a value may mean: its word in files, and all that people call it.
pub struct Candidate<'k> {
    /// The word in files.
    pub key: &'k str,
    names: Vec<Cow<'k, str>>,
}

/// Why a text means none of the candidates.
#[derive(Debug, PartialEq)]
pub enum Miss {
    /// None is called so; one of them may have been meant.
    Unknown(Option<String>),
    /// These begin so, and none is called just so.
    Several(Vec<String>),
}

/// The fewest letters that tell which name they are a part of.
const LEAST_CONTAINED: usize = 4;

/// How well a name fits, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Key,
    Name,
    Beginning,
    FoldedName,
    FoldedBeginning,
}

/// The one candidate that a text means: by its word, by a name, or by the beginning of either; å ä ö are letters of
/// their own unless nothing else fits.
pub fn pick<'c, 'k>(text: &str, candidates: &'c [Candidate<'k>]) -> Result<&'c Candidate<'k>, Miss> {
    let wanted = swedish(text.trim());
    let folded = without_dots(&wanted);
    let fits: Vec<(Fit, usize)> = candidates
        .par_iter()
        .enumerate()
        .filter_map(|(at, candidate)| candidate.fit(&wanted, &folded).map(|fit| (fit, at)))
        .collect();
    let best = fits.iter().map(|(fit, _)| *fit).min();
    let mut hits = fits.iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, at)| &candidates[*at]);
    match (hits.next(), hits.next()) {
        (Some(one), None) => Ok(one),
        (Some(one), Some(other)) => {
            Err(Miss::Several([one, other].into_iter().chain(hits).map(|hit| hit.key.to_owned()).collect()))
        }
        (None, _) => Err(Miss::Unknown(near(text, candidates))),
    }
}

fn near(text: &str, candidates: &[Candidate<'_>]) -> Option<String> {
    let names = candidates.iter().flat_map(|candidate| candidate.names.iter().map(AsRef::as_ref));
    let Some(near) = nearest(text, candidates.iter().map(|candidate| candidate.key).chain(names)) else {
        return containing(text, candidates);
    };
    // A reader knows `pågående`, which files have without its dots.
    let own = candidates.iter().find(|candidate| candidate.key == near);
    let spelled = own.and_then(|own| own.names.iter().find(|name| !name.is_ascii() && fold(name) == near));
    Some(spelled.map_or(near, AsRef::as_ref).to_owned())
}

/// The one candidate that has a text somewhere in its word or in one of its names.
fn containing(text: &str, candidates: &[Candidate<'_>]) -> Option<String> {
    let wanted = fold(text.trim());
    let has = |candidate: &&Candidate<'_>| {
        let mut names = std::iter::once(candidate.key).chain(candidate.names.iter().map(AsRef::as_ref));
        names.any(|name| fold(name).contains(&wanted))
    };
    let mut found = candidates.iter().filter(has);
    let one = found.next().filter(|_| wanted.chars().count() >= LEAST_CONTAINED)?;
    found.next().is_none().then(|| one.key.to_owned())
}

impl<'k> Candidate<'k> {
    /// Something of which only the word is known.
    pub fn bare(key: &'k str) -> Candidate<'k> {
        Candidate { key, names: Vec::new() }
    }

    fn fit(&self, wanted: &str, folded: &str) -> Option<Fit> {
        if wanted.is_empty() {
            return None;
        }
        let key = (self.key == wanted).then_some(Fit::Key);
        key.or_else(|| {
            std::iter::once(self.key)
                .chain(self.names.iter().map(AsRef::as_ref))
                .filter_map(|name| fit(name, wanted, folded))
                .min()
        })
    }
}

fn fit(name: &str, wanted: &str, folded: &str) -> Option<Fit> {
    let name = swedish(name);
    if name == wanted {
        return Some(Fit::Name);
    }
    let is_beginning = name.starts_with(wanted);
    let name = without_dots(&name);
    match (is_beginning, name == folded, name.starts_with(folded)) {
        (true, _, _) => Some(Fit::Beginning),
        (_, true, _) => Some(Fit::FoldedName),
        (_, _, true) => Some(Fit::FoldedBeginning),
        _ => None,
    }
}

/// The concepts of a scheme.
pub fn of_concepts<'k>(concepts: &'k Concepts) -> Vec<Candidate<'k>> {
    let candidate = |concept: &'k Concept| {
        let names = vec![Cow::Borrowed(&*concept.name.sv), Cow::Borrowed(&*concept.name.en)];
        Candidate { key: concept.id.as_str(), names }
    };
    concepts.iter().map(candidate).collect()
}

/// The entries of these kinds.
pub fn of_entries<'k>(karta: &'k Karta, kinds: &[Kind]) -> Vec<Candidate<'k>> {
    let entries = kinds.iter().flat_map(|kind| karta.of_kind(*kind));
    entries
        .map(|entry| Candidate { key: entry.id.as_str(), names: names(entry).map(Cow::Borrowed).collect() })
        .collect()
}

/// The words of a fixed set; of several sets, each word once.
pub fn of_choices(choices: impl IntoIterator<Item = &'static Choice>) -> Vec<Candidate<'static>> {
    let mut candidates: Vec<Candidate<'static>> = Vec::new();
    for choice in choices {
        if !candidates.iter().any(|candidate| candidate.key == choice.name) {
            let names = vec![Cow::Borrowed(choice.label.sv), Cow::Borrowed(choice.label.en)];
            candidates.push(Candidate { key: choice.name, names });
        }
    }
    candidates
}

/// The kinds of entries.
pub fn of_kinds() -> Vec<Candidate<'static>> {
    let candidate = |kind: Kind| {
        let (one, many) = (kind.label(), kind.plural());
        Candidate { key: kind.name(), names: vec![one.sv, one.en, many.sv, many.en] }
    };
    Kind::ENTRIES.into_iter().map(candidate).collect()
}

/// Every name that people know an entry by: the one in force first, then former ones.
pub fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    let now = ["titel", "namn", "namn_en", "forkortning"].into_iter().filter_map(|field| entry.text(field));
    let former = [("tidigare_titlar", "titel"), ("tidigare_namn", "namn")].into_iter().flat_map(|(field, part)| {
        entry.items(field).iter().filter_map(move |item| item.part(part).and_then(Value::text))
    });
    now.chain(former)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates() -> Vec<Candidate<'static>> {
        let candidate = |key, names: &[&'static str]| Candidate {
            key,
            names: names.iter().map(|name| Cow::Borrowed(*name)).collect(),
        };
        vec![
            candidate("skr", &["Sveriges Kommuner och Regioner", "SKL"]),
            candidate("skr-foretag", &["SKR Företag"]),
            candidate("vard", &["Vård och omsorg"]),
            candidate("vardig", &["Värdig"]),
            candidate("skatteverket", &["Skatteverket", "Swedish Tax Agency"]),
        ]
    }

    fn picked(text: &str) -> Result<&'static str, Miss> {
        pick(text, &candidates()).map(|candidate| candidate.key)
    }

    #[test]
    fn a_name_in_any_form_finds_what_it_names() {
        assert_eq!(picked("SKR"), Ok("skr"));
        assert_eq!(picked("skl"), Ok("skr"));
        assert_eq!(picked("skatte"), Ok("skatteverket"));
        assert_eq!(picked("swedish tax agency"), Ok("skatteverket"));
        assert_eq!(picked("vård"), Ok("vard"));
        assert_eq!(picked("vard"), Ok("vard"));
        assert_eq!(picked("värd"), Ok("vardig"));
    }

    #[test]
    fn what_fits_none_or_several_is_told() {
        assert_eq!(picked("sk"), Err(Miss::Several(vec!["skr".into(), "skr-foretag".into(), "skatteverket".into()])));
        assert_eq!(picked("skateverket"), Err(Miss::Unknown(Some("Skatteverket".into()))));
        assert_eq!(picked("regioner"), Err(Miss::Unknown(Some("skr".into()))));
        assert_eq!(picked("zzzzzz"), Err(Miss::Unknown(None)));
        assert_eq!(picked(" "), Err(Miss::Unknown(None)));
    }
}
