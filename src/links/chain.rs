use std::collections::HashMap;

use super::{data_name_of, label, node};
use crate::entry::Entry;
use crate::karta::{Arm, Karta, name};
use crate::say;
use crate::say::{Lang, Words, plain};
use crate::table::{Cell, Column, Table};
use crate::value::Kind;

/// The shortest chain of links from one entry to another, whichever way the links point, in words and as a step a row.
/// Of several as short, the one through entries with the fewest links, as those say most. Only entries of the kinds lie
/// between the two, where kinds are given.
pub fn chain(karta: &Karta, from: usize, to: usize, kinds: &[Kind]) -> Table {
    let mut table = Table::new(Words::new("", ""), columns());
    let Some(arms) = shortest(karta, from, to, kinds) else {
        return none(karta, from, to, table);
    };
    table.title = Words::each(|lang| in_words(karta, from, &arms, lang));
    let mut at = from;
    for (step, arm) in (1..).zip(&arms) {
        let link = Cell::Choice(data_name_of(arm), label(arm));
        table.rows.push(vec![Cell::Number(step), named(karta, at), link, named(karta, arm.other)]);
        at = arm.other;
    }
    table
}

fn columns() -> Vec<Column> {
    vec![
        Column::number("steg", Words::new("Steg", "Step")),
        Column::text("fran", Words::new("Från", "From")),
        Column::text("lank", Words::new("Länk", "Link")),
        Column::text("till", Words::new("Till", "To")),
    ]
}

fn in_words(karta: &Karta, from: usize, arms: &[Arm], lang: Lang) -> String {
    let called = |at: usize| plain(name(&karta.entries()[at]).get(lang)).into_owned();
    let steps = arms.iter().map(|arm| format!(" → {} → {}", label(arm).get(lang), called(arm.other)));
    std::iter::once(called(from)).chain(steps).collect()
}

fn named(karta: &Karta, at: usize) -> Cell {
    let node = node(karta, at, 0);
    Cell::Named(node.id, node.name)
}

fn none(karta: &Karta, from: usize, to: usize, mut table: Table) -> Table {
    let (first, last) = (name(&karta.entries()[from]), name(&karta.entries()[to]));
    table.title = say!(
        "Ingen kedja av länkar går från {first} till {last}.",
        "No chain of links leads from {first} to {last}.";
        first in words, last in words
    );
    let bare = [from, to].into_iter().map(|at| (at, &karta.entries()[at])).find(|(at, _)| karta.arms(*at).is_empty());
    table.notes.push(match bare {
        Some((_, entry)) => no_links(entry),
        None => {
            let id = &karta.entries()[from].id;
            say!(
                "Se vad som finns omkring med: karta links {id} --hops 3",
                "See what is around it with: karta links {id} --hops 3"
            )
        }
    });
    table
}

/// How an entry without links gets one.
fn no_links(entry: &Entry) -> Words {
    let id = &entry.id;
    let how = match entry.kind {
        Kind::Behov => say!("karta link {id} --aktör AKTÖR", "karta link {id} --aktor ACTOR"),
        Kind::Initiativ => say!("karta link {id} --möter BEHOV", "karta link {id} --moter NEED"),
        _ => say!("karta link INITIATIV --deltagare {id}", "karta link INITIATIVE --deltagare {id}"),
    };
    say!(
        "{id} har inga länkar alls. Lägg till en, till exempel med: {how}",
        "{id} has no links at all. Add one, for example with: {how}";
        how in words
    )
}

/// How an entry was reached: how much the entries before it weigh, and by which link from where.
struct Reached {
    weight: usize,
    by: Option<(usize, Arm)>,
}

fn shortest(karta: &Karta, from: usize, to: usize, kinds: &[Kind]) -> Option<Vec<Arm>> {
    let mut reached = HashMap::from([(from, Reached { weight: 0, by: None })]);
    let mut ring = vec![from];
    while !ring.is_empty() && !reached.contains_key(&to) {
        let next = next_ring(karta, &ring, &reached, |at| {
            at == to || kinds.is_empty() || kinds.contains(&karta.entries()[at].kind)
        });
        ring = next.keys().copied().collect();
        ring.sort_unstable();
        reached.extend(next);
    }
    let mut arms = Vec::new();
    let mut at = to;
    while let Some((before, arm)) = reached.get(&at)?.by {
        arms.push(arm);
        at = before;
    }
    arms.reverse();
    Some(arms)
}

/// Everything one link further away, each by the way that weighs least; of equals, the first in the map's order.
fn next_ring(
    karta: &Karta,
    ring: &[usize],
    reached: &HashMap<usize, Reached>,
    is_allowed: impl Fn(usize) -> bool,
) -> HashMap<usize, Reached> {
    let mut next: HashMap<usize, Reached> = HashMap::new();
    for at in ring {
        let arms = karta.arms(*at);
        let weight = reached.get(at).map_or(0, |reached| reached.weight) + arms.len();
        for arm in arms.into_iter().filter(|arm| !reached.contains_key(&arm.other) && is_allowed(arm.other)) {
            if next.get(&arm.other).is_none_or(|known| weight < known.weight) {
                next.insert(arm.other, Reached { weight, by: Some((*at, arm)) });
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::super::around::tests::karta;
    use super::*;

    fn told(from: &str, to: &str, kinds: &[Kind]) -> String {
        let karta = karta();
        let at = |id: &str| karta.position(id).expect("an entry");
        let table = chain(&karta, at(from), at(to), kinds);
        let notes = table.notes.iter().map(|note| format!("\n{}", note.get(Lang::Sv)));
        format!("{} [{}]{}", table.title.get(Lang::Sv), table.rows.len(), notes.collect::<String>())
    }

    #[test]
    fn the_shortest_chain_is_told_in_words_both_ways() {
        assert_eq!(told("c", "tolk", &[Kind::Aktor]), "Ö & C → ägare → SKR → har behov → Tolkning \"för\" alla [2]");
        assert_eq!(told("c", "tolk", &[]), "Ö & C → beror av → A <b> → möter → Tolkning \"för\" alla [2]");
        assert_eq!(
            told("esam", "gammal", &[]),
            "eSam → medlemmar → SKR → har behov → Tolkning \"för\" alla → har ersatt → Tolkar [3]"
        );
        assert_eq!(told("a", "a", &[]), "A <b> [0]");
    }

    #[test]
    fn data_has_words_that_no_language_changes() {
        let karta = karta();
        let at = |id: &str| karta.position(id).expect("an entry");
        let words = |from: &str, to: &str| -> Vec<&'static str> {
            let rows = chain(&karta, at(from), at(to), &[]).rows;
            let word = |row: &Vec<Cell>| if let Cell::Choice(word, _) = row[2] { word } else { "" };
            rows.iter().map(word).collect()
        };
        assert_eq!(words("esam", "gammal"), ["medlemmar", "har_behov", "har_ersatt"]);
        assert_eq!(words("tolk", "esam"), ["aktorer", "medlemskap"]);
    }

    #[test]
    fn what_no_chain_joins_is_told_with_what_to_do() {
        insta::assert_snapshot!(told("esam", "tolk", &[Kind::Behov]), @"
        Ingen kedja av länkar går från eSam till Tolkning \"för\" alla. [0]
        Se vad som finns omkring med: karta links esam --hops 3
        ");
    }
}
