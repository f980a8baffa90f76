//! What can be asked about links, and that it is answered as a scan of the files would.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::example::{drawn, told};
use super::{Filter, columns, count, explain, list, select, sort};
use crate::karta::Karta;
use crate::say::Lang;
use crate::source::Tree;
use crate::value::Kind;

const FILES: [(&str, &str); 9] = [
    ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
    ("aktor/skr.toml", "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\nmedlemskap = [{ i = \"esam\" }]\n"),
    ("aktor/esam.toml", "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\n"),
    ("behov/tolk.toml", "id = \"tolk\"\ntitel = \"Tolkning\"\nstatus = \"bekraftat\"\naktorer = [\"skr\", \"esam\"]\n"),
    ("behov/gammal.toml", "id = \"gammal\"\ntitel = \"Tolkar\"\nstatus = \"avfort\"\nersatt_av = [\"tolk\"]\n"),
    ("behov/skola.toml", "id = \"skola\"\ntitel = \"Skola\"\nstatus = \"identifierat\"\n"),
    (
        "initiativ/a.toml",
        "id = \"a\"\ntitel = \"A\"\nstatus = \"pagaende\"\nagare = [\"skr\"]\nmoter = [\"gammal\"]\nberor_av = [\"c\"]\nstart = \"2017-03\"\n",
    ),
    (
        "initiativ/c.toml",
        "id = \"c\"\ntitel = \"C\"\nstatus = \"avslutat\"\nagare = [\"esam\"]\nmoter = [\"tolk\"]\nberor_av = [\"d\"]\nstart = \"2017-11\"\n",
    ),
    ("initiativ/d.toml", "id = \"d\"\ntitel = \"D\"\nstatus = \"avfort\"\nmoter = [\"skola\"]\nberor_av = [\"a\"]\n"),
];

fn karta() -> Karta {
    Karta::draw(&Tree::memory(FILES))
}

fn ids(asked: &str) -> String {
    let karta = karta();
    match Filter::parse(asked).and_then(|filter| filter.resolve(&karta)) {
        Ok(resolved) => select(&karta, &resolved).ids(&karta).map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Err(failure) => told(&failure, Lang::Sv),
    }
}

#[test]
fn links_are_asked_about_from_either_end() {
    assert_eq!(ids("moter:tolk"), "a c");
    assert_eq!(ids("moter:gammal"), "a c");
    assert_eq!(ids("moter=tolk"), "c");
    assert_eq!(ids("moter!=tolk"), "d");
    for name in ["möts_av", "mottes_av", "\"möts av\"", "\"answered by\"", "mots-av"] {
        assert_eq!(ids(&format!("{name}:a")), "tolk", "{name}");
    }
    assert_eq!(ids("kravs_for:a"), "c");
    assert_eq!(ids("mots_av!=a"), "skola gammal a c d");
    assert_eq!(ids("medlemmar:skr"), "esam");
    assert_eq!(ids("har_behov:tolk"), "esam skr");
}

#[test]
fn what_is_there_is_missing_or_many() {
    assert_eq!(ids("har:mots_av"), "skola tolk");
    assert_eq!(ids("saknar:mots_av"), "", "what has gone into another lacks nothing");
    assert_eq!(ids("saknar:initiativ"), "skola");
    assert_eq!(ids("saknar:avford kind:behov"), "skola gammal tolk");
    assert_eq!(ids("antal_initiativ>=2"), "tolk");
    assert_eq!(ids("\"antal initiativ\"=0"), "skola");
    assert_eq!(ids("antal_initiativ>=0"), "skola gammal tolk");
    assert_eq!(ids("antal-mots_av:1"), "skola");
    assert_eq!(ids("antal_aktorer>1"), "tolk");
    assert_eq!(ids("antal_agare<1"), "", "d has left the map");
    assert_eq!(ids("antal_medlemskap>=1"), "skr");
    assert_eq!(ids("initiativ:a"), "tolk");
}

#[test]
fn fields_at_the_other_end_are_asked_about() {
    assert_eq!(ids("mottes_av.status:pågående"), "tolk");
    assert_eq!(ids("mots_av.status:avfört"), "skola");
    assert_eq!(ids("moter.aktör:esam"), "a c");
    assert_eq!(ids("ägare.nivå:samverkan"), "c");
    assert_eq!(ids("aktör.nivå:samverkan"), "tolk c");
    assert_eq!(ids("mots_av.agare.niva:förening"), "tolk");
    assert_eq!(ids("mots_av.text:a"), "tolk");
    assert_eq!(ids("medlemskap.i.namn:esam"), "skr");
    assert_eq!(ids("har:mots_av.slut"), "");
    assert_eq!(ids("saknar:mots_av.ägare kind:behov"), "skola");
    assert_eq!(ids("mots_av.start<2017-06"), "tolk");
}

