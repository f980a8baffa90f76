//! Findings in the formats of build servers: as their schemas say, and with nothing smuggled in by hostile text.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use karta::check::{RULES, check};
use karta::entry::locate;
use karta::finding::{FieldPath, Finding, Level, Place};
use karta::karta::Karta;
use karta::render::{self, FindingFormat, Page};
use karta::say::{Lang, Words};
use karta::source::Tree;
use serde_json::Value;

/// What someone might write in a title, a file's name or a message to be taken for something else.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "\n::error::x",
        "::error file=a::x",
        "\r\n  ##[error]z",
        "]]><x/>&amp;<!-- ",
        "%0A::error::y%2C",
        "\u{0}\u{7}\u{1b}[31m\u{85}\u{2028}\u{202e}\u{fffe}\u{ffff}",
        "{0} {{1}} [x](http://a.se)",
        "\",\"x\":[\"\\",
        "a,line=1:b",
    ]
    .map(str::to_owned)
    .into();
    texts.push("å".repeat(50_000) + "\n::error::x");
    texts
}

fn levels() -> impl Iterator<Item = Level> {
    [Level::Error, Level::Warning, Level::Info].into_iter().cycle()
}

/// A finding about each hostile text, in a file that is called so, and again in a file that has it as a title.
fn hostile_findings() -> (Tree, Vec<Finding>) {
    let title = Place::Value(FieldPath::field("titel"));
    let mut files = Vec::new();
    let mut findings = Vec::new();
    for ((number, text), level) in hostile().into_iter().enumerate().zip(levels()) {
        let there = format!("behov/{number}.toml");
        let what = Words::same(text.clone());
        let finding = |file: &str, place| Finding {
            rule: "unknown-concept",
            level,
            file: file.into(),
            place,
            what: what.clone(),
            hint: Some(what.clone()),
            also: vec![(there.as_str().into(), title.clone(), what.clone())],
        };
        findings.push(finding(&format!("behov/{text}.toml"), Place::File));
        findings.push(finding(&there, title.clone()));
        files.push((there, format!("id = \"x\"\ntitel = '''\n{text}'''\n")));
    }
    (Tree::memory(files), findings)
}

/// What the rules find in a map with ordinary faults.
fn real_findings() -> (Tree, Vec<Finding>) {
    let tree = Tree::memory([
        ("karta.toml", "namn = \"Kartan\"\nformat = 1\n[regler]\nunknown-field = \"varning\"\nbad-url = \"info\"\n"),
        ("taxonomi/tema.toml", "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n"),
        (
            "behov/skola/å ä.toml",
            "id = \"a\"\ntitel = \"A\"\nteman = [\"skolla\"]\nfarg = 1\nrelaterat = [\"borta\"]\n",
        ),
        ("behov/skola/b.toml", "id = \"a\"\ntitel = \"\n"),
        ("aktor/c.toml", "id = \"c\"\nnamn = \"C\"\nniva = \"staten\"\nwebb = \"ftp://c.se\"\n"),
    ]);
    let findings = check(&Karta::draw(&tree));
    assert!(findings.len() > 5, "{findings:#?}");
    (tree, findings)
}

/// Each set of findings in the format, in both languages.
fn told(format: FindingFormat) -> Vec<(Vec<Finding>, String)> {
    let mut all = Vec::new();
    for (tree, findings) in [hostile_findings(), real_findings(), (Tree::memory([("karta.toml", "")]), Vec::new())] {
        for lang in [Lang::Sv, Lang::En] {
            let page = Page { lang, base: "kartor/map data/".into(), ..Page::default() };
            let mut bytes = Vec::new();
            render::findings(&findings, &tree, format, &page, &mut bytes).expect("memory never fails");
            all.push((by_place(&findings, &tree), String::from_utf8(bytes).expect("UTF-8")));
        }
    }
    all
}

/// Findings in the order that they are told.
fn by_place(findings: &[Finding], tree: &Tree) -> Vec<Finding> {
    let from = |finding: &Finding| locate(&tree.text(&finding.file).unwrap_or_default(), &finding.place).0;
    let mut findings = findings.to_vec();
    findings.sort_by_cached_key(|finding| (finding.file.clone(), from(finding)));
    findings
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text:.1000}"))
}

fn schema(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(name)
}

#[test]
fn no_text_steers_a_terminal_or_a_build_server() {
    for format in FindingFormat::ALL {
        for (_, text) in told(format) {
            let unsafe_sign = text.chars().find(|c| *c != '\n' && karta::say::unsafe_to_show(*c));
            assert_eq!(unsafe_sign, None, "{format:?}");
            // The path of another place is drawn after three colons and a blank, where no command has its name.
            let lines = text.lines().map(str::trim_start).filter(|line| !line.starts_with("::: "));
            for line in lines.filter(|_| format != FindingFormat::Github) {
                assert!(!line.starts_with("::") && !line.starts_with("##"), "{format:?}: {line:.100}");
            }
        }
    }
}

