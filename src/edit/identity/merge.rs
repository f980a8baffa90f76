use super::record::{self, Why};
use super::union::{Union, union, write};
use super::whole::{carry_records, carry_remarks, is_understood};
use super::{beside, is_free, is_here};
use crate::edit::change::Change;
use crate::edit::rewrite::{Renaming, owners_once, rewrite};
use crate::edit::sheet::Sheet;
use crate::entry::{self, Entry, Field, Value};
use crate::house;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::source::Tree;
use crate::table::Cell;
use crate::value::{Id, Kind};

/// Whose value a field is to have; of no field, of all that must be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choose {
    /// The field, or the own field with a dot.
    pub field: Option<String>,
    /// The entry that has the value.
    pub id: Id,
}

/// A field where entries that are to become one say different things.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field, or the own field with a dot.
    pub field: String,
    /// What a reader calls it.
    pub label: Words,
    /// What each of them says.
    pub values: Vec<(Id, Cell)>,
}

/// The entries that become one, the one whose file the new one begins from first.
struct Sources<'e> {
    entries: Vec<&'e Entry>,
    chosen: &'e [Choose],
}

impl<'e> Sources<'e> {
    fn new(karta: &'e Karta, given: &[&'e Entry], into: &Id, chosen: &'e [Choose]) -> Result<Sources<'e>> {
        let mut entries: Vec<&Entry> = karta.find(into.as_str()).into_iter().collect();
        for entry in given {
            if !entries.iter().any(|other| other.id == entry.id) {
                entries.push(entry);
            }
        }
        if entries.len() < 2 {
            return Err(into_itself(into));
        }
        entries.iter().try_for_each(|entry| is_here(karta, entry))?;
        entries.iter().try_for_each(|entry| is_understood(karta, entry))?;
        if let Some(other) = entries.iter().find(|entry| entry.kind != entries[0].kind) {
            return Err(other_kinds(entries[0], other));
        }
        entries.iter().try_for_each(|entry| is_not_told_apart(entry, &entries))?;
        Ok(Sources { entries, chosen })
    }

    fn first(&self) -> &'e Entry {
        self.entries[0]
    }

    fn unions(&self, field: &'static Field) -> Vec<Union<'e>> {
        let said: Vec<(&Id, &Value)> =
            self.entries.iter().filter_map(|entry| Some((&entry.id, entry.get(field.name)?))).collect();
        union(field, &said, |name| self.choice(name))
    }

    fn choice(&self, name: &str) -> Option<Id> {
        let of = |wanted: Option<&str>| self.chosen.iter().find(|choose| choose.field.as_deref() == wanted);
        let any = || of(None).filter(|_| name != "beskrivning");
        of(Some(name)).or_else(any).map(|choose| choose.id.clone())
    }

    /// The fields that are united: not the id, and not what tells of the way here.
    fn fields(&self) -> impl Iterator<Item = &'static Field> {
        entry::fields(self.first().kind).iter().copied().filter(|field| field.name != "id")
    }
}

/// What must be chosen before entries can become one.
pub fn conflicts(karta: &Karta, given: &[&Entry], into: &Id, chosen: &[Choose]) -> Result<Vec<Conflict>> {
    let sources = Sources::new(karta, given, into, chosen)?;
    let mut conflicts = Vec::new();
    for field in sources.fields() {
        for union in sources.unions(field) {
            if let Union::One(name, said) = union {
                let values = said.iter().map(|(id, value)| ((*id).clone(), karta.cell_of(field, value))).collect();
                let label = if name == field.name { field.label.words() } else { Words::same(name.clone()) };
                conflicts.push(Conflict { field: name, label, values });
            }
        }
    }
    Ok(conflicts)
}

/// Entries become one: no value of theirs is lost, what each was called is kept, the others leave their records, and
/// what mentioned any of them mentions the one. Fails where something must be chosen first, and says what.
pub fn merge(
    karta: &Karta,
    tree: &Tree,
    given: &[&Entry],
    into: &Id,
    chosen: &[Choose],
    why: &Why,
) -> Result<Vec<Change>> {
    let open = conflicts(karta, given, into, chosen)?;
    if !open.is_empty() {
        return Err(to_choose(&open));
    }
    let sources = Sources::new(karta, given, into, chosen)?;
    let base = sources.first();
    if base.id != *into {
        is_free(karta, into)?;
    }
    let gone: Vec<&Entry> = sources.entries.iter().copied().filter(|entry| entry.id != *into).collect();
    // The one itself is told too: what the others said of it would point at itself.
    let told = gone.iter().map(|entry| &entry.id).chain([into]);
    let renaming = Renaming::of_entries(told.map(|id| (id.clone(), vec![into.clone()])));
    let before = record::text(tree, base)?;
    let after = renaming.text(base.kind, &base.path, &united(&sources, &before, into), into)?;
    let after = owners_once(base, after);
    let records: Result<Vec<Change>> =
        gone.iter().map(|entry| record::record(tree, entry, std::slice::from_ref(into), why)).collect();
    let records = records?;
    let mut sheet = Sheet::new(base.kind, &after);
    carry_remarks(&base.id, &Sheet::new(base.kind, &before), &Sheet::new(base.kind, &after), &mut sheet);
    for (entry, record) in gone.iter().zip(&records).filter(|(entry, _)| entry.id != base.id) {
        let text = |text: &Option<String>| Sheet::new(entry.kind, text.as_deref().unwrap_or_default());
        carry_remarks(&entry.id, &text(&record.before), &text(&record.after), &mut sheet);
    }
    let ids: Vec<&Id> = sources.entries.iter().map(|entry| &entry.id).collect();
    sources.entries.iter().for_each(|entry| carry_records(entry, &ids, &mut sheet));
    let mut changes = vec![match base.id == *into {
        true => Change { path: base.path.clone(), before: Some(before), after: Some(sheet.into_text()) },
        false => Change::create(beside(base, into), sheet.into_text()),
    }];
    changes.extend(records);
    let but: Vec<&str> = sources.entries.iter().map(|entry| &*entry.path).collect();
    changes.extend(rewrite(karta, tree, &renaming, &but)?);
    Ok(changes)
}

