//! Files that no map should have: each is told of, in the reader's language, by its name; the rest is read; nothing is
//! changed, and nothing hangs.

use std::fs;

use super::desk::{Desk, Said, State};

const GOOD: &str =
    "id = \"elak\"\ntitel = \"T\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n";

/// Puts something into a small map, and lets every command meet it.
struct Met {
    desk: Desk,
    before: State,
}

impl Met {
    fn new(put: impl FnOnce(&Desk)) -> Met {
        let desk = Desk::with_small_map();
        put(&desk);
        let before = desk.state();
        Met { desk, before }
    }

    fn file(text: impl AsRef<[u8]>) -> Met {
        Met::new(|desk| desk.write("map-data/behov/skola/elak.toml", text))
    }

    /// The map is wrong, and both languages say so, with the file's name, a rule's, and what to do.
    #[track_caller]
    fn found(&self, file: &str, rule: &str) {
        for (lang, help) in [("sv", "hjälp: "), ("en", "help: ")] {
            let said = self.run(&format!("validate --lang {lang}")).ends(1);
            assert!(said.out.contains(&format!("[{rule}]")) && said.out.contains(file), "{said}");
            assert!(said.out.contains(help), "{said}");
        }
        let short = self.run("validate --format short").ends(1);
        assert!(short.out.lines().any(|line| line.starts_with(&format!("map-data/{file}"))), "{short}");
    }

    /// The same of a file that cannot be read: every other command says so too, and answers from the rest.
    #[track_caller]
    fn told(self, file: &str, rule: &str) {
        self.found(file, rule);
        let asked = self.run("query --ids").ends(0);
        assert!(asked.out.contains("skolkort\n") && asked.out.contains("kortet\n"), "{asked}");
        assert!(asked.err.contains(file), "{asked}");
        let formatted = self.run("fmt --check").said_or_found();
        let is_told = formatted.out.contains(file) || formatted.err.contains(file);
        assert!(is_told || rule == "empty-file", "{formatted}");
        self.all();
    }

    /// Nothing is wrong, and nothing is said of it.
    #[track_caller]
    fn fine(self) {
        self.run("validate").ends(0);
        assert!(self.run("query --ids").ends(0).out.contains("skolkort\n"));
        self.all();
    }

    /// Every command, which neither changes a file nor says anything that a terminal would obey.
    fn all(self) {
        let lines = [
            "query",
            "query --format md",
            "query --format html",
            "query --columns titel,beskrivning,egna,kallor",
            "show elak",
            "show elak --format md",
            "show skolkort",
            "export --long --format jsonl",
            "query --group-by titel",
            "query --sort titel",
            "query --explain titel:x",
            "edit elak --set titel=U --dry-run",
            "fmt --dry-run",
            "edit --where tema:skola --set egna.ny=1 --dry-run",
            "add behov --titel Elak --tema skola --status identifierat --beskrivning x --dry-run",
        ];
        lines.into_iter().for_each(|line| drop(self.run(line)));
    }

    #[track_caller]
    fn run(&self, line: &str) -> Said {
        let said = self.desk.karta(line).said().harmless();
        assert_eq!(self.desk.state(), self.before, "{line}");
        said
    }
}

impl Said {
    fn said_or_found(self) -> Said {
        assert!(self.code < 2, "{self}");
        self
    }
}

