//! What the terminal can show, and the way to it.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use karta::say::{Failure, Lang, Words, plain};

use super::Outcome;

/// The standard streams, as the reader has them.
pub struct Terminal {
    /// The reader's language.
    pub lang: Lang,
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default();

impl Terminal {
    pub fn new(lang: Lang) -> Terminal {
        Terminal { lang }
    }

    /// The columns of the terminal that results go to; `None` in a pipe or a file.
    pub fn width(&self) -> Option<usize> {
        terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
    }

    /// Whether results may have colour: on a terminal, unless the reader said no.
    pub fn is_styled(&self) -> bool {
        anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
    }

    /// Whether questions can be asked and answered.
    pub fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Writes a result to standard output.
    pub fn result(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Writes a file's text to standard output: as it is, but nothing in it can steer a terminal.
    pub fn text(&self, text: &str) -> io::Result<()> {
        match self.width() {
            None => self.result(text.as_bytes()),
            Some(_) => {
                let shown: String = text.lines().map(|line| format!("{}\n", plain(line))).collect();
                self.result(shown.as_bytes())
            }
        }
    }

    /// Tells something beside the result.
    pub fn tell(&self, words: &Words) {
        let mut err = anstream::stderr().lock();
        // Nobody is left to tell when standard error is gone.
        let _ = writeln!(err, "{}", words.get(self.lang));
    }

    /// Tells what could not be done.
    pub fn fail(&self, failure: &Failure) -> Outcome {
        let mut err = anstream::stderr().lock();
        let label = Words::new("Fel", "Error");
        let _ = writeln!(err, "{ERROR}{}:{ERROR:#} {}", label.get(self.lang), failure.what.get(self.lang));
        if let Some(why) = &failure.why {
            let label = Words::new("Orsak", "Cause");
            let _ = writeln!(err, "  {}: {}", label.get(self.lang), why.get(self.lang));
        }
        if let Some(hint) = &failure.hint {
            let label = Words::new("Gör så här", "What to do");
            let _ = writeln!(err, "  {HINT}{}:{HINT:#} {}", label.get(self.lang), hint.get(self.lang));
        }
        Outcome::Failed
    }
}
