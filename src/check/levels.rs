use super::RULES;
use crate::entry::Value;
use crate::finding::{FieldPath, Level};
use crate::karta::Karta;
use crate::value::{Kind, fold, nearest};

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
    /// Where it stands.
    pub path: FieldPath,
    /// The kind that it is for, when it stands under `[regler.behov]` or the like.
    kind: Option<Kind>,
    /// The rule's place in [`RULES`], or the name of one that may have been meant.
    pub rule: Result<usize, Option<&'static str>>,
    /// The level, or the word for one that may have been meant.
    pub level: Result<Option<Level>, Option<&'static str>>,
}

/// Every line under `[regler]`, in the order of the file.
pub fn settings(karta: &Karta) -> Vec<Setting<'_>> {
    let mut settings = Vec::new();
    let path = FieldPath::field("regler");
    for (name, value) in lines(karta.settings().and_then(|settings| settings.get("regler"))) {
        match Kind::ALL.into_iter().find(|kind| kind.name() == name) {
            Some(kind) if matches!(value, Value::Record(_)) => {
                let path = path.key(name);
                settings.extend(lines(Some(value)).map(|(name, value)| setting(&path, Some(kind), name, value)));
            }
            _ => settings.push(setting(&path, None, name, value)),
        }
    }
    settings
}

fn lines(table: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let lines = match table {
        Some(Value::Record(lines)) => &lines[..],
        _ => &[],
    };
    lines.iter().map(|(name, value)| (&**name, value))
}

fn setting<'k>(path: &FieldPath, kind: Option<Kind>, name: &'k str, value: &Value) -> Setting<'k> {
    let is_section = kind.is_none() && matches!(value, Value::Record(_));
    let found = rule(name);
    let (rule, level) = match found {
        // A table for a kind that there is none of: its name is what is wrong.
        Err(_) if is_section => (Err(nearest(name, Kind::ALL.map(Kind::name))), Ok(None)),
        found => (found, level(value)),
    };
    Setting { name, path: path.key(name), kind, rule, level }
}

/// What each rule weighs in a map, for each kind of file.
pub struct Levels(Vec<[Option<Level>; Kind::ALL.len()]>);

impl Levels {
    /// As the rules themselves say, and then the map: what it says of a kind goes before what it says of all.
    pub fn of(karta: &Karta) -> Levels {
        let mut levels: Vec<_> = RULES.iter().map(|rule| [Some(rule.level); Kind::ALL.len()]).collect();
        let mut settings = settings(karta);
        settings.sort_by_key(|setting| setting.kind.is_some());
        for setting in &settings {
            if let (Ok(rule), Ok(level)) = (setting.rule, setting.level) {
                match setting.kind {
                    Some(kind) => levels[rule][kind as usize] = level,
                    None => levels[rule] = [level; Kind::ALL.len()],
                }
            }
        }
        Levels(levels)
    }

    /// Whether a rule is to run at all.
    pub fn is_on(&self, rule: usize) -> bool {
        self.0[rule].iter().any(Option::is_some)
    }

    /// The level of the rule at a place in [`RULES`], for files of a kind.
    pub fn of_rule(&self, rule: usize, kind: Kind) -> Option<Level> {
        self.0[rule][kind as usize]
    }

    /// The same levels, but that of one rule as another map has it.
    pub fn with(mut self, name: &str, other: &Levels) -> Levels {
        if let Some(at) = position(name) {
            self.0[at] = other.0[at];
        }
        self
    }

    /// The level of a rule's finding in a file; `None` where it is not to be told.
    pub fn get(&self, rule: &str, file: &str) -> Option<Level> {
        self.0[position(rule)?][Kind::of_path(file).unwrap_or(Kind::Karta) as usize]
    }
}

/// The place of a rule in [`RULES`], which are by name.
fn position(name: &str) -> Option<usize> {
    RULES.binary_search_by(|rule| rule.name.cmp(name)).ok()
}

/// The place of the rule of that name, or the name of one that may have been meant.
pub fn rule(name: &str) -> Result<usize, Option<&'static str>> {
    position(name).ok_or_else(|| nearest(name, RULES.iter().map(|rule| rule.name)))
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

    fn karta(rules: &str) -> Karta {
        Karta::draw(&Tree::memory([("karta.toml", format!("namn = \"K\"\nformat = 1\n{rules}"))]))
    }

    #[test]
    fn the_map_decides_what_rules_weigh() {
        let karta = karta("[regler]\nbad-date = \"Varning\"\nbad-id = \"av\"\nbad-url = \"varnin\"\n");
        let of = |name: &str| Levels::of(&karta).get(name, "behov/a.toml");
        assert_eq!((of("bad-date"), of("bad-id"), of("bad-url")), (Some(Level::Warning), None, Some(Level::Error)));
        assert_eq!(settings(&karta).last().map(|setting| setting.level), Some(Err(Some("varning"))));
    }

    #[test]
    fn a_kind_goes_before_the_whole() {
        let karta = karta("[regler.behov]\nbad-date = \"info\"\n[regler.aktor]\nbad-url = \"av\"\n[regler.aktr]\n");
        let of = |name: &str, file: &str| Levels::of(&karta).get(name, file);
        assert_eq!(of("bad-date", "behov/a.toml"), Some(Level::Info));
        assert_eq!(of("bad-date", "karta.toml"), Some(Level::Error));
        assert_eq!(of("bad-url", "aktor/a.toml"), None);
        assert_eq!(settings(&karta).last().map(|setting| setting.rule), Some(Err(Some("aktor"))));
    }
}
