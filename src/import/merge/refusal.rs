//! Why a row or a cell is not taken in, in words.

use super::{Opened, Wanted};
use crate::entry::Field;
use crate::say;
use crate::say::{Failure, Words, quote};
use crate::value::Kind;

pub fn no_headings(wanted: &Wanted<'_>) -> Failure {
    let what = match &wanted.sheet {
        Some(name) => {
            let name = quote(name);
            say!(
                "Bladet {name} har inga rubriker som går att förstå.",
                "The sheet {name} has no headings that can be understood."
            )
        }
        None => Words::new(
            "Filen har inga rubriker som går att förstå.",
            "The file has no headings that can be understood.",
        ),
    };
    Failure::new(what).hint(Words::new(
        "Rubrikerna ska stå på en av de första 30 raderna. Säg vad de betyder i en mappning: --mapping FIL.toml",
        "The headings are to stand on one of the first 30 rows. Say what they mean in a mapping: --mapping FILE.toml",
    ))
}

pub fn no_such_kind(text: &str) -> Failure {
    let text = quote(text);
    Failure::new(say!("{text} är inget slag av post.", "{text} is no kind of entry."))
        .hint(Words::new("Skriv behov, initiativ eller aktör.", "Write need, initiative or actor."))
}

pub fn kind_unknown() -> Failure {
    Failure::new(Words::new("Inget säger vad raden är för slags post.", "Nothing says what kind of entry the row is."))
        .hint(Words::new("Ange det för hela filen: --kind behov", "Say it for the whole file: --kind behov"))
}

pub fn twice(id: &str, first: u32) -> Failure {
    let id = quote(id);
    Failure::new(say!("{id} står redan på rad {first}.", "{id} is already on row {first}.")).hint(Words::new(
        "Ta bort den ena raden; är det en ny post, så töm dess id och ge den en egen titel.",
        "Take one of the rows away; if it is a new entry, empty its id and give it a title of its own.",
    ))
}

pub fn other_kind(id: &str, other: Kind, kind: Kind) -> Failure {
    let (id, other, kind) = (quote(id), other.label(), kind.label());
    Failure::new(say!("{id} är av slaget {other}, men raden är av slaget {kind}.", "{id} is of the kind {other}, but the row is of the kind {kind}."; other in words, kind in words))
        .hint(Words::new("Flytta raden till rätt blad, eller rätta dess id.", "Move the row to the right sheet, or mend its id."))
}

pub fn several_named<'i>(name: &str, ids: impl Iterator<Item = &'i str>) -> Failure {
    let (name, ids) = (quote(name), ids.take(5).collect::<Vec<_>>().join(", "));
    Failure::new(say!("Flera poster heter {name}.", "Several entries are called {name}."))
        .hint(say!("Skriv radens id: {ids}", "Write the row's id: {ids}"))
}

pub fn required(field: &Field) -> Failure {
    let name = field.label.words();
    Failure::new(say!("{name} måste finnas.", "{name} is required."; name in words)).hint(Words::new(
        "Skriv ett värde. En post som ska bort ur kartan får status avfört.",
        "Write a value. An entry that is to go from the map gets the status withdrawn.",
    ))
}

pub fn lacking(fields: &[&'static Field]) -> Failure {
    let names = Words::each(|lang| {
        fields.iter().map(|field| field.label.words().get(lang).to_owned()).collect::<Vec<_>>().join(", ")
    });
    Failure::new(say!("Den nya posten saknar {names}.", "The new entry lacks {names}."; names in words)).hint(Words::new(
        "Fyll i det på raden, i en kolumn med den rubriken. Gäller raden en post som finns, så skriv dess id.",
        "Fill it in on the row, in a column of that heading. If the row is about an entry that exists, write its id.",
    ))
}

pub fn no_such_sheet(name: &str, opened: &Opened) -> Failure {
    let shown = quote(name);
    let names = opened.grids.iter().map(|grid| quote(&grid.name)).collect::<Vec<_>>().join(", ");
    let hint = match opened.is_lines {
        true => Words::new(
            "En textfil har bara ett blad; ta bort --sheet.",
            "A text file has one sheet only; drop --sheet.",
        ),
        false => say!("Bladen är: {names}", "The sheets are: {names}"),
    };
    Failure::new(say!("Filen har inget blad som heter {shown}.", "The file has no sheet called {shown}.")).hint(hint)
}

pub fn lacking_part(field: &Field, part: &Field) -> Failure {
    let (field, part) = (field.label.words(), part.label.words());
    Failure::new(say!("{field} är ifylld, men {part} saknas.", "{field} is filled in, but {part} is missing."; field in words, part in words))
        .hint(say!(
            "Fyll i {part} i en kolumn med rubriken {field}: {part}, eller töm det andra.",
            "Fill in {part} in a column with the heading {field}: {part}, or empty the other.";
            field in words, part in words
        ))
}

/// A text that the sheet has only the beginning of.
pub fn cut() -> Failure {
    Failure::new(Words::new(
        "Kartans text är längre än en cell rymmer, så arket har bara början av den.",
        "The map's text is longer than a cell has room for, so the sheet has only its beginning.",
    ))
    .hint(Words::new(
        "Ändra den i kartans fil, och låt cellen vara som den var.",
        "Change it in the map's file, and leave the cell as it was.",
    ))
}

pub fn no_choice() -> Failure {
    Failure::new(Words::new("Här står Ark eller Karta.", "This is Sheet or Map.")).hint(Words::new(
        "Ark tar värdena på raden, Karta lämnar kartans.",
        "Sheet takes the values of the row, Map leaves the map's.",
    ))
}

pub fn replaced(id: &str, now: &[&str]) -> Failure {
    let (id, ids) = (quote(id), now.iter().take(5).map(|id| quote(id)).collect::<Vec<_>>().join(", "));
    let what = match now {
        [_] => say!("{id} har ersatts av {ids}.", "{id} has been replaced by {ids}."),
        _ => say!("{id} har ersatts av flera: {ids}.", "{id} has been replaced by several: {ids}."),
    };
    Failure::new(what).hint(Words::new(
        "Skriv id för den post som raden ska ändra.",
        "Write the id of the entry that the row is to change.",
    ))
}

pub fn other_row(id: &str, now: &str, row: u32) -> Failure {
    let (id, now) = (quote(id), quote(now));
    Failure::new(say!(
        "{id} har ersatts av {now}, som står på rad {row}.",
        "{id} has been replaced by {now}, which is on row {row}."
    ))
    .hint(Words::new("Gör ändringen på den raden.", "Make the change on that row."))
}
