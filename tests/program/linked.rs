//! Linked data, as other programs read it.

use std::ffi::OsString;

use super::desk::Desk;

/// What the real map would say of itself to data portals, if somebody answered for it.
const OPEN_DATA: &str = r#"
[oppna_data]
bas = "https://karta.example.se/id/"
licens = "http://creativecommons.org/publicdomain/zero/1.0/"
utgivare = "esam"
beskrivning = "Behov och initiativ i offentlig sektor."
kontakt = "kansli@example.se"
kontakt_namn = "Kansliet"
plats = "http://publications.europa.eu/resource/authority/country/SWE"
foretagshandelser = "foretagshandelse"

[[oppna_data.filer]]
url = "https://karta.example.se/{revision}/karta.ttl"
format = "RDF_TURTLE"
"#;

/// The real map, as one that is published.
fn published() -> Desk {
    let desk = Desk::with_real_map();
    let settings = desk.read("map-data/karta.toml");
    desk.write("map-data/karta.toml", settings + OPEN_DATA);
    desk
}

#[test]
fn a_map_without_an_address_says_what_to_write() {
    let desk = Desk::with_real_map();
    assert!(desk.karta("export --format turtle").fails().contains("bas = \"https://karta.example.se/id/\""));
    assert!(desk.karta("export --format turtle --bas karta").fails().contains("https://"));
    let said = desk.karta("export --format turtle --bas https://karta.example.se/id/ --kind behov").well();
    assert!(said.out.contains("karta:behov"), "{:.500}", said.out);
    assert!(said.err.contains("licens"), "{}", said.err);
}

#[test]
fn formats_of_tables_and_of_linked_data_are_told_apart_by_the_files_name() {
    let desk = published();
    for (name, start) in [("k.ttl", "@prefix"), ("k.rdf", "<?xml"), ("k.jsonld", "{"), ("k.csv", "kind,id")] {
        desk.karta(&format!("export -o {name}")).well();
        assert!(desk.read(name).starts_with(start), "{name}: {:.80}", desk.read(name));
    }
    desk.karta("export --long --format turtle").fails();
    desk.karta("export --excel --format turtle").fails();
}

#[test]
#[ignore = "needs pySHACL; .ci/run installs it"]
fn the_real_map_keeps_the_rules_of_the_vocabularies() {
    let desk = published();
    for name in ["k.ttl", "k.rdf", "k.jsonld"] {
        desk.karta(&format!("export -o {name}")).well();
    }
    let shapes = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shapes/karta.ttl");
    let python = std::env::var_os("PYSHACL").unwrap_or_else(|| "python3".into());
    let asked = ["-c", CHECK, shapes].map(OsString::from);
    let said = desk.program(&python, asked).said();
    assert!(said.out.contains("kept"), "is pySHACL there (pip install pyshacl)?\n{}{}", said.out, said.err);
}

/// Three ways of writing say the same to an independent reader, and it keeps the rules; a broken one does not.
const CHECK: &str = r#"
import sys, rdflib, pyshacl
read = lambda name, form: rdflib.Graph().parse(name, format=form)
turtle, xml, json = read("k.ttl", "turtle"), read("k.rdf", "xml"), read("k.jsonld", "json-ld")
assert len(turtle) > 5000 and set(turtle) == set(xml) == set(json), (len(turtle), len(xml), len(json))
shapes = read(sys.argv[1], "turtle")
kept, _, told = pyshacl.validate(turtle, shacl_graph=shapes)
assert kept, told
for name in ["PublicService", "PublicOrganisation", "LifeEvent", "BusinessEvent", "Catalog", "Dataset", "Distribution"]:
    assert any(str(of).endswith(name) for of in turtle.objects(None, rdflib.RDF.type)), name
turtle.remove((None, rdflib.DCTERMS.title, None))
assert not pyshacl.validate(turtle, shacl_graph=shapes)[0]
print("kept")
"#;
