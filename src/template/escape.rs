use std::io;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Output};

use crate::render::{self, Format};
use crate::say::{Lang, plain_lines};
use crate::table::Cell;

/// Writes a value into a template, as text that stays text there.
pub fn put(out: &mut Output<'_>, value: &Value, format: Format, lang: Lang) -> Result<(), Error> {
    let text = read(value, lang);
    let written = match format {
        _ if value.is_safe() => out.write_str(&text),
        Format::Html => out.write_str(&render::escape_html(&text)),
        Format::Md => out.write_str(&render::escape_md(&text)),
        _ => out.write_str(&plain_lines(&text)),
    };
    written.map_err(|_| Error::from(ErrorKind::WriteFailure))
}

/// A value as a person reads it.
pub fn read(value: &Value, lang: Lang) -> String {
    match (value.kind(), value.as_i64()) {
        (ValueKind::Number, Some(number)) if value.is_integer() => render::cell(&Cell::Number(number), lang),
        (ValueKind::Number, _) => match f64::try_from(value.clone()) {
            Ok(number) => render::cell(&Cell::Decimal(number), lang),
            Err(_) => value.to_string(),
        },
        (ValueKind::Bool, _) => render::cell(&Cell::Bool(value.is_true()), lang),
        (ValueKind::None, _) => String::new(),
        (ValueKind::Seq | ValueKind::Iterable, _) => match value.try_iter() {
            Ok(items) => items.map(|item| read(&item, lang)).collect::<Vec<_>>().join(", "),
            Err(_) => value.to_string(),
        },
        _ => value.to_string(),
    }
}

/// Bytes that end before the memory does.
#[derive(Default)]
pub struct Bounded(Vec<u8>);

impl Bounded {
    /// The most bytes that a template may become.
    const MOST: usize = 256 << 20;

    /// All that was written.
    pub fn text(self) -> String {
        String::from_utf8(self.0).expect("templates and values are text")
    }
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > Bounded::MOST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
