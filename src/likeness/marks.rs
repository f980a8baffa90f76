//! Words that make a title another one, however alike the rest is.

/// What a word says that tells one of a series from the next, or denies the rest: a number as digits. `ett` and `andra`
/// are numbers only by a word for a part.
pub fn mark(word: &str, is_by_part: bool) -> Option<&str> {
    let is_letter = word.chars().count() == 1 && !matches!(word, "i" | "å" | "e");
    let is_roman = matches!(word, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii");
    let number = match word {
        "en" | "ett" | "första" if is_by_part => "1",
        "andra" if is_by_part => "2",
        "två" => "2",
        "tre" | "tredje" => "3",
        "fyra" | "fjärde" => "4",
        "fem" | "femte" => "5",
        "sex" | "sjätte" => "6",
        "sju" | "sjunde" => "7",
        "åtta" | "åttonde" => "8",
        "nio" | "nionde" => "9",
        "tio" | "tionde" => "10",
        "inte" | "ej" | "icke" => "inte",
        "ingen" | "inget" | "inga" => "ingen",
        "utan" | "without" => "utan",
        _ if is_letter || is_roman || word.bytes().any(|byte| byte.is_ascii_digit()) => word,
        _ => return None,
    };
    Some(number)
}

/// Whether a word is for one of several parts.
pub fn is_part(word: &str) -> bool {
    ["del", "etapp", "fas", "steg", "version", "omgång", "våg", "nivå"].iter().any(|part| word.starts_with(part))
        && word.chars().count() <= 9
}
