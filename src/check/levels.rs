use super::RULES;
use crate::entry::Value;
use crate::finding::Level;
use crate::karta::Karta;
use crate::value::{fold, nearest};

/// The words for levels in `karta.toml`, and what they mean; `None` turns a rule off.
const WORDS: [(&str, Option<Level>); 7] = [
    ("fel", Some(Level::Error)),
    ("varning", Some(Level::Warning)),
    ("info", Some(Level::Info)),
    ("av", None),
    ("error", Some(Level::Error)),
    ("warning", Some(Level::Warning)),
    ("off", None),
];

/// A line under `[regler]` in `karta.toml`, understood as far as it can be.
pub struct Setting<'k> {
    /// The rule that it names.
    pub name: &'k str,
    /// The rule's place in [`RULES`], or the name of one that may have been meant.
    pub rule: Result<usize, Option<&'static str>>,
    /// The level, or the word for one that may have been meant.
    pub level: Result<Option<Level>, Option<&'static str>>,
}

/// Every line under `[regler]`, in the order of the file.
pub fn settings(karta: &Karta) -> impl Iterator<Item = Setting<'_>> {
    let lines = match karta.settings().and_then(|settings| settings.get("regler")) {
        Some(Value::Record(lines)) => &lines[..],
        _ => &[],
    };
    lines.iter().map(|(name, value)| Setting { name, rule: rule(name), level: level(value) })
}

/// The level of each rule in this map, in the order of [`RULES`]; `None` for a rule that is not to run.
pub fn levels(karta: &Karta) -> Vec<Option<Level>> {
    let mut levels: Vec<_> = RULES.iter().map(|rule| Some(rule.level)).collect();
    for setting in settings(karta) {
        if let (Ok(rule), Ok(level)) = (setting.rule, setting.level) {
            levels[rule] = level;
        }
    }
    levels
}

fn rule(name: &str) -> Result<usize, Option<&'static str>> {
    let found = RULES.iter().position(|rule| rule.name == name);
    found.ok_or_else(|| nearest(name, RULES.iter().map(|rule| rule.name)))
}

fn level(value: &Value) -> Result<Option<Level>, Option<&'static str>> {
    let word = value.text().map(fold).unwrap_or_default();
    let found = WORDS.iter().find(|(name, _)| *name == word).map(|(_, level)| *level);
    found.ok_or_else(|| nearest(&word, WORDS.iter().map(|(name, _)| *name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Tree;

    #[test]
    fn the_map_decides_what_rules_weigh() {
        let text =
            "namn = \"K\"\nformat = 1\n[regler]\nbad-date = \"Varning\"\nbad-id = \"av\"\nbad-url = \"varnin\"\n";
        let karta = Karta::draw(&Tree::memory([("karta.toml", text)]));
        let of = |name: &str| levels(&karta)[RULES.iter().position(|rule| rule.name == name).expect("a rule")];
        assert_eq!((of("bad-date"), of("bad-id"), of("bad-url")), (Some(Level::Warning), None, Some(Level::Error)));
        assert_eq!(settings(&karta).last().map(|setting| setting.level), Some(Err(Some("varning"))));
    }
}
