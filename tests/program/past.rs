//! The map's past, as a user asks for it: git itself makes the history, and nothing that reads leaves anything behind.

use std::ffi::OsStr;

use super::desk::{Desk, Said, words};

/// Every command that reads, and nothing else. None of them may change a file, whether the map's or git's.
pub const READING: &[&str] = &[
    "query --all-revisions --count",
    "query --at 2017 --ids",
    "query --count",
    "show kortet --at HEAD~1",
    "show kortet",
    "export --all-revisions",
    "validate --at 2017",
    "validate --against 2017",
    "fields behov",
    "revision list",
    "revision show 2018",
    "revision next 2019",
    "revision create 2019 --decided 2019 --dry-run",
    "history kortet",
    "init --merge-driver --dry-run",
    "report luckor",
    "report kohorter",
    "report trend --at 2018",
    "links kortet --at 2017",
    "path kortet skolverket --at 2017",
    "mentions --at 2017",
    "diff 2017 2018",
    "diff 2017",
    "fmt --check",
];

/// git, as it is for somebody who has only given a name.
fn git(desk: &Desk, line: &str) -> Said {
    let who = ["-c", "user.name=A", "-c", "user.email=a@example.se"].map(str::to_owned);
    desk.program(OsStr::new("git"), who.into_iter().chain(words(line))).said()
}

/// A map of two years: the initiative is planned in the first, runs in the second, and has moved since.
pub fn two_years() -> Desk {
    let desk = Desk::with_small_map();
    git(&desk, "init -q -b main").ends(0);
    year(&desk, "2017");
    desk.karta("edit kortet --set status=pågående --set start=2018").well();
    year(&desk, "2018");
    desk.karta("edit kortet --set tema=vard").well();
    git(&desk, "mv map-data/initiativ/skola map-data/initiativ/vard").ends(0);
    commit(&desk, "Kortet flyttar till vården");
    desk
}

fn year(desk: &Desk, year: &str) {
    commit(desk, &format!("Arbetet inför {year}"));
    desk.karta(&format!("revision create {year} --decided {year}-06 --by skolverket --note Klart")).well();
    commit(desk, &format!("Beslut {year}"));
}

fn commit(desk: &Desk, subject: &str) {
    git(desk, "add -A").ends(0);
    git(desk, &format!("commit -q -m '{subject}'")).ends(0);
}

#[test]
fn nothing_that_reads_leaves_anything_behind() {
    let desk = two_years();
    desk.karta("edit kortet --set status=avslutat").well();
    git(&desk, "status --porcelain").ends(0);
    let before = desk.state();
    for line in READING {
        let said = desk.karta(line).said();
        assert!(said.code < 2 && desk.state() == before, "{said}");
    }
}

#[test]
fn the_map_answers_as_it_was_and_says_so() {
    let desk = two_years();
    let then = desk.karta("show kortet --at 2017").well().out;
    assert!(then.contains("planerat") && then.contains("Revision: 2017 ("), "{then}");
    assert!(desk.karta("show kortet").well().out.contains("pågående"));
    let all = desk.karta("query --kind initiativ --all-revisions --columns status,id --format csv").well().out;
    assert_eq!(
        all.replace('\r', ""),
        "revision,status,id\n2017,planerat,kortet\n2018,pagaende,kortet\n.,pagaende,kortet\n"
    );
    let list = desk.karta("revision list --format csv").well().out.replace('\r', "");
    assert!(list.contains("\n2018,2018-06,skolverket,"), "{list}");
    assert!(list.ends_with(",1,1,1,0,1,0\n"), "{list}");
    for line in ["links kortet --at 2017", "path kortet skolverket --at 2017", "mentions --at 2017"] {
        let said = desk.karta(line).well();
        assert!((said.out + &said.err).contains("2017 ("), "{line}");
    }
    desk.karta("mentions --at 2017 --apply").fails();
    let none = desk.karta("revision show 2019").fails();
    assert!(none.contains("Menade du 2018?"), "{none}");
    let none = desk.karta("revision show HEAD").fails();
    assert!(none.contains("karta query --at HEAD"), "{none}");
    let none = desk.karta("show kortet --at 2016").fails();
    assert!(none.contains("Menade du 2017?"), "{none}");
}

