use super::Sink;
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use crate::value::is_nfc;
use unicode_normalization::UnicodeNormalization;

pub const RULE: Rule = Rule::warning("not-nfc", include_str!("not-nfc.md"), Look::File(check));

fn check(text: &str, sink: &mut Sink<'_>) {
    if let Some(at) = first(text) {
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        sink.tell(say!(
            "Bokstäver är skrivna i delar, med prickarna för sig.",
            "Letters are written in pieces, with the dots apart."
        ))
        .at(Place::Bytes(at as u32, end as u32))
        .hint(say!(
            "Kör karta fmt, så skrivs de ihop (Unicode NFC).",
            "Run karta fmt, and they are put together (Unicode NFC)."
        ));
    }
}

/// The first byte where the text is not what it is in NFC.
fn first(text: &str) -> Option<usize> {
    if is_nfc(text) {
        return None;
    }
    let mut composed = text.nfc();
    text.char_indices().find(|(_, c)| composed.next() != Some(*c)).map(|(at, _)| at)
}
