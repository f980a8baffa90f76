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
