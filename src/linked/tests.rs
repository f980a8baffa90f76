use std::collections::BTreeSet;

use oxjsonld::JsonLdParser;
use oxrdf::Triple;
use oxrdfxml::RdfXmlParser;
use oxttl::TurtleParser;

use super::*;
use crate::entry::{FIELDS, Field};
use crate::source::Tree;
use crate::value::Kind;

const SETTINGS: &str = r#"namn = "Kartan"
namn_en = "The map"
format = 1

[oppna_data]
bas = "https://karta.example.se/id/"
licens = "http://creativecommons.org/publicdomain/zero/1.0/"
utgivare = "digg"
beskrivning = "Behov och initiativ."
kontakt = "kansli@example.se"
kontakt_namn = "Kansliet"
plats = "http://publications.europa.eu/resource/authority/country/SWE"
foretagshandelser = "foretag"

[[oppna_data.filer]]
url = "https://karta.example.se/{revision}.ttl"
format = "RDF_TURTLE"
"#;

fn karta() -> Karta {
    Karta::draw(&Tree::memory([
        ("karta.toml", SETTINGS),
        ("revision/2018.toml", "id = \"2018\"\ntitel = \"Kartan 2018\"\ndatum = \"2018-06\"\n"),
        (
            "taxonomi/livshandelse.toml",
            "id = \"livshandelse\"\nnamn = \"Livshändelse\"\n[[begrepp]]\nid = \"flytta\"\nnamn = \"Flytta\"\nnamn_en = \"Moving\"\n[[begrepp]]\nid = \"foretag\"\nnamn = \"Företag\"\n[[begrepp]]\nid = \"anstalla\"\nnamn = \"Anställa\"\noverordnat = \"foretag\"\n",
        ),
        (
            "aktor/digg.toml",
            "id = \"digg\"\nnamn = \"Digg\"\nniva = \"stat\"\norganisationsnummer = \"202100-6883\"\n[[medlemskap]]\ni = \"digg\"\nfran = \"2018-09\"\n",
        ),
        (
            "initiativ/i.toml",
            "id = \"i\"\ntitel = \"Min <b>tjänst</b>\\u001b\"\nbeskrivning = \"Två\\nrader\"\nstatus = \"pagaende\"\ntyp = \"tjanst\"\nlivshandelser = [\"flytta\", \"okand\"]\nagare = [\"digg\"]\nmoter = [\"borta\"]\nstart = \"2018-03-08\"\nslut = \"2020\"\nlankar = [\"https://www.digg.se/å\"]\n",
        ),
        (
            "initiativ/gammalt.toml",
            "id = \"gammalt\"\ntitel = \"G\"\nstatus = \"avfort\"\nersatt_av = [\"i\"]\navford = { nar = \"2019\", skal = \"Uppgick\" }\n",
        ),
    ]))
}

fn written(syntax: Syntax) -> String {
    let karta = karta();
    let site = Site::of(&karta, None).expect("a base");
    let entries = karta.entries().iter().filter(|entry| Kind::ENTRIES.contains(&entry.kind));
    let mut bytes = Vec::new();
    write(&graph(&karta, entries, &site), syntax, &site, &mut bytes).expect("memory takes it");
    String::from_utf8(bytes).expect("UTF-8")
}

/// What is said of one thing, in Turtle.
fn about(node: &str) -> String {
    let turtle = written(Syntax::Turtle);
    let start = format!("<https://karta.example.se/id/{node}> ");
    let blocks = turtle.split(" .\n").filter(|block| block.starts_with(&start));
    blocks.collect::<Vec<_>>().join(" .\n")
}

#[test]
fn a_service_is_told_as_cpsv_ap_has_it() {
    insta::assert_snapshot!(about("initiativ/i"));
}

#[test]
fn an_organisation_has_its_number_and_its_place() {
    insta::assert_snapshot!(about("aktor/digg"));
}

#[test]
fn an_entry_that_is_gone_says_so_and_where_it_went() {
    insta::assert_snapshot!(about("initiativ/gammalt"));
}

#[test]
fn events_of_businesses_are_told_from_those_of_lives() {
    for (id, class) in [("flytta", "cv:LifeEvent"), ("foretag", "cv:BusinessEvent"), ("anstalla", "cv:BusinessEvent")] {
        let told = about(&format!("begrepp/livshandelse/{id}"));
        assert!(told.contains(class), "{told}");
    }
}

#[test]
fn a_revision_is_a_dataset_in_the_maps_series() {
    insta::assert_snapshot!(about("dataset/2018"));
}

