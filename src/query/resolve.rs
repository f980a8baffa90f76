use std::collections::{BTreeMap, BTreeSet};

use super::ends::{Ends, Following, Members, ends};
use super::fail;
use super::filter::{Filter, Op};
use super::place::Said;
use super::search::Search;
use super::select::Tried;
use super::subject::{self, Path, Subject};
use super::tell;
use super::test::{Compared, Test, number};
use crate::entry::{Choice, Entry, Shape, Value};
use crate::karta;
use crate::karta::names::{self, Candidate, Miss, pick};
use crate::karta::{Concepts, Karta};
use crate::say::{Result, Words};
use crate::value::{Date, Id, Kind};

/// A filter whose every name has been looked up in a map.
pub struct Resolved {
    /// The kinds that were asked about.
    pub kinds: Vec<Kind>,
    /// What was said, as an expression.
    pub expression: String,
    pub(super) root: Part,
    pub(super) searches: Vec<Search>,
}

/// A part of a filter, and how it was understood.
pub(super) struct Part {
    pub told: Words,
    pub rule: Rule,
}

pub(super) enum Rule {
    All(Vec<Part>),
    Any(Vec<Part>),
    Not(Box<Part>),
    Test(Test),
}

impl Filter {
    /// Looks up every field, value and id in the map.
    ///
    /// When the filter says nothing of kinds, it is about behov and initiativ; about every kind when it names an entry
    /// by id; and about aktörer when only they have the fields that it uses.
    pub fn resolve(&self, karta: &Karta) -> Result<Resolved> {
        let mut resolver = Resolver { karta, searches: Vec::new(), is_negated: false, scope: Scope::default() };
        let root = resolver.part(self)?;
        let kinds = resolver.scope.kinds();
        Ok(Resolved { kinds, expression: self.to_string(), root, searches: resolver.searches })
    }
}

struct Resolver<'k> {
    karta: &'k Karta,
    searches: Vec<Search>,
    is_negated: bool,
    scope: Scope,
}

/// What a filter uses, to tell which kinds it is about.
#[derive(Default)]
struct Scope {
    names_kind: bool,
    names_id: bool,
    fields: BTreeSet<Kind>,
}

impl Scope {
    fn kinds(&self) -> Vec<Kind> {
        let default = [Kind::Behov, Kind::Initiativ];
        let only_actors = !self.fields.is_empty() && !default.iter().any(|kind| self.fields.contains(kind));
        match self.names_kind || self.names_id {
            true => Kind::ENTRIES.to_vec(),
            false if only_actors => vec![Kind::Aktor],
            false => default.to_vec(),
        }
    }
}

