//! `karta query`: which entries, and what of them.

use clap::Args;
use karta::karta::Karta;
use karta::query::{self, Selection};
use karta::say::{Failure, Result, Words};
use karta::table::{Cell, Column, Table};
use karta::template::Template;

use super::Outcome;
use super::at::Points;
use super::filter::Which;
use super::lang::text;
use super::output::Output;
use super::session::Session;
use super::template::{self, Filling, Opened};

#[derive(Args)]
#[command(
    after_help = text(
        "Exempel:\n  karta query --tema migration\n  karta query 'tema:migration status:pågående -aktör:skatteverket (start>=2017 eller saknar:slut) tolkning'\n  karta query 'antal_initiativ>=2 mots_av.status:pågående' --columns titel,initiativ\n  karta query --kind initiativ --group-by tema,status",
        "Examples:\n  karta query --tema migration\n  karta query 'tema:migration status:ongoing -actor:skatteverket (start>=2017 or missing:slut) tolkning'\n  karta query 'antal_initiativ>=2 mots_av.status:ongoing' --columns titel,initiativ\n  karta query --kind initiativ --group-by tema,status"
    )
)]
pub struct Query {
    #[command(flatten)]
    which: Which,

    #[arg(long, value_delimiter = ',', value_name = text("FÄLT,…", "FIELD,…"), help = text(
        "Vilka kolumner; se karta fields",
        "Which columns; see karta fields"
    ))]
    columns: Vec<String>,

    #[arg(long, value_delimiter = ',', allow_hyphen_values = true, value_name = text("FÄLT,…", "FIELD,…"), help = text(
        "Ordna efter fält; minustecken före ger fallande ordning",
        "Sort by fields; a minus sign before one sorts downwards"
    ))]
    sort: Vec<String>,

    #[arg(long, value_delimiter = ',', value_name = text("FÄLT[,FÄLT]", "FIELD[,FIELD]"), conflicts_with_all = ["columns", "sort", "ids", "count"], help = text(
        "Räkna per värde; två fält ger en korstabell",
        "Count by value; two fields give a cross table"
    ))]
    group_by: Vec<String>,

    #[arg(long, value_name = text("ANTAL", "COUNT"), help = text("Visa högst så många", "Show at most so many"))]
    limit: Option<usize>,

    #[arg(long, conflicts_with = "ids", help = text("Svara bara med antalet", "Answer with the number only"))]
    count: bool,

    #[arg(long, help = text("Svara bara med id:n, ett på varje rad", "Answer with ids only, one a line"))]
    ids: bool,

    #[arg(long, help = text(
        "Berätta hur filtret lästes och hur många varje del lämnade kvar",
        "Tell how the filter was read and how many each part left"
    ))]
    explain: bool,

    #[command(flatten)]
    points: Points,

    #[command(flatten)]
    filling: Filling,

    #[command(flatten)]
    output: Output,
}

impl Query {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        match self.filling.open(&self.output, session)? {
            Opened::NotAsked => {}
            Opened::Shown => return Ok(Outcome::Done),
            Opened::Template(template) => return self.fill(&template, session),
        }
        let table = self.points.answer(session, |karta| self.ask(karta))?;
        let is_bare = (self.count || self.ids) && table.columns.len() == 1;
        match is_bare {
            true => self.output.send_lines(&table, session)?,
            false => self.output.send(&table, session)?,
        }
        Ok(Outcome::Done)
    }

    fn fill(&self, template: &Template, session: &Session<'_>) -> Result<Outcome> {
        let (mut table, karta) = match self.points.one(session)? {
            Some(opened) => (self.ask(&opened.karta)?, &opened.karta),
            None => (self.points.answer(session, |karta| self.ask(karta))?, &session.open_newest()?.karta),
        };
        table.notes.extend(session.note());
        template::send(template, &table.into(), karta, &self.output, session)?;
        Ok(Outcome::Done)
    }

    fn ask(&self, karta: &Karta) -> Result<Table> {
        let resolved = self.which.resolve(karta)?;
        if self.explain {
            return Ok(query::explain(karta, &resolved));
        }
        let select = if self.count { query::unsorted } else { query::select };
        let mut selection = select(karta, &resolved);
        query::sort(karta, &mut selection, &self.sort)?;
        self.answer(karta, selection)
    }

    fn answer(&self, karta: &Karta, mut selection: Selection) -> Result<Table> {
        if self.count {
            return Ok(one_column(
                Column::number("antal", Words::new("Antal", "Count")),
                [Cell::Number(selection.found as i64)],
            ));
        }
        match &query::columns(&self.group_by)?[..] {
            [] => {}
            [field] => return Ok(query::count(karta, &selection, field)),
            [rows, columns] => return Ok(query::cross(karta, &selection, rows, columns)),
            _ => return Err(too_many()),
        }
        selection.limit(self.limit.unwrap_or(usize::MAX));
        if self.ids {
            let ids = selection.ids(karta).map(|id| Cell::Text(id.to_string()));
            return Ok(one_column(Column::text("id", Words::same("Id")), ids));
        }
        let columns = match self.columns.is_empty() {
            true => query::default_columns(karta, &selection),
            false => query::columns(&self.columns)?,
        };
        Ok(query::list(karta, &selection, &columns))
    }
}

fn one_column(column: Column, cells: impl IntoIterator<Item = Cell>) -> Table {
    let mut table = Table::new(Words::new("", ""), vec![column]);
    table.rows = cells.into_iter().map(|cell| vec![cell]).collect();
    table
}

fn too_many() -> Failure {
    Failure::new(Words::new("--group-by tar ett eller två fält.", "--group-by takes one field or two."))
        .hint(Words::new("Till exempel: --group-by tema,status", "For example: --group-by tema,status"))
}
