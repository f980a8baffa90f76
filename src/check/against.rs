use super::rule::{OfFile, OfTree};
use super::sink::{Sink, Spot};
use super::{Look, RULES};
use crate::finding::Finding;
use crate::karta::Karta;
use crate::source::Tree;
use crate::value::Date;

/// What a map is held against besides the rules. Without it, what asks for it is not looked at.
#[derive(Clone, Copy, Default)]
pub struct Against<'a> {
    /// Today's date. Without it, the latest year that the map speaks of is taken for now.
    pub today: Option<Date>,
    /// What was seen in the files' texts when the map was drawn.
    pub texts: Option<&'a Texts>,
    /// The map as it was: what has vanished since then is told.
    pub before: Option<&'a Karta>,
    /// The map whose levels and exceptions count, where they are not its own: an older map is judged as the newer is, or
    /// each new rule would make old faults new.
    pub judged_as: Option<&'a Karta>,
}

/// What only the files' texts show: how they are written. Found while they are read, as no text is kept.
#[derive(Clone, Debug, Default)]
pub struct Texts(pub(super) Vec<Finding>);

/// Draws the map, and sees how its files are written.
pub fn draw(tree: &Tree) -> (Karta, Texts) {
    let rules: Vec<(&'static str, OfFile)> = of_files().collect();
    let (karta, seen) = Karta::draw_watched(tree, |file, text| look(&rules, &file.path, text));
    let mut findings: Vec<Finding> = seen.into_iter().flatten().collect();
    let strays = tree.strays();
    for (rule, look) in of_the_tree() {
        look(tree, &strays, &mut Sink { rule, file: "karta.toml", spot: Spot::File, findings: &mut findings });
    }
    (karta, Texts(findings))
}

fn look(rules: &[(&'static str, OfFile)], file: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, look) in rules {
        look(text, &mut Sink { rule, file, spot: Spot::File, findings: &mut findings });
    }
    findings
}

fn of_files() -> impl Iterator<Item = (&'static str, OfFile)> {
    let looks = RULES.iter().flat_map(|rule| rule.looks().map(|look| (rule.name, look)));
    looks.filter_map(|(name, look)| match look {
        Look::File(look) | Look::Anything(look) => Some((name, look)),
        _ => None,
    })
}

fn of_the_tree() -> impl Iterator<Item = (&'static str, OfTree)> {
    let looks = RULES.iter().flat_map(|rule| rule.looks().map(|look| (rule.name, look)));
    looks.filter_map(|(name, look)| if let Look::Tree(look) = look { Some((name, look)) } else { None })
}

/// Whether a rule looks at files that are not TOML too.
pub(super) fn looks_at_anything(rule: &str) -> bool {
    let looks = super::explain(rule).into_iter().flat_map(|rule| rule.looks());
    looks.into_iter().any(|look| matches!(look, Look::Anything(_)))
}
