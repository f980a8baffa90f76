//! The house stands as `src/lib.rs` says: a room uses lower floors only, and the sizes of things stay within bounds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Room → floor, from the table in `src/lib.rs`.
fn floors() -> BTreeMap<String, usize> {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs is there");
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | ")?.strip_suffix(" |"));
    let mut floors = BTreeMap::new();
    for row in rows {
        let Some((floor, rooms)) = row.split_once(" | ") else { continue };
        let Ok(floor) = floor.parse() else { continue };
        for room in rooms.split(", ") {
            floors.insert(room.trim_matches('`').to_owned(), floor);
        }
    }
    assert!(floors.len() > 8, "the table of floors was not found in src/lib.rs");
    floors
}

/// Every Rust file below `src/`, with its room.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the sources can be read") {
            let path = entry.expect("the sources can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("the sources can be read");
                found.push((room_of(&path), path, text));
            }
        }
    }
    found.sort();
    found
}

fn room_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("a source lies below src");
    let first = below.components().next().expect("a source has a name");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The rooms that a line of code names: `crate::room`, and in the binary `karta::room`.
fn named_rooms(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or("");
    let mut rooms = Vec::new();
    for prefix in ["crate::", "karta::"] {
        for (at, _) in code.match_indices(prefix) {
            let is_whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            let rest = &code[at + prefix.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            rooms.extend(is_whole.then_some(&rest[..end]));
        }
    }
    rooms
}

/// Code without the tests below it: tests may look upstairs.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn a_room_uses_lower_floors_only() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (room, path, text) in sources().iter().filter(|(room, ..)| room != "lib" && room != "main") {
        let own = floors.get(room).unwrap_or_else(|| panic!("{room} has no floor in src/lib.rs"));
        for (number, line) in without_tests(text).lines().enumerate() {
            for other in named_rooms(line) {
                let is_upstairs = floors.get(other).is_some_and(|floor| floor >= own);
                if is_upstairs && other != room {
                    wrong.push(format!("{}:{}: {room} uses {other}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_floor_and_every_floor_its_rooms() {
    let floors = floors();
    let rooms: std::collections::BTreeSet<String> =
        sources().into_iter().map(|(room, ..)| room).filter(|room| room != "lib" && room != "main").collect();
    assert_eq!(rooms, floors.into_keys().collect());
}

#[test]
fn the_library_neither_prints_nor_reads_the_world() {
    let outside = ["println!", "eprintln!", "std::env", "SystemTime", "Zoned::now", "std::process", "std::net"];
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        if matches!(room.as_str(), "cli" | "main") {
            continue;
        }
        for (number, line) in without_tests(&text).lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            let reads_files = code.contains("std::fs") && room != "source";
            if reads_files || outside.iter().any(|word| code.contains(word)) {
                wrong.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The length of every function, in lines.
fn functions(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let mut lengths = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let words: Vec<&str> = line.split_whitespace().take_while(|word| !word.contains('(')).collect();
        let is_function = words.iter().all(|word| ["pub", "const", "fn"].contains(word) || word.starts_with("pub"))
            && (words.contains(&"fn") || line.contains(" fn ") || line.starts_with("fn "))
            && line.contains("fn ");
        if !is_function || line.trim_end().ends_with(';') {
            continue;
        }
        let closing = format!("{indent}}}");
        let end = lines[at..].iter().position(|line| *line == closing);
        lengths.extend(end.map(|end| end + 1));
    }
    lengths
}

#[test]
fn functions_are_short() {
    let mut lengths: Vec<usize> = sources().iter().flat_map(|(_, _, text)| functions(text)).collect();
    lengths.sort_unstable();
    assert!(lengths.len() > 100, "only {} functions were found", lengths.len());
    let at = |share: usize| lengths[lengths.len() * share / 100];
    assert!(at(50) <= 12, "half the functions are longer than {} lines", at(50));
    assert!(at(90) <= 45, "one function in ten is longer than {} lines", at(90));
}

/// The names in braces in a format string.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn both_languages_tell_the_same_facts() {
    let mut told = 0;
    for (room, path, text) in sources() {
        for (at, _) in text.match_indices("say!(") {
            let literals = literals(&text[at + 5..]);
            if room == "say" || literals.len() < 2 {
                continue;
            }
            let (sv, en) = (&literals[0], &literals[1]);
            told += 1;
            assert_eq!(placeholders(sv), placeholders(en), "{}: {sv} / {en}", path.display());
            assert_ne!(sv, en, "{}: not translated", path.display());
        }
    }
    assert!(told > 30, "only {told} sentences were found");
}

/// The first two string literals of a macro call.
fn literals(code: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut chars = code.chars();
    while literals.len() < 2 {
        match chars.next() {
            Some('"') => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => literal.extend(chars.next()),
                        c => literal.push(c),
                    }
                }
                literals.push(literal);
            }
            Some(c) if c.is_whitespace() || c == ',' => {}
            _ => break,
        }
    }
    literals
}
