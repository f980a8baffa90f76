//! Which entry a row is about: by its id, else by its name.

use std::collections::HashMap;

use super::refusal::{kind_unknown, no_such_kind, other_kind, several_named, twice};
use super::{Fault, Laid, Merger, Reading, Whose};
use crate::edit::Taken;
use crate::import::canonical::id;
use crate::import::grid::Row;
use crate::import::layout::Meaning;
use crate::karta::Karta;
use crate::karta::names::names;
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::{Id, Kind, swedish};

impl<'o> Merger<'o, '_> {
    /// What kind of entry a row is.
    pub(super) fn kind(&self, laid: &'o Laid<'o>, row: &Row) -> std::result::Result<Kind, Fault> {
        let column = laid.layout.columns.iter().find(|column| matches!(column.meaning, Meaning::Kind));
        let told = column.map(|column| (column, row.text(column.at))).filter(|(_, text)| !text.trim().is_empty());
        let named = |text: &str| {
            Kind::ENTRIES.into_iter().find(|kind| {
                let (one, many) = (kind.label(), kind.plural());
                let words = [kind.name(), &*one.sv, &*one.en, &*many.sv, &*many.en];
                words.iter().any(|word| swedish(word) == swedish(text.trim()))
            })
        };
        match told {
            Some((column, text)) => named(&text).ok_or_else(|| Fault::at(laid, row, column.at, no_such_kind(&text))),
            None => laid
                .layout
                .kind
                .or_else(|| self.kind_by_id(laid, row))
                .ok_or_else(|| Fault::of_row(laid, row, kind_unknown())),
        }
    }

    fn kind_by_id(&self, laid: &Laid<'_>, row: &Row) -> Option<Kind> {
        let (at, _) = laid.layout.slots().find(|(_, slot)| slot.key == "id")?;
        self.karta.find(id(row.text(at).trim())).map(|entry| entry.kind)
    }

    /// Which entry a row is about: by its id, else by its name; else a new one, which others may name from here on.
    pub(super) fn reading(
        &mut self,
        laid: &'o Laid<'o>,
        row: &'o Row,
        kind: Kind,
    ) -> std::result::Result<(Reading<'o>, Whose), Fault> {
        let (id_said, name_said) =
            (said(laid, row, "id"), said(laid, row, "titel").or_else(|| said(laid, row, "namn")));
        let mut reading =
            Reading { laid, row, kind, named: None, replaced: None, prints: None, take: None, faults: Vec::new() };
        let found = match (id_said, &name_said) {
            (Some((at, text)), _) => {
                let found = self.with_id(kind, id(&text)).map_err(|why| Fault::at(laid, row, at, why))?;
                Some(self.now(&mut reading, found))
            }
            (None, Some((at, name))) => {
                let found = self.with_name(kind, name).map_err(|why| Fault::at(laid, row, *at, why))?;
                reading.named = found.map(|_| *at);
                found
            }
            (None, None) => None,
        };
        let whose = match found {
            Some(at) => self.known(&reading, at)?,
            None => Whose::New(self.new_id(kind, &name_said.map(|(_, name)| name).unwrap_or_default())),
        };
        Ok((reading, whose))
    }

    /// The entry that is now what the one of the row's id was when the sheet was made: the one that has come in its
    /// place, where there is one such and the sheet is older. Where nobody knows that, or there are several, the row is
    /// about the old one, and may not say anything new of it.
    fn now(&mut self, reading: &mut Reading<'o>, at: usize) -> usize {
        let (laid, row) = (reading.laid, reading.row);
        let entry = &self.karta.entries()[at];
        if entry.ids("ersatt_av").next().is_none() {
            return at;
        }
        let prints = self.prints(laid, row, entry.kind, entry.id.as_str());
        let is_older = match &prints {
            Some(prints) => prints.is("ersatt_av", ""),
            None => said(laid, row, "ersatt_av").is_none(),
        };
        if !is_older {
            return at;
        }
        reading.replaced = Some(at);
        match self.karta.successors(at)[..] {
            [now] if prints.is_some() && self.karta.entries()[now].kind == entry.kind => {
                let place = (laid.grid.name.clone(), row.number);
                self.followed.insert(at, place.clone());
                self.followed.entry(now).or_insert(place);
                now
            }
            _ => at,
        }
    }

    /// An entry of the map, which only one row can be about.
    fn known(&mut self, reading: &Reading<'_>, at: usize) -> std::result::Result<Whose, Fault> {
        let (laid, row) = (reading.laid, reading.row);
        if reading.replaced.is_some_and(|old| old != at) {
            return Ok(Whose::Known(at));
        }
        match self.seen.insert(at, (laid.grid.name.clone(), row.number)) {
            Some((_, first)) => Err(Fault::of_row(laid, row, twice(self.karta.entries()[at].id.as_str(), first))),
            None => Ok(Whose::Known(at)),
        }
    }

    /// The id that a new entry is to have.
    fn new_id(&mut self, kind: Kind, title: &str) -> Result<Id> {
        let karta = self.karta;
        let id = self.taken.get_or_insert_with(|| Taken::of(karta)).take(title)?;
        self.lookup.learn(kind, title, &id);
        Ok(id)
    }

    fn with_id(&self, kind: Kind, id: &str) -> Result<usize> {
        let at = self.karta.position(id);
        let Some(at) = at else { return Err(self.no_such_id(kind, id)) };
        match self.karta.entries()[at].kind {
            other if other != kind => Err(other_kind(id, other, kind)),
            _ => Ok(at),
        }
    }

    fn no_such_id(&self, kind: Kind, id: &str) -> Failure {
        let was_there =
            self.understood.stamp.as_ref().is_some_and(|stamp| stamp.entries.contains_key(&(kind, id.to_owned())));
        let (shown, label) = (quote(id), kind.label());
        if was_there {
            return Failure::new(say!("{shown} finns inte längre i kartan.", "{shown} is no longer in the map.")).hint(
                Words::new(
                    "Ta bort raden, eller töm id för att lägga till den på nytt.",
                    "Take the row away, or empty the id to add it anew.",
                ),
            );
        }
        let near = crate::value::nearest(id, self.karta.of_kind(kind).iter().map(|entry| entry.id.as_str())).map(quote);
        Failure::new(
            say!("Det finns inget {label} med id {shown}.", "There is no {label} with the id {shown}."; label in words),
        )
        .hint(match near {
            Some(near) => say!(
                "Menade du {near}? För en ny post lämnas id tomt.",
                "Did you mean {near}? For a new entry the id is left empty."
            ),
            None => Words::new(
                "För en ny post lämnas id tomt; det görs av titeln.",
                "For a new entry the id is left empty; it is made from the title.",
            ),
        })
    }

    /// The entry of that very name, in force or former.
    fn with_name(&mut self, kind: Kind, name: &str) -> Result<Option<usize>> {
        let karta = self.karta;
        let titles = self.titles.get_or_insert_with(|| titles(karta));
        match titles.get(&(kind, swedish(name))).map(Vec::as_slice) {
            None => Ok(None),
            Some([at]) => {
                self.merged.by_name += 1;
                Ok(Some(*at))
            }
            Some(several) => {
                let ids: Vec<String> = several.iter().map(|at| karta.entries()[*at].id.to_string()).collect();
                match karta.the_one_now(&ids).and_then(|entry| karta.position(entry.id.as_str())) {
                    Some(at) => {
                        self.merged.by_name += 1;
                        Ok(Some(at))
                    }
                    None => Err(several_named(name, ids.iter().map(String::as_str))),
                }
            }
        }
    }
}