#[test]
fn an_entry_is_followed_through_years_and_folders() {
    let desk = two_years();
    desk.karta("edit kortet --set titel=Skolkortet").well();
    let told = desk.karta("history kortet --format csv").well().out;
    let rows = csv::Reader::from_reader(told.as_bytes()).into_records().map(Result::unwrap);
    let seen: Vec<String> = rows.map(|row| [1, 3, 4, 8, 9].map(|at| row[at].to_owned()).join(" ")).collect();
    assert_eq!(
        seen,
        [
            "2017 kom   ",
            "2018 andrad status planerat pagaende",
            "2018 andrad start  2018",
            " flyttad  initiativ/skola/kortet.toml initiativ/vard/kortet.toml",
            " andrad teman skola vard",
            " andrad titel Kortet Skolkortet",
        ],
        "{told}"
    );
    let shown = desk.karta("history Kortet").well().harmless().out;
    assert!(shown.contains("Revisionen 2017 beslutades 2017-06 av Skolverket."), "{shown}");
}

/// What has happened, and to whom, without columns.
fn history(desk: &Desk, id: &str) -> Vec<String> {
    let told = desk.karta(&format!("history {id} --format csv")).well().out;
    let rows = csv::Reader::from_reader(told.as_bytes()).into_records().map(Result::unwrap);
    rows.map(|row| format!("{}: {}", &row[2], &row[7])).collect()
}

#[test]
fn what_another_takes_the_place_of_is_told_as_that() {
    let desk = two_years();
    desk.karta("rename kortet skolkortet").well();
    let renamed = ["kortet: Kom till kartan: Kortet", "skolkortet: Bytte id från kortet till skolkortet."];
    for is_committed in [false, true] {
        if is_committed {
            commit(&desk, "Nytt id");
        }
        for id in ["kortet", "skolkortet"] {
            let told = history(&desk, id);
            assert_eq!([&told[0], told.last().unwrap()], renamed, "{told:?}");
            assert_eq!(told.len(), 6, "{told:?}");
        }
    }
    desk.karta("revision create 2019 --decided 2019").well();
    commit(&desk, "Beslut 2019");
    let list = desk.karta("revision list --format csv").well().out.replace('\r', "");
    assert!(list.ends_with(",1,1,1,0,1,0\n"), "one that has another id has changed: {list}");
    assert!(desk.karta("diff 2018 2019 --summary").well().out.contains("1 omdöpt"));

    desk.karta("add initiativ --titel Busskortet --beskrivning Ett. --status planerat --tema vard").well();
    commit(&desk, "Ett till");
    desk.karta("merge busskortet --into skolkortet --take skolkortet").well();
    commit(&desk, "Ett kort räcker");
    let told = history(&desk, "busskortet");
    assert_eq!(told[..2], ["busskortet: Kom till kartan: Busskortet", "busskortet: Slogs ihop i Kortet (skolkortet)."]);
    desk.karta("revision create 2020 --decided 2020").well();
    commit(&desk, "Beslut 2020");
    for file in ["aktor/skolverket", "behov/skola/skolkort", "initiativ/vard/skolkortet"] {
        let file = format!("map-data/{file}.toml");
        desk.write(&file, format!("# Läst.\n{}", desk.read(&file)));
    }
    desk.karta("revision create 2021 --decided 2021").well();
    commit(&desk, "Beslut 2021");
    let list = desk.karta("revision list --format csv").well().out.replace('\r', "");
    let ends: Vec<&str> = list.lines().skip(4).map(|line| &line[line.len() - 12..]).collect();
    assert_eq!(ends, [",1,1,1,0,1,0", ",1,1,1,0,0,0"], "what came and went in a year was never there: {list}");
}

#[test]
fn what_git_refuses_to_commit_can_be_finished_or_undone() {
    let desk = two_years();
    desk.write(".git/hooks/pre-commit", "#!/bin/sh\necho nej >&2\nexit 1\n");
    git(&desk, "config core.hooksPath .git/hooks").ends(0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(desk.path(".git/hooks/pre-commit"), rights).unwrap();
        for said in [1, 2].map(|_| desk.karta("revision create 2019 --decided 2019 --commit").said().ends(2)) {
            let told = said.err;
            assert!(told.contains("git commit -m \"Revision 2019\" -- revision/2019.toml"), "{told}");
            assert!(told.contains("git rm --cached --ignore-unmatch revision/2019.toml"), "{told}");
        }
    }
}

