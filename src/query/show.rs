use super::ends::Ends;
use super::fail;
use super::place::Said;
use super::select::Selection;
use super::subject::{self, Path, Subject};
use crate::entry::{Entry, FIELDS, Field, Shape, Value};
use crate::karta::{Karta, name};
use crate::say;
use crate::say::{Result, Words};
use crate::table::{Align, Cell, Column};
use crate::value::{Date, Kind, fold};

/// One thing to show of each entry, sort by or count by.
#[derive(Clone, Debug)]
pub struct Show {
    /// The column that it makes.
    pub column: Column,
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    Id,
    Kind,
    File,
    Title,
    Fields(Vec<Path>),
    /// The part of a date.
    Part(Vec<Path>, Grain),
    Ends(Ends),
    /// Something of the entries at the other ends.
    Beyond(Ends, Box<Show>),
    /// How many there are.
    Count(Box<Show>),
}

/// How finely dates are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Year,
    Month,
    Day,
}

/// A single value of an entry.
#[derive(Clone, Copy)]
pub(super) enum Atom<'k> {
    Text(&'k str),
    Kind(Kind),
    Value(&'static Field, &'k Value),
    Entry(&'k Entry),
    Number(i64),
    Date(Date),
}

/// What people call a column besides its key.
const SPECIAL: [(&str, Source); 4] =
    [("id", Source::Id), ("kind", Source::Kind), ("fil", Source::File), ("titel", Source::Title)];

/// Reads the names of columns: any field, part or own field, and `id`, `kind`, `titel` (the name of an aktör) and `fil`
/// (`path`); what is at the other ends of links (`mots_av`, `initiativ`, `agare.niva`), how many there are
/// (`antal_initiativ`), and the year, month or day of a date (`start.ar`). A name said twice counts once.
pub fn columns<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Result<Vec<Show>> {
    let mut columns: Vec<Show> = Vec::new();
    for name in names {
        let show = Show::named(name.as_ref().trim())?;
        if !columns.iter().any(|other| other.column.key == show.column.key) {
            columns.push(show);
        }
    }
    Ok(columns)
}

/// The columns when none are asked for; they fit in 80 characters, with what people read first and what commands need
/// last. Entries of one kind show what matters most of it: who has the need, who owns the initiative, what sort of
/// actor it is.
pub fn default_columns(karta: &Karta, selection: &Selection) -> Vec<Show> {
    let kinds: Vec<Kind> =
        Kind::ENTRIES.into_iter().filter(|kind| selection.entries(karta).any(|entry| entry.kind == *kind)).collect();
    let names: &[&str] = match kinds[..] {
        [Kind::Behov] => &["titel", "status", "aktorer", "id"],
        [Kind::Initiativ] => &["titel", "status", "agare", "id"],
        [Kind::Aktor] => &["titel", "niva", "organisationsnummer", "id"],
        _ if kinds.contains(&Kind::Aktor) => &["titel", "kind", "id"],
        _ => &["titel", "kind", "status", "id"],
    };
    columns(names).expect("these are fields")
}

/// Every column of an export, in the order that is never changed: `kind`, then the fields of these kinds in the order
/// of their declarations, with the parts of a record as columns of their own (`nytta.varde`), then `fil`. Lists of
/// records and own fields keep their parts together in one column.
pub fn export_columns(kinds: &[Kind]) -> Vec<Show> {
    let mut names = vec!["kind".to_owned()];
    for field in FIELDS.iter().filter(|field| field.kinds.iter().any(|kind| kinds.contains(kind))) {
        match field.shape {
            Shape::Record(parts) => names.extend(parts.iter().map(|part| format!("{}.{}", field.name, part.name))),
            _ => names.push(field.name.to_owned()),
        }
    }
    names.push("fil".to_owned());
    let columns = names.iter().map(|name| Show::field(name).or_else(|| Show::special(name)));
    let mut columns: Vec<Show> = columns.map(|column| column.expect("these are fields")).collect();
    columns.dedup_by(|a, b| a.column.key == b.column.key);
    columns
}

impl Show {
    fn named(name: &str) -> Result<Show> {
        let show = Show::special(name).or_else(|| Show::field(name)).or_else(|| Show::part_of_date(name));
        show.or_else(|| Show::linked(name)).ok_or_else(|| fail::unknown_field(&Said::plain(name)))
    }

    /// The year, month or day of a date: `start.ar`.
    fn part_of_date(name: &str) -> Option<Show> {
        let (base, part) = name.rsplit_once('.')?;
        let (grain, key) = match &*fold(part) {
            "ar" | "year" => (Grain::Year, "ar"),
            "manad" | "month" => (Grain::Month, "manad"),
            "dag" | "day" => (Grain::Day, "dag"),
            _ => return None,
        };
        Some(Show::field(base)?.by(grain, key))
    }

    /// The same, told apart by year, where it shows dates.
    pub(super) fn by_year(self) -> Show {
        let is_dates = matches!(&self.source, Source::Fields(paths) if paths.iter().all(Path::is_date));
        if is_dates { self.by(Grain::Year, "ar") } else { self }
    }

    fn by(self, grain: Grain, key: &str) -> Show {
        let column = Column { key: format!("{}.{key}", self.column.key), ..self.column.clone() };
        match self.source {
            Source::Fields(paths) => Show { column, source: Source::Part(paths, grain) },
            _ => self,
        }
    }

    /// What is at the other ends of links, how many there are, or how many values a field has.
    fn linked(name: &str) -> Option<Show> {
        match subject::find(name)? {
            Subject::Ends(ends) => Some(Show::ends(ends)),
            Subject::Beyond(ends, rest) => {
                let inner = Show::special(&rest).or_else(|| Show::field(&rest)).or_else(|| Show::linked(&rest))?;
                let (key, before) = (format!("{}.{}", ends.name, inner.column.key), &ends.label);
                let heading = Words::each(|lang| format!("{}: {}", before.get(lang), inner.column.heading.get(lang)));
                Some(Show {
                    column: Column { key, heading, ..inner.column.clone() },
                    source: Source::Beyond(ends, Box::new(inner)),
                })
            }
            Subject::Count(counted) => {
                let counted = match *counted {
                    Subject::Ends(ends) => Show::ends(ends),
                    Subject::Fields(paths) => Show::of_fields(paths),
                    _ => return None,
                };
                let what = Words::each(|lang| counted.column.heading.get(lang).to_lowercase());
                let heading = say!("Antal {what}", "Number of {what}"; what in words);
                let key = format!("antal_{}", counted.column.key);
                Some(Show { column: Column::number(&key, heading), source: Source::Count(Box::new(counted)) })
            }
            _ => None,
        }
    }

    fn ends(ends: Ends) -> Show {
        let heading = Words::each(|lang| {
            let mut signs = ends.label.get(lang).chars();
            signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
        });
        Show { column: Column::text(&ends.name, heading), source: Source::Ends(ends) }
    }

    fn special(name: &str) -> Option<Show> {
        let word = match (fold(name).as_str(), subject::find(name)) {
            ("fil" | "file" | "path", _) => "fil",
            ("titel" | "title", _) => "titel",
            (_, Some(Subject::Id)) => "id",
            (_, Some(Subject::Kind)) => "kind",
            _ => return None,
        };
        let (key, source) = SPECIAL.into_iter().find(|(key, _)| *key == word)?;
        let heading = match source {
            Source::Id => Words::new("Id", "Id"),
            Source::Kind => Words::new("Slag", "Kind"),
            Source::File => Words::new("Fil", "File"),
            _ => Words::new("Titel", "Title"),
        };
        Some(Show { column: Column::text(key, heading), source })
    }

    fn field(name: &str) -> Option<Show> {
        let paths = match subject::find(name)? {
            Subject::Fields(paths) => paths,
            _ => subject::paths(name)?,
        };
        Some(Show::of_fields(paths))
    }

    fn of_fields(paths: Vec<Path>) -> Show {
        let leaf = paths[0].leaf();
        let align = if matches!(leaf.shape, Shape::Number(..)) { Align::Right } else { Align::Left };
        let key = if is_mixed(&paths) { "aktor".to_owned() } else { paths[0].name.clone() };
        let column = Column { align, ..Column::text(&key, heading(&paths)) };
        Show { column, source: Source::Fields(paths) }
    }

    /// What an entry has, as one cell.
    pub fn cell(&self, karta: &Karta, entry: &Entry) -> Cell {
        match &self.source {
            Source::Fields(paths) if !is_many(paths) => {
                let mut values =
                    paths.iter().flat_map(|path| path.values(entry).into_iter().map(move |value| (path, value)));
                values.next().map_or(Cell::Empty, |(path, value)| karta.cell_of(path.leaf(), value))
            }
            Source::Fields(_) | Source::Ends(_) | Source::Beyond(..) => {
                let cells: Vec<Cell> = self.atoms(karta, entry).into_iter().map(|atom| atom.cell(karta)).collect();
                if cells.is_empty() { Cell::Empty } else { Cell::List(cells) }
            }
            _ => self.atoms(karta, entry).first().map_or(Cell::Empty, |atom| atom.cell(karta)),
        }
    }

    /// What an entry has, value by value.
    pub(super) fn atoms<'k>(&self, karta: &'k Karta, entry: &'k Entry) -> Vec<Atom<'k>> {
        match &self.source {
            Source::Id => vec![Atom::Text(entry.id.as_str())],
            Source::Kind => vec![Atom::Kind(entry.kind)],
            Source::File => vec![Atom::Text(&entry.path)],
            Source::Title => vec![Atom::Text(entry.title())],
            Source::Fields(paths) => {
                let of = |path: &Path| -> Vec<Atom<'k>> {
                    let items = path.values(entry).into_iter().flat_map(Value::items);
                    items.map(|item| Atom::Value(path.leaf(), item)).collect()
                };
                paths.iter().flat_map(of).collect()
            }
            Source::Part(paths, grain) => {
                let values = paths.iter().flat_map(|path| path.values(entry));
                values.filter_map(|value| grain.of(value)).map(Atom::Date).collect()
            }
            Source::Ends(ends) => {
                let mut others: Vec<&'k Entry> = others(karta, ends, entry).collect();
                others.sort_by(|a, b| (a.kind, a.title(), &a.id).cmp(&(b.kind, b.title(), &b.id)));
                others.into_iter().map(Atom::Entry).collect()
            }
            Source::Beyond(ends, inner) => {
                others(karta, ends, entry).flat_map(|other| inner.atoms(karta, other)).collect()
            }
            Source::Count(counted) if counted.may_have(entry.kind) => {
                vec![Atom::Number(counted.atoms(karta, entry).len() as i64)]
            }
            Source::Count(_) => Vec::new(),
        }
    }

    /// Whether entries of a kind can have it.
    fn may_have(&self, kind: Kind) -> bool {
        match &self.source {
            Source::Fields(paths) => paths.iter().any(|path| path.field.kinds.contains(&kind)),
            Source::Ends(ends) => ends.kinds().contains(&kind),
            _ => true,
        }
    }

    /// Whether an entry may have several values of it.
    pub(super) fn is_list(&self) -> bool {
        match &self.source {
            Source::Fields(paths) => is_many(paths),
            Source::Ends(_) | Source::Beyond(..) => true,
            _ => false,
        }
    }
}

