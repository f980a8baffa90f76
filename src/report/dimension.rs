use std::borrow::Cow;
use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::scene::{Scene, Sector};
use crate::entry::{Choice, Entry, FIELDS, Field, Label, Shape, Value};
use crate::karta::{Karta, Way, name};
use crate::say;
use crate::say::{Failure, Lang, Result, Words, quote};
use crate::table::Cell;
use crate::value::{Kind, Order, fold, nearest};

/// Something that needs and initiatives can be told apart by: a field whose values are few enough to count, the kind,
/// what links point at, or such of the entries there.
pub struct Dimension {
    /// The stable name in data.
    key: String,
    heading: Words,
    /// The links that are followed to where the values are.
    steps: Vec<Step>,
    held: Held,
}

/// The links from one entry to others.
struct Step {
    fields: Vec<&'static Field>,
    way: Way,
}

/// What is counted by, where the links have led.
enum Held {
    /// The entry itself.
    Entry,
    /// Its kind.
    Kind,
    /// The part of the public sector that it belongs to.
    Sector,
    /// A field, as each kind that has it declares it.
    Fields(Vec<&'static Field>),
}

/// The values of a dimension, in order, also those that no entry has.
pub struct Values {
    /// The dimension.
    pub dimension: Dimension,
    /// The values: in data, and to people.
    pub names: Vec<(String, Cell)>,
    places: HashMap<String, u32>,
}

/// What stands for the value of entries that have none.
pub const MISSING: &str = "saknas";
/// The kinds that are counted.
const COUNTED: [Kind; 2] = [Kind::Behov, Kind::Initiativ];
/// Names of dimensions that are not fields, and what they stand for.
const OTHER_NAMES: [(&str, &str); 9] = [
    ("niva", "aktor.niva"),
    ("level", "aktor.niva"),
    ("sektor", "aktor.sektor"),
    ("sector", "aktor.sektor"),
    ("ar", "uppgift_ar"),
    ("year", "uppgift_ar"),
    ("initiativ", "mots_av"),
    ("behov", "moter"),
    ("slag", "kind"),
];
const ACTORS: Label = Label { sv: "Aktörer", en: "Actors" };

impl Dimension {
    /// The dimension of that name: the key, the word or the label of a field or a link, with or without å ä ö; behind a
    /// dot stands a field of what the link leads to.
    pub fn named(called: &str) -> Result<Dimension> {
        let other = OTHER_NAMES.iter().find(|(name, _)| *name == spelled(called));
        Dimension::read(other.map_or(called, |(_, name)| name)).ok_or_else(|| unknown(called))
    }

    fn read(called: &str) -> Option<Dimension> {
        let (mut kinds, mut told): (Vec<Kind>, Vec<(&str, Label)>) = (COUNTED.to_vec(), Vec::new());
        let mut steps: Vec<Step> = Vec::new();
        let mut held = None;
        for word in called.split('.').map(spelled) {
            if held.is_some() {
                return None;
            }
            if let Some((step, name)) = Step::named(&word, &kinds) {
                kinds = step.leads_to();
                steps.push(step);
                told.push(name);
            } else {
                let (found, name) = Held::named(&word, &kinds, steps.is_empty())?;
                held = Some(found);
                told.push(name);
            }
        }
        let key = told.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(".");
        Some(Dimension { key, heading: heading(&told), steps, held: held.unwrap_or(Held::Entry) })
    }

    /// The stable name in data.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What people call it.
    pub fn heading(&self) -> &Words {
        &self.heading
    }

    /// Whether entries of a kind can have it.
    pub fn is_of(&self, kind: Kind) -> bool {
        match (self.steps.first(), &self.held) {
            (Some(step), _) => step.leaves(kind),
            (None, Held::Fields(fields)) => fields.iter().any(|field| field.kinds.contains(&kind)),
            (None, _) => true,
        }
    }

    /// Whether an entry may have several values.
    pub fn is_many(&self) -> bool {
        !self.steps.is_empty()
            || matches!(&self.held, Held::Fields(fields) if fields.iter().any(|field| field.is_list()))
    }

