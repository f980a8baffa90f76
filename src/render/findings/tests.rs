use super::*;
use crate::finding::{FieldPath, Level, Place};
use crate::say::{Lang, Words};

const TEXT: &str = "id = \"a\"\ntitel = \"Översättning \u{1b}[2J och åäö\"\nteman = [\"skola\", \"skolla\"]\n";

fn tree() -> Tree {
    let long =
        format!("id = \"b\"\ntitel = \"{}\"\nteman = [{}\"migratoin\"]\n", "x".repeat(40_000), "\"a\", ".repeat(100));
    Tree::memory([("behov/a.toml", TEXT.to_owned()), ("behov/b.toml", long)])
}

fn finding(file: &str, place: Place) -> Finding {
    Finding {
        rule: "unknown-concept",
        level: Level::Error,
        file: file.into(),
        place,
        what: Words::new("Temat skolla finns inte.", "There is no theme skolla."),
        hint: Some(Words::new("Menade du skola?", "Did you mean skola?")),
        also: Vec::new(),
    }
}

fn value(name: &str) -> Place {
    Place::Value(FieldPath::field(name))
}

fn sample() -> Vec<Finding> {
    let elsewhere = Words::new("här finns det", "it is here");
    vec![
        finding("behov/a.toml", Place::Value(FieldPath::field("teman").item(1))),
        Finding { level: Level::Warning, hint: None, ..finding("behov/a.toml", value("titel")) },
        Finding { level: Level::Info, ..finding("behov/b.toml", Place::Value(FieldPath::field("teman").item(100))) },
        Finding { also: vec![("behov/a.toml".into(), value("id"), elsewhere)], ..finding("behov/b.toml", value("id")) },
        Finding { hint: None, ..finding("behov/borta.toml", Place::File) },
    ]
}

