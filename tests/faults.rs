//! Faults planted in a whole map: as many findings as faults, each on its line, whatever else links there.

mod base;

use std::collections::BTreeSet;
use std::path::Path;

use base::{Files, SOURCE};
use karta::check::{Against, check_against, draw};
use karta::finding::Level;
use karta::say::Words;
use karta::source::{LARGEST, Tree, Trouble};

/// A map in which faults are planted, one to a file.
struct Garden {
    files: Files,
    troubles: Vec<(String, Trouble)>,
    used: BTreeSet<String>,
    planted: Vec<String>,
}

impl Garden {
    fn new(files: Files) -> Garden {
        Garden { files, troubles: Vec::new(), used: BTreeSet::new(), planted: Vec::new() }
    }

    /// A file of a kind that nothing is planted in, and the number (from 0) of its first line that begins so.
    fn find(&mut self, folder: &str, beginning: &str) -> (String, String, usize) {
        let is_it = |line: &str| line.starts_with(beginning) && !line.ends_with('[');
        let line = |text: &[u8]| String::from_utf8_lossy(text).lines().position(is_it);
        let found = self.files.iter().find_map(|(path, text)| {
            let is_free = path.starts_with(folder) && !self.used.contains(path);
            Some((path.clone(), line(text).filter(|_| is_free)?))
        });
        let (path, line) = found.unwrap_or_else(|| panic!("no file left in {folder} with {beginning}"));
        self.used.insert(path.clone());
        let text = String::from_utf8_lossy(&self.files[&path]).into_owned();
        (path, text, line)
    }

    /// Puts other text in place of a line, and expects the finding there.
    fn line(&mut self, folder: &str, beginning: &str, new: &str, rule: &str) {
        let (path, text, at) = self.find(folder, beginning);
        let lines = text.lines().enumerate().map(|(number, line)| if number == at { new } else { line });
        let text = lines.fold(String::new(), |text, line| text + line + "\n");
        self.plant(&path, text.into_bytes(), at + 1, rule);
    }

    /// Makes a whole file into something else, and expects the finding on a line.
    fn file(&mut self, folder: &str, make: impl Fn(String) -> Vec<u8>, line: usize, rule: &str) {
        let (path, text, _) = self.find(folder, "id = ");
        self.plant(&path, make(text), line, rule);
    }

    /// Makes a file impossible to read.
    fn trouble(&mut self, folder: &str, trouble: Trouble, rule: &str) {
        let (path, ..) = self.find(folder, "id = ");
        self.planted.push(format!("{path}:1 {rule}"));
        self.troubles.push((path, trouble));
    }

    /// Moves a file to another name.
    fn rename(&mut self, folder: &str, rule: &str) {
        let (path, text, at) = self.find(folder, "id = ");
        self.files.remove(&path);
        self.plant(&format!("{}-flyttad.toml", path.trim_end_matches(".toml")), text.into_bytes(), at + 1, rule);
    }

    /// Gives a behov the id of an initiativ.
    fn twin(&mut self) {
        let (path, text, at) = self.find("initiativ/", "id = ");
        let (_, name) = path.rsplit_once('/').expect("a folder");
        let id = text.lines().nth(at).expect("a line");
        let twin = format!(
            "{id}\ntitel = \"T\"\nbeskrivning = \"T.\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n{SOURCE}"
        );
        let other = format!("behov/{name}");
        self.files.insert(other.clone(), twin.into_bytes());
        self.used.insert(other);
        self.planted.push(format!("{path}:{} duplicate-id", at + 1));
    }

    fn plant(&mut self, path: &str, text: Vec<u8>, line: usize, rule: &str) {
        self.planted.push(format!("{path}:{line} {rule}"));
        self.used.insert(path.to_owned());
        self.files.insert(path.to_owned(), text);
    }

    /// Adds lines to a file's end, and expects the finding on the last of them.
    fn append(&mut self, path: &str, more: &str, rule: &str) {
        let text = format!("{}{more}", String::from_utf8_lossy(&self.files[path]));
        let line = text.lines().count();
        self.plant(path, text.into_bytes(), line, rule);
    }

    /// What is told of the map, but for what is only worth knowing.
    fn told(&self) -> Vec<String> {
        self.told_from(Level::Warning)
    }

    /// All that is told of the map.
    fn all(&self) -> Vec<String> {
        self.told_from(Level::Info)
    }