impl Resolver<'_> {
    fn part(&mut self, filter: &Filter) -> Result<Part> {
        Ok(match filter {
            Filter::All(parts) => Part { told: tell::all(parts.is_empty()), rule: Rule::All(self.parts(parts)?) },
            Filter::Any(parts) => Part { told: tell::any(), rule: Rule::Any(self.parts(parts)?) },
            Filter::Not(part) => self.not(part)?,
            Filter::Has(field) => self.presence(field, true)?,
            Filter::Missing(field) => self.presence(field, false)?,
            Filter::Field(field, op, value) => self.field(field, *op, value)?,
            Filter::Word(word) => self.search(tell::word(&word.text), Search::word(&word.text)),
            Filter::Phrase(phrase) => self.search(tell::phrase(&phrase.text), Search::phrase(&phrase.text)),
        })
    }

    fn parts(&mut self, parts: &[Filter]) -> Result<Vec<Part>> {
        parts.iter().map(|part| self.part(part)).collect()
    }

    fn not(&mut self, part: &Filter) -> Result<Part> {
        self.is_negated = !self.is_negated;
        let part = self.part(part);
        self.is_negated = !self.is_negated;
        Ok(negated(part?))
    }

    fn search(&mut self, told: Words, mut search: Search) -> Part {
        search.is_ranked = search.is_of_entry() && !self.is_negated;
        self.searches.push(search);
        Part { told, rule: Rule::Test(Test::Found(self.searches.len() - 1)) }
    }

    /// Whether something is there, or could be there and is not.
    fn presence(&mut self, field: &Said, is_there: bool) -> Result<Part> {
        match subject::find(&field.text) {
            Some(Subject::Fields(paths)) => {
                let paths = self.known(field, paths)?;
                Ok(match is_there {
                    true => Part { told: tell::has(&paths), rule: Rule::Test(Test::Has(paths)) },
                    false => Part { told: tell::missing(&paths), rule: Rule::Test(Test::Missing(paths)) },
                })
            }
            Some(Subject::Ends(ends)) => {
                let told = if is_there { tell::has_ends(&ends) } else { tell::lacks_ends(&ends) };
                let is_such = |at| ends.of(self.karta, at).is_empty() != is_there;
                Ok(self.among(&ends, told, |at| is_such(at) && (is_there || self.is_here(at))))
            }
            Some(Subject::Beyond(ends, rest)) => {
                let inner = Filter::Has(Said { text: rest, place: field.place.clone() });
                let (members, told) = self.beyond(&ends, &inner)?;
                let told = if is_there { told } else { tell::lacks(&told) };
                let is_such = |at| self.meets(&ends, at, &members) == is_there;
                Ok(self.among(&ends, told, |at| is_such(at) && (is_there || self.is_here(at))))
            }
            Some(Subject::Kind | Subject::Id | Subject::Text | Subject::Count(_) | Subject::Reach(_)) => {
                Err(fail::always_there(field))
            }
            None => Err(fail::unknown_field(field)),
        }
    }

    /// The entries of a kind that can have such links, and that a test holds for.
    fn among(&self, ends: &Ends, told: Words, is_such: impl Fn(usize) -> bool + Sync) -> Part {
        let kinds = ends.kinds();
        let members = Members::of(self.karta, |at, entry| kinds.contains(&entry.kind) && is_such(at));
        Part { told, rule: Rule::Test(Test::Among(members)) }
    }

    /// Whether an entry is still in the map: one that has left it, or gone into another, lacks nothing.
    fn is_here(&self, at: usize) -> bool {
        !self.karta.entries()[at].is_gone()
    }

    fn meets(&self, ends: &Ends, at: usize, members: &Members) -> bool {
        ends.of(self.karta, at).into_iter().any(|other| members.has(other))
    }

    /// The entries at other ends that a filter finds, and how that is told.
    fn beyond(&mut self, ends: &Ends, inner: &Filter) -> Result<(Members, Words)> {
        self.scope.fields.extend(ends.kinds());
        let resolved = Resolved { kinds: ends.other_kinds(), ..inner.resolve(self.karta)? };
        let places: Vec<usize> =
            Tried::new(self.karta, &resolved).passing(&resolved.root).into_iter().map(|(at, _)| at).collect();
        Ok((Members::at(self.karta, &places), tell::beyond(ends, &resolved.root.told)))
    }

    /// Another entry that links lead to, in so many steps as the value says behind `~`.
    fn reach(&mut self, field: &Said, op: Op, value: &Said, following: &Following) -> Result<Part> {
        let is_other = is_other(field, op)?;
        let (value, hops) = steps(value)?;
        let (kinds, noun) = match following {
            Following::Only(ends) => {
                self.scope.fields.extend(ends.kinds());
                (ends.other_kinds(), tell::noun_of_ends(ends))
            }
            Following::Any(way) => {
                self.scope.names_id = true;
                (Kind::ENTRIES.to_vec(), tell::noun_of_reach(*way))
            }
        };
        let id = self.entry(field, &value, &kinds, &[])?;
        let name = self.karta.find(id.as_str()).map_or_else(|| Words::same(id.as_str()), karta::name);
        let goals = self.karta.position(id.as_str()).map_or_else(Vec::new, |at| match op {
            Op::Equal => vec![at],
            _ => self.karta.successors(at),
        });
        let members = following.to(self.karta, &goals, hops);
        let part = Part { told: tell::reach(&noun, &name, hops), rule: Rule::Test(Test::Among(members)) };
        Ok(if is_other { negated(part) } else { part })
    }

    /// How many there are, compared with a number.
    fn count(&mut self, field: &Said, counted: Subject, op: Op, value: &Said) -> Result<Part> {
        let wanted = number(&value.text).ok_or_else(|| fail::no_number(field, value))?;
        let fits = |count: usize| Compared::Number(count as f64).is(op, &Compared::Number(wanted));
        let fits = |count: usize| fits(count) != (op == Op::NotEqual);
        // Who asks for few asks for what is lacking.
        let is_open = fits(usize::MAX);
        match counted {
            Subject::Ends(ends) => {
                self.scope.fields.extend(ends.kinds());
                let told = tell::count(&tell::noun_of_ends(&ends), op, &value.text);
                let fits = |at: usize, count: usize| fits(count) && (count > 0 || is_open || self.is_here(at));
                Ok(self.among(&ends, told, |at| fits(at, ends.of(self.karta, at).len())))
            }
            Subject::Fields(paths) => {
                let paths = self.known(field, paths)?;
                let told = tell::count(&tell::noun(&paths), op, &value.text);
                let count = |entry: &Entry| paths.iter().map(|path| path.count(entry)).sum();
                let could = |entry: &Entry| paths.iter().any(|path| path.field.kinds.contains(&entry.kind));
                let fits = |at: usize, count: usize| fits(count) && (count > 0 || is_open || self.is_here(at));
                let members = Members::of(self.karta, |at, entry| could(entry) && fits(at, count(entry)));
                Ok(Part { told, rule: Rule::Test(Test::Among(members)) })
            }
            _ => Err(fail::unknown_field(field)),
        }
    }

    /// Refuses keys below a free field that no entry has; notes which kinds have the fields.
    fn known(&mut self, said: &Said, paths: Vec<Path>) -> Result<Vec<Path>> {
        for path in &paths {
            subject::check_own_key(self.karta, path, &Kind::ENTRIES).map_err(|near| fail::unknown_key(said, near))?;
            self.scope.fields.extend(path.field.kinds);
        }
        Ok(paths)
    }

    fn field(&mut self, field: &Said, op: Op, value: &Said) -> Result<Part> {
        match subject::find(&field.text) {
            Some(Subject::Kind) => self.kind(field, op, value),
            Some(Subject::Id) => self.id(field, op, value),
            Some(Subject::Text) => self.text(field, op, value),
            Some(Subject::Fields(paths)) => {
                let paths = self.known(field, paths)?;
                let paths: Vec<Path> = paths.into_iter().flat_map(Path::whole).collect();
                let is_links = paths.iter().all(|path| !path.leaf().targets().is_empty());
                match ends(&field.text).filter(|_| is_links && value.text.contains('~')) {
                    Some(ends) => self.reach(field, op, value, &Following::Only(ends)),
                    None => self.compare(field, paths, op, value),
                }
            }
            Some(Subject::Ends(ends)) => self.reach(field, op, value, &Following::Only(ends)),
            Some(Subject::Reach(way)) => self.reach(field, op, value, &Following::Any(way)),
            Some(Subject::Count(counted)) => self.count(field, *counted, op, value),
            Some(Subject::Beyond(ends, rest)) => {
                let inner = Filter::Field(Said { text: rest, place: field.place.clone() }, op, value.clone());
                let (members, told) = self.beyond(&ends, &inner)?;
                Ok(self.among(&ends, told, |at| self.meets(&ends, at, &members)))
            }
            None => Err(fail::unknown_field(field)),
        }
    }

    fn kind(&mut self, field: &Said, op: Op, value: &Said) -> Result<Part> {
        self.scope.names_kind = true;
        let is_other = is_other(field, op)?;
        let candidates = names::of_kinds();
        let found = pick(&value.text, &candidates).map_err(|miss| fail::no_such_value(field, value, miss))?;
        let kind = Kind::parse(found.key).expect("the candidates are kinds");
        let part = Part { told: tell::kind(kind), rule: Rule::Test(Test::Kind(kind)) };
        Ok(if is_other { negated(part) } else { part })
    }

    fn id(&mut self, field: &Said, op: Op, value: &Said) -> Result<Part> {
        self.scope.names_id = true;
        let is_other = is_other(field, op)?;
        let id = self.entry(field, value, &Kind::ENTRIES, &[])?;
        let part = Part { told: tell::id(&id), rule: Rule::Test(Test::Id(id)) };
        Ok(if is_other { negated(part) } else { part })
    }

    /// Every word of the value in the title or the text.
    fn text(&mut self, field: &Said, op: Op, value: &Said) -> Result<Part> {
        if op != Op::Is {
            return Err(fail::wrong_op(field, op, &[Op::Is]));
        }
        let words: Vec<&str> = value.text.split_whitespace().collect();
        let mut parts: Vec<Part> = words.iter().map(|word| self.search(tell::word(word), Search::word(word))).collect();
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Part { told: tell::all(parts.is_empty()), rule: Rule::All(parts) },
        })
    }

    /// A condition on the values of fields that all hold the same sort of thing.
    fn compare(&mut self, field: &Said, paths: Vec<Path>, op: Op, value: &Said) -> Result<Part> {
        let is_about = |shape: fn(&Shape) -> bool| paths.iter().any(|path| shape(&path.shape()));
        let (told, test) = if is_about(|shape| matches!(shape, Shape::Date)) {
            let date = Date::parse(value.text.trim()).ok_or_else(|| fail::no_date(field, value))?;
            (tell::date(&paths, op, date), Test::Field(paths.clone(), op, Compared::Date(date)))
        } else if is_about(|shape| matches!(shape, Shape::Number(..))) {
            let wanted = number(&value.text).ok_or_else(|| fail::no_number(field, value))?;
            (tell::number(&paths, op, &value.text), Test::Field(paths.clone(), op, Compared::Number(wanted)))
        } else if is_about(|shape| matches!(shape, Shape::Free)) {
            let search =
                self.search(tell::free(&paths, op, &value.text), Search::field(paths.clone(), op, &value.text));
            return Ok(other_than(search, paths, op));
        } else {
            is_other(field, op)?;
            return self.name(field, paths, op, value);
        };
        Ok(other_than(Part { told, rule: Rule::Test(test) }, paths, op))
    }

    /// A condition on names or texts: there is no before and after.
    fn name(&mut self, field: &Said, paths: Vec<Path>, op: Op, value: &Said) -> Result<Part> {
        let (told, wanted) = match paths[0].shape() {
            Shape::Concepts(scheme) | Shape::Concept(scheme) => {
                let id = self.concept(field, value, self.karta.concepts(scheme), &paths)?;
                let ids = if op == Op::Is {
                    with_narrower(self.karta.concepts(scheme), &id)
                } else {
                    BTreeSet::from([id.clone()])
                };
                let name = self.karta.name_of(paths[0].leaf(), &id);
                (tell::concept(scheme, op, &name, ids.len() - 1), Compared::Ids(ids))
            }
            Shape::Links(_) | Shape::Link(_) => {
                let kinds: BTreeSet<Kind> = paths.iter().flat_map(|path| path.leaf().targets()).copied().collect();
                let kinds: Vec<Kind> = kinds.into_iter().collect();
                let id = self.entry(field, value, &kinds, &paths)?;
                let name = self.karta.name_of(paths[0].leaf(), &id);
                let ids = if op == Op::Equal { BTreeSet::from([id]) } else { self.all_ids(id) };
                (tell::link(&paths, op, &name, ids.len() - 1), Compared::Ids(ids))
            }
            Shape::Choice(_) => {
                let candidates = names::of_choices(paths.iter().flat_map(choices));
                let found = pick(&value.text, &candidates).map_err(|miss| fail::no_such_value(field, value, miss))?;
                let label = choice_label(&paths, found.key);
                (tell::choice(&paths, op, &label), Compared::Choice(found.key.to_owned()))
            }
            _ => {
                let told = tell::text(&paths, op, &value.text);
                let search = self.search(told, Search::field(paths.clone(), op, &value.text));
                return Ok(other_than(search, paths, op));
            }
        };
        let test = Test::Field(paths.clone(), Op::Is, wanted);
        Ok(other_than(Part { told, rule: Rule::Test(test) }, paths, op))
    }

    fn concept(&self, field: &Said, value: &Said, concepts: &Concepts, paths: &[Path]) -> Result<Id> {
        match concepts.find(&value.text) {
            Some(concept) => Ok(concept.id.clone()),
            None => self.choose(field, value, &names::of_concepts(concepts), paths),
        }
    }

    fn entry(&self, field: &Said, value: &Said, kinds: &[Kind], paths: &[Path]) -> Result<Id> {
        match self.karta.find(&value.text).filter(|entry| kinds.contains(&entry.kind)) {
            Some(entry) => Ok(entry.id.clone()),
            None => self.choose(field, value, &names::of_entries(self.karta, kinds), paths),
        }
    }

    /// The id that a value means. An id that is used but belongs to nothing that could be read is taken as it is.
    fn choose(&self, field: &Said, value: &Said, candidates: &[Candidate<'_>], paths: &[Path]) -> Result<Id> {
        match pick(&value.text, candidates) {
            Ok(found) => Ok(Id::parse(found.key).expect("the candidates have ids")),
            Err(Miss::Several(ids)) if paths.iter().all(|path| path.leaf().scheme().is_none()) => {
                let one = self.karta.the_one_now(&ids).map(|entry| entry.id.clone());
                one.ok_or_else(|| fail::no_such_value(field, value, Miss::Several(ids)))
            }
            Err(miss) => match Id::parse(&value.text) {
                Ok(id) if matches!(miss, Miss::Unknown(_)) && self.is_used(&id, paths) => Ok(id),
                _ => Err(fail::no_such_value(field, value, miss)),
            },
        }
    }

    /// The ids that links to an entry may be written to: its own, and those of all that has become what it is now.
    fn all_ids(&self, id: Id) -> BTreeSet<Id> {
        let karta = self.karta;
        let now = karta.position(id.as_str()).map_or_else(Vec::new, |at| karta.successors(at));
        let all = now.iter().flat_map(|at| karta.predecessors(*at)).chain(now.iter().copied());
        all.map(|at| karta.entries()[at].id.clone()).chain([id.clone()]).collect()
    }

    fn is_used(&self, id: &Id, paths: &[Path]) -> bool {
        let is_it = |value: &Value| matches!(value, Value::Id(used) if used == id);
        self.karta.entries().iter().any(|entry| paths.iter().any(|path| path.any(entry, &mut { is_it })))
    }
}

