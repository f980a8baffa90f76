//! What the columns of other people's sheets mean, as a file says it:
//!
//! ```toml
//! slag = "behov"
//!
//! [kolumner]
//! "Behovets namn" = "titel"
//! "Ansvarig" = "agare"
//! "Anm." = ""          # not read
//!
//! [fasta]              # what a new entry gets where its row says nothing
//! status = "identifierat"
//! ```

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeTable;

use super::form::{Slot, slots};
use super::grid::Raw;
use super::layout::{Layout, Meaning, key};
use super::lookup::Lookup;
use super::meaning::value;
use crate::edit;
use crate::entry::{Shape, Value, fields};
use crate::karta::Karta;
use crate::say;
use crate::say::{Failure, Lang, Result, Words, quote};
use crate::value::{Kind, nearest};

/// The places that a column holds, by kind.
type Places = BTreeMap<Kind, Slot>;

/// What columns mean, by their headings.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The kind of the rows.
    pub kind: Option<Kind>,
    /// By the heading as it is compared: the heading, and what it holds.
    columns: BTreeMap<String, (String, Option<Places>)>,
    /// What new entries of a kind get where their rows say nothing.
    fixed: Vec<(Kind, Slot, Value)>,
}

impl Mapping {
    /// Reads a mapping; `kind` is what the reader said of the kind, which counts more than the file.
    pub fn parse(karta: &Karta, text: &str, kind: Option<Kind>) -> Result<Mapping> {
        let table = DeTable::parse(text).map_err(|error| wrong(&line(text, error.span())))?.into_inner();
        let text_of = |value: &toml::Spanned<toml::de::DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
        let said = table.get("slag").map(|kind| text_of(kind).as_deref().and_then(Kind::parse).ok_or_else(no_kind));
        let kind = kind.or(said.transpose()?);
        let is_known = |key: &str| matches!(key, "slag" | "kolumner" | "fasta");
        if let Some((key, _)) = table.iter().find(|(key, _)| !is_known(key.get_ref())) {
            return Err(wrong(&format!("{}?", key.get_ref())));
        }
        let part = |name: &str| table.get(name).and_then(|part| part.get_ref().as_table());
        let columns = part("kolumner").ok_or_else(no_columns)?;
        let kinds = kind.map_or_else(|| Kind::ENTRIES.to_vec(), |kind| vec![kind]);
        let read = |(heading, field): (&toml::Spanned<toml::de::DeString<'_>>, _)| {
            let heading = heading.get_ref();
            let field = text_of(field).ok_or_else(|| wrong(heading))?;
            Ok((key(heading), (heading.to_string(), places(karta, &kinds, &field)?)))
        };
        let columns = columns.iter().map(read).collect::<Result<_>>()?;
        let mut fixed = Vec::new();
        for (name, said) in part("fasta").into_iter().flat_map(|part| part.iter()) {
            let said = text_of(said).ok_or_else(|| wrong(name.get_ref()))?;
            fixed.extend(constants(karta, &kinds, name.get_ref(), &said)?);
        }
        Ok(Mapping { kind, columns, fixed })
    }

    /// What a column means; none where the mapping does not have its heading.
    pub fn meaning(&self, heading: &str, kinds: &[Kind]) -> Option<Meaning> {
        Some(match &self.columns.get(&key(heading))?.1 {
            None => Meaning::Nothing,
            Some(slots) => {
                let slots = slots.iter().filter(|(kind, _)| kinds.contains(kind));
                Meaning::Slots(slots.map(|(kind, slot)| (*kind, slot.clone())).collect())
            }
        })
    }

    /// What a new entry of a kind gets where its row says nothing.
    pub fn fixed(&self, kind: Kind) -> impl Iterator<Item = (&Slot, &Value)> {
        self.fixed.iter().filter(move |(of, ..)| *of == kind).map(|(_, slot, value)| (slot, value))
    }

