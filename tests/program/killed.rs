//! Killed in the middle of a change of every entry: the map is the old one or the new one, never a mixture.

use std::collections::BTreeSet;
use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::desk::{self, Desk};

/// What the entries say of the round; all say the same in a whole map.
fn rounds(desk: &Desk) -> BTreeSet<String> {
    let entries = desk
        .state()
        .into_iter()
        .filter(|(path, _)| (path.contains("/behov/") || path.contains("/initiativ/")) && path.ends_with(".toml"));
    let line = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        text.lines().find(|line| line.starts_with("varv = ")).unwrap_or_default().to_owned()
    };
    entries.map(|(_, text)| line(&text)).collect()
}

fn leftovers(desk: &Desk) -> Vec<String> {
    desk.state().into_keys().filter(|path| path.contains(".karta")).collect()
}

/// Waits until a file is there, or the time is up.
fn wait_for(desk: &Desk, file: &str, limit: Duration) {
    let begun = Instant::now();
    while !desk.path(file).exists() && begun.elapsed() < limit {
        sleep(Duration::from_micros(200));
    }
}

/// Changes every entry again and again, and kills each change: at some moment, while files are being prepared, and while
/// they take their places. Tells how many were killed before they were done, and how many were so far that the next
/// run had to carry them through.
fn kill(tries: u32) -> (u32, u32) {
    let desk = Desk::with_real_map();
    let change =
        |round: u32| desk.karta(&format!("edit --where 'kind:behov eller kind:initiativ' --set egna.varv={round}"));
    let begun = Instant::now();
    change(0).well();
    let whole = begun.elapsed();
    let (mut killed, mut carried) = (0, 0);
    for round in 1..=tries {
        let before = rounds(&desk);
        let mut child = change(round).start();
        match round % 3 {
            0 => {}
            1 => wait_for(&desk, "map-data/.karta.utkast", whole),
            _ => wait_for(&desk, "map-data/.karta.journal", whole),
        }
        let part = [whole, whole / 4, whole / 16][round as usize % 3];
        sleep(part * (round * 7919 % 97) / 97);
        child.kill().unwrap();
        killed += u32::from(child.wait().unwrap().code().is_none());

        let next = desk.karta("fmt").well();
        carried += u32::from(next.err.contains("nu är den genomförd"));
        let after = rounds(&desk);
        assert_eq!(after.len(), 1, "round {round} left a mixture: {after:?}");
        assert!(after == before || after.contains(&format!("varv = {round}")), "round {round}: {after:?}");
    }
    change(tries + 1).well();
    assert_eq!(leftovers(&desk), [""; 0]);
    desk.karta("validate").well();
    desk.karta("fmt --check").well();
    (killed, carried)
}

#[test]
fn a_killed_change_is_whole_or_not_at_all() {
    let (killed, _) = kill(24);
    assert!(killed > 0);
}

/// The ids that the map has given one actor, by where they are mentioned.
fn mentioned(desk: &Desk) -> BTreeSet<String> {
    let files = desk.state().into_iter().filter(|(path, _)| path.ends_with(".toml") && !path.contains("/aktor/"));
    let texts: Vec<String> = files.map(|(_, text)| String::from_utf8_lossy(&text).into_owned()).collect();
    let ids = texts.iter().flat_map(|text| text.split('"')).filter(|id| *id == "skr" || id.starts_with("skr-v"));
    ids.map(str::to_owned).collect()
}

#[test]
fn a_killed_change_of_an_id_is_whole_or_not_at_all() {
    let desk = Desk::with_real_map();
    let mut now = "skr".to_owned();
    for round in 1..=8 {
        let new = format!("skr-v{round}");
        let mut child = desk.karta(&format!("rename {now} {new}")).start();
        let file = ["map-data/.karta.utkast", "map-data/.karta.journal"][round % 2];
        wait_for(&desk, file, Duration::from_secs(5));
        child.kill().unwrap();
        child.wait().unwrap();
        desk.karta("validate").well();
        desk.karta("fmt").well();
        let ids = mentioned(&desk);
        assert_eq!(ids.len(), 1, "round {round} left a mixture: {ids:?}");
        now = ids.into_iter().next().unwrap();
        assert!(now == new || !desk.path(&format!("map-data/aktor/{new}.toml")).exists());
    }
    desk.karta("validate").well();
}

#[test]
#[ignore = "takes a minute; .ci/run runs it"]
fn two_hundred_killed_changes_are_whole_or_not_at_all() {
    let (killed, carried) = kill(200);
    assert!(killed > 20 && carried > 5, "{killed} killed, {carried} carried through");
}

#[test]
fn a_journal_that_came_with_the_map_is_not_obeyed() {
    let desk = Desk::with_small_map();
    desk.write("map-data/behov/ond.txt", "#!/bin/sh\n");
    desk.write("map-data/.git/hooks/post-commit", "");
    desk.write("map-data/.karta.utkast", "");
    let hostile = [
        "ny\tbehov/ond.txt\t.git/hooks/post-commit",
        "ny\tbehov/.post-commit.1.karta-ny\t.git/hooks/post-commit",
        "ny\t../ut/.x.1.karta-ny\t../ut/x",
        "bort\t.git/hooks/post-commit",
        "bort\t../bort.txt",
        "bort\t/etc/hostname",
        "bort\tkarta.toml",
        "\u{0}\u{1b}[31m",
    ];
    fs::write(desk.path("bort.txt"), "kvar").unwrap();
    for line in hostile {
        desk.write("map-data/.karta.journal", format!("hör till\t1.2.3\n{line}\nslut\n"));
        let before = desk.state();
        let told = desk.karta("fmt").fails();
        assert!(told.contains("karta") && !told.contains('\u{1b}'), "{told}");
        let read = desk.karta("query --count").well();
        assert!(read.err.contains("har avbrutits"), "{read}");
        assert_eq!(desk.state(), before, "{line}");
    }
    fs::remove_file(desk.path("map-data/.karta.journal")).unwrap();
    desk.write(
        "map-data/.karta.utkast",
        "karta.toml\tkarta.toml\n../bort.txt\t../bort.txt\n.git/hooks/post-commit\tx\n",
    );
    let before = desk.state();
    desk.karta("edit kortet --set titel=K").well();
    let gone: Vec<_> = before.keys().filter(|path| !desk.state().contains_key(*path)).cloned().collect();
    assert_eq!(gone, ["map-data/.karta.utkast"]);
}

/// A run that is stopped between its journal and its last file, and the same map as it comes to someone else: there the
/// files are the same to the last byte, but nothing in it is obeyed.
#[test]
fn a_journal_is_obeyed_only_where_it_was_written() {
    let desk = Desk::with_real_map();
    let mut child = desk.karta("edit --where kind:behov --set egna.varv=1").start();
    wait_for(&desk, "map-data/.karta.journal", Duration::from_secs(20));
    child.kill().unwrap();
    child.wait().unwrap();
    if !desk.path("map-data/.karta.journal").exists() {
        // It was done before it could be stopped: there is nothing to pass on.
        return;
    }
    let copy = Desk::empty();
    desk::copy(&desk.path("map-data"), &copy.path("map-data"));
    let before = copy.state();
    assert!(copy.karta("fmt").fails().contains("på den här disken"));
    assert_eq!(copy.state(), before);
    assert!(desk.karta("fmt").well().err.contains("nu är den genomförd"));
}
