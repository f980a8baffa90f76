//! `karta path`: how two entries hang together.

use clap::Args;
use karta::links;
use karta::say;
use karta::say::{Failure, Result, Words};
use karta::value::{Id, Kind};

use super::Outcome;
use super::at::At;
use super::lang::text;
use super::links::{kind, now};
use super::output::Output;
use super::session::Session;

#[derive(Args)]
#[command(
    after_help = text(
        "Länkar följs åt båda håll. Exempel:\n  karta path serverat skatteverket\n  karta path serverat skatteverket --kind initiativ",
        "Links are followed both ways. Examples:\n  karta path serverat skatteverket\n  karta path serverat skatteverket --kind initiativ"
    )
)]
pub struct Path {
    #[arg(value_name = text("FRÅN", "FROM"), help = text("Den första posten, id eller namn", "The first entry, id or name"))]
    from: String,

    #[arg(value_name = text("TILL", "TO"), help = text("Den sista posten, id eller namn", "The last entry, id or name"))]
    to: String,

    #[arg(long, value_delimiter = ',', value_name = text("SLAG", "KIND"), value_parser = kind, help = text(
        "Bara genom poster av slaget: behov, initiativ, aktör; fler gånger för flera",
        "Only through entries of the kind: behov, initiativ, aktor; again for several"
    ))]
    kind: Vec<Kind>,

    #[command(flatten)]
    at: At,

    #[command(flatten)]
    output: Output,
}

impl Path {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let karta = &session.open_at(&self.at)?.karta;
        let (from, to) = (now(karta, &self.from, session)?, now(karta, &self.to, session)?);
        if from == to {
            return Err(one_and_the_same(&karta.entries()[from].id));
        }
        self.output.send(&links::chain(karta, from, to, &self.kind), session)?;
        Ok(Outcome::Done)
    }
}

fn one_and_the_same(id: &Id) -> Failure {
    Failure::new(say!("Från och till är samma post: {id}.", "From and to are the same entry: {id}."))
        .hint(Words::new("Ange två olika poster.", "Give two different entries."))
}
