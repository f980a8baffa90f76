use super::resolve::{Part, Resolved, Rule};
use super::select::Tried;
use crate::karta::Karta;
use crate::say::{Words, plain};
use crate::table::{Cell, Column, Table};
use crate::value::Kind;

/// How a filter was understood, part by part: how many entries each part finds alone, and how many are left after it
/// and the parts above it.
pub fn explain(karta: &Karta, resolved: &Resolved) -> Table {
    let columns = vec![
        Column::text("del", Words::new("Del av filtret", "Part of the filter")),
        Column::number("traffar", Words::new("Ensam", "Alone")),
        Column::number("kvar", Words::new("Kvar", "Left")),
    ];
    let expression = plain(&resolved.expression);
    let mut table = Table::new(Words::new("Så lästes filtret", "How the filter was read"), columns);
    table.notes.push(Words::same(format!("Filter: {expression}")));
    let tried = Tried::new(karta, resolved);
    let all = tried.all();
    table.rows.push(vec![Cell::Words(scope(&resolved.kinds)), number(&all), number(&all)]);
    let parts: Vec<&Part> = match &resolved.root.rule {
        Rule::All(parts) => parts.iter().collect(),
        _ => vec![&resolved.root],
    };
    let mut left = all.clone();
    for part in parts {
        left = tried.keep(&left, part);
        let alone = tried.keep(&all, part);
        table.rows.push(vec![Cell::Words(part.told.clone()), number(&alone), number(&left)]);
        inside(&tried, &all, part, 1, &mut table.rows);
    }
    table
}

fn number(rows: &[usize]) -> Cell {
    Cell::Number(rows.len() as i64)
}

/// The parts of a part, indented.
fn inside(tried: &Tried<'_>, all: &[usize], part: &Part, depth: usize, rows: &mut Vec<Vec<Cell>>) {
    let indent = "– ".repeat(depth);
    for part in below(part) {
        let told = Words::each(|lang| format!("{indent}{}", part.told.get(lang)));
        rows.push(vec![Cell::Words(told), number(&tried.keep(all, part)), Cell::Empty]);
        inside(tried, all, part, depth + 1, rows);
    }
}

/// What a part is made of. A negation tells of what it turns itself, and leaves out a double step.
fn below(part: &Part) -> Vec<&Part> {
    match &part.rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter().collect(),
        Rule::Not(part) if matches!(part.rule, Rule::Not(_)) => vec![part],
        Rule::Not(part) => below(part),
        Rule::Test(_) => Vec::new(),
    }
}

fn scope(kinds: &[Kind]) -> Words {
    match kinds {
        [Kind::Behov, Kind::Initiativ] => Words::new("alla behov och initiativ", "all needs and initiatives"),
        [Kind::Aktor] => Words::new("alla aktörer", "all actors"),
        _ => Words::new("alla behov, initiativ och aktörer", "all needs, initiatives and actors"),
    }
}
