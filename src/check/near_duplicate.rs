use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Entry, Value};
use crate::finding::{FieldPath, Place};
use crate::likeness::{Likeness, Title, pairs};
use crate::say;
use crate::say::quote;
use crate::value::Kind;

pub const RULE: Rule = Rule::warning("near-duplicate", include_str!("near-duplicate.md"), Look::Map(check));

fn check(ground: &Ground<'_>, sink: &mut Sink<'_>) {
    for kind in [Kind::Behov, Kind::Initiativ] {
        let asked = ground.karta.positions_of(&[kind]).into_iter().filter(|at| is_asked(ground, *at));
        let mut entries: Vec<&Entry> = asked.map(|at| &ground.karta.entries()[at]).collect();
        // Two with one id are told as that alone.
        entries.dedup_by(|a, b| a.id == b.id);
        let titles = Title::of(entries.iter().map(|entry| entry.title()));
        for Likeness { first, second, score } in pairs(&titles) {
            let (first, second) = (entries[first], entries[second]);
            if is_settled(first, second) || is_settled(second, first) {
                continue;
            }
            let place = || Place::Value(FieldPath::field("titel"));
            let (id, title) = (&first.id, quote(first.title()));
            sink.tell(say!(
                "Titeln liknar den hos \"{id}\" ({score} %): {title}",
                "The title is like that of \"{id}\" ({score} %): {title}"
            ))
            .in_file(&second.path, place())
            .hint(say!(
                "Är det samma sak, så slå ihop dem; annars gör titlarna tydligare, eller säg det med: karta overlapp --dismiss",
                "If they are the same, join them; else make the titles clearer, or say so with: karta overlapp --dismiss"
            ))
            .also(&first.path, place(), say!("liknar den här", "like this one"));
        }
    }
}

/// What is gone may well be like what came in its place; a copy with the id of another is told as that alone.
fn is_asked(ground: &Ground<'_>, at: usize) -> bool {
    let entry = &ground.karta.entries()[at];
    let is_own = !ground.state(at).is_gone() && entry.stem() == entry.id.as_str();
    is_own && entry.text("titel").is_some() && !ground.is_broken(&entry.path)
}

/// Whether the map says that the one is not the same as the other.
fn is_settled(one: &Entry, other: &Entry) -> bool {
    let named = one.items("inte_samma").iter().filter_map(|item| item.part("som").and_then(Value::text));
    named.into_iter().any(|id| id == other.id.as_str())
}
