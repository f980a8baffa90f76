//! A TOML language server accepts what we accept and refuses what we refuse, as far as a schema can say it.
//!
//! The tests need taplo, which is looked for on the path and in the variable `TAPLO`, and run with `--ignored`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use karta::karta::Karta;
use karta::schema;
use karta::source::Tree;
use karta::value::Kind;
use rayon::prelude::*;

#[allow(dead_code, reason = "each test that has this map uses a part of it")]
mod base;

/// Runs taplo on files of one kind, beside the schemas in a folder.
fn taplo(schemas: &Path, kind: Kind, files: &[PathBuf]) -> Output {
    let program = std::env::var_os("TAPLO").unwrap_or_else(|| "taplo".into());
    let schema = format!("file://{}", schemas.join(schema::file_name(kind)).display());
    let output = Command::new(&program).args(["lint", "--colors", "never", "--schema", &schema]).args(files).output();
    output.unwrap_or_else(|error| {
        panic!(
            "taplo could not be run ({error}). Install it with one of\n    pip install taplo\n    npm install -g \
             @taplo/cli\n    cargo install taplo-cli --locked\nor say in TAPLO where it is."
        )
    })
}

fn write_schemas(karta: &Karta, folder: &Path) {
    for kind in Kind::ALL {
        fs::write(folder.join(schema::file_name(kind)), schema::text(kind, karta)).expect("the schema is written");
    }
}

