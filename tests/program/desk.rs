//! A desk of one's own: a folder, a clean environment, and the program run there as a user runs it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// The real map, as it lies in the repository.
pub fn real_map() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("map-data")
}

/// Path and content of every file in a folder; what is no file has a word for what it is.
pub type State = BTreeMap<String, Vec<u8>>;

/// A folder where one test works.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn empty() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// A desk with a copy of the real map, in `map-data`.
    pub fn with_real_map() -> Desk {
        let desk = Desk::empty();
        copy(&real_map(), &desk.path("map-data"));
        desk
    }

    /// The same in git, with 2018 decided after 2017.
    pub fn with_real_past() -> Desk {
        let desk = Desk::with_real_map();
        let git = |line: &str| {
            desk.program(OsStr::new("git"), words(line)).said().ends(0);
        };
        let record = "map-data/revision/2018.toml";
        let text = desk.read(record);
        git("init -q");
        git("config user.name A");
        git("config user.email a@example.se");
        fs::remove_file(desk.path(record)).expect("the record is there");
        git("add -A");
        git("commit -q -m 2017");
        desk.write(record, text);
        git("add -A");
        git("commit -q -m 2018");
        desk
    }

    /// A desk with a new map, in `map-data`, that has one actor, one need and one initiative.
    pub fn with_small_map() -> Desk {
        static MADE: OnceLock<Desk> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let desk = Desk::empty();
            desk.karta("init map-data --namn Provkartan").well();
            desk.karta("add aktor --namn Skolverket --niva stat --kalla-text Egen").well();
            let both = "--tema skola --kalla-text Egen --beskrivning 'Ett kort.'";
            desk.karta(&format!("add behov --titel Skolkort --status identifierat {both}")).well();
            desk.karta(&format!("add initiativ --titel Kortet --status planerat {both}")).well();
            desk
        });
        let desk = Desk::empty();
        copy(&made.path("map-data"), &desk.path("map-data"));
        desk
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap()
    }

    pub fn write(&self, below: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Everything that lies on the desk, but for the lock that writers meet at.
    pub fn state(&self) -> State {
        let mut state = State::new();
        note(self.folder.path(), self.folder.path(), &mut state);
        state
    }

    /// The program with a line of arguments, written as in a shell.
    pub fn karta(&self, line: &str) -> Run {
        self.args(words(line))
    }

    /// The program with these arguments.
    pub fn args(&self, args: impl IntoIterator<Item = impl Into<OsString>>) -> Run {
        self.program(OsStr::new(env!("CARGO_BIN_EXE_karta")), args)
    }

    /// Another program, in the same clean environment.
    pub fn program(&self, program: &OsStr, args: impl IntoIterator<Item = impl Into<OsString>>) -> Run {
        let mut command = Command::new(program);
        command.args(args.into_iter().map(Into::into)).current_dir(self.folder.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Run { command, limit: Duration::from_secs(120) }
    }
}

/// A run that is about to begin.
#[must_use = "nothing is run until `said`, `well` or `fails` is asked"]
pub struct Run {
    pub command: Command,
    limit: Duration,
}

impl Run {
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.command.env(name, value);
        self
    }

    /// From another folder.
    pub fn from(mut self, folder: &Path) -> Run {
        self.command.current_dir(folder);
        self
    }

    pub fn start(mut self) -> Child {
        self.command.spawn().unwrap()
    }

    /// Runs to the end.
    pub fn said(self) -> Said {
        let (limit, shown) = (self.limit, format!("{:?}", self.command));
        let child = self.start();
        let id = child.id();
        let (tell, told) = mpsc::channel();
        thread::spawn(move || tell.send(child.wait_with_output()));
        match told.recv_timeout(limit) {
            Ok(output) => Said::new(shown, output.unwrap()),
            Err(_) => {
                let _ = Command::new("kill").arg("-9").arg(id.to_string()).status();
                panic!("{shown}\nhangs");
            }
        }
    }

    /// Runs, and it goes well.
    #[track_caller]
    pub fn well(self) -> Said {
        self.said().ends(0)
    }

    /// Runs, and it cannot be done: the reader is told what and what to do, and there is no result.
    #[track_caller]
    pub fn fails(self) -> String {
        let said = self.said().ends(2);
        assert_eq!(said.out, "", "{said}");
        assert!(said.err.contains("Fel: ") || said.err.contains("Error: "), "{said}");
        said.err
    }
}

/// What a run said, and how it ended.
#[derive(Debug)]
pub struct Said {
    line: String,
    pub code: i32,
    pub out: String,
    pub err: String,
    pub bytes: Vec<u8>,
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\nends with {}\n-- out\n{}\n-- err\n{}", self.line, self.code, self.out, self.err)
    }
}

impl Said {
    /// What a run said, which always ends by itself, with one of three codes, and never by a panic.
    fn new(line: String, output: Output) -> Said {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().unwrap_or_else(|| panic!("{line}\nwas killed: {:?}", output.status));
        let said = Said { line, code, out: text(&output.stdout), err: text(&output.stderr), bytes: output.stdout };
        assert!((0..=2).contains(&said.code) && !said.err.contains("panicked"), "{said}");
        said
    }

    #[track_caller]
    pub fn ends(self, code: i32) -> Said {
        assert_eq!(self.code, code, "{self}");
        self
    }

    /// Nothing that a terminal would obey: no control character but line breaks.
    #[track_caller]
    pub fn harmless(self) -> Said {
        let is_harmful = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!self.out.contains(is_harmful) && !self.err.contains(is_harmful), "{:?}\n{self}", self.out);
        self
    }
}

/// A line as a shell takes it apart: blanks between words, single quotes around what belongs together.
pub fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted, mut is_begun) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '\'' => (is_quoted, is_begun) = (!is_quoted, true),
            ' ' if !is_quoted && !is_begun => {}
            ' ' if !is_quoted => {
                words.push(std::mem::take(&mut word));
                is_begun = false;
            }
            c => {
                word.push(c);
                is_begun = true;
            }
        }
    }
    assert!(!is_quoted, "a quote is not closed in {line}");
    words.extend(is_begun.then_some(word));
    words
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

fn note(root: &Path, folder: &Path, state: &mut State) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let kind = entry.file_type().unwrap();
        let is_large = entry.metadata().unwrap().len() > 50 << 20;
        if kind.is_dir() {
            note(root, &entry.path(), state);
            state.insert(name, b"folder".to_vec());
        } else if !kind.is_file() || is_large {
            state.insert(name, format!("{kind:?}").into_bytes());
        } else if entry.file_name() != ".karta.lock" {
            state.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}
