//! What stands in for git where the program is built without it.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::Path;

use super::past::{Recorded, Story};
use super::tree::{File, Trouble};
use crate::say::{Failure, Result, Words};
use crate::value::{Date, Kind};

pub type Id = Infallible;

#[derive(Clone)]
pub struct Blobs(Infallible);

pub struct Reader(Infallible);

pub struct Namer(Infallible);

impl Namer {
    pub fn name(&self, _: &str) -> Option<Id> {
        match self.0 {}
    }
}

pub struct History(Infallible);

pub struct Snapshot {
    pub commit: String,
    pub date: Option<Date>,
    pub files: Vec<File>,
    pub blobs: Blobs,
}

impl Blobs {
    pub fn reader(&self) -> Reader {
        match self.0 {}
    }
}

impl Reader {
    pub fn read<'b>(&self, _: &Id, _: &'b mut Vec<u8>) -> std::result::Result<&'b [u8], Trouble> {
        match self.0 {}
    }
}

impl History {
    pub fn revisions(&self) -> Result<Vec<Recorded>> {
        match self.0 {}
    }

    pub fn place(&self, _: &str) -> Result<Option<usize>> {
        match self.0 {}
    }

    pub fn unknown(&self, _: &str) -> Failure {
        match self.0 {}
    }

    pub fn head_snapshot(&self) -> Result<Option<Snapshot>> {
        match self.0 {}
    }

    pub fn namer(&self) -> Namer {
        match self.0 {}
    }

    pub fn story(&self, _: &[Kind], _: &str, _: Option<&str>) -> Result<Story> {
        match self.0 {}
    }

    pub fn cut(&self, _: &str) -> Failure {
        match self.0 {}
    }

    pub fn snapshot(&self, _: &str) -> Result<Snapshot> {
        match self.0 {}
    }
}

pub struct Part {
    pub commit: String,
    pub files: Vec<File>,
    never: Infallible,
}

impl Part {
    pub fn blobs(&self) -> Blobs {
        match self.never {}
    }

    pub fn named(&self, _: &[Kind], _: &BTreeSet<&str>) -> Vec<File> {
        match self.never {}
    }
}

pub fn is_called(id: &Id, _: &[u8]) -> bool {
    match *id {}
}

pub fn fork(_: &Path, _: &str, _: &str) -> Result<Option<String>> {
    Err(without_git())
}

pub fn differing(_: &Path, _: &str, _: &str) -> Result<Option<(Part, Part)>> {
    Ok(None)
}

pub fn open(_: &Path) -> Result<History> {
    Err(without_git())
}

pub fn snapshot(_: &Path, _: &str) -> Result<Option<Snapshot>> {
    Err(without_git())
}

pub fn is_bare(_: &Path) -> bool {
    false
}

pub fn unknown(_: &Path, _: &str) -> Failure {
    without_git()
}

pub fn is_before_map(_: &Path, _: &str) -> bool {
    false
}

fn without_git() -> Failure {
    Failure::new(Words::new(
        "Det här programmet är byggt utan git och kan inte läsa revisioner.",
        "This program is built without git and cannot read revisions.",
    ))
    .hint(Words::new(
        "Bygg det med: cargo build --features git. Eller ange sökvägen till en annan kartas mapp.",
        "Build it with: cargo build --features git. Or give the path of another map's folder.",
    ))
}