#[test]
#[ignore = "needs taplo; .ci/run installs it"]
fn taplo_accepts_every_file_of_the_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("map-data");
    let tree = Tree::open(&root);
    let schemas = tempfile::tempdir().expect("a folder");
    write_schemas(&Karta::draw(&tree), schemas.path());
    let mut count = 0;
    for kind in Kind::ALL {
        let files = tree.files().iter().filter(|file| file.kind == kind);
        let files: Vec<PathBuf> = files.map(|file| root.join(&*file.path)).collect();
        count += files.len();
        let output = taplo(schemas.path(), kind, &files);
        assert!(output.status.success(), "{kind:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(count > 400, "only {count} files");
}

/// What one line of the small map becomes, and whether a map with that line is right.
type Case = (&'static str, &'static str, &'static str, bool);

const NEED: &str = "behov/migration/tolkning.toml";
const INITIATIVE: &str = "initiativ/migration/tolktjanst.toml";
const ACTOR: &str = "aktor/digg.toml";
const THEMES: &str = "taxonomi/tema.toml";

/// The file, a text in it, and what stands there instead.
const CASES: &[Case] = &[
    // wrong types
    (NEED, "titel = \"Tolkning på lika villkor\"", "titel = 5", false),
    (NEED, "teman = [\"migration\", \"gemensamt\", \"skola\"]", "teman = \"migration\"", false),
    (INITIATIVE, "agare = [\"digg\"]", "agare = \"digg\"", false),
    (INITIATIVE, "start = \"2018\"", "start = 2018", false),
    (INITIATIVE, "start = \"2018\"", "uppgift_ar = \"2018\"", false),
    (INITIATIVE, "start = \"2018\"", "nytta = 4", false),
    (INITIATIVE, "start = \"2018\"", "lankar = [1]", false),
    (NEED, "[[kallor]]", "[kallor]", false),
    (NEED, "[[kallor]]", "[egna]\nfritt = true\n\n[[kallor]]", true),
    ("karta.toml", "format = 1", "format = 1\negna = 2", false),
    // unknown and missing fields
    (NEED, "status = \"bekraftat\"", "status = \"bekraftat\"\nstatsu = \"x\"", false),
    (NEED, "aktorer = [", "agare = [", false),
    (NEED, "url = \"https://www.esamverka.se\"", "lank = \"https://www.esamverka.se\"", false),
    (NEED, "titel = \"Tolkning på lika villkor\"\n", "", false),
    (NEED, "status = \"bekraftat\"\n", "", false),
    (NEED, "beskrivning = \"Tolkar bokas var för sig.\"\n", "", false),
    (INITIATIVE, "teman = [\"migration\"]\n", "", false),
    (ACTOR, "niva = \"stat\"\n", "", false),
    ("karta.toml", "format = 1\n", "", false),
    (INITIATIVE, "start = \"2018\"", "nytta = { varde = 4 }", false),
    (INITIATIVE, "start = \"2018\"", "nytta = { varde = 4, skal = \"Stor\" }", true),
    (THEMES, "namn = \"skola\"\n", "", false),
    // choices
    (NEED, "\"bekraftat\"", "\"pagaende\"", false),
    (NEED, "\"bekraftat\"", "\"Bekräftat\"", false),
    (NEED, "\"bekraftat\"", "\"avfort\"", true),
    (INITIATIVE, "\"tjanst\"", "\"tjänst\"", false),
    (ACTOR, "\"stat\"", "\"myndighet\"", false),
    ("karta.toml", "\"sv\"", "\"fi\"", false),
    // concepts and links
    (NEED, "\"gemensamt\"", "\"gemensam\"", false),
    (NEED, ", \"skola\"]", "]", true),
    (INITIATIVE, "start = \"2018\"", "livshandelser = [\"person\"]", false),
    (INITIATIVE, "agare = [\"digg\"]", "agare = [\"dig\"]", false),
    (INITIATIVE, "agare = [\"digg\"]", "agare = [\"tolkning\"]", false),
    (INITIATIVE, "agare = [\"digg\"]", "agare = []", true),
    (INITIATIVE, "moter = [\"tolkning\"]", "moter = [\"digg\"]", false),
    (INITIATIVE, "moter = [\"tolkning\"]", "moter = [\"tolkning-2\"]", false),
    (INITIATIVE, "moter = [\"tolkning\"]", "relaterat = [\"digg\", \"tolkning\"]", true),
    (ACTOR, "i = \"esam\"", "i = \"sambruk\"", false),
    ("taxonomi/tema.toml", "id = \"tema\"", "id = \"teman\"", false),
    // dates
    (INITIATIVE, "start = \"2018\"", "start = \"2018-03\"", true),
    (INITIATIVE, "start = \"2018\"", "start = \"2020-02-29\"", true),
    (INITIATIVE, "start = \"2018\"", "start = 2018-03-08", true),
    (INITIATIVE, "start = \"2018\"", "start = 2018-03-08T10:00:00", false),
    (INITIATIVE, "start = \"2018\"", "start = \"2018-3-8\"", false),
    (INITIATIVE, "start = \"2018\"", "start = \"2018-13\"", false),
    (INITIATIVE, "start = \"2018\"", "start = \"2018-04-31\"", false),
    (INITIATIVE, "start = \"2018\"", "start = \"2018-02-30\"", false),
    (INITIATIVE, "start = \"2018\"", "start = \"2018-00\"", false),
    (INITIATIVE, "start = \"2018\"", "start = \"0000\"", false),
    (INITIATIVE, "start = \"2018\"", "start = \"våren 2018\"", false),
    (INITIATIVE, "start = \"2018\"", "start = \"\"", false),
    (NEED, "datum = \"2018-03-26\"", "datum = \"26 mars 2018\"", false),
    // ids
    (NEED, "id = \"tolkning\"", "id = \"Tolkning\"", false),
    (NEED, "id = \"tolkning\"", "id = \"tolk--ning\"", false),
    (NEED, "id = \"tolkning\"", "id = \"\"", false),
    (THEMES, "id = \"skola\"", "id = \"con\"", false),
    (THEMES, "id = \"gemensamt\"", "id = \"gemen_samt\"", false),
    // numbers
    (INITIATIVE, "start = \"2018\"", "uppgift_ar = 2018", true),
    (INITIATIVE, "start = \"2018\"", "uppgift_ar = 218", false),
    (INITIATIVE, "start = \"2018\"", "uppgift_ar = 2018.5", false),
    (INITIATIVE, "start = \"2018\"", "insats = { varde = 6, skal = \"Stor\" }", false),
    ("karta.toml", "format = 1", "format = 2", false),
    // texts, addresses, organisation numbers
    (NEED, "\"Tolkning på lika villkor\"", "\" \"", false),
    (NEED, "\"Tolkning på lika villkor\"", "\"Två\\nrader\"", false),
    (NEED, "\"Tolkning på lika villkor\"", "\"Tolkning & mer: 5 < 6\"", true),
    (NEED, "\"https://www.esamverka.se\"", "\"www.esamverka.se\"", false),
    (NEED, "\"https://www.esamverka.se\"", "\"https://esamverka\"", false),
    (NEED, "\"https://www.esamverka.se\"", "\"https://esamverka/a.b\"", false),
    (NEED, "\"https://www.esamverka.se\"", "\"https://www.esamverka.se/en sida\"", false),
    (NEED, "\"https://www.esamverka.se\"", "\"javascript://www.esamverka.se\"", false),
    (NEED, "\"https://www.esamverka.se\"", "\"https://www.esamverka.se/å?x=1#y\"", true),
    (ACTOR, "\"202100-6883\"", "\"2021006883\"", false),
    (ACTOR, "\"202100-6883\"", "\"201100-6883\"", false),
];

#[test]
#[ignore = "needs taplo; .ci/run installs it"]
fn taplo_and_karta_agree() {
    let right = base::map();
    let folder = tempfile::tempdir().expect("a folder");
    write_schemas(&Karta::draw(&Tree::memory(right.clone())), folder.path());
    let judge = |(number, (path, from, to, is_right)): (usize, &Case)| {
        let text = String::from_utf8(right[*path].clone()).expect("text");
        assert!(text.contains(from), "{path} has no {from}");
        let text = text.replacen(from, to, 1);
        let (ours, theirs) = (we_accept(&right, path, &text), taplo_accepts(folder.path(), number, path, &text));
        let is_agreed = (ours, theirs) == (*is_right, *is_right);
        (!is_agreed).then(|| format!("{path}: {from} → {to}: right {is_right}, karta {ours}, taplo {theirs}"))
    };
    let wrong: Vec<String> = CASES.par_iter().enumerate().filter_map(judge).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether nothing is wrong in the map with that text in that place.
fn we_accept(right: &base::Files, path: &str, text: &str) -> bool {
    let mut files: BTreeMap<String, Vec<u8>> = right.clone();
    files.insert(path.to_owned(), text.as_bytes().to_owned());
    let errors = karta::check::check(&Karta::draw(&Tree::memory(files)));
    !errors.iter().any(|finding| finding.level == karta::finding::Level::Error && &*finding.file == path)
}

fn taplo_accepts(folder: &Path, number: usize, path: &str, text: &str) -> bool {
    let file = folder.join(format!("{number}.toml"));
    fs::write(&file, text).expect("the file is written");
    let output = taplo(folder, Kind::of_path(path).expect("a kind"), &[file]);
    let said = String::from_utf8_lossy(&output.stderr);
    // A verdict points into the file; anything else is taplo's own trouble.
    let is_a_verdict = output.status.success() || said.contains(&format!("{number}.toml:"));
    assert!(is_a_verdict, "taplo did not judge {path}: {said}");
    output.status.success()
}
