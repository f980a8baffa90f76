use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use karta::say;
use karta::say::{Failure, Result, Words, quote};

use super::{cannot_write, draft, is_beside, nothing_changed, refuse_detour, sync_folder, write_new};
use crate::cli::terminal::Terminal;

/// The list of a change that is being carried out.
const NAME: &str = ".karta.journal";

/// Where it is written before it counts.
const NEW: &str = ".karta.journal.ny";

/// What is left to do of a change: which prepared files take which places, and which files go.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// Prepared file and target, from the map's folder.
    pub renames: Vec<(String, String)>,
    /// Files that go, from the map's folder.
    pub removals: Vec<String>,
}

/// Whether an earlier run was stopped in a change.
pub fn is_there(root: &Path) -> bool {
    root.join(NAME).exists()
}

/// What a reader is told of a change that was stopped, when the map is shown as it will be.
pub fn left() -> Words {
    Words::new(
        "Obs: en ändring av kartan har avbrutits. Svaret ges som om den vore genomförd; nästa kommando som skriver genomför den, till exempel: karta fmt",
        "Note: a change of the map was interrupted. The answer is given as if it had been carried through; the next command that writes does so, such as: karta fmt",
    )
}

/// What a reader is told when the files are shown as they lie, as the change cannot be understood.
pub fn half() -> Words {
    Words::new(
        "Obs: en ändring av kartan har avbrutits, och kartan kan vara ändrad till hälften. Kör karta fmt: det gör klart ändringen, eller säger vad som hindrar.",
        "Note: a change of the map was interrupted, and the map may be half changed. Run karta fmt: it completes the change, or says what is in the way.",
    )
}

/// The change that an earlier run on this disk was stopped in, if there is one that may be obeyed.
pub fn pending(root: &Path) -> Result<Option<Journal>> {
    let text = match fs::read_to_string(root.join(NAME)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot_write(&root.join(NAME), &error)),
    };
    let (mark, journal) = Journal::parse(&text).ok_or_else(|| unreadable(root))?;
    if draft::mark(root).ok().as_deref() != Some(mark) || !journal.is_ours() {
        return Err(foreign(root));
    }
    journal.paths().try_for_each(|path| refuse_detour(root, path))?;
    Ok(Some(journal))
}

/// Carries through a change that an earlier run on this disk was stopped in. The lock must be held.
pub fn finish(root: &Path, terminal: &Terminal) -> Result<()> {
    let Some(journal) = pending(root)? else { return Ok(()) };
    journal.carry_out(root)?;
    terminal.tell(&Words::new(
        "En tidigare ändring av kartan hade avbrutits; nu är den genomförd.",
        "An earlier change of the map had been interrupted; it has now been carried through.",
    ));
    Ok(())
}

impl Journal {
    /// Makes the change certain: from here on it will be carried through.
    pub fn write(&self, root: &Path) -> Result<()> {
        let (new, place) = (root.join(NEW), root.join(NAME));
        let written = draft::mark(root)
            .and_then(|mark| write_new(&new, self.text(&mark).as_bytes(), &place))
            .and_then(|()| fs::rename(&new, &place));
        written.map_err(|error| {
            let _ = fs::remove_file(&new);
            cannot_write(&place, &error).hint(nothing_changed())
        })?;
        sync_folder(Some(root))
    }

    /// Whether it moves only such files as this program prepares.
    fn is_ours(&self) -> bool {
        self.renames.iter().all(|(ready, target)| is_beside(ready, target))
    }

    /// Every file that it moves or removes.
    fn paths(&self) -> impl Iterator<Item = &String> {
        self.renames.iter().flat_map(|(ready, target)| [ready, target]).chain(&self.removals)
    }

    /// What the files that are not yet so will be: their texts, or nothing for those that go.
    pub fn outstanding(&self, root: &Path) -> Vec<(&str, Option<String>)> {
        let ready = self.renames.iter();
        let ready =
            ready.filter_map(|(ready, target)| Some((&**target, Some(fs::read_to_string(root.join(ready)).ok()?))));
        ready.chain(self.removals.iter().map(|path| (&**path, None))).collect()
    }

