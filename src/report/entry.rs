use crate::entry::{Entry, FIELDS, Field};
use crate::karta::{Arm, Karta, Way, name};
use crate::say::Words;
use crate::table::{Align, Cell, Column, Table};
use crate::value::Order;

/// One entry in full: its fields with names for ids, what points at it, by the kind of link, and its file.
pub fn entry(karta: &Karta, entry: &Entry) -> Table {
    let mut known =
        vec![(Column::text("kind", Words::new("Slag", "Kind")), Cell::Choice(entry.kind.name(), entry.kind.label()))];
    known.extend(entry.fields().iter().filter_map(|field| own(karta, entry, field)));
    known.extend(karta.position(entry.id.as_str()).into_iter().flat_map(|at| links_to(karta, at)));
    known.push((Column::text("fil", Words::new("Fil", "File")), Cell::Text(entry.path.to_string())));
    Table::record(name(entry), known)
}

fn own(karta: &Karta, entry: &Entry, field: &Field) -> Option<(Column, Cell)> {
    let align =
        if matches!(entry.get(field.name)?, crate::entry::Value::Number(_)) { Align::Right } else { Align::Left };
    let column = Column { align, ..Column::text(field.name, field.label.words()) };
    Some((column, karta.cell(entry, field)))
}

/// The entries that point at one, or at what it has replaced, by what they say of it, in the order that fields are
/// declared.
fn links_to(karta: &Karta, at: usize) -> Vec<(Column, Cell)> {
    let links: Vec<Arm> = karta.arms(at).into_iter().filter(|arm| arm.way == Way::In).collect();
    let fields = FIELDS.iter().flat_map(|field| std::iter::once(field).chain(field.parts()));
    let reverses = fields.filter_map(|field| field.reverse);
    let groups = reverses.map(|reverse| {
        let group = links.iter().filter(|link| link.field.reverse == Some(reverse));
        let column = Column::text(reverse.name, reverse.label.words());
        (column, named(karta, group.map(|link| link.other).collect()))
    });
    groups.filter(|(_, cell)| *cell != Cell::List(Vec::new())).collect()
}

/// Entries by their names, each once, in Swedish order.
fn named(karta: &Karta, mut positions: Vec<usize>) -> Cell {
    let order = Order::swedish();
    let title = |at: &usize| karta.entries()[*at].title();
    positions.dedup();
    positions.sort_by(|a, b| order.compare(title(a), title(b)).then(a.cmp(b)));
    let entries = positions.iter().map(|at| &karta.entries()[*at]);
    Cell::List(entries.map(|entry| Cell::Named(entry.id.clone(), name(entry))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::Lang;
    use crate::source::Tree;

    const FILES: [(&str, &str); 5] = [
        (
            "taxonomi/tema.toml",
            "id = \"tema\"\nnamn = \"Tema\"\n[[begrepp]]\nid = \"vard\"\nnamn = \"Vård\"\nnamn_en = \"Health\"\n",
        ),
        (
            "aktor/skr.toml",
            "id = \"skr\"\nnamn = \"SKR\"\nniva = \"forening\"\ntidigare_namn = [{ namn = \"SKL\" }]\nmedlemskap = [{ i = \"esam\" }, { i = \"esam\" }]\n",
        ),
        ("aktor/esam.toml", "id = \"esam\"\nnamn = \"eSam\"\nniva = \"samverkan\"\n"),
        (
            "behov/vard/tolk.toml",
            "id = \"tolk\"\ntitel = \"Tolk\"\nbeskrivning = \"x\"\nstatus = \"bekraftat\"\nteman = [\"vard\"]\naktorer = [\"skr\"]\nuppgift_ar = 2017\nkallor = [{ text = \"eSam\" }]\negna = { a = 1 }\n",
        ),
        (
            "initiativ/vard/nav.toml",
            "id = \"nav\"\ntitel = \"Nav\"\nbeskrivning = \"x\"\nstatus = \"planerat\"\nteman = [\"vard\"]\nagare = [\"skr\"]\ndeltagare = [\"esam\"]\nmoter = [\"tolk\"]\n",
        ),
    ];

    fn drawn(called: &str, lang: Lang) -> String {
        let karta = Karta::draw(&Tree::memory(FILES));
        match karta.lookup(called) {
            Ok(found) => {
                let table = entry(&karta, found);
                let known = table.columns.iter().zip(&table.rows[0]);
                let lines = known.map(|(column, cell)| format!("{}: {}", column.heading.get(lang), shown(cell, lang)));
                std::iter::once(table.title.get(lang).to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
            }
            Err(failure) => {
                let hint = failure.hint.expect("advice");
                format!("{}\n→ {}", failure.what.get(lang), hint.get(lang))
            }
        }
    }

    fn shown(cell: &Cell, lang: Lang) -> String {
        match cell {
            Cell::Named(_, words) | Cell::Choice(_, words) => words.get(lang).to_owned(),
            Cell::Text(text) | Cell::Url(text) => text.clone(),
            Cell::List(items) => items.iter().map(|item| shown(item, lang)).collect::<Vec<_>>().join("; "),
            Cell::Record(parts) => {
                let part = |part: &crate::table::Part| format!("{}={}", part.key, shown(&part.cell, lang));
                parts.iter().map(part).collect::<Vec<_>>().join(", ")
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn an_entry_is_told_in_full_with_links_both_ways() {
        insta::assert_snapshot!(drawn("tolk", Lang::Sv), @r"
        Tolk
        Slag: behov
        Id: tolk
        Titel: Tolk
        Beskrivning: x
        Status: bekräftat
        Teman: Vård
        Aktörer: SKR
        Uppgiftens år: Number(2017)
        Källor: text=eSam
        Egna fält: a=Number(1)
        Möts av: Nav
        Fil: behov/vard/tolk.toml
        ");
        insta::assert_snapshot!(drawn("SKL", Lang::En), @r"
        SKR
        Kind: actor
        Id: skr
        Name: SKR
        Level: association
        Former names: namn=SKL
        Memberships: i=eSam; i=eSam
        Has needs: Tolk
        Owns: Nav
        File: aktor/skr.toml
        ");
        insta::assert_snapshot!(drawn("esam", Lang::Sv), @r"
        eSam
        Slag: aktör
        Id: esam
        Namn: eSam
        Nivå: samverkan
        Deltar i: Nav
        Medlemmar: SKR
        Fil: aktor/esam.toml
        ");
    }

    #[test]
    fn an_entry_that_is_not_there_is_told_of() {
        insta::assert_snapshot!(drawn("tolck", Lang::Sv), @r"
        Ingen post heter tolck.
        → Menade du Tolk?
        ");
        insta::assert_snapshot!(drawn("zzzzzz", Lang::En), @r"
        No entry is called zzzzzz.
        → Search for it with: karta query zzzzzz
        ");
    }
}
