use std::collections::{HashMap, HashSet};

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
    /// The field that it is for; where it says none, it is for the first that there is a finding in.
    pub field: Option<&'k str>,
    /// A word that the finding must have, as the value that it is about.
    pub value: Option<&'k str>,
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

impl Exception<'_> {
    /// Whether a finding of its rule in its file is one that it is for.
    fn is_for(&self, finding: &Finding) -> bool {
        let field = finding.place.field();
        let is_in = |named: &str| field == named || field.strip_prefix(named).is_some_and(|rest| rest.starts_with('.'));
        let is_there = match (self.field, self.passed.first()) {
            (Some(named), _) => is_in(named),
            (None, Some((_, place, _))) => place.field() == field,
            (None, None) => true,
        };
        is_there && self.value.is_none_or(|value| finding.what.sv.contains(value))
    }

    /// Whether it says more than the rule and the entry.
    fn is_narrow(&self) -> bool {
        self.field.is_some() || self.value.is_some()
    }
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
        Some(Exception {
            rule: text("regel")?,
            id: text("id")?,
            field: text("falt"),
            value: text("varde"),
            until: *until,
            path: FieldPath::field("undantag").item(item),
            is_expired: false,
            fate: Fate::Unknown,
            passed: Vec::new(),
        })
    })
}

/// The exceptions of a map, as they meet its findings.
pub struct Exceptions<'k> {
    list: Vec<Exception<'k>>,
    /// Those for each rule and name, the narrow ones first.
    by_name: HashMap<(&'k str, &'k str), Vec<usize>>,
}

impl<'k> Exceptions<'k> {
    /// The exceptions that a map makes, as they meet the map on that ground.
    pub fn of(karta: &'k Karta, ground: &Ground<'_>, levels: &Levels) -> Exceptions<'k> {
        let mut list: Vec<Exception<'k>> = exceptions(karta).collect();
        let is_known = list.is_empty() || ground.has_no_gaps();
        for exception in &mut list {
            exception.is_expired = ground.now.is_some_and(|now| exception.until.is_before(now));
            if is_looked_at(ground, levels, exception, is_known) {
                exception.fate = Fate::Unneeded;
            }
        }
        let mut by_name: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, exception) in list.iter().enumerate() {
            by_name.entry((exception.rule, exception.id)).or_default().push(at);
        }
        by_name.values_mut().for_each(|those| those.sort_by_key(|at| !list[*at].is_narrow()));
        Exceptions { list, by_name }
    }

    /// Whether a finding is to be told: no exception is made for it. Where the exception has expired, that is what is
    /// told, as the fault and the exception have one cause; unless the map makes less of that than of the fault.
    ///
    /// Findings are to be asked of in the order that they are told.
    pub fn lets_tell(&mut self, finding: &Finding, levels: &Levels) -> bool {
        let Some(those) = self.by_name.get(&(finding.rule, stem(&finding.file))) else { return true };
        let Some(at) = those.iter().copied().find(|at| self.list[*at].is_for(finding)) else { return true };
        let exception = &mut self.list[at];
        let weight = levels.get(finding.rule, &finding.file);
        if exception.is_expired && levels.get(EXPIRED, SETTINGS) < weight {
            exception.fate = Fate::Unknown;
            return true;
        }
        exception.fate = Fate::Needed;
        exception.passed.push((finding.file.clone(), finding.place.clone(), finding.what.clone()));
        false
    }

    pub fn list(&self) -> &[Exception<'k>] {
        &self.list
    }
}

const EXPIRED: &str = "expired-exception";
const SETTINGS: &str = "karta.toml";

/// Whether the rule and what it is asked of were there to be looked at. A rule that looks further than into the file
/// itself may have held back, unless all that the map says is known.
fn is_looked_at(ground: &Ground<'_>, levels: &Levels, exception: &Exception<'_>, is_known: bool) -> bool {
    let Ok(rule) = rule(exception.rule) else { return false };
    let looks = || RULES[rule].looks();
    let looks_at_texts = looks().any(|look| matches!(look, Look::File(_) | Look::Anything(_) | Look::Tree(_)));
    let looks_around = looks().any(|look| {
        matches!(look, Look::Entry(_) | Look::Mention(_) | Look::Stray(_) | Look::Map(_) | Look::Exception(_))
    });
    let is_asked = levels.is_on(rule) && (!looks_at_texts || ground.texts.is_some());
    is_asked && (is_known || !looks_around) && ground.has_file(exception.id) && !ground.is_lost_anywhere(exception.id)
}

/// What a map wants to hear of: the levels that it gives the rules, and the exceptions that it makes.
pub struct Wishes<'k> {
    levels: Levels,
    excepted: HashSet<(&'k str, &'k str)>,
}

impl<'k> Wishes<'k> {
    /// What a map says of the rules.
    pub fn of(karta: &'k Karta) -> Wishes<'k> {
        let excepted = exceptions(karta).map(|exception| (exception.rule, exception.id)).collect();
        Wishes { levels: Levels::of(karta), excepted }
    }

    /// Whether a rule is on for a file, and nothing of what it says there is let pass. One exception is enough, also one
    /// for another field or past its last day: what is to be done then is for a person to say.
    pub fn minds(&self, rule: &str, file: &str) -> bool {
        self.levels.get(rule, file).is_some() && !self.excepted.contains(&(rule, stem(file)))
    }
}