    /// Does what is left to do; what an earlier run did already is passed over.
    pub fn carry_out(&self, root: &Path) -> Result<()> {
        self.paths().try_for_each(|path| refuse_detour(root, path))?;
        for (ready, target) in &self.renames {
            done_or_gone(fs::rename(root.join(ready), root.join(target)), &root.join(target))?;
        }
        for path in &self.removals {
            done_or_gone(fs::remove_file(root.join(path)), &root.join(path))?;
        }
        let changed = self.renames.iter().map(|(_, target)| target).chain(&self.removals);
        let folders: BTreeSet<PathBuf> =
            changed.filter_map(|path| Some(root.join(path).parent()?.to_owned())).collect();
        for folder in folders {
            sync_folder(Some(&folder))?;
        }
        done_or_gone(fs::remove_file(root.join(NAME)), &root.join(NAME))
    }

    /// The list, with the mark of the note that was made before it.
    fn text(&self, mark: &str) -> String {
        let renames = self.renames.iter().map(|(ready, target)| format!("ny\t{ready}\t{target}\n"));
        let removals = self.removals.iter().map(|path| format!("bort\t{path}\n"));
        std::iter::once(format!("hör till\t{mark}\n"))
            .chain(renames)
            .chain(removals)
            .chain(["slut\n".to_owned()])
            .collect()
    }

    /// The mark of the note that it belongs to, and the list.
    fn parse(text: &str) -> Option<(&str, Journal)> {
        let mut journal = Journal::default();
        let (mark, lines) = text.strip_prefix("hör till\t")?.strip_suffix("slut\n")?.split_once('\n')?;
        for line in lines.lines() {
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["ny", ready, target] => journal.renames.push((ready.into(), target.into())),
                ["bort", path] => journal.removals.push(path.into()),
                _ => return None,
            }
        }
        Some((mark, journal))
    }
}

fn done_or_gone(result: io::Result<()>, path: &Path) -> Result<()> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot_write(path, &error)),
        _ => Ok(()),
    }
}

fn unreadable(root: &Path) -> Failure {
    let shown = quote(&root.join(NAME).display().to_string());
    Failure::new(say!("{shown} går inte att förstå.", "{shown} cannot be understood.")).hint(Words::new(
        "Filen skrivs av karta under en ändring. Se efter med git status vad som ändrats, och ta bort filen.",
        "The file is written by karta during a change. See with git status what has changed, and remove the file.",
    ))
}

/// A journal that came with the map could say anything: only the disk where it was written obeys it.
fn foreign(root: &Path) -> Failure {
    let shown = quote(&root.join(NAME).display().to_string());
    let what = say!(
        "{shown} hör inte till någon ändring som har börjat på den här disken.",
        "{shown} does not belong to a change that was begun on this disk."
    );
    Failure::new(what).hint(Words::new(
        "Ingenting ändrades. Filen kan ha följt med kartan från någon annan. Se efter med git status, och ta bort den.",
        "Nothing was changed. The file may have come with the map from someone else. See with git status, and remove it.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_read_as_it_was_written_and_half_of_one_is_not() {
        let journal = Journal { renames: vec![(".a".into(), "a".into())], removals: vec!["b".into()] };
        assert_eq!(Journal::parse(&journal.text("1.2")), Some(("1.2", journal)));
        for text in ["hör till\t1\nny\ta\tb\n", "hör till\t1\nannat\nslut\n", "ny\ta\tb\nslut\n", ""] {
            assert_eq!(Journal::parse(text), None, "{text}");
        }
        let is_ours =
            |line: &str| Journal::parse(&format!("hör till\t1\n{line}\nslut\n")).is_some_and(|(_, it)| it.is_ours());
        assert!(is_ours("ny\tb/.a.1.karta-ny\tb/a"));
        assert!(!is_ours("ny\tb/a.md\tb/a"));
    }
}
