//! A file becomes sheets, whatever program wrote it; what is no table is told in words.
//!
//! Everything in a file is hostile until shown: what is packed is unpacked within bounds, no size that the file claims is
//! believed, and memory grows with what is there, not with how far apart it stands.

mod archive;
mod encoding;
mod lines;
mod ods;
mod xlsx;
mod xml;

use super::grid::Grid;
use crate::say;
use crate::say::{Failure, Result, Words};
use archive::Archive;
pub(super) use xlsx::serial;

/// The most bytes that a file to take in may have.
pub const LARGEST: usize = 200 << 20;

/// A file that has been read.
#[derive(Debug)]
pub struct Opened {
    /// Its sheets that people see, and our own hidden one.
    pub grids: Vec<Grid>,
    /// The names of the sheets that people do not see, which are not read.
    pub hidden: Vec<String>,
    /// Whether it is CSV, where cells are only texts.
    pub is_lines: bool,
    /// Whether it says that this program made it.
    pub is_ours: bool,
}

/// The sheets of a workbook.
#[derive(Default)]
struct Sheets {
    /// Those that people see, and our own hidden one.
    grids: Vec<Grid>,
    /// The names of the others.
    hidden: Vec<String>,
}

/// Reads a file's bytes as sheets.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    if bytes.starts_with(b"PK") {
        let mut archive = Archive::open(bytes)?;
        let Sheets { grids, hidden } = match archive.what()? {
            archive::What::Xlsx => xlsx::read(&mut archive)?,
            archive::What::Ods => ods::read(&mut archive)?,
        };
        return Ok(Opened { grids, hidden, is_lines: false, is_ours: archive.is_ours() });
    }
    match foreign(bytes) {
        Some(failure) => Err(failure),
        None => Ok(Opened { grids: vec![lines::read(bytes)?], hidden: Vec::new(), is_lines: true, is_ours: false }),
    }
}

/// What is no table that is read here, by how it begins.
fn foreign(bytes: &[u8]) -> Option<Failure> {
    let save_as = Words::new(
        "Öppna filen i sitt program och spara den som Excel-arbetsbok (.xlsx), OpenDocument (.ods) eller CSV.",
        "Open the file in its program and save it as an Excel workbook (.xlsx), OpenDocument (.ods) or CSV.",
    );
    let holds = |text: &str| {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[..bytes.len().min(4 << 20)].windows(wide.len()).any(|window| window == wide)
    };
    let head = &bytes[..bytes.len().min(64)];
    let head = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let what = if bytes.is_empty() {
        Words::new("Filen är tom.", "The file is empty.")
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        if holds("EncryptedPackage") {
            return Some(locked());
        }
        match holds("WordDocument") {
            true => Words::new("Filen är ett Word-dokument.", "The file is a Word document."),
            false => Words::new(
                "Filen är en arbetsbok i Excels gamla format från 1997 (.xls), som inte läses här.",
                "The file is a workbook in Excel's old format of 1997 (.xls), which is not read here.",
            ),
        }
    } else if head.starts_with("%pdf") {
        Words::new("Filen är en PDF.", "The file is a PDF.")
    } else if head.starts_with("{\\rtf") {
        Words::new("Filen är ett dokument i RTF.", "The file is a document in RTF.")
    } else if ["<?xml", "<html", "<!doctype", "<table"].iter().any(|start| head.starts_with(start)) {
        Words::new("Filen är en webbsida eller XML.", "The file is a web page or XML.")
    } else {
        return None;
    };
    Some(Failure::new(what).hint(save_as))
}

fn locked() -> Failure {
    Failure::new(Words::new("Filen är skyddad med lösenord.", "The file is protected with a password.")).hint(
        Words::new(
            "Öppna den i sitt program, ta bort lösenordet och spara.",
            "Open it in its program, take the password away, and save.",
        ),
    )
}

fn too_large() -> Failure {
    let most = LARGEST >> 20;
    Failure::new(say!("Filen har mer än {most} MB.", "The file has more than {most} MB.")).hint(Words::new(
        "Dela den i flera, eller spara den utan bilder.",
        "Make several of it, or save it without pictures.",
    ))
}

/// A file that is not what it says it is.
fn broken() -> Failure {
    Failure::new(Words::new(
        "Filen är skadad: den slutar för tidigt eller går inte att tolka.",
        "The file is damaged: it ends too early or cannot be understood.",
    ))
    .hint(Words::new(
        "Hämta den igen, eller öppna och spara den i sitt program.",
        "Fetch it again, or open and save it in its program.",
    ))
}

#[cfg(test)]
mod tests;
