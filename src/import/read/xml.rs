use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::archive::bomb;
use super::broken;
use crate::say::{Failure, Result};

/// The most letters that one text, with its marks, may have: a cell has room for fewer than 33 000.
const LONGEST: usize = 8 << 20;
/// How deep elements may stand in one another.
const DEEPEST: usize = 200;

/// What is met on the way through an XML document. Names are without their prefixes.
pub enum Piece<'x> {
    /// An element begins.
    Open(Tag<'x>),
    /// An element ends.
    Close(&'x str),
    /// Letters.
    Text(&'x str),
}

/// The beginning of an element.
pub struct Tag<'x>(&'x BytesStart<'x>);

impl Tag<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// What an attribute says, by its whole name.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let attribute = self.0.try_get_attribute(name).ok()??;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| Cow::Owned(value.into_owned()))
    }

    /// A number that an attribute says.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }
}

/// Goes through an XML document from beginning to end, or until `see` has seen enough.
pub fn each(from: impl BufRead, mut see: impl FnMut(Piece<'_>) -> Result<bool>) -> Result<()> {
    let mut reader = quick_xml::Reader::from_reader(from);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| failed(&error))?;
        let is_enough = match &event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(broken());
                }
                see(Piece::Open(Tag(tag)))?
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                see(Piece::Close(tag.local_name().into_inner()))?
            }
            Event::Text(text) => see(Piece::Text(&text.xml10_content()))?,
            Event::CData(text) => see(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(entity) => {
                let sign = entity.resolve_char_ref().map_err(|error| failed(&error))?;
                match sign {
                    Some(sign) => see(Piece::Text(sign.encode_utf8(&mut [0; 4])))?,
                    None => see(Piece::Text(resolve_xml_entity(&entity.xml10_content()).ok_or_else(broken)?))?,
                }
            }
            Event::Eof if depth > 0 => return Err(broken()),
            Event::Eof => true,
            _ => false,
        };
        if is_enough {
            return Ok(());
        }
        if buffer.len() > LONGEST {
            return Err(bomb());
        }
    }
}

fn failed(error: &Error) -> Failure {
    match error {
        Error::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => bomb(),
        _ => broken(),
    }
}
