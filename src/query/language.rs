//! The language of expressions, clause by clause.

use proptest::prelude::*;

use super::example::{drawn, failure, ids, karta, selected, told};
use super::{Filter, Op, columns, count, cross, default_columns, explain, export_columns, list, long, sort};
use crate::karta::Karta;
use crate::say::Lang;
use crate::source::Tree;
use crate::value::Kind;

#[test]
fn nothing_asked_gives_every_need_and_initiative_in_swedish_order() {
    assert_eq!(ids(""), "ar ost tolkning journal tolk");
}

#[test]
fn conditions_join_as_in_speech() {
    assert_eq!(ids("tema:migration status:pågående"), "tolk");
    assert_eq!(ids("tema:migration OCH status:pagaende"), "tolk");
    assert_eq!(ids("status:avslutat or status:prioriterat"), "tolkning journal");
    assert_eq!(ids("tema:vard status:avslutat eller tema:migration typ:tjanst"), "journal tolk");
    assert_eq!(ids("tema:vard (status:avslutat eller tema:migration)"), "tolkning journal");
    assert_eq!(ids("-tema:vård"), "tolk");
    assert_eq!(ids("ej tema:vård"), "tolk");
    assert_eq!(ids("not -tema:vård"), "ar ost tolkning journal");
    assert_eq!(ids("-(tema:vård eller tema:migration)"), "");
    assert_eq!(ids("()"), ids(""));
}

#[test]
fn the_example_of_the_manual_works() {
    let asked = "tema:migration status:pågående -aktör:esam (start>=2017 eller saknar:slut) tolkning";
    assert_eq!(ids(asked), "");
    assert_eq!(ids(&asked.replace("tolkning", "tolk")), "tolk");
}

#[test]
fn fields_go_by_key_word_and_label_in_either_language() {
    for name in ["teman", "tema", "Teman", "THEMES", "theme", "\"Teman\""] {
        assert_eq!(ids(&format!("{name}:migration")), "tolkning tolk", "{name}");
    }
    for name in ["livshändelse", "livshandelser", "\"life events\"", "life-event", "Livshändelser"] {
        assert_eq!(ids(&format!("{name}:starta-foretag")), "ar", "{name}");
    }
    assert_eq!(ids("ägare:skr"), "tolk");
    assert_eq!(ids("tidigare-namn:skl"), "skr");
}

#[test]
fn values_go_by_id_name_former_name_and_beginning() {
    for value in ["skr", "SKL", "\"sveriges kommuner och regioner\"", "sveriges"] {
        assert_eq!(ids(&format!("agare:{value}")), "tolk", "{value}");
    }
    assert_eq!(ids("tema:\"Migration, integration and work\""), "tolkning tolk");
    assert_eq!(ids("aktor:skatte"), "tolkning tolk");
    assert_eq!(ids("status:ongoing"), "tolk");
    assert_eq!(ids("status:pågå"), "tolk");
    assert_eq!(ids("moter:\"Översättning och tolkning\""), "tolk");
    assert_eq!(ids("beror_av:borta"), "journal");
}

#[test]
fn a_concept_takes_in_what_is_below_it_unless_it_is_meant_strictly() {
    assert_eq!(ids("livshandelse:foretagshandelse"), "ar ost");
    assert_eq!(ids("livshandelse=foretagshandelse"), "ost");
    assert_eq!(ids("livshandelse!=foretagshandelse"), "ar");
    assert_eq!(ids("livshandelse:starta-foretag"), "ar");
}

#[test]
fn dates_and_numbers_are_compared_with_their_precision() {
    assert_eq!(ids("start>=2017"), "tolk");
    assert_eq!(ids("start >= 2017-01-01"), "tolk");
    assert_eq!(ids("start>=2017-02"), "");
    assert_eq!(ids("start:2016"), "journal");
    assert_eq!(ids("start<2017"), "journal");
    assert_eq!(ids("start<=2017"), "journal tolk");
    assert_eq!(ids("slut>2018-05"), "journal");
    assert_eq!(ids("start!=2016"), "tolk");
    assert_eq!(ids("nytta>=4"), "tolkning");
    assert_eq!(ids("nytta.värde<4"), "");
    assert_eq!(ids("uppgift_ar=2017"), "tolkning");
    assert_eq!(ids("finansiering.belopp_kkr>1499,5"), "tolk");
}

