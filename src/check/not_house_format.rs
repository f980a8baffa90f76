use super::Sink;
use super::newer_toml::newer;
use super::{Look, Rule};
use crate::house;
use crate::say;
use unicode_normalization::UnicodeNormalization;

pub const RULE: Rule = Rule::warning("not-house-format", include_str!("not-house-format.md"), Look::File(check));

fn check(text: &str, sink: &mut Sink<'_>) {
    // Letters in pieces have a rule of their own, and so have tables that other programs cannot read.
    if !house::is_formatted(text) && newer(text).is_none() && !house::is_formatted(&text.nfc().collect::<String>()) {
        sink.tell(say!("Filen är inte skriven på kartans sätt.", "The file is not written in the map's way."))
            .hint(say!("Kör karta fmt; innehållet ändras inte.", "Run karta fmt; what the file says does not change."));
    }
}
