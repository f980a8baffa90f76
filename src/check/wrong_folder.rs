use super::{Ground, Sink};
use super::{Look, Rule};
use crate::entry::Entry;
use crate::finding::{FieldPath, Place};
use crate::say;
use crate::value::Scheme;

pub const RULE: Rule = Rule::info("wrong-folder", include_str!("wrong-folder.md"), Look::Entry(check));

fn check(ground: &Ground<'_>, entry: &Entry, sink: &mut Sink<'_>) {
    let themes = ground.karta.concepts(Scheme::Tema);
    let Some(primary) = entry.ids("teman").next().filter(|id| themes.find(id.as_str()).is_some()) else { return };
    // Folders that are not named as themes are the map's own affair.
    let folder = folder(&entry.path).filter(|folder| themes.find(folder).is_some());
    if let Some(folder) = folder.filter(|folder| *folder != primary.as_str()) {
        sink.tell(say!(
            "Filen ligger i ett annat temas mapp än det främsta temats, \"{primary}\".",
            "The file is in the folder of another theme than the primary one, \"{primary}\"."
        ))
        .at(Place::Value(FieldPath::field("teman").item(0)))
        .hint(say!(
            "Flytta filen från mappen {folder} till {primary}, eller skriv \"{folder}\" först bland teman.",
            "Move the file from the folder {folder} to {primary}, or write \"{folder}\" first among the themes."
        ));
    }
}

/// The folder right under the kind's.
fn folder(path: &str) -> Option<&str> {
    let (_, below) = path.split_once('/')?;
    below.split_once('/').map(|(folder, _)| folder)
}
