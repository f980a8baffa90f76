use std::collections::BTreeMap;

use super::Sink;
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use crate::say::quote;
use crate::source::{Slip, Stray, Tree};
use crate::value::Kind;

pub const RULE: Rule = Rule::error("stray-file", include_str!("stray-file.md"), Look::Tree(check));

fn check(_: &Tree, strays: &[Stray], sink: &mut Sink<'_>) {
    let mut folders: BTreeMap<&str, (Kind, Vec<&Stray>)> = BTreeMap::new();
    for stray in strays {
        match stray.slip {
            Slip::Ending => ending(stray.path(), sink),
            Slip::Folder(kind) => {
                let folder = stray.path().split('/').next().unwrap_or_default();
                folders.entry(folder).or_insert((kind, Vec::new())).1.push(stray);
            }
            Slip::Elsewhere => {}
        }
    }
    folders.iter().for_each(|(name, (kind, files))| folder(name, *kind, files, sink));
}

fn ending(path: &str, sink: &mut Sink<'_>) {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let has_both = stem.to_ascii_lowercase().ends_with(".toml");
    let right = quote(&format!("{}.toml", if has_both { &stem[..stem.len() - ".toml".len()] } else { stem }));
    sink.tell(say!("Filen läses inte: dess ändelse är inte .toml.", "The file is not read: its ending is not .toml."))
        .in_file(path, Place::File)
        .hint(say!("Byt filens namn till {right}", "Rename the file to {right}"));
}

/// One misspelt folder is one cause, however many files lie in it.
fn folder(name: &str, kind: Kind, files: &[&Stray], sink: &mut Sink<'_>) {
    let [first, others @ ..] = files else { return };
    let (name, right) = (quote(name), kind.name());
    let told = sink
        .tell(say!(
            "Filerna i mappen \"{name}\" läses inte: ingen sorts poster har en mapp som heter så.",
            "The files in the folder \"{name}\" are not read: no kind of entries has a folder of that name."
        ))
        .in_file(first.path(), Place::File)
        .hint(say!(
            "Menade du {right}? Flytta filerna till mappen {right}.",
            "Did you mean {right}? Move the files to the folder {right}."
        ));
    others.iter().fold(told, |told, file| told.also(file.path(), Place::File, say!("den här också", "this one too")));
}
