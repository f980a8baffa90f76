use std::collections::HashMap;

use rayon::prelude::*;

use super::against::{Against, looks_at_anything};
use super::exceptions::{Exception, Exceptions};
use super::gaps::Gaps;
use super::ground::{Ground, Seen};
use super::levels::Levels;
use super::personal;
use super::rule::{OfEntry, OfException, OfMap, OfMention, OfProblem, OfText, OfTrouble};
use super::sink::{Sink, Spot};
use super::text::{self, Signs};
use super::{Look, RULES, broken_link, unknown_actor};
use crate::entry::{Entry, Problem};
use crate::finding::{Finding, Level, Place};
use crate::karta::Karta;
use crate::say::Words;
use crate::source::Trouble;
use crate::value::Id;

/// Everything that is wrong with a map, by file, then place, then rule; always in the same order.
pub fn check(karta: &Karta) -> Vec<Finding> {
    check_against(karta, &Against::default())
}

/// The same, of a map that is held against more than the rules.
pub fn check_against(karta: &Karta, against: &Against<'_>) -> Vec<Finding> {
    let levels = Levels::of(against.judged_as.unwrap_or(karta));
    // Who weakens the check does not decide whether that is told.
    let levels = against.before.map(Levels::of).iter().fold(levels, |levels, then| levels.with("weakened-check", then));
    let ground = Ground::new(karta, against, &levels);
    let rules = Rules::of(&levels);
    let mut findings: Vec<Finding> = Vec::new();
    findings.par_extend(karta.unread().par_iter().flat_map_iter(|(file, trouble)| rules.trouble(file, trouble)));
    findings.par_extend(karta.problems().par_iter().flat_map_iter(|(file, it)| rules.problem(&ground, file, it)));
    // Some of what looks at the whole map cannot be done by several at once: the others look at entries meanwhile.
    let (of_entries, of_map): (Vec<Finding>, Vec<Finding>) = rayon::join(
        || karta.entries().par_iter().flat_map_iter(|entry| rules.entry(&ground, entry)).collect(),
        || rules.map.par_iter().flat_map_iter(|(rule, look)| whole(&ground, rule, *look)).collect(),
    );
    findings.extend(of_entries.into_iter().chain(of_map));
    let texts = against.texts.into_iter().flat_map(|texts| &texts.0);
    let texts = texts.filter(|finding| !ground.is_broken(&finding.file) || looks_at_anything(finding.rule));
    findings.extend(texts.cloned());
    findings.retain(|finding| levels.get(finding.rule, &finding.file).is_some());
    in_order(&mut findings);
    // What is said of a map's own exceptions is said of them wherever it is judged.
    let mut own = Exceptions::of(karta, &ground, &levels);
    let mut judges = against.judged_as.map(|judge| Exceptions::of(judge, &ground, &levels));
    findings.retain(|finding| {
        let lets_tell = own.lets_tell(finding, &levels);
        judges.as_mut().map_or(lets_tell, |judges| judges.lets_tell(finding, &levels))
    });
    findings.extend(own.list().iter().flat_map(|exception| rules.exception(exception)));
    findings.retain_mut(|finding| weigh(finding, &levels));
    findings.par_iter_mut().for_each(personal::hide);
    in_order(&mut findings);
    findings
}

/// By file, then place, then rule.
fn in_order(findings: &mut [Finding]) {
    findings.par_sort_by(|a, b| (&a.file, &a.place, a.rule, &a.what.sv).cmp(&(&b.file, &b.place, b.rule, &b.what.sv)));
}

/// Findings as a map without slack has them: every warning is an error.
pub fn strict(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.iter_mut().filter(|finding| finding.level == Level::Warning).for_each(|it| it.level = Level::Error);
    findings
}

/// Gives a finding the level that it has in this map; false where it is not to be told.
fn weigh(finding: &mut Finding, levels: &Levels) -> bool {
    let level = levels.get(finding.rule, &finding.file);
    finding.level = level.unwrap_or(finding.level);
    level.is_some()
}