#[test]
fn a_folder_with_a_files_name() {
    Met::new(|desk| fs::create_dir_all(desk.path("map-data/behov/x.toml")).unwrap()).told("behov/x.toml", "not-a-file");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_map() {
    let link = |to: &'static str, at: &'static str| {
        Met::new(move |desk| {
            desk.write("ute/hemlig.toml", GOOD.replace("\"T\"", "\"hemligt\""));
            std::os::unix::fs::symlink(desk.path(to), desk.path("map-data").join(at)).unwrap();
            let said = desk.karta("query --columns titel").well();
            assert!(!said.out.contains("hemligt"), "{said}");
        })
    };
    link("ute/hemlig.toml", "behov/lank.toml").told("behov/lank.toml", "not-a-file");
    link("ute", "behov/ute").told("behov/ute", "not-a-file");
    link("map-data", "behov/runt").told("behov/runt", "not-a-file");
    link("finns-inte", "behov/nix.toml").told("behov/nix.toml", "not-a-file");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let desk = Desk::with_small_map();
    fs::create_dir_all(desk.path("ute")).unwrap();
    std::os::unix::fs::symlink(desk.path("ute"), desk.path("map-data/behov/migration")).unwrap();
    let before = desk.state();
    let line = "add behov --titel Buss --tema migration --status identifierat --beskrivning x";
    assert!(desk.karta(line).fails().contains("leder ut ur kartan"));
    assert_eq!(desk.state(), before);
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to() {
    let make = |desk: &Desk| {
        let path = desk.path("map-data/behov/ror.toml");
        let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    };
    Met::new(make).told("behov/ror.toml", "not-a-file");
}

#[test]
fn an_empty_file() {
    Met::file("").told("behov/skola/elak.toml", "empty-file");
}

#[test]
fn a_hundred_megabytes() {
    let make = |desk: &Desk| {
        fs::File::create(desk.path("map-data/behov/skola/elak.toml")).unwrap().set_len(100 << 20).unwrap();
    };
    Met::new(make).told("behov/skola/elak.toml", "oversized-file");
}

#[test]
fn other_encodings_than_utf8() {
    Met::file(GOOD.replace("\"T\"", "\"smör\"").chars().map(|c| c as u8).collect::<Vec<_>>())
        .told("behov/skola/elak.toml", "not-utf8");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    Met::file(utf16(&format!("\u{feff}{GOOD}"))).told("behov/skola/elak.toml", "not-utf8");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends() {
    Met::file(format!("\u{feff}{GOOD}")).fine();
    Met::file(GOOD.replace('\n', "\r\n")).fine();
    Met::file(format!("\u{feff}{}", GOOD.replace('\n', "\r\n"))).fine();
    let desk = Desk::with_small_map();
    let file = "map-data/behov/skola/elak.toml";
    let windows = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    desk.write(file, &windows);
    desk.karta("edit elak --set titel=U").well();
    assert_eq!(desk.read(file), windows.replace("\"T\"", "\"U\""));
    desk.karta("fmt").well();
    assert_eq!(desk.read(file), GOOD.replace("\"T\"", "\"U\""));
}

#[test]
fn signs_that_would_steer_a_terminal() {
    let escaped = "\"\"\"\nrad\\u001b]0;x\\u0007\\u0000\n::error::hej\n\"\"\"";
    let own = "[egna]\n\"n\\u001b\" = \"\\u0007\"\n";
    let texts = [
        GOOD.replace("\"x\"", escaped),
        GOOD.replace("\"T\"", "\"\\u001b[31m\\u0000\\u009b\\u202e\"") + own,
        GOOD.replace('T', "\u{202e}\u{9b}"),
    ];
    for text in texts {
        let met = Met::file(text);
        met.found("behov/skola/elak.toml", "control-characters");
        met.all();
    }
    Met::file(GOOD.replace('T', "\u{1b}[31m\0")).told("behov/skola/elak.toml", "syntax-error");
}

#[cfg(unix)]
#[test]
fn a_files_name_that_would_steer_a_terminal() {
    let named = "map-data/behov/\u{1b}[31m\n::error::x.toml";
    Met::new(|desk| desk.write(named, "")).told("behov/␛[31m␊::error::x.toml", "empty-file");
    use std::os::unix::ffi::OsStrExt;
    let make = |desk: &Desk| {
        fs::write(desk.path("map-data/behov").join(std::ffi::OsStr::from_bytes(b"\xff.toml")), GOOD).unwrap()
    };
    Met::new(make).told("behov/\u{fffd}.toml", "not-a-file");
}

#[test]
fn depth_without_end() {
    let deep = |opens: &str, inside: &str, closes: &str| {
        Met::file(format!("{GOOD}[egna]\na = {}{inside}{}\n", opens.repeat(10_000), closes.repeat(10_000)))
    };
    deep("[", "", "]").told("behov/skola/elak.toml", "syntax-error");
    deep("{a = ", "1", "}").told("behov/skola/elak.toml", "syntax-error");
    deep("[", "", "").told("behov/skola/elak.toml", "syntax-error");
    let keys = vec!["a"; 10_000].join(".");
    Met::file(format!("{GOOD}[egna]\n{keys} = 1\n")).told("behov/skola/elak.toml", "syntax-error");
    Met::file(format!("{GOOD}[egna.{keys}]\nb = 1\n")).told("behov/skola/elak.toml", "syntax-error");
}

#[test]
fn depth_is_told_in_words() {
    let met = Met::file(format!("{GOOD}[egna]\n{} = 1\n", vec!["a"; 10_000].join(".")));
    assert!(met.run("validate").out.contains("för djupt i varandra"));
}

#[test]
fn keys_without_end() {
    let keys = |count: usize| (0..count).map(|n| format!("k{n}=1\n")).collect::<String>();
    Met::file(format!("{GOOD}[egna]\n{}", keys(1_000_000))).told("behov/skola/elak.toml", "oversized-file");
    let met = Met::file(GOOD.to_owned() + &keys(20_000));
    let said = met.run("validate").ends(1);
    assert!(said.out.len() < 20_000, "{}", said.out.len());
}

#[test]
fn the_same_key_twice() {
    let met = Met::file(format!("{GOOD}titel = \"igen\"\n"));
    assert!(met.run("validate --format short").out.contains("behov/skola/elak.toml:6:1: "));
    met.told("behov/skola/elak.toml", "syntax-error");
}

#[test]
fn the_same_id_in_two_kinds() {
    let desk = Desk::with_small_map();
    let text = desk.read("map-data/behov/skola/skolkort.toml").replace("identifierat", "planerat");
    desk.write("map-data/initiativ/skola/skolkort.toml", text);
    let said = desk.karta("validate").said().ends(1);
    assert!(said.out.contains("[duplicate-id]") && said.err.starts_with("1 fel"), "{said}");
    assert!(
        said.out.contains("behov/skola/skolkort.toml:1:6") && said.out.contains("initiativ/skola/skolkort.toml:1:6")
    );
}

#[test]
fn a_merge_that_was_never_finished() {
    let text = GOOD.replace("titel = \"T\"\n", "<<<<<<< HEAD\ntitel = \"T\"\n=======\ntitel = \"U\"\n>>>>>>> annan\n");
    Met::file(text).told("behov/skola/elak.toml", "merge-conflict");
}

#[test]
fn settings_that_cannot_be_read() {
    for text in ["", "namn = ", "\u{0}", "sprak = \"tlh\"\n", "format = 99\nnamn = \"K\"\n"] {
        let met = Met::new(|desk| desk.write("map-data/karta.toml", text));
        met.run("validate").ends(1);
        assert!(met.run("query --ids").ends(0).out.contains("skolkort\n"));
        met.all();
    }
}
