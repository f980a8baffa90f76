//! What a sheet remembers of the map that it came from: a fingerprint of every value that it had.
//!
//! With it, each cell is compared with what it was and with what the map says now, wherever that map is: no history is
//! needed, rows may be sorted and columns moved or taken away, and nobody's change is undone by an older sheet.

use std::collections::{BTreeMap, HashMap};

use crate::value::Kind;

/// The hidden sheet in a workbook.
pub const SHEET: &str = "karta";
/// The column in CSV.
pub const COLUMN: &str = "karta_bas";
/// The version of what a stamp looks like.
const VERSION: &str = "1";

/// Which map a workbook came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The map's name.
    pub map: String,
    /// The commit that was the newest, or the revision asked for.
    pub revision: Option<String>,
}

/// The fingerprints of one entry's values, by the column's key; a value that was not there has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints(BTreeMap<String, String>);

/// What a workbook remembers.
#[derive(Clone, Debug, Default)]
pub struct Stamp {
    /// Which map it came from.
    pub origin: Origin,
    /// The fingerprints of each entry.
    pub entries: HashMap<(Kind, String), Fingerprints>,
}

impl Fingerprints {
    /// The fingerprints of what cells say, by column.
    pub fn of<'c>(cells: impl IntoIterator<Item = (&'c str, String)>) -> Fingerprints {
        let filled = cells.into_iter().filter(|(_, text)| !text.is_empty());
        Fingerprints(filled.map(|(key, text)| (name(key), fingerprint(&text))).collect())
    }

    /// Whether a column's cell said this.
    pub fn is(&self, key: &str, text: &str) -> bool {
        match self.0.get(&name(key)) {
            Some(print) => *print == fingerprint(text),
            None => text.is_empty(),
        }
    }

    /// Remembers what the map said of a column when somebody was asked to choose between that and the sheet.
    pub fn show(&mut self, key: &str, map: &str) {
        self.0.insert(shown(key), fingerprint(map));
    }

    /// Whether the map says what it did when somebody was asked; true where nobody was.
    pub fn is_as_shown(&self, key: &str, map: &str) -> bool {
        self.0.get(&shown(key)).is_none_or(|print| *print == fingerprint(map))
    }

    /// Reads what [`Display`](std::fmt::Display) writes.
    pub fn parse(text: &str) -> Fingerprints {
        let pairs = text.split_ascii_whitespace().filter_map(|pair| pair.rsplit_once(':'));
        Fingerprints(pairs.map(|(key, print)| (key.to_owned(), print.to_owned())).collect())
    }
}

impl std::fmt::Display for Fingerprints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut between = "";
        for (key, print) in &self.0 {
            write!(f, "{between}{key}:{print}")?;
            between = " ";
        }
        Ok(())
    }
}

impl Stamp {
    /// The rows of the hidden sheet.
    pub fn rows<'e>(
        origin: &Origin,
        entries: impl IntoIterator<Item = (Kind, &'e str, Fingerprints)>,
    ) -> Vec<Vec<String>> {
        let mut rows = vec![
            vec![SHEET.to_owned(), VERSION.to_owned()],
            vec!["namn".to_owned(), origin.map.clone()],
            vec!["revision".to_owned(), origin.revision.clone().unwrap_or_default()],
        ];
        rows.extend(
            entries
                .into_iter()
                .map(|(kind, id, prints)| vec![kind.name().to_owned(), id.to_owned(), prints.to_string()]),
        );
        rows
    }

    /// Reads the rows of the hidden sheet; none where they are not a stamp that this version knows.
    pub fn read<'r>(rows: impl IntoIterator<Item = [&'r str; 3]>) -> Option<Stamp> {
        let mut rows = rows.into_iter();
        rows.next().filter(|row| row[0] == SHEET && row[1] == VERSION)?;
        let mut stamp = Stamp::default();
        for [first, second, third] in rows {
            match (first, Kind::parse(first)) {
                ("namn", _) => stamp.origin.map = second.to_owned(),
                ("revision", _) => stamp.origin.revision = Some(second.to_owned()).filter(|text| !text.is_empty()),
                (_, Some(kind)) => {
                    stamp.entries.insert((kind, second.to_owned()), Fingerprints::parse(third));
                }
                _ => {}
            }
        }
        Some(stamp)
    }
}

/// The key of what the map said of a column.
fn shown(key: &str) -> String {
    format!("karta.{}", name(key))
}

/// A column's key as it stands in a stamp; one that would not stand in it is a fingerprint itself.
fn name(key: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if key.chars().all(is_plain) { key.to_owned() } else { format!("#{}", fingerprint(key)) }
}

/// Twelve hexadecimal digits of a text (FNV-1a of 64 bits, folded to 48), the same on every machine for ever.
fn fingerprint(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{:012x}", (hash >> 48 ^ hash) & 0xffff_ffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_as_it_was_written() {
        let prints =
            Fingerprints::of([("titel", "Tolk".to_owned()), ("egna.Å b:c", "1".into()), ("slut", String::new())]);
        let origin = Origin { map: "Kartan".into(), revision: Some("db93ff05ef".into()) };
        let rows = Stamp::rows(&origin, [(Kind::Behov, "tolk", prints.clone())]);
        assert_eq!(rows[3], ["behov", "tolk", "#c03e312ad574:ac4c8601359f titel:eefb3a0a376e"].map(str::to_owned));
        let cells = rows.iter().map(|row| [0, 1, 2].map(|at| row.get(at).map_or("", String::as_str)));
        let stamp = Stamp::read(cells).expect("a stamp");
        assert_eq!(stamp.origin, origin);
        let read = &stamp.entries[&(Kind::Behov, "tolk".to_owned())];
        assert_eq!(*read, prints);
        assert!(read.is("titel", "Tolk") && !read.is("titel", "Tolkar") && read.is("egna.Å b:c", "1"));
        assert!(read.is("slut", "") && !read.is("slut", "2018") && !read.is("titel", ""));
    }
}
