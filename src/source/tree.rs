use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::stray::{self, Stray};
use super::{folder, git};
use crate::say::{Words, reason};
use crate::value::{Kind, stem};

/// The most bytes that a file of the map may have; an entry is some thousand.
pub const LARGEST: usize = 1 << 20;

/// The files of a map at one point: paths at once, texts when asked for.
#[derive(Clone)]
pub struct Tree {
    root: Arc<Root>,
    /// Texts that stand instead of those of the root.
    over: BTreeMap<Box<str>, Vec<u8>>,
    files: Vec<File>,
    /// Files in the folders of kinds, and at a commit beside them too, that are not read.
    strays: Vec<File>,
}

enum Root {
    Folder(PathBuf),
    Memory(BTreeMap<Box<str>, Vec<u8>>),
    Revision(git::Blobs),
}

/// A file of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// From the map's folder, with `/` between folders.
    pub path: Box<str>,
    /// What it tells of.
    pub kind: Kind,
    /// Why it is not to be read.
    pub(super) trouble: Option<Trouble>,
    /// What git calls its text.
    pub(super) blob: Option<git::Id>,
}

/// Why a file has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The operating system refused.
    Unreadable(Words),
    /// It is something else than a regular file.
    NotAFile(Words),
    /// It has more than [`LARGEST`] bytes.
    TooLarge,
    /// It is not UTF-8: what it seems to be, and the byte where that shows.
    NotUtf8(Encoding, usize),
}

/// What a text that is not UTF-8 seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, as some Windows programs save.
    Utf16,
    /// A byte per letter, as older Windows programs save.
    Windows1252,
}

impl File {
    pub(super) fn new(path: &str, kind: Kind) -> File {
        File { path: path.into(), kind, trouble: None, blob: None }
    }

    /// Its name without folder and ending, which is an entry's id.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// Whether it is read as a part of the map, or told of where it cannot be.
    pub(super) fn is_of_the_map(&self) -> bool {
        self.trouble.is_some() || (self.path.ends_with(".toml") && Kind::of_path(&self.path).is_some())
    }

    /// Whether git knows it to have the same text as another.
    pub fn is_same_text(&self, other: &File) -> bool {
        self.blob.is_some() && self.blob == other.blob
    }
}

impl Tree {
    fn new(root: Root, files: Vec<File>) -> Tree {
        let (files, strays) = files.into_iter().partition(File::is_of_the_map);
        Tree { root: Arc::new(root), over: BTreeMap::new(), files, strays }
    }

    /// The map in a folder, as it is now.
    pub fn open(root: &Path) -> Tree {
        Tree::new(Root::Folder(root.to_owned()), folder::list(root))
    }

    /// The map at a commit.
    pub(super) fn revision(blobs: git::Blobs, files: Vec<File>) -> Tree {
        Tree::new(Root::Revision(blobs), files)
    }

    /// The text of a map's settings, without looking at the rest of the map.
    pub fn settings(root: &Path) -> Option<String> {
        let mut buffer = Vec::new();
        let length = read_file(&root.join("karta.toml"), &mut buffer).ok()?;
        std::str::from_utf8(&buffer[..length]).map(str::to_owned).ok()
    }

    /// A map made of texts. Paths that no kind has are left out, as in a folder.
    pub fn memory<P: Into<Box<str>>, T: Into<Vec<u8>>>(texts: impl IntoIterator<Item = (P, T)>) -> Tree {
        let texts: BTreeMap<Box<str>, Vec<u8>> =
            texts.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        let files = texts.keys().map(|path| File::new(path, Kind::of_path(path).unwrap_or(Kind::Karta)));
        let files = files.filter(|file| file.is_of_the_map() || stray::slip(&file.path).is_some()).collect();
        Tree::new(Root::Memory(texts), files)
    }

    /// The same tree, but with a file that cannot be read.
    pub fn with_trouble(mut self, path: &str, trouble: Trouble) -> Tree {
        self.files.retain(|file| *file.path != *path);
        if let Some(kind) = Kind::of_path(path) {
            let at = self.files.partition_point(|file| *file.path < *path);
            self.files.insert(at, File { trouble: Some(trouble), ..File::new(path, kind) });
        }
        self
    }