    fn told_from(&self, least: Level) -> Vec<String> {
        let tree = Tree::memory(self.files.iter().map(|(path, text)| (path.as_str(), text.clone())));
        let tree = self.troubles.iter().fold(tree, |tree, (path, trouble)| tree.with_trouble(path, trouble.clone()));
        let (karta, texts) = draw(&tree);
        let mut findings = check_against(&karta, &Against { texts: Some(&texts), ..Against::default() });
        findings.retain(|finding| finding.level >= least);
        base::told(&self.files, &findings)
    }
}

/// The base map, grown: enough files to plant in, all linked with each other.
fn grown() -> Files {
    let mut files = base::map();
    for n in 0..16 {
        let next = (n + 1) % 16;
        let above = if n == 0 { String::new() } else { format!("\"verket-{}\"", n - 1) };
        let needs = if n == 0 { String::new() } else { format!("\"initiativ-{}\"", n - 1) };
        files.insert(
            format!("aktor/verket-{n}.toml"),
            format!("id = \"verket-{n}\"\nnamn = \"Verket {n}\"\nniva = \"stat\"\norganisationsnummer = \"212000-0142\"\ningar_i = [{above}]\n{SOURCE}").into(),
        );
        files.insert(
            format!("behov/skola/behov-{n}.toml"),
            format!("id = \"behov-{n}\"\ntitel = \"Behovet {n}\"\nbeskrivning = \"Text.\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\ninformationsomraden = [\"person\"]\naktorer = [\"verket-{n}\"]\nrelaterat = [\"behov-{next}\", \"initiativ-{n}\"]\n{SOURCE}").into(),
        );
        files.insert(
            format!("initiativ/skola/initiativ-{n}.toml"),
            format!("id = \"initiativ-{n}\"\ntitel = \"Initiativet {n}\"\nbeskrivning = \"Text.\"\nstatus = \"planerat\"\nteman = [\"skola\"]\nagare = [\"verket-{n}\"]\ndeltagare = [\"verket-{next}\"]\nmoter = [\"behov-{n}\"]\nberor_av = [{needs}]\nstart = \"2018\"\nuppgift_ar = 2018\n\n[[kallor]]\nurl = \"https://www.esamverka.se\"\n").into(),
        );
    }
    files
}