#[test]
fn what_is_there_and_what_is_missing() {
    assert_eq!(ids("saknar:slut"), "tolk");
    assert_eq!(ids("missing:ägare"), "");
    assert_eq!(ids("har:nytta.skäl"), "tolkning");
    assert_eq!(ids("has:egna"), "tolkning");
    assert_eq!(ids("-har:slut"), "ar ost tolkning tolk");
    assert_eq!(ids("saknar:livshändelser kind:behov"), "tolkning");
}

#[test]
fn texts_are_found_in_part_and_addresses_need_no_quotes() {
    assert_eq!(ids("titel:sättning"), "tolkning");
    assert_eq!(ids("titel=journal"), "journal");
    assert_eq!(ids("titel!=journal kind:initiativ"), "tolk");
    assert_eq!(ids("källor.url:https://www.esamverka.se/a"), "ar");
    assert_eq!(ids("källor:esamverka"), "ar");
    assert_eq!(ids("kallor.url:\"a(b)\""), "ar");
}

#[test]
fn own_fields_are_compared_as_what_they_are() {
    assert_eq!(ids("egna.anteckningar>=12"), "tolkning");
    assert_eq!(ids("egna.anteckningar:13"), "");
    assert_eq!(ids("egna.pase:blå"), "tolkning");
    assert_eq!(ids("egna.klar:ja"), "tolkning");
    assert_eq!(ids("egna.sedan<2018"), "tolkning");
    assert_eq!(ids("egna:blå"), "tolkning");
}

#[test]
fn swedish_letters_are_their_own_unless_nothing_else_is_found() {
    assert_eq!(ids("ost"), "ar");
    assert_eq!(ids("öst"), "ost");
    assert_eq!(ids("oversattning"), "tolkning");
    assert_eq!(ids("titel:vard"), "ost");
    assert_eq!(ids("o\u{308}st"), "ost");
}

#[test]
fn words_are_found_in_any_form_best_first_and_phrases_as_they_stand() {
    assert_eq!(ids("tolkning"), "tolkning");
    assert_eq!(ids("tolk"), "tolkning tolk");
    assert_eq!(ids("översätt"), "tolkning tolk");
    assert_eq!(ids("vården"), "ost");
    assert_eq!(ids("\"var för sig\""), "tolkning");
    assert_eq!(ids("”var för sig”"), "tolkning");
    assert_eq!(ids("\"sig för\""), "");
    assert_eq!(ids("text:\"tolkar myndigheter\""), "tolkning");
    assert_eq!(ids("Översättning – tolkning"), "");
    assert_eq!(ids("mejerier eller östlig"), "ost ar");
}

#[test]
fn the_kind_asked_about_follows_from_what_is_asked() {
    assert_eq!(ids("kind:aktör"), "esam skatteverket skr");
    assert_eq!(ids("\"typ av post\":needs"), "ar ost tolkning");
    assert_eq!(ids("nivå:stat"), "skatteverket");
    assert_eq!(ids("medlemskap:esam"), "skr");
    assert_eq!(ids("medlemskap.i:esam"), "skr");
    assert_eq!(ids("id:skr"), "skr");
    assert_eq!(ids("nivå:stat eller tema:migration"), "tolkning tolk");
    assert_eq!(ids("kind:aktor esam"), "esam");
    assert_eq!(ids("nivå:samverkan esam"), "esam");
}

#[test]
fn flags_say_the_same_as_expressions() {
    let karta = karta();
    let flags = Filter::all([
        Filter::any_of("tema", ["migration", "Vård och omsorg"]),
        Filter::any_of("status", ["pågående"]),
        Filter::any_of("typ", [""; 0]),
    ]);
    let said = "(tema:migration eller tema:\"Vård och omsorg\") status:pågående";
    assert_eq!(flags.to_string(), said);
    assert_eq!(Filter::parse(said), Ok(flags.clone()));
    let found = super::select(&karta, &flags.resolve(&karta).expect("known"));
    assert_eq!(found, selected(&karta, said).expect("known"));
}

