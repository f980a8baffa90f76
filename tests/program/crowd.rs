//! Several at once: writers who meet, and files that go while they are read.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::desk::{Desk, Run, Said};

/// Eight at the same time, and what each said.
fn at_once(runs: Vec<Run>) -> Vec<Said> {
    let running: Vec<_> = runs.into_iter().map(|run| thread::spawn(|| run.said())).collect();
    running.into_iter().map(|run| run.join().unwrap()).collect()
}

fn leftovers(desk: &Desk) -> Vec<String> {
    desk.state().into_keys().filter(|path| path.contains(".karta")).collect()
}

#[test]
fn writers_of_the_same_file_lose_nothing() {
    let desk = Desk::with_small_map();
    let said = at_once((0..8).map(|n| desk.karta(&format!("edit kortet --set egna.n{n}={n}"))).collect());
    let file = desk.read("map-data/initiativ/skola/kortet.toml");
    for (n, said) in said.iter().enumerate() {
        let is_written = file.contains(&format!("n{n} = {n}\n"));
        match said.code {
            0 => assert!(is_written, "{said}\n{file}"),
            _ => assert!(said.err.contains("har ändrats av någon annan") && !is_written, "{said}\n{file}"),
        }
    }
    assert!(said.iter().any(|said| said.code == 0));
    assert_eq!(leftovers(&desk), [""; 0]);
    desk.karta("validate").well();
}

#[test]
fn writers_of_different_files_all_succeed() {
    let desk = Desk::with_real_map();
    let ids = desk.karta("query --kind initiativ --ids --limit 8").well().out;
    let ids: Vec<&str> = ids.lines().collect();
    let said = at_once(ids.iter().map(|id| desk.karta(&format!("edit {id} --set egna.n=1"))).collect());
    assert!(said.iter().all(|said| said.code == 0), "{said:?}");
    assert_eq!(desk.karta("query har:egna.n --count").well().out, "8\n");
    assert_eq!(leftovers(&desk), [""; 0]);
}

#[test]
fn the_same_new_entry_is_written_once() {
    let desk = Desk::with_small_map();
    let line = |n| format!("add behov --titel Buss --tema skola --status identifierat --beskrivning 'Rad {n}.'");
    let said = at_once((0..6).map(|n| desk.karta(&line(n))).collect());
    let written = said.iter().filter(|said| said.code == 0).count();
    assert_eq!(desk.karta("query buss --count --kind behov").well().out, format!("{written}\n"));
    desk.karta("validate").well();
}

#[test]
fn files_may_go_while_they_are_read() {
    let desk = Desk::with_real_map();
    let folder = desk.path("map-data/behov/migration");
    let texts: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    let texts: Vec<_> = texts.into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                for (_, path) in &texts {
                    fs::remove_file(path).unwrap();
                }
                for (text, path) in &texts {
                    fs::write(path, text).unwrap();
                }
            }
        });
        for round in 0..40 {
            let line = ["validate", "query --count", "fmt --check", "export"][round % 4];
            let said = desk.karta(line).said();
            assert!(said.code < 2, "{said}");
        }
        is_over.store(true, Ordering::Relaxed);
    });
    desk.karta("validate").well();
}