fn told(all: &[Finding], format: FindingFormat, page: &Page) -> String {
    let mut bytes = Vec::new();
    findings(all, &tree(), format, page, &mut bytes).expect("memory never fails");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn text_draws_the_lines() {
    insta::assert_snapshot!(told(&sample(), FindingFormat::Text, &Page::default()), @r#"
    varning[unknown-concept]: Temat skolla finns inte.
     --> behov/a.toml:2:9
      |
    2 | titel = "Översättning ␛[2J och åäö"
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^

    fel[unknown-concept]: Temat skolla finns inte.
     --> behov/a.toml:3:19
      |
    3 | teman = ["skola", "skolla"]
      |                   ^^^^^^^^
      |
      = hjälp: Menade du skola?

    fel[unknown-concept]: Temat skolla finns inte.
     --> behov/b.toml:1:6
      |
    1 | id = "b"
      |      ^^^
      |
     ::: behov/a.toml:1:6
      |
    1 | id = "a"
      |      --- här finns det
      |
      = hjälp: Menade du skola?

    info[unknown-concept]: Temat skolla finns inte.
     --> behov/b.toml:3:510
      |
    3 | ...a", "a", "a", "a", "a", "a", "migratoin"]
      |                                 ^^^^^^^^^^^
      |
      = hjälp: Menade du skola?

    fel[unknown-concept]: Temat skolla finns inte.
    --> behov/borta.toml
    "#);
    let english = Page { lang: Lang::En, ..Page::default() };
    insta::assert_snapshot!(told(&sample()[..1], FindingFormat::Text, &english), @r#"
    error[unknown-concept]: There is no theme skolla.
     --> behov/a.toml:3:19
      |
    3 | teman = ["skola", "skolla"]
      |                   ^^^^^^^^
      |
      = help: Did you mean skola?
    "#);
}

#[test]
fn of_many_other_places_some_are_drawn_and_the_rest_counted() {
    let there = Words::new("även här", "here too");
    let also = |count| vec![("behov/b.toml".into(), value("id"), there.clone()); count];
    let drawn = |count| {
        let finding = Finding { also: also(count), ..finding("behov/a.toml", value("id")) };
        told(&[finding], FindingFormat::Text, &Page::default())
    };
    assert!(!drawn(5).contains("till"));
    assert!(drawn(6).contains("= och på 1 ställe till\n"), "{}", drawn(6));
    assert!(drawn(1000).contains("= och på 995 ställen till\n"));
    assert_eq!(drawn(1000).matches("även här").count(), 5);
}

#[test]
fn colour_is_used_only_where_the_page_allows_it() {
    let styled = Page { is_styled: true, ..Page::default() };
    insta::assert_snapshot!(told(&sample()[..1], FindingFormat::Text, &styled).replace('\u{1b}', "^"), @r#"
    ^[1m^[91mfel[unknown-concept]^[0m^[1m: Temat skolla finns inte.^[0m
     ^[1m^[94m--> ^[0mbehov/a.toml:3:19
      ^[1m^[94m|^[0m
    ^[1m^[94m3^[0m ^[1m^[94m|^[0m teman = ["skola", "skolla"]
      ^[1m^[94m|^[0m                   ^[1m^[91m^^^^^^^^^[0m
      ^[1m^[94m|^[0m
      ^[1m^[94m= ^[0m^[1mhjälp^[0m: Menade du skola?
    "#);
    assert!(!told(&sample(), FindingFormat::Text, &Page::default()).contains('\u{1b}'));
}

#[test]
fn short_is_a_line_each() {
    insta::assert_snapshot!(told(&sample(), FindingFormat::Short, &Page::default()), @"
    behov/a.toml:2:9: varning[unknown-concept]: Temat skolla finns inte.
    behov/a.toml:3:19: fel[unknown-concept]: Temat skolla finns inte.
    behov/b.toml:1:6: fel[unknown-concept]: Temat skolla finns inte.
    behov/b.toml:3:510: info[unknown-concept]: Temat skolla finns inte.
    behov/borta.toml:1:1: fel[unknown-concept]: Temat skolla finns inte.
    ");
}

#[test]
fn json_is_a_finding_to_a_line() {
    let json = told(&sample(), FindingFormat::Json, &Page::default());
    insta::assert_snapshot!(json, @r#"
    {
      "schema_version": 1,
      "counts": {"fel": 3, "varning": 1, "info": 1},
      "findings": [
        {"rule":"unknown-concept","level":"varning","file":"behov/a.toml","line":2,"column":9,"end_line":2,"end_column":36,"field":"titel","message":"Temat skolla finns inte.","hint":null,"also":[]},
        {"rule":"unknown-concept","level":"fel","file":"behov/a.toml","line":3,"column":19,"end_line":3,"end_column":27,"field":"teman[1]","message":"Temat skolla finns inte.","hint":"Menade du skola?","also":[]},
        {"rule":"unknown-concept","level":"fel","file":"behov/b.toml","line":1,"column":6,"end_line":1,"end_column":9,"field":"id","message":"Temat skolla finns inte.","hint":"Menade du skola?","also":[{"file":"behov/a.toml","line":1,"column":6,"end_line":1,"end_column":9,"field":"id","message":"här finns det"}]},
        {"rule":"unknown-concept","level":"info","file":"behov/b.toml","line":3,"column":510,"end_line":3,"end_column":521,"field":"teman[100]","message":"Temat skolla finns inte.","hint":"Menade du skola?","also":[]},
        {"rule":"unknown-concept","level":"fel","file":"behov/borta.toml","line":1,"column":1,"end_line":1,"end_column":1,"field":null,"message":"Temat skolla finns inte.","hint":null,"also":[]}
      ]
    }
    "#);
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(read["findings"].as_array().map(Vec::len), Some(5));
    let none: serde_json::Value =
        serde_json::from_str(&told(&[], FindingFormat::Json, &Page::default())).expect("JSON");
    assert_eq!(none["findings"], serde_json::json!([]));
}

#[test]
fn github_is_a_command_each() {
    let page = Page { base: "map-data".into(), ..Page::default() };
    insta::assert_snapshot!(told(&sample(), FindingFormat::Github, &page), @r"
    ::warning file=map-data/behov/a.toml,line=2,endLine=2,col=9,endColumn=36,title=unknown-concept::Temat skolla finns inte.
    ::error file=map-data/behov/a.toml,line=3,endLine=3,col=19,endColumn=27,title=unknown-concept::Temat skolla finns inte.%0AMenade du skola?
    ::error file=map-data/behov/b.toml,line=1,endLine=1,col=6,endColumn=9,title=unknown-concept::Temat skolla finns inte.%0AMenade du skola?%0Amap-data/behov/a.toml:1:6: här finns det
    ::notice file=map-data/behov/b.toml,line=3,endLine=3,col=510,endColumn=521,title=unknown-concept::Temat skolla finns inte.%0AMenade du skola?
    ::error file=map-data/behov/borta.toml,title=unknown-concept::Temat skolla finns inte.
    ");
}

#[test]
fn gitlab_is_a_code_quality_report() {
    insta::assert_snapshot!(told(&sample()[..2], FindingFormat::Gitlab, &Page::default()), @r#"
    [
      {"description":"Temat skolla finns inte.","check_name":"unknown-concept","fingerprint":"1:unknown-concept:a:titel:Temat skolla finns inte.","severity":"minor","location":{"path":"behov/a.toml","lines":{"begin":2,"end":2}}},
      {"description":"Temat skolla finns inte. Menade du skola?","check_name":"unknown-concept","fingerprint":"1:unknown-concept:a:teman:Temat skolla finns inte.","severity":"major","location":{"path":"behov/a.toml","lines":{"begin":3,"end":3}}}
    ]
    "#);
    assert_eq!(told(&[], FindingFormat::Gitlab, &Page::default()), "[]\n");
}

#[test]
fn sarif_has_every_rule_and_a_result_to_a_line() {
    let page = Page { base: "map-data/".into(), lang: Lang::En, ..Page::default() };
    let log = told(&sample(), FindingFormat::Sarif, &page);
    let (head, results) = log.split_once("  \"columnKind\"").expect("a column kind");
    let index = crate::check::RULES.iter().position(|rule| rule.name == "unknown-concept").expect("a rule");
    let results = results.replace(&format!("\"ruleIndex\":{index}"), "\"ruleIndex\":…");
    insta::assert_snapshot!(results, @r#"
    : "unicodeCodePoints",
      "language": "en",
      "results": [
        {"ruleId":"unknown-concept","level":"warning","message":{"text":"There is no theme skolla."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"map-data/behov/a.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":9,"endLine":2,"endColumn":36}}}],"partialFingerprints":{"karta/v1":"1:unknown-concept:a:titel:Temat skolla finns inte."},"ruleIndex":…},
        {"ruleId":"unknown-concept","level":"error","message":{"text":"There is no theme skolla. Did you mean skola?"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"map-data/behov/a.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":19,"endLine":3,"endColumn":27}}}],"partialFingerprints":{"karta/v1":"1:unknown-concept:a:teman:Temat skolla finns inte."},"ruleIndex":…},
        {"ruleId":"unknown-concept","level":"error","message":{"text":"There is no theme skolla. Did you mean skola?"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"map-data/behov/b.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":6,"endLine":1,"endColumn":9}}}],"partialFingerprints":{"karta/v1":"1:unknown-concept:b:id:Temat skolla finns inte."},"ruleIndex":…,"relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"map-data/behov/a.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":6,"endLine":1,"endColumn":9}},"message":{"text":"it is here"}}]},
        {"ruleId":"unknown-concept","level":"note","message":{"text":"There is no theme skolla. Did you mean skola?"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"map-data/behov/b.toml","uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":510,"endLine":3,"endColumn":521}}}],"partialFingerprints":{"karta/v1":"1:unknown-concept:b:teman:Temat skolla finns inte."},"ruleIndex":…},
        {"ruleId":"unknown-concept","level":"error","message":{"text":"There is no theme skolla."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"map-data/behov/borta.toml","uriBaseId":"%SRCROOT%"}}}],"partialFingerprints":{"karta/v1":"1:unknown-concept:borta::Temat skolla finns inte."},"ruleIndex":…}
      ]
    }]
    }
    "#);
    let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(crate::check::RULES.len()));
    assert!(head.contains("A field names a concept that is not in its taxonomy."), "{head:.500}");
}

#[test]
fn junit_is_a_suite_for_each_rule() {
    let xml = told(&sample()[1..], FindingFormat::Junit, &Page::default());
    let (before, rest) = xml.split_once("<testsuite name=\"unknown-concept\"").expect("the rule");
    insta::assert_snapshot!(rest.split_once("</testsuite>").expect("its end").0, @r#"
     tests="4" failures="2" errors="0" skipped="2">
    <testcase classname="unknown-concept" name="behov/a.toml: Temat skolla finns inte.">
    <skipped type="varning" message="Temat skolla finns inte."/>
    </testcase>
    <testcase classname="unknown-concept" name="behov/b.toml: Temat skolla finns inte.">
    <failure type="fel" message="Temat skolla finns inte.">behov/b.toml:1:6
    Temat skolla finns inte.
    Menade du skola?
    behov/a.toml:1:6: här finns det</failure>
    </testcase>
    <testcase classname="unknown-concept" name="behov/b.toml: Temat skolla finns inte.">
    <skipped type="info" message="Temat skolla finns inte."/>
    </testcase>
    <testcase classname="unknown-concept" name="behov/borta.toml: Temat skolla finns inte.">
    <failure type="fel" message="Temat skolla finns inte.">behov/borta.toml:1:1
    Temat skolla finns inte.</failure>
    </testcase>
    "#);
    assert!(before.contains(&format!("tests=\"{}\" failures=\"2\"", crate::check::RULES.len() + 3)), "{before:.200}");
    assert!(before.contains("<testcase classname=\"bad-date\" name=\"bad-date\"/>"), "{before}");
}

#[test]
fn paths_begin_where_the_reader_stands() {
    let page = Page { base: "kartor/skola/".into(), ..Page::default() };
    for format in FindingFormat::ALL {
        let text = told(&sample(), format, &page);
        let is_there = text.contains("kartor/skola/behov/a.toml");
        assert_eq!(is_there, format != FindingFormat::Json, "{format:?}");
    }
}

#[test]
fn places_are_found_in_files_of_every_shape() {
    let prose = "titel = \"\"\"\né\u{20ac}\n\"\"\"\r\nid = \"\u{1f600}\" # x";
    let odd = Tree::memory([("behov/a.toml", prose), ("behov/tom.toml", "")]);
    let mut all: Vec<Finding> = (0..60).map(|from| finding("behov/a.toml", Place::Bytes(from, from + 3))).collect();
    all.extend([finding("behov/a.toml", value("titel")), finding("behov/tom.toml", Place::Bytes(0, 9))]);
    all.push(finding("behov/tom.toml", value("id")));
    for format in FindingFormat::ALL {
        findings(&all, &odd, format, &Page::default(), &mut Vec::new()).expect("memory never fails");
    }
    let mut bytes = Vec::new();
    findings(&all[60..], &odd, FindingFormat::Text, &Page::default(), &mut bytes).expect("memory never fails");
    insta::assert_snapshot!(String::from_utf8_lossy(&bytes), @r#"
    fel[unknown-concept]: Temat skolla finns inte.
     --> behov/a.toml:1:9
      |
    1 | titel = """
      |         ^^^
      |
      = hjälp: Menade du skola?

    fel[unknown-concept]: Temat skolla finns inte.
     --> behov/tom.toml:1:1
      |
    1 |
      | ^
      |
      = hjälp: Menade du skola?

    fel[unknown-concept]: Temat skolla finns inte.
     --> behov/tom.toml:1:1
      |
    1 |
      | ^
      |
      = hjälp: Menade du skola?
    "#);
}

#[test]
fn the_summary_counts_in_words() {
    let said =
        |count: usize| [Lang::Sv, Lang::En].map(|lang| summary(&sample()[..count]).get(lang).to_owned()).join(" / ");
    insta::assert_snapshot!([0, 1, 2, 5].map(said).join("\n"), @"
    Inget att anmärka: kartan är i ordning. / Nothing to report: the map is in order.
    1 fel i 1 fil. / 1 error in 1 file.
    1 fel och 1 varning i 1 fil. / 1 error and 1 warning in 1 file.
    3 fel, 1 varning och 1 upplysning i 3 filer. / 3 errors, 1 warning and 1 remark in 3 files.
    ");
}

#[test]
fn what_stands_in_a_line_for_another_reason_is_not_shown_either() {
    let tree = Tree::memory([("behov/a.toml", "id = \"a\" # ring 070-174 06 06\n\"19640823-3234\" = 1\n")]);
    let key = Place::Key(FieldPath::field("19640823-3234"));
    let all = [finding("behov/a.toml", value("id")), finding("behov/a.toml", key)];
    for format in FindingFormat::ALL {
        let mut bytes = Vec::new();
        findings(&all, &tree, format, &Page::default(), &mut bytes).expect("memory never fails");
        let told = String::from_utf8(bytes).expect("UTF-8");
        assert!(!told.contains("19640823") && !told.contains("174 06 06"), "{told}");
    }
}

#[test]
fn what_must_not_be_shown_is_not_shown() {
    let tree = Tree::memory([("behov/a.toml", "id = \"a\"\ntitel = \"Å 830317-9911 b\"\n")]);
    let secret = Place::Secret(FieldPath::field("titel"), 3, 14);
    let all = [finding("behov/a.toml", secret), finding("behov/a.toml", value("titel"))];
    for format in FindingFormat::ALL {
        let mut bytes = Vec::new();
        findings(&all, &tree, format, &Page::default(), &mut bytes).expect("memory never fails");
        let told = String::from_utf8(bytes).expect("UTF-8");
        assert!(!told.contains("830317") && !told.contains("9911"), "{told}");
        assert_eq!(told.contains("\"Å ******-**** b\""), format == FindingFormat::Text, "{told}");
    }
}