    /// Fails where a heading that is to be read stands in none of the sheets.
    pub fn check_headings<'l>(&self, layouts: impl IntoIterator<Item = &'l Layout>) -> Result<()> {
        let there: BTreeSet<&str> =
            layouts.into_iter().flat_map(|layout| &layout.columns).map(|column| column.heading.as_str()).collect();
        let keys: BTreeSet<String> = there.iter().map(|heading| key(heading)).collect();
        let read = self.columns.iter().filter(|(_, (_, places))| places.is_some());
        match read.filter(|(key, _)| !keys.contains(*key)).map(|(_, (heading, _))| heading).next() {
            Some(heading) => Err(no_heading(heading, nearest(heading, there.iter().copied()))),
            None => Ok(()),
        }
    }

    /// A mapping that says what the layouts of a file's sheets guessed, for a person to change.
    pub fn written<'l>(layouts: impl IntoIterator<Item = &'l Layout>, lang: Lang) -> String {
        let layouts: Vec<&Layout> = layouts.into_iter().collect();
        let mut text = format!("# {}\n", explained().get(lang));
        let kinds: BTreeSet<Option<Kind>> = layouts.iter().map(|layout| layout.kind).collect();
        if let (Some(Some(kind)), 1) = (kinds.first(), kinds.len()) {
            text.push_str(&format!("slag = \"{}\"\n", kind.name()));
        }
        text.push_str("\n[kolumner]\n");
        let mut headings = BTreeSet::new();
        for column in layouts.iter().flat_map(|layout| &layout.columns) {
            let field = match &column.meaning {
                Meaning::Slots(slots) => slots.values().next().map_or("", |slot| slot.key.as_str()),
                Meaning::Nothing => "",
                _ => continue,
            };
            if headings.insert(key(&column.heading)) {
                text.push_str(&format!("{} = {}\n", quoted(&column.heading), quoted(field)));
            }
        }
        let lacking = lacking(&layouts);
        if !lacking.is_empty() {
            text.push_str(&format!("\n# {}\n# [fasta]\n", fixed_explained().get(lang)));
            lacking.iter().for_each(|line| text.push_str(&format!("# {line}\n")));
        }
        text
    }
}

/// What a fixed value is in each kind that has its field.
fn constants(karta: &Karta, kinds: &[Kind], name: &str, said: &str) -> Result<Vec<(Kind, Slot, Value)>> {
    let mut lookup = Lookup::new(karta);
    let mut constants = Vec::new();
    for (kind, slot) in places(karta, kinds, name)?.unwrap_or_default() {
        let value = value(&mut lookup, &slot, &Raw::Text(said.into()), said, None)?;
        constants.extend(value.map(|value| (kind, slot, value)));
    }
    Ok(constants)
}

/// Fields that new entries must have and no column holds, as lines to fill in.
fn lacking(layouts: &[&Layout]) -> Vec<String> {
    let (mut lines, mut names) = (Vec::new(), BTreeSet::new());
    for layout in layouts {
        let Some(kind) = layout.kind else { continue };
        let is_there = |name: &str| layout.slots_of(kind).any(|(_, slot)| slot.target.top.name == name);
        for field in
            fields(kind).iter().filter(|field| field.is_required && field.name != "id" && !is_there(field.name))
        {
            let example = match field.shape {
                Shape::Choice(choices) => choices.first().map_or("", |choice| choice.name),
                _ => "",
            };
            if names.insert(field.name) {
                lines.push(format!("{} = {}", field.name, quoted(example)));
            }
        }
    }
    lines
}

fn explained() -> Words {
    Words::new(
        "Vad kolumnerna betyder: \"rubrik\" = \"fält\". Tomt läses inte. Fälten visas av: karta fields",
        "What the columns mean: \"heading\" = \"field\". What is empty is not read. The fields are shown by: karta fields",
    )
}

fn fixed_explained() -> Words {
    Words::new(
        "Vad nya poster får där raden inget säger (ta bort # framför):",
        "What new entries get where the row says nothing (take # away):",
    )
}

fn no_heading(heading: &str, near: Option<&str>) -> Failure {
    let heading = quote(heading);
    Failure::new(say!(
        "Mappningen har rubriken {heading}, som inte finns i filen.",
        "The mapping has the heading {heading}, which is not in the file."
    ))
    .hint(match near.map(quote) {
        Some(near) => say!("Menade du {near}?", "Did you mean {near}?"),
        None => Words::new(
            "Skriv rubriken som den står i filen, eller ta bort raden ur mappningen.",
            "Write the heading as it stands in the file, or take the line out of the mapping.",
        ),
    })
}

/// A text as TOML has it; JSON writes texts the same way.
fn quoted(text: &str) -> String {
    serde_json::Value::from(say::plain(text)).to_string()
}