impl Atom<'_> {
    pub fn cell(self, karta: &Karta) -> Cell {
        match self {
            Atom::Text(text) => Cell::Text(text.to_owned()),
            Atom::Kind(kind) => Cell::Choice(kind.name(), kind.label()),
            Atom::Value(field, value) => karta.cell_of(field, value),
            Atom::Entry(entry) => Cell::Named(entry.id.clone(), name(entry)),
            Atom::Number(number) => Cell::Number(number),
            Atom::Date(date) => Cell::Date(date),
        }
    }

    /// The same text for the same value.
    pub fn identity(self) -> String {
        match self {
            Atom::Text(text) => text.to_owned(),
            Atom::Kind(kind) => kind.name().to_owned(),
            Atom::Value(_, value) => identity(value),
            Atom::Entry(entry) => entry.id.to_string(),
            Atom::Number(number) => number.to_string(),
            Atom::Date(date) => date.to_string(),
        }
    }
}

fn others<'k>(karta: &'k Karta, ends: &Ends, entry: &Entry) -> impl Iterator<Item = &'k Entry> {
    let at = karta.position(entry.id.as_str());
    at.map_or_else(Vec::new, |at| ends.of(karta, at)).into_iter().map(|at| &karta.entries()[at])
}

impl Grain {
    /// As much of a date as is told apart.
    fn of(self, value: &Value) -> Option<Date> {
        let Value::Date(date) = value else { return None };
        let text = date.to_string();
        let length = match self {
            Grain::Year => 4,
            Grain::Month => 7,
            Grain::Day => 10,
        };
        Date::parse(text.get(..length).unwrap_or(&text))
    }
}

fn identity(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Id(id) => id.to_string(),
        Value::Choice(choice) => choice.name.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(items) => items.iter().map(identity).collect::<Vec<_>>().join("; "),
        Value::Record(parts) => {
            parts.iter().map(|(name, value)| format!("{name}={}", identity(value))).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Whether an entry may have several values there: of a list, or of several fields.
fn is_many(paths: &[Path]) -> bool {
    is_mixed(paths) || paths.iter().any(|path| path.field.is_list())
}

/// Whether the paths are those of several fields, and not of one that several kinds have in their own way.
fn is_mixed(paths: &[Path]) -> bool {
    paths.iter().any(|path| path.name != paths[0].name)
}

fn heading(paths: &[Path]) -> Words {
    let path = &paths[0];
    let top = path.field.label.words();
    match path.part {
        _ if is_mixed(paths) => Words::new("Aktörer", "Actors"),
        Some(part) => {
            let part = part.label.words();
            Words::each(|lang| format!("{}: {}", top.get(lang), part.get(lang)))
        }
        None if path.name != path.field.name => Words::same(path.name.clone()),
        None => top,
    }
}
