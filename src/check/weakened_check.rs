use std::collections::HashSet;

use super::exceptions::{Exception, exceptions};
use super::levels::{Levels, rule, settings};
use super::{Ground, Sink};
use super::{Look, RULES, Rule};
use crate::finding::{Level, Place};
use crate::karta::Karta;
use crate::say;
use crate::say::Words;
use crate::value::Kind;

pub const RULE: Rule = Rule::warning("weakened-check", include_str!("weakened-check.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    // A map that was not there had nothing to weaken.
    if let Some(before) = ground.before.filter(|before| before.settings().is_some()) {
        levels(ground.karta, before, sink);
        new_exceptions(ground.karta, before, sink);
    }
}

/// The rules that weigh less than they did, for all kinds or for some.
fn levels(now: &Karta, before: &Karta, sink: &mut Sink<'_>) {
    let (here, then, settings) = (Levels::of(now), Levels::of(before), settings(now));
    for (at, rule) in RULES.iter().enumerate() {
        let weakened = Kind::ALL.into_iter().find(|kind| here.of_rule(at, *kind) < then.of_rule(at, *kind));
        let Some(kind) = weakened else { continue };
        let (name, was, is) = (rule.name, label(then.of_rule(at, kind)), label(here.of_rule(at, kind)));
        let line = settings.iter().rfind(|setting| setting.rule == Ok(at));
        let place = line.map_or(Place::File, |setting| Place::Value(setting.path.clone()));
        sink.tell(say!(
            "Regeln {name} var {was} och är nu {is}.",
            "The rule {name} was {was} and is now {is}.";
            was in words, is in words
        ))
        .at(place)
        .hint(say!(
            "Se till att alla är överens om det: det som regeln hittar märks mindre efter det här.",
            "See that all agree on it: what the rule finds is noticed less after this."
        ));
    }
}

fn label(level: Option<Level>) -> Words {
    level.map_or(Words::new("av", "off"), Level::label)
}

fn new_exceptions(now: &Karta, before: &Karta, sink: &mut Sink<'_>) {
    let known: HashSet<_> = exceptions(before).map(|it| (it.rule, it.id, it.field, it.value)).collect();
    let is_new = |it: &Exception<'_>| !known.contains(&(it.rule, it.id, it.field, it.value));
    for it in exceptions(now).filter(|it| is_new(it) && rule(it.rule).is_ok()) {
        let (rule, id) = (it.rule, it.id);
        sink.tell(say!(
            "Undantaget från {rule} för \"{id}\" är nytt.",
            "The exception from {rule} for \"{id}\" is new."
        ))
        .at(Place::Value(it.path))
        .hint(say!(
            "Läs skälet och se till att alla är överens om det.",
            "Read the reason, and see that all agree on it."
        ));
    }
}
