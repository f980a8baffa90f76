use hashbrown::HashMap;
use rust_stemmers::{Algorithm, Stemmer};

/// Makes stems, and remembers those that it has made: the words of many texts are few.
pub struct Stems {
    stemmer: Stemmer,
    known: HashMap<String, String>,
}

impl Default for Stems {
    fn default() -> Stems {
        Stems::new()
    }
}

impl Stems {
    /// Knows no stem yet.
    pub fn new() -> Stems {
        Stems { stemmer: Stemmer::create(Algorithm::Swedish), known: HashMap::new() }
    }

    /// What the forms of a word have in common. The word is folded as [`crate::value::swedish`] does.
    pub fn stem(&mut self, word: &str) -> &str {
        let Stems { stemmer, known } = self;
        known.entry_ref(word).or_insert_with(|| without_agreement(&stemmer.stem(word)).to_owned())
    }
}

/// What the stemmer leaves of agreement: gemensam, gemensamt and gemensamma are one word here.
fn without_agreement(stem: &str) -> &str {
    let short = if stem.len() > 4 { stem.strip_suffix('t').unwrap_or(stem) } else { stem };
    let mut letters = short.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && short.len() > 4 => &short[..short.len() - last.len_utf8()],
        _ => short,
    }
}

/// Whether a word says nothing of what a text is about. The word is folded as [`crate::value::swedish`] does.
pub fn says_nothing(word: &str) -> bool {
    EMPTY.binary_search(&word).is_ok()
}

/// Words that say nothing of what a text is about, by their bytes.
const EMPTY: &[&str] = &[
    "a", "all", "alla", "allt", "and", "andra", "annan", "annat", "att", "av", "bara", "bland", "bli", "blir", "båda",
    "både", "de", "del", "delar", "dels", "dem", "den", "denna", "deras", "dess", "dessa", "det", "detta", "där",
    "därför", "då", "efter", "ej", "eller", "en", "enligt", "er", "ett", "exempel", "finns", "fler", "flera", "flest",
    "fram", "från", "få", "får", "för", "före", "först", "genom", "ger", "gör", "göra", "göras", "ha", "haft", "han",
    "har", "hos", "hur", "här", "i", "in", "ingen", "inget", "innan", "inom", "inte", "is", "kan", "kring", "kunde",
    "kunna", "man", "med", "medan", "mellan", "men", "mer", "mest", "minst", "mot", "mycket", "måste", "ner", "ni",
    "nu", "ny", "nya", "nytt", "när", "nära", "och", "också", "of", "olika", "om", "on", "oss", "på", "redan", "samma",
    "samt", "sedan", "ses", "sig", "sin", "sina", "sitt", "ska", "skall", "skulle", "som", "så", "sådan", "sådana",
    "the", "till", "to", "tre", "två", "under", "upp", "ur", "ut", "utan", "utifrån", "vad", "var", "vara", "varför",
    "varit", "varje", "vars", "vart", "vem", "vi", "via", "vid", "vidare", "vilka", "vilken", "vilket", "vill", "visa",
    "än", "ändå", "är", "även", "år", "över",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let mut stems = Stems::new();
        for forms in [["gemensam", "gemensamma", "gemensamt"], ["tolkning", "tolkningen", "tolkningar"]] {
            let [one, two, three] = forms.map(|form| stems.stem(form).to_owned());
            assert!(one == two && two == three, "{one} {two} {three}");
        }
    }

    #[test]
    fn words_that_say_nothing_are_found_by_halving() {
        assert!(EMPTY.is_sorted() && says_nothing("och") && says_nothing("över") && !says_nothing("tolk"));
    }
}
