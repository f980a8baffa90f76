//! Files and folders that may not be read or written, and disks that are full. Root may everything: then another user is
//! borrowed with `setpriv`, and where none can be had, the test says so and proves nothing.
#![cfg(target_os = "linux")]

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::desk::{Desk, Run};

/// Someone without root's rights.
struct Ordinary {
    desk: Desk,
    through: Vec<OsString>,
}

impl Ordinary {
    fn new() -> Option<Ordinary> {
        let borrowed = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"].map(OsString::from).to_vec();
        let ordinary =
            [Vec::new(), borrowed].into_iter().map(|through| Ordinary { desk: Desk::with_small_map(), through });
        let found = ordinary.into_iter().find(|user| user.is_bound_by_rights());
        if found.is_none() {
            eprintln!("not proved: rights do not bind this user, and no other user could be borrowed with setpriv");
        }
        found
    }

    fn karta(&self, line: &str) -> Run {
        let words = super::desk::words(line).into_iter().map(OsString::from);
        let mut all = self.through.iter().cloned().chain([env!("CARGO_BIN_EXE_karta").into()]).chain(words);
        let program = all.next().unwrap();
        self.desk.program(&program, all)
    }

    /// Whether a file without rights cannot be read, and the program can be run at all.
    fn is_bound_by_rights(&self) -> bool {
        self.rights(".", 0o755);
        self.desk.write("stangd", "");
        self.rights("stangd", 0);
        let file = self.desk.path("stangd");
        let try_to_run = |program: OsString, args: Vec<OsString>| {
            let mut all = self.through.iter().cloned().chain([program]).chain(args);
            let mut command = Command::new(all.next().unwrap());
            let ended = command.args(all).stdout(Stdio::null()).stderr(Stdio::null()).status();
            ended.is_ok_and(|ended| ended.success())
        };
        let can_run = try_to_run(env!("CARGO_BIN_EXE_karta").into(), vec!["--version".into()]);
        can_run && !try_to_run("cat".into(), vec![file.into()])
    }

    fn rights(&self, below: &str, mode: u32) {
        fs::set_permissions(self.desk.path(below), fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[test]
fn what_may_not_be_read_is_told_of() {
    let Some(user) = Ordinary::new() else { return };
    let cases = [
        ("map-data/behov/skola/skolkort.toml", "behov/skola/skolkort.toml"),
        ("map-data/behov/skola", "behov/skola"),
        ("map-data/behov", "behov"),
    ];
    for (closed, told) in cases {
        let mode = fs::metadata(user.desk.path(closed)).unwrap().permissions().mode();
        user.rights(closed, 0);
        let said = user.karta("validate").said().ends(1);
        assert!(said.out.contains("[unreadable-file]") && said.out.contains("behörighet saknas"), "{said}");
        assert!(said.out.contains(&format!("--> map-data/{told}\n")), "{said}");
        let said = user.karta("query --ids").well();
        assert!(said.out == "kortet\n" && said.err.contains(told), "{said}");
        user.karta("fmt --check").said().ends(1);
        user.rights(closed, mode);
    }
    user.rights("map-data", 0);
    for line in ["validate", "query", "validate --karta map-data"] {
        assert!(user.karta(line).fails().contains("får du inte läsa"), "{line}");
    }
    user.rights("map-data", 0o755);
}

#[test]
fn what_may_not_be_written_is_told_of_and_left() {
    let Some(user) = Ordinary::new() else { return };
    let desk = &user.desk;
    for folder in ["map-data/behov/skola", "map-data/initiativ/skola", "map-data"] {
        user.rights(folder, 0o555);
    }
    user.rights(".", 0o555);
    let before = desk.state();
    let lines = [
        "edit kortet --set titel=K",
        "edit --where tema:skola --set titel=K",
        "add behov --titel Buss --tema skola --status identifierat --beskrivning x",
        "init ny",
        "query -o svar.csv",
    ];
    for line in lines {
        let said = user.karta(line).said().ends(2);
        assert!(
            said.err.contains("behörighet saknas")
                && said.err.contains(desk.path(".").to_string_lossy().trim_end_matches("/.")),
            "{said}"
        );
        assert_eq!(desk.state(), before, "{line}");
    }
    user.karta("query").well();
    user.karta("validate").well();
    user.rights("map-data", 0o777);
    let said = user.karta("edit kortet --set titel=K").said().ends(2);
    assert!(said.err.contains("kortet.toml") && said.err.contains("Ingenting ändrades"), "{said}");
    assert_eq!(desk.state(), before);
    user.rights(".", 0o755);
}

/// A disk of its own, some kilobytes large.
struct Disk<'a>(&'a Desk);

impl<'a> Disk<'a> {
    fn mount(desk: &'a Desk) -> Option<Disk<'a>> {
        fs::create_dir(desk.path("disk")).unwrap();
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(desk.path("disk")).stderr(Stdio::null());
        let is_mounted = command.status().is_ok_and(|ended| ended.success());
        if !is_mounted {
            eprintln!("not proved: no small disk could be mounted here");
        }
        is_mounted.then_some(Disk(desk))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path("disk")).status();
    }
}

#[test]
fn a_full_disk_is_told_of_and_nothing_is_lost() {
    let desk = Desk::with_small_map();
    let Some(_disk) = Disk::mount(&desk) else { return };
    super::desk::copy(&desk.path("map-data"), &desk.path("disk"));
    let mut fill = vec![0; 4096];
    while fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(desk.path("disk/fyll"))
        .and_then(|mut file| std::io::Write::write_all(&mut file, &fill))
        .is_ok()
    {
        fill[0] = 1;
    }
    let before = desk.state();
    let lines = [
        "edit kortet --set titel=K",
        "edit --where tema:skola --set titel=K",
        "add behov --titel Buss --tema migration --status identifierat --beskrivning x",
        "query -o svar.csv",
        "init ny",
    ];
    for line in lines {
        let said = desk.karta(line).from(&desk.path("disk")).said().ends(2);
        assert!(said.err.contains("disken är full") && said.err.contains("/disk/"), "{said}");
        let now: Vec<_> = desk.state().into_iter().filter(|(_, text)| text != b"folder").collect();
        let then: Vec<_> = before.clone().into_iter().filter(|(_, text)| text != b"folder").collect();
        assert_eq!(now, then, "{line}");
    }
    fs::remove_file(desk.path("disk/fyll")).unwrap();
    desk.karta("edit kortet --set titel=K").from(&desk.path("disk")).well();
}