    /// The same map with some files as they are to be: none of one that is to go.
    pub fn with<'c>(&self, changed: impl IntoIterator<Item = (&'c str, Option<&'c str>)>) -> Tree {
        let changed: BTreeMap<&str, Option<&str>> = changed.into_iter().collect();
        let (mut over, mut files) = (self.over.clone(), self.files.clone());
        files.retain(|file| !changed.contains_key(&*file.path));
        for (path, text) in changed {
            let kind = Kind::of_path(path).filter(|_| path.ends_with(".toml"));
            if let Some((kind, text)) = kind.zip(text) {
                over.insert(path.into(), text.into());
                files.push(File::new(path, kind));
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Tree { root: self.root.clone(), over, files, strays: self.strays.clone() }
    }

    /// The same tree with fewer files.
    pub fn only(&self, keep: impl FnMut(&&File) -> bool) -> Tree {
        Tree {
            root: self.root.clone(),
            over: self.over.clone(),
            files: self.files.iter().filter(keep).cloned().collect(),
            strays: Vec::new(),
        }
    }

    /// The files of each that the other does not have with the same text at the same path. What git has of both is not
    /// read.
    pub fn apart(before: &Tree, after: &Tree) -> (Tree, Tree) {
        let paired: Vec<(&File, &File)> = paired(&before.files, &after.files);
        let is_same =
            |readers: &mut (Reader<'_>, Reader<'_>), pair: &&(&File, &File)| same_text(readers, pair.0, pair.1);
        let readers = || (before.reader(), after.reader());
        let same = paired.par_iter().with_min_len(32).map_init(readers, |readers, pair| is_same(readers, &pair));
        let same: Vec<bool> = same.collect();
        let paths = paired.iter().zip(&same).filter(|(_, same)| **same).map(|((file, _), _)| &*file.path);
        let same: HashSet<&str> = paths.collect();
        let differs = |file: &&File| !same.contains(&*file.path);
        (before.only(differs), after.only(differs))
    }

    /// The map's files, by path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The files that may have been meant for the map but are not read, by path.
    pub fn strays(&self) -> Vec<Stray> {
        let beside = match &*self.root {
            Root::Folder(root) => folder::beside(root),
            Root::Memory(_) | Root::Revision(_) => Vec::new(),
        };
        let mut strays: Vec<Stray> = self.strays.iter().cloned().chain(beside).filter_map(Stray::of).collect();
        strays.sort_by(|a, b| a.path().cmp(b.path()));
        strays
    }

    /// What a stray says, if it can be read.
    pub fn stray_text(&self, stray: &Stray) -> Option<String> {
        self.reader().read(&stray.file).and_then(utf8).map(str::to_owned).ok()
    }

    /// Reads every file on all cores; the answers come in the order of [`Tree::files`].
    pub fn read<T: Send>(&self, each: impl Fn(&File, Result<&str, Trouble>) -> T + Sync) -> Vec<T> {
        let read = |reader: &mut Reader<'_>, file: &File| each(file, reader.read(file).and_then(utf8));
        self.files.par_iter().with_min_len(32).map_init(|| self.reader(), read).collect()
    }

    /// The same tree, whose files have names for their texts.
    pub(super) fn named(mut self, namer: git::Namer) -> Tree {
        let names = self.read(|_, text| text.ok().and_then(|text| namer.name(text)));
        self.files.iter_mut().zip(names).for_each(|(file, name)| file.blob = name);
        self
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.file(path).is_some()
    }

    fn file(&self, path: &str) -> Option<&File> {
        let at = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        Some(&self.files[at])
    }

    /// One file's text; parts that are not UTF-8 become replacement characters.
    pub fn text(&self, path: &str) -> Option<String> {
        let file = self.file(path)?;
        let mut reader = self.reader();
        let bytes = reader.read(file).ok()?;
        Some(utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), str::to_owned))
    }

    fn reader(&self) -> Reader<'_> {
        let from = match &*self.root {
            Root::Folder(root) => From::Folder(root),
            Root::Memory(texts) => From::Memory(texts),
            Root::Revision(blobs) => From::Revision(Box::new(blobs.reader())),
        };
        Reader { from, over: &self.over, path: PathBuf::new(), buffer: Vec::new() }
    }
}

/// The files that two lists by path have at the same paths.
fn paired<'f>(before: &'f [File], after: &'f [File]) -> Vec<(&'f File, &'f File)> {
    let mut rest = after.iter().peekable();
    let mut other = |file: &File| {
        while rest.next_if(|other| other.path < file.path).is_some() {}
        rest.next_if(|other| other.path == file.path)
    };
    before.iter().filter_map(|file| Some((file, other(file)?))).collect()
}

