use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{broken, locked};
use crate::say;
use crate::say::{Failure, Result, Words};

/// The most bytes that all parts together may unpack to.
const MOST_BYTES: u64 = 400 << 20;
/// The most parts that a workbook may have.
const MOST_PARTS: usize = 10_000;

/// The parts of a workbook, unpacked one at a time.
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

/// The workbooks that are read.
pub enum What {
    Xlsx,
    Ods,
}

/// A part that is unpacked as it is read, as long as there is room.
pub struct Part<'a, R> {
    from: R,
    left: &'a mut u64,
}

impl<R: Read> Read for Part<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.from.read(buffer)?;
        *self.left = self.left.checked_sub(count as u64).ok_or(std::io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

impl<'b> Archive<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Archive<'b>> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        if zip.len() > MOST_PARTS {
            return Err(bomb());
        }
        Ok(Archive { zip, left: MOST_BYTES })
    }

    /// What program's file it is.
    pub fn what(&mut self) -> Result<What> {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        if has("xl/workbook.xml") {
            return Ok(What::Xlsx);
        }
        let told = match () {
            () if has("word/document.xml") => Words::new("Filen är ett Word-dokument.", "The file is a Word document."),
            () if has("ppt/presentation.xml") => Words::new("Filen är en presentation.", "The file is a presentation."),
            () if has("xl/workbook.bin") => Words::new(
                "Filen är en binär arbetsbok (.xlsb), som inte läses här.",
                "The file is a binary workbook (.xlsb), which is not read here.",
            ),
            () if has("mimetype") && has("content.xml") => {
                let mut kind = String::new();
                let _ = self.part("mimetype")?.take(200).read_to_string(&mut kind);
                if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
                    return Ok(What::Ods);
                }
                Words::new(
                    "Filen är ett OpenDocument, men inget kalkylark.",
                    "The file is an OpenDocument, but not a spreadsheet.",
                )
            }
            () => Words::new("Filen är ett arkiv, men ingen arbetsbok.", "The file is an archive, but not a workbook."),
        };
        Err(Failure::new(told).hint(Words::new(
            "Ange ett kalkylark: .xlsx, .ods eller .csv.",
            "Give a spreadsheet: .xlsx, .ods or .csv.",
        )))
    }

    /// Whether the workbook says that this program made it.
    pub fn is_ours(&mut self) -> bool {
        [("docProps/core.xml", ">karta</dc:creator>"), ("meta.xml", ">karta</meta:initial-creator>")].iter().any(
            |(name, said)| {
                let mut text = String::new();
                let part = self.has(name).then(|| self.part(name).ok()).flatten();
                part.is_some_and(|part| part.take(64 << 10).read_to_string(&mut text).is_ok()) && text.contains(said)
            },
        )
    }

    /// Whether there is a part of that name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part, to be read from its beginning.
    pub fn part(&mut self, name: &str) -> Result<BufReader<Part<'_, impl Read>>> {
        let from = self.zip.by_name(name).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => locked(),
            _ => broken(),
        })?;
        Ok(BufReader::with_capacity(64 << 10, Part { from, left: &mut self.left }))
    }
}

/// A small file that unpacks to more than any sheet has.
pub fn bomb() -> Failure {
    let most = MOST_BYTES >> 20;
    Failure::new(say!(
        "Filen packar upp sig till mer än {most} MB, och läses inte.",
        "The file unpacks to more than {most} MB, and is not read."
    ))
    .hint(Words::new(
        "Kopiera det som ska läsas in till ett nytt ark, och läs in det.",
        "Copy what is to be taken in to a new sheet, and take that in.",
    ))
}
