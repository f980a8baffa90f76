use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::{Entry, Problem, What};
use crate::finding::{FieldPath, Place};
use crate::karta::Karta;
use crate::say;
use crate::say::quote;
use crate::value::{Id, Kind};

pub const RULE: Rule = Rule::error("id-file-mismatch", include_str!("id-file-mismatch.md"), Look::Problem(check));

fn check(ground: &Ground<'_>, problem: &Problem, sink: &mut Sink<'_>) {
    match &problem.what {
        What::NotTheFile(id, stem) => not_the_file(ground, id, stem, sink),
        What::BadStem(stem, _) => bad_stem(stem, sink),
        _ => {}
    }
}

fn not_the_file(ground: &Ground<'_>, id: &str, stem: &str, sink: &mut Sink<'_>) {
    let (shown, stem_shown) = (quote(id), quote(stem));
    let namesake = namesake(ground.karta, sink.file(), id);
    let told = sink.tell(say!(
        "Id:t är \"{shown}\", men filen heter {stem_shown}.toml.",
        "The id is \"{shown}\", but the file is named {stem_shown}.toml."
    ));
    match namesake {
        // Most likely a copy, whose id was left as it was.
        Some(entry) => told.hint(say!("Skriv id = \"{stem_shown}\".", "Write id = \"{stem_shown}\".")).also(
            &entry.path,
            Place::Value(FieldPath::field("id")),
            say!("id:t hör hit", "the id belongs here"),
        ),
        None => told.hint(say!(
            "Döp om filen till {shown}.toml, eller skriv id = \"{stem_shown}\".",
            "Rename the file to {shown}.toml, or write id = \"{stem_shown}\"."
        )),
    };
}

/// The entry that the id belongs to, if there is one.
fn namesake<'k>(karta: &'k Karta, file: &str, id: &str) -> Option<&'k Entry> {
    let kind = Kind::of_path(file)?;
    karta.with_id(kind, id).iter().chain(karta.find(id)).find(|entry| entry.stem() == id)
}

fn bad_stem(stem: &str, sink: &mut Sink<'_>) {
    let shown = quote(stem);
    let told = sink.tell(say!(
        "Filen heter {shown}.toml, och \"{shown}\" kan inte vara ett id.",
        "The file is named {shown}.toml, and \"{shown}\" cannot be an id."
    ));
    told.hint(match Id::from_title(stem) {
        Some(id) => say!(
            "Döp om filen till {id}.toml och skriv id = \"{id}\".",
            "Rename the file to {id}.toml and write id = \"{id}\"."
        ),
        None => say!(
            "Döp om filen till id:t följt av .toml; ett id har små bokstäver a–z, siffror och bindestreck.",
            "Rename the file to the id followed by .toml; an id has small letters a–z, digits and hyphens."
        ),
    });
}
