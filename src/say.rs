//! Words in both languages, side by side: what one reader is told, the other is told too.
//!
//! A sentence that lacks one language does not compile, and none is glued from pieces.

use std::borrow::Cow;
use std::io;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Reads `sv`, `en` and what an environment says (`sv_SE.UTF-8`); `None` for any other language.
    pub fn parse(text: &str) -> Option<Lang> {
        match text.get(..2)?.to_ascii_lowercase().as_str() {
            "sv" => Some(Lang::Sv),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }
}

/// One text, in Swedish and in English.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    /// The Swedish text.
    pub sv: Cow<'static, str>,
    /// The English text.
    pub en: Cow<'static, str>,
}

impl Words {
    /// A text known when the program is built.
    pub const fn new(sv: &'static str, en: &'static str) -> Words {
        Words { sv: Cow::Borrowed(sv), en: Cow::Borrowed(en) }
    }

    /// A text made once for each language.
    pub fn each(make: impl Fn(Lang) -> String) -> Words {
        Words { sv: make(Lang::Sv).into(), en: make(Lang::En).into() }
    }

    /// A name or other text that is the same in both languages.
    pub fn same(text: impl Into<String>) -> Words {
        let text = text.into();
        Words { sv: text.clone().into(), en: text.into() }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// Makes [`Words`] from a Swedish and an English format string, in that order.
///
/// Names in braces are taken from where the macro stands; a name that is itself [`Words`] is given as `name in words`
/// after a semicolon and reads in the right language in each sentence.
#[macro_export]
macro_rules! say {
    ($sv:literal, $en:literal $(,)?) => {
        $crate::say::Words { sv: format!($sv).into(), en: format!($en).into() }
    };
    ($sv:literal, $en:literal; $($name:ident in words),+ $(,)?) => {{
        let sv = { $(let $name = $name.get($crate::say::Lang::Sv);)+ format!($sv) };
        let en = { $(let $name = $name.get($crate::say::Lang::En);)+ format!($en) };
        $crate::say::Words { sv: sv.into(), en: en.into() }
    }};
}

/// What could not be done: what happened, why, and what to do about it. The program ends with exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done, and where.
    pub what: Words,
    /// Why, where that is not already said.
    pub why: Option<Words>,
    /// What to do.
    pub hint: Option<Words>,
}

/// A result whose error a person can read.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure that needs no cause.
    pub fn new(what: Words) -> Failure {
        Failure { what, why: None, hint: None }
    }

    /// A failure that the operating system caused.
    pub fn io(what: Words, error: &io::Error) -> Failure {
        Failure { what, why: Some(reason(error)), hint: None }
    }

    /// The same failure, with its cause.
    pub fn why(mut self, why: Words) -> Failure {
        self.why = Some(why);
        self
    }

    /// The same failure, with advice.
    pub fn hint(mut self, hint: Words) -> Failure {
        self.hint = Some(hint);
        self
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what.en)
    }
}

impl std::error::Error for Failure {}

/// Why the operating system refused, in words.
pub fn reason(error: &io::Error) -> Words {
    use io::ErrorKind as K;
    match error.kind() {
        K::NotFound => Words::new("den finns inte", "it does not exist"),
        K::PermissionDenied => Words::new("behörighet saknas", "permission is denied"),
        K::AlreadyExists => Words::new("den finns redan", "it already exists"),
        K::StorageFull => Words::new("disken är full", "the disk is full"),
        K::QuotaExceeded => Words::new("utrymmet som du får använda är slut", "your disk quota is used up"),
        K::ReadOnlyFilesystem => Words::new("filsystemet får bara läsas", "the file system is read-only"),
        K::IsADirectory => Words::new("den är en mapp", "it is a folder"),
        K::NotADirectory => Words::new("en del av sökvägen är inte en mapp", "a part of the path is not a folder"),
        K::InvalidFilename => Words::new("namnet är inte tillåtet", "the name is not allowed"),
        K::FileTooLarge => Words::new("filen blir för stor", "the file becomes too large"),
        K::ResourceBusy => Words::new("den används av ett annat program", "another program uses it"),
        _ => say!("operativsystemet svarade: {error}", "the operating system answered: {error}"),
    }
}

/// Text from outside, made safe to show: control characters, line breaks and direction marks become visible signs.
pub fn plain(text: &str) -> Cow<'_, str> {
    if is_surely_safe(text) || !text.contains(unsafe_to_show) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if unsafe_to_show(c) { visible(c) } else { c }).collect())
}

/// Text from outside that may have several lines: [`plain`] but for the line breaks, which are `\n`, with none at the end.
pub fn plain_lines(text: &str) -> Cow<'_, str> {
    let is_plain = |line: &str| matches!(plain(line), Cow::Borrowed(_));
    match text.split('\n').all(is_plain) && !text.ends_with('\n') {
        true => Cow::Borrowed(text),
        false => text.lines().map(plain).collect::<Vec<_>>().join("\n").into(),
    }
}

/// Text from outside as quoted inside a sentence: [`plain`], and at most 80 characters of it.
pub fn quote(text: &str) -> String {
    let shown = plain(text);
    match shown.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown.into_owned(),
    }
}

/// Control characters, the marks that change the direction of the text around them (Unicode UAX #9), and the two that
/// are no characters, which XML cannot hold.
pub fn unsafe_to_show(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether no byte is, or begins, a character that is unsafe to show; told of many bytes at once.
fn is_surely_safe(text: &str) -> bool {
    let is_safe =
        |byte: u8| (byte >= b' ') & (byte != 0x7f) & (byte != 0xc2) & (byte != 0xd8) & (byte != 0xe2) & (byte != 0xef);
    text.bytes().fold(true, |all, byte| all & is_safe(byte))
}

/// The sign that Unicode has for showing a control character.
fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_words_follow_the_language() {
        let field = Words::new("tema", "theme");
        let told = say!("fältet {field} saknas", "the field {field} is missing"; field in words);
        assert_eq!((told.get(Lang::Sv), told.get(Lang::En)), ("fältet tema saknas", "the field theme is missing"));
    }

    #[test]
    fn nothing_from_outside_can_steer_a_terminal() {
        assert_eq!(plain("a\u{1b}[31m\u{202e}b\n"), "a␛[31m\u{fffd}b␊");
        assert_eq!(plain("åäö\u{ffff}"), "åäö\u{fffd}");
        assert_eq!(plain_lines("a\r\nb\u{0}\n"), "a\nb␀");
        assert!(matches!(plain_lines("å\nä"), Cow::Borrowed(_)));
        assert_eq!(quote(&"x".repeat(100)).chars().count(), 81);
    }

    #[test]
    fn what_is_surely_safe_is_safe() {
        let is_wrong = |c: &char| is_surely_safe(&c.to_string()) && unsafe_to_show(*c);
        assert_eq!(('\0'..=char::MAX).find(is_wrong), None);
    }

    #[test]
    fn languages_are_read_from_what_an_environment_says() {
        assert_eq!(Lang::parse("sv_SE.UTF-8"), Some(Lang::Sv));
        assert_eq!(Lang::parse("en"), Some(Lang::En));
        assert_eq!(Lang::parse("fi"), None);
        assert_eq!(Lang::parse("é"), None);
    }
}
