use std::collections::HashMap;

use rayon::prelude::*;

use super::gaps::Gaps;
use super::ground::{Ground, Seen};
use super::levels::levels;
use super::rule::{OfEntry, OfMap, OfMention, OfProblem, OfTrouble};
use super::sink::{Active, Sink, Spot};
use super::{Look, RULES};
use crate::entry::{Entry, Problem};
use crate::finding::{Finding, Place};
use crate::karta::Karta;
use crate::say::Words;
use crate::source::Trouble;

/// Everything that is wrong with a map, by file, then place, then rule; always in the same order.
pub fn check(karta: &Karta) -> Vec<Finding> {
    let ground = Ground::new(karta);
    let rules = Rules::of(karta);
    let mut findings: Vec<Finding> = Vec::new();
    findings.par_extend(karta.unread().par_iter().flat_map_iter(|(file, trouble)| rules.trouble(file, trouble)));
    findings.par_extend(karta.problems().par_iter().flat_map_iter(|(file, it)| rules.problem(&ground, file, it)));
    findings.par_extend(karta.entries().par_iter().flat_map_iter(|entry| rules.entry(&ground, entry)));
    findings.par_extend(rules.map.par_iter().flat_map_iter(|(rule, look)| whole(&ground, *rule, *look)));
    findings.par_sort_by(|a, b| (&a.file, &a.place, a.rule, &a.what.sv).cmp(&(&b.file, &b.place, b.rule, &b.what.sv)));
    findings
}

/// The rules that are to run, by what they look at.
#[derive(Default)]
struct Rules {
    trouble: Vec<(Active, OfTrouble)>,
    problem: Vec<(Active, OfProblem)>,
    entry: Vec<(Active, OfEntry)>,
    mention: Vec<(Active, OfMention)>,
    stray: Vec<(Active, OfMention)>,
    map: Vec<(Active, OfMap)>,
}

impl Rules {
    fn of(karta: &Karta) -> Rules {
        let mut rules = Rules::default();
        for (rule, level) in RULES.iter().zip(levels(karta)) {
            let Some(level) = level else { continue };
            let active = Active { name: rule.name, level };
            match rule.look {
                Look::Trouble(look) => rules.trouble.push((active, look)),
                Look::Problem(look) => rules.problem.push((active, look)),
                Look::Entry(look) => rules.entry.push((active, look)),
                Look::Mention(look) => rules.mention.push((active, look)),
                Look::Stray(look) => rules.stray.push((active, look)),
                Look::Map(look) => rules.map.push((active, look)),
            }
        }
        rules
    }

    fn trouble(&self, file: &str, trouble: &Trouble) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (rule, look) in &self.trouble {
            look(trouble, &mut Sink { rule: *rule, file, spot: Spot::File, findings: &mut findings });
        }
        findings
    }

    fn problem(&self, ground: &Ground<'_>, file: &str, problem: &Problem) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (rule, look) in &self.problem {
            let spot = Spot::Place(&problem.place);
            look(ground, problem, &mut Sink { rule: *rule, file, spot, findings: &mut findings });
        }
        findings
    }

    fn entry(&self, ground: &Ground<'_>, entry: &Entry) -> Vec<Finding> {
        if ground.is_broken(&entry.path) {
            return Vec::new();
        }
        let mut findings = self.mentions(ground, entry);
        for (rule, look) in &self.entry {
            let file = &entry.path;
            look(ground, entry, &mut Sink { rule: *rule, file, spot: Spot::File, findings: &mut findings });
        }
        if !findings.is_empty() {
            mend_places(ground.karta, &mut findings);
        }
        findings
    }

    fn mentions(&self, ground: &Ground<'_>, entry: &Entry) -> Vec<Finding> {
        let mut findings = Vec::new();
        // The iterator's own loop is several times faster than ours would be.
        entry.mentions().for_each(|mention| {
            let target = ground.look_up(&mention);
            for (rule, look) in if target.is_right() { &self.mention } else { &self.stray } {
                let spot = Spot::Mention(&mention);
                let sink = &mut Sink { rule: *rule, file: &entry.path, spot, findings: &mut findings };
                look(ground, &Seen { entry, mention, target }, sink);
            }
        });
        if findings.len() > 1 { once(findings) } else { findings }
    }
}

fn whole(ground: &Ground<'_>, rule: Active, look: OfMap) -> Vec<Finding> {
    let mut findings = Vec::new();
    look(ground, &mut Sink { rule, file: "karta.toml", spot: Spot::File, findings: &mut findings });
    mend_places(ground.karta, &mut findings);
    findings
}

/// One finding for what is told in the same words of several places in one file; the later places are shown with it.
fn once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut first: HashMap<(&'static str, Words), usize> = HashMap::with_capacity(findings.len());
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        match first.get(&(finding.rule, finding.what.clone())) {
            Some(at) => kept[*at].also.push((finding.file, finding.place, Words::new("och här", "and here"))),
            None => {
                first.insert((finding.rule, finding.what.clone()), kept.len());
                kept.push(finding);
            }
        }
    }
    kept
}

/// Counts items of lists as the files do, with those that could not be read.
fn mend_places(karta: &Karta, findings: &mut [Finding]) {
    let mut gaps: HashMap<Box<str>, Gaps> = HashMap::new();
    let mut mend = |file: &str, place: &mut Place| {
        let problems = karta.problems_in(file);
        if !problems.is_empty() {
            gaps.entry(file.into()).or_insert_with(|| Gaps::of(problems)).mend(place);
        }
    };
    for finding in findings {
        mend(&finding.file, &mut finding.place);
        finding.also.iter_mut().for_each(|(file, place, _)| mend(file, place));
    }
}
