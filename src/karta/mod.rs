//! [`Karta`]: all entries of a map, indexed and linked both ways, with what was wrong in their files.

mod cell;
mod concepts;
mod index;
mod links;
mod lookup;
pub mod names;
mod redraw;

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

pub use cell::{Names, cell_of};
pub use concepts::{Concept, Concepts};
pub use links::{Arm, Link, Links, Way};

use crate::entry::{self, Entry, Problem};
use crate::say::{Lang, Words};
use crate::source::{File, Tree, Trouble};
use crate::value::{Kind, Scheme};
use index::Index;

/// A map, drawn from its files.
pub struct Karta {
    entries: Vec<Entry>,
    index: OnceLock<Index>,
    concepts: [Concepts; Scheme::ALL.len()],
    problems: Vec<(Box<str>, Problem)>,
    unread: Vec<(Box<str>, Trouble)>,
    links: OnceLock<Links>,
}

impl Karta {
    /// Draws the map. Files that cannot be understood are told in [`Karta::problems`] and [`Karta::unread`].
    pub fn draw(tree: &Tree) -> Karta {
        Karta::draw_watched(tree, |_, _| ()).0
    }

    /// Draws the map, and lets somebody look at each text while it is at hand: texts are read once and never kept. The
    /// answers come by path.
    pub fn draw_watched<T: Send>(tree: &Tree, watch: impl Fn(&File, &str) -> T + Sync) -> (Karta, Vec<T>) {
        let mut karta = Karta::empty();
        let mut seen = Vec::with_capacity(tree.files().len());
        let read =
            tree.read(|file, text| text.map(|text| (entry::read(file.kind, &file.path, text), watch(file, text))));
        // What was read goes first here, so that entries are collected into its own memory.
        let entries = read.into_iter().zip(tree.files()).filter_map(|(read, file)| match read {
            Ok(((entry, problems), watched)) => {
                seen.push(watched);
                karta.problems.extend(problems.into_iter().map(|problem| (file.path.clone(), problem)));
                entry
            }
            Err(trouble) => {
                karta.unread.push((file.path.clone(), trouble));
                None
            }
        });
        karta.entries = entries.collect();
        karta.entries.par_sort_unstable_by(|a, b| (a.kind, &a.id, &a.path).cmp(&(b.kind, &b.id, &b.path)));
        karta.concepts = Scheme::ALL.map(|scheme| Concepts::new(&karta.entries, scheme));
        (karta, seen)
    }

    fn empty() -> Karta {
        Karta {
            entries: Vec::new(),
            index: OnceLock::new(),
            concepts: Scheme::ALL.map(|scheme| Concepts::new(&[], scheme)),
            problems: Vec::new(),
            unread: Vec::new(),
            links: OnceLock::new(),
        }
    }

    /// Every entry of every kind, by kind and id.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of one kind, by id.
    pub fn of_kind(&self, kind: Kind) -> &[Entry] {
        &self.entries[self.range(kind)]
    }

    /// The places in [`Karta::entries`] of the entries of these kinds, in order.
    pub fn positions_of(&self, kinds: &[Kind]) -> Vec<usize> {
        Kind::ALL.into_iter().filter(|kind| kinds.contains(kind)).flat_map(|kind| self.range(kind)).collect()
    }

    /// Where the entries of a kind stand.
    fn range(&self, kind: Kind) -> Range<usize> {
        let from = self.entries.partition_point(|entry| entry.kind < kind);
        from..self.entries.partition_point(|entry| entry.kind <= kind)
    }

