use std::collections::HashSet;

use super::change::Change;
use crate::entry::{self, Entry, Field, Shape, Value, fields};
use crate::house;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::schema;
use crate::value::{Id, Kind, stem};

/// The ids that no new entry may get: those of entries and files, and those given to entries that came before it.
pub struct Taken(HashSet<String>);

impl Taken {
    /// The ids of a map.
    pub fn of(karta: &Karta) -> Taken {
        Taken(taken(karta))
    }

    /// An id from a title that no entry and no file has, which is taken from now on; a number tells it from one that was
    /// taken before.
    pub fn take(&mut self, title: &str) -> Result<Id> {
        let wanted = Id::from_title(title).ok_or_else(|| no_id(title))?;
        let numbered = (2..).map(|number| wanted.numbered(number));
        let mut ids = std::iter::once(wanted.clone()).chain(numbered);
        let id = ids.find(|id| !self.0.contains(id.as_str())).unwrap_or(wanted);
        self.0.insert(id.to_string());
        Ok(id)
    }
}

/// A new behov, initiativ or aktör: what is known of it so far.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// What it is.
    pub kind: Kind,
    /// Its fields, without the id.
    pub values: Vec<(&'static Field, Value)>,
}

/// The required fields that have no value yet, in order; the id is made and never asked for.
pub fn missing(kind: Kind, values: &[(&'static Field, Value)]) -> Vec<&'static Field> {
    let is_there = |field: &Field| field.name == "id" || values.iter().any(|(other, _)| other.name == field.name);
    fields(kind).iter().copied().filter(|field| field.is_required && !is_there(field)).collect()
}

impl NewEntry {
    /// One that starts from another: with its classification and its actors, but not what is its own.
    pub fn like(entry: &Entry) -> NewEntry {
        let is_shared = |field: &Field| match field.shape {
            Shape::Concepts(_) => true,
            Shape::Choice(_) => field.name != "status",
            _ => field.targets() == [Kind::Aktor],
        };
        let values = entry.values.iter().filter(|(field, _)| is_shared(field)).cloned().collect();
        NewEntry { kind: entry.kind, values }
    }

    /// What a person calls it, once that is known.
    pub fn title(&self) -> Option<&str> {
        self.text("titel").or_else(|| self.text("namn"))
    }

    /// The new file, in house format, with the line that editors find its schema by where the map
    /// wants it; all that it lacks is told when it lacks something.
    pub fn create(&self, karta: &Karta) -> Result<Change> {
        self.refuse_lacking()?;
        let id = Taken::of(karta).take(self.title().unwrap_or_default())?;
        self.create_with(karta, &id)
    }

    /// The same, with an id that is taken for it.
    pub fn create_with(&self, karta: &Karta, id: &Id) -> Result<Change> {
        self.refuse_lacking()?;
        self.create_as(karta, id, self.path(id))
    }

    fn refuse_lacking(&self) -> Result<()> {
        match &missing(self.kind, &self.values)[..] {
            [] => Ok(()),
            missing => Err(lacks(missing)),
        }
    }

    /// The same, with this id, in this file.
    pub fn create_as(&self, karta: &Karta, id: &Id, path: String) -> Result<Change> {
        let mut values = self.values.clone();
        values.retain(|(field, _)| field.name != "id");
        let id_field = entry::find(self.kind, "id").into_iter();
        values.extend(id_field.map(|field| (field, Value::Text(id.as_str().into()))));
        let schema = schema::line(karta, self.kind, &path).unwrap_or_default();
        let text = format!("{schema}{}", house::entry(self.kind, &values));
        match &entry::read(self.kind, &path, &text).1[..] {
            [] => Ok(Change::create(path, text)),
            _ => Err(would_be_wrong(id)),
        }
    }

    /// Where the file is to lie: an actor in its kind's folder, the rest in their primary theme's.
    fn path(&self, id: &Id) -> String {
        let theme = self.values.iter().find(|(field, _)| field.name == "teman");
        let theme = theme.and_then(|(_, value)| value.items().first()).and_then(Value::text);
        let kind = self.kind.name();
        match theme {
            Some(theme) => format!("{kind}/{theme}/{id}.toml"),
            None => format!("{kind}/{id}.toml"),
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(field, _)| field.name == name).and_then(|(_, value)| value.text())
    }
}

/// Every id in use, and the stem of every file of an entry, in lower case: the file may be one that cannot be read, on
/// a disk that does not tell upper case from lower.
pub(super) fn taken(karta: &Karta) -> HashSet<String> {
    let ids = karta.entries().iter().filter(|entry| Kind::ENTRIES.contains(&entry.kind));
    let ids = ids.flat_map(|entry| [entry.id.to_string(), entry.stem().to_lowercase()]);
    let unread = karta.unread().iter().map(|(path, _)| &**path).chain(karta.problems().iter().map(|(path, _)| &**path));
    let of_entries = |path: &&str| Kind::of_path(path).is_some_and(|kind| Kind::ENTRIES.contains(&kind));
    ids.chain(unread.filter(of_entries).map(|path| stem(path).to_lowercase())).collect()
}

fn lacks(missing: &[&'static Field]) -> Failure {
    let names = missing.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
    let first = missing.first().map_or("titel", |field| field.word);
    Failure::new(say!("Det som måste finnas saknas: {names}.", "What is required is missing: {names}."))
        .hint(say!("Ange det med flaggor, till exempel --{first}.", "Give it with flags, for example --{first}."))
}

fn no_id(title: &str) -> Failure {
    let title = quote(title);
    Failure::new(say!("Av titeln {title} kan inget id göras.", "No id can be made from the title {title}."))
        .hint(Words::new("Ta med bokstäver a–ö eller siffror i titeln.", "Have letters a–z or digits in the title."))
}

fn would_be_wrong(id: &Id) -> Failure {
    Failure::new(say!(
        "Den nya posten {id} skulle inte gå att läsa tillbaka, så den skrivs inte.",
        "The new entry {id} could not be read back, so it is not written."
    ))
    .hint(Words::new("Titta på tecknen i det som angavs.", "Look at the characters in what was given."))
}

#[cfg(test)]
mod tests {
    use super::super::{target, value};
    use super::*;
    use crate::source::Tree;

    fn karta() -> Karta {
        Karta::draw(&Tree::memory([
            ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
            ("taxonomi/tema.toml", "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n"),
            ("aktor/tolk.toml", "id = \"tolk\"\nnamn = \"Tolk AB\"\nniva = \"bolag\"\n"),
            ("initiativ/Tolk-2.toml", "id = \n"),
            ("behov/x/tolk-3.toml", "\u{0}"),
        ]))
    }

    fn new(kind: Kind, said: &[(&str, &str)]) -> NewEntry {
        let karta = karta();
        let read = |(field, said): &(&str, &str)| {
            let target = target(kind, field).unwrap();
            let value = value(&karta, &target, said).unwrap();
            (target.top, if target.top.is_list() { Value::List([value].into()) } else { value })
        };
        NewEntry { kind, values: said.iter().map(read).collect() }
    }

    #[test]
    fn a_new_need_is_a_file_with_a_free_id() {
        let new = new(
            Kind::Behov,
            &[
                ("titel", "Tolk"),
                ("tema", "Skola"),
                ("status", "identifierat"),
                ("beskrivning", "Rad ett.\n\nRad \"två\"."),
                ("aktorer", "Tolk AB"),
            ],
        );
        let change = new.create(&karta()).unwrap();
        assert_eq!((&*change.path, change.before), ("behov/skola/tolk-4.toml", None));
        insta::assert_snapshot!(change.after.unwrap(), @r#"
        id = "tolk-4"
        titel = "Tolk"
        beskrivning = """
        Rad ett.

        Rad "två".
        """
        status = "identifierat"
        teman = ["skola"]
        aktorer = ["tolk"]
        "#);
    }

    #[test]
    fn a_new_file_says_where_its_schema_is() {
        let settings = ("karta.toml", "namn = \"Kartan\"\nformat = 1\nschema = \"schema\"\n");
        let new = new(Kind::Aktor, &[("namn", "Digg"), ("niva", "stat")]);
        let text = new.create(&Karta::draw(&Tree::memory([settings]))).unwrap().after.unwrap();
        assert!(text.starts_with("#:schema ../schema/aktor.schema.json\nid = \"digg\"\n"), "{text}");
        assert!(house::is_formatted(&text));
    }

    #[test]
    fn a_new_entry_starts_from_what_is_shared() {
        let text = "id = \"a\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\ntyp = \"tjanst\"\nteman = [\"skola\"]\nagare = [\"tolk\"]\nmoter = [\"b\"]\nersatt_av = [\"c\"]\nstart = \"2018\"\n";
        let entry = entry::read(Kind::Initiativ, "initiativ/a.toml", text).0.unwrap();
        let new = NewEntry::like(&entry);
        let names: Vec<_> = new.values.iter().map(|(field, _)| field.name).collect();
        assert_eq!(names, ["typ", "teman", "agare"]);
        let missing: Vec<_> = missing(new.kind, &new.values).iter().map(|field| field.name).collect();
        assert_eq!(missing, ["titel", "beskrivning", "status"]);
    }

    #[test]
    fn what_is_missing_is_told() {
        let new = new(Kind::Aktor, &[("namn", "CON")]);
        assert_eq!(missing(new.kind, &new.values).iter().map(|field| field.name).collect::<Vec<_>>(), ["niva"]);
        insta::assert_snapshot!(new.create(&karta()).unwrap_err().what.sv, @"Det som måste finnas saknas: niva.");
        let mut new = new;
        new.values.push((
            entry::find(Kind::Aktor, "niva").unwrap(),
            value(&karta(), &target(Kind::Aktor, "nivå").unwrap(), "förening").unwrap(),
        ));
        assert_eq!(&*new.create(&karta()).unwrap().path, "aktor/con-post.toml");
        new.values[0].1 = Value::Text("…".into());
        assert!(new.create(&karta()).is_err());
    }
}
