/// What one file was, and what it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file, from the map's folder, with `/` between folders.
    pub path: Box<str>,
    /// Its text when it was read; none when there is no such file.
    pub before: Option<String>,
    /// Its text from now on; none when it is to go.
    pub after: Option<String>,
}

impl Change {
    /// A file that is not there yet.
    pub fn create(path: impl Into<Box<str>>, text: String) -> Change {
        Change { path: path.into(), before: None, after: Some(text) }
    }
}
