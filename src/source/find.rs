use std::io;
use std::path::{Path, PathBuf};

use super::git;
use crate::say;
use crate::say::{Failure, Result, Words, quote};

/// Finds the map's folder: the one that was named, else upward from `start` for `karta.toml`, else `map-data` below it.
pub fn find(named: Option<&Path>, start: &Path) -> Result<PathBuf> {
    match named {
        Some(folder) => is_map(folder).then(|| folder.to_owned()).ok_or_else(|| not_a_map(folder)),
        None => above(start).or_else(|| below(start)).ok_or_else(|| none_found(start)),
    }
}

/// Finds the folder whose past is to be read: the map's, or where there is none, a repository without a working tree.
pub fn find_past(named: Option<&Path>, start: &Path) -> Result<PathBuf> {
    let folder = named.unwrap_or(start);
    find(named, start).or_else(|failure| if git::is_bare(folder) { Ok(folder.to_owned()) } else { Err(failure) })
}

fn is_map(folder: &Path) -> bool {
    folder.join("karta.toml").is_file()
}

/// Whether there may be a map that the reader has no right to read.
fn is_closed(folder: &Path) -> bool {
    folder.join("karta.toml").metadata().is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
}

fn above(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| is_map(folder)).map(Path::to_owned)
}

fn below(start: &Path) -> Option<PathBuf> {
    Some(start.join("map-data")).filter(|folder| is_map(folder))
}

fn not_a_map(folder: &Path) -> Failure {
    let shown = quote(&folder.display().to_string());
    let what = if is_closed(folder) {
        say!("Mappen {shown} får du inte läsa.", "You may not read the folder {shown}.")
    } else if !folder.exists() {
        say!("Mappen {shown} finns inte.", "The folder {shown} does not exist.")
    } else if !folder.is_dir() {
        say!("{shown} är inte en mapp.", "{shown} is not a folder.")
    } else {
        if git::is_bare(folder) {
            return without_folder(&shown);
        }
        say!(
            "Mappen {shown} är ingen karta: den har ingen karta.toml.",
            "The folder {shown} is not a map: it has no karta.toml."
        )
    };
    Failure::new(what).hint(advice())
}

/// A repository has only what was committed.
fn without_folder(shown: &str) -> Failure {
    Failure::new(say!(
        "{shown} är ett git-arkiv utan arbetsmapp: där finns bara kartan som den har checkats in.",
        "{shown} is a git repository without a working folder: it has only the map as it was committed."
    ))
    .hint(Words::new(
        "Säg vilken revision det gäller, till exempel HEAD: karta query --at HEAD, karta diff 2017 HEAD. Ändra kartan i en klon.",
        "Say which revision it is about, such as HEAD: karta query --at HEAD, karta diff 2017 HEAD. Change the map in a clone.",
    ))
}

fn none_found(start: &Path) -> Failure {
    let below = start.join("map-data");
    if is_closed(&below) {
        return not_a_map(&below);
    }
    let shown = quote(&start.display().to_string());
    if git::is_bare(start) {
        return without_folder(&shown);
    }
    Failure::new(say!(
        "Ingen karta hittades: varken {shown} eller någon mapp ovanför har en karta.toml, och mappen map-data finns inte här.",
        "No map was found: neither {shown} nor any folder above it has a karta.toml, and there is no folder map-data here."
    ))
    .hint(advice())
}

fn advice() -> Words {
    Words::new(
        "Gå till kartans mapp, ange den med --karta MAPP, eller börja en ny karta med: karta init MAPP",
        "Go to the map's folder, name it with --karta DIR, or begin a new map with: karta init DIR",
    )
}
