use super::*;
use crate::source::Tree;

fn tree(settings: &str) -> Vec<(String, String)> {
    let actor = |id: &str, name: &str| {
        (
            format!("aktor/{id}.toml"),
            format!("id = \"{id}\"\nnamn = \"{name}\"\nnamn_en = \"{name} EN\"\nniva = \"stat\"\n"),
        )
    };
    vec![
        ("karta.toml".into(), format!("namn = \"K\"\nformat = 1\n{settings}")),
        (
            "taxonomi/tema.toml".into(),
            "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n".into(),
        ),
        actor("digg", "Digg"),
        actor("skr", "SKR"),
    ]
}

fn karta(settings: &str) -> Karta {
    Karta::draw(&Tree::memory(tree(settings)))
}

#[test]
fn a_schema_says_what_the_declarations_say() {
    let schema = of(Kind::Initiativ, &karta(""));
    assert_eq!(schema["required"], json!(["id", "titel", "beskrivning", "status", "teman"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    assert_eq!(schema["properties"].as_object().map(Map::len), Some(fields(Kind::Initiativ).len()));
    insta::assert_snapshot!(schema["properties"]["status"], @r#"{"title":"Status","description":"Hur långt initiativet har kommit.\n\nen: How far the initiative has come.","type":"string","enum":["planerat","pagaende","pausat","forvaltning","avslutat","avfort"],"x-taplo":{"docs":{"enumValues":["planerat","pågående","pausat","förvaltning","avslutat","avfört"]}}}"#);
    insta::assert_snapshot!(schema["properties"]["nytta"], @r#"{"title":"Nytta","description":"Hur stor nyttan är, 1–5, och varför.\n\nen: How great the benefit is, 1–5, and why.","type":"object","additionalProperties":false,"required":["varde","skal"],"properties":{"varde":{"title":"Värde","description":"1 är minst, 5 är störst.\n\nen: 1 is least, 5 is most.","type":"integer","minimum":1,"maximum":5},"skal":{"title":"Skäl","description":"Varför.\n\nen: Why.","type":"string","pattern":"^[^\\n]*\\S[^\\n]*$"}}}"#);
    assert_eq!(schema["properties"]["agare"]["items"], json!({ "$ref": "#/definitions/aktor" }));
    insta::assert_snapshot!(schema["definitions"]["aktor"], @r#"{"type":"string","enum":["digg","skr"],"x-taplo":{"docs":{"enumValues":["Digg","SKR"]}}}"#);
    insta::assert_snapshot!(schema["definitions"]["tema"], @r#"{"type":"string","enum":["skola"],"x-taplo":{"docs":{"enumValues":["Skola"]}}}"#);
}

#[test]
fn a_schema_speaks_the_maps_language() {
    let schema = of(Kind::Aktor, &karta("sprak = \"en\"\n"));
    assert_eq!((&schema["title"], &schema["properties"]["niva"]["title"]), (&json!("actor"), &json!("Level")));
    assert_eq!(schema["definitions"]["aktor"]["x-taplo"]["docs"]["enumValues"], json!(["Digg EN", "SKR EN"]));
}

#[test]
fn of_nothing_or_too_many_any_id_will_do() {
    let behov = |count: usize| {
        let files = (0..count).map(|at| (format!("behov/b-{at}.toml"), "titel = \"B\"\n"));
        of(Kind::Initiativ, &Karta::draw(&Tree::memory(files)))["definitions"]["behov"].clone()
    };
    assert!(behov(MOST_IDS)["enum"].is_array());
    for count in [0, MOST_IDS + 1] {
        assert!(behov(count)["enum"].is_null() && behov(count)["pattern"].is_string(), "{count}");
    }
}

#[test]
fn the_settings_say_where_schemas_lie() {
    let karta = karta("schema = \"scheman\"\n");
    let paths: Vec<String> = files(&karta).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths[0], "scheman/behov.schema.json");
    assert_eq!(paths.len(), Kind::ALL.len());
    let line = line(&karta, Kind::Behov, "behov/skola/b.toml");
    assert_eq!(line.as_deref(), Some("#:schema ../../scheman/behov.schema.json\n"));
    assert_eq!(line_to("s", Kind::Karta, "karta.toml"), "#:schema s/karta.schema.json\n");
    for out in ["../ut", "/etc", "a/b", ""] {
        let karta = super::tests::karta(&format!("schema = \"{out}\"\n"));
        assert_eq!((folder(&karta), files(&karta)), (None, Vec::new()), "{out}");
    }
}
