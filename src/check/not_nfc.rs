use super::Sink;
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

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

/// The first byte where the text is not what it is in NFC. Letters with no byte from 0xCC on never change.
fn first(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| byte < 0xcc) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return None;
    }
    let mut composed = text.nfc();
    text.char_indices().find(|(_, c)| composed.next() != Some(*c)).map(|(at, _)| at)
}
