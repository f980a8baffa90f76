//! `karta validate`: what is wrong with the map.

use clap::Args;
use karta::check;
use karta::finding::{Finding, Level};
use karta::render::{self, FindingFormat};
use karta::say;
use karta::say::{Failure, Result};

use super::lang::text;
use super::session::Session;
use super::{Outcome, written};

#[derive(Args)]
#[command(about = text("Kontrollera kartan", "Check the map"))]
pub struct Validate {
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format, help = text(
        "Format: text, short (en rad per fynd) eller json",
        "Format: text, short (a line a finding) or json"
    ))]
    format: FindingFormat,
}

fn format(given: &str) -> std::result::Result<FindingFormat, Failure> {
    FindingFormat::parse(given).ok_or_else(|| {
        let names = FindingFormat::ALL.map(FindingFormat::name).join(", ");
        Failure::new(say!("Formaten är {names}.", "The formats are {names}."))
    })
}

impl Validate {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open()?;
        let findings = check::check(&opened.karta);
        let mut bytes = Vec::new();
        let page = session.page();
        written(render::findings(&findings, &opened.tree, self.format, &page, &mut bytes))?;
        written(session.terminal.result(&bytes))?;
        if self.format == FindingFormat::Text {
            session.terminal.tell(&render::summary(&findings));
        }
        Ok(verdict(&findings))
    }
}

fn verdict(findings: &[Finding]) -> Outcome {
    match findings.iter().any(|finding| finding.level == Level::Error) {
        true => Outcome::Found,
        false => Outcome::Done,
    }
}