    /// Its values in some entries of these kinds: those that the map or the field declares, in that order, and whatever
    /// else entries have.
    pub fn values(mut self, scene: &Scene<'_>, kinds: &[Kind], places: &[usize]) -> Values {
        let is_theirs = |field: &Field| field.kinds.iter().any(|kind| kinds.contains(kind));
        if let (true, Held::Fields(fields)) = (self.steps.is_empty(), &mut self.held) {
            fields.retain(|field| is_theirs(field));
        }
        let mut names: Vec<(String, Cell)> = self.declared(scene.karta, kinds);
        let declared: BTreeSet<String> = names.iter().map(|(key, _)| key.clone()).collect();
        let (mut found, mut has_missing) = (BTreeSet::new(), false);
        for at in places {
            let values = self.values_of(scene, *at);
            has_missing |= values.is_empty();
            found.extend(values.into_iter().filter(|value| !declared.contains(&**value)).map(Cow::into_owned));
        }
        let order = Order::swedish();
        let mut found: Vec<(String, Cell)> = found.into_iter().map(|key| self.name(scene.karta, key)).collect();
        found.sort_by_cached_key(|(_, cell)| order.key(words(cell).get(Lang::Sv)));
        names.extend(found);
        if has_missing {
            names.push((MISSING.to_owned(), Cell::Words(Words::new("(saknas)", "(missing)"))));
        }
        let places = (0..).zip(&names).map(|(at, (key, _))| (key.clone(), at)).collect();
        Values { dimension: self, names, places }
    }

    /// The values that are known without looking at entries.
    fn declared(&self, karta: &Karta, kinds: &[Kind]) -> Vec<(String, Cell)> {
        let choice =
            |choice: &'static Choice| (choice.name.to_owned(), Cell::Choice(choice.name, choice.label.words()));
        let kind = |kind: &Kind| (kind.name().to_owned(), Cell::Choice(kind.name(), kind.plural()));
        let fields = match &self.held {
            Held::Entry => return Vec::new(),
            Held::Kind => return kinds.iter().map(kind).collect(),
            Held::Sector => return SECTORS.iter().map(|(sector, _)| choice(sector)).collect(),
            Held::Fields(fields) => fields,
        };
        let mut names: Vec<(String, Cell)> = Vec::new();
        let mut add = |named: (String, Cell)| {
            if !names.contains(&named) {
                names.push(named);
            }
        };
        for field in fields {
            match field.shape {
                // What has left the map is not counted.
                Shape::Choice(choices) => {
                    choices.iter().filter(|one| one.name != "avfort").map(choice).for_each(&mut add)
                }
                Shape::Concepts(scheme) => karta.concepts(scheme).iter().for_each(|concept| {
                    add((concept.id.to_string(), Cell::Named(concept.id.clone(), concept.name.clone())));
                }),
                Shape::Record(_) => (1..=5).for_each(|number| add((number.to_string(), Cell::Number(number)))),
                _ => {}
            }
        }
        names
    }

    /// A value that entries have, as people read it.
    fn name(&self, karta: &Karta, key: String) -> (String, Cell) {
        let is_link = match &self.held {
            Held::Entry => true,
            Held::Fields(fields) => fields.iter().any(|field| !target(field).targets().is_empty()),
            Held::Kind | Held::Sector => false,
        };
        let found = karta.find(&key).filter(|_| is_link);
        let cell = found.map_or_else(|| Cell::Text(key.clone()), |entry| Cell::Named(entry.id.clone(), name(entry)));
        (key, cell)
    }

    /// What an entry has, as data names it; dates by their year, scores by their number.
    fn values_of<'k>(&self, scene: &Scene<'k>, at: usize) -> Vec<Cow<'k, str>> {
        let mut places = vec![at];
        for step in &self.steps {
            places = places.iter().flat_map(|at| step.from(scene, *at)).collect();
            places.sort_unstable();
            places.dedup();
        }
        let lost = self.steps.first().filter(|_| self.steps.len() == 1 && matches!(self.held, Held::Entry));
        let lost = lost.into_iter().flat_map(|step| step.lost(scene, at)).map(Cow::Borrowed);
        let values = places.into_iter().flat_map(|at| self.held.values_of(scene, at));
        values.chain(lost).collect()
    }
}

