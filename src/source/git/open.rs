use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};

use gix::discover::upwards;
use gix::open::Options;
use gix::sec::trust::Mapping;

use super::Blobs;
use super::map::damaged;
use super::record::Walk;
use crate::say;
use crate::say::{Failure, Result, Words, quote};

/// The most bytes that git may unpack of one object: a folder of a million files, and no more.
const LARGEST_OBJECT: &str = "gitoxide.objects.allocLimit=64m";

/// The history that a map's folder lies in.
pub struct History {
    pub repo: gix::Repository,
    /// The map's folder as the reader knows it.
    pub map: PathBuf,
    /// The map's folder from the top of the working tree; `None` where there is no working tree.
    pub below: Option<String>,
    pub walk: OnceCell<RefCell<Walk>>,
    shared: gix::ThreadSafeRepository,
}

impl History {
    /// Where every text of the history is.
    pub fn blobs(&self) -> Blobs {
        Blobs(self.shared.objects.clone())
    }

    /// Whether the history begins later than it did where it was cloned from.
    pub fn is_shallow(&self) -> bool {
        self.repo.is_shallow().unwrap_or(false)
    }
}

/// Finds the repository that a map's folder lies in; or is, where the repository has no working tree.
pub fn open(map: &Path) -> Result<History> {
    let folder = map.canonicalize().map_err(|error| unreachable_folder(map, &error))?;
    let alone = || Options::isolated().config_overrides([LARGEST_OBJECT]);
    let trust = Mapping { full: alone(), reduced: alone() };
    let shared = gix::ThreadSafeRepository::discover_opts(&folder, upwards::Options::default(), trust)
        .map_err(|error| refused(map, &error))?;
    let repo = shared.to_thread_local();
    let below = repo.workdir().and_then(|top| below(&folder, top));
    if let Err(error) = repo.head() {
        return Err(if error.is_unsupported() { unsupported() } else { damaged(&repo, &error) });
    }
    Ok(History { repo, map: map.to_owned(), below, walk: OnceCell::new(), shared })
}

fn below(folder: &Path, top: &Path) -> Option<String> {
    let top = top.canonicalize().ok()?;
    let names = folder.strip_prefix(&top).ok()?.components();
    let names: Option<Vec<&str>> = names.map(|name| name.as_os_str().to_str()).collect();
    Some(names?.join("/"))
}

fn unreachable_folder(map: &Path, error: &std::io::Error) -> Failure {
    let shown = quote(&map.display().to_string());
    Failure::io(say!("Mappen {shown} går inte att nå.", "The folder {shown} cannot be reached."), error)
}

fn refused(map: &Path, error: &gix::Error) -> Failure {
    use upwards::Error as E;
    let shown = quote(&map.display().to_string());
    if let Some(E::NoTrustedGitRepository { .. }) | None = error.downcast_any_ref::<E>() {
        let why = quote(&error.probable_cause().to_string());
        return Failure {
            what: say!(
                "Git-arkivet runt {shown} går inte att läsa.",
                "The git repository around {shown} cannot be read."
            ),
            why: Some(say!("det blev fel: {why}", "this went wrong: {why}")),
            hint: Some(Words::new(
                "Se om git status fungerar där, och att du får läsa mappen .git.",
                "See whether git status works there, and that you may read the folder .git.",
            )),
        };
    }
    Failure::new(say!("{shown} ligger inte i något git-arkiv.", "{shown} does not lie in a git repository.")).hint(Words::new(
        "Det finns alltså inga tidigare revisioner. Gå till en klon av kartan, eller ange sökvägen till en annan kartas mapp.",
        "So there are no earlier revisions. Go to a clone of the map, or give the path of another map's folder.",
    ))
}

fn unsupported() -> Failure {
    Failure::new(Words::new(
        "Git-arkivet har sina grenar och taggar i formatet reftable, som karta inte kan läsa.",
        "The git repository keeps its branches and tags in the format reftable, which karta cannot read.",
    ))
    .hint(Words::new(
        "Byt format med: git refs migrate --ref-format=files",
        "Change the format with: git refs migrate --ref-format=files",
    ))
}
