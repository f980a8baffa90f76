use std::borrow::Cow;
use std::sync::Arc;

use gix::objs::{Find, FindHeader, Kind};
use gix::odb::pack::cache::lru::MemoryCappedHashmap;

use crate::say;
use crate::say::{Words, quote};
use crate::source::{LARGEST, Trouble};

/// How many bytes a reader remembers of texts that git has written others down as changes of.
const REMEMBERED: usize = 16 << 20;

/// What git calls a text; texts that are alike have the same.
pub type Id = gix::ObjectId;

/// Whether a text is the one that git calls so.
pub fn is_called(id: &Id, text: &[u8]) -> bool {
    gix::objs::compute_hash(id.kind(), Kind::Blob, text).is_ok_and(|own| own == *id)
}

/// Where the texts of a history are.
#[derive(Clone)]
pub struct Blobs(pub Arc<gix::odb::Store>);

/// Reads texts one after another.
pub struct Reader(gix::odb::HandleArc);

/// Tells what git calls a text without asking git.
#[derive(Clone, Copy)]
pub struct Namer(pub gix::hash::Kind);

impl Namer {
    /// The name of a text with line ends as git keeps them.
    pub fn name(self, text: &str) -> Option<Id> {
        let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
        gix::objs::compute_hash(self.0, Kind::Blob, text.as_bytes()).ok()
    }
}

impl Blobs {
    /// What a thread reads with.
    pub fn reader(&self) -> Reader {
        let mut objects = self.0.to_cache_arc();
        objects.set_pack_cache(|| Box::new(MemoryCappedHashmap::new(REMEMBERED)));
        Reader(objects)
    }
}

impl Reader {
    /// Reads a text into the buffer, and says where in it the text is.
    pub fn read<'b>(&self, id: &Id, buffer: &'b mut Vec<u8>) -> Result<&'b [u8], Trouble> {
        match self.0.try_find(id, buffer) {
            Ok(Some(object)) if object.kind == Kind::Blob => Ok(object.data),
            Ok(Some(_)) => Err(Trouble::Unreadable(Words::new("git har inte en fil där", "git has no file there"))),
            Ok(None) => Err(Trouble::Unreadable(missing())),
            Err(error) => Err(self.refused(id, &error)),
        }
    }

    fn refused(&self, id: &Id, error: &gix::Error) -> Trouble {
        match self.0.try_header(id) {
            Ok(Some(header)) if header.size > LARGEST as u64 => Trouble::TooLarge,
            _ => Trouble::Unreadable(broken(error)),
        }
    }
}

/// Git lacks an object that it should have, as in a clone that fetches them when they are asked for.
fn missing() -> Words {
    Words::new(
        "klonen saknar den; hämta allt med git fetch --refetch --no-filter",
        "the clone lacks it; fetch everything with git fetch --refetch --no-filter",
    )
}

/// What git's objects themselves say of being damaged.
pub fn broken(error: &gix::Error) -> Words {
    let why = quote(&error.probable_cause().to_string());
    say!("git-arkivet är skadat: {why}", "the git repository is damaged: {why}")
}
