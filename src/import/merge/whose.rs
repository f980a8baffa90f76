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
        let said = |key: &str| {
            let (at, _) = laid.layout.slots().find(|(_, slot)| slot.key == key)?;
            Some((at, row.text(at).trim().to_owned())).filter(|(_, text)| !text.is_empty())
        };
        let mut named = None;
        let (id_said, name_said) = (said("id"), said("titel").or_else(|| said("namn")));
        let found = match (id_said, &name_said) {
            (Some((at, text)), _) => Some(self.with_id(kind, id(&text)).map_err(|why| Fault::at(laid, row, at, why))?),
            (None, Some((at, name))) => {
                let found = self.with_name(kind, name).map_err(|why| Fault::at(laid, row, *at, why))?;
                named = found.map(|_| *at);
                found
            }
            (None, None) => None,
        };
        let whose = match found {
            Some(at) => self.known(laid, row, at)?,
            None => Whose::New(self.new_id(kind, &name_said.map(|(_, name)| name).unwrap_or_default())),
        };
        Ok((Reading { laid, row, kind, named, faults: Vec::new() }, whose))
    }

    /// An entry of the map, which only one row can be about.
    fn known(&mut self, laid: &Laid<'_>, row: &Row, at: usize) -> std::result::Result<Whose, Fault> {
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
            Some(several) => Err(several_named(name, several.iter().map(|at| karta.entries()[*at].id.as_str()))),
        }
    }
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
    use crate::import::{Wanted, merge, open, understand};
    use crate::karta::Karta;
    use crate::source::Tree;

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
}