#[test]
fn all_ways_of_writing_say_the_same_and_the_same_every_time() {
    let set = |triples: Vec<Triple>| -> BTreeSet<String> { triples.iter().map(Triple::to_string).collect() };
    let turtle: Result<Vec<Triple>, _> = TurtleParser::new().for_slice(&written(Syntax::Turtle)).collect();
    let turtle = set(turtle.expect("Turtle"));
    let xml: Result<Vec<Triple>, _> = RdfXmlParser::new().for_slice(&written(Syntax::RdfXml)).collect();
    let json: Result<Vec<_>, _> = JsonLdParser::new().for_slice(&written(Syntax::JsonLd)).collect();
    let json = json.expect("JSON-LD").into_iter().map(|quad| quad.into()).collect();
    assert!(turtle.len() > 200, "{}", turtle.len());
    assert_eq!(turtle, set(xml.expect("RDF/XML")));
    assert_eq!(turtle, set(json));
    for syntax in Syntax::ALL {
        assert_eq!(written(syntax), written(syntax));
    }
}

#[test]
fn nothing_has_no_name() {
    assert!(!written(Syntax::Turtle).contains("_:"));
}

#[test]
fn every_word_of_the_maps_own_is_explained() {
    let turtle = written(Syntax::Turtle);
    fn own(field: &Field, turtle: &str) {
        if entry::standard(field).is_none() && !matches!(field.name, "id" | "egna") {
            let explained = format!("<https://karta.example.se/id/term/{}> a rdf:Property", field.name);
            let short = format!("karta:{} a rdf:Property", field.name);
            assert!(turtle.contains(&explained) || turtle.contains(&short), "{}", field.name);
        }
    }
    for field in FIELDS.iter().filter(|field| field.kinds.iter().any(|kind| Kind::ENTRIES.contains(kind))) {
        own(field, &turtle);
        field.parts().iter().for_each(|part| own(part, &turtle));
    }
}

#[test]
fn a_base_must_be_given_and_be_one() {
    let silent = Karta::draw(&Tree::memory([("karta.toml", "namn = \"K\"\nformat = 1\n")]));
    assert!(Site::of(&silent, None).is_err());
    assert!(Site::of(&silent, Some("https://x.se/")).is_ok());
    for bad in [
        "x",
        "ftp://x.se/",
        "https://x.se",
        "https://x.se/k#",
        "https://x.se/?k=/",
        "https://x y.se/",
        "https://x.se/>/",
    ] {
        assert!(Site::of(&silent, Some(bad)).is_err(), "{bad}");
    }
}

#[test]
fn what_a_catalogue_needs_is_known_and_a_map_that_is_silent_gets_none() {
    let silent = Karta::draw(&Tree::memory([("karta.toml", "namn = \"K\"\nformat = 1\n")]));
    let site = Site::of(&silent, Some("https://x.se/")).expect("a base");
    assert_eq!(lacking(&silent, &site), ["licens", "utgivare", "beskrivning", "kontakt", "kontakt_namn"]);
    let mut bytes = Vec::new();
    write(&graph(&silent, [].into_iter(), &site), Syntax::Turtle, &site, &mut bytes).expect("memory takes it");
    assert!(!String::from_utf8_lossy(&bytes).contains("a dcat:"));
}

#[test]
fn what_a_catalogue_cannot_use_is_lacking() {
    let settings =
        SETTINGS.replace("utgivare = \"digg\"", "utgivare = \"nagon\"").replace("http://creativecommons", "cc <");
    let karta = Karta::draw(&Tree::memory([("karta.toml", settings)]));
    assert_eq!(lacking(&karta, &Site::of(&karta, None).expect("a base")), ["licens", "utgivare"]);
}

#[test]
fn words_of_the_maps_own_are_narrower_than_words_of_others() {
    let turtle = written(Syntax::Turtle);
    for (own, wider) in
        [("agare", "contributor"), ("moter", "relation"), ("beror_av", "requires"), ("relaterat", "relation")]
    {
        let about = about(&format!("term/{own}")) + &about_short(&turtle, own);
        assert!(about.contains(&format!("rdfs:subPropertyOf dct:{wider}")), "{own}: {about}");
    }
}

/// What is said of one of the map's own words, where it is written by its prefix.
fn about_short(turtle: &str, own: &str) -> String {
    let start = format!("karta:{own} ");
    turtle.split(" .\n").filter(|block| block.starts_with(&start)).collect()
}
