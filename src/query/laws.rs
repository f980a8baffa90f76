//! What holds for any question, and any text that is meant as one.

use proptest::prelude::*;

use super::example::{karta, selected};
use super::{Filter, Op, sort};
use crate::karta::Karta;
use crate::source::Tree;
use crate::value::Kind;

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
