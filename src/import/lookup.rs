//! Names become ids: only where a name is one's own, now or before. What merely begins so is asked about, not guessed.

use std::collections::HashMap;

use crate::entry::Field;
use crate::karta::Karta;
use crate::karta::names::{Miss, names, of_concepts, of_entries, pick};
use crate::say;
use crate::say::{Failure, quote};
use crate::value::{Id, Kind, Scheme, swedish, without_dots};

/// For how many names that nobody has a nearer one is looked for.
const MOST_SUGGESTED: usize = 500;

/// What a field's names are looked for among.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Among {
    Concepts(Scheme),
    Entries(&'static [Kind]),
}

/// Finds what names mean, as long as one import takes.
pub struct Lookup<'k> {
    karta: &'k Karta,
    /// What is to be in the map when the import is done.
    coming: Vec<(Kind, String, Id)>,
    known: HashMap<Among, Names>,
    missed: HashMap<(Among, String), Failure>,
}

/// Every name of some concepts or entries; names in force count more than former ones, and letters as they are more
/// than without their dots.
#[derive(Default)]
struct Names([HashMap<String, Vec<Id>>; 4]);

impl Names {
    fn add(&mut self, name: &str, id: &Id, is_former: bool) {
        let name = swedish(name.trim());
        let bare = without_dots(&name);
        for (rank, name) in [(0, name), (2, bare)] {
            let ids = self.0[rank + usize::from(is_former)].entry(name).or_default();
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
    }

    fn find(&self, name: &str) -> Option<&[Id]> {
        let name = swedish(name.trim());
        let bare = without_dots(&name);
        let tried = [&name, &name, &bare, &bare];
        self.0.iter().zip(tried).find_map(|(names, name)| names.get(name)).map(Vec::as_slice)
    }
}

impl<'k> Lookup<'k> {
    pub fn new(karta: &'k Karta) -> Lookup<'k> {
        Lookup { karta, coming: Vec::new(), known: HashMap::new(), missed: HashMap::new() }
    }

    /// Learns of an entry that is to be in the map; before the first name is looked up.
    pub fn learn(&mut self, kind: Kind, name: &str, id: &Id) {
        self.coming.push((kind, name.to_owned(), id.clone()));
    }

    /// What a text means in a field of ids: an id, `name (id)`, or a name that one alone has. `there` are the ids that
    /// the field holds already, which may stay whatever they are.
    pub fn id(&mut self, field: &'static Field, said: &str, there: &[Id]) -> Result<Id, Failure> {
        let among = match field.scheme() {
            Some(scheme) => Among::Concepts(scheme),
            None => Among::Entries(field.targets()),
        };
        let inner = super::canonical::id(said);
        if let Some(id) = there.iter().find(|id| id.as_str() == inner) {
            return Ok(id.clone());
        }
        match self.with_id(among, inner) {
            Some(Ok(id)) => return Ok(id),
            Some(Err(failure)) if inner == said => return Err(failure),
            _ => {}
        }
        let (karta, coming) = (self.karta, &self.coming);
        let names = self.known.entry(among).or_insert_with(|| names_among(karta, coming, among));
        match names.find(said) {
            Some([id]) => Ok(id.clone()),
            Some(several) => one_now(karta, among, several).ok_or_else(|| ambiguous(said, several)),
            None => Err(self.missed(among, field, said)),
        }
    }

    /// What has that id, unless the field cannot hold it.
    fn with_id(&self, among: Among, id: &str) -> Option<Result<Id, Failure>> {
        match among {
            Among::Concepts(scheme) => self.karta.concepts(scheme).find(id).map(|concept| Ok(concept.id.clone())),
            Among::Entries(kinds) => {
                let entry = self.karta.find(id)?;
                Some(if kinds.contains(&entry.kind) { Ok(entry.id.clone()) } else { Err(other_kind(id, entry.kind)) })
            }
        }
    }

    fn missed(&mut self, among: Among, field: &Field, said: &str) -> Failure {
        if let Some(failure) = self.missed.get(&(among, said.to_owned())) {
            return failure.clone();
        }
        let is_new = self.missed.len() < MOST_SUGGESTED;
        let near = if is_new { self.near(among, said) } else { None };
        let failure = unknown(field, said, near);
        if is_new {
            self.missed.insert((among, said.to_owned()), failure.clone());
        }
        failure
    }

    /// Those that a name may have been meant for.
    fn near(&self, among: Among, said: &str) -> Option<String> {
        let candidates = match among {
            Among::Concepts(scheme) => of_concepts(self.karta.concepts(scheme)),
            Among::Entries(kinds) => of_entries(self.karta, kinds),
        };
        match pick(said, &candidates) {
            Ok(one) => Some(one.key.to_owned()),
            Err(Miss::Several(ids)) => Some(listed(&ids)),
            Err(Miss::Unknown(near)) => near,
        }
    }
}

/// The one entry that all of several have become: a name that was handed on is the name of what has it now.
fn one_now(karta: &Karta, among: Among, ids: &[Id]) -> Option<Id> {
    let Among::Entries(kinds) = among else { return None };
    let ids: Vec<String> = ids.iter().map(Id::to_string).collect();
    karta.the_one_now(&ids).filter(|entry| kinds.contains(&entry.kind)).map(|entry| entry.id.clone())
}

fn names_among(karta: &Karta, coming: &[(Kind, String, Id)], among: Among) -> Names {
    let mut known = Names::default();
    match among {
        Among::Concepts(scheme) => {
            for concept in karta.concepts(scheme).iter() {
                known.add(concept.id.as_str(), &concept.id, false);
                known.add(&concept.name.sv, &concept.id, false);
                known.add(&concept.name.en, &concept.id, false);
            }
        }
        Among::Entries(kinds) => {
            for entry in kinds.iter().flat_map(|kind| karta.of_kind(*kind)) {
                let now: Vec<&str> =
                    ["titel", "namn", "namn_en", "forkortning"].iter().filter_map(|field| entry.text(field)).collect();
                known.add(entry.id.as_str(), &entry.id, false);
                names(entry).for_each(|name| known.add(name, &entry.id, !now.contains(&name)));
            }
            for (_, name, id) in coming.iter().filter(|(kind, ..)| kinds.contains(kind)) {
                known.add(id.as_str(), id, false);
                known.add(name, id, false);
            }
        }
    }
    known
}

fn listed(ids: &[String]) -> String {
    let more = if ids.len() > 5 { ", …" } else { "" };
    format!("{}{more}", ids[..ids.len().min(5)].join(", "))
}

fn unknown(field: &Field, said: &str, near: Option<String>) -> Failure {
    let (said, name) = (quote(said), field.label.words());
    let what = say!("{said} finns inte i kartan ({name}).", "The map has no {said} ({name})."; name in words);
    Failure::new(what).hint(match near.as_deref().map(quote) {
        Some(near) => {
            say!("Menade du {near}? Skriv dess id eller hela namn.", "Did you mean {near}? Write its id or whole name.")
        }
        None => say!(
            "Skriv ett id eller ett helt namn, eller lägg först till det som saknas.",
            "Write an id or a whole name, or first add what is missing."
        ),
    })
}

fn ambiguous(said: &str, ids: &[Id]) -> Failure {
    let ids: Vec<String> = ids.iter().map(Id::to_string).collect();
    let (said, ids) = (quote(said), listed(&ids));
    Failure::new(say!("{said} kan betyda flera.", "{said} could mean several."))
        .hint(say!("Skriv id: {ids}", "Write the id: {ids}"))
}

fn other_kind(id: &str, kind: Kind) -> Failure {
    let (id, kind) = (quote(id), kind.label());
    Failure::new(say!("{id} är av slaget {kind}, som inte kan stå här.", "{id} is of the kind {kind}, which cannot stand here."; kind in words))
        .hint(crate::say::Words::new("Se efter vilket id som menades.", "See which id was meant."))
}
