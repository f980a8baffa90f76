//! `--template`: an answer told through a text of one's own, or one that comes with the program.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use clap::Args;
use karta::karta::Karta;
use karta::render::Format;
use karta::say;
use karta::say::{Failure, Result, Words, quote};
use karta::table::Answer;
use karta::template::{Around, SHIPPED, Template};

use super::lang::text;
use super::output::Output;
use super::session::{Session, today};

/// Flattened into a command whose answer a template can tell.
#[derive(Args)]
pub struct Filling {
    #[arg(long, value_name = text("MALL", "TEMPLATE"), conflicts_with_all = ["format", "excel"], help = text(
        "Fyll i en mall: brev, oversikt, motesunderlag eller en fil (.html, .md, .txt)",
        "Fill in a template: brev, oversikt, motesunderlag or a file (.html, .md, .txt)"
    ))]
    template: Option<String>,

    #[arg(long, requires = "template", help = text(
        "Visa mallen i stället för att fylla i den, att ändra efter eget huvud",
        "Show the template instead of filling it in, to change as one likes"
    ))]
    show_template: bool,
}

/// The most bytes that a template may have.
const MOST: u64 = 1 << 20;

impl Filling {
    /// Whether an answer is to be told through a template.
    pub fn is_wanted(&self) -> bool {
        self.template.is_some()
    }

    /// The template that an answer is to be told through; where it was only to be shown, that is done here.
    pub fn open(&self, output: &Output, session: &Session<'_>) -> Result<Opened> {
        let Some(name) = &self.template else { return Ok(Opened::NotAsked) };
        let template = find(name, session)?;
        check_name(output, &template)?;
        match self.show_template {
            true => output.deliver(template.text().as_bytes(), session).map(|()| Opened::Shown),
            false => Ok(Opened::Template(template)),
        }
    }
}

/// What came of a template.
pub enum Opened {
    /// None was asked for.
    NotAsked,
    /// It has been shown, and nothing more is to be done.
    Shown,
    /// It is to be filled in.
    Template(Template),
}

/// Sends an answer, told through a template.
pub fn send(template: &Template, answer: &Answer, karta: &Karta, output: &Output, session: &Session<'_>) -> Result<()> {
    let around = Around { karta, lang: session.terminal.lang, today: today() };
    output.deliver(template.fill(answer, &around)?.as_bytes(), session)
}

fn find(name: &str, session: &Session<'_>) -> Result<Template> {
    if let Some(template) = Template::shipped(name) {
        return Ok(template);
    }
    let path = session.path(Path::new(name));
    if !name.contains(['.', '/', '\\']) && !path.exists() {
        return Err(unknown(name));
    }
    let shown = quote(name);
    let unread = |error| {
        Failure::io(say!("Mallen {shown} går inte att läsa.", "The template {shown} cannot be read."), &error)
            .hint(there_are())
    };
    let mut bytes = Vec::new();
    File::open(&path).and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes)).map_err(unread)?;
    if bytes.len() as u64 > MOST {
        return Err(Failure::new(say!(
            "Mallen {shown} är för stor; en mall får ha högst 1 MB.",
            "The template {shown} is too large; a template may have 1 MB at most."
        )));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::new(say!("Mallen {shown} är inte UTF-8-text.", "The template {shown} is not UTF-8 text."))
            .hint(Words::new("Spara den som UTF-8 i textredigeraren.", "Save it as UTF-8 in the text editor."))
    })?;
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Template::of(file, text.trim_start_matches('\u{feff}').to_owned()))
}

/// A file whose name says another format than what is written to it would not open.
fn check_name(output: &Output, template: &Template) -> Result<()> {
    let Some(path) = &output.output else { return Ok(()) };
    match Format::of_path(path) {
        Some(format) if format != template.format() => {
            let (shown, extension) = (quote(&path.display().to_string()), template.format().extension());
            Err(Failure::new(say!(
                "Mallen blir .{extension} och kan inte skrivas till {shown}.",
                "The template becomes .{extension} and cannot be written to {shown}."
            ))
            .hint(say!("Låt filens namn sluta på .{extension}", "Let the file's name end with .{extension}")))
        }
        _ => Ok(()),
    }
}

fn unknown(name: &str) -> Failure {
    let name = quote(name);
    Failure::new(say!("Ingen mall heter {name}.", "No template is called {name}.")).hint(there_are())
}

fn there_are() -> Words {
    let names = Words::each(|lang| {
        let named = SHIPPED.iter().map(|shipped| format!("{} ({})", shipped.name, shipped.about.get(lang)));
        named.collect::<Vec<_>>().join(", ")
    });
    say!(
        "Mallarna som följer med är {names}. En egen mall anges med sin fil, till exempel min.md.",
        "The templates that come along are {names}. One of your own is given by its file, such as my.md.";
        names in words
    )
}
