//! Schemas for text editors: placed by `init`, and true after every change.

use super::desk::Desk;

#[test]
fn schemas_follow_every_change() {
    let desk = Desk::empty();
    desk.karta("init map-data --namn Provkartan --schema").well();
    let schema = || desk.read("map-data/schema/initiativ.schema.json");
    assert!(desk.read("map-data/taxonomi/tema.toml").starts_with("#:schema ../schema/taxonomi.schema.json\n"));
    assert!(!schema().contains("\"skolverket\""));

    desk.karta("add aktor --namn Skolverket --niva stat --kalla-text Egen --dry-run").well();
    assert!(!schema().contains("\"skolverket\""));
    desk.karta("add aktor --namn Skolverket --niva stat --kalla-text Egen").well();
    assert!(schema().contains("\"skolverket\"") && schema().contains("Skolverket"));
    assert!(desk.read("map-data/aktor/skolverket.toml").starts_with("#:schema ../schema/aktor.schema.json\n"));

    desk.karta("edit skolverket --set namn=Skolmyndigheten").well();
    assert!(schema().contains("Skolmyndigheten") && !schema().contains("Skolverket"));
    let written = desk.state();
    desk.karta("schema").well();
    assert_eq!(desk.state(), written, "the schemas were not those that the map has");
    desk.karta("validate").well();
}
