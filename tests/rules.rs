//! The pages of the rules are the tests of the rules: what a page calls wrong is found where the page says, and
//! nothing else; what it calls right has no finding of any rule.

mod base;

use std::collections::BTreeSet;

use base::Files;
use karta::check::{Against, Example, Form, Page, RULES, check_against, draw, explain};
use karta::finding::Finding;
use karta::karta::Karta;
use karta::say::{Lang, Words};
use karta::source::{LARGEST, Tree, Trouble};

const HERE: &str = "# <- här";
const ALSO: &str = "# <- också här";

/// The base map with the example's files laid over it, and the texts as they are to be read.
fn lay(examples: &[Example]) -> (Tree, Files) {
    let mut files = base::map();
    for example in examples.iter().filter(|example| !is_gone(example)) {
        files.insert(example.path.to_owned(), bytes(example));
    }
    examples.iter().filter(|example| example.form == Form::Gone).for_each(|gone| drop(files.remove(gone.path)));
    let tree = Tree::memory(files.iter().map(|(path, text)| (path.as_str(), text.clone())));
    let tree = examples.iter().fold(tree, |tree, example| match example.form {
        Form::Link => tree.with_trouble(example.path, Trouble::NotAFile(Words::new("en länk", "a link"))),
        Form::Locked => tree.with_trouble(example.path, Trouble::Unreadable(Words::new("nej", "no"))),
        _ => tree,
    });
    (tree, files)
}

fn is_gone(example: &Example) -> bool {
    matches!(example.form, Form::Gone | Form::Before)
}

/// All that is wrong with the base map with the examples over it.
fn check(examples: &[Example]) -> Vec<Finding> {
    let (karta, texts) = draw(&lay(examples).0);
    let old = examples.iter().filter(|example| example.form == Form::Before);
    let before = Karta::draw(&Tree::memory(old.map(|example| (example.path, example.text))));
    check_against(&karta, &Against { texts: Some(&texts), before: Some(&before), ..Against::default() })
}

fn bytes(example: &Example) -> Vec<u8> {
    let text = example.text;
    match example.form {
        Form::Utf16 => [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        // The letters of Swedish have the same numbers in both.
        Form::Windows1252 => text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of Swedish")).collect(),
        Form::Large => format!("{text}#{}", " ".repeat(LARGEST)).into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

fn marked(examples: &[Example], mark: &str) -> BTreeSet<String> {
    let lines = examples.iter().flat_map(|example| {
        let lines = example.text.lines().enumerate().filter(|(_, line)| line.trim_end().ends_with(mark));
        lines.map(|(at, _)| format!("{}:{}", example.path, at + 1))
    });
    lines.collect()
}

fn lines(files: &Files, findings: &[Finding]) -> BTreeSet<String> {
    let line = |finding: &Finding| format!("{}:{}", finding.file, base::line(files, &finding.file, &finding.place));
    findings.iter().map(line).collect()
}

fn also(files: &Files, findings: &[Finding]) -> BTreeSet<String> {
    let places = findings.iter().flat_map(|finding| &finding.also);
    places.map(|(file, place, _)| format!("{file}:{}", base::line(files, file, place))).collect()
}

fn pages() -> impl Iterator<Item = (&'static str, Page)> {
    RULES.iter().map(|rule| (rule.name, rule.page()))
}

#[test]
fn the_map_that_examples_are_laid_over_is_right() {
    assert_eq!(check(&[]), []);
}

#[test]
fn what_a_page_calls_wrong_is_found_there_and_nowhere_else() {
    let wrong: Vec<String> = pages().filter_map(|(name, page)| wrong_in(name, &page)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How what is found in a page's bad example differs from what the page says.
fn wrong_in(name: &str, page: &Page) -> Option<String> {
    let (_, files) = lay(&page.bad);
    // Read as Windows-1252, the bytes before the fault are those of the example.
    let files = if page.bad.iter().any(|file| file.form != Form::Plain) { texts(files, &page.bad) } else { files };
    let findings = check(&page.bad);
    let told = || format!("{name}: {:#?}", base::told(&files, &findings));
    let (here, others) = (marked(&page.bad, HERE), marked(&page.bad, ALSO));
    let is_right = findings.iter().all(|finding| finding.rule == name && finding.hint.is_some())
        && !here.is_empty()
        && lines(&files, &findings) == here
        && findings.len() == here.len()
        && others.is_subset(&also(&files, &findings));
    (!is_right).then(told)
}

fn texts(mut files: Files, examples: &[Example]) -> Files {
    files.extend(examples.iter().map(|example| (example.path.to_owned(), example.text.into())));
    files
}

#[test]
fn what_a_page_calls_right_is_right_by_every_rule() {
    let wrong = pages().filter_map(|(name, page)| {
        let findings = check(&page.good);
        let told = base::told(&lay(&page.good).1, &findings);
        (!findings.is_empty() || page.good.is_empty()).then(|| format!("{name}: {told:#?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_page_has_all_its_parts() {
    for (name, page) in pages() {
        assert_eq!(page.name, name);
        for lang in [Lang::Sv, Lang::En] {
            let paragraphs = page.text.get(lang).split("\n\n").count();
            assert!(paragraphs >= 3, "{name} lacks what, why or how in {}", lang.code());
        }
        let text = include(name);
        let blocks = text.matches("```toml ").count();
        assert_eq!(page.bad.len() + page.good.len(), blocks, "{name} has an example that is not read");
        let headings: Vec<_> = text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## På svenska", "## In English", "## Fel", "## Rätt"], "{name}");
    }
}

fn include(name: &str) -> String {
    std::fs::read_to_string(format!("{ROOM}/{name}.md")).unwrap_or_else(|error| panic!("{name}.md: {error}"))
}

const ROOM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check");

#[test]
fn rules_files_and_pages_are_one() {
    let names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "rules are listed by name, each once: {names:?}");
    let pages = std::fs::read_dir(ROOM).expect("the room of the rules").filter_map(|file| {
        let name = file.expect("a file").file_name().into_string().expect("a name");
        name.strip_suffix(".md").map(str::to_owned)
    });
    assert_eq!(pages.collect::<BTreeSet<_>>(), names.iter().map(|name| name.to_string()).collect());
    for name in names {
        let file = format!("{ROOM}/{}.rs", name.replace('-', "_"));
        assert!(std::fs::read_to_string(&file).is_ok_and(|text| text.contains(&format!("\"{name}\""))), "{file}");
        assert_eq!(explain(name).map(|rule| rule.name), Some(name));
    }
}

#[test]
fn every_rule_speaks_plainly_in_both_languages() {
    let mut told = String::new();
    for (name, page) in pages() {
        for finding in check(&page.bad) {
            told.push_str(&format!("{name} ({})\n", finding.level.name()));
            for lang in [Lang::Sv, Lang::En] {
                let hint = finding.hint.as_ref().map_or("", |hint| hint.get(lang));
                told.push_str(&format!("  {} {hint}\n", finding.what.get(lang)));
            }
        }
    }
    insta::assert_snapshot!(told);
}
