use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text that bytes are: by their mark, else UTF-16 where every other byte is empty, else UTF-8 where they can be,
/// else what older Windows programs write. None when they are no text.
pub fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => match unmarked(bytes)? {
            Some(encoding) => (encoding, 0),
            None => return std::str::from_utf8(bytes).ok().map(Cow::Borrowed).or_else(|| windows(bytes)),
        },
    };
    let (text, is_broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
    (!is_broken || encoding == encoding_rs::UTF_8).then_some(text)
}

fn windows(bytes: &[u8]) -> Option<Cow<'_, str>> {
    Some(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// UTF-16 without a mark, seen from where the empty bytes are; nothing where empty bytes are no such text.
fn unmarked(bytes: &[u8]) -> Option<Option<&'static Encoding>> {
    let head = &bytes[..bytes.len().min(4_096) & !1];
    let empty = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    match (empty(0), empty(1), head.len() / 4) {
        (0, 0, _) if !bytes.contains(&0) => Some(None),
        (0, odd, half) if odd > half => Some(Some(UTF_16LE)),
        (even, 0, half) if even > half => Some(Some(UTF_16BE)),
        _ => None,
    }
}
