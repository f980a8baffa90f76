//! Text templates: an answer told in one's own words, as a web page, Markdown or plain text.
//!
//! A template sees what `--format json` writes, under the same names, and nothing else: it reads no file and no other
//! template, what is not there is an error and not a blank, and both its steps and its text are bounded by the answer.
//! What the map says is text in whatever the template writes, and never markup.

mod context;
mod escape;
mod fault;
mod filter;
mod shipped;

use std::borrow::Cow;
use std::path::Path;

use minijinja::{AutoEscape, Environment, UndefinedBehavior};

pub use shipped::{SHIPPED, Shipped};

use crate::karta::Karta;
use crate::render::Format;
use crate::say::{Lang, Result};
use crate::table::Answer;
use crate::value::Date;

/// A text with gaps that an answer fills.
#[derive(Clone, Debug)]
pub struct Template {
    name: String,
    text: Cow<'static, str>,
    /// What it is made for, where it is one of the program's own.
    shipped: Option<&'static Shipped>,
}

/// What a template is told beside the answer.
pub struct Around<'k> {
    /// The map that was asked.
    pub karta: &'k Karta,
    /// The reader's language.
    pub lang: Lang,
    /// The day that counts as today.
    pub today: Date,
}

/// The steps that every template may take, and how many more for each cell of the answer.
const STEPS: (u64, u64) = (1_000_000, 1_000);

/// How deep a template's own functions may call each other.
const DEPTH: usize = 60;

impl Template {
    /// A template from a file of that name.
    pub fn of(name: String, text: String) -> Template {
        Template { name, text: text.into(), shipped: None }
    }

    /// The program's own template of that name.
    pub fn shipped(name: &str) -> Option<Template> {
        let shipped = SHIPPED.iter().find(|shipped| shipped.name == name)?;
        Some(Template { name: shipped.file.to_owned(), text: shipped.text.into(), shipped: Some(shipped) })
    }

    /// What it is written as.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it becomes, by its name: a web page, Markdown, or else plain text.
    pub fn format(&self) -> Format {
        match Format::of_path(Path::new(&self.name)) {
            Some(format @ (Format::Html | Format::Md)) => format,
            _ => Format::Text,
        }
    }

    /// Fills it in.
    ///
    /// # Errors
    /// What in the template cannot be, and on which line.
    pub fn fill(&self, answer: &Answer, around: &Around<'_>) -> Result<String> {
        let environment = self.environment(answer, around);
        let context = context::of(answer, around);
        let mut out = escape::Bounded::default();
        let filled = environment
            .template_from_named_str(&self.name, &self.text)
            .and_then(|template| template.render_captured_to(context, &mut out).map(drop));
        match filled {
            Ok(()) => Ok(out.text()),
            Err(error) => Err(fault::told(&error, self, answer)),
        }
    }

    fn environment(&self, answer: &Answer, around: &Around<'_>) -> Environment<'_> {
        let cells = |rows: &[Vec<_>]| rows.iter().map(Vec::len).sum::<usize>() as u64;
        let cells: u64 = answer.sheets.iter().map(|sheet| cells(&sheet.table.rows)).sum();
        let (format, lang) = (self.format(), around.lang);
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_debug(true);
        environment.set_fuel(Some(STEPS.0 + STEPS.1 * cells));
        environment.set_recursion_limit(DEPTH);
        environment.set_auto_escape_callback(|_| AutoEscape::Custom("karta".into()));
        environment.set_formatter(move |out, _, value| escape::put(out, value, format, lang));
        filter::add(&mut environment, around);
        environment
    }
}

#[cfg(test)]
mod tests;