/// What a part leaves out.
fn negated(part: Part) -> Part {
    Part { told: tell::not(&part), rule: Rule::Not(Box::new(part)) }
}

/// Where a value other than the one named is asked for, turns the test.
fn other_than(part: Part, paths: Vec<Path>, op: Op) -> Part {
    match part.rule {
        Rule::Test(test) if op == Op::NotEqual => {
            Part { told: part.told, rule: Rule::Test(Test::Other(paths, Box::new(test))) }
        }
        rule => Part { told: part.told, rule },
    }
}

/// Whether another value is asked for; refuses signs that ask for an order.
fn is_other(field: &Said, op: Op) -> Result<bool> {
    match op {
        Op::Is | Op::Equal => Ok(false),
        Op::NotEqual => Ok(true),
        _ => Err(fail::wrong_op(field, op, &[Op::Is, Op::Equal, Op::NotEqual])),
    }
}

/// The most steps that can be asked for.
const MOST_STEPS: usize = 9;

/// A value without the steps behind its `~`, and how many they are: one where that is not said.
fn steps(value: &Said) -> Result<(Said, usize)> {
    let Some((id, steps)) = value.text.rsplit_once('~') else { return Ok((value.clone(), 1)) };
    let count = steps.trim().parse().ok().filter(|count| (1..=MOST_STEPS).contains(count));
    let count = count.ok_or_else(|| fail::no_steps(value, MOST_STEPS))?;
    Ok((Said { text: id.trim().to_owned(), place: value.place.clone() }, count))
}

fn choices(path: &Path) -> &'static [Choice] {
    match path.shape() {
        Shape::Choice(choices) => choices,
        _ => &[],
    }
}

fn choice_label(paths: &[Path], name: &str) -> Words {
    let choice = paths.iter().flat_map(choices).find(|choice| choice.name == name);
    choice.map_or_else(|| Words::same(name), |choice| choice.label.words())
}

/// A concept, and those below it at any depth.
fn with_narrower(concepts: &Concepts, id: &Id) -> BTreeSet<Id> {
    let mut below: BTreeMap<&str, Vec<&Id>> = BTreeMap::new();
    for concept in concepts.iter() {
        below.entry(concept.broader.as_deref().unwrap_or_default()).or_default().push(&concept.id);
    }
    let mut found = BTreeSet::new();
    let mut next = vec![id];
    while let Some(id) = next.pop() {
        if found.insert(id.clone()) {
            next.extend(below.get(id.as_str()).into_iter().flatten());
        }
    }
    found
}