    /// The behov, initiativ or aktör of that id.
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.position(id).map(|at| &self.entries[at])
    }

    /// Every entry of that kind and id: one, unless two files claim it.
    pub fn with_id(&self, kind: Kind, id: &str) -> &[Entry] {
        let entries = self.of_kind(kind);
        let from = entries.partition_point(|entry| entry.id.as_str() < id);
        let count = entries[from..].partition_point(|entry| entry.id.as_str() == id);
        &entries[from..from + count]
    }

    /// The place in [`Karta::entries`] of the behov, initiativ or aktör of that id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index().find(id)
    }

    /// The behov, initiativ and aktörer whose id another before them has.
    pub fn doubles(&self) -> impl Iterator<Item = &Entry> {
        self.index().doubles().iter().map(|at| &self.entries[*at as usize])
    }

    /// Where each id is; found out the first time that one is asked for.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.entries))
    }

    /// The concepts of a scheme.
    pub fn concepts(&self, scheme: Scheme) -> &Concepts {
        &self.concepts[scheme.index()]
    }

    /// Links between entries, both ways; made the first time they are asked for.
    pub fn links(&self) -> &Links {
        self.links.get_or_init(|| Links::new(self))
    }

    /// What could not be understood, with the file that it is in, by file.
    pub fn problems(&self) -> &[(Box<str>, Problem)] {
        &self.problems
    }

    /// What could not be understood in one file.
    pub fn problems_in(&self, file: &str) -> &[(Box<str>, Problem)] {
        let from = self.problems.partition_point(|(path, _)| **path < *file);
        let count = self.problems[from..].partition_point(|(path, _)| **path == *file);
        &self.problems[from..from + count]
    }

    /// The files that have no text, by path.
    pub fn unread(&self) -> &[(Box<str>, Trouble)] {
        &self.unread
    }

    /// The files that could not be read in full, by path.
    pub fn broken(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.problems.iter().map(|(path, _)| &**path).collect();
        paths.extend(self.unread.iter().map(|(path, _)| &**path));
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The map's settings, if they could be read.
    pub fn settings(&self) -> Option<&Entry> {
        self.of_kind(Kind::Karta).first()
    }

    /// The map's name.
    pub fn name(&self) -> Words {
        self.settings().map_or(Words::new("karta", "map"), name)
    }

    /// The language that the map wants.
    pub fn lang(&self) -> Option<Lang> {
        self.settings().and_then(|settings| settings.text("sprak")).and_then(Lang::parse)
    }
}

/// What a person calls an entry, in both languages where it has an English name.
pub fn name(entry: &Entry) -> Words {
    let sv = entry.title().to_owned();
    let en = entry.text("namn_en").map_or_else(|| sv.clone(), str::to_owned);
    Words { sv: sv.into(), en: en.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn karta() -> Karta {
        Karta::draw(&Tree::memory([
            ("karta.toml", "namn = \"Kartan\"\nsprak = \"en\"\nformat = 1\n"),
            (
                "taxonomi/tema.toml",
                "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\nnamn_en = \"School\"\n",
            ),
            (
                "behov/b.toml",
                "id = \"b\"\ntitel = \"B\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\naktorer = [\"a\"]\n",
            ),
            ("aktor/a.toml", "id = \"a\"\nnamn = \"A\"\nniva = \"stat\"\n[[medlemskap]]\ni = \"a\"\n"),
            (
                "initiativ/skola/i.toml",
                "id = \"i\"\ntitel = \"I\"\nbeskrivning = \"x\"\nstatus = \"pagaende\"\nteman = [\"skola\"]\nagare = [\"a\"]\nmoter = [\"b\", \"gone\"]\n",
            ),
            ("behov/trasig.toml", "id = \n"),
        ]))
    }

    #[test]
    fn a_map_is_drawn_with_names_and_concepts() {
        let karta = karta();
        assert_eq!(karta.name().get(Lang::Sv), "Kartan");
        assert_eq!(karta.lang(), Some(Lang::En));
        assert_eq!(karta.find("i").map(|entry| &*entry.path), Some("initiativ/skola/i.toml"));
        assert_eq!(karta.find("karta"), None);
        assert_eq!(
            karta.concepts(Scheme::Tema).find("skola").map(|concept| concept.name.en.to_string()),
            Some("School".into())
        );
        assert_eq!(karta.of_kind(Kind::Aktor).len(), 1);
        assert_eq!(karta.problems().len(), 1);
    }

    #[test]
    fn links_are_known_from_both_ends() {
        let karta = karta();
        let told = |id: &str| -> Vec<String> {
            let at = karta.position(id).expect("an entry");
            let from = |link: &Link| karta.entries()[link.from as usize].id.to_string();
            karta.links().to(at).map(|link| format!("{}.{}", from(link), link.field.name)).collect()
        };
        assert_eq!(told("a"), ["b.aktorer", "i.agare", "a.i"]);
        assert_eq!(told("b"), ["i.moter"]);
        assert_eq!(karta.links().from(karta.position("i").expect("an entry")).len(), 2);
    }
}
