use std::collections::HashMap;

use super::levels::{Levels, rule};
use super::{Ground, Look, RULES};
use crate::entry::Value;
use crate::finding::{FieldPath, Finding, Place};
use crate::karta::Karta;
use crate::say::Words;
use crate::value::{Date, stem};

/// A finding that the map lets pass, with a reason and a last day.
pub struct Exception<'k> {
    /// The name of the rule.
    pub rule: &'k str,
    /// The entry, or the file where it is none.
    pub id: &'k str,
    /// The last day.
    pub until: Date,
    /// Where it stands in the settings.
    pub path: FieldPath,
    /// Whether the last day is past.
    pub is_expired: bool,
    /// What became of it.
    pub fate: Fate,
    /// The findings that it let pass: where, and what was told.
    pub passed: Vec<(Box<str>, Place, Words)>,
}

/// What became of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was a finding for it.
    Needed,
    /// There was none.
    Unneeded,
    /// It cannot be told: it names what is not there, or what could not be looked at.
    Unknown,
}

/// An exception as it stands, also where the rule or the entry is unknown; without a reason and a last day it is none.
pub fn exceptions(karta: &Karta) -> impl Iterator<Item = Exception<'_>> {
    let items = karta.settings().map_or(&[][..], |settings| settings.items("undantag"));
    items.iter().enumerate().filter_map(|(item, value)| {
        let text = |name| value.part(name).and_then(Value::text);
        let Some(Value::Date(until)) = value.part("till") else { return None };
        text("skal")?;
        let path = FieldPath::field("undantag").item(item);
        let (rule, id) = (text("regel")?, text("id")?);
        Some(Exception { rule, id, until: *until, path, is_expired: false, fate: Fate::Unknown, passed: Vec::new() })
    })
}

/// The exceptions of a map, as they meet its findings.
pub struct Exceptions<'k> {
    list: Vec<Exception<'k>>,
    by_name: HashMap<(&'k str, &'k str), usize>,
}

impl<'k> Exceptions<'k> {
    /// The exceptions that a map makes, as they meet the map on that ground.
    pub fn of(karta: &'k Karta, ground: &Ground<'_>, levels: &Levels) -> Exceptions<'k> {
        let mut list: Vec<Exception<'k>> = exceptions(karta).collect();
        for exception in &mut list {
            exception.is_expired = ground.now.is_some_and(|now| exception.until.is_before(now));
            if is_looked_at(ground, levels, exception) {
                exception.fate = Fate::Unneeded;
            }
        }
        let by_name = list.iter().enumerate().map(|(at, exception)| ((exception.rule, exception.id), at)).collect();
        Exceptions { list, by_name }
    }

    /// Whether a finding is to be told: no exception is made for it. Where the exception has expired, that is what is
    /// told, as the fault and the exception have one cause.
    pub fn lets_tell(&mut self, finding: &Finding) -> bool {
        let Some(at) = self.by_name.get(&(finding.rule, stem(&finding.file))) else { return true };
        let exception = &mut self.list[*at];
        exception.fate = Fate::Needed;
        exception.passed.push((finding.file.clone(), finding.place.clone(), finding.what.clone()));
        false
    }

    pub fn list(&self) -> &[Exception<'k>] {
        &self.list
    }
}

/// Whether the rule and what it is asked of were there to be looked at.
fn is_looked_at(ground: &Ground<'_>, levels: &Levels, exception: &Exception<'_>) -> bool {
    let Ok(rule) = rule(exception.rule) else { return false };
    let looks_at_texts = RULES[rule].looks().any(|look| matches!(look, Look::File(_) | Look::Anything(_)));
    let is_asked = levels.is_on(rule) && (!looks_at_texts || ground.has_texts);
    is_asked && ground.has_file(exception.id) && !ground.is_lost_anywhere(exception.id)
}
