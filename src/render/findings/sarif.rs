//! SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): one run, with every rule and what its page says, and
//! a result for each finding, on a line each.
//!
//! `fel` is `error`, `varning` is `warning`, `info` is `note`. Lines and columns count from 1, columns in characters, and
//! `endColumn` is the column after the last. Paths are from `%SRCROOT%`: the root of the repository, which
//! [`Page::base`] says the way from. What is about a file as a whole has no region.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Found;
use super::identity::identities;
use super::places::{Spot, Where};
use super::told;
use crate::check::{RULES, Rule};
use crate::finding::{Finding, Level};
use crate::render::address::encoded;
use crate::render::line::BREAK;
use crate::render::{Page, json};
use crate::say::plain;

/// Where GitHub and editors find the schema.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub fn write(found: &[Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let language = page.lang.code();
    let driver = json!({
        "name": "karta",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": language,
        "rules": RULES.iter().map(|rule| described(rule, page)).collect::<Vec<_>>(),
    });
    writeln!(out, "{{\n\"$schema\": \"{SCHEMA}\",\n\"version\": \"2.1.0\",\n\"runs\": [{{")?;
    writeln!(out, "  \"tool\": {{\"driver\": {}}},", json::on_one_line(&driver))?;
    writeln!(out, "  \"columnKind\": \"unicodeCodePoints\",\n  \"language\": \"{language}\",")?;
    let results = found.iter().zip(identities(found.iter().map(|(finding, _)| *finding)));
    let results = results.map(|((finding, place), identity)| result(finding, place, &identity, page));
    json::array(out, "results", results.map(|result| json::on_one_line(&result)))?;
    out.write_all(b"\n}]\n}\n")
}

fn described(rule: &Rule, page: &Page) -> Value {
    let told = rule.page();
    json!({
        "id": rule.name,
        "shortDescription": { "text": page.say(&told.summary()) },
        "help": { "text": page.say(&told.text), "markdown": told.markdown(page.lang) },
        "defaultConfiguration": { "level": level(rule.level) },
    })
}

fn result(finding: &Finding, place: &Where, identity: &str, page: &Page) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.level),
        "message": { "text": message(&told::text(finding, page)) },
        "locations": [location(&finding.file, &place.own, page)],
        "partialFingerprints": { "karta/v1": identity },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.name == finding.rule) {
        result["ruleIndex"] = index.into();
    }
    let also = finding.also.iter().zip(&place.also).map(|((file, _, what), spot)| {
        let mut location = location(file, spot, page);
        location["message"] = json!({ "text": message(&plain(page.say(what))) });
        location
    });
    let also: Vec<Value> = also.collect();
    if !also.is_empty() {
        result["relatedLocations"] = also.into();
    }
    result
}

fn location(file: &str, spot: &Spot, page: &Page) -> Value {
    let mut location = json!({
        "physicalLocation": { "artifactLocation": { "uri": encoded(&page.path(file)), "uriBaseId": "%SRCROOT%" } },
    });
    if spot.excerpt.is_some() {
        location["physicalLocation"]["region"] = json!({
            "startLine": spot.line,
            "startColumn": spot.column,
            "endLine": spot.end_line,
            "endColumn": spot.end_column,
        });
    }
    location
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A message in which nothing is a link (`[text](address)`, SARIF 3.11.6) or a place for an argument (`{0}`, 3.11.5):
/// a joiner of no width keeps their signs apart.
fn message(text: &str) -> String {
    let text = text.replace("](", &format!("]{BREAK}("));
    match text.contains('{') {
        true => text.replace('{', &format!("{{{BREAK}")),
        false => text,
    }
}
