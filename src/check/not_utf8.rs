use super::Sink;
use super::{Look, Rule};
use crate::finding::Place;
use crate::say;
use crate::source::{Encoding, Trouble};

pub const RULE: Rule = Rule::error("not-utf8", include_str!("not-utf8.md"), Look::Trouble(check));

fn check(trouble: &Trouble, sink: &mut Sink<'_>) {
    let Trouble::NotUtf8(encoding, at) = trouble else { return };
    let at = *at as u32;
    let told = match encoding {
        Encoding::Utf16 => sink.tell(say!("Filen är sparad som UTF-16.", "The file is saved as UTF-16.")),
        Encoding::Windows1252 => sink
            .tell(say!(
                "Filen är inte sparad som UTF-8; å, ä och ö går inte att läsa.",
                "The file is not saved as UTF-8; å, ä and ö cannot be read."
            ))
            .at(Place::Bytes(at, at + 1)),
    };
    told.hint(say!(
        "Spara den som UTF-8: i Anteckningar med Spara som och Kodning UTF-8, i VS Code med Save with Encoding.",
        "Save it as UTF-8: in Notepad by Save as and Encoding UTF-8, in VS Code by Save with Encoding."
    ));
}
