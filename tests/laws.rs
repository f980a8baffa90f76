//! What holds of the checks for any map.

mod base;

use base::{Files, SOURCE};
use karta::check::{Against, check_against, draw};
use karta::entry::locate;
use karta::finding::Finding;
use karta::source::Tree;
use proptest::prelude::*;

fn findings(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<Finding> {
    let (karta, texts) = draw(&Tree::memory(files));
    check_against(&karta, &Against { texts: Some(&texts), before: Some(&karta), ..Against::default() })
}

fn on_threads(count: usize, files: &Files) -> Vec<Finding> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads");
    pool.install(|| findings(files.clone()))
}

const PATHS: [&str; 6] = [
    "karta.toml",
    "taxonomi/tema.toml",
    "aktor/digg.toml",
    "behov/migration/tolkning.toml",
    "initiativ/migration/tolktjanst.toml",
    "revision/2018.toml",
];

/// Something like a file of the map, right or not.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        r#"(id|titel|namn|status|niva|start|overordnat) = "[a-zå2-]{0,4}""#,
        r#"(teman|agare|moter|relaterat|ersatt_av) = \[("(digg|tolkning|skola|skolla|x|Å)", |7, ){0,4}\]"#,
        r#"\[(egna|regler|nytta|avford)\]"#,
        r#"\[\[(begrepp|kallor|medlemskap|handelser)\]\]"#,
        r#"(i|tema|url|datum|broken-link|bad-idd) = ("digg"|"av"|3|""|"2018-13")"#,
        "<<<<<<< HEAD",
        ".{0,12}",
    ];
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

fn is_inside(files: &Files, finding: &Finding) {
    let places = finding.also.iter().map(|(file, place, _)| (file, place));
    for (file, place) in std::iter::once((&finding.file, &finding.place)).chain(places) {
        let text = files.get(&**file).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        let (from, to) = locate(&text, place);
        assert!(from <= to && to as usize <= text.len(), "{finding:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_checked_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0..PATHS.len()) {
        let mut files = base::map();
        files.insert(PATHS[at].to_owned(), bytes);
        findings(files.clone()).iter().for_each(|finding| is_inside(&files, finding));
    }

    #[test]
    fn findings_are_the_same_whatever_the_threads_do(texts in prop::collection::vec((0..PATHS.len(), text()), 1..4)) {
        let mut files = base::map();
        files.extend(texts.into_iter().map(|(at, text)| (PATHS[at].to_owned(), text.into_bytes())));
        let told = on_threads(1, &files);
        prop_assert_eq!(&told, &on_threads(4, &files));
        prop_assert_eq!(&told, &findings(files.clone().into_iter().rev()));
        prop_assert!(told.is_sorted_by_key(|finding| (&finding.file, &finding.place, finding.rule)));
        told.iter().for_each(|finding| is_inside(&files, finding));
    }

    #[test]
    fn a_right_map_has_no_findings(
        links in prop::collection::vec((0..8usize, 0..8usize, 0..8usize), 8),
        folder in prop::sample::select(vec!["", "skola/", "a/b/"]),
    ) {
        let mut files = base::map();
        for (n, (a, b, c)) in links.into_iter().enumerate() {
            // Nothing points at itself, and what depends on something comes after it.
            let other = if a == n { (n + 1) % 8 } else { a };
            let text = format!("id = \"b{n}\"\ntitel = \"Behovet {n}\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\naktorer = [\"digg\"]\nrelaterat = [\"b{other}\", \"i{b}\"]\n{SOURCE}");
            files.insert(format!("behov/{folder}b{n}.toml"), text.into());
            let needs = if c < n { format!("beror_av = [\"i{c}\"]\n") } else { String::new() };
            let text = format!("id = \"i{n}\"\ntitel = \"Initiativet {n}\"\nbeskrivning = \"x\"\nstatus = \"planerat\"\nteman = [\"skola\"]\nagare = []\nmoter = [\"b{b}\"]\n{needs}{SOURCE}");
            files.insert(format!("initiativ/{folder}i{n}.toml"), text.into());
        }
        prop_assert_eq!(findings(files), vec![]);
    }
}