#[test]
fn links_are_followed_step_by_step() {
    assert_eq!(ids("lankar_till:tolk"), "gammal a c");
    assert_eq!(ids("länkar_till:tolk~2"), "gammal a c d");
    assert_eq!(ids("lankad_fran:a~2"), "tolk c d esam skr");
    assert_eq!(ids("lankad_med:skola"), "d");
    assert_eq!(ids("beror_av:d"), "c");
    assert_eq!(ids("beror_av:d~9"), "a c");
    assert_eq!(ids("kravs_for:a~2"), "c d");
}

#[test]
fn what_cannot_be_asked_of_links_is_told() {
    insta::assert_snapshot!(ids("lankar_till:tolk~0"), @r"
    Efter ~ ska det stå ett antal steg, 1–9.
      lankar_till:tolk~0
                  ^^^^^^
    → Till exempel: lankar_till:serverat~2
    ");
    insta::assert_snapshot!(ids("mots_av.stauts:pågående"), @r"
    Fältet stauts finns inte.
      mots_av.stauts:pågående
      ^^^^^^^^^^^^^^
    → Menade du status? Alla fält visas med: karta fields
    ");
    insta::assert_snapshot!(ids("mots_va:a"), @r"
    Fältet mots_va finns inte.
      mots_va:a
      ^^^^^^^
    → Menade du mots_av? Alla fält visas med: karta fields
    ");
    insta::assert_snapshot!(ids("mots_av:skola"), @r"
    mots_av har inget värde som heter skola.
      mots_av:skola
              ^^^^^
    ");
    insta::assert_snapshot!(ids("antal_initiativ>=många"), @r"
    många är inget tal, och antal_initiativ är ett tal.
      antal_initiativ>=många
                       ^^^^^
    ");
    insta::assert_snapshot!(ids("status:pågånde"), @r"
    status har inget värde som heter pågånde.
      status:pågånde
             ^^^^^^^
    → Menade du pågående?
    ");
}

#[test]
fn links_are_explained_shown_and_sorted_by() {
    let karta = karta();
    let asked = "moter:tolk mots_av.status:pågående antal_mots_av>=1 lankar_till:tolk~2 saknar:initiativ beror_av:d~3";
    let resolved = Filter::parse(asked).and_then(|filter| filter.resolve(&karta)).expect("known");
    insta::assert_snapshot!(drawn(&explain(&karta, &resolved), Lang::Sv), @r"
    Så lästes filtret
    Del av filtret | Ensam | Kvar
    alla behov, initiativ och aktörer | 8 | 8
    möter är Tolkning eller något som det har ersatt | 2 | 2
    vid andra änden av ”möts av”: status är pågående | 1 | 0
    antal ”möts av” är minst 1 | 2 | 0
    det som posten länkar till är Tolkning, i högst 2 steg | 4 | 0
    ”initiativ” saknas | 1 | 0
    ”beror av” är D, i högst 3 steg | 2 | 0
    (Filter: moter:tolk mots_av.status:pågående antal_mots_av>=1 lankar_till:tolk~2 saknar:initiativ beror_av:d~3)
    ");
    let resolved = Filter::parse("").and_then(|filter| filter.resolve(&karta)).expect("known");
    let mut found = select(&karta, &resolved);
    sort(&karta, &mut found, &["-antal_initiativ", "id"]).expect("known");
    let shown = columns(["id", "initiativ", "antal_initiativ", "mots_av.start", "ägare.nivå", "start.manad"]);
    insta::assert_snapshot!(drawn(&list(&karta, &found, &shown.expect("known")), Lang::Sv), @r"
    6 poster
    Id | Initiativ | Antal initiativ | Möts av: Start | Ägare: Nivå | Start
    tolk | A; C | 2 | 2017-03; 2017-11 |  | 
    gammal |  | 0 |  |  | 
    skola |  | 0 |  |  | 
    a |  |  |  | förening | 2017-03
    c |  |  |  | samverkan | 2017-11
    d |  |  |  |  | 
    (Filter: inget)
    ");
    let dates = columns(["start", "start.month"]).expect("known");
    insta::assert_snapshot!(drawn(&count(&karta, &found, &dates[0]), Lang::Sv), @r"
    Antal poster efter start
    Start | Antal
    2017 | 2
    (saknas) | 4
    (Filter: inget)
    (Poster i allt: 6)
    ");
    insta::assert_snapshot!(drawn(&count(&karta, &found, &dates[1]), Lang::En), @r"
    Entries by start
    Start | Count
    2017-03 | 1
    2017-11 | 1
    (missing) | 4
    (Filter: none)
    (Entries in all: 6)
    ");
}

/// Maps of small files that point at each other, some of them replaced.
fn maps() -> impl Strategy<Value = Vec<(String, String)>> {
    let ids = || prop::collection::vec(0..4usize, 0..3);
    let need = (prop::bool::ANY, ids()).prop_map(|(is_old, next)| (is_old, next));
    let initiative = (ids(), ids(), 0..2usize);
    (prop::collection::vec(need, 4), prop::collection::vec(initiative, 4)).prop_map(|(needs, initiatives)| {
        let list = |kind: &str, ids: &[usize]| ids.iter().map(|id| format!("\"{kind}{id}\"")).collect::<Vec<_>>().join(", ");
        let need = |(at, (is_old, next)): (usize, &(bool, Vec<usize>))| {
            let old = if *is_old { format!("ersatt_av = [{}]\n", list("b", next)) } else { String::new() };
            (format!("behov/b{at}.toml"), format!("id = \"b{at}\"\ntitel = \"B\"\nstatus = \"bekraftat\"\n{old}"))
        };
        let initiative = |(at, (answers, depends, status)): (usize, &(Vec<usize>, Vec<usize>, usize))| {
            let (answers, depends) = (list("b", answers), list("i", depends));
            let status = ["pagaende", "avslutat"][*status];
            (
                format!("initiativ/i{at}.toml"),
                format!("id = \"i{at}\"\ntitel = \"I\"\nstatus = \"{status}\"\nmoter = [{answers}]\nberor_av = [{depends}]\n"),
            )
        };
        needs.iter().enumerate().map(need).chain(initiatives.iter().enumerate().map(initiative)).collect()
    })
}

/// What an id has become, told by walking the files' own words.
fn now(karta: &Karta, id: &str) -> BTreeSet<String> {
    let next = |id: &str| -> BTreeSet<String> {
        let ids = karta.find(id).into_iter().flat_map(|entry| entry.ids("ersatt_av"));
        ids.map(ToString::to_string).filter(|next| next != id).collect()
    };
    let mut all = BTreeSet::from([id.to_owned()]);
    loop {
        let more: BTreeSet<String> = all.iter().flat_map(|id| next(id)).chain(all.iter().cloned()).collect();
        if more == all {
            break;
        }
        all = more;
    }
    let last: BTreeSet<String> = all.into_iter().filter(|id| next(id).is_empty()).collect();
    if last.is_empty() { BTreeSet::from([id.to_owned()]) } else { last }
}

/// Every pair of an initiative and a need that it answers, as things now are.
fn answers(karta: &Karta) -> BTreeSet<(String, String)> {
    let initiatives = karta.of_kind(Kind::Initiativ).iter();
    let pairs = initiatives.flat_map(|entry| entry.ids("moter").map(move |id| (entry.id.to_string(), id.to_string())));
    pairs.flat_map(|(from, to)| now(karta, &to).into_iter().map(move |to| (from.clone(), to))).collect()
}

proptest! {
    #[test]
    fn a_query_over_links_finds_what_a_scan_finds(files in maps(), at in 0..4usize, least in 0..3usize) {
        let karta = Karta::draw(&Tree::memory(files));
        let pairs = answers(&karta);
        let found = |asked: &str| -> BTreeSet<String> {
            let resolved = Filter::parse(asked).and_then(|filter| filter.resolve(&karta)).expect("known");
            select(&karta, &resolved).ids(&karta).map(ToString::to_string).collect()
        };
        let needs = || karta.of_kind(Kind::Behov).iter().map(|entry| entry.id.to_string());
        let answered = |need: &String| pairs.iter().filter(|(_, to)| to == need).count();
        let goals = now(&karta, &format!("b{at}"));
        let to: BTreeSet<String> = pairs.iter().filter(|(_, to)| goals.contains(to)).map(|(from, _)| from.clone()).collect();
        prop_assert_eq!(found(&format!("moter:b{at}")), to);
        let by: BTreeSet<String> = pairs.iter().filter(|(from, _)| *from == format!("i{at}")).map(|(_, to)| to.clone()).collect();
        prop_assert_eq!(found(&format!("mots_av:i{at}")), by);
        let many: BTreeSet<String> = needs().filter(|need| answered(need) >= least).collect();
        prop_assert_eq!(found(&format!("antal_mots_av>={least}")), many);
        let is_here = |need: &String| karta.find(need).is_some_and(|entry| entry.items("ersatt_av").is_empty());
        let none: BTreeSet<String> = needs().filter(|need| answered(need) == 0 && is_here(need)).collect();
        prop_assert_eq!(found("saknar:mots_av"), none);
        let is_ongoing = |id: &String| karta.find(id).and_then(|entry| entry.text("status")) == Some("pagaende");
        let ongoing: BTreeSet<String> = pairs.iter().filter(|(from, _)| is_ongoing(from)).map(|(_, to)| to.clone()).collect();
        prop_assert_eq!(found("mots_av.status:pagaende"), ongoing);
    }
}