/// The first one's text with what the others say.
fn united(sources: &Sources<'_>, text: &str, into: &Id) -> String {
    let base = sources.first();
    let mut sheet = Sheet::new(base.kind, text);
    record::set(&mut sheet, base, "id", &Value::Id(into.clone()));
    let mut title = base.title().to_owned();
    for field in sources.fields() {
        for union in sources.unions(field) {
            if let Union::All(value) = union {
                write(&mut sheet, base, field, &value);
                if matches!(field.name, "titel" | "namn") {
                    title = value.text().unwrap_or_default().to_owned();
                }
            }
        }
    }
    former_titles(sources, &title, &mut sheet);
    sheet.into_text()
}

/// What the others were called is what the one is also known by.
fn former_titles(sources: &Sources<'_>, title: &str, sheet: &mut Sheet) {
    let mut told: Vec<&str> = vec![title];
    for called in sources.entries.iter().map(|entry| entry.title()) {
        let is_known = sources.entries.iter().any(|entry| is_former(entry, called));
        if !told.contains(&called) && !is_known {
            put_former_title(sheet, sources.first().kind, called);
            told.push(called);
        }
    }
}

/// Says that an entry was also called something, where it is not and does not say so.
pub(super) fn add_former_title(sheet: &mut Sheet, entry: &Entry, called: &str) {
    if entry.title() != called && !is_former(entry, called) {
        put_former_title(sheet, entry.kind, called);
    }
}

fn is_former(entry: &Entry, called: &str) -> bool {
    let (field, part) = of_former_titles(entry.kind);
    entry.items(field).iter().any(|record| record.part(part).and_then(Value::text) == Some(called))
}

fn put_former_title(sheet: &mut Sheet, kind: Kind, called: &str) {
    let (field, part) = of_former_titles(kind);
    sheet.add_record(field, vec![(part.to_owned(), house::node(&Value::Text(called.into())))]);
}

/// The field of what an entry was called, and the part with the name.
fn of_former_titles(kind: Kind) -> (&'static str, &'static str) {
    if kind == Kind::Aktor { ("tidigare_namn", "namn") } else { ("tidigare_titlar", "titel") }
}

/// Refuses entries of which one says that another is not the same: why would be lost.
fn is_not_told_apart(entry: &Entry, others: &[&Entry]) -> Result<()> {
    let text = |record: &Value, part: &str| record.part(part).and_then(Value::text).unwrap_or_default().to_owned();
    let told = entry.items("inte_samma").iter().map(|record| (text(record, "som"), quote(&text(record, "skal"))));
    let Some((other, reason)) = told.into_iter().find(|(som, _)| others.iter().any(|other| other.id.as_str() == som))
    else {
        return Ok(());
    };
    let id = &entry.id;
    Err(Failure::new(say!(
        "Kartan säger att {id} och {other} inte är samma: {reason}",
        "The map says that {id} and {other} are not the same: {reason}"
    ))
    .hint(say!(
        "Är de samma ändå, så ta först bort det: karta edit {id} --remove inte_samma.som={other}",
        "If they are the same all the same, first take that away: karta edit {id} --remove inte_samma.som={other}"
    )))
}

fn into_itself(id: &Id) -> Failure {
    Failure::new(say!("{id} kan inte slås ihop med sig själv.", "{id} cannot be merged into itself."))
        .hint(Words::new("Ange minst två olika poster.", "Give at least two different entries."))
}

fn other_kinds(first: &Entry, other: &Entry) -> Failure {
    let (a, b, one, another) = (&first.id, &other.id, first.kind.label(), other.kind.label());
    Failure::new(say!(
        "{a} är av slaget {one}, men {b} av slaget {another}.",
        "{a} is of the kind {one}, but {b} of the kind {another}.";
        one in words, another in words
    ))
    .hint(Words::new(
        "Bara poster av samma slag kan slås ihop. Länka dem i stället: karta link",
        "Only entries of the same kind can be merged. Link them instead: karta link",
    ))
}

fn to_choose(open: &[Conflict]) -> Failure {
    let names = open.iter().map(|conflict| conflict.field.as_str()).collect::<Vec<_>>().join(", ");
    let field = &open[0].field;
    let id = open[0].values.first().map_or("", |(id, _)| id.as_str());
    Failure::new(say!("Posterna säger olika om: {names}.", "The entries differ in: {names}.")).hint(say!(
        "Välj vems värde som ska gälla, till exempel: --take {field}={id}. För alla fält på en gång: --take {id}",
        "Choose whose value is to be kept, for example: --take {field}={id}. For all fields at once: --take {id}"
    ))
}
