//! `karta explain`: what a rule means.

use clap::Args;
use karta::check::{self, RULES, Rule};
use karta::edit;
use karta::say;
use karta::say::{Failure, Lang, Result, Words, quote};
use karta::table::{Cell, Column, Table};
use karta::value::nearest;

use super::lang::text;
use super::output::Output;
use super::session::Session;
use super::{Outcome, written};

#[derive(Args)]
pub struct Explain {
    #[arg(value_name = text("REGEL", "RULE"), help = text("Regelns namn, till exempel broken-link", "The rule's name, such as broken-link"))]
    rule: Option<String>,

    #[command(flatten)]
    output: Output,
}

impl Explain {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        match &self.rule {
            None => self.output.send(&all(), session)?,
            Some(name) => {
                let rule = check::explain(name).ok_or_else(|| unknown(name))?;
                written(session.terminal.result(page(rule, session.terminal.lang).as_bytes()))?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// The rule's page, with what it weighs and whether it mends itself below the heading.
fn page(rule: &Rule, lang: Lang) -> String {
    let page = rule.page().markdown(lang);
    let (heading, text) = page.split_once("\n\n").unwrap_or((&page, ""));
    let level = rule.level.label();
    let level = say!("Nivå: {level}, där karta.toml inte säger annat.", "Level: {level}, where karta.toml says nothing else."; level in words);
    let mends = say!(
        "Det som inte lämnar tvivel rättas av: karta validate --fix",
        "What leaves no doubt is mended by: karta validate --fix"
    );
    let mends = if edit::mends(rule.name) { format!(" {}", mends.get(lang)) } else { String::new() };
    format!("{heading}\n\n{}{mends}\n\n{text}", level.get(lang))
}

fn all() -> Table {
    let columns = vec![
        Column::text("regel", Words::new("Regel", "Rule")),
        Column::text("niva", Words::new("Nivå", "Level")),
        Column::text("om", Words::new("Vad den hittar", "What it finds")),
    ];
    let mut table = Table::new(Words::new("Regler", "Rules"), columns);
    table.rows = RULES.iter().map(row).collect();
    table
}

fn row(rule: &Rule) -> Vec<Cell> {
    let level = Cell::Choice(rule.level.name(), rule.level.label());
    vec![Cell::Text(rule.name.to_owned()), level, Cell::Words(rule.page().summary())]
}

fn unknown(name: &str) -> Failure {
    let near = nearest(name, RULES.iter().map(|rule| rule.name));
    let name = quote(name);
    let failure = Failure::new(say!("Det finns ingen regel {name}.", "There is no rule {name}."));
    failure.hint(match near {
        Some(near) => {
            say!("Menade du {near}? Alla regler: karta explain", "Did you mean {near}? All rules: karta explain")
        }
        None => Words::new("Alla regler: karta explain", "All rules: karta explain"),
    })
}
