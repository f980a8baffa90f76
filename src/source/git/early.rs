use std::path::Path;

use super::open;

/// Whether a name stands for a commit at which the map's folder was not there, or was no map yet.
pub fn is_before_map(map: &Path, called: &str) -> bool {
    let is_without_map = |history: open::History| {
        let commit = history.commit(called).ok().flatten()?;
        let top = commit.tree().ok()?;
        Some(history.map(&top).ok()?.is_none_or(|(_, map)| map.find_entry("karta.toml").is_none()))
    };
    open::open(map).ok().and_then(is_without_map).unwrap_or(false)
}