fn planted(files: Files) -> Garden {
    let mut garden = Garden::new(files);
    let locked = || Trouble::Unreadable(Words::new("behörighet saknas", "permission is denied"));
    let link = || Trouble::NotAFile(Words::new("en symbolisk länk", "a symbolic link"));
    let large = |text: String| (text + &"# fyllnad\n".repeat(LARGEST / 10)).into_bytes();
    let latin = |text: String| (text + "# f\u{f6}r sig\n").chars().map(|c| c as u32 as u8).collect();
    let wide = |text: String| [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();

    garden.line("behov/", "titel = ", "titel = \"Behovet", "syntax-error");
    garden.line("initiativ/", "teman = ", "teman = [\"skola\"", "syntax-error");
    garden.line("initiativ/", "status = ", "<<<<<<< HEAD\nstatus = \"planerat\"\n=======", "merge-conflict");
    garden.file("behov/", |_| b"\n\n".to_vec(), 1, "empty-file");
    garden.file("behov/", wide, 1, "not-utf8");
    garden.file("initiativ/", large, 1, "oversized-file");
    garden.trouble("initiativ/", link(), "not-a-file");
    garden.trouble("aktor/", locked(), "unreadable-file");
    garden.line("behov/", "status = ", "statuss = \"identifierat\"", "unknown-field");
    garden.line("behov/", "teman = ", "teman = \"skola\"", "wrong-type");
    garden.line("initiativ/", "status = ", "status = \"pågående\"", "bad-value");
    garden.line("initiativ/", "start = ", "start = \"2018-02-30\"", "bad-date");
    garden.line("initiativ/", "url = ", "url = \"ftp://verket.se\"", "bad-url");
    garden.line("behov/", "teman = ", "teman = [\"Skola och lärande\"]", "bad-id");
    garden.line("aktor/", "organisationsnummer = ", "organisationsnummer = \"2120000142\"", "bad-orgnr");
    garden.line("aktor/", "organisationsnummer = ", "organisationsnummer = \"212000-0143\"", "orgnr-checksum");
    garden.line("behov/", "id = ", "id = \"ett-annat-id\"", "id-file-mismatch");
    garden.line("initiativ/", "moter = ", "moter = [\"behov-som-aldrig-fanns\"]", "broken-link");
    garden.line("initiativ/", "agare = ", "agare = [\"verket-som-aldrig-fanns\"]", "unknown-actor");
    garden.line("behov/", "teman = ", "teman = [\"skolla\"]", "unknown-concept");
    garden.line("initiativ/", "titel = ", "", "missing-field");
    // What is missing is told of the file as a whole.
    let last = garden.planted.pop().expect("it was just planted");
    garden.planted.push(format!("{}:1 missing-field", last.split(':').next().expect("a path")));
    garden.rename("behov/", "id-file-mismatch");
    garden.rename("aktor/", "id-file-mismatch");
    garden.line("initiativ/", "beror_av = ", "beror_av = [\"skatteverket\"]", "wrong-kind-link");
    garden.line("initiativ/", "uppgift_ar = ", "uppgift_ar = 18", "bad-value");
    garden.append(
        "taxonomi/fokusomrade.toml",
        "\n[[begrepp]]\nid = \"fo-ny\"\nnamn = \"Ny\"\noverordnat = \"fo-borta\"\n",
        "unknown-broader",
    );
    garden.append(
        "taxonomi/verksamhetsomrade.toml",
        "\n[[begrepp]]\nid = \"vo-ny\"\nnamn = \"Ny\"\n\n[[begrepp]]\nnamn = \"Ny\"\nid = \"vo-ny\"\n",
        "duplicate-concept",
    );
    garden.append("karta.toml", "\n[regler]\nbad-dat = \"av\"\n", "unknown-rule");
    garden.append("karta.toml", "bad-date = \"stark\"\n", "unknown-level");
    garden.plant(
        "taxonomi/xyz.toml",
        b"id = \"xyz\"\nnamn = \"X\"\n\n[[begrepp]]\nid = \"a\"\nnamn = \"A\"\n".to_vec(),
        1,
        "unknown-scheme",
    );
    garden.twin();
    garden.files.remove("taxonomi/informationsomrade.toml");
    garden.planted.push("taxonomi/informationsomrade.toml:1 missing-taxonomy".to_owned());
    garden.file("behov/", latin, 1, "not-utf8");
    // What tells it is the first letter beyond ASCII.
    let path = garden.planted.pop().expect("it was just planted").split(':').next().expect("a path").to_owned();
    let line = garden.files[&path].split(|byte| *byte == b'\n').position(|line| !line.is_ascii()).expect("an ö");
    garden.planted.push(format!("{path}:{} not-utf8", line + 1));
    garden
}

/// The map that is kept in this repository.
fn real() -> Files {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/map-data"));
    let files = walkdir::WalkDir::new(root).into_iter().map(|file| file.expect("a file").into_path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files
        .map(|path| {
            let below = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            (below, std::fs::read(&path).expect("a text"))
        })
        .collect()
}

#[test]
fn nothing_is_wrong_before() {
    assert_eq!(Garden::new(grown()).told(), [""; 0]);
}

#[test]
fn a_small_map_has_as_many_findings_as_faults() {
    as_planted(grown());
}

#[test]
fn the_real_map_has_as_many_findings_as_faults() {
    as_planted(real());
}

/// As many findings as faults, each on its line.
fn as_planted(files: Files) {
    let before = Garden::new(files.clone()).told();
    let garden = planted(files);
    let (mut wanted, mut told) = (garden.planted.clone(), garden.told());
    told.retain(|line| !before.contains(line));
    wanted.sort();
    told.sort();
    assert!(wanted.len() >= 25, "only {} faults", wanted.len());
    let missing: Vec<_> = wanted.iter().filter(|line| !told.contains(line)).collect();
    let extra: Vec<_> = told.iter().filter(|line| !wanted.contains(line)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "not found: {missing:#?}\nfound besides: {extra:#?}");
    assert_eq!(told.len(), wanted.len());
}

/// A file in `tests/faults/` is a fault: its first line says what is to be told of the base map with the file in it.
#[test]
fn each_planted_file_has_the_one_finding_that_it_names() {
    let mut files: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults"))
        .expect("the faults")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let wrong: Vec<String> = files.iter().filter_map(|file| wrong_in(file)).collect();
    assert!(files.len() >= 80, "only {} faults", files.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How what is told differs from what a planted file says.
fn wrong_in(file: &Path) -> Option<String> {
    let (name, text) = (file.file_name()?.to_str()?, std::fs::read_to_string(file).expect("a text"));
    let wanted = text.lines().next()?.strip_prefix("# ")?.trim_end().to_owned();
    let (path, _) = wanted.split_once(':')?;
    let rule = wanted.rsplit(' ').next()?;
    let mut garden = Garden::new(base::map());
    garden.files.insert(path.to_owned(), text.clone().into());
    let told = garden.all();
    let is_right = told == [wanted.clone()] && name.starts_with(rule);
    (!is_right).then(|| format!("{name}: wanted {wanted}, told {told:?}"))
}

/// What is told of the base map with one file put in it.
fn told_with(path: &str, text: &str) -> Vec<String> {
    let mut garden = Garden::new(base::map());
    garden.files.insert(path.to_owned(), text.into());
    garden.told()
}

#[test]
fn a_copy_with_its_old_id_is_one_finding() {
    let text = String::from_utf8(base::map()["behov/migration/tolkning.toml"].clone()).expect("text");
    assert_eq!(told_with("behov/migration/tolk.toml", &text), ["behov/migration/tolk.toml:1 id-file-mismatch"]);
    assert_eq!(told_with("behov/a/tolkning.toml", &text), ["behov/migration/tolkning.toml:1 duplicate-id"]);
}

#[test]
fn a_concept_that_lost_its_id_is_one_finding() {
    let text = "id = \"tema\"\nnamn = \"Tema\"\n\n[[begrepp]]\nid = \"Migration\"\nnamn = \"M\"\n\n[[begrepp]]\nid = \"gemensamt\"\nnamn = \"G\"\n";
    assert_eq!(told_with("taxonomi/tema.toml", text), ["taxonomi/tema.toml:5 bad-id"]);
}

#[test]
fn a_folder_that_cannot_be_read_is_one_finding() {
    let mut garden = Garden::new(base::map());
    garden.files.remove("behov/migration/tolkning.toml");
    assert_eq!(garden.told(), ["initiativ/migration/tolktjanst.toml:9 broken-link"]);
    garden.troubles.push(("behov/migration".to_owned(), Trouble::Unreadable(Words::new("nej", "no"))));
    assert_eq!(garden.told(), ["behov/migration:1 unreadable-file"]);
}

#[test]
fn an_item_after_one_that_cannot_be_read_is_told_on_its_own_line() {
    let text = "id = \"b\"\ntitel = \"B\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\naktorer = [\n  1,\n  # inte i kartan\n  \"okand\",\n]\n\n[[kallor]]\ntext = \"T\"\n";
    let told = told_with("behov/b.toml", text);
    assert_eq!(told, ["behov/b.toml:7 wrong-type", "behov/b.toml:9 unknown-actor"]);
}

#[test]
fn what_cannot_be_read_makes_no_exception_unneeded() {
    let settled = |mut files: Files, text: &str| {
        files.insert("behov/skola/a.toml".into(), need("a", "").into());
        files.insert("karta.toml".into(), format!("namn = \"K\"\nformat = 1\n{text}").into());
        files
    };
    let exception = |rule: &str, id: &str| {
        format!("\n[[undantag]]\nregel = \"{rule}\"\nid = \"{id}\"\nskal = \"S\"\ntill = \"2030\"\n")
    };
    let mut garden = Garden::new(settled(base::map(), &exception("broken-link", "a")));
    assert_eq!(garden.told(), ["karta.toml:4 unused-exception"]);
    garden.files.insert("aktor/digg.toml".into(), "id = \"digg\"\nnamn = \"Digg\nniva = \"stat\"\n".into());
    assert_eq!(garden.told(), ["aktor/digg.toml:2 syntax-error"]);
    let mut garden = Garden::new(settled(base::map(), &exception("near-duplicate", "tema")));
    garden.files.remove("taxonomi/tema.toml");
    assert_eq!(garden.told(), ["taxonomi/tema.toml:1 missing-taxonomy"]);
}

#[test]
fn an_exception_is_for_one_field_and_narrower_where_it_says_so() {
    let told = |texts: [&str; 2], more: &str| {
        let mut garden = Garden::new(base::map());
        let text = need("a", &format!("\n[egna]\na = \"{}\"\nb = \"{}\"\n", texts[0], texts[1]));
        garden.files.insert("behov/skola/a.toml".into(), text.into());
        let settings = format!(
            "namn = \"K\"\nformat = 1\n\n[[undantag]]\nregel = \"html-in-text\"\nid = \"a\"\nskal = \"S\"\ntill = \"2030\"\n{more}"
        );
        garden.files.insert("karta.toml".into(), settings.into());
        garden.told()
    };
    let (first, second) = ("behov/skola/a.toml:9 html-in-text", "behov/skola/a.toml:10 html-in-text");
    assert_eq!(told(["<b>", "x"], ""), [""; 0]);
    assert_eq!(told(["<b>", "<i>"], ""), [second]);
    assert_eq!(told(["<b>", "<i>"], "falt = \"egna.b\"\n"), [first]);
    assert_eq!(told(["<b>", "<i>"], "falt = \"egna\"\n"), [""; 0]);
    assert_eq!(told(["<b>", "<i>"], "falt = \"egna\"\nvarde = \"i>\"\n"), [first]);
    assert_eq!(told(["<b>", "x"], "varde = \"i>\"\n"), [first, "karta.toml:4 unused-exception"]);
}

#[test]
fn what_has_run_out_lets_nothing_pass_whatever_the_map_makes_of_that() {
    let told = |level: &str| {
        let mut garden = Garden::new(base::map());
        garden
            .files
            .insert("behov/skola/a.toml".into(), need("a", "relaterat = [\"borta\"]\nuppgift_ar = 2020\n").into());
        let settings = format!(
            "namn = \"K\"\nformat = 1\n\n[[undantag]]\nregel = \"broken-link\"\nid = \"a\"\nskal = \"S\"\ntill = \"2019\"\n\n[regler]\nexpired-exception = \"{level}\"\n"
        );
        garden.files.insert("karta.toml".into(), settings.into());
        garden.told()
    };
    assert_eq!(told("fel"), ["karta.toml:8 expired-exception"]);
    for level in ["av", "info", "varning"] {
        assert_eq!(told(level), ["behov/skola/a.toml:7 broken-link"], "{level}");
    }
}

#[test]
fn line_ends_of_windows_are_one_finding() {
    let text = need("a", "").replace("\"Text.\"", "\"\"\"\nEn rad.\nEn till.\n\"\"\"").replace('\n', "\r\n");
    assert_eq!(told_with("behov/skola/a.toml", &text), ["behov/skola/a.toml:1 not-house-format"]);
}

/// A behov that nothing is wrong with; `rest` follows its last field.
fn need(id: &str, rest: &str) -> String {
    format!(
        "id = \"{id}\"\ntitel = \"Behovet {id}\"\nbeskrivning = \"Text.\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\nkallor = [{{ text = \"W\" }}]\n{rest}"
    )
}

#[test]
fn links_to_what_has_vanished_are_told_with_it() {
    let before = grown();
    let mut now = grown();
    now.remove("aktor/verket-3.toml");
    let drawn = |files: &Files| draw(&Tree::memory(files.iter().map(|(path, text)| (path.as_str(), text.clone()))));
    let ((now, texts), (before, _)) = (drawn(&now), drawn(&before));
    let findings = check_against(&now, &Against { texts: Some(&texts), before: Some(&before), ..Against::default() });
    let told: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.also.len())).collect();
    assert_eq!(told, [("vanished-id", 4)]);
}

#[test]
fn a_misspelt_actor_is_one_finding_wherever_it_is_named() {
    let text = "id = \"i\"\ntitel = \"I\"\nbeskrivning = \"x\"\nstatus = \"planerat\"\nteman = [\"skola\"]\nrelaterat = [\"dig\"]\nagare = [\"dig\"]\n\n[[kallor]]\ntext = \"T\"\n";
    assert_eq!(told_with("initiativ/skola/i.toml", text), ["initiativ/skola/i.toml:7 unknown-actor"]);
}

#[test]
fn links_to_a_file_that_strayed_are_told_with_it() {
    let mut garden = Garden::new(base::map());
    let text = garden.files.remove("aktor/skatteverket.toml").expect("an actor");
    garden.files.insert("aktör/skatteverket.toml".into(), text);
    assert_eq!(garden.told(), ["aktör/skatteverket.toml:1 stray-file"]);
}
