use std::collections::HashSet;

use super::Mended;
use super::ground::Ground;
use crate::entry;
use crate::finding::{Place, Step};
use crate::say;
use crate::say::quote;
use crate::source::{File, Tree};
use crate::value::{Kind, Scheme};

/// Where a file is to go, and its text there.
pub struct Move {
    pub to: Box<str>,
    pub text: String,
}

impl Move {
    pub fn told(&self, from: &str) -> Mended {
        let to = quote(&self.to);
        let what = say!(
            "Filen flyttades till {to}, till sitt främsta tema.",
            "The file was moved to {to}, to its primary theme."
        );
        Mended { file: from.into(), rule: "wrong-folder", what }
    }
}

/// Where a behov or initiativ belongs that lies in another theme's folder than its own. A folder that is no theme's says
/// something else, and a file whose id or themes are not clear stays where it is.
pub fn way(ground: &Ground<'_>, file: &File, text: &str) -> Option<Move> {
    let (_, below) = file.path.split_once('/')?;
    let (folder, rest) = below.split_once('/')?;
    let themes = ground.karta.concepts(Scheme::Tema);
    let has_themes = matches!(file.kind, Kind::Behov | Kind::Initiativ);
    if !has_themes || themes.find(folder).is_none() || !ground.minds("wrong-folder", file) {
        return None;
    }
    if is_in_place(ground, file, folder) {
        return None;
    }
    let (entry, problems) = entry::read(file.kind, &file.path, text);
    let entry = entry.filter(|entry| entry.id.as_str() == entry.stem() && !ground.is_double(&entry.id))?;
    if problems.iter().any(|problem| is_about(&problem.place, "teman")) {
        return None;
    }
    let theme = entry.ids("teman").next().filter(|theme| theme.as_str() != folder)?;
    themes.find(theme.as_str())?;
    Some(Move { to: format!("{}/{theme}/{rest}", file.kind.name()).into(), text: text.to_owned() })
}

/// Whether the map knows at once that a file lies where it should: most do.
fn is_in_place(ground: &Ground<'_>, file: &File, folder: &str) -> bool {
    let theme = ground.entry(file).and_then(|entry| entry.ids("teman").next());
    theme.is_some_and(|theme| theme.as_str() == folder) && ground.karta.problems_in(&file.path).is_empty()
}

fn is_about(place: &Place, field: &str) -> bool {
    match place {
        Place::Value(path) | Place::Key(path) | Place::Part(path, ..) | Place::Secret(path, ..) => {
            matches!(path.0.first(), Some(Step::Key(name)) if **name == *field)
        }
        Place::File | Place::Bytes(..) => false,
    }
}

/// The places in a map that files have, on a disk that may not tell upper case from lower.
pub struct Places<'t> {
    tree: &'t Tree,
    taken: Option<HashSet<String>>,
}

impl<'t> Places<'t> {
    pub fn new(tree: &'t Tree) -> Places<'t> {
        Places { tree, taken: None }
    }

    /// Takes a place, if it is free.
    pub fn take(&mut self, path: &str) -> bool {
        let all = || self.tree.files().iter().map(|file| file.path.to_lowercase()).collect();
        self.taken.get_or_insert_with(all).insert(path.to_lowercase())
    }
}
