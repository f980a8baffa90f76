use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as search compares it: lower case, composed and decomposed forms alike, accents gone, å ä ö folded to a a o.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The words of a text, folded. A word is a run of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_letter_are_one() {
        assert_eq!(fold("Översyn"), fold("o\u{308}VERSYN"));
        assert_eq!(fold("pågående"), "pagaende");
        assert_eq!(words("E-tjänst, idé/2018").collect::<Vec<_>>(), ["e", "tjanst", "ide", "2018"]);
    }
}
