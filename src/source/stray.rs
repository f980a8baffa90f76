use super::tree::File;
use crate::value::{Kind, fold, nearest};

/// A file that may have been meant for the map, but that is not read.
#[derive(Clone, Debug)]
pub struct Stray {
    pub(super) file: File,
    /// Why it is not read.
    pub slip: Slip,
}

/// Why a file that may have been meant for the map is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Its folder is called nearly as that of a kind.
    Folder(Kind),
    /// Its ending is nearly `.toml`.
    Ending,
    /// It lies in no kind's folder.
    Elsewhere,
}

impl Stray {
    pub(super) fn of(file: File) -> Option<Stray> {
        slip(&file.path).map(|slip| Stray { file, slip })
    }

    /// Where it lies, from the map's folder.
    pub fn path(&self) -> &str {
        &self.file.path
    }
}

/// How deep below the map's folder strays are looked for outside the folders of kinds.
pub(super) const DEEPEST: usize = 4;

/// The most files and folders that are looked at outside the folders of kinds.
pub(super) const MOST: usize = 20_000;

/// Why a file of that path is not read, where it may have been meant for the map.
pub(super) fn slip(path: &str) -> Option<Slip> {
    let is_hidden = path.split('/').any(|name| name.starts_with('.'));
    let name = path.rsplit('/').next().unwrap_or(path);
    match (path.split_once('/'), Kind::of_path(path)) {
        _ if is_hidden => None,
        (_, Some(_)) => is_near_ending(name).then_some(Slip::Ending),
        _ if !name.ends_with(".toml") => None,
        (Some((folder, _)), None) => Some(near_kind(folder).map_or(Slip::Elsewhere, Slip::Folder)),
        (None, None) => Some(Slip::Elsewhere),
    }
}

/// Whether a name has an ending that was meant to be `.toml`, and is not.
pub(super) fn is_near_ending(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let is_word = ending.chars().all(char::is_alphanumeric);
    let was_added = ending.eq_ignore_ascii_case("txt") && stem.to_ascii_lowercase().ends_with(".toml");
    ending != "toml" && is_word && (was_added || nearest(ending, ["toml"]).is_some())
}

/// The kind whose folder a name was meant for: it differs by case, by dots over letters or by a slip of the hand.
fn near_kind(folder: &str) -> Option<Kind> {
    let kinds = || Kind::ALL.into_iter().filter(|kind| *kind != Kind::Karta);
    let near = nearest(&fold(folder), kinds().map(Kind::name))?;
    kinds().find(|kind| kind.name() == near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_for_the_map_is_told_from_what_was_not() {
        for (path, kind) in [
            ("initativ/ny.toml", Kind::Initiativ),
            ("Behov/skola/ny.toml", Kind::Behov),
            ("aktör/x.toml", Kind::Aktor),
            ("aktorer/x.toml", Kind::Aktor),
            ("taxonomy/tema.toml", Kind::Taxonomi),
        ] {
            assert_eq!(slip(path), Some(Slip::Folder(kind)), "{path}");
        }
        for path in ["behov/ny.TOML", "behov/skola/ny.toml.txt", "aktor/x.tml", "aktor/x.tolm"] {
            assert_eq!(slip(path), Some(Slip::Ending), "{path}");
        }
        for path in ["mallar/behov.toml", "ny.toml", "needs/school/x.toml"] {
            assert_eq!(slip(path), Some(Slip::Elsewhere), "{path}");
        }
        for path in [
            "karta.toml",
            "behov/a.toml",
            "README.md",
            "docs/karta.md",
            ".github/x.toml",
            "behov/.git/x.tml",
            "behov/x.toml~",
            "behov/x.toml.orig",
            "aktor/x.html",
            "aktor/x.yaml",
            "behov/README.txt",
            "Behov/README.md",
        ] {
            assert_eq!(slip(path), None, "{path}");
        }
    }
}
