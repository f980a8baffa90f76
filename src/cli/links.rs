//! `karta links`: what an entry points at, and what points at it.

use std::path::PathBuf;

use clap::Args;
use karta::graph::Graph;
use karta::karta::{Karta, name};
use karta::links::{self, Around};
use karta::render::{self, Drawing, Format};
use karta::say;
use karta::say::{Failure, Result};
use karta::value::Kind;

use super::lang::text;
use super::output::Output;
use super::session::Session;
use super::{Outcome, written};

#[derive(Args)]
#[command(
    about = text("Visa vad en post pekar på och vad som pekar på den", "Show what an entry points at and what points at it"),
    after_help = text(
        "Exempel:\n  karta links serverat\n  karta links serverat --hops 2 --kind initiativ\n  karta links serverat --hops 2 -o serverat.svg",
        "Examples:\n  karta links serverat\n  karta links serverat --hops 2 --kind initiativ\n  karta links serverat --hops 2 -o serverat.svg"
    )
)]
pub struct Links {
    #[arg(value_name = "ID", help = text("Postens id eller namn", "The entry's id or name"))]
    id: String,

    #[arg(long, default_value_t = 1, value_name = text("ANTAL", "COUNT"), value_parser = clap::value_parser!(u8).range(1..=9), help = text(
        "Hur många länkar bort, 1–9; annars 1",
        "How many links away, 1–9; else 1"
    ))]
    hops: u8,

    #[arg(long, value_delimiter = ',', value_name = text("SLAG", "KIND"), value_parser = kind, help = text(
        "Bara poster av slaget: behov, initiativ, aktör; fler gånger för flera",
        "Only entries of the kind: behov, initiativ, aktor; again for several"
    ))]
    kind: Vec<Kind>,

    #[arg(long, value_name = "FORMAT", value_parser = wanted, help = text(
        "Ett träd (text), en bild (svg, dot, mermaid) eller en tabell (csv, tsv, json, jsonl, md, html, xlsx); annars efter filens namn, annars text",
        "A tree (text), a picture (svg, dot, mermaid) or a table (csv, tsv, json, jsonl, md, html, xlsx); else by the file's name, else text"
    ))]
    format: Option<Wanted>,

    #[arg(short = 'o', long = "output", value_name = text("FIL", "FILE"), help = text(
        "Skriv till en fil i stället för till skärmen",
        "Write to a file instead of the screen"
    ))]
    output: Option<PathBuf>,

    #[arg(long, help = text(
        "CSV som svenskt Excel öppnar rätt: semikolon, decimalkomma",
        "CSV that Swedish Excel opens right: semicolons, decimal commas"
    ))]
    excel: bool,
}

/// How many entries a picture can have and still be read.
const READABLE: usize = 60;

/// How links are to be shown.
#[derive(Clone, Copy)]
enum Wanted {
    Drawing(Drawing),
    Table(Format),
}

/// Reads the kind of an entry.
pub fn kind(given: &str) -> std::result::Result<Kind, Failure> {
    let kind = Kind::parse(given).filter(|kind| Kind::ENTRIES.contains(kind));
    kind.ok_or_else(|| {
        Failure::new(say!("Slagen är behov, initiativ och aktör.", "The kinds are behov, initiativ and aktor."))
    })
}

fn wanted(given: &str) -> std::result::Result<Wanted, Failure> {
    let drawing = Drawing::parse(given).map(Wanted::Drawing);
    drawing.or_else(|| Format::parse(given).map(Wanted::Table)).ok_or_else(|| {
        let drawings = Drawing::ALL.map(Drawing::name).into_iter();
        let tables = Format::ALL.into_iter().filter(|format| *format != Format::Text).map(Format::name);
        let names = drawings.chain(tables).collect::<Vec<_>>().join(", ");
        Failure::new(say!("Formaten är {names}.", "The formats are {names}."))
    })
}

impl Links {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let karta = &session.open_to_read()?.karta;
        let at = now(karta, &self.id, session)?;
        let graph = links::around(karta, at, &Around { hops: usize::from(self.hops), kinds: self.kind.clone() });
        match self.wanted()? {
            Wanted::Drawing(drawing) => self.draw(&graph, drawing, session)?,
            Wanted::Table(format) => self.output(Some(format)).send(&links::list(&graph), session)?,
        }
        Ok(Outcome::Done)
    }

    fn wanted(&self) -> Result<Wanted> {
        let of_path = || self.output.as_deref().and_then(Drawing::of_path).map(Wanted::Drawing);
        match self.format.or_else(of_path) {
            Some(wanted) => Ok(wanted),
            None if self.output.is_some() || self.excel => Ok(Wanted::Table(self.output(None).format(Format::Csv)?)),
            None => Ok(Wanted::Drawing(Drawing::Tree)),
        }
    }

    fn output(&self, format: Option<Format>) -> Output {
        Output { format, output: self.output.clone(), excel: self.excel }
    }

    fn draw(&self, graph: &Graph, drawing: Drawing, session: &Session<'_>) -> Result<()> {
        let output = self.output(None);
        let count = graph.nodes.len();
        if drawing != Drawing::Tree && count > READABLE {
            session.terminal.tell(&say!(
                "Obs: bilden har {count} poster och blir svår att läsa. Begränsa den med --kind eller --hops.",
                "Note: the picture has {count} entries and will be hard to read. Limit it with --kind or --hops."
            ));
        }
        let mut bytes = Vec::new();
        written(render::graph(graph, drawing, &output.page(session), &mut bytes))?;
        output.deliver(&bytes, session)
    }
}

/// The entry that a reader means: what has taken its place where it has been replaced by one other, which is told.
pub fn now(karta: &Karta, called: &str, session: &Session<'_>) -> Result<usize> {
    let entry = karta.lookup(called)?;
    let at = karta.position(entry.id.as_str()).unwrap_or_default();
    match karta.successors(at)[..] {
        [now] if now != at => {
            let (old, new, title) = (&entry.id, &karta.entries()[now].id, name(&karta.entries()[now]));
            session.terminal.tell(&say!(
                "Obs: {old} har ersatts av {new}, {title}.",
                "Note: {old} has been replaced by {new}, {title}.";
                title in words
            ));
            Ok(now)
        }
        _ => Ok(at),
    }
}