#[test]
fn what_cannot_be_asked_is_told_with_its_place() {
    insta::assert_snapshot!(failure("tema:migration stauts:pågående"), @r"
    Fältet stauts finns inte.
      tema:migration stauts:pågående
                     ^^^^^^
    → Menade du status? Alla fält visas med: karta fields
    ");
    insta::assert_snapshot!(failure("tema:migraton"), @r"
    tema har inget värde som heter migraton.
      tema:migraton
           ^^^^^^^^
    → Menade du migration?
    ");
    insta::assert_snapshot!(failure("(tema:vard eller aktör:sk)"), @r"
    sk kan vara flera värden för aktör.
      (tema:vard eller aktör:sk)
                             ^^
    → Skriv något av dem: skatteverket, skr
    ");
    insta::assert_snapshot!(failure("start>=igår"), @r"
    igår är inget datum, och start är ett datum.
      start>=igår
             ^^^^
    → Skriv år, månad eller dag: 2018, 2018-03, 2018-03-08
    ");
    insta::assert_snapshot!(failure("nytta>=hög"), @r"
    hög är inget tal, och nytta är ett tal.
      nytta>=hög
             ^^^
    ");
    insta::assert_snapshot!(failure("titel>a"), @r"
    titel kan inte jämföras med >
      titel>a
      ^^^^^
    → Före och efter finns bara för datum och tal. Här går: : = !=
    ");
    insta::assert_snapshot!(failure("id:tolkninge"), @r"
    id har inget värde som heter tolkninge.
      id:tolkninge
         ^^^^^^^^^
    → Menade du tolkning?
    ");
    insta::assert_snapshot!(failure("egna.anteckning:x"), @r"
    Ingen post har det egna fältet egna.anteckning.
      egna.anteckning:x
      ^^^^^^^^^^^^^^^
    → Menade du egna.anteckningar?
    ");
    insta::assert_snapshot!(failure("har:kind"), @r"
    kind finns alltid.
      har:kind
          ^^^^
    ");
    insta::assert_snapshot!(failure("https://www.esamverka.se"), @r"
    Fältet https finns inte.
      https://www.esamverka.se
      ^^^^^
    → Alla fält visas med: karta fields. En text med kolon eller annat tecken i skrivs inom citattecken.
    ");
}

#[test]
fn what_is_no_expression_is_told_with_its_place() {
    insta::assert_snapshot!(failure("tolk \"utan slut"), @r#"
    Citattecknet stängs aldrig.
      tolk "utan slut
           ^
    → Sätt ett citattecken där texten slutar; ett citattecken som hör till texten skrivs \".
    "#);
    insta::assert_snapshot!(failure("(tolk eller (tema:vard)"), @r"
    Parentesen stängs aldrig.
      (tolk eller (tema:vard)
      ^
    ");
    insta::assert_snapshot!(failure("tolk) tema:vard"), @r"
    Parentesen avslutar något som aldrig börjar.
      tolk) tema:vard
          ^
    ");
    insta::assert_snapshot!(failure("tema: "), @r"
    Det saknas ett värde efter tema:
      tema: 
      ^^^^
    → Skriv tema:värde, med citattecken om värdet har mellanslag. Poster som saknar fältet: saknar:tema
    ");
    insta::assert_snapshot!(failure("tolk eller"), @r"
    Något saknas efter eller.
      tolk eller
                ^
    ");
    insta::assert_snapshot!(failure("och tolk"), @r"
    Något saknas före och.
      och tolk
      ^
    → Ordet och som sökord skrivs inom citattecken.
    ");
    insta::assert_snapshot!(failure("tolk och eller vård"), @r"
    Något saknas efter och.
      tolk och eller vård
               ^
    ");
    insta::assert_snapshot!(failure(">= 2017"), @r"
    Det saknas ett fält före >=
      >= 2017
      ^
    ");
}

#[test]
fn depth_and_size_are_bounded() {
    for text in ["(".repeat(100_000), "-".repeat(100_000) + "x", "ej ".repeat(100_000), "x ".repeat(100_000)] {
        assert!(Filter::parse(&text).is_err());
    }
    assert!(Filter::parse(&("(".repeat(90) + "x" + &")".repeat(90))).is_ok());
}

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

/// Expressions that can be answered, and how to try one entry of the map by hand.
fn question() -> impl Strategy<Value = Filter> {
    let said = super::Said::plain;
    let test = prop_oneof![
        prop::sample::select(vec!["migration", "vard"]).prop_map(|id| Filter::any_of("tema", [id])),
        prop::sample::select(vec!["skr", "esam", "skatteverket"]).prop_map(|id| Filter::any_of("aktor", [id])),
        prop::sample::select(vec!["slut", "nytta", "livshandelser"]).prop_map(move |f| Filter::Has(said(f))),
        prop::sample::select(vec!["slut", "nytta"]).prop_map(move |f| Filter::Missing(said(f))),
        (prop::sample::select(Op::ALL.to_vec()), prop::sample::select(vec!["2016", "2017", "2016-03-01"]))
            .prop_map(move |(op, date)| Filter::Field(said("start"), op, said(date))),
        prop::sample::select(vec!["tolk", "vard", "ost", "öst"]).prop_map(move |word| Filter::Word(said(word))),
    ];
    test.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::all),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Filter::any),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

/// What a filter finds, by asking for each of its parts alone and joining the answers as sets.
fn scan(karta: &Karta, filter: &Filter, all: &[usize]) -> Vec<usize> {
    let of = |part: &Filter| scan(karta, part, all);
    let keep = |test: &dyn Fn(&usize) -> bool| all.iter().copied().filter(|at| test(at)).collect();
    match filter {
        Filter::All(parts) => {
            let sets: Vec<Vec<usize>> = parts.iter().map(of).collect();
            keep(&|at| sets.iter().all(|set| set.contains(at)))
        }
        Filter::Any(parts) => {
            let sets: Vec<Vec<usize>> = parts.iter().map(of).collect();
            keep(&|at| sets.iter().any(|set| set.contains(at)))
        }
        Filter::Not(part) => {
            let set = of(part);
            keep(&|at| !set.contains(at))
        }
        single => super::select(karta, &single.resolve(karta).expect("known")).positions,
    }
}

proptest! {
    #[test]
    fn a_query_finds_what_its_parts_find(filter in question()) {
        let karta = karta();
        let all = karta.positions_of(&[Kind::Behov, Kind::Initiativ]);
        let mut found = super::select(&karta, &filter.resolve(&karta).expect("known")).positions;
        found.sort_unstable();
        prop_assert_eq!(found, scan(&karta, &filter, &all));
    }

    #[test]
    fn a_filter_reads_back_as_it_was(filter in question()) {
        prop_assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
    }

    #[test]
    fn whatever_was_read_reads_back(text in "([-a-zå:=<>!()\"”\\\\ ]|och|eller|ej|har:|tema:){0,24}") {
        if let Ok(filter) = Filter::parse(&text) {
            let shown = filter.to_string();
            prop_assert_eq!(Filter::parse(&shown), Ok(filter), "{}", shown);
        }
    }

    #[test]
    fn no_text_whatever_stops_the_program(text in "\\PC{0,60}", noise in "[-a-zåäö:=<>!()\"\\\\. \u{0}-\u{1f}]{0,60}") {
        let karta = karta();
        for text in [text, noise] {
            if let Ok(resolved) = Filter::parse(&text).and_then(|filter| filter.resolve(&karta)) {
                super::select(&karta, &resolved);
            }
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(folders in prop::collection::vec(0..9u8, 40), others in prop::collection::vec(0..9u8, 40)) {
        let found = |folders: &[u8]| {
            let files = folders.iter().enumerate().map(|(n, folder)| (format!("behov/{folder}/b{n}.toml"), need(n)));
            let karta = Karta::draw(&Tree::memory(files));
            let mut found = selected(&karta, "vård eller status:prioriterat").expect("known");
            let ids = |found: &super::Selection| found.ids(&karta).map(ToString::to_string).collect::<Vec<_>>();
            let ranked = ids(&found);
            sort(&karta, &mut found, &["-status", "titel"]).expect("known");
            (ranked, ids(&found))
        };
        prop_assert_eq!(found(&folders), found(&others));
    }
}

fn need(n: usize) -> String {
    let status = ["identifierat", "prioriterat"][n % 2];
    format!(
        "id = \"b{n}\"\ntitel = \"Titel {}\"\nbeskrivning = \"Om vård.\"\nstatus = \"{status}\"\nteman = [\"vard\"]\n",
        n % 5
    )
}
