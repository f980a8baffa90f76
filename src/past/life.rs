use crate::diff::{self, FieldChange};
use crate::entry::{self, Entry, Field, Value, Weight};
use crate::say::Result;
use crate::source::{Commit, Edition, Past, Story};
use crate::value::Kind;

/// The least share of its fields that a file must have in common with one of another name to have been it.
const ALIKE: usize = 60;

/// The most names that one entry is followed through.
const MOST_NAMES: usize = 16;

/// One thing that happened to an entry.
#[derive(Clone, Debug)]
pub struct Moment {
    /// How many commits back; none when it is not committed.
    pub at: Option<usize>,
    /// The commit that it came with.
    pub commit: Option<Commit>,
    /// The entry's id then.
    pub id: String,
    /// What happened.
    pub what: What,
}

/// What happened to an entry.
#[derive(Clone, Debug)]
pub enum What {
    /// It came, with this title.
    Came(String),
    /// It came under a new name; this was the old one.
    Renamed(String),
    /// Its file moved from one path to another.
    Moved(String, String),
    /// Its file went.
    Gone,
    /// Its file could not be read.
    Broken,
    /// A field changed.
    Field(Box<Changed>),
}

/// What a field held and what it holds, kept when the entries are gone.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Its name in data: `status`, `nytta.varde`.
    pub name: String,
    /// The field, or the part of one, that the values are of.
    pub field: &'static Field,
    /// The field at the top that they are in.
    pub top: &'static Field,
    /// What it held.
    pub old: Option<Value>,
    /// What it holds.
    pub new: Option<Value>,
    /// How much that weighs.
    pub weight: Weight,
}

impl Changed {
    fn of(change: FieldChange<'_>) -> Changed {
        let FieldChange { name, field, top, old, new, weight } = change;
        Changed { name, field, top, old: old.cloned(), new: new.cloned(), weight }
    }

    /// The same as two entries have it.
    pub fn borrowed(&self) -> FieldChange<'_> {
        let (name, field, top) = (self.name.clone(), self.field, self.top);
        FieldChange { name, field, top, old: self.old.as_ref(), new: self.new.as_ref(), weight: self.weight }
    }
}

/// An entry's life, the oldest first, and how it was last.
pub struct Life {
    /// What happened.
    pub moments: Vec<Moment>,
    /// The entry as it was last; none when no version of it could be read.
    pub last: Option<Entry>,
    /// Whether the history at hand begins later than the life may have done.
    pub is_cut: bool,
}

impl Life {
    /// What has become of an entry on the way to the commit that is checked out, and to the text that its file has now.
    pub fn of(past: &Past, id: &str, now: Option<(&str, &str)>) -> Result<Life> {
        let story = past.story(id, None)?;
        let mut life = Life { moments: Vec::new(), last: None, is_cut: story.is_cut };
        life.before(past, &story, 0, MOST_NAMES)?;
        let uncommitted = now.map(|(path, text)| Edition {
            at: 0,
            commit: None,
            path: Some(path.to_owned()),
            text: Some(text.to_owned()),
        });
        let is_new = |version: &Edition| {
            story.versions.last().is_none_or(|last| (&last.path, &last.text) != (&version.path, &version.text))
        };
        let versions = story.versions.iter().chain(uncommitted.as_ref().filter(|version| is_new(version)));
        versions.for_each(|version| life.live(id, version, 0));
        Ok(life)
    }

    /// The life under an older name, where the commit that the entry came with took away a file that says much the same.
    fn before(&mut self, past: &Past, story: &Story, back: usize, left: usize) -> Result<()> {
        let (Some(first), Some(commit), Some(left)) = (story.versions.first(), &story.before, left.checked_sub(1))
        else {
            return Ok(());
        };
        let Some(new) = first.read() else { return Ok(()) };
        let removed = story.removed.iter().filter_map(|(path, text)| read(path, text));
        let alike = removed.map(|old| (alike(&old, &new), old)).filter(|(alike, _)| *alike >= ALIKE);
        let Some((_, old)) = alike.max_by_key(|(alike, _)| *alike) else { return Ok(()) };
        let earlier = past.story(old.id.as_str(), Some(commit))?;
        let back = back + first.at + 1;
        self.before(past, &earlier, back, left)?;
        earlier.versions.iter().for_each(|version| self.live(old.id.as_str(), version, back));
        self.is_cut = earlier.is_cut;
        Ok(())
    }

    /// What happened when a version came.
    fn live(&mut self, id: &str, version: &Edition, back: usize) {
        let happened = |what| Moment {
            at: version.commit.is_some().then_some(version.at + back),
            commit: version.commit.clone(),
            id: id.to_owned(),
            what,
        };
        if version.path.is_none() {
            return self.moments.push(happened(What::Gone));
        }
        let Some(entry) = version.read() else {
            return self.moments.push(happened(What::Broken));
        };
        match &self.last {
            None => self.moments.push(happened(What::Came(entry.title().to_owned()))),
            Some(last) => {
                let is_renamed = last.id != entry.id;
                self.moments.extend(is_renamed.then(|| happened(What::Renamed(last.id.to_string()))));
                if last.path != entry.path && !is_renamed {
                    self.moments.push(happened(What::Moved(last.path.to_string(), entry.path.to_string())));
                }
                let changed = diff::between(last, &entry).into_iter().filter(|change| change.name != "id");
                let changed = changed.map(|change| What::Field(Box::new(Changed::of(change))));
                self.moments.extend(changed.map(happened));
            }
        }
        self.last = Some(entry);
    }
}

impl Edition {
    /// The entry as it was then, as far as it can be understood.
    fn read(&self) -> Option<Entry> {
        read(self.path.as_deref()?, self.text.as_deref()?)
    }
}

/// An entry from its file, as far as it can be understood.
fn read(path: &str, text: &str) -> Option<Entry> {
    let (entry, problems) = entry::read(Kind::of_path(path)?, path, text);
    let is_broken = problems.iter().any(|it| matches!(it.what, entry::What::Syntax(_) | entry::What::Conflict));
    entry.filter(|_| !is_broken)
}

/// How many of a hundred of their fields, other than the id, two entries have alike; all of them, if they are called
/// the same.
fn alike(old: &Entry, new: &Entry) -> usize {
    let same =
        new.values.iter().filter(|(field, value)| field.name != "id" && old.get(field.name) == Some(value)).count();
    let most = old.values.len().max(new.values.len()).saturating_sub(1).max(1);
    if old.title() == new.title() { 100 } else { 100 * same / most }
}
