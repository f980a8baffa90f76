//! What is to be taken out of a field: what the files hold there, though the map may not have it any more.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::field::Target;
use super::{names, value};
use crate::entry::{Entry, Value, What};
use crate::karta::Karta;
use crate::say::Result;
use crate::value::Id;

/// The entries that something is to be taken out of.
#[derive(Clone, Copy)]
pub struct Held<'k> {
    pub karta: &'k Karta,
    pub entries: &'k [&'k Entry],
}

impl<'k> Held<'k> {
    /// What a text means that is to be taken away: one, or several with commas or semicolons between.
    pub fn items(self, target: &Target, said: &str) -> Result<Vec<Value>> {
        match self.value(target, said) {
            Err(_) if is_of_ids(target) && said.contains([',', ';']) => {
                said.split([',', ';']).map(|one| self.value(target, one.trim())).collect()
            }
            whole => whole.map(|value| vec![value]),
        }
    }

    /// What a text means: just what stands there, else what it means in the map, else what of that which stands there
    /// is called so.
    pub fn value(self, target: &Target, said: &str) -> Result<Value> {
        if !is_of_ids(target) {
            return value::value(self.karta, target, said);
        }
        let said = said.nfc().collect::<String>();
        if self.are_not_ids(target).any(|text| text == said) {
            return Ok(Value::Text(said.into()));
        }
        let ids = self.ids(target);
        names::meant_of(self.karta, target.leaf, &said, &ids).map(Value::Id)
    }

    fn ids(self, target: &Target) -> BTreeSet<&'k Id> {
        let mentions = self.entries.iter().flat_map(|entry| entry.mentions());
        let is_there = |top: &str, leaf: &str| top == target.top.name && leaf == target.leaf.name;
        mentions.filter(|mention| is_there(mention.top().name, mention.field.name)).map(|mention| mention.id).collect()
    }

    /// Texts that stand where ids belong, and are none.
    fn are_not_ids(self, target: &Target) -> impl Iterator<Item = &'k str> + use<'k> {
        let problems = self.entries.iter().flat_map(move |entry| self.karta.problems_in(&entry.path));
        let leaf = target.leaf;
        problems.filter_map(move |(_, problem)| match &problem.what {
            What::BadValue(field, text, _) if std::ptr::eq(*field, leaf) => Some(text.as_str()),
            _ => None,
        })
    }
}

fn is_of_ids(target: &Target) -> bool {
    target.leaf.scheme().is_some() || !target.leaf.targets().is_empty()
}
