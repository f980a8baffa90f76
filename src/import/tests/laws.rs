//! What holds for any text that a map may have, and that a sheet may say.

use proptest::prelude::*;

use super::*;
use crate::entry::{Entry, Name, Value, find};
use crate::house;
use crate::value::Id;

/// A text that is hard to keep.
fn hard() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zåäöÅ;|()\\[\\]\"'=+@,. \\\\#_x-]{1,24}",
        "[0-9]{1,4}(-[0-9]{2}){0,2}",
        "(ja|nej|true|SANT|1,5|2\\.0|0180|'x|=1\\+1|\\[\"a\"\\]|_x000D_|a; b|a \\| b)",
    ]
    .prop_filter("a text says something", |text| !text.trim().is_empty())
}

fn entry_of(title: &str, prose: &str, numbers: &[String], sources: &[(String, String)], own: &[String]) -> String {
    let text = |text: &str| Value::Text(text.into());
    let field = |name: &str| find(Kind::Initiativ, name).expect("a field");
    let source = |(text_of, reason): &(String, String)| {
        Value::Record(
            [
                (Name::from("titel"), text(text_of)),
                (Name::from("till"), Value::Date(Date::year(2000 + reason.len() as i64).expect("a year"))),
            ]
            .into(),
        )
    };
    let own = own.iter().enumerate().map(|(at, value)| (Name::from(format!("f {at}.x")), text(value)));
    let mut values = vec![
        (field("id"), text("x")),
        (field("titel"), text(title)),
        (field("beskrivning"), text(prose.trim_end())),
        (field("status"), text("planerat")),
        (field("teman"), Value::List([Value::Id(Id::parse("skola").expect("an id"))].into())),
        (field("egna"), Value::Record(own.collect())),
    ];
    let list = |items: Vec<Value>| Value::List(items.into());
    values.extend(
        (!numbers.is_empty())
            .then(|| (field("diarienummer"), list(numbers.iter().map(|number| text(number)).collect()))),
    );
    values
        .extend((!sources.is_empty()).then(|| (field("tidigare_titlar"), list(sources.iter().map(source).collect()))));
    house::entry(Kind::Initiativ, &values)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_map_says_comes_back_unchanged(
        title in hard(),
        prose in "[a-zåäö\\n\\t;|='\" ]{0,40}x",
        numbers in prop::collection::vec(hard(), 0..4),
        sources in prop::collection::vec((hard(), "[a-z]{0,9}"), 0..3),
        own in prop::collection::vec(hard(), 0..3),
    ) {
        let mut files = files();
        files.insert("initiativ/skola/x.toml".into(), entry_of(&title, &prose, &numbers, &sources, &own));
        let karta = draw(&files);
        let none = Wanted::default();
        for bytes in [bytes(&book(&karta)), lines(&karta, Dialect::Excel, true), lines(&karta, Dialect::Rfc4180, false)] {
            let merged = taken_in(&files, &bytes, &none);
            prop_assert_eq!(told(&merged), "");
        }
    }

    #[test]
    fn what_is_said_in_a_sheet_is_what_the_map_then_says(title in hard(), numbers in prop::collection::vec(hard(), 1..4)) {
        let files = files();
        let said = with(book(&draw(&files)), (1, "tjanst", "diarienummer"), Cell::Text(render::join(&numbers)));
        let said = with(said, (1, "tjanst", "titel"), Cell::Text(title.clone()));
        let merged = taken_in(&files, &bytes(&said), &Wanted::default());
        prop_assert_eq!(merged.faults.len(), 0);
        let after = merged.changes[0].after.clone().expect("a text");
        let entry: Entry = crate::entry::read(Kind::Initiativ, "initiativ/skola/tjanst.toml", &after).0.expect("an entry");
        prop_assert_eq!(entry.text("titel"), Some(title.trim()));
        let read: Vec<&str> = entry.items("diarienummer").iter().filter_map(Value::text).collect();
        let wanted: Vec<&str> = numbers.iter().map(|number| number.trim()).collect();
        prop_assert_eq!(read, wanted);
    }
}
