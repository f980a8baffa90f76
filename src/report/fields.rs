use crate::entry::{Choice, FIELDS, Field, Label, Shape};
use crate::say;
use crate::say::{Lang, Words};
use crate::table::{Cell, Column, Layout, Table};
use crate::value::{Kind, Scheme};

/// What may stand in a file of a kind, or in any file: every field and part of one, from their declarations. There is
/// much to say of each, so people get a form for each field.
pub fn fields(kind: Option<Kind>) -> Table {
    let mut table = Table { layout: Layout::Record, ..Table::new(title(kind), columns()) };
    let declared = FIELDS.iter().filter(|field| kind.is_none_or(|kind| field.kinds.contains(&kind)));
    for field in declared {
        table.rows.push(row(field, field.name, field.kinds, field.word));
        parts(field, field.name, field.kinds, &mut table.rows);
    }
    table
}

fn title(kind: Option<Kind>) -> Words {
    match kind.map(Kind::label) {
        None => Words::new("Alla fält", "All fields"),
        Some(kind) => say!("Fält för slaget {kind}", "Fields of the kind {kind}"; kind in words),
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("falt", Words::new("Fält", "Field")),
        Column::text("kind", Words::new("Slag", "Kinds")),
        Column::text("kravs", Words::new("Krävs", "Required")),
        Column::text("innehall", Words::new("Innehåll", "Holds")),
        Column::text("betydelse", Words::new("Betydelse", "Meaning")),
        Column::text("exempel", Words::new("Exempel", "Example")),
        Column::text("fragas", Words::new("Frågas med", "Asked by")),
    ]
}

/// The parts of a field's records, and theirs.
fn parts(field: &Field, name: &str, kinds: &[Kind], rows: &mut Vec<Vec<Cell>>) {
    for part in field.parts() {
        let name = format!("{name}.{}", part.name);
        rows.push(row(part, &name, kinds, &name));
        parts(part, &name, kinds, rows);
    }
}

fn row(field: &Field, name: &str, kinds: &[Kind], word: &str) -> Vec<Cell> {
    let is_asked = kinds.iter().any(|kind| Kind::ENTRIES.contains(kind));
    vec![
        Cell::Text(name.to_owned()),
        Cell::List(kinds.iter().map(|kind| Cell::Choice(kind.name(), kind.label())).collect()),
        Cell::Bool(field.is_required),
        Cell::Words(holds(field.shape)),
        Cell::Words(field.about.words()),
        filled(field.example),
        filled(if is_asked { word } else { "" }),
    ]
}

fn filled(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// What a field may hold, with all that is allowed where that is a fixed set.
fn holds(shape: Shape) -> Words {
    match shape {
        Shape::Choice(choices) => {
            let words = Words::each(|lang| listed(choices, lang));
            say!("ett av orden {words}", "one of the words {words}"; words in words)
        }
        Shape::Number(least, most) => {
            say!("ett heltal från {least} till {most}", "a whole number from {least} to {most}")
        }
        Shape::Concepts(scheme) => {
            let file = file(scheme);
            say!("en lista av id:n på begrepp ur {file}", "a list of ids of concepts in {file}")
        }
        Shape::Concept(scheme) => {
            let file = file(scheme);
            say!("id på ett begrepp ur {file}", "the id of a concept in {file}")
        }
        Shape::Links(kinds) => {
            let kinds = Words::each(|lang| named(kinds, lang));
            say!("en lista av id:n på {kinds}", "a list of ids of {kinds}"; kinds in words)
        }
        Shape::Link(kinds) => {
            let kinds = Words::each(|lang| named(kinds, lang));
            say!("ett id på {kinds}", "an id of {kinds}"; kinds in words)
        }
        other => other.label(),
    }
}

fn file(scheme: Scheme) -> String {
    format!("taxonomi/{}.toml", scheme.name())
}

fn named(kinds: &[Kind], lang: Lang) -> String {
    kinds.iter().map(|kind| kind.plural().get(lang).to_owned()).collect::<Vec<_>>().join(", ")
}

/// The words of a set as files have them, each with what a reader sees where that is another word.
fn listed(choices: &[Choice], lang: Lang) -> String {
    let word = |choice: &Choice| match text(choice.label, lang) {
        same if same == choice.name => same.to_owned(),
        shown => format!("{} ({shown})", choice.name),
    };
    choices.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn text(label: Label, lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => label.sv,
        Lang::En => label.en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell<'t>(table: &'t Table, field: &str, column: &str) -> &'t Cell {
        let at = table.columns.iter().position(|other| other.key == column).expect("a column");
        let row = table.rows.iter().find(|row| row[0] == Cell::Text(field.to_owned()));
        &row.unwrap_or_else(|| panic!("{field} is told of"))[at]
    }

    fn words(cell: &Cell, lang: Lang) -> String {
        match cell {
            Cell::Words(words) => words.get(lang).to_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn fields_and_their_parts_are_told_of() {
        let table = fields(Some(Kind::Initiativ));
        let holds = |field, lang| words(cell(&table, field, "innehall"), lang);
        insta::assert_snapshot!(holds("typ", Lang::Sv), @"ett av orden projekt, program, tjanst (tjänst), infrastruktur, regeringsuppdrag, vagledning (vägledning), standard, samarbete");
        insta::assert_snapshot!(holds("status", Lang::En), @"one of the words planerat (planned), pagaende (ongoing), pausat (paused), forvaltning (in operation), avslutat (ended), avfort (withdrawn)");
        insta::assert_snapshot!(holds("nytta.varde", Lang::Sv), @"ett heltal från 1 till 5");
        insta::assert_snapshot!(holds("teman", Lang::En), @"a list of ids of concepts in taxonomi/tema.toml");
        insta::assert_snapshot!(holds("relaterat", Lang::En), @"a list of ids of needs, initiatives, actors");
        assert_eq!(cell(&table, "teman", "fragas"), &Cell::Text("tema".into()));
        assert_eq!(cell(&table, "finansiering.ar", "kravs"), &Cell::Bool(true));
    }

    #[test]
    fn every_kind_has_its_own_and_all_together_are_everything() {
        let top = |kind| {
            fields(kind).rows.iter().filter(|row| !matches!(&row[0], Cell::Text(name) if name.contains('.'))).count()
        };
        assert_eq!(top(None), FIELDS.len());
        for kind in Kind::ALL {
            assert_eq!(top(Some(kind)), crate::entry::fields(kind).len(), "{kind:?}");
        }
        assert_eq!(cell(&fields(Some(Kind::Revision)), "handelser.kallor.url", "fragas"), &Cell::Empty);
    }
}
