//! Questions on a terminal, asked and answered as a person does it, through tmux.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::desk::Desk;

/// A terminal of one's own, with a program in it.
struct Screen {
    server: String,
}

impl Screen {
    fn run(desk: &Desk, line: &str) -> Screen {
        let server = format!("karta-{}", desk.path("x").display()).replace(['/', '.'], "-");
        let screen = Screen { server };
        let (home, program) = (desk.path(".").display().to_string(), env!("CARGO_BIN_EXE_karta"));
        let line = format!("env -i TERM=xterm-256color HOME={home} '{program}' {line}; echo slutkod $?; cat");
        screen.tmux(&["-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "50", "-c", &home, &line]);
        screen
    }

    fn tmux(&self, args: &[&str]) -> String {
        let ended = Command::new("tmux").args(["-L", &self.server]).args(args).env("LC_ALL", "C.UTF-8").output();
        String::from_utf8_lossy(&ended.expect("tmux is there").stdout).into_owned()
    }

    /// What is on the screen, when it has come to show this last of all.
    #[track_caller]
    fn shows(&self, last: &str) -> String {
        let begun = Instant::now();
        loop {
            let screen = self.tmux(&["capture-pane", "-p", "-J"]);
            let ends = screen.trim_end().lines().rev().take(14).any(|line| line.contains(last));
            if ends {
                return screen;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{last} is never shown:\n{screen}");
            sleep(Duration::from_millis(20));
        }
    }

    fn types(&self, text: &str) {
        self.tmux(&["send-keys", "-l", text]);
    }

    fn key(&self, key: &str) {
        self.tmux(&["send-keys", key]);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

/// Words of a conversation in one language.
struct Said<'a> {
    lang: &'a str,
    title: &'a str,
    double: &'a str,
    description: &'a str,
    status: &'a str,
    confirming: &'a str,
    confirmed: &'a str,
    themes: &'a str,
    life: &'a str,
    information: &'a str,
    actors: &'a str,
    write: &'a str,
    back: &'a str,
    foreign: [&'a str; 4],
}

fn talk(words: &Said<'_>) {
    let desk = Desk::with_small_map();
    let before = desk.state();
    let screen = Screen::run(&desk, &format!("add behov --lang {}", words.lang));

    screen.shows(words.title);
    screen.types("Skolkort för bussen");
    screen.key("Enter");
    let shown = screen.shows(words.description);
    assert!(shown.contains(&format!("{} Skolkort (skolkort)", words.double)), "{shown}");

    screen.key("Escape");
    screen.shows(words.back);
    screen.types(" och tåget");
    screen.key("Enter");
    screen.shows("Skolkort för bussen och tåget");
    screen.shows(words.description);
    screen.types("Ett kort som gäller på bussen.");
    screen.key("Enter");

    screen.shows(words.status);
    screen.types(words.confirming);
    screen.shows(words.confirmed);
    screen.key("Enter");
    screen.shows(words.themes);
    screen.types("gemen");
    screen.shows("(gemensamt)");
    screen.key("Space");
    screen.key("Enter");
    screen.shows(words.life);
    screen.key("Enter");
    screen.shows(words.information);
    screen.key("Enter");
    screen.shows(words.actors);
    screen.types("skolv");
    screen.key("Space");
    screen.key("Enter");

    screen.shows(words.write);
    assert_eq!(desk.state(), before);
    screen.key("Escape");
    screen.shows(&format!("? {}", words.actors));
    screen.key("Enter");
    let shown = screen.shows(words.write);
    for line in ["titel = \"Skolkort för bussen och tåget\"", "status = \"bekraftat\"", "aktorer = [\"skolverket\"]"]
    {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    for foreign in words.foreign {
        assert!(!shown.contains(foreign), "{foreign}\n{shown}");
    }
    assert_eq!(desk.state(), before);
    screen.key("Enter");
    screen.shows("slutkod 0");
    let new: Vec<_> =
        desk.state().into_keys().filter(|path| !before.contains_key(path) && path.ends_with(".toml")).collect();
    assert_eq!(new.len(), 1);
    assert!(new[0].ends_with("/skolkort-for-bussen-och-taget.toml"), "{new:?}");
    desk.karta("validate").well();
    desk.karta("fmt --check").well();
}

#[test]
#[ignore = "needs tmux; .ci/run installs it"]
fn a_need_is_added_by_answering_in_swedish() {
    talk(&Said {
        lang: "sv",
        title: "Titel:",
        double: "Finns redan?",
        description: "? Beskrivning:",
        status: "? Status:",
        confirming: "bek",
        confirmed: "> bekräftat",
        themes: "? Teman:",
        life: "? Livshändelser:",
        information: "? Informationsområden:",
        actors: "Aktörer:",
        write: "Skriva filen? (J/n)",
        back: "(tillbaka)",
        foreign: ["canceled", "yes", "move", "Description"],
    });
}

#[test]
#[ignore = "needs tmux; .ci/run installs it"]
fn a_need_is_added_by_answering_in_english() {
    talk(&Said {
        lang: "en",
        title: "Title:",
        double: "There already?",
        description: "? Description:",
        status: "? Status:",
        confirming: "conf",
        confirmed: "> confirmed",
        themes: "? Themes:",
        life: "? Life events:",
        information: "? Information areas:",
        actors: "Actors:",
        write: "Write the file? (Y/n)",
        back: "(back)",
        foreign: ["canceled", "J/n", "Beskrivning", "tillbaka"],
    });
}

#[test]
#[ignore = "needs tmux; .ci/run installs it"]
fn a_no_and_an_interruption_write_nothing() {
    let desk = Desk::with_small_map();
    let before = desk.state();
    let screen = Screen::run(&desk, "add behov");
    screen.shows("Titel:");
    screen.key("C-c");
    let shown = screen.shows("slutkod 2");
    assert!(shown.contains("Ingenting skrevs."), "{shown}");

    let screen = Screen::run(&desk, "edit --where tema:skola --set egna.x=1");
    screen.shows("Ändra 2 filer? (J/n)");
    screen.types("n");
    screen.key("Enter");
    let shown = screen.shows("slutkod 0");
    assert!(shown.contains("Ingenting skrevs."), "{shown}");
    assert_eq!(desk.state(), before);
}

#[test]
#[ignore = "needs tmux; .ci/run installs it"]
fn a_screen_gets_colour_and_its_own_width_but_no_workbook() {
    let desk = Desk::with_small_map();
    desk.write("map-data/behov/skola/elak.toml", "id = \"elak\"\ntitel = \"E\u{1b}[31m\u{1b}[2Jrod\"\n");
    let screen = Screen::run(&desk, "show elak --toml");
    assert!(screen.shows("slutkod 0").contains("␛[31m␛[2Jrod"));
    let screen = Screen::run(&desk, "query --format xlsx");
    assert!(screen.shows("slutkod 2").contains("går inte att visa på skärmen"));
    let screen = Screen::run(&desk, "query --tema skola");
    screen.shows("slutkod 0");
    assert!(screen.tmux(&["capture-pane", "-p", "-e"]).contains("\u{1b}[1m"));
}