/// The rules that are to run, by what they look at.
#[derive(Default)]
struct Rules {
    trouble: Vec<(&'static str, OfTrouble)>,
    problem: Vec<(&'static str, OfProblem)>,
    entry: Vec<(&'static str, OfEntry)>,
    text: Vec<(&'static str, Signs, OfText)>,
    mention: Vec<(&'static str, OfMention)>,
    stray: Vec<(&'static str, OfMention)>,
    map: Vec<(&'static str, OfMap)>,
    exception: Vec<(&'static str, OfException)>,
}

impl Rules {
    fn of(levels: &Levels) -> Rules {
        let mut rules = Rules::default();
        let on = RULES.iter().enumerate().filter(|(at, _)| levels.is_on(*at));
        for (rule, look) in on.flat_map(|(_, rule)| rule.looks().map(move |look| (rule, look))) {
            match look {
                // These have looked already, while the files were read.
                Look::File(_) | Look::Anything(_) | Look::Tree(_) => {}
                Look::Trouble(look) => rules.trouble.push((rule.name, look)),
                Look::Problem(look) => rules.problem.push((rule.name, look)),
                Look::Entry(look) => rules.entry.push((rule.name, look)),
                Look::Text(signs, look) => rules.text.push((rule.name, signs, look)),
                Look::Mention(look) => rules.mention.push((rule.name, look)),
                Look::Stray(look) => rules.stray.push((rule.name, look)),
                Look::Map(look) => rules.map.push((rule.name, look)),
                Look::Exception(look) => rules.exception.push((rule.name, look)),
            }
        }
        rules
    }

    fn trouble(&self, file: &str, trouble: &Trouble) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (rule, look) in &self.trouble {
            look(trouble, &mut Sink { rule, file, spot: Spot::File, findings: &mut findings });
        }
        findings
    }

    fn problem(&self, ground: &Ground<'_>, file: &str, problem: &Problem) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (rule, look) in &self.problem {
            let spot = Spot::Place(&problem.place);
            look(ground, problem, &mut Sink { rule, file, spot, findings: &mut findings });
        }
        findings
    }

    fn entry(&self, ground: &Ground<'_>, entry: &Entry) -> Vec<Finding> {
        if ground.is_broken(&entry.path) {
            return Vec::new();
        }
        let mut findings = self.mentions(ground, entry);
        let file = &*entry.path;
        for (rule, look) in &self.entry {
            look(ground, entry, &mut Sink { rule, file, spot: Spot::File, findings: &mut findings });
        }
        text::each(entry, &mut |said| {
            let found = Signs::of(said.text);
            for (rule, _, look) in self.text.iter().filter(|(_, signs, _)| signs.meets(found)) {
                look(ground, said, &mut Sink { rule, file, spot: Spot::Said(said), findings: &mut findings });
            }
        });
        if !findings.is_empty() {
            mend_places(ground.karta, &mut findings);
        }
        findings
    }

    fn mentions(&self, ground: &Ground<'_>, entry: &Entry) -> Vec<Finding> {
        let (mut findings, mut ids) = (Vec::new(), Vec::new());
        // The iterator's own loop is several times faster than ours would be.
        entry.mentions().for_each(|mention| {
            let target = ground.look_up(entry, &mention);
            for (rule, look) in if target.is_right() { &self.mention } else { &self.stray } {
                let spot = Spot::Mention(&mention);
                let sink = &mut Sink { rule, file: &entry.path, spot, findings: &mut findings };
                look(ground, &Seen { entry, mention, target }, sink);
            }
            ids.resize(findings.len(), mention.id);
        });
        if findings.len() > 1 { once(findings.into_iter().zip(ids)) } else { findings }
    }

    fn exception(&self, exception: &Exception<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        let place = Place::Value(exception.path.clone());
        for (rule, look) in &self.exception {
            let spot = Spot::Place(&place);
            look(exception, &mut Sink { rule, file: "karta.toml", spot, findings: &mut findings });
        }
        findings
    }
}

fn whole(ground: &Ground<'_>, rule: &'static str, look: OfMap) -> Vec<Finding> {
    let mut findings = Vec::new();
    look(ground, &mut Sink { rule, file: "karta.toml", spot: Spot::File, findings: &mut findings });
    mend_places(ground.karta, &mut findings);
    findings
}

/// One finding for what is told in the same words of several places in one file, and for one misspelt actor wherever it
/// is named; the later places are shown with it.
fn once<'e>(findings: impl Iterator<Item = (Finding, &'e Id)>) -> Vec<Finding> {
    let is_of_actor = |finding: &Finding| finding.rule == unknown_actor::RULE.name;
    let (actors, others): (Vec<_>, Vec<_>) = findings.partition(|(finding, _)| is_of_actor(finding));
    let mut first: HashMap<(&'static str, Words), usize> = HashMap::new();
    let mut unknown: HashMap<&Id, usize> = HashMap::new();
    let mut kept: Vec<Finding> = Vec::new();
    for (finding, id) in actors.into_iter().chain(others) {
        let key = (finding.rule, finding.what.clone());
        // Where any entry may be named, a misspelt actor is a broken link.
        let actor = unknown.get(id).filter(|_| finding.rule == broken_link::RULE.name);
        match actor.or_else(|| first.get(&key)).copied() {
            Some(at) => kept[at].also.push((finding.file, finding.place, Words::new("och här", "and here"))),
            None => {
                unknown.extend(is_of_actor(&finding).then_some((id, kept.len())));
                first.insert(key, kept.len());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;
    use crate::value::Date;

    fn told(today: &str) -> Vec<Finding> {
        let text = "id = \"i\"\ntitel = \"I\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\nteman = []\nslut = \"2020-06\"\n\n[[kallor]]\ntext = \"W\"\n";
        let karta = Karta::draw(&Tree::memory([("initiativ/i.toml", text)]));
        check_against(&karta, &Against { today: Date::parse(today), ..Against::default() })
    }

    #[test]
    fn what_is_past_follows_from_the_day_that_is_given() {
        assert!(told("2020-06-30").is_empty());
        assert_eq!(told("2020-07-01").iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["ended-but-open"]);
        assert!(told("").is_empty(), "a map that speaks of no year has no past");
    }

    #[test]
    fn a_strict_reader_takes_warnings_for_errors() {
        assert_eq!(strict(told("2021")).iter().map(|finding| finding.level).collect::<Vec<_>>(), [Level::Error]);
    }
}
