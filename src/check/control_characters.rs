use super::{Ground, Said, Signs, Sink};
use super::{Look, Rule};
use crate::say;

pub const RULE: Rule =
    Rule::error("control-characters", include_str!("control-characters.md"), Look::Text(Signs::HIDDEN, check));

fn check(_: &Ground<'_>, said: &Said<'_>, sink: &mut Sink<'_>) {
    if let Some((at, c)) = hidden(said.text) {
        let code = format!("U+{:04X}", u32::from(c));
        sink.tell(say!(
            "Texten har ett tecken som inte syns ({code}).",
            "The text has a character that does not show ({code})."
        ))
        .at(said.part(at..at + c.len_utf8()))
        .hint(say!(
            "Ta bort tecknet; skriv texten på nytt om det inte går att markera.",
            "Delete the character; write the text again if it cannot be selected."
        ));
    }
}

/// The first character that does not show. A line end of Windows is told of the file as a whole: it is not written in
/// the map's way.
fn hidden(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(at, c)| is_hidden(*c) && !(*c == '\r' && text[at + 1..].starts_with('\n')))
}

/// Control characters, marks that turn the text around them (Unicode UAX #9), and what has no shape at all. The joiners
/// U+200C and U+200D are parts of words in some languages, and of pictures.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        c => crate::say::unsafe_to_show(c),
    }
}
