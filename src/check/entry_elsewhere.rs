use super::Sink;
use super::{Look, Rule};
use crate::entry::{self, Pair, Raw};
use crate::finding::Place;
use crate::say;
use crate::source::{Slip, Stray, Tree};

pub const RULE: Rule = Rule::warning("entry-elsewhere", include_str!("entry-elsewhere.md"), Look::Tree(check));

fn check(tree: &Tree, strays: &[Stray], sink: &mut Sink<'_>) {
    for stray in strays.iter().filter(|stray| stray.slip == Slip::Elsewhere) {
        if tree.stray_text(stray).is_some_and(|text| is_entry(&text)) {
            sink.tell(say!(
                "Filen ser ut som en post men läses inte: den ligger inte i mappen för någon sorts poster.",
                "The file looks like an entry but is not read: it does not lie in the folder of any kind of entries."
            ))
            .in_file(stray.path(), Place::File)
            .hint(say!(
                "Flytta den till behov, initiativ, aktor, taxonomi eller revision; en mall får gärna sakna id.",
                "Move it to behov, initiativ, aktor, taxonomi or revision; a template may well lack an id."
            ));
        }
    }
}

/// Whether a text has an id, a name and a field more that an entry has.
fn is_entry(text: &str) -> bool {
    let (pairs, _) = entry::parse(text);
    let has = |names: &[&str]| pairs.iter().any(|pair| is_text(pair) && names.contains(&&*pair.key));
    let has_more = || pairs.iter().any(|pair| ["teman", "begrepp"].contains(&&*pair.key));
    has(&["id"]) && has(&["titel", "namn"]) && (has(&["status", "niva", "datum"]) || has_more())
}

fn is_text(pair: &Pair<'_>) -> bool {
    matches!(&pair.node.raw, Raw::Text(text) if !text.is_empty())
}
