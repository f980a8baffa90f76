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
    /// Others took its place, and it is only a record of that.
    Replaced(Vec<String>),
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

/// An entry's life, the oldest first, and how it was.
pub struct Life {
    /// What happened.
    pub moments: Vec<Moment>,
    /// The entry as it was first.
    first: Option<Entry>,
    /// The entry as it was before others took its place.
    whole: Option<Entry>,
    /// The entry as it was last; none when no version of it could be read.
    pub last: Option<Entry>,
    /// Whether the history at hand begins later than the life may have done.
    pub is_cut: bool,
}

impl Life {
    /// What has become of an entry on the way to the commit that is checked out, and to the text that its file has now.
    pub fn of(past: &Past, id: &str, now: Option<(&str, &str)>) -> Result<Life> {
        let story = past.story(id, None)?;
        let mut life = Life { moments: Vec::new(), first: None, whole: None, last: None, is_cut: story.is_cut };
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
        let heirs = heirs(&entry);
        let is_new = self.last.is_none();
        self.moments.extend(is_new.then(|| happened(What::Came(entry.title().to_owned()))));
        match &self.last {
            // What else is taken out of the record is not told: it has not gone, it is elsewhere.
            last if !heirs.is_empty() => {
                let before = last.as_ref().map(self::heirs);
                self.moments.extend((before.as_ref() != Some(&heirs)).then(|| happened(What::Replaced(heirs))));
                if before.is_some_and(|before| before.is_empty()) {
                    self.whole.clone_from(&self.last);
                }
            }
            None => {}
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
        self.first.get_or_insert_with(|| entry.clone());
        self.last = Some(entry);
    }

    /// Whether another life is this one under a new id: it began when it took this one's place, alone.
    pub fn became(&self, other: &Life) -> bool {
        let (Some(end), Some(start)) = (self.moments.last(), other.moments.first()) else { return false };
        matches!(start.what, What::Came(_)) && self.went_into(other) && end.at == start.at
    }

    /// Whether this one ended when another life began or later, by going into that alone.
    pub fn went_into(&self, other: &Life) -> bool {
        let heir = other.last.as_ref().map(|last| last.id.as_str());
        let end = self.moments.last().map(|moment| &moment.what);
        matches!(end, Some(What::Replaced(heirs)) if heirs.iter().map(String::as_str).eq(heir))
    }

    /// This life and the one under the new id, as one.
    pub fn continued(mut self, later: Life) -> Life {
        let mut moments = later.moments.into_iter();
        self.moments.pop();
        if let (Some(came), Some(old), Some(new)) = (moments.next(), &self.whole, &later.first) {
            let happened = |what| Moment { what, ..came.clone() };
            self.moments.push(happened(What::Renamed(old.id.to_string())));
            let changed = diff::between(old, new).into_iter().filter(|change| change.name != "id");
            self.moments.extend(changed.map(|change| happened(What::Field(Box::new(Changed::of(change))))));
        }
        self.moments.extend(moments);
        Life { whole: later.whole, last: later.last, is_cut: self.is_cut, ..self }
    }
}

/// Those that took an entry's place.
fn heirs(entry: &Entry) -> Vec<String> {
    entry.ids("ersatt_av").map(ToString::to_string).collect()
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
