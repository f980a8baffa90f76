//! What `changes.csv` says, year by year: a value that changes over the years, and the lines for
//! changes that no field can hold.

use crate::FIRST_YEAR;
use crate::rows::Change;

/// A value over the years: what it was at first, and each year it became something else.
pub struct Course {
    first: String,
    steps: Vec<(i32, String)>,
}

impl Course {
    /// The changes of one field; without any, `stated` holds for all years.
    pub fn of(changes: &[&Change], field: &str, stated: &str) -> Course {
        let steps: Vec<_> = changes.iter().filter(|change| change.field == field).collect();
        Course {
            first: steps.first().map_or(stated, |change| &change.old).into(),
            steps: steps.iter().map(|change| (change.year, change.new.clone())).collect(),
        }
    }

    /// A value that nothing is known of before its first step.
    pub fn unknown_at_first() -> Course {
        Course { first: String::new(), steps: Vec::new() }
    }

    pub fn has_steps(&self) -> bool {
        !self.steps.is_empty()
    }

    /// From this year on the value is another; a step already taken that year comes after it.
    pub fn step(&mut self, year: i32, value: &str) {
        let place = self.steps.partition_point(|(other, _)| *other < year);
        self.steps.insert(place, (year, value.into()));
    }

    pub fn at(&self, year: i32) -> &str {
        self.last_step(year).map_or(&self.first, |(_, value)| value)
    }

    pub fn first(&self) -> &str {
        &self.first
    }

    /// The latest step taken in or before the year.
    pub fn last_step(&self, year: i32) -> Option<(i32, &str)> {
        let step = self.steps.iter().rev().find(|(at, _)| *at <= year)?;
        Some((step.0, &step.1))
    }

    pub fn next_step(&self, year: i32) -> Option<(i32, &str)> {
        let step = self.steps.iter().find(|(at, _)| *at > year)?;
        Some((step.0, &step.1))
    }
}

/// The years that the changes give evidence of. The state before a change is evidence of the year
/// before it, when it is a state of the entry itself.
pub fn evidence(changes: &[&Change]) -> impl Iterator<Item = i32> {
    changes.iter().map(|change| {
        let state = ["status", "agare", "titel", "namn"].contains(&change.field.as_str());
        change.year - i32::from(state && !change.old.is_empty())
    })
}

/// Lines for the changes that no field holds, and for those of the first year whose earlier value
/// no revision is old enough to show.
pub fn lines(changes: &[&Change], held: impl Fn(&Change) -> bool, year: i32) -> Vec<String> {
    changes
        .iter()
        .filter(|change| change.year <= year)
        .filter(|change| !held(change) || (change.year <= FIRST_YEAR && !change.old.is_empty()))
        .map(|change| line(change))
        .collect()
}

pub fn line(change: &Change) -> String {
    let Change { year, field, old, new, .. } = change;
    let (old, new) = (status_word(old), status_word(new));
    if old.is_empty() { format!("{year} {field}: {new}") } else { format!("{year} {field}: {old} → {new}") }
}

/// The map's word for a status of the CSV files; any other text as it is.
pub fn status_word(word: &str) -> &str {
    match word {
        "planerad" => "planerat",
        "avslutad" => "avslutat",
        other => other,
    }
}