/// Whether two files have the same text; not, where that cannot be seen.
fn same_text((one, other): &mut (Reader<'_>, Reader<'_>), a: &File, b: &File) -> bool {
    if a.trouble.is_some() || b.trouble.is_some() {
        return a.trouble == b.trouble;
    }
    match (&a.blob, &b.blob) {
        (Some(a), Some(b)) => a == b,
        (Some(id), None) => other.read(b).is_ok_and(|text| git::is_called(id, text)),
        (None, Some(id)) => one.read(a).is_ok_and(|text| git::is_called(id, text)),
        (None, None) => matches!((one.read(a), other.read(b)), (Ok(a), Ok(b)) if a == b),
    }
}

/// Reads files one after another, their paths and texts into one buffer each.
struct Reader<'t> {
    from: From<'t>,
    over: &'t BTreeMap<Box<str>, Vec<u8>>,
    path: PathBuf,
    buffer: Vec<u8>,
}

enum From<'t> {
    Folder(&'t Path),
    Memory(&'t BTreeMap<Box<str>, Vec<u8>>),
    Revision(Box<git::Reader>),
}

impl Reader<'_> {
    fn read(&mut self, file: &File) -> Result<&[u8], Trouble> {
        if let Some(trouble) = &file.trouble {
            return Err(trouble.clone());
        }
        let bytes = match (&self.from, &file.blob) {
            _ if self.over.contains_key(&file.path) => &self.over[&file.path],
            (From::Folder(root), _) => {
                self.path.clear();
                self.path.extend([root, Path::new(&*file.path)]);
                let length =
                    read_file(&self.path, &mut self.buffer).map_err(|error| Trouble::Unreadable(reason(&error)))?;
                &self.buffer[..length]
            }
            (From::Memory(texts), _) => texts.get(&file.path).map_or(&[][..], Vec::as_slice),
            (From::Revision(blobs), Some(id)) => blobs.read(id, &mut self.buffer)?,
            (From::Revision(_), None) => &[],
        };
        if bytes.len() > LARGEST { Err(Trouble::TooLarge) } else { Ok(bytes) }
    }
}

/// Reads at most one byte more than [`LARGEST`], without asking for the file's size first, and says how many bytes there
/// were. What the buffer held before is overwritten as far as is needed: to clear it for each file would take longer than
/// to read one.
fn read_file(path: &Path, buffer: &mut Vec<u8>) -> io::Result<usize> {
    let mut file = std::fs::File::open(path)?;
    let mut filled = 0;
    loop {
        if filled == buffer.len() {
            buffer.resize((2 * filled).clamp(8 << 10, LARGEST + 1), 0);
        }
        match file.read(&mut buffer[filled..]) {
            Ok(0) => return Ok(filled),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Trouble> {
    simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let encoding = if is_utf16 { Encoding::Utf16 } else { Encoding::Windows1252 };
        Trouble::NotUtf8(encoding, error.valid_up_to())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_of_texts_reads_in_order_and_tells_what_it_cannot_read() {
        let tree = Tree::memory([
            ("karta.toml", &b"\xef\xbb\xbfnamn"[..]),
            ("behov/b.toml", b"\xff\xfeb\0"),
            ("behov/a.toml", b"sm\xf6r"),
            ("behov/readme.md", b""),
            ("annat/x.toml", b""),
        ]);
        let seen = tree.read(|file, text| (file.path.to_string(), text.map(str::to_owned)));
        assert_eq!(
            seen,
            [
                ("behov/a.toml".into(), Err(Trouble::NotUtf8(Encoding::Windows1252, 2))),
                ("behov/b.toml".into(), Err(Trouble::NotUtf8(Encoding::Utf16, 0))),
                ("karta.toml".into(), Ok("\u{feff}namn".into())),
            ]
        );
    }

    #[test]
    fn a_tree_can_be_seen_as_it_is_to_be() {
        let tree = Tree::memory([("behov/a.toml", "a"), ("behov/b.toml", "b"), ("behov/c.toml", "c")]);
        let after = tree.with([("behov/b.toml", None), ("behov/a.toml", Some("A")), ("behov/0.toml", Some("0"))]);
        let told =
            |tree: &Tree| tree.read(|file, text| format!("{} {}", file.path, text.unwrap_or_default())).join(", ");
        assert_eq!(told(&after), "behov/0.toml 0, behov/a.toml A, behov/c.toml c");
        assert_eq!(told(&tree), "behov/a.toml a, behov/b.toml b, behov/c.toml c");
    }

    #[test]
    fn a_file_too_large_is_not_read() {
        let tree = Tree::memory([("behov/a.toml", vec![b'#'; LARGEST + 1])]);
        assert_eq!(tree.read(|_, text| text.err()), [Some(Trouble::TooLarge)]);
    }
}