/// The places that a name stands for, in each kind that has it; none for the empty name.
fn places(karta: &Karta, kinds: &[Kind], field: &str) -> Result<Option<Places>> {
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
        "Skriv den som: slag = \"behov\", sedan [kolumner] och en rad för varje rubrik: \"Behovets namn\" = \"titel\". Under [fasta] kan stå vad nya poster får där raden inget säger: status = \"identifierat\"",
        "Write it as: slag = \"behov\", then [kolumner] and a line for each heading: \"Behovets namn\" = \"titel\". Under [fasta] may stand what new entries get where the row says nothing: status = \"identifierat\"",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Wanted, merge, open, understand};
    use crate::source::Tree;

    fn draw() -> Karta {
        Karta::draw(&Tree::memory([
            ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
            ("taxonomi/tema.toml", "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n"),
        ]))
    }

    /// What comes of a sheet under a mapping.
    fn taken_in(csv: &str, mapping: &str) -> Result<String> {
        let karta = draw();
        let wanted = Wanted { mapping: Some(Mapping::parse(&karta, mapping, None)?), ..Wanted::default() };
        let opened = open(csv.as_bytes())?;
        let understood = understand(&karta, &opened, &wanted)?;
        let merged = merge(&karta, &understood, &wanted, |_| None);
        let mut told: Vec<&str> = merged.changes.iter().filter_map(|change| change.after.as_deref()).collect();
        told.extend(merged.faults.iter().map(|fault| &*fault.why.what.sv));
        Ok(told.join("\n"))
    }

    #[test]
    fn what_no_column_says_a_mapping_says_of_every_new_entry() {
        let csv = "Rubrik;Text;Läge\nTolkar;Behövs.;\nBussar;Behövs.;prioriterat\n";
        let mapping = "slag = \"behov\"\n[kolumner]\nRubrik = \"titel\"\nText = \"beskrivning\"\nLäge = \"status\"\n\n[fasta]\nstatus = \"identifierat\"\nteman = \"Skola\"\n";
        let mapping = mapping.replace("Läge =", "\"Läge\" =");
        insta::assert_snapshot!(taken_in(csv, &mapping).unwrap(), @r#"
        id = "bussar"
        titel = "Bussar"
        beskrivning = "Behövs."
        status = "prioriterat"
        teman = ["skola"]

        id = "tolkar"
        titel = "Tolkar"
        beskrivning = "Behövs."
        status = "identifierat"
        teman = ["skola"]
        "#);
        let wrong = mapping.replace("\"Skola\"", "\"Skolan\"");
        insta::assert_snapshot!(taken_in(csv, &wrong).unwrap_err().what.sv, @"Skolan finns inte i kartan (Teman).");
    }

    #[test]
    fn a_heading_that_the_file_has_not_is_told() {
        let mapping = "slag = \"behov\"\n[kolumner]\nRubrikk = \"titel\"\nText = \"beskrivning\"\nAnm = \"\"\n";
        let failure = taken_in("Rubrik;Text\na;b\n", mapping).unwrap_err();
        insta::assert_snapshot!(failure.what.sv, @"Mappningen har rubriken Rubrikk, som inte finns i filen.");
        insta::assert_snapshot!(failure.hint.unwrap().sv, @"Menade du Rubrik?");
    }

    #[test]
    fn headings_are_where_the_mapping_has_them() {
        let csv = "Lista;;\nRubrik;Text;\nTolkar;Behövs.;utan rubrik\n";
        let mapping = "slag = \"behov\"\n[kolumner]\nRubrik = \"titel\"\nText = \"beskrivning\"\n[fasta]\nstatus = \"identifierat\"\nteman = \"skola\"\n";
        assert!(taken_in(csv, mapping).unwrap().contains("titel = \"Tolkar\""));
    }

    #[test]
    fn what_every_sheet_is_guessed_to_be_is_written() {
        let karta = draw();
        let layout = |csv: &str, kind| {
            let opened = open(csv.as_bytes()).unwrap();
            Layout::of(&karta, &opened.grids[0], Some(kind), None).unwrap().unwrap()
        };
        let sheets = [layout("Rubrik;Text\n", Kind::Behov), layout("Rubrik;Ansvarig\n", Kind::Initiativ)];
        insta::assert_snapshot!(Mapping::written(&sheets, Lang::En), @r##"
        # What the columns mean: "heading" = "field". What is empty is not read. The fields are shown by: karta fields

        [kolumner]
        "Rubrik" = "titel"
        "Text" = "beskrivning"
        "Ansvarig" = "agare"

        # What new entries get where the row says nothing (take # away):
        # [fasta]
        # status = "identifierat"
        # teman = ""
        # beskrivning = ""
        "##);
    }
}
