//! The language of expressions, clause by clause.

use super::Filter;
use super::example::{failure, ids, karta, selected};

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
    → Alla fält visas med: karta fields. Sätt citattecken runt en text som har kolon eller något annat sådant tecken.
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
