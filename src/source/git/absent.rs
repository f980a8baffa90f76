//! What stands in for git where the program is built without it.

use std::convert::Infallible;
use std::path::Path;

use super::tree::{File, Trouble};
use crate::say::{Failure, Result, Words};

pub type Id = Infallible;

pub struct Blobs(Infallible);

pub struct Reader(Infallible);

pub struct Snapshot {
    pub commit: String,
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

pub fn snapshot(_: &Path, _: &str) -> Result<Option<Snapshot>> {
    Err(without_git())
}

pub fn unknown(_: &Path, _: &str) -> Failure {
    without_git()
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
