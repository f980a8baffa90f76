//! What a selection becomes: the tables of each kind of answer, as a reader sees them.

use super::example::{drawn, karta, selected, told};
use super::{Filter, columns, count, cross, default_columns, explain, export_columns, list, long, sort};
use crate::say::Lang;
use crate::value::Kind;

#[test]
fn a_filter_is_explained_in_both_languages() {
    let karta = karta();
    let asked = "tema:vård -(status:avslutat eller typ:tjänst) saknar:slut eller tolkning start<2018";
    let resolved = Filter::parse(asked).and_then(|filter| filter.resolve(&karta)).expect("known");
    let table = explain(&karta, &resolved);
    insta::assert_snapshot!(drawn(&table, Lang::Sv), @r"
    Så lästes filtret
    Del av filtret | Ensam | Kvar
    alla behov och initiativ | 5 | 5
    något av detta | 0 | 0
    – allt detta | 0 | 
    – – tema är Vård och omsorg | 4 | 
    – – inget av detta | 3 | 
    – – – status är avslutat | 1 | 
    – – – typ är tjänst | 1 | 
    – – slut saknas | 1 | 
    – allt detta | 0 | 
    – – titeln eller texten har ordet tolkning | 1 | 
    – – start är före 2018 | 2 | 
    (Filter: (tema:vård -(status:avslutat eller typ:tjänst) saknar:slut) eller (tolkning start<2018))
    ");
    insta::assert_snapshot!(drawn(&table, Lang::En), @r"
    How the filter was read
    Part of the filter | Alone | Left
    all needs and initiatives | 5 | 5
    any of this | 0 | 0
    – all of this | 0 | 
    – – theme is Health care | 4 | 
    – – none of this | 3 | 
    – – – status is ended | 1 | 
    – – – type is service | 1 | 
    – – end is missing | 1 | 
    – all of this | 0 | 
    – – the title or the text has the word tolkning | 1 | 
    – – start is before 2018 | 2 | 
    (Filter: (tema:vård -(status:avslutat eller typ:tjänst) saknar:slut) eller (tolkning start<2018))
    ");
    let asked = "tema:migration aktör!=skr livshändelse:företagshändelser -vård titel:e nytta>=3";
    let resolved = Filter::parse(asked).and_then(|filter| filter.resolve(&karta)).expect("known");
    insta::assert_snapshot!(drawn(&explain(&karta, &resolved), Lang::Sv), @r"
    Så lästes filtret
    Del av filtret | Ensam | Kvar
    alla behov och initiativ | 5 | 5
    tema är Migration, integration och arbete | 2 | 2
    någon aktör är något annat än Sveriges Kommuner och Regioner | 2 | 1
    livshändelse är Företagshändelser eller något som hör dit | 2 | 0
    inte: titeln eller texten har ordet vård | 4 | 0
    titel innehåller e | 3 | 0
    nytta: värde är minst 3 | 1 | 0
    (Filter: tema:migration aktör!=skr livshändelse:företagshändelser -vård titel:e nytta>=3)
    ");
}

#[test]
fn answers_are_tables() {
    let karta = karta();
    let found = selected(&karta, "tema:migration").expect("known");
    insta::assert_snapshot!(drawn(&list(&karta, &found, &default_columns(&karta, &found)), Lang::Sv), @r"
    2 poster
    Titel | Slag | Status | Id
    Översättning och tolkning | behov | prioriterat | tolkning
    Tolkförmedling | initiativ | pågående | tolk
    (Filter: tema:migration)
    ");
    let shown = columns(["titel", "aktör", "nytta.värde", "egna.klar", "path"]).expect("known");
    insta::assert_snapshot!(drawn(&list(&karta, &found, &shown), Lang::En), @r"
    2 entries
    Title | Actors | Benefit: Value | egna.klar | File
    Översättning och tolkning | eSam; Swedish Tax Agency | 4 | true | behov/migration/tolkning.toml
    Tolkförmedling | Sveriges Kommuner och Regioner; Swedish Tax Agency |  |  | initiativ/migration/tolk.toml
    (Filter: tema:migration)
    ");
    let mut first = found.clone();
    first.limit(1);
    insta::assert_snapshot!(drawn(&list(&karta, &first, &columns(["id"]).expect("known")), Lang::Sv), @r"
    1 post
    Id
    tolkning
    (Filter: tema:migration)
    (Visar 1 av 2 poster.)
    ");
    insta::assert_snapshot!(drawn(&long(&karta, &selected(&karta, "id:skr").expect("known")), Lang::Sv), @r"
    1 post
    Id | Slag | Fält | Nummer | Värde | Namn
    skr | aktör | id | 1 | skr | 
    skr | aktör | namn | 1 | Sveriges Kommuner och Regioner | 
    skr | aktör | organisationsnummer | 1 | 222000-0315 | 
    skr | aktör | niva | 1 | forening | förening
    skr | aktör | tidigare_namn.namn | 1 | SKL | 
    skr | aktör | tidigare_namn.till | 1 | 2019-11 | 
    skr | aktör | medlemskap.i | 1 | esam | eSam
    skr | aktör | medlemskap.fran | 1 | 2017 | 
    (Filter: id:skr)
    ");
}

#[test]
fn a_list_shows_all_that_it_holds() {
    let karta = karta();
    let found = selected(&karta, "id:tolkning").expect("known");
    let shown = columns(["teman", "aktorer", "kallor"]).expect("known");
    insta::assert_snapshot!(drawn(&list(&karta, &found, &shown), Lang::En), @r"
    1 entry
    Themes | Actors | Sources
    Migration, integration and work; Health care | eSam; Swedish Tax Agency | 
    (Filter: id:tolkning)
    ");
}

#[test]
fn an_unknown_column_is_told() {
    let failure = columns(["titel", "stauts"]).expect_err("no such field");
    insta::assert_snapshot!(told(&failure, Lang::En), @r"
    There is no field stauts.
    → Did you mean status? All fields are shown by: karta fields
    ");
}

#[test]
fn rows_are_sorted_as_asked_and_what_is_missing_is_last() {
    let karta = karta();
    let sorted = |fields: &[&str]| {
        let mut found = selected(&karta, "").expect("known");
        sort(&karta, &mut found, fields).expect("known");
        found.ids(&karta).map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sorted(&["titel"]), "journal tolk ar ost tolkning");
    assert_eq!(sorted(&["-titel"]), "tolkning ost ar tolk journal");
    assert_eq!(sorted(&["start"]), "journal tolk ar ost tolkning");
    assert_eq!(sorted(&["-start"]), "tolk journal ar ost tolkning");
    assert_eq!(sorted(&["tema", "-id"]), "tolk tolkning ost journal ar");
    assert_eq!(sorted(&["kind", "status"]), "ar ost tolkning tolk journal");
}

#[test]
fn entries_are_counted_by_one_field_or_two() {
    let karta = karta();
    let found = selected(&karta, "").expect("known");
    let shown = columns(["tema", "livshandelse", "kind"]).expect("known");
    insta::assert_snapshot!(drawn(&count(&karta, &found, &shown[0]), Lang::Sv), @r"
    Antal poster efter teman
    Teman | Antal
    Migration, integration och arbete | 2
    Vård och omsorg | 4
    (Filter: inget)
    (Poster i allt: 5)
    (En post med flera värden räknas under vart och ett av dem, men en gång i en totalsumma.)
    ");
    insta::assert_snapshot!(drawn(&count(&karta, &found, &shown[1]), Lang::En), @r"
    Entries by life events
    Life events | Count
    Starta företag | 1
    Företagshändelser | 1
    (missing) | 3
    (Filter: none)
    (Entries in all: 5)
    (An entry with several values counts under each of them, but once in a total.)
    ");
    insta::assert_snapshot!(drawn(&cross(&karta, &found, &shown[0], &shown[2]), Lang::Sv), @r"
    Antal poster efter teman och slag
    Teman | behov | initiativ | Totalt
    Migration, integration och arbete | 1 | 1 | 2
    Vård och omsorg | 3 | 1 | 4
    Totalt | 3 | 2 | 5
    (Filter: inget)
    (Poster i allt: 5)
    (En post med flera värden räknas under vart och ett av dem, men en gång i en totalsumma.)
    ");
}

#[test]
fn the_columns_of_an_export_are_fixed() {
    let keys = |kind| export_columns(&[kind]).into_iter().map(|show| show.column.key).collect::<Vec<_>>().join(" ");
    insta::assert_snapshot!(keys(Kind::Behov), @"kind id titel beskrivning status teman livshandelser informationsomraden verksamhetsomraden fokusomraden aktorer relaterat ersatt_av uppgift_ar nytta.varde nytta.skal insats.varde insats.skal avford.nar avford.skal tidigare_titlar inte_samma kallor egna fil");
    insta::assert_snapshot!(keys(Kind::Initiativ), @"kind id titel beskrivning status typ teman livshandelser informationsomraden verksamhetsomraden fokusomraden agare deltagare moter beror_av del_av ersatter relaterat start slut diarienummer lankar ersatt_av uppgift_ar nytta.varde nytta.skal insats.varde insats.skal avford.nar avford.skal tidigare_titlar inte_samma finansiering kallor egna fil");
    insta::assert_snapshot!(keys(Kind::Aktor), @"kind id namn namn_en forkortning organisationsnummer niva ingar_i webb funktionsadress beskrivning start slut ersatt_av uppgift_ar avford.nar avford.skal tidigare_namn medlemskap kallor egna fil");
}