#[test]
fn revisions_come_in_order() {
    let desk = two_years();
    for (line, why) in [
        ("revision create 2016 --decided 2016", "före 2018"),
        ("revision create 2019 --decided 9999", "inte kommit än"),
        ("revision create 2019 --decided i-går", "--decided"),
        ("revision next 2016", "före 2018"),
        ("revision next 2018", "finns redan"),
        ("revision next x", "börjar inte med ett år"),
        ("revision next 2019 --untouched 0", "--untouched"),
    ] {
        let told = desk.karta(line).fails();
        assert!(told.contains(why), "{line}: {told}");
    }
    git(&desk, &format!("clone -q --depth 1 file://{} grund", desk.path("").display())).ends(0);
    let cut = desk.karta("revision next 2019 --karta grund/map-data").fails();
    assert!(cut.contains("git fetch --unshallow"), "{cut}");
}

#[test]
fn a_revision_is_decided_only_when_the_map_is_right_and_committed() {
    let desk = two_years();
    let create = "revision create 2019 --decided 2019-06 --by skolverket --commit";
    desk.karta("edit kortet --set status=avslutat").well();
    assert!(desk.karta(create).fails().contains("initiativ/vard/kortet.toml"));
    git(&desk, "checkout -q -- .").ends(0);
    git(&desk, "config user.name A").ends(0);
    git(&desk, "config user.email a@example.se").ends(0);
    desk.write("annat.txt", "inte kartans");
    git(&desk, "add annat.txt").ends(0);
    desk.karta(create).well();
    assert_eq!(git(&desk, "show --format=%s --name-only").out, "Revision 2019\n\nmap-data/revision/2019.toml\n");
    assert_eq!(git(&desk, "status --porcelain").out, "A  annat.txt\n");
    assert!(desk.karta(create).fails().contains("finns redan"));
    desk.write("map-data/behov/skola/skolkort.toml", "id = \"skolkort\"\n");
    let wrong = desk.karta("revision create 2020 --decided 2020").fails();
    assert!(wrong.contains("karta validate"), "{wrong}");
}

#[test]
fn git_merges_field_by_field() {
    let desk = two_years();
    let said = desk.karta("init --merge-driver").well();
    assert_eq!(said.out, ".gitattributes\n", "{said}");
    assert_eq!(desk.karta("init --merge-driver").well().out, "");
    commit(&desk, "Slå ihop fält för fält");
    git(&desk, "checkout -q -b deras").ends(0);
    desk.karta("edit kortet --set slut=2020 --add deltagare=skolverket --add tema=skola").well();
    commit(&desk, "Deras");
    git(&desk, "checkout -q main").ends(0);
    desk.karta("edit kortet --set status=avslutat --set insats.varde=2 --set insats.skal=Lite --add tema=gemensamt")
        .well();
    commit(&desk, "Vårt");
    git(&desk, "merge -q --no-edit deras").ends(0);
    let merged = desk.read("map-data/initiativ/vard/kortet.toml");
    for fact in ["status = \"avslutat\"", "slut = \"2020\"", "[\"vard\", \"gemensamt\", \"skola\"]", "skal = \"Lite\""]
    {
        assert!(merged.contains(fact), "{fact}\n{merged}");
    }
    desk.karta("validate").well();

    git(&desk, "checkout -q -b andra HEAD~2").ends(0);
    desk.karta("edit kortet --set status=pausat --set titel=Kort").well();
    commit(&desk, "Andra");
    let torn = git(&desk, "merge --no-edit main").ends(1);
    assert!(torn.err.contains("status har ändrats åt två håll: här «pausat», där «avslutat»"), "{torn}");
    let text = desk.read("map-data/initiativ/vard/kortet.toml");
    assert!(
        text.contains("<<<<<<< HEAD\nstatus = \"pausat\"\n=======\nstatus = \"avslutat\"\n>>>>>>> main\n"),
        "{text}"
    );
    assert!(text.contains("titel = \"Kort\"") && text.contains("slut = \"2020\""), "{text}");
}

#[test]
fn git_tells_what_a_rename_would_have_lost() {
    let desk = two_years();
    desk.karta("init --merge-driver").well();
    commit(&desk, "Slå ihop fält för fält");
    git(&desk, "checkout -q -b deras").ends(0);
    desk.karta("edit kortet --set titel=Kort").well();
    commit(&desk, "Deras");
    git(&desk, "checkout -q main").ends(0);
    desk.karta("rename kortet passerkortet").well();
    commit(&desk, "Vårt");
    let torn = git(&desk, "merge --no-edit deras").ends(1);
    let told = "kortet.toml: fältet titel är ändrat där, men posten har här ersatts av passerkortet.";
    assert!(torn.err.contains(told), "{torn}");
    let text = desk.read("map-data/initiativ/vard/kortet.toml");
    assert!(text.contains("\n<<<<<<< HEAD\ntitel = ") && text.contains("titel = \"Kort\"\n>>>>>>> deras\n"), "{text}");
}
