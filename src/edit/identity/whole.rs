//! What a file holds besides the values that are understood, of which nothing may be lost when entries become one.

use crate::edit::rewrite::unreadable;
use crate::edit::sheet::{Remark, Sheet};
use crate::entry::{Entry, Problem, Shape, Value, What};
use crate::finding::Place;
use crate::house::{self, Statement};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, quote};
use crate::value::Id;

/// How many of the places in a file that are not understood are told.
const MOST_TOLD: usize = 5;

/// Refuses an entry whose file has something that is not understood: it could not go along into another.
pub fn is_understood(karta: &Karta, entry: &Entry) -> Result<()> {
    let problems = || karta.problems_in(&entry.path).iter().map(|(_, problem)| problem);
    if problems().any(|problem| matches!(problem.what, What::Syntax(_) | What::Conflict)) {
        return Err(unreadable(&entry.path));
    }
    let mut places: Vec<String> = problems().filter_map(place).collect();
    if places.is_empty() {
        return Ok(());
    }
    if places.len() > MOST_TOLD {
        places.truncate(MOST_TOLD);
        places.push("…".to_owned());
    }
    let (file, places) = (quote(&entry.path), places.join(", "));
    Err(Failure::new(say!(
        "{file} har något som inte är som det ska, och det skulle gå förlorat: {places}.",
        "{file} has something that is not as it should be, and it would be lost: {places}."
    ))
    .hint(say!(
        "Ingenting ändrades. Rätta det först; karta validate visar vad som är fel i {file}.",
        "Nothing was changed. Mend that first; karta validate shows what is wrong in {file}."
    )))
}

/// Where there is a value that is not understood; a value that is only missing is not lost.
fn place(problem: &Problem) -> Option<String> {
    match (&problem.what, &problem.place) {
        (What::Missing(_) | What::NotTheFile(..) | What::BadStem(..), _) => None,
        (_, Place::Value(path) | Place::Key(path) | Place::Part(path, ..)) => Some(quote(&path.to_string())),
        _ => None,
    }
}

/// Puts the comments that an entry's file had, and that are not in what it became, into what it went along to: each at
/// its field, with where it comes from.
pub fn carry_remarks(from: &Id, before: &Sheet, after: &Sheet, to: &mut Sheet) {
    let mut kept = after.remarks();
    let is_lost = |remark: &Remark| match kept.iter().position(|other| other.text == remark.text) {
        Some(at) => {
            kept.swap_remove(at);
            false
        }
        None => true,
    };
    let lost: Vec<Remark> = before.remarks().into_iter().filter(is_lost).collect();
    for Remark { field, text } in lost {
        let text = text.trim_start_matches('#').trim();
        to.put_remark(&Remark { text: format!("# {from}, {field}: {text}"), field });
    }
}

/// Puts what records say of entries that become one into a comment, where they say more than which: a membership of one
/// in another has no place, but when it began and ended is not forgotten.
pub fn carry_records(from: &Entry, among: &[&Id], to: &mut Sheet) {
    for (field, value) in from.values.iter().filter(|(field, _)| matches!(field.shape, Shape::Records(_))) {
        let is_within = |record: &&Value| {
            let links = field.parts().iter().filter(|part| !part.targets().is_empty());
            let mut ids = links.filter_map(|part| record.part(part.name).and_then(Value::text));
            let says_more = matches!(record, Value::Record(parts) if parts.len() > 1);
            says_more && ids.any(|id| among.iter().any(|other| other.as_str() == id))
        };
        for record in value.items().iter().filter(is_within) {
            let line = house::write(&[Statement::pair(vec![field.name.into()], house::node(record), field.shape)]);
            let text = format!("# {}: {}", from.id, line.trim_end().replace('\n', " "));
            to.put_remark(&Remark { field: field.name.to_owned(), text });
        }
    }
}
