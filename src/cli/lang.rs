//! Which language to speak, known before the arguments are parsed, since help and errors need it.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::sync::OnceLock;

use karta::entry::{self, Entry};
use karta::say::Lang;
use karta::source;
use karta::value::{Kind, fold};

static LANG: OnceLock<Lang> = OnceLock::new();

/// Settles the language of [`text`].
pub fn set(lang: Lang) {
    LANG.get_or_init(|| lang);
}

/// The language that was settled.
pub fn now() -> Lang {
    LANG.get().copied().unwrap_or_default()
}

/// One of two texts, by the language that was settled.
pub fn text(sv: &'static str, en: &'static str) -> &'static str {
    match now() {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// The arguments, with flags that were typed with å ä ö as they are declared: `--ägare` is `--agare`.
pub fn without_accents(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    given.map(|arg| arg.to_str().map_or(arg.clone(), |text| ascii_flag(text).into())).collect()
}

fn ascii_flag(arg: &str) -> String {
    match arg.split_once('=') {
        _ if !arg.starts_with("--") => arg.to_owned(),
        Some((flag, value)) => format!("{}={value}", fold(flag)),
        None => fold(arg),
    }
}

/// The language asked for by `--lang`, else `KARTA_LANG`, else the map's own, else Swedish.
pub fn choose(given: &[OsString]) -> Lang {
    let from_flag = value_of(given, &["--lang", "--sprak"]).and_then(|text| Lang::parse(&text));
    let from_env = || env::var("KARTA_LANG").ok().and_then(|text| Lang::parse(&text));
    from_flag.or_else(from_env).or_else(|| from_map(given)).unwrap_or_default()
}

/// What the map's settings say, without reading the rest of the map.
fn from_map(given: &[OsString]) -> Option<Lang> {
    let named = value_of(given, &["--karta"]).or_else(|| env::var("KARTA_DIR").ok());
    let folder = source::find(named.as_deref().map(Path::new), &env::current_dir().ok()?).ok()?;
    settings(&folder)?.text("sprak").and_then(Lang::parse)
}

/// A map's settings, without the rest of it.
pub fn settings(folder: &Path) -> Option<Entry> {
    let text = source::Tree::settings(folder)?;
    entry::read(Kind::Karta, "karta.toml", &text).0
}

fn value_of(given: &[OsString], flags: &[&str]) -> Option<String> {
    let texts: Vec<&str> = given.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--").collect();
    texts.iter().enumerate().find_map(|(at, text)| match text.split_once('=') {
        Some((flag, value)) if flags.contains(&flag) => Some(value.to_owned()),
        None if flags.contains(text) => texts.get(at + 1).map(|value| (*value).to_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_may_be_typed_in_swedish() {
        let given = ["--Ägare", "--livsha\u{308}ndelse=Å", "pågående", "-å"].map(OsString::from);
        let ascii = ["--agare", "--livshandelse=Å", "pågående", "-å"].map(OsString::from);
        assert_eq!(without_accents(given.into_iter()), ascii);
    }

    #[test]
    fn the_flag_decides_the_language() {
        assert_eq!(choose(&["karta", "--lang", "en"].map(OsString::from)), Lang::En);
        assert_eq!(choose(&["karta", "--sprak=en"].map(OsString::from)), Lang::En);
    }
}
