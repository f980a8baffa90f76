//! Questions that a map is asked again and again, each answered by tables: an entry in full, what the fields are, and
//! the reports.
//!
//! A report is a file here and a line in [`ALL`]. It is given an [`Ask`] and answers from that alone: it reads no clock
//! and no file. What filter and revision made an answer is said under it by [`tell`], so that no report can forget to.

mod agarlosa;
mod aktor;
mod ask;
mod aterkommande;
mod beroenden;
pub mod beslut;
mod dimension;
mod entry;
#[cfg(test)]
pub(crate) mod example;
mod fields;
mod index;
mod kohorter;
pub mod luckor;
mod matris;
mod natverk;
pub mod overlapp;
mod oversikt;
pub mod pr;
mod prioritet;
mod scene;
pub mod shift;
mod trend;

pub use ask::{Ask, Chosen, Past, Then};
pub use entry::entry;
pub use fields::fields;
pub use index::{find, index, tell};

use crate::entry::Label;
use crate::say::Result;
use crate::table::Answer;

/// Every report, in the order that they are shown.
pub static ALL: &[&Report] = &[
    &oversikt::REPORT,
    &luckor::REPORT,
    &agarlosa::REPORT,
    &overlapp::REPORT,
    &aterkommande::REPORT,
    &prioritet::REPORT,
    &matris::REPORT,
    &natverk::REPORT,
    &beroenden::REPORT,
    &aktor::REPORT,
    &kohorter::REPORT,
    &trend::REPORT,
];

/// A question that a map is asked again and again.
pub struct Report {
    /// The word in commands.
    pub name: &'static str,
    /// What it tells, in a sentence.
    pub about: Label,
    /// What is named after it.
    pub operands: Operands,
    /// What can be said of it by flags of its own.
    pub flags: &'static [Flag],
    /// Whether it follows entries through time, also those that have left the map.
    is_of_the_past: bool,
    answer: fn(&Ask<'_>) -> Result<Answer>,
}

/// What is named after a report.
#[derive(Clone, Copy, Debug)]
pub struct Operands {
    /// How many.
    pub count: usize,
    /// What they are, as usage shows them.
    pub usage: Label,
}

/// A flag of one report; it takes a value.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// The word after `--`.
    pub name: &'static str,
    /// What its value is, as usage shows it.
    pub value: Label,
    /// What it does.
    pub about: Label,
}

impl Report {
    /// A report that nothing is named after.
    const fn new(
        name: &'static str,
        sv: &'static str,
        en: &'static str,
        answer: fn(&Ask<'_>) -> Result<Answer>,
    ) -> Report {
        let operands = Operands { count: 0, usage: Label { sv: "", en: "" } };
        Report { name, about: Label { sv, en }, operands, flags: &[], is_of_the_past: false, answer }
    }

    /// The same, with so many names after it.
    const fn operands(mut self, count: usize, sv: &'static str, en: &'static str) -> Report {
        self.operands = Operands { count, usage: Label { sv, en } };
        self
    }

    /// The same, about what came of entries.
    const fn of_the_past(mut self) -> Report {
        self.is_of_the_past = true;
        self
    }

    /// The same, with flags of its own.
    const fn flags(mut self, flags: &'static [Flag]) -> Report {
        self.flags = flags;
        self
    }
}
