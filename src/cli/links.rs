//! `karta links`: what an entry points at, and what points at it.

use clap::Args;
use karta::graph::Graph;
use karta::karta::{Karta, name};
use karta::links::{self, Around};
use karta::render::{self, Drawing};
use karta::say;
use karta::say::{Failure, Result};
use karta::value::Kind;

use super::Outcome;
use super::at::At;
use super::lang::text;
use super::output::{Output, Own, Wanted};
use super::session::Session;

#[derive(Args)]
#[command(
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

    #[command(flatten)]
    at: At,

    #[command(flatten)]
    output: Output<Drawing>,
}

impl Own for Drawing {
    fn all() -> &'static [Drawing] {
        &Drawing::ALL
    }

    fn names(self) -> &'static [&'static str] {
        Drawing::names(self)
    }
}

/// How many entries a picture can have and still be read.
const READABLE: usize = 60;

/// Reads the kind of an entry.
pub fn kind(given: &str) -> std::result::Result<Kind, Failure> {
    let kind = Kind::parse(given).filter(|kind| Kind::ENTRIES.contains(kind));
    kind.ok_or_else(|| {
        Failure::new(say!("Slagen är behov, initiativ och aktör.", "The kinds are behov, initiativ and aktor."))
    })
}

impl Links {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let karta = &session.open_at(&self.at)?.karta;
        let at = now(karta, &self.id, session)?;
        let graph = links::around(karta, at, &Around { hops: usize::from(self.hops), kinds: self.kind.clone() });
        match self.output.wanted(Wanted::Own(Drawing::Tree))? {
            Wanted::Own(drawing) => self.draw(&graph, drawing, session)?,
            Wanted::Table(format) => self.output.of_table(format).send(&links::list(&graph), session)?,
        }
        Ok(Outcome::Done)
    }

    fn draw(&self, graph: &Graph, drawing: Drawing, session: &Session<'_>) -> Result<()> {
        let count = graph.nodes.len();
        if drawing != Drawing::Tree && count > READABLE {
            session.terminal.tell(&say!(
                "Obs: bilden har {count} poster och blir svår att läsa. Begränsa den med --kind eller --hops.",
                "Note: the picture has {count} entries and will be hard to read. Limit it with --kind or --hops."
            ));
        }
        if let Some(note) = session.note() {
            session.terminal.tell(&note);
        }
        self.output.send_own(drawing, session, |page, out| render::graph(graph, drawing, page, out))
    }
}

/// The entry that a reader means: what has taken its place where it has been replaced by one other, which is told.
pub fn now(karta: &Karta, called: &str, session: &Session<'_>) -> Result<usize> {
    let entry = karta.lookup(called).map_err(|failure| session.at_its_time(failure))?;
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
