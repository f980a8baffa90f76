use rayon::prelude::*;

use super::Karta;
use super::concepts::Concepts;
use crate::entry;
use crate::say::Result;
use crate::source::{Past, Recorded, Tree};
use crate::value::Scheme;

impl Karta {
    /// Draws the map at each of its yearly revisions, the oldest first. What did not change from one to the next is
    /// parsed once, and no more than one map is held at a time.
    pub fn through<T>(past: &Past, mut each: impl FnMut(&Recorded, &Karta) -> T) -> Result<Vec<T>> {
        let mut before: Option<(Karta, Tree)> = None;
        let mut seen = Vec::new();
        for recorded in past.revisions()? {
            let tree = past.at(&recorded)?.tree;
            let karta = Karta::draw_after(before, &tree);
            seen.push(each(&recorded, &karta));
            before = Some((karta, tree));
        }
        Ok(seen)
    }

    /// The map of a tree; when one before it has been drawn, only what differs from that is read.
    pub fn draw_after(before: Option<(Karta, Tree)>, tree: &Tree) -> Karta {
        match before {
            Some((karta, earlier)) => karta.redraw(&earlier, tree),
            None => Karta::draw(tree),
        }
    }

    /// The map of another tree, when this is the map of `before`: the same as drawing it, but only what differs between
    /// the two is read.
    pub fn redraw(self, before: &Tree, after: &Tree) -> Karta {
        let (_, changed) = Tree::apart(before, after);
        let stays = |path: &str| after.has(path) && !changed.has(path);
        let mut karta = Karta { entries: self.entries, problems: self.problems, unread: self.unread, ..Karta::empty() };
        karta.entries.retain(|entry| stays(&entry.path));
        karta.problems.retain(|(path, _)| stays(path));
        karta.unread.retain(|(path, _)| stays(path));
        let read = changed.read(|file, text| text.map(|text| entry::read(file.kind, &file.path, text)));
        for (file, read) in changed.files().iter().zip(read) {
            match read {
                Ok((entry, problems)) => {
                    karta.entries.extend(entry);
                    karta.problems.extend(problems.into_iter().map(|problem| (file.path.clone(), problem)));
                }
                Err(trouble) => karta.unread.push((file.path.clone(), trouble)),
            }
        }
        karta.entries.par_sort_by(|a, b| (a.kind, &a.id, &a.path).cmp(&(b.kind, &b.id, &b.path)));
        karta.problems.sort_by(|(a, _), (b, _)| a.cmp(b));
        karta.unread.sort_by(|(a, _), (b, _)| a.cmp(b));
        karta.concepts = Scheme::ALL.map(|scheme| Concepts::new(&karta.entries, scheme));
        karta
    }
}