impl Values {
    /// Which of the values the entry at a place has, each once.
    pub fn of(&self, scene: &Scene<'_>, at: usize) -> Vec<u32> {
        let values = self.dimension.values_of(scene, at);
        let missing = values.is_empty().then_some(Cow::Borrowed(MISSING));
        let mut places: Vec<u32> =
            values.into_iter().chain(missing).filter_map(|value| self.places.get(&*value).copied()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

impl Step {
    /// The links that entries of these kinds have by that name, and how that is written.
    fn named(word: &str, kinds: &[Kind]) -> Option<(Step, (&'static str, Label))> {
        let is_theirs = |field: &&Field| field.kinds.iter().any(|kind| kinds.contains(kind));
        let links = || FIELDS.iter().filter(|field| !field.targets().is_empty() && field.name != "ersatt_av");
        if matches!(word, "aktor" | "actor") {
            let is_role = |field: &&Field| is_theirs(field) && field.targets() == [Kind::Aktor];
            let fields: Vec<&Field> = links().filter(is_role).collect();
            return (!fields.is_empty()).then_some((Step { fields, way: Way::Out }, ("aktor", ACTORS)));
        }
        let own = links().filter(is_theirs).find(|field| is_called(field, word));
        let own = own.map(|field| (Step { fields: vec![field], way: Way::Out }, (field.name, field.label)));
        let points_here = |field: &&Field| field.targets().iter().any(|kind| kinds.contains(kind));
        let back = || {
            links().filter(points_here).find_map(|field| {
                let reverse = field.reverse?;
                let names = [reverse.name, reverse.label.sv, reverse.label.en];
                let is_it = names.iter().any(|name| spelled(name) == word);
                is_it.then_some((Step { fields: vec![field], way: Way::In }, (reverse.name, reverse.label)))
            })
        };
        own.or_else(back)
    }

    /// Whether entries of a kind can have such links.
    fn leaves(&self, kind: Kind) -> bool {
        self.fields.iter().any(|field| match self.way {
            Way::Out => field.kinds.contains(&kind),
            Way::In => field.targets().contains(&kind),
        })
    }

    /// The kinds that may be at the other end.
    fn leads_to(&self) -> Vec<Kind> {
        let ends = |field: &&'static Field| match self.way {
            Way::Out => field.targets(),
            Way::In => field.kinds,
        };
        Kind::ALL.into_iter().filter(|kind| self.fields.iter().any(|field| ends(field).contains(kind))).collect()
    }

    fn from(&self, scene: &Scene<'_>, at: usize) -> Vec<usize> {
        match self.way {
            Way::Out => self.fields.iter().flat_map(|field| scene.linked(at, field.name)).collect(),
            Way::In => scene.from(at, &self.fields.iter().map(|field| field.name).collect::<Vec<_>>()),
        }
    }

    /// The ids that an entry points at and that nothing has.
    fn lost<'k>(&self, scene: &Scene<'k>, at: usize) -> Vec<&'k str> {
        let entry = scene.entry(at);
        let fields = self.fields.iter().filter(|_| self.way == Way::Out);
        let ids = fields.flat_map(|field| entry.ids(field.name)).map(|id| id.as_str());
        ids.filter(|id| scene.karta.position(id).is_none()).collect()
    }
}

impl Held {
    /// What entries of these kinds hold by that name, and how that is written.
    fn named(word: &str, kinds: &[Kind], is_first: bool) -> Option<(Held, (&'static str, Label))> {
        match word {
            "kind" if is_first => return Some((Held::Kind, ("kind", Label { sv: "Slag", en: "Kind" }))),
            "sektor" | "sector" if kinds.contains(&Kind::Aktor) => {
                return Some((Held::Sector, ("sektor", Label { sv: "Sektor", en: "Sector" })));
            }
            _ => {}
        }
        let found = possible(kinds).find(|field| is_called(field, word))?;
        let fields = possible(kinds).filter(|field| field.name == found.name).collect();
        Some((Held::Fields(fields), (found.name, found.label)))
    }

    fn values_of<'k>(&self, scene: &Scene<'k>, at: usize) -> Vec<Cow<'k, str>> {
        let entry: &'k Entry = scene.entry(at);
        match self {
            Held::Entry => vec![Cow::Borrowed(entry.id.as_str())],
            Held::Kind => vec![Cow::Borrowed(entry.kind.name())],
            Held::Sector => {
                let sector = scene.sector(at);
                let found = SECTORS.iter().find(|(_, own)| *own == sector);
                found.map(|(choice, _)| Cow::Borrowed(choice.name)).into_iter().collect()
            }
            Held::Fields(fields) => {
                let field = fields.iter().find(|field| field.kinds.contains(&entry.kind));
                field.map_or(Vec::new(), |field| entry.items(field.name).iter().filter_map(value).collect())
            }
        }
    }
}

/// The parts of the public sector, and what reaches across them or stands beside.
static SECTORS: [(Choice, Option<Sector>); 4] = [
    (sector("stat", "staten", "state"), Some(Sector::Stat)),
    (sector("region", "regioner", "regions"), Some(Sector::Region)),
    (sector("kommun", "kommuner", "municipalities"), Some(Sector::Kommun)),
    (sector("annan", "annan eller flera", "other or several"), None),
];

