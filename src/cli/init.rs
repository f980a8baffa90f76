//! `karta init`: a new map.

mod driver;

use std::path::{Path, PathBuf};

use clap::Args;
use karta::edit::{self, Service};
use karta::say;
use karta::say::{Failure, Result, Words, quote};

use super::lang::text;
use super::session::Session;
use super::writing::nothing_written;
use super::{Outcome, store, written};

#[derive(Args)]
pub struct Init {
    #[arg(value_name = text("MAPP", "DIR"), default_value = ".", help = text("Mappen; annars den du står i", "The folder; else the one you stand in"))]
    folder: PathBuf,

    #[arg(long, value_name = text("NAMN", "NAME"), help = text("Kartans namn; annars mappens", "The map's name; else the folder's"))]
    namn: Option<String>,

    #[arg(long, value_name = "github|gitlab", value_delimiter = ',', value_parser = service, help = text(
        "Filer för automatisk kontroll av varje ändring",
        "Files for checking every change automatically"
    ))]
    ci: Vec<Service>,

    #[arg(long, help = text(
        "Scheman i mappen schema, så att en textredigerare kan hjälpa till",
        "Schemas in the folder schema, so that a text editor can help"
    ))]
    schema: bool,

    #[arg(long, help = text(
        "Låt git slå ihop filerna fält för fält; också i en karta som redan finns",
        "Let git merge the files field by field; also in a map that there is already"
    ))]
    merge_driver: bool,

    #[arg(long, help = text("Skriv inget; visa vilka filer det blir", "Write nothing; show which files there will be"))]
    dry_run: bool,
}

fn service(given: &str) -> std::result::Result<Service, Failure> {
    Service::parse(given)
        .ok_or_else(|| Failure::new(Words::new("Välj github eller gitlab.", "Choose github or gitlab.")))
}

impl Init {
    /// The map that there is already, where git is to be connected to it.
    fn connected(&self, session: &Session<'_>) -> Option<PathBuf> {
        if !self.merge_driver {
            return None;
        }
        match self.folder == Path::new(".") {
            true => session.root().ok(),
            false => Some(session.path(&self.folder)).filter(|folder| folder.join("karta.toml").is_file()),
        }
    }

    pub fn run(&self, session: &Session<'_>) -> Result<Outcome> {
        let folder = session.path(&self.folder);
        if let Some(root) = self.connected(session) {
            return driver::connect(&root, self.dry_run, session);
        }
        let name = self.namn.clone().unwrap_or_else(|| name_of(&folder));
        let changes = edit::init(&name, &self.ci);
        let changes = if self.schema { edit::with_schemas(changes) } else { changes };
        let in_the_way: Vec<&str> = changes
            .iter()
            .map(|change| &*change.path)
            .filter(|path| folder.join(path).symlink_metadata().is_ok())
            .collect();
        if let Some(path) = in_the_way.first() {
            return Err(taken(path, &folder));
        }
        if !self.dry_run {
            store::make_folder(&folder)?;
            store::commit(&folder, &changes, session.terminal)?;
        }
        let paths: String = changes.iter().map(|change| format!("{}\n", change.path)).collect();
        written(session.terminal.result(paths.as_bytes()))?;
        session.terminal.tell(&next_step(self.dry_run));
        if self.merge_driver {
            return driver::connect(&folder, self.dry_run, session);
        }
        Ok(Outcome::Done)
    }
}

fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.file_name().map_or_else(|| "karta".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn taken(path: &str, folder: &Path) -> Failure {
    let (path, folder) = (quote(path), quote(&folder.display().to_string()));
    Failure::new(say!("{path} finns redan i mappen {folder}.", "{path} is already in the folder {folder}.")).hint(
        Words::new(
            "Ingenting skrevs. Välj en annan mapp, eller flytta det som ligger i vägen.",
            "Nothing was written. Choose another folder, or move what is in the way.",
        ),
    )
}

fn next_step(is_dry: bool) -> Words {
    match is_dry {
        true => nothing_written(),
        false => Words::new(
            "Kartan är klar att börja med. Lägg till den första aktören: karta add aktor",
            "The map is ready to begin with. Add the first actor: karta add aktor",
        ),
    }
}
