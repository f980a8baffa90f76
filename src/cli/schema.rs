//! `karta schema`: what editors need to help with the map's files.

use std::path::PathBuf;

use clap::Args;
use karta::say::{Failure, Result, Words};
use karta::schema;
use karta::value::Kind;

use super::fields::kind;
use super::lang::text;
use super::session::Session;
use super::{Outcome, store, written};

#[derive(Args)]
#[command(
    after_help = text(
        "Utan slag skrivs alla: till mappen i -o, annars till den som schema = \"…\" i karta.toml anger.\n\nExempel:\n  karta schema behov\n  karta schema -o .schema",
        "Without a kind all are written: to the folder in -o, else to the one that schema = \"…\" in karta.toml names.\n\nExamples:\n  karta schema behov\n  karta schema -o .schema"
    )
)]
pub struct Schema {
    #[arg(value_name = text("SLAG", "KIND"), value_parser = kind, help = text(
        "behov, initiativ, aktör, taxonomi, revision eller karta",
        "behov, initiativ, aktor, taxonomi, revision or karta"
    ))]
    kind: Option<Kind>,

    #[arg(short = 'o', long = "output", value_name = text("MAPP", "DIR"), help = text("Mappen att skriva i", "The folder to write in"))]
    output: Option<PathBuf>,

    #[arg(long, help = text("Skriv inget; visa vilka filer det blir", "Write nothing; show which files there will be"))]
    dry_run: bool,
}

impl Schema {
    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let opened = session.open_to_read()?;
        if let (Some(kind), None) = (self.kind, &self.output) {
            written(session.terminal.result(schema::text(kind, &opened.karta).as_bytes()))?;
            return Ok(Outcome::Done);
        }
        let folder = match (&self.output, schema::folder(&opened.karta)) {
            (Some(folder), _) => session.path(folder),
            (None, Some(folder)) => opened.root.join(folder),
            (None, None) => return Err(nowhere()),
        };
        let kinds = Kind::ALL.into_iter().filter(|kind| self.kind.is_none_or(|wanted| wanted == *kind));
        for kind in kinds {
            let path = folder.join(schema::file_name(kind));
            if !self.dry_run {
                store::make_folder(&folder)?;
                store::write(&path, schema::text(kind, &opened.karta).as_bytes())?;
            }
            written(session.terminal.result(format!("{}\n", path.display()).as_bytes()))?;
        }
        Ok(Outcome::Done)
    }
}

fn nowhere() -> Failure {
    Failure::new(Words::new("Det sägs inte var schemana ska ligga.", "Nothing says where the schemas are to be.")).hint(
        Words::new(
            "Ange en mapp med -o, skriv schema = \"schema\" i karta.toml, eller ange ett slag för att se dess schema.",
            "Name a folder with -o, write schema = \"schema\" in karta.toml, or name a kind to see its schema.",
        ),
    )
}