const fn sector(name: &'static str, sv: &'static str, en: &'static str) -> Choice {
    Choice { name, label: Label { sv, en } }
}

/// The fields of these kinds that can be counted by, but for links between entries.
fn possible(kinds: &[Kind]) -> impl Iterator<Item = &'static Field> {
    let is_theirs = |field: &&Field| field.kinds.iter().any(|kind| kinds.contains(kind));
    FIELDS.iter().filter(is_theirs).filter(|field| is_countable(field))
}

fn is_countable(field: &'static Field) -> bool {
    match field.shape {
        Shape::Choice(_) | Shape::Concepts(_) | Shape::Date | Shape::Number(..) => true,
        Shape::Record(_) | Shape::Records(_) => matches!(target(field).shape, Shape::Number(..) | Shape::Link(_)),
        _ => false,
    }
}

/// What the values are of: of records, the first part.
fn target(field: &'static Field) -> &'static Field {
    field.parts().first().unwrap_or(field)
}

fn is_called(field: &Field, word: &str) -> bool {
    [field.name, field.word, field.label.sv, field.label.en].iter().any(|name| spelled(name) == word)
}

fn spelled(name: &str) -> String {
    fold(name).chars().filter(|c| !matches!(c, '_' | '-') && !c.is_whitespace()).collect()
}

fn value(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Number(number) => Some(number.to_string().into()),
        Value::Date(date) => Some(date.in_year().to_string().into()),
        Value::Record(parts) => parts.first().and_then(|(_, first)| self::value(first)),
        other => other.text().map(Cow::Borrowed),
    }
}

/// The labels on the way to the values, as one heading.
fn heading(told: &[(&str, Label)]) -> Words {
    Words::each(|lang| {
        let label = |(_, label): &(&str, Label)| match lang {
            Lang::Sv => label.sv,
            Lang::En => label.en,
        };
        told.iter().map(label).collect::<Vec<_>>().join(": ")
    })
}

/// A value as a heading.
pub fn words(cell: &Cell) -> Words {
    match cell {
        Cell::Named(_, words) | Cell::Choice(_, words) | Cell::Words(words) => words.clone(),
        Cell::Text(text) => Words::same(text.clone()),
        Cell::Number(number) => Words::same(number.to_string()),
        _ => Words::new("", ""),
    }
}

/// The names that can be written: of fields, of links and the others.
fn names() -> Vec<&'static str> {
    let fields = possible(&COUNTED).map(|field| field.word);
    let out = FIELDS.iter().filter(|field| !field.targets().is_empty() && field.name != "ersatt_av");
    let is_theirs = |kinds: &[Kind]| COUNTED.iter().any(|kind| kinds.contains(kind));
    let links = out.clone().filter(|field| is_theirs(field.kinds)).map(|field| field.word);
    let back = out.filter(|field| field.targets() != [Kind::Aktor] && is_theirs(field.targets()));
    let back = back.filter_map(|field| Some(field.reverse?.name));
    let mut seen = BTreeSet::new();
    let others = ["kind", "ar", "aktor", "niva", "sektor"];
    fields.chain(links).chain(back).chain(others).filter(|name| seen.insert(*name)).collect()
}

fn unknown(called: &str) -> Failure {
    let shown = quote(called);
    let failure = Failure::new(say!(
        "{shown} går inte att räkna efter i en korstabell.",
        "{shown} cannot be counted by in a cross table."
    ));
    let all = possible(&COUNTED).flat_map(|field| [field.name, field.word, field.label.sv, field.label.en]);
    let near = nearest(called, names().into_iter().chain(all));
    let word =
        |near| possible(&COUNTED).find(|field| is_called(field, &spelled(near))).map_or(near, |field| field.word);
    let words = names().join(", ");
    failure.hint(match near.map(word) {
        Some(near) => say!(
            "Menade du {near}? Det här går: {words}. Efter en punkt följer ett fält hos den som länken leder till: agare.niva",
            "Did you mean {near}? These can: {words}. Behind a dot stands a field of what the link leads to: agare.niva"
        ),
        None => say!(
            "Det här går: {words}. Efter en punkt följer ett fält hos den som länken leder till: agare.niva",
            "These can: {words}. Behind a dot stands a field of what the link leads to: agare.niva"
        ),
    })
}