/// What a row says in the column of a field, and where that is; nothing where it says nothing.
fn said(laid: &Laid<'_>, row: &Row, key: &str) -> Option<(u32, String)> {
    let (at, _) = laid.layout.slots().find(|(_, slot)| slot.key == key)?;
    Some((at, row.text(at).trim().to_owned())).filter(|(_, text)| !text.is_empty())
}

fn titles(karta: &Karta) -> HashMap<(Kind, String), Vec<usize>> {
    let mut titles: HashMap<(Kind, String), Vec<usize>> = HashMap::new();
    for (at, entry) in karta.entries().iter().enumerate().filter(|(_, entry)| Kind::ENTRIES.contains(&entry.kind)) {
        for name in names(entry) {
            let places = titles.entry((entry.kind, swedish(name))).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    // Who has the name now goes before those who had it.
    for ((_, name), places) in &mut titles {
        let now: Vec<usize> =
            places.iter().copied().filter(|at| swedish(karta.entries()[*at].title()) == *name).collect();
        if !now.is_empty() {
            *places = now;
        }
    }
    titles
}

#[cfg(test)]
mod tests {
    use crate::import::{Take, Wanted, merge, open, understand};
    use crate::karta::Karta;
    use crate::source::Tree;
    use crate::value::Kind;

    /// What new entries say of each other, and what is wrong.
    fn taken_in(sheet: &str) -> String {
        let karta = Karta::draw(&Tree::memory([
            ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
            ("taxonomi/tema.toml", "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n"),
            (
                "behov/skola/buss.toml",
                "id = \"buss\"\ntitel = \"Buss till skolan\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n",
            ),
        ]));
        let head = "slag;titel;beskrivning;status;typ;teman;moter\n";
        let opened = open(format!("{head}{sheet}").as_bytes()).unwrap();
        let wanted = Wanted::default();
        let understood = understand(&karta, &opened, &wanted).unwrap();
        let merged = merge(&karta, &understood, &wanted, |_| None);
        let links = |text: &str| text.lines().filter(|line| line.starts_with("moter")).collect::<String>();
        let mut told: Vec<String> = merged
            .changes
            .iter()
            .map(|change| format!("{}: {}", change.path, links(change.after.as_deref().unwrap_or_default())))
            .collect();
        told.extend(merged.faults.iter().map(|fault| format!("rad {}: {}", fault.row, fault.why.what.sv)));
        told.join("\n")
    }

    #[test]
    fn a_new_row_may_name_another_wherever_it_stands() {
        let told = taken_in(concat!(
            "initiativ;Skolskjuts;x;planerat;tjanst;skola;Buss, och tåg; \n",
            "initiativ;Biljett;x;planerat;tjanst;skola;\"Buss till skolan; Buss, och tåg\"\n",
            "behov;Buss, och tåg;x;identifierat;;skola;\n",
        ));
        insta::assert_snapshot!(told, @r#"
        behov/skola/buss-och-tag.toml: 
        initiativ/skola/biljett.toml: moter = ["buss", "buss-och-tag"]
        initiativ/skola/skolskjuts.toml: moter = ["buss-och-tag"]
        "#);
    }

    #[test]
    fn two_new_rows_of_one_name_are_not_told_apart() {
        let told = taken_in(concat!(
            "behov;Tåg;x;identifierat;;skola;\n",
            "behov;Tåg;x;identifierat;;skola;\n",
            "initiativ;Biljett;x;planerat;tjanst;skola;Tåg\n",
            "initiativ;Färdmedel;x;planerat;tjanst;skola;tag-2\n",
            "initiativ;…;x;planerat;tjanst;skola;\n",
        ));
        insta::assert_snapshot!(told, @r#"
        behov/skola/tag-2.toml: 
        behov/skola/tag.toml: 
        initiativ/skola/fardmedel.toml: moter = ["tag-2"]
        rad 4: Tåg kan betyda flera.
        rad 6: Av titeln … kan inget id göras.
        "#);
    }

    const KARTA: [(&str, &str); 2] = [
        ("karta.toml", "namn = \"Kartan\"\nformat = 1\n"),
        ("taxonomi/tema.toml", "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"skola\"\nnamn = \"Skola\"\n"),
    ];

    /// A need, with more lines.
    fn behov(id: &str, title: &str, more: &str) -> (String, String) {
        let text = format!(
            "id = \"{id}\"\ntitel = \"{title}\"\nbeskrivning = \"x\"\nstatus = \"identifierat\"\nteman = [\"skola\"]\n{more}"
        );
        (format!("behov/skola/{id}.toml"), text)
    }

    fn draw(entries: &[(String, String)]) -> Karta {
        let entries = entries.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        Karta::draw(&Tree::memory(KARTA.into_iter().chain(entries)))
    }

    /// What comes of lines that were made from one map, in a later one.
    fn later(csv: &str, base: &Karta, now: &[(String, String)]) -> String {
        let wanted = Wanted { base: Some(base), kind: Some(Kind::Behov), ..Wanted::default() };
        told(csv, &wanted, now)
    }

    fn told(csv: &str, wanted: &Wanted<'_>, now: &[(String, String)]) -> String {
        let karta = draw(now);
        let opened = open(csv.as_bytes()).unwrap();
        let understood = understand(&karta, &opened, wanted).unwrap();
        let text = |path: &str| now.iter().find(|(other, _)| other == path).map(|(_, text)| text.clone());
        let merged = merge(&karta, &understood, wanted, text);
        let line = |text: &str| {
            text.lines().find(|line| line.starts_with("titel") || line.starts_with("besk")).map(str::to_owned)
        };
        let changed = |change: &crate::edit::Change| {
            let (before, after) = (change.before.clone().unwrap_or_default(), change.after.clone().unwrap_or_default());
            let new = after.lines().filter(|line| !before.contains(line)).collect::<Vec<_>>().join(", ");
            format!("{}: {}", change.path, line(&new).unwrap_or(new))
        };
        let mut told: Vec<String> = merged.changes.iter().map(changed).collect();
        told.extend(merged.followed.iter().map(|(old, new)| format!("{old} -> {new}")));
        told.extend(merged.faults.iter().map(|fault| format!("rad {}: {}", fault.row, fault.why.what.sv)));
        told.extend(
            merged
                .conflicts
                .iter()
                .map(|conflict| format!("{}: {} eller {}", conflict.heading.sv, conflict.sheet, conflict.map)),
        );
        told.join("\n")
    }

    #[test]
    fn what_is_said_of_one_that_has_been_renamed_goes_to_what_it_is_now() {
        let before = draw(&[behov("buss", "Buss", "")]);
        let now =
            [behov("buss", "Buss", "ersatt_av = [\"skolbuss\"]\n"), behov("skolbuss", "Buss", "uppgift_ar = 2019\n")];
        let changed = later("id,titel,ersatt_av\nbuss,Bussar,\n", &before, &now);
        insta::assert_snapshot!(changed, @r#"
        behov/skola/skolbuss.toml: titel = "Bussar"
        buss -> skolbuss
        "#);
        assert_eq!(later("id,titel,ersatt_av\nbuss,Buss,\n", &before, &now), "");
        // A sheet that is younger is about the record itself.
        let younger = later("id,beskrivning,ersatt_av\nbuss,y,skolbuss\nskolbuss,x,\n", &draw(&now), &now);
        assert_eq!(younger, "behov/skola/buss.toml: beskrivning = \"y\"");
        // By its name, it is the one that has it now.
        let named =
            told("titel,uppgift_ar\nBuss,2019\n", &Wanted { kind: Some(Kind::Behov), ..Wanted::default() }, &now);
        assert_eq!(named, "");
    }

    #[test]
    fn what_is_said_of_one_that_has_become_several_or_a_part_of_another_is_a_fault() {
        let before = draw(&[behov("buss", "Buss", ""), behov("bil", "Bil", "")]);
        let several = [behov("buss", "Buss", "ersatt_av = [\"a\", \"b\"]\n"), behov("a", "A", ""), behov("b", "B", "")];
        insta::assert_snapshot!(
            later("id,titel\nbuss,Bussar\n", &before, &several),
            @"rad 2: buss har ersatts av flera: a, b."
        );
        let joined = [behov("buss", "Buss", "ersatt_av = [\"bil\"]\n"), behov("bil", "Bil", "")];
        insta::assert_snapshot!(
            later("id,titel\nbuss,Bussar\nbil,Bil\n", &before, &joined),
            @"rad 2: buss har ersatts av bil, som står på rad 3."
        );
        assert_eq!(later("id,titel\nbuss,Buss\nbil,Bil\n", &before, &joined), "");
        // Where nobody knows how old the sheet is, nothing new may be said of the record.
        let unknown = Wanted { kind: Some(Kind::Behov), ..Wanted::default() };
        insta::assert_snapshot!(told("id,titel\nbuss,Bussar\n", &unknown, &joined), @"rad 2: buss har ersatts av bil.");
        assert_eq!(told("id,titel\nbuss,Buss\n", &unknown, &joined), "");
    }

    #[test]
    fn a_row_that_has_only_the_name_fills_in_and_asks_before_it_changes() {
        let now = [behov("buss", "Buss", "")];
        let csv = "titel,beskrivning,status,uppgift_ar\nbuss,Annan.,,2020\n";
        let wanted = |take| Wanted { kind: Some(Kind::Behov), take, ..Wanted::default() };
        insta::assert_snapshot!(told(csv, &wanted(None), &now), @r"
        behov/skola/buss.toml: uppgift_ar = 2020
        Beskrivning: Annan. eller x
        ");
        let taken = told(csv, &wanted(Some(Take::Sheet)), &now);
        assert_eq!(taken, "behov/skola/buss.toml: beskrivning = \"Annan.\", uppgift_ar = 2020");
    }

    #[test]
    fn a_new_row_is_told_of_what_it_lacks_once() {
        let wanted = Wanted { kind: Some(Kind::Behov), ..Wanted::default() };
        let csv = "titel,beskrivning,status,teman,nytta.varde,nytta.skal\nNy,x,pågåendee,skola,3,\n";
        insta::assert_snapshot!(told(csv, &wanted, &[]), @r"
        rad 2: pågåendee är inte ett av orden som får stå här.
        rad 2: Nytta är ifylld, men Skäl saknas.
        ");
    }

    #[test]
    fn a_text_that_a_sheet_had_to_cut_is_not_changed_by_a_sheet() {
        let long = format!("aktorer = []\n\n[egna]\nlang = \"{}\"\n", "ord ".repeat(12_000));
        let now = [behov("buss", "Buss", &long)];
        let csv = format!("id,titel,egna.lang\nbuss,Buss,\"Nytt {}…\"\n", "ord ".repeat(8_000));
        insta::assert_snapshot!(
            later(&csv, &draw(&now), &now),
            @"rad 2: Kartans text är längre än en cell rymmer, så arket har bara början av den."
        );
    }
}
