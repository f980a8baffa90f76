//! JUnit XML, as Jenkins, GitLab and Azure Pipelines read it: each rule is a suite, with a test for each finding, or one
//! that passes where there are none. `fel` fails its test; `varning` and `info` are tests that were skipped, for they do
//! not make the map wrong. The names of tests stay when lines move; where in the file it is stands in the text.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Found;
use super::told;
use crate::check::RULES;
use crate::finding::{Finding, Level};
use crate::render::Page;
use crate::render::markup::escape;
use crate::say::plain;

pub fn write(found: &[Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<&Found<'_>>> = RULES.iter().map(|rule| (rule.name, Vec::new())).collect();
    found.iter().for_each(|found| suites.entry(found.0.rule).or_default().push(found));
    let tests: usize = suites.values().map(|found| found.len().max(1)).sum();
    let failures = found.iter().filter(|(finding, _)| is_failure(finding)).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"karta\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">")?;
    suites.iter().try_for_each(|(rule, found)| suite(rule, found, page, out))?;
    writeln!(out, "</testsuites>")
}

fn suite(rule: &str, found: &[&Found<'_>], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let tests = found.len().max(1);
    let failures = found.iter().filter(|(finding, _)| is_failure(finding)).count();
    let skipped = found.len() - failures;
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
    writeln!(out, "<testsuite name=\"{rule}\" {counts}>")?;
    if found.is_empty() {
        writeln!(out, "<testcase classname=\"{rule}\" name=\"{rule}\"/>")?;
    }
    found.iter().try_for_each(|found| test(found, page, out))?;
    writeln!(out, "</testsuite>")
}

fn test((finding, place): &Found<'_>, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let (rule, level) = (finding.rule, finding.level.name());
    let (path, what) = (page.path(&finding.file), plain(page.say(&finding.what)));
    let (name, message) = (escape(&format!("{}: {what}", plain(&path))).into_owned(), escape(&what));
    writeln!(out, "<testcase classname=\"{rule}\" name=\"{name}\">")?;
    if is_failure(finding) {
        let mut lines = vec![told::position(&finding.file, &place.own, page)];
        lines.extend(told::lines(finding, place, page));
        writeln!(out, "<failure type=\"{level}\" message=\"{message}\">{}</failure>", escape(&lines.join("\n")))?;
    } else {
        writeln!(out, "<skipped type=\"{level}\" message=\"{message}\"/>")?;
    }
    writeln!(out, "</testcase>")
}

fn is_failure(finding: &Finding) -> bool {
    finding.level == Level::Error
}
