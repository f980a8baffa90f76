use std::path::{Path, PathBuf};
use std::{fs, io};

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
    } else if is_unfetched(folder) {
        return unfetched(&shown);
    } else if git::is_bare(folder) {
        return without_folder(&shown);
    } else {
        say!(
            "Mappen {shown} är ingen karta: den har ingen karta.toml.",
            "The folder {shown} is not a map: it has no karta.toml."
        )
    };
    Failure::new(what).hint(advice())
}

/// Whether a folder is empty and a repository above it has another that is to lie there.
fn is_unfetched(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let is_empty = folder.read_dir().is_ok_and(|mut files| files.next().is_none());
    is_empty && folder.ancestors().skip(1).any(|above| has_submodule(above, &folder))
}

fn has_submodule(above: &Path, folder: &Path) -> bool {
    let Ok(text) = fs::read_to_string(above.join(".gitmodules")) else { return false };
    let paths = text.lines().filter_map(|line| line.trim().strip_prefix("path")?.trim_start().strip_prefix('='));
    paths.map(str::trim).any(|path| above.join(path) == folder)
}

/// A repository inside another has to be fetched by itself.
fn unfetched(shown: &str) -> Failure {
    Failure::new(say!(
        "{shown} är en undermodul i git som inte är hämtad: mappen är tom.",
        "{shown} is a git submodule that has not been fetched: the folder is empty."
    ))
    .hint(Words::new("Hämta den med: git submodule update --init", "Fetch it with: git submodule update --init"))
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
    if let Some(folder) = [start, &below].into_iter().find(|folder| is_unfetched(folder)) {
        return unfetched(&quote(&folder.display().to_string()));
    }
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
