//! What the columns of other people's sheets mean, as a file says it:
//!
//! ```toml
//! slag = "behov"
//!
//! [kolumner]
//! "Behovets namn" = "titel"
//! "Ansvarig" = "agare"
//! "Anm." = ""          # not read
//! ```

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::form::{Slot, slots};
use super::layout::{Layout, Meaning, key};
use crate::edit;
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::Kind;

/// What columns mean, by their headings.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The kind of the rows.
    pub kind: Option<Kind>,
    columns: BTreeMap<String, Option<BTreeMap<Kind, Slot>>>,
}

impl Mapping {
    /// Reads a mapping; `kind` is what the reader said of the kind, which counts more than the file.
    pub fn parse(karta: &Karta, text: &str, kind: Option<Kind>) -> Result<Mapping> {
        let table = DeTable::parse(text).map_err(|error| wrong(&line(text, error.span())))?.into_inner();
        let text_of = |value: &toml::Spanned<toml::de::DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
        let said = table.get("slag").map(|kind| text_of(kind).as_deref().and_then(Kind::parse).ok_or_else(no_kind));
        let kind = kind.or(said.transpose()?);
        if let Some((key, _)) = table.iter().find(|(key, _)| !matches!(&**key.get_ref(), "slag" | "kolumner")) {
            return Err(wrong(&format!("{}?", key.get_ref())));
        }
        let columns = table.get("kolumner").and_then(|columns| columns.get_ref().as_table()).ok_or_else(no_columns)?;
        let kinds = kind.map_or_else(|| Kind::ENTRIES.to_vec(), |kind| vec![kind]);
        let read = |(heading, field): (&toml::Spanned<toml::de::DeString<'_>>, _)| {
            let field = text_of(field).ok_or_else(|| wrong(heading.get_ref()))?;
            Ok((key(heading.get_ref()), places(karta, &kinds, &field)?))
        };
        Ok(Mapping { kind, columns: columns.iter().map(read).collect::<Result<_>>()? })
    }

    /// What a column means; none where the mapping does not have its heading.
    pub fn meaning(&self, heading: &str, kinds: &[Kind]) -> Option<Meaning> {
        Some(match self.columns.get(&key(heading))? {
            None => Meaning::Nothing,
            Some(slots) => {
                let slots = slots.iter().filter(|(kind, _)| kinds.contains(kind));
                Meaning::Slots(slots.map(|(kind, slot)| (*kind, slot.clone())).collect())
            }
        })
    }

    /// A mapping that says what a layout guessed, for a person to change.
    pub fn written(layout: &Layout) -> String {
        let mut text = String::from(
            "# Vad kolumnerna betyder: \"rubrik\" = \"fält\". Tomt läses inte. Fälten visas av: karta fields\n",
        );
        if let Some(kind) = layout.kind {
            text.push_str(&format!("slag = \"{}\"\n", kind.name()));
        }
        text.push_str("\n[kolumner]\n");
        for column in &layout.columns {
            let field = match &column.meaning {
                Meaning::Slots(slots) => slots.values().next().map_or("", |slot| slot.key.as_str()),
                Meaning::Nothing => "",
                _ => continue,
            };
            text.push_str(&format!("{} = {}\n", quoted(&column.heading), quoted(field)));
        }
        text
    }
}

/// A text as TOML has it; JSON writes texts the same way.
fn quoted(text: &str) -> String {
    serde_json::Value::from(say::plain(text)).to_string()
}

/// The places that a name stands for, in each kind that has it; none for the empty name.
fn places(karta: &Karta, kinds: &[Kind], field: &str) -> Result<Option<BTreeMap<Kind, Slot>>> {
    if field.trim().is_empty() {
        return Ok(None);
    }
    let place = |kind: &Kind| {
        let target = edit::target(*kind, field)?;
        let key = target.name();
        let slot = slots(karta, *kind).into_iter().find(|slot| slot.key == key).unwrap_or(Slot { key, target });
        Ok((*kind, slot))
    };
    let (places, failures): (Vec<_>, Vec<_>) = kinds.iter().map(place).partition(Result::is_ok);
    match (places.is_empty(), failures.into_iter().find_map(Result::err)) {
        (true, Some(failure)) => Err(failure),
        _ => Ok(Some(places.into_iter().filter_map(Result::ok).collect())),
    }
}

/// The line that a parser stopped at, which tells more than its English words.
fn line(text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let at = span.map_or(0, |span| span.start.min(text.len()));
    let begin = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text[begin..].lines().next().unwrap_or_default().trim().to_owned()
}

fn wrong(told: &str) -> Failure {
    let told = quote(told);
    Failure::new(say!("Mappningen går inte att läsa: {told}", "The mapping cannot be read: {told}")).hint(form())
}

fn no_kind() -> Failure {
    Failure::new(Words::new("Mappningens slag finns inte.", "The mapping's kind does not exist.")).hint(Words::new(
        "Skriv slag = \"behov\", \"initiativ\" eller \"aktor\".",
        "Write slag = \"behov\", \"initiativ\" or \"aktor\".",
    ))
}

fn no_columns() -> Failure {
    Failure::new(Words::new("Mappningen har inga kolumner.", "The mapping has no columns.")).hint(form())
}

fn form() -> Words {
    Words::new(
        "Skriv den som: slag = \"behov\", sedan [kolumner] och en rad för varje rubrik: \"Behovets namn\" = \"titel\"",
        "Write it as: slag = \"behov\", then [kolumner] and a line for each heading: \"Behovets namn\" = \"titel\"",
    )
}
