//! The files of the map in one year.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::actors::Actor;
use crate::initiatives::Initiative;
use crate::page::Page;
use crate::presence::Presence;
use crate::rows::{Need, Records, values};
use crate::{FIRST_YEAR, LAST_REVISION, concepts, needs, revisions, settings};

const README: &str = include_str!("data/README.md");
const LICENSE: &str = include_str!("data/LICENSE");

/// Path in the map → text.
pub type Files = BTreeMap<String, String>;

/// Every entry with its course through the years.
pub struct Chronicle<'a> {
    pub records: &'a Records,
    actors: Vec<Actor<'a>>,
    initiatives: Vec<Initiative<'a>>,
    presence: Presence,
}

impl<'a> Chronicle<'a> {
    pub fn new(records: &'a Records) -> Chronicle<'a> {
        let actors: Vec<_> = records.organisations.iter().map(|row| Actor::new(row, records)).collect();
        let initiatives: Vec<_> = records.initiatives.iter().map(|row| Initiative::new(row, records)).collect();
        let presence = Presence::new(records, &initiatives, &actors);
        Chronicle { records, actors, initiatives, presence }
    }

    /// The whole map as it was at the end of the year.
    pub fn files(&self, year: i32) -> Files {
        let mut files = fixed_files();
        put(&mut files, "karta".into(), settings::page(year));
        self.put_concepts(&mut files, year);
        self.put_actors(&mut files, year);
        self.put_needs(&mut files, year);
        self.put_initiatives(&mut files, year);
        self.put_revisions(&mut files, year);
        files
    }

    fn put_concepts(&self, files: &mut Files, year: i32) {
        for scheme in concepts::SCHEMES {
            let page = concepts::page(scheme, self.records, year);
            put(files, format!("taxonomi/{}", scheme.0), page);
        }
    }

    fn put_actors(&self, files: &mut Files, year: i32) {
        for actor in self.actors.iter().filter(|it| self.presence.is_there(it.id(), year)) {
            put(files, format!("aktor/{}", actor.id()), actor.page(year, &self.presence));
        }
    }

    fn put_needs(&self, files: &mut Files, year: i32) {
        let there = |row: &&Need| self.presence.is_there(&row.slug, year);
        for row in self.records.needs.iter().filter(there) {
            let page = needs::page(row, self.records, &self.presence, year);
            put(files, format!("behov/{}/{}", theme(&row.teman), row.slug), page);
        }
    }

    fn put_initiatives(&self, files: &mut Files, year: i32) {
        for it in self.initiatives.iter().filter(|it| self.presence.is_there(it.id(), year)) {
            let path = format!("initiativ/{}/{}", theme(it.themes()), it.id());
            put(files, path, it.page(year, &self.presence));
        }
    }

    fn put_revisions(&self, files: &mut Files, year: i32) {
        for revision in FIRST_YEAR..=year.min(LAST_REVISION) {
            put(files, format!("revision/{revision}"), revisions::page(revision, self.records));
        }
    }
}

fn put(files: &mut Files, path: String, page: Page) {
    files.insert(format!("{path}.toml"), page.write());
}

/// The primary theme, which is the folder of the entry.
fn theme(cell: &str) -> String {
    values(cell).swap_remove(0)
}

/// What is the same in all years.
fn fixed_files() -> Files {
    let texts = [("README.md", README), ("LICENSE", LICENSE)];
    texts.map(|(name, text)| (name.to_string(), text.replace("\r\n", "\n"))).into()
}

/// Writes one year's map into a folder: a new or empty one, or one that holds another year of it.
pub fn write_into(records: &Records, folder: &Path, year: i32) -> Result<()> {
    let is_map = folder.join("karta.toml").is_file();
    if !is_map && !is_new_or_empty(folder)? {
        bail!("{} is not empty and holds no map; nothing was written", folder.display());
    }
    write(&Chronicle::new(records).files(year), folder)
}

pub fn write(files: &Files, folder: &Path) -> Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

pub fn is_new_or_empty(folder: &Path) -> Result<bool> {
    if !folder.exists() {
        return Ok(true);
    }
    let mut entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    Ok(entries.next().is_none())
}