#[test]
fn github_runs_one_command_for_each_finding() {
    for (findings, text) in told(FindingFormat::Github) {
        assert_eq!(text.lines().count(), findings.len());
        for (line, finding) in text.lines().zip(&findings) {
            let (command, message) = line[2..].split_once("::").expect("a message");
            let (command, properties) = command.split_once(' ').expect("properties");
            assert!(["error", "warning", "notice"].contains(&command), "{line:.100}");
            let properties: Vec<_> =
                properties.split(',').map(|pair| pair.split_once('=').expect("a name and a value")).collect();
            assert_eq!(properties[0].0, "file");
            assert!(properties[0].1.starts_with("kartor/map data/"), "{line:.100}");
            assert_eq!(properties.last(), Some(&("title", finding.rule)));
            assert!(!message.contains('\r') && !properties.iter().any(|(_, value)| value.contains(':')));
        }
    }
}

/// What docs.gitlab.com, under "Code Quality report format", says that a report must be: one array, without a byte order
/// mark; in each issue a description, a check_name, a fingerprint of its own, a severity of five, and a location with a
/// path from the top of the repository, not begun with `./`, and the line where it begins.
#[test]
fn gitlab_gets_the_fields_that_it_documents() {
    for (findings, text) in told(FindingFormat::Gitlab) {
        assert!(text.starts_with('['));
        let issues = json(&text);
        let issues = issues.as_array().expect("an array");
        assert_eq!(issues.len(), findings.len());
        let mut fingerprints = BTreeSet::new();
        for (issue, finding) in issues.iter().zip(&findings) {
            let keys: Vec<&str> = issue.as_object().expect("an object").keys().map(String::as_str).collect();
            assert_eq!(keys, ["description", "check_name", "fingerprint", "severity", "location"]);
            assert_eq!(issue["check_name"], finding.rule);
            assert!(issue["description"].as_str().is_some_and(|text| !text.is_empty()));
            let severity = issue["severity"].as_str().expect("a word");
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
            let path = issue["location"]["path"].as_str().expect("a path");
            assert!(path.starts_with("kartor/map data/") && !path.contains('\n'), "{path:.100}");
            assert!(issue["location"]["lines"]["begin"].as_u64() >= Some(1));
            assert!(fingerprints.insert(issue["fingerprint"].as_str().expect("a text").to_owned()));
        }
    }
}

#[test]
fn sarif_follows_its_schema() {
    let schema = std::fs::read_to_string(schema("sarif-2.1.0-rtm.5.json")).expect("the schema is there");
    // A stray bracket in the pattern of languages, which not every reader of patterns lets pass.
    let schema = schema.replace("{2}]?$", "{2}$");
    let validator = jsonschema::validator_for(&json(&schema)).expect("the schema is a schema");
    assert!(!validator.is_valid(&json(r#"{"version": "2.1.0", "runs": [{"tool": {}}]}"#)));
    for (findings, text) in told(FindingFormat::Sarif) {
        let log = json(&text);
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error:.300}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), findings.len());
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("a number") as usize;
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
            let message = result["message"]["text"].as_str().expect("a message");
            assert!(!message.contains("](") && !message.contains("{0") && !message.contains("{1"), "{message}");
            let uri =
                result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("an address");
            assert!(uri.starts_with("kartor/map%20data/") && uri.is_ascii() && !uri.contains(':'), "{uri:.100}");
        }
    }
}

#[test]
#[ignore = "needs xmllint; .ci/run installs it"]
fn junit_follows_its_schema() {
    for (findings, text) in told(FindingFormat::Junit) {
        follows("junit-10.xsd", &text);
        let ruled: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(text.matches("<testcase ").count(), findings.len() + RULES.len() - ruled.len());
        let failures = findings.iter().filter(|finding| finding.level == Level::Error).count();
        assert_eq!(text.matches("<failure ").count(), failures);
        assert!(text.contains(&format!("failures=\"{failures}\" errors=\"0\">")));
        assert!(!text.contains("<x/>") && !text.contains(['\u{fffe}', '\u{ffff}']));
    }
}

/// Checks XML against a schema with xmllint, which reads nothing else.
fn follows(name: &str, xml: &str) {
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--huge", "--schema"]).arg(schema(name)).arg("-");
    let child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.unwrap_or_else(|error| panic!("xmllint is needed (Debian: libxml2-utils): {error}"));
    let written = child.stdin.take().expect("it is piped").write_all(xml.as_bytes());
    let output = child.wait_with_output().expect("xmllint ends");
    assert!(output.status.success() && written.is_ok(), "{:.2000}", String::from_utf8_lossy(&output.stderr));
}
