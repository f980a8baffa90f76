use crate::edit::change::Change;
use crate::edit::rewrite::unreadable;
use crate::edit::sheet::Sheet;
use crate::entry::{self, Entry, Field, Shape, Value};
use crate::finding::FieldPath;
use crate::house;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::source::Tree;
use crate::value::{Date, Id};

/// When and why an entry goes.
#[derive(Clone, Debug, Default)]
pub struct Why {
    /// When.
    pub since: Option<Date>,
    /// Why.
    pub reason: Option<String>,
}

/// The text of an entry's file.
pub fn text(tree: &Tree, entry: &Entry) -> Result<String> {
    tree.text(&entry.path).filter(|text| house::statements(text).is_some()).ok_or_else(|| unreadable(&entry.path))
}

/// An entry's file when the entry has become others: what it was called, what it was about and where that was said stay;
/// what it had and what it pointed at have gone on.
pub fn record(tree: &Tree, entry: &Entry, now: &[Id], why: &Why) -> Result<Change> {
    let before = text(tree, entry)?;
    let mut sheet = Sheet::new(entry.kind, &before);
    for field in entry.fields().iter().filter(|field| !stays(field)) {
        sheet.take_remarks_above(field.name);
        sheet.unset(&FieldPath::field(field.name));
    }
    set(&mut sheet, entry, "ersatt_av", &Value::List(now.iter().cloned().map(Value::Id).collect()));
    gone(&mut sheet, entry, why)?;
    Ok(Change { path: entry.path.clone(), before: Some(before), after: Some(sheet.into_text()) })
}

/// Whether a record keeps a field.
fn stays(field: &Field) -> bool {
    let names = ["tidigare_titlar", "tidigare_namn", "namn_en", "forkortning", "uppgift_ar", "kallor", "avford"];
    field.is_required || names.contains(&field.name)
}

/// Says that an entry has gone, and when and why where that is known. Fails where the file has something in the way.
pub fn gone(sheet: &mut Sheet, entry: &Entry, why: &Why) -> Result<()> {
    let withdrawn = entry::find(entry.kind, "status").and_then(|field| match field.shape {
        Shape::Choice(choices) => choices.iter().find(|choice| choice.name == "avfort"),
        _ => None,
    });
    if let Some(choice) = withdrawn {
        // What was said of the status before is not said of this one.
        sheet.take_comment(&FieldPath::field("status"));
        set(sheet, entry, "status", &Value::Choice(choice));
    }
    let path = FieldPath::field("avford");
    let since = why.since.map(|since| ("nar", Value::Date(since), Shape::Date));
    let reason = why.reason.as_deref().map(|reason| ("skal", Value::Text(reason.into()), Shape::Text));
    let told: Vec<(&str, Value, Shape)> = since.into_iter().chain(reason).collect();
    for (part, value, shape) in &told {
        sheet.set(&path.key(part), house::node(value), *shape);
    }
    let now = entry::read(entry.kind, &entry.path, sheet.text()).0.ok_or_else(|| unreadable(&entry.path))?;
    let says = |part: &str, value: &Value| now.get("avford").and_then(|avford| avford.part(part)) == Some(value);
    match told.iter().all(|(part, value, _)| says(part, value)) {
        true => Ok(()),
        false => Err(in_the_way(entry)),
    }
}

fn in_the_way(entry: &Entry) -> Failure {
    let file = quote(&entry.path);
    Failure::new(say!(
        "{file} har något i avford som inte är som det ska.",
        "{file} has something in avford that is not as it should be."
    ))
    .hint(Words::new(
        "Ingenting ändrades. Rätta först det som karta validate visar.",
        "Nothing was changed. First mend what karta validate shows.",
    ))
}

/// Makes a field of an entry hold a value that has no parts.
pub fn set(sheet: &mut Sheet, entry: &Entry, field: &str, value: &Value) {
    if let Some(field) = entry::find(entry.kind, field) {
        sheet.set(&FieldPath::field(field.name), house::node(value), field.shape);
    }
}
